"""One move of a case, in one transaction (PRODUCT 3).

Read the case afresh, let the engine decide again, guard on the version, take numbers in the order of the books, write
the event, queue papers and messages from the data as it is now, commit. Rendering comes after.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from board.errors import InputInvalid, NumberTaken, Problem
from board.models.case import Case
from board.models.paper import Message, PrintJob
from board.services.ask_applicant import asked_words, what_is_asked
from board.services.case_people import index_people
from board.services.commands import once
from board.services.desk import Desk
from board.services.facts_of import bare_facts, facts_of, find_case, must_be_as_seen, sop_of, writer_of
from board.services.in_flight import people_warnings
from board.services.lists import Spot, spot_of
from board.services.messages import void_requests, write_message
from board.services.papers import queue_papers
from board.services.record import Happening, believable_now, change_case, write_event
from board.services.registers import as_told, has_registration, write_row
from board.services.remarks import remark
from board.services.times import maybe_millis, millis, moment, sort_key
from board.workflow import answering, engine
from board.workflow.checks import LACKING, OTHER, issued_number
from board.workflow.doings import OPENED, OPENED_AT_MOST
from board.workflow.engine import Decision
from board.workflow.facts import Actor, MoveRequest
from board.workflow.sop import CLOCK_STILL, PEMOHON, Intent, Sop, Status, Step


@dataclass(frozen=True)
class Moved:
    """What a move did."""

    case: Case
    decision: Decision | None
    """None when the command's key had been carried out before: the case is as it was left then."""
    prints: tuple[PrintJob, ...] = ()
    message: Message | None = None
    warnings: tuple[Problem, ...] = ()

    @property
    def spot(self) -> Spot:
        """Where on the board the case stands now."""
        return spot_of(self.case)


@dataclass(frozen=True)
class MoveOrder:
    """A move as ordered from outside: by number, with what it brings along."""

    intent: str
    to: str | None = None
    reason: str | None = None
    note: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    seen: int | None = None
    """Version the officer saw; another version refuses."""
    key: str | None = None
    ask: tuple[str, ...] | None = None
    """Requirements asked of the applicant; None: all that are missing. Only on the way to the applicant."""
    opened_at: datetime | None = None
    """Since when the case lay before the officer, who decides without Ambil: their time with it begins there."""


def move_case(desk: Desk, number: str, user: str, order: MoveOrder) -> Moved:
    """Move a case.

    Raises:
        MoveRefused: the engine says no.
        StaleCase: the case is not the one the officer saw.
        InputInvalid, NumberTaken: what the move brings is not acceptable.
        NotFound, NotAuthorised, KeyReused, ClockRefused: see ``board.errors``.
    """
    content = {
        "do": "move", "number": number.strip().upper(), "user": user, "intent": order.intent, "to": order.to,
        "reason": order.reason, "note": order.note, "data": dict(order.data),
        # Commands stored before papers could be chosen keep the content they had.
        **({"ask": list(order.ask)} if order.ask is not None else {}),
    }  # fmt: skip
    with once(desk, order.key, content) as command:
        if command.done is not None:
            return Moved(command.done, None)
        now = believable_now(desk)
        actor = writer_of(desk, user)
        row = command.case = find_case(desk.seen_by(actor), number)
        must_be_as_seen(row, order.seen)
        return carry_out(desk, row, actor, order, now)


def carry_out(desk: Desk, row: Case, actor: Actor, order: MoveOrder, now: datetime) -> Moved:
    """Make a move of a case read a moment ago, inside the caller's transaction; see ``move_case``."""
    sop = sop_of(desk, row)
    step = sop.step(row.step)
    facts = facts_of(desk, row)
    data, warnings = merged_data(desk, sop, facts.data, order.data, facts.received_on)
    reason, note = coded_reason(desk, "kembalikan", order.reason, order.note)
    request = MoveRequest(order.intent, order.to, reason, note)
    facts_now = replace(facts, data=data)
    decision = engine.decide(sop, facts_now, actor, request, now, desk.profile.rules)
    if decision.move.answers:
        data = with_answer(sop, row.channel, data, moment(row.received_at, desk.zone), now)
    asking = what_is_asked(sop, facts_now, decision.to, order.ask)
    before, opened = state_before(row), _opened(desk, row, actor, order, now)
    columns = {**_columns(row, sop, decision, data, now), "siak_number": siak_number(desk, row, sop, data)}
    if asking and asking.again:
        before["requirements"] = row.requirements
        kept = {name: form for name, form in facts.requirements.items() if name not in asking.again}
        columns["requirements"] = json.dumps(kept, sort_keys=True)
    change_case(row, columns)
    if order.data:
        index_people(desk, row, sop, data)
        warnings += people_warnings(desk, sop, data, row.number, known=facts.data)
    told_data = changed_fields(facts.data, data) if order.data or decision.move.answers else None
    books = _write_books(desk, row, sop, step, decision, actor, now)
    detail = {
        "before": before,
        **({"data": told_data} if told_data is not None else {}),
        **({"books": books} if books else {}),
        **(asking.detail if asking else {}),
        **opened,
        **({"same_hand": [decision.same_hand.words, decision.same_hand.role]} if decision.same_hand else {}),
    }
    happening = Happening(decision.move.intent, decision.from_step, decision.to, decision.reason, decision.note, detail)
    write_event(desk, row, happening, actor=actor, grant=decision.grant, now=now)
    prints = queue_papers(
        desk, row, sop, decision.prints,
        step=decision.from_step, round=facts.round, actor=actor, grant=decision.grant, now=now,
        reason=decision.reason, note=decision.note,
    )  # fmt: skip
    if decision.move.intent is Intent.ACCEPT:
        void_requests(row)
    message = None
    if decision.message:
        asked = asked_words(sop, asking) if asking else None
        said_by_list = bool(asked) and decision.reason == LACKING
        told = reason_words(desk, None if said_by_list else decision.reason, decision.note)
        message = write_message(desk, row, sop, decision.message, actor=actor, now=now, note=told, asked=asked)
    return Moved(row, decision, tuple(prints), message, tuple(warnings))


def _opened(desk: Desk, row: Case, actor: Actor, order: MoveOrder, now: datetime) -> dict[str, str]:
    """Since when an officer who took nothing had the case before them, as far as that can be so."""
    if order.opened_at is None or row.holder == actor.name:
        return {}
    since = max(order.opened_at, moment(row.entered_at, desk.zone))
    if since > now or desk.profile.calendar.working_time(since, now) > OPENED_AT_MOST:
        return {}
    return {OPENED: since.isoformat(timespec="seconds")}


def _columns(row: Case, sop: Sop, decision: Decision, data: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    paused = decision.status in CLOCK_STILL
    due_at = maybe_millis(decision.due_at)
    arrived = decision.step != decision.from_step
    present = millis(now)
    return {
        "step": decision.step,
        "role": column_role(sop.step(decision.step), decision.status),
        "status": decision.status.value,
        "open": 0 if decision.closes else 1,
        "due": sort_key(
            due_at=due_at,
            received_at=row.received_at,
            urgent=bool(row.urgent),
            paused=paused,
            ready=decision.ready_at is not None,
        ),
        "round": decision.round,
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
        "holder": None,
        "holder_title": None,
        "held_at": None,
        "entered_at": present if arrived else row.entered_at,
        "complete_at": row.complete_at or (present if decision.complete else None),
        "due_at": due_at,
        "paused_at": maybe_millis(decision.paused_at),
        "news_at": None,
        "ready_at": maybe_millis(decision.ready_at),
        "issued_at": row.issued_at or (present if decision.issued else None),
        "closed_at": present if decision.closes else None,
        "outcome": "selesai" if decision.closes else "",
    }


def column_role(step: Step, status: Status) -> str:
    """The column of Papan kantor a case stands in: the office role that has to act next."""
    if status is Status.AT_APPLICANT:
        return PEMOHON
    return step.recorded_by or step.roles[0] if step.external else step.acting[0]


def state_before(row: Case) -> dict[str, Any]:
    """What an undo needs to put back; kept in the event that changed it."""
    columns = (
        "step", "role", "status", "open", "due", "round", "holder", "holder_title", "held_at", "entered_at",
        "complete_at", "due_at", "paused_at", "ready_at", "issued_at", "closed_at", "outcome", "news_at",
    )  # fmt: skip
    return {name: getattr(row, name) for name in columns}


def merged_data(
    desk: Desk, sop: Sop, have: Mapping[str, Any], brought: Mapping[str, Any], received: date
) -> tuple[dict[str, Any], list[Problem]]:
    """The case's data with what a move or an edit brings, and what looks odd about it.

    Raises:
        InputInvalid: a field is unknown or not what is expected.
    """
    checked = desk.checker().data(sop, brought, have, received)
    if checked.problems:
        raise InputInvalid(checked.problems)
    return {**have, **checked.values}, checked.warnings


def with_answer(sop: Sop, channel: str, data: Mapping[str, Any], received: datetime, now: datetime) -> dict[str, Any]:
    """The case's data with how and when an answer went out; what was not told is the usual way, and now.

    Raises:
        InputInvalid: it cannot have gone out then.
    """
    found = {**data, **answering.conveyed(sop, channel, data, now)}
    if wrong := answering.impossible(found, received, now):
        raise InputInvalid(wrong)
    return found


def changed_fields(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, list[Any]]:
    """Field → [old, new], for those that changed."""
    return {name: [before.get(name), value] for name, value in after.items() if before.get(name) != value}


def siak_number(desk: Desk, row: Case, sop: Sop, data: Mapping[str, Any]) -> str:
    """The number SIAK issued for the case, empty until it is recorded.

    Raises:
        NumberTaken: it stands on another living case already, where it may stand on one alone.
    """
    item = issued_number(sop, replace(bare_facts(desk, row), data=data))
    if item is None:
        return ""
    number = str(data[item.id])
    if item.unique and number != row.siak_number:
        other = Case.get_or_none(
            (Case.office == desk.office)
            & (Case.siak_number == number)
            & (Case.id != (row.id or 0))
            & (Case.status != Status.VOID.value)
        )
        if other is not None:
            raise NumberTaken(item.title, other.number)
    return number


def coded_reason(desk: Desk, kind: str, reason: str | None, note: str) -> tuple[str | None, str]:
    """A reason as its code. Words that are no code are kept: code ``lainnya``, the words in front of the note.

    Raises:
        InputInvalid: either of them is too long, or the reason is ``lainnya`` and nothing says which.
    """
    words, told = remark(reason or "", "reason"), remark(note, "note")
    if not words:
        return None, told
    for code, title in desk.profile.reasons[kind].items():
        if words.casefold() in {code.casefold(), title.casefold()}:
            if code == OTHER and not told:
                raise InputInvalid([Problem("note", f'Alasan "{title}" perlu catatan; tulis alasannya pada catatan.')])
            return code, told
    return OTHER, f"{words}. {told}" if told else words


def reason_words(desk: Desk, reason: str | None, note: str) -> str:
    """A reason for people: its title, unless it only says "other", and the note."""
    title = desk.profile.reasons["kembalikan"].get(reason or "", "")
    parts = [title if reason != OTHER else "", note.strip()]
    return ", ".join(part for part in parts if part)


def _write_books(
    desk: Desk, row: Case, sop: Sop, step: Step, decision: Decision, actor: Actor, now: datetime
) -> list[dict[str, Any]]:
    written = [
        write_row(
            desk, row, book, series,
            sop=sop, step=step.id, subject=f"{sop.short}: {row.number}", actor=actor, now=now,
        )
        for book, series in decision.books
        if not has_registration(book)
    ]  # fmt: skip
    return [as_told(new) for new in written if new is not None]
