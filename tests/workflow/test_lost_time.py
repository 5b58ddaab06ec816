"""Time an outage takes from a promise: counted once, whatever overlaps, and never below nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from board.workflow.calendar import WorkingCalendar
from board.workflow.lost_time import Interval, lost_time, without

HOURS = {day: ((time(7, 30), time(12)), (time(13), time(16))) for day in range(5)}
CALENDAR = WorkingCalendar(HOURS, {date(2026, 11, 25): "libur"})
MONDAY = datetime(2026, 11, 23, tzinfo=UTC)
MINUTES = st.integers(0, 6 * 24 * 60)


def at(minutes: int) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    first, second = sorted((draw(MINUTES), draw(MINUTES)))
    return at(first), at(second)


def minutes_of(calendar: WorkingCalendar, spans: list[Interval]) -> int:
    """Open minutes that lie in any of the spans, counted one by one."""
    return sum(
        calendar.working_time(at(minute), at(minute + 1)) > timedelta()
        for minute in range(6 * 24 * 60)
        if any(start <= at(minute) < stop for start, stop in spans)
    )


@given(intervals(), MINUTES, st.lists(intervals(), max_size=4))
def test_every_minute_counts_once(outage: Interval, complete: int, counted: list[Interval]) -> None:
    lost = lost_time(CALENDAR, outage, at(complete), counted)
    begun = (max(outage[0], at(complete)), outage[1])
    left = without(begun, counted)
    assert lost == timedelta(minutes=minutes_of(CALENDAR, left))
    assert timedelta() <= lost <= CALENDAR.working_time(*outage)
    inside = [at(minute) for minute in range(0, 6 * 24 * 60, 7) if begun[0] <= at(minute) < begun[1]]
    for moment in inside:
        free = not any(start <= moment < stop for start, stop in counted)
        assert free == any(start <= moment < stop for start, stop in left)


@given(intervals(), intervals(), MINUTES)
def test_two_outages_take_as_much_as_their_union(one: Interval, other: Interval, complete: int) -> None:
    first = lost_time(CALENDAR, one, at(complete), [])
    second = lost_time(CALENDAR, other, at(complete), [one])
    assert first + second == lost_time(CALENDAR, other, at(complete), []) + lost_time(
        CALENDAR, one, at(complete), [other]
    )
    assert first + second <= CALENDAR.working_time(min(one[0], other[0]), max(one[1], other[1]))


@given(intervals(), MINUTES, st.lists(intervals(), max_size=3), MINUTES)
def test_a_promise_never_falls_due_earlier(outage: Interval, complete: int, counted: list[Interval], due: int) -> None:
    lost = lost_time(CALENDAR, outage, at(complete), counted)
    moved = CALENDAR.after_working_time(at(due), lost)
    assert moved >= at(due)
    assert CALENDAR.working_time(at(due), moved) == lost
