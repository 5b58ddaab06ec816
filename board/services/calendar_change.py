"""A calendar that changed while promises ran: a local holiday announced after they were given.

What a promise would be by the calendar as it is now follows from what happened to its case: complete when, with the
applicant or with witnesses from when to when, moved by which outages. Where that is a later day, the promise moves
there, and one that falls on a closed day moves to the next working day; never to an earlier moment. Other hours of the
same day move nothing: no citizen was told an hour.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from board.models.case import Case
from board.services.desk import Desk
from board.services.facts_of import sop_of, writer_of
from board.services.people import administrator
from board.services.record import OFFICE_LOG, Told, believable_now, journal
from board.services.running_promises import move_promise, outages_counted, pauses, pausing_outages, running_promises
from board.services.sight import closed_cases
from board.services.times import millis, moment
from board.workflow.doings import CALENDAR_MOVED
from board.workflow.facts import Actor, Grant
from board.workflow.lost_time import Interval, lost_time
from board.workflow.office import ADMIN

APPLIED = "calendar_applied"
"""Line of the journal."""


@dataclass(frozen=True)
class Late:
    """A promise that the calendar as it is now would have given for a later day."""

    row: Case
    due_at: int


def overtaken(desk: Desk) -> Iterator[Late]:
    """The running promises that a change of the calendar has overtaken."""
    outages = pausing_outages(desk)
    for row, told in running_promises(desk):
        stored = moment(row.due_at, desk.zone)
        due = _due_now(desk, row, told, outages, stored)
        if due.date() > stored.date():
            yield Late(row, millis(due))


def apply_calendar(desk: Desk, user: str | None, *, system_account: str = "") -> dict[str, Any]:
    """Move every promise that the calendar has overtaken, one event per case; all of them, or none.

    Args:
        user: the administrator; None: the account of the operating system.

    Returns:
        How many were moved, and those whoever asks knows of.

    Raises:
        NotAuthorised: the officer is no administrator.
    """
    with desk.store.writing():
        now = believable_now(desk)
        by = administrator(desk, user, system_account)
        actor, grant = _as_actor(desk, user, system_account)
        closed = closed_cases(desk)
        rows, moved = [], 0
        for late in list(overtaken(desk)):
            told = _move(desk, late, actor, grant, now)
            moved += 1
            if late.row.id not in closed:
                rows.append(told)
        if moved:
            journal(desk, OFFICE_LOG, by, APPLIED, desk.office, {"moved": moved})
    return {"moved": moved, "rows": rows}


def _as_actor(desk: Desk, user: str | None, system_account: str) -> tuple[Actor, Grant | None]:
    if user is None:
        return Actor(system_account, system_account), None
    actor = writer_of(desk, user)
    return actor, next(grant for grant in actor.grants if grant.role == ADMIN)


def _move(desk: Desk, late: Late, actor: Actor, grant: Grant | None, now: datetime) -> Mapping[str, Any]:
    row = late.row
    before, after = moment(row.due_at, desk.zone), moment(late.due_at, desk.zone)
    lost = desk.profile.calendar.working_time(before, after)
    told = move_promise(desk, row, late.due_at, lost, CALENDAR_MOVED, actor=actor, grant=grant, now=now)
    return {"number": row.number, **told}


def _due_now(desk: Desk, row: Case, told: list[Told], outages: Mapping[int, Interval], stored: datetime) -> datetime:
    """When a promise falls due by the calendar as it is; the stored moment where nothing tells better."""
    calendar, due = desk.profile.calendar, stored
    promise = sop_of(desk, row).promise
    if promise is not None and row.complete_at is not None:
        complete_at = moment(row.complete_at, desk.zone)
        stood = _stood_still(desk, told, outages, complete_at)
        due = max(stored, calendar.after_working_time(calendar.due(promise, complete_at), stood))
    if calendar.is_open_on(due.date()):
        return due
    return calendar.close_of(due, next(calendar.working_days_from(due.date())))


def _stood_still(desk: Desk, told: list[Told], outages: Mapping[int, Interval], complete_at: datetime) -> timedelta:
    """Working time by which a promise has been moved; a pause that lasts moves it when it ends."""
    calendar = desk.profile.calendar
    stood = list(pauses(desk, told))
    ended = [(since, until) for since, until in stood if until is not None]
    total = sum((lost_time(calendar, pause, complete_at, ()) for pause in ended), timedelta())
    # Without an end of its own the last pause reaches beyond every outage that was told.
    counted: list[Interval] = [(since, until or desk.now()) for since, until in stood]
    for outage in outages_counted(told, outages):
        total += lost_time(calendar, outage, complete_at, counted)
        counted.append(outage)
    return total
