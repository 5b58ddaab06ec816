"""Rows → facts: what the engine is told about a case and about an officer."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from peewee import fn

from board import wording
from board.errors import NotAuthorised, NotFound, StaleCase
from board.models.case import Case
from board.models.event import Event
from board.models.office import MandateRow, RoleGrant, User
from board.models.paper import PrintJob
from board.models.thread import Note
from board.services.damage import case_readable
from board.services.desk import Desk
from board.services.hands import hands_in
from board.services.record import Told, history_of
from board.services.reopenings import settled_notes
from board.services.sight import closed_cases
from board.services.times import maybe_moment, moment
from board.workflow.facts import Actor, CaseFacts, Grant, Mandate, Paper
from board.workflow.office import AUDITOR, DESKLESS
from board.workflow.paraf import decides
from board.workflow.sop import Sop, Status


def find_case(desk: Desk, number: str) -> Case:
    """The case of a number, as people type it: in small letters, or as the office writes it.

    Raises:
        NotFound: the office has no such case, or none that whoever asks may know of.
        DatabaseUnreachable: its row is damaged.
    """
    typed = number.strip()
    # As it is written first: that is what the index finds.
    for same in (Case.number == typed, fn.LOWER(Case.number) == typed.lower()):
        with case_readable(typed):
            row: Case | None = Case.get_or_none((Case.office == desk.office) & same)
        if row is not None and row.id not in closed_cases(desk):
            return row
    raise NotFound("Berkas", typed)


def number_of(case_id: int | None) -> str | None:
    """The number of a case that a row points at; None where it points at none."""
    found: str | None = Case.select(Case.number).where(Case.id == case_id).scalar() if case_id else None
    return found


def must_be_as_seen(row: Case, seen: int | None) -> None:
    """Guard an officer's decision with the version they saw; None: they did not look.

    Raises:
        StaleCase: a colleague changed the case since.
    """
    if seen is not None and seen != row.version:
        last = Event.get_or_none((Event.case_id == row.id) & (Event.seq == row.version))
        raise StaleCase(row.number, seen=seen, current=row.version, by=last.actor if last else None)


def sop_of(desk: Desk, row: Case) -> Sop:
    """The SOP version the case began on, which knows the step it is in.

    Raises:
        DatabaseUnreachable: the row is damaged.
    """
    with case_readable(row.number):
        sop = desk.shelf.get(row.sop, row.sop_version)
        sop.step(row.step)
    return sop


def facts_of(desk: Desk, row: Case, history: Sequence[Told] | None = None) -> CaseFacts:
    """Everything the engine may know of a case, read afresh.

    Args:
        history: what happened to the case, where the caller has read that already.
    """
    told = (PrintJob.document, PrintJob.step, PrintJob.round, PrintJob.state, PrintJob.shows)
    jobs = PrintJob.select(*told).where(PrintJob.case_id == row.id).order_by(PrintJob.id)
    since = (Note.case_id == row.id) & (Note.seq > settled_notes(row)) & Note.hidden_at.is_null()
    kinds = Note.select(Note.kind).where(since).distinct()
    plain = bare_facts(
        desk,
        row,
        papers=tuple(Paper(*job) for job in jobs.tuples()),
        note_kinds=frozenset(kind for (kind,) in kinds.tuples()),
    )
    mode = desk.profile.four_eyes_on(row.sop)
    if mode == "bebas" or not decides(sop_of(desk, row).step(row.step)):
        # Who had a hand in it matters where it is approved, and is much to read.
        return replace(plain, four_eyes=mode)
    return replace(plain, four_eyes=mode, hands=hands_in(row, history_of(row) if history is None else history))


def bare_facts(desk: Desk, row: Case, *, papers: tuple[Paper, ...] = (), note_kinds: Iterable[str] = ()) -> CaseFacts:
    """Facts from the row alone, for lists that would otherwise ask the database once per row.

    Raises:
        DatabaseUnreachable: the row is damaged.
    """
    with case_readable(row.number):
        return _facts(desk, row, papers, frozenset(note_kinds))


def _facts(desk: Desk, row: Case, papers: tuple[Paper, ...], note_kinds: frozenset[str]) -> CaseFacts:
    zone = desk.zone
    return CaseFacts(
        number=row.number,
        step=row.step,
        status=Status(row.status),
        version=row.version,
        round=row.round,
        channel=row.channel,
        received_on=moment(row.received_at, zone).date(),
        applicant={name: getattr(row, name) for name in ("name", "nik", "no_kk", "phone")},
        pickup_code=row.pickup_code,
        data=_table(row.data),
        requirements=_table(row.requirements),
        holder=row.holder,
        holder_title=row.holder_title,
        held_at=maybe_moment(row.held_at, zone),
        due_at=maybe_moment(row.due_at, zone),
        ready_at=maybe_moment(row.ready_at, zone),
        paused_at=maybe_moment(row.paused_at, zone),
        complete=row.complete_at is not None,
        issued=row.issued_at is not None,
        papers=papers,
        note_kinds=note_kinds,
    )


def _table(text: str) -> dict[str, Any]:
    table = json.loads(text)
    if not isinstance(table, dict):
        raise TypeError(type(table))
    return table


def find_user(desk: Desk, name: str) -> User:
    """The officer of a login name.

    Raises:
        NotFound: the office has no such officer.
    """
    row = User.get_or_none((User.office == desk.office) & (User.name == name))
    if row is None:
        raise NotFound("Pengguna", name, "Lihat board user list.")
    found: User = row
    return found


def actor_of(desk: Desk, name: str) -> Actor:
    """An officer with every role that holds today, by right and by mandate.

    Raises:
        NotFound: no such officer.
        NotAuthorised: the account is disabled, or its roles do not hold today.
    """
    user = find_user(desk, name)
    if not user.active:
        raise NotAuthorised(f"Akun {name} sudah dinonaktifkan. Hubungi pengelola.")
    today = desk.today().isoformat()
    grants = [Grant(role, bidang or None) for role, bidang in _roles(user.id, today)]
    mandates = MandateRow.select().where(
        (MandateRow.deputy_id == user.id)
        & (MandateRow.from_on <= today)
        & (MandateRow.to_on >= today)
        & MandateRow.ended_at.is_null()
    )
    for row in mandates:
        principal = User.get_by_id(row.principal_id)
        mandate = Mandate(row.kind, principal.title, row.letter, frozenset(row.scope.split(",")))
        # Plh and Plt stand in at a desk of an SOP (PRODUCT 1); who administers or audits is not theirs to be.
        held = [(role, bidang) for role, bidang in _roles(row.principal_id, today) if role not in DESKLESS]
        grants += [Grant(role, bidang or None, mandate) for role, bidang in held]
    if not grants:
        _refuse_out_of_period(desk, user)
    return Actor(user.name, user.title, tuple(grants))


def holding(on: str) -> Any:
    """The condition of roles that hold on a day: not taken back, and inside the period they were given for."""
    # The empty bound of a role without one comes before every day.
    begun, over = RoleGrant.from_on <= on, (RoleGrant.to_on != "") & (RoleGrant.to_on < on)
    return RoleGrant.ended_at.is_null() & begun & ~over


def _roles(user_id: int, on: str) -> list[tuple[str, str]]:
    rows = RoleGrant.select(RoleGrant.role, RoleGrant.bidang).where((RoleGrant.user_id == user_id) & holding(on))
    return list(rows.order_by(RoleGrant.id).tuples())


def _refuse_out_of_period(desk: Desk, user: User) -> None:
    """Who was let in for a period only is not in before and after it, not even to read."""
    given = RoleGrant.select().where((RoleGrant.user_id == user.id) & RoleGrant.ended_at.is_null())
    bound = given.order_by(RoleGrant.id.desc()).first()
    if bound is not None:
        known = desk.profile.roles.get(bound.role)
        title = known.title if known else bound.role
        raise NotAuthorised(
            f"Peran {title} Anda berlaku {wording.period_words(bound.from_on, bound.to_on)}. Hubungi pengelola."
        )


def writer_of(desk: Desk, name: str) -> Actor:
    """An officer who may write; auditors only read.

    Raises:
        NotFound, NotAuthorised: see ``actor_of``; also an officer with no other role than auditor.
    """
    actor = actor_of(desk, name)
    if not actor.grants:
        raise NotAuthorised(f"{actor.title} belum punya peran. Hubungi pengelola.")
    if all(grant.role == AUDITOR for grant in actor.grants):
        raise NotAuthorised("Auditor hanya membaca; tidak ada yang disimpan.")
    return actor
