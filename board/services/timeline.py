"""The walk of a case through its steps, with the clock of each beside its standard minutes (mutu baku, DOMAIN E.2).

What a complaint cites of the berkas it is about, and nothing of what the applicant or the officers wrote on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from board.models.case import Case
from board.models.event import Event
from board.services.case_clock import step_clock
from board.services.desk import Desk
from board.services.facts_of import sop_of
from board.services.record import Told, history_of
from board.services.times import moment
from board.services.walks import as_happened, walk_of
from board.workflow.doings import CANCELLED
from board.workflow.open_time import OpenTime, whole_minutes
from board.workflow.sop import DONE_TITLES, PEMOHON, Intent, Sop, Status, Step, status_title
from board.workflow.visits import Walk

AT_APPLICANT, AT_WITNESSES = "pemohon", "saksi"
_LEAVING = frozenset({*(intent.value for intent in Intent), CANCELLED})


@dataclass(frozen=True)
class Passed:
    """One move of a case, and the clock of the step where it left one."""

    at: int
    """When it was moved."""
    no: str
    tray: str
    what: str
    """What happened: ``Diteruskan ke Koreksi Kasi``."""
    by: str
    role: str
    """Title of the role in this SOP, with the mandate behind it."""
    clock: dict[str, Any] | None
    """As ``case_clock`` tells it; None: it stayed in the step, or the office was not at work on it."""
    rested: int
    """Working minutes in the tray after somebody had already had it."""
    waiting: str
    """Who it waited for until then: ``pemohon``, ``saksi``; empty: for nobody outside."""
    paused: int
    """Working minutes it waited for them."""


@dataclass(frozen=True)
class Timeline:
    """Where a case has been, and where it is."""

    number: str
    service: str
    status: str
    received_at: int
    due_at: int | None
    ready_at: int | None
    place: str
    """The tray it lies in, who it waits for, or how it ended."""
    since: int
    """Since when it has been there."""
    clock: dict[str, Any] | None
    """Of the step it is in, so far; None: nobody here is at work on it."""
    rows: tuple[Passed, ...]


def timeline(desk: Desk, row: Case) -> Timeline:
    """The moves of a case that stand, oldest first, and where they left it.

    Raises:
        DatabaseUnreachable: the case is damaged.
    """
    sop, told, clock = sop_of(desk, row), history_of(row), OpenTime(desk.profile.calendar)
    way = walk_of(desk, sop, told, desk.now())
    rows = tuple(_passed(desk, sop, told, way, clock))
    step, here = sop.step(row.step), row.status in {Status.RUNNING, Status.READY}
    return Timeline(
        number=row.number,
        service=sop.short,
        status=row.status,
        received_at=row.received_at,
        due_at=row.due_at,
        ready_at=row.ready_at,
        place=step.tray if here else status_title(row.status).lower(),
        since=rows[-1].at if rows else row.recorded_at,
        clock=step_clock(sop, way.visits[-1], clock) if row.status == Status.RUNNING and way.visits else None,
        rows=rows,
    )


def _passed(desk: Desk, sop: Sop, told: list[Told], way: Walk, clock: OpenTime) -> Iterator[Passed]:
    steps = {step.id: step for step in sop.steps}
    reasons = desk.profile.reasons["kembalikan"]
    ended = [visit for visit in way.visits if visit.left is not None]
    pauses = {end: begin for visit in way.visits for begin, end in visit.away}
    for event, said in told:
        at = moment(event.at, desk.zone)
        left = ended.pop(0) if ended and ended[0].left == as_happened(at, event, said) else None
        step = steps.get(event.from_step or "")
        if event.intent not in _LEAVING or step is None:
            continue
        away = clock.between(pauses[at], at) if at in pauses else None
        worked = left if left is not None and not step.paused else None
        yield Passed(
            at=event.at,
            no=step.no,
            tray=step.tray,
            what=_what(event, steps, reasons),
            by=event.actor,
            role=_role(sop, event, said),
            clock=step_clock(sop, worked, clock) if worked else None,
            rested=whole_minutes(worked.rested(clock)) if worked else 0,
            waiting="" if away is None else AT_WITNESSES if step.paused else AT_APPLICANT,
            paused=whole_minutes(away) if away is not None else 0,
        )


def _what(event: Event, steps: Mapping[str, Step], reasons: Mapping[str, str]) -> str:
    if event.intent == CANCELLED:
        return f"{status_title(Status.VOID)} ({(event.reason or '-').replace('_', ' ')})"
    title = DONE_TITLES[Intent(event.intent)]
    to = PEMOHON if event.to_step == PEMOHON else steps[event.to_step].tray if event.to_step in steps else ""
    moved = f"{title} ke {to}" if to and event.to_step != event.from_step else title
    reason = reasons.get(event.reason or "", "")
    return f"{moved}: {reason}" if reason else moved


def _role(sop: Sop, event: Event, said: Mapping[str, Any]) -> str:
    title = sop.role_title(event.role) if event.role else ""
    return ", ".join(filter(None, (title, said["acting_for"])))
