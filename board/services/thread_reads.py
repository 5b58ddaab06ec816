"""How far officers have read a thread, and what is new to them: a mark on the card, nobody's history."""

from __future__ import annotations

from collections.abc import Iterable

from peewee import EXCLUDED, JOIN, Expression, ModelSelect, fn

from board.errors import NotFound
from board.models.case import Case
from board.models.thread import Note, ThreadRead
from board.services.desk import Desk
from board.workflow.facts import Actor, NoteKind
from board.workflow.permissions import reads_inside

Place = tuple[int, str, int]
"""A case whose thread is asked about: id, SOP, version."""


def has_read(desk: Desk, row: Case, user: str) -> int:
    """Number of the last note an officer has read; 0: none yet."""
    mine = (ThreadRead.office == desk.office) & (ThreadRead.user == user) & (ThreadRead.case_id == row.id)
    return ThreadRead.select(ThreadRead.seq).where(mine).scalar() or 0


def mark_read(desk: Desk, row: Case, user: str, seq: int) -> None:
    """Note that an officer has read up to a note, inside the caller's transaction; never back."""
    ThreadRead.insert(office=desk.office, user=user, case_id=row.id, seq=seq).on_conflict(
        conflict_target=[ThreadRead.office, ThreadRead.user, ThreadRead.case_id],
        preserve=[ThreadRead.seq],
        where=(EXCLUDED.seq > ThreadRead.seq),
    ).execute()


def unread_of(desk: Desk, actor: Actor, places: Iterable[Place]) -> dict[int, int]:
    """How many notes of others an officer has not read, by case; cases without any are left out. One query."""
    asked = list(places)
    if not asked:
        return {}
    versions = {(sop, version) for _, sop, version in asked}
    inside = {named for named in versions if _reads_inside(desk, actor, *named)}
    open_to = [case_id for case_id, sop, version in asked if (sop, version) in inside]
    found = _unread(desk, actor, Note.case_id.in_(open_to))
    return dict(found.where(Note.case_id.in_([case_id for case_id, _, _ in asked])).tuples())


def unread_notes(desk: Desk, actor: Actor, services: Iterable[str]) -> ModelSelect:
    """Cases and the number of notes in each that an officer has not read; the caller says which cases are asked about.

    Args:
        services: whose internal notes are theirs to read.
    """
    return _unread(desk, actor, Case.sop.in_(sorted(services))).join_from(Note, Case, on=(Case.id == Note.case_id))


def _unread(desk: Desk, actor: Actor, open_to: Expression) -> ModelSelect:
    read = (ThreadRead.office == desk.office) & (ThreadRead.user == actor.name) & (ThreadRead.case_id == Note.case_id)
    return (
        Note.select(Note.case_id, fn.COUNT(Note.id))
        .join(ThreadRead, JOIN.LEFT_OUTER, on=read)
        .where(
            Note.hidden_at.is_null(), (Note.kind != NoteKind.INTERNAL.value) | open_to,
            Note.login != actor.name, Note.seq > fn.COALESCE(ThreadRead.seq, 0),
        )
        .group_by(Note.case_id)
    )  # fmt: skip


def _reads_inside(desk: Desk, actor: Actor, sop_id: str, version: int) -> bool:
    try:
        return reads_inside(desk.shelf.get(sop_id, version), actor, desk.profile.dossier_roles)
    except NotFound:
        return False
