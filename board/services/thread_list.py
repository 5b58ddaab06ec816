"""Threads as the complaint and the consultation team see them: which wait, and who wrote last (PRODUCT 4, thread)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peewee import JOIN, Tuple, fn

from board.models.case import OPEN, Case
from board.models.thread import Note
from board.services.desk import Desk
from board.services.known_names import must_be_known
from board.services.lists import listed_row
from board.services.paging import one_more, page, parse_place
from board.services.sight import in_sight
from board.services.thread_reads import unread_of
from board.services.times import iso
from board.workflow.sop import Status
from board.workflow.threads import lives_on_thread


@dataclass(frozen=True)
class ThreadQuery:
    """What ``thread list`` asks for."""

    sop: str | None = None
    kind: str | None = None
    """Kind of the last note."""
    status: str | None = None
    limit: int = 50
    after: str | None = None


def list_threads(desk: Desk, query: ThreadQuery) -> dict[str, Any]:
    """Complaints, consultations and every other case somebody wrote a note on, oldest promise first.

    The applicant is masked and what was said is left out: it is read with ``thread show``, which is journalled. Closed
    cases are listed only when their status is asked for.

    Raises:
        NotFound: the office has no such SOP.
        InputInvalid: ``after`` is not the ``next`` of a list.
    """
    must_be_known(desk, sop=query.sop)
    last = Note.alias()
    seen = (last.case_id == Case.id) & last.hidden_at.is_null()
    newest = last.select(fn.MAX(last.seq)).where(seen)
    count = last.select(fn.COUNT(last.seq)).where(seen)
    conditions: list[Any] = [
        Case.office == desk.office,
        *in_sight(desk),
        Case.sop.in_(_thread_sops(desk)) | Note.id.is_null(False),
    ]
    if query.status:
        conditions.append(Case.status == query.status)
    if query.status not in {Status.DONE.value, Status.VOID.value}:
        conditions.append(OPEN)
    if query.sop:
        conditions.append(Case.sop == query.sop)
    if query.kind:
        conditions.append(Note.kind == query.kind)
    if query.after is not None:
        conditions.append(Tuple(Case.due, Case.id) > parse_place(query.after, 2))
    found = (
        Case.select(Case, Note, count.alias("notes"))
        .join(Note, JOIN.LEFT_OUTER, on=((Note.case_id == Case.id) & (Note.seq == newest)), attr="last")
        .where(*conditions)
        .order_by(Case.due, Case.id)
        .limit(one_more(query.limit))
    )
    rows = list(found)
    unread = unread_of(desk, desk.viewer, ((row.id, row.sop, row.sop_version) for row in rows)) if desk.viewer else {}
    return page(rows, query.limit, lambda row: _thread(desk, row, unread), lambda row: f"{row.due}.{row.id}")


def _thread_sops(desk: Desk) -> list[str]:
    return [sop.id for sop in desk.shelf.versions() if lives_on_thread(sop)]


def _thread(desk: Desk, row: Any, unread: Mapping[int, int]) -> dict[str, Any]:
    note: Note | None = getattr(row, "last", None)
    last = None
    if note is not None:
        last = {
            "seq": note.seq,
            "at": iso(note.at, desk.zone),
            "kind": note.kind,
            "author": note.author,
            "role": note.role,
        }
    return {**listed_row(desk, row, desk.now()), "count": row.notes, "unread": unread.get(row.id, 0), "last": last}
