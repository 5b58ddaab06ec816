"""Limits of law beside the promise: when each falls due, and how it stands (DOMAIN E.4)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import StrEnum

from board.workflow.calendar import WorkingCalendar
from board.workflow.sop import Deadline, Promise, Sop


class Standing(StrEnum):
    """How a deadline stands."""

    RUNNING = "berjalan"
    MET = "terpenuhi"
    PAST = "lewat"
    """Not met in time, whether it was met later or not at all."""


@dataclass(frozen=True)
class Moments:
    """When what deadlines count from and until happened to a case; nothing that was taken back."""

    received: datetime
    """Or reopened: a complaint that is taken up again is a new one to the law."""
    complete: datetime | None = None
    asked: tuple[datetime, ...] = ()
    """Whenever the applicant was asked for something, oldest first."""
    answers: tuple[datetime, ...] = ()
    """Whenever the office answered, oldest first."""
    heard: tuple[datetime, ...] = ()
    """Whenever something came from the applicant, oldest first."""
    closed: datetime | None = None


@dataclass(frozen=True)
class Due:
    """One deadline of a case."""

    deadline: Deadline
    at: datetime
    met_at: datetime | None
    state: Standing
    days: int
    """Days left, of the deadline's own kind; below zero: days past."""


def deadlines(sop: Sop, moments: Moments, now: datetime, calendar: WorkingCalendar) -> list[Due]:
    """The deadlines of a case that have begun, in the order of the SOP."""
    return [due for item in sop.deadlines if (due := _due(item, moments, now, calendar)) is not None]


def overstayed(sop: Sop, complete: datetime, now: datetime, calendar: WorkingCalendar) -> Deadline | None:
    """The limit of its end that an open case has passed, by what its row alone tells; the widest of several."""
    ends = [item for item in sop.deadlines if (item.since, item.until) == ("lengkap", "selesai")]
    past = [item for item in ends if falls_due(item, complete, calendar) < now]
    return max(past, key=lambda item: falls_due(item, complete, calendar), default=None)


def lapsing(sop: Sop, moments: Moments, now: datetime, calendar: WorkingCalendar) -> Due | None:
    """The deadline after which an applicant who was asked and did not answer is no longer waited for."""
    return next((due for due in deadlines(sop, moments, now, calendar) if due.deadline.lapses), None)


def falls_due(deadline: Deadline, since: datetime, calendar: WorkingCalendar) -> datetime:
    """When a deadline that began at a moment is over: working days at closing time, days of the calendar as the law
    counts them, every one of them and to its end."""
    if deadline.unit == "hari_kerja":
        return calendar.due(Promise("hari_kerja", deadline.amount), since)
    return datetime.combine(since.date() + timedelta(days=deadline.amount), time(23, 59, 59), since.tzinfo)


def _due(item: Deadline, moments: Moments, now: datetime, calendar: WorkingCalendar) -> Due | None:
    since = _since(item, moments)
    if since is None or (moments.closed is not None and since >= moments.closed):
        return None
    at = falls_due(item, since, calendar)
    met_at = _met(item, moments, since)
    state = Standing.PAST if (met_at or now) > at else Standing.RUNNING if met_at is None else Standing.MET
    return Due(item, at, met_at, state, _days(item, at, now, calendar))


def _since(item: Deadline, moments: Moments) -> datetime | None:
    match item.since:
        case "diterima":
            return moments.received
        case "lengkap":
            return moments.complete
        case "diminta":
            return moments.asked[-1] if moments.asked else None
        case "dijawab":
            return moments.answers[-1] if moments.answers else None


def _met(item: Deadline, moments: Moments, since: datetime) -> datetime | None:
    """The first moment after its beginning that meets a deadline; the end of a case meets every one."""
    complete = (moments.complete,) if moments.complete else ()
    found: tuple[datetime, ...] = ()
    match item.until:
        case "dijawab":
            # To say what is missing is an answer too (UU 25/2009).
            found = (*moments.answers, *moments.asked)
        case "lengkap":
            # Looked at and found wanting is verified as well.
            found = (*complete, *moments.asked)
        case "ditanggapi":
            found = tuple(moment for moment in moments.heard if moment > since)
    ends = (moments.closed,) if moments.closed else ()
    return min((moment for moment in (*found, *ends) if moment >= since), default=None)


def _days(item: Deadline, at: datetime, now: datetime, calendar: WorkingCalendar) -> int:
    if item.unit == "hari_kalender":
        return (at.date() - now.date()).days
    if at >= now:
        return calendar.working_days_between(now.date(), at.date())
    return -calendar.working_days_between(at.date(), now.date())
