"""When something has waited too long: what an office sets, and the moments that follow from it (PRODUCT 5.1, 5.16).

All is reckoned backwards from now, so that a list asks one question of an index: what came before this moment?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from board.wording import duration
from board.workflow.calendar import HORIZON_DAYS, WorkingCalendar
from board.workflow.sop import FORBID

MOST_DAYS = 90
MOST_TIMES = 10_000


@dataclass(frozen=True)
class Sitting:
    """What an office takes for too long; the table ``[sitting]`` of ``office.toml``. 0 turns a limit off."""

    __pydantic_config__ = FORBID

    tray_days: int = 2
    """Working days in one tray."""
    tray_times: int = 60
    """Times the standard minutes of the step: those of five minutes after five hours of work, of ten after ten."""
    collect_days: int = 5
    """Working days for which a finished document waits for its owner before it is time for a reminder."""
    whole_office: tuple[str, ...] = ("kabid", "kadis", "pengelola", "auditor")
    """Roles whose Ringkasan pagi tells of the whole office, not of their own trays alone."""


def sitting_faults(told: Sitting, roles: frozenset[str]) -> Iterator[str]:
    """What cannot be meant.

    Args:
        roles: that the office has.
    """
    for name, number, most in (
        ("tray_days", told.tray_days, MOST_DAYS),
        ("tray_times", told.tray_times, MOST_TIMES),
        ("collect_days", told.collect_days, MOST_DAYS),
    ):
        if not 0 <= number <= most:
            yield f"sitting.{name}: 0 sampai {most}; 0 mematikan"
    for role in told.whole_office:
        if role not in roles:
            yield f'sitting.whole_office: peran "{role}" tidak dikenal'


def tray_limit(sitting: Sitting, minutes: int | None, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """Whatever came to a step before this moment has been there for too long; None: the office sets no limit.

    Args:
        minutes: the standard of the step; None where the SOP names none, then only the days count.
    """
    limits = [days_ago(sitting.tray_days, calendar, now)] if sitting.tray_days else []
    if sitting.tray_times and minutes:
        limits.append(time_ago(timedelta(minutes=minutes * sitting.tray_times), calendar, now))
    return max(limits, default=None)


def collect_limit(sitting: Sitting, calendar: WorkingCalendar, now: datetime) -> datetime | None:
    """A document that was ready before this moment is to be reminded of; None: the office does not want that."""
    return days_ago(sitting.collect_days, calendar, now) if sitting.collect_days else None


def days_ago(days: int, calendar: WorkingCalendar, now: datetime) -> datetime:
    """The moment before which more than so many working days have passed, counted as ``working_days_between`` does."""
    passed, day = 0, now.date()
    for _ in range(HORIZON_DAYS):
        passed += calendar.is_open_on(day)
        if passed > days:
            break
        day -= timedelta(days=1)
    return datetime.combine(day, time(), now.tzinfo)


def time_ago(amount: timedelta, calendar: WorkingCalendar, now: datetime) -> datetime:
    """The moment since which so much open time has passed."""
    day: date = now.date()
    for _ in range(HORIZON_DAYS):
        for opens, closes in reversed(calendar.spans_on(day)):
            begin = datetime.combine(day, opens, now.tzinfo)
            finish = min(now, datetime.combine(day, closes, now.tzinfo))
            if finish <= begin:
                continue
            if amount <= finish - begin:
                return finish - amount
            amount -= finish - begin
        day -= timedelta(days=1)
    return datetime.combine(day, time(), now.tzinfo)


def sitting_words(since: datetime, calendar: WorkingCalendar, now: datetime) -> str:
    """``3 hari kerja``, and below one of them the open time that passed: ``2 jam 5 mnt``."""
    days = calendar.working_days_between(since.date(), now.date())
    if days:
        return f"{days} hari kerja"
    return duration(int(calendar.working_time(since, now).total_seconds()) // 60)
