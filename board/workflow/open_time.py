"""Open time between two moments, for those who ask very often: a report of a month, every card of a painted board.

The same answer as ``WorkingCalendar.working_time``, which walks over the days between; here each day is walked once.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from board.workflow.calendar import WorkingCalendar

_DAY = timedelta(days=1)


class OpenTime:
    """The open time of an office, added up day by day as far as anybody asked."""

    def __init__(self, calendar: WorkingCalendar) -> None:
        self._calendar = calendar
        self._before: dict[date, timedelta] = {}
        self._spans: dict[date, tuple[tuple[timedelta, timedelta], ...]] = {}
        self._first: date | None = None
        self._last: date | None = None

    def between(self, start: datetime, end: datetime) -> timedelta:
        """Open time from one moment to another; zero when ``end`` is not after ``start``.

        Args:
            start, end: aware, both in the office's zone.
        """
        return self._until(end) - self._until(start) if end > start else timedelta()

    def _until(self, moment: datetime) -> timedelta:
        """Open time from an arbitrary day, always the same one, to a moment."""
        day = moment.date()
        if day not in self._before:
            self._reach(day)
        passed = timedelta(
            hours=moment.hour, minutes=moment.minute, seconds=moment.second, microseconds=moment.microsecond
        )
        total = self._before[day]
        for opens, closes in self._spans[day]:
            if passed <= opens:
                break
            total += min(passed, closes) - opens
        return total

    def _reach(self, day: date) -> None:
        if self._first is None or self._last is None:
            self._first = self._last = day
            self._before[day] = timedelta()
            self._spans[day] = self._open(day)
        while self._last < day:
            total = self._before[self._last] + self._length(self._last)
            self._last += _DAY
            self._before[self._last], self._spans[self._last] = total, self._open(self._last)
        while self._first > day:
            total = self._before[self._first]
            self._first -= _DAY
            self._spans[self._first] = self._open(self._first)
            self._before[self._first] = total - self._length(self._first)

    def _length(self, day: date) -> timedelta:
        return sum((closes - opens for opens, closes in self._spans[day]), timedelta())

    def _open(self, day: date) -> tuple[tuple[timedelta, timedelta], ...]:
        return tuple(
            (
                timedelta(hours=opens.hour, minutes=opens.minute, seconds=opens.second),
                timedelta(hours=closes.hour, minutes=closes.minute, seconds=closes.second),
            )
            for opens, closes in self._calendar.spans_on(day)
        )


def whole_minutes(span: timedelta) -> int:
    """Full minutes of a span, as people count them beside the standard."""
    return span // timedelta(minutes=1)
