"""Working time that an outage took from a promise, counted once whatever else stood still meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from board.workflow.calendar import WorkingCalendar

Interval = tuple[datetime, datetime]


def without(whole: Interval, holes: Iterable[Interval]) -> list[Interval]:
    """What is left of an interval when others, which may overlap, are cut out of it; in order."""
    begin, end = whole
    left: list[Interval] = []
    for opens, closes in sorted(holes):
        if opens > begin:
            left.append((begin, min(opens, end)))
        begin = max(begin, closes)
        if begin >= end:
            break
    left.append((begin, end))
    return [(start, stop) for start, stop in left if start < stop]


def lost_time(
    calendar: WorkingCalendar, outage: Interval, complete_at: datetime, counted: Iterable[Interval]
) -> timedelta:
    """Open time of an outage since a berkas was complete.

    Args:
        counted: when the promise stood still anyway: with the applicant, with witnesses, in another outage that
            has been counted.
    """
    begins = max(outage[0], complete_at)
    running = without((begins, outage[1]), counted)
    return sum((calendar.working_time(start, stop) for start, stop in running), timedelta())
