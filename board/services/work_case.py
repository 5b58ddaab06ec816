"""Working on a case between two moves: take, release, fill in, tick, mark urgent."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from board.errors import InputInvalid, Problem
from board.models.case import Case
from board.services.case_people import index_people
from board.services.commands import once
from board.services.desk import Desk
from board.services.facts_of import facts_of, find_case, must_be_as_seen, sop_of, writer_of
from board.services.in_flight import applicant_warnings, people_warnings
from board.services.move_case import changed_fields, coded_reason, merged_data, siak_number
from board.services.record import Happening, believable_now, record
from board.services.register_case import NewCase, check_applicant, check_requirements
from board.services.times import millis, sort_key
from board.wording import quoted, search_form
from board.workflow import permissions, refusals
from board.workflow.checks import SLIP_CODE, fits_slip
from board.workflow.doings import EDITED, RELEASED, TAKEN
from board.workflow.facts import Actor, CaseFacts
from board.workflow.sop import Sop

MARKED, UNMARKED = "mendesak", "tidak_mendesak"
"""Intents of the events that put a case on top of its column, and that take it from there."""


@dataclass(frozen=True)
class Work:
    """A case opened for one change: everything a verb of this room needs, read inside the transaction."""

    desk: Desk
    row: Case
    sop: Sop
    facts: CaseFacts
    actor: Actor
    now: datetime
    repeated: bool = False
    """The command was carried out before: the case is as it is now, and nothing is to be done."""


@contextmanager
def at_work(
    desk: Desk,
    number: str,
    user: str,
    verb: str,
    *,
    key: str | None = None,
    seen: int | None = None,
    **asked: Any,
) -> Iterator[Work]:
    """Open a case for one change, in one transaction.

    Args:
        verb: what is done, as the event tells it.
        key: of the command; see ``commands.once``.
        asked: everything else the command was asked with.

    Raises:
        StaleCase: the case is not the one the officer saw.
        NotFound, NotAuthorised, KeyReused, ClockRefused, CommitUncertain: see ``board.errors``.
    """
    content = {"do": verb, "number": number.strip().upper(), "user": user, **asked}
    with once(desk, key, content) as command:
        if command.done is not None:
            yield _work(desk, command.done, Actor(user, user), desk.now(), repeated=True)
            return
        now = believable_now(desk)
        actor = writer_of(desk, user)
        desk = desk.seen_by(actor)
        row = command.case = find_case(desk, number)
        must_be_as_seen(row, seen)
        yield _work(desk, row, actor, now)


def _work(desk: Desk, row: Case, actor: Actor, now: datetime, *, repeated: bool = False) -> Work:
    return Work(desk, row, sop_of(desk, row), facts_of(desk, row), actor, now, repeated)


def take_case(desk: Desk, number: str, user: str, *, key: str | None = None) -> Case:
    """Take a case (Ambil): colleagues see who works on it and since when.

    Raises:
        MoveRefused: it is not the officer's turn, or somebody has it.
    """
    with at_work(desk, number, user, TAKEN, key=key) as work:
        if work.repeated:
            return work.row
        grant = permissions.may_take(work.sop, work.facts, work.actor)
        changes = {"holder": work.actor.name, "holder_title": work.actor.title, "held_at": millis(work.now)}
        record(
            desk, work.row, Happening(TAKEN, from_step=work.row.step, to_step=work.row.step),
            actor=work.actor, grant=grant, now=work.now, changes=changes,
        )  # fmt: skip
        return work.row


def release_case(desk: Desk, number: str, user: str, *, key: str | None = None) -> Case:
    """Put a case back into its tray (Lepas).

    Raises:
        MoveRefused: nobody holds it, or somebody else does and the officer does not administer.
    """
    with at_work(desk, number, user, RELEASED, key=key) as work:
        if work.repeated:
            return work.row
        grant = permissions.may_release(work.sop, work.facts, work.actor)
        detail = {"holder": work.row.holder_title}
        changes = {"holder": None, "holder_title": None, "held_at": None}
        record(
            desk, work.row, Happening(RELEASED, from_step=work.row.step, to_step=work.row.step, detail=detail),
            actor=work.actor, grant=grant, now=work.now, changes=changes,
        )  # fmt: skip
        return work.row


@dataclass(frozen=True)
class Edited:
    """What an edit left behind."""

    case: Case
    warnings: tuple[Problem, ...] = ()


def edit_case(
    desk: Desk,
    number: str,
    user: str,
    *,
    data: Mapping[str, Any] | None = None,
    applicant: Mapping[str, Any] | None = None,
    seen: int | None = None,
    key: str | None = None,
) -> Edited:
    """Fill in or correct fields of a case. What changed, from what to what, stands in the event.

    Raises:
        InputInvalid, NumberTaken: a value is not acceptable; nothing is stored.
        MoveRefused, StaleCase: not the officer's turn, or not the case the officer saw.
    """
    brought, person = dict(data or {}), dict(applicant or {})
    with at_work(desk, number, user, EDITED, key=key, seen=seen, data=brought, applicant=person) as work:
        if work.repeated:
            return Edited(work.row)
        grant = permissions.may_work(work.sop, work.facts, work.actor)
        merged, warnings = merged_data(desk, work.sop, work.facts.data, brought, work.facts.received_on)
        _refuse_wrong_code(work, brought)
        columns, changed = _applicant_columns(desk, work, person, warnings)
        changed.update(changed_fields(work.facts.data, merged))
        if not changed:
            return Edited(work.row, tuple(warnings))
        columns["data"] = json.dumps(merged, ensure_ascii=False, sort_keys=True)
        columns["siak_number"] = siak_number(desk, work.row, work.sop, merged)
        record(
            desk, work.row,
            Happening(EDITED, from_step=work.row.step, to_step=work.row.step, detail={"data": changed}),
            actor=work.actor, grant=grant, now=work.now, changes=columns,
        )  # fmt: skip
        index_people(desk, work.row, work.sop, merged)
        number = work.row.number
        warnings += applicant_warnings(desk, {name: str(columns[name]) for name in person if name in columns}, number)
        warnings += people_warnings(desk, work.sop, merged, number, known=work.facts.data)
        return Edited(work.row, tuple(warnings))


def _refuse_wrong_code(work: Work, brought: Mapping[str, Any]) -> None:
    """A code that was misread is told beside its field, and not stored."""
    item = work.sop.field(SLIP_CODE)
    code = brought.get(SLIP_CODE)
    if item and code and not fits_slip(work.facts, code):
        refused = refusals.slip_not_theirs(work.sop, work.sop.step(work.row.step), item.id, item.title)
        raise InputInvalid([Problem(item.id, refused.sentence)])


def _applicant_columns(
    desk: Desk, work: Work, applicant: Mapping[str, Any], warnings: list[Problem]
) -> tuple[dict[str, Any], dict[str, list[Any]]]:
    if not applicant:
        return {}, {}
    row = work.row
    have = {"name": row.name, "nik": row.nik, "no_kk": row.no_kk, "phone": row.phone}
    problems: list[Problem] = []
    clean, odd = check_applicant(desk, work.sop, NewCase({**have, **applicant}, channel=row.channel), problems)
    if problems:
        raise InputInvalid(problems)
    warnings += odd
    columns: dict[str, Any] = {name: clean.get(name, "") for name in have}
    changed = {f"applicant.{name}": [have[name], columns[name]] for name in have if have[name] != columns[name]}
    columns["name_search"] = search_form(columns["name"])
    return columns, changed


def check_requirement(
    desk: Desk, number: str, user: str, requirement: str, form: str | None, *, key: str | None = None
) -> Case:
    """Tick a requirement as handed in, in a form, or (None) take the tick away.

    Raises:
        InputInvalid: the service has no such requirement, or does not accept the form.
        MoveRefused: not the officer's turn.
    """
    return check_all(desk, number, user, {requirement: form}, key=key)


def check_all(
    desk: Desk,
    number: str,
    user: str,
    ticks: Mapping[str, str | None],
    seen: int | None = None,
    *,
    key: str | None = None,
) -> Case:
    """Tick several requirements at once; see ``check_requirement``."""
    with at_work(desk, number, user, "periksa", key=key, seen=seen, ticks=dict(ticks)) as work:
        if work.repeated:
            return work.row
        grant = permissions.may_work(work.sop, work.facts, work.actor)
        problems: list[Problem] = []
        known = {item.id for item in work.sop.requirements}
        added = check_requirements(work.sop, {name: form for name, form in ticks.items() if form}, problems)
        for name in ticks.keys() - known - added.keys():
            if not any(problem.field == f"requirements.{name}" for problem in problems):
                problems.append(Problem(f"requirements.{name}", f'Persyaratan "{quoted(name)}" tidak dikenal.'))
        if problems:
            raise InputInvalid(problems)
        kept = {name: form for name, form in work.facts.requirements.items() if ticks.get(name, form) is not None}
        merged = {**kept, **added}
        if merged == dict(work.facts.requirements):
            return work.row
        detail = {"requirements": dict(ticks)}
        record(
            desk, work.row, Happening("periksa", from_step=work.row.step, to_step=work.row.step, detail=detail),
            actor=work.actor, grant=grant, now=work.now,
            changes={"requirements": json.dumps(merged, sort_keys=True)},
        )  # fmt: skip
        return work.row


def mark_urgent(
    desk: Desk, number: str, user: str, reason: str | None, note: str = "", *, key: str | None = None
) -> Case:
    """Put a case on top of its column with a coded reason, or (None) take the mark away.

    Raises:
        InputInvalid: the reason is ``lainnya`` and no note says which.
        MoveRefused: the office does not let the officer's roles, not their turn, or the mark already stands so.
    """
    with at_work(desk, number, user, "mendesak", key=key, reason=reason, note=note) as work:
        if work.repeated:
            return work.row
        grant = permissions.may_mark_urgent(work.sop, work.facts, work.actor, desk.profile.urgent_roles)
        code, told = coded_reason(desk, "mendesak", reason, note)
        if (code or "") == work.row.urgent:
            raise refusals.unchanged(work.row.number)
        changes = {
            "urgent": code or "",
            "due": sort_key(
                due_at=work.row.due_at,
                received_at=work.row.received_at,
                urgent=bool(code),
                paused=work.row.paused_at is not None,
                ready=work.row.ready_at is not None,
            ),
        }
        happening = Happening(
            MARKED if code else UNMARKED, from_step=work.row.step, to_step=work.row.step, reason=code, note=told
        )
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)
        return work.row


def is_urgent(desk: Desk, number: str, user: str) -> bool:
    """Whether a case bears the mark, for an officer who may change that: nobody is asked for a reason in vain.

    Raises:
        NotFound: no such case.
        MoveRefused, NotAuthorised: see ``mark_urgent``.
    """
    row = find_case(desk, number)
    actor = writer_of(desk, user)
    permissions.may_mark_urgent(sop_of(desk, row), facts_of(desk, row), actor, desk.profile.urgent_roles)
    return bool(row.urgent)
