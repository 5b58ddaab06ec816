"""The walk of a case through its steps, with the clock of each beside its standard minutes (mutu baku).

What a complaint cites of the berkas it is about, and nothing of what the applicant or the officers wrote on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from board.models.case import Case
from board.models.event import Event
from board.services.desk import Desk
from board.services.facts_of import sop_of
from board.services.record import Told, history_of
from board.services.times import millis, moment
from board.workflow.doings import CANCELLED, TAKEN
from board.workflow.sop import DONE_TITLES, PEMOHON, Intent, Sop, Status, Step, status_title

AT_APPLICANT, AT_WITNESSES = "pemohon", "saksi"
_LEAVING = frozenset({*(intent.value for intent in Intent), CANCELLED})


@dataclass(frozen=True)
class Passed:
    """One step that a case was moved out of."""

    at: int
    """When it was moved."""
    no: str
    tray: str
    what: str
    """What happened: ``Diteruskan ke Koreksi Kasi``."""
    by: str
    role: str
    """Title of the role in this SOP, with the mandate behind it."""
    standard: int | None
    """Standard minutes of the step; None: it has none, or the office was not at work on it."""
    minutes: int
    """Working minutes from its arrival there to the move."""
    queued: int | None
    """Of these, until somebody took it; None: nobody did before they moved it."""
    waiting: str
    """Who it waited for meanwhile: ``pemohon``, ``saksi``; empty: for nobody outside."""

    @property
    def over(self) -> int:
        """Minutes beyond the standard."""
        return over(self.standard, self.minutes)


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
    standard: int | None
    minutes: int | None
    """Standard and working minutes so far of the step it is in; None: it is in none, or waits."""
    rows: tuple[Passed, ...]

    @property
    def over(self) -> int:
        """Minutes beyond the standard, in the step it is in."""
        return over(self.standard, self.minutes)


def over(standard: int | None, minutes: int | None) -> int:
    """Minutes beyond a standard; 0 in time, or where none counts."""
    return 0 if standard is None or minutes is None else max(0, minutes - standard)


def timeline(desk: Desk, row: Case) -> Timeline:
    """The moves of a case that stand, oldest first, and where they left it.

    Raises:
        DatabaseUnreachable: the case is damaged.
    """
    sop = sop_of(desk, row)
    rows = tuple(_passed(desk, sop, history_of(row)))
    arrived = rows[-1].at if rows else row.recorded_at
    step, here = sop.step(row.step), row.status in {Status.RUNNING, Status.READY}
    return Timeline(
        number=row.number,
        service=sop.short,
        status=row.status,
        received_at=row.received_at,
        due_at=row.due_at,
        ready_at=row.ready_at,
        place=step.tray if here else status_title(row.status).lower(),
        since=arrived,
        standard=step.minutes if here else None,
        minutes=_minutes(desk, arrived, millis(desk.now())) if here else None,
        rows=rows,
    )


def _passed(desk: Desk, sop: Sop, told: list[Told]) -> Iterator[Passed]:
    steps = {step.id: step for step in sop.steps}
    reasons = desk.profile.reasons["kembalikan"]
    arrived, taken, away = told[0][0].at if told else 0, None, ""
    for event, said in told:
        if event.intent == TAKEN:
            taken = taken or event.at
        step = steps.get(event.from_step or "")
        if event.intent not in _LEAVING or step is None:
            continue
        waiting = away or (AT_WITNESSES if step.paused else "")
        yield Passed(
            at=event.at,
            no=step.no,
            tray=step.tray,
            what=_what(event, steps, reasons),
            by=event.actor,
            role=_role(sop, event, said),
            standard=None if waiting else step.minutes,
            minutes=_minutes(desk, arrived, event.at),
            queued=_minutes(desk, arrived, taken) if taken else None,
            waiting=waiting,
        )
        arrived, taken = event.at, None
        away = AT_APPLICANT if event.to_step == PEMOHON else ""


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


def _minutes(desk: Desk, start: int, end: int) -> int:
    span = desk.profile.calendar.working_time(moment(start, desk.zone), moment(end, desk.zone))
    return int(span.total_seconds() // 60)
