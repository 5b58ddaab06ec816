"""Working time of an office: hours of each weekday with their breaks, seasons with hours of their own, and closed days.

Minutes count only while the office is open. All moments are aware and in the office's own zone (DOMAIN E.1-E.3).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from board.workflow.sop import Promise

Span = tuple[time, time]

HORIZON_DAYS = 3660
"""No promise reaches further; a calendar without a single working day must not loop for ever."""


@dataclass(frozen=True)
class Season:
    """A range of days, both ends included, with hours of its own: Ramadan (DOMAIN E.3)."""

    name: str
    first: date
    last: date
    hours: Mapping[int, tuple[Span, ...]]


@dataclass(frozen=True)
class WorkingCalendar:
    """The hours of one office.

    Args:
        hours: open spans by weekday (Monday is 0), already split at breaks, in order.
        holidays: closed days and their names: national holidays, those of the region, and cuti bersama.
        seasons: ranges of days with other hours; no two of them overlap.
        duty: single days on which somebody is on duty (piket), with hours instead of those of the weekday; without
            any, those of the weekday count.
    """

    hours: Mapping[int, tuple[Span, ...]]
    holidays: Mapping[date, str]
    seasons: tuple[Season, ...] = ()
    duty: Mapping[date, tuple[Span, ...]] = field(default_factory=dict)

    def season_on(self, day: date) -> Season | None:
        """The season a day falls in."""
        return next((season for season in self.seasons if season.first <= day <= season.last), None)

    def is_duty(self, day: date) -> bool:
        """Whether the office is open for piket on a day of cuti bersama."""
        return day in self.duty and day not in self.holidays

    def is_open_on(self, day: date) -> bool:
        """Whether ``day`` is a working day."""
        return bool(self.spans_on(day))

    def spans_on(self, day: date) -> tuple[Span, ...]:
        """The open spans of a day; none on a holiday."""
        if day in self.holidays:
            return ()
        if hours := self.duty.get(day):
            return hours
        season = self.season_on(day)
        return (season.hours if season else self.hours).get(day.weekday(), ())

    def working_days_from(self, day: date) -> Iterator[date]:
        """Working days, ``day`` itself included if it is one.

        Raises:
            ValueError: the calendar has no working day within ten years.
        """
        for offset in range(HORIZON_DAYS):
            candidate = day + timedelta(days=offset)
            if self.is_open_on(candidate):
                yield candidate
        raise ValueError("calendar without working days")

    def working_days_between(self, start: date, end: date) -> int:
        """Working days after ``start`` up to and including ``end``; none where ``end`` is not later."""
        days = (start + timedelta(days=offset) for offset in range(1, (end - start).days + 1))
        return sum(self.is_open_on(day) for day in days)

    def close_of(self, moment: datetime, day: date) -> datetime:
        """When the office closes on a working day, in the zone of ``moment``."""
        return datetime.combine(day, self.spans_on(day)[-1][1], moment.tzinfo)

    def due(self, promise: Promise, complete_at: datetime) -> datetime:
        """When a promise made at ``complete_at`` falls due.

        Working days: day 0 is the working day on which the berkas is declared complete (after closing time or on a
        holiday: the next working day); due at close of the ``amount``-th working day after it (DOMAIN E.1).
        Calendar days: ``amount`` days later, rolled forward to a working day's close (DOMAIN A.3).
        """
        if promise.unit == "hari_kalender":
            last = next(self.working_days_from(complete_at.date() + timedelta(days=promise.amount)))
            return self.close_of(complete_at, last)
        days = self._days_from_zero(complete_at)
        last = next(days)
        for _ in range(promise.amount):
            last = next(days)
        return self.close_of(complete_at, last)

    def target(self, promise: Promise, complete_at: datetime, before: time) -> datetime | None:
        """When the office itself means to be done: at close of day 0, where the berkas was complete ``before`` an hour.

        Only a promise of one working day has such a target (DOMAIN E.1).
        """
        if (promise.unit, promise.amount) != ("hari_kerja", 1):
            return None
        day_zero = next(self._days_from_zero(complete_at))
        if complete_at >= datetime.combine(day_zero, before, complete_at.tzinfo):
            return None
        return self.close_of(complete_at, day_zero)

    def _days_from_zero(self, complete_at: datetime) -> Iterator[date]:
        """Working days from day 0 on; after closing time or on a holiday that is the next working day."""
        days = self.working_days_from(complete_at.date())
        day_zero = next(days)
        if day_zero != complete_at.date() or complete_at < self.close_of(complete_at, day_zero):
            yield day_zero
        yield from days

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """Open time between two moments; zero when ``end`` is not after ``start``."""
        total = timedelta()
        day = start.date()
        while day <= end.date():
            for opens, closes in self.spans_on(day):
                begin = max(start, datetime.combine(day, opens, start.tzinfo))
                finish = min(end, datetime.combine(day, closes, start.tzinfo))
                total += max(timedelta(), finish - begin)
            day += timedelta(days=1)
        return total

    def after_working_time(self, start: datetime, amount: timedelta) -> datetime:
        """The moment at which ``amount`` of open time has passed since ``start``; ``start`` itself for nothing."""
        if amount <= timedelta():
            return start
        for day in self.working_days_from(start.date()):
            for opens, closes in self.spans_on(day):
                begin = max(start, datetime.combine(day, opens, start.tzinfo))
                finish = datetime.combine(day, closes, start.tzinfo)
                if finish <= begin:
                    continue
                if amount <= finish - begin:
                    return begin + amount
                amount -= finish - begin
        raise ValueError("calendar without working days")


def parse_span(text: str) -> Span:
    """``07.30-12.00`` → its two times.

    Raises:
        ValueError: not a span, or it ends before it begins.
    """
    begin, _, end = text.partition("-")
    span = parse_clock(begin), parse_clock(end)
    if span[0] >= span[1]:
        raise ValueError(text)
    return span


def parse_clock(text: str) -> time:
    """``07.30`` or ``07:30``.

    Raises:
        ValueError: not a time of day.
    """
    found = re.fullmatch(r"(\d{1,2})[.:](\d{2})", text.strip(), re.ASCII)
    if not found:
        raise ValueError(text)
    return time(int(found[1]), int(found[2]))
