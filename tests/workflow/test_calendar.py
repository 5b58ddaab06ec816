"""Working time and promises, around the holidays that make them hard (DOMAIN E.1-E.3, E.7)."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from board.workflow.calendar import Season, Span, WorkingCalendar, parse_clock, parse_span
from board.workflow.sop import Promise
from tests.workflow.given import OFFICES, WIB, WITA, at, profile, pure

CALENDAR = profile("waykanan").calendar
ONE_DAY = Promise("hari_kerja", 1)
ONE_WEEK = Promise("hari_kalender", 7)

moments = st.datetimes(datetime(2025, 1, 1), datetime(2027, 6, 30)).map(lambda moment: moment.replace(tzinfo=WIB))
spans = st.timedeltas(timedelta(), timedelta(days=20))
promises = st.builds(Promise, st.sampled_from(["hari_kerja", "hari_kalender"]), st.integers(1, 14))
clocks = st.times(time(5), time(22)).map(lambda clock: clock.replace(second=0, microsecond=0))
days = st.dates(date(2024, 12, 1), date(2027, 12, 31))


@st.composite
def open_spans(draw: st.DrawFn) -> tuple[Span, ...]:
    """One or two open spans of a day, in order."""
    edges = sorted(draw(st.lists(clocks, min_size=4, max_size=4, unique=True)))
    two = (edges[0], edges[1]), (edges[2], edges[3])
    return draw(st.sampled_from([two, two[:1]]))


@st.composite
def weeks(draw: st.DrawFn) -> dict[int, tuple[Span, ...]]:
    """Hours by weekday; on Tuesday every office is open, so that no promise looks for a working day in vain."""
    hours = {weekday: draw(open_spans()) for weekday in draw(st.sets(st.integers(0, 6)))}
    return {1: draw(open_spans()), **hours}


@st.composite
def calendars(draw: st.DrawFn) -> WorkingCalendar:
    """The calendar of some office: the national days, others of its own, seasons with other hours, days of piket."""
    local = dict.fromkeys(draw(st.sets(days, max_size=12)), "Libur daerah")
    edges = sorted(draw(st.sets(days, max_size=6)))
    seasons = [
        Season(f"Musim {first}", first, last - timedelta(days=1), draw(weeks()))
        for first, last in zip(edges[::2], edges[1::2], strict=False)
    ]
    closed = {**CALENDAR.holidays, **local}
    joint_leave = st.sampled_from(sorted(day for day, name in CALENDAR.holidays.items() if name.startswith("Cuti")))
    duty = {day: draw(open_spans()) for day in draw(st.sets(joint_leave, max_size=4))}
    return WorkingCalendar(
        draw(weeks()), {day: name for day, name in closed.items() if day not in duty}, tuple(seasons), duty
    )


def working_days(year: int) -> list[date]:
    days = (date(year, 1, 1) + timedelta(days=offset) for offset in range(366))
    return [day for day in days if day.year == year and CALENDAR.is_open_on(day)]


@pytest.mark.parametrize(("year", "days"), [(2025, 237), (2026, 240), (2027, 242)])
def test_working_days_of_a_year(year: int, days: int) -> None:
    assert len(working_days(year)) == days


def test_working_days_of_each_month_of_2026() -> None:
    months = Counter(day.month for day in working_days(2026))
    assert [months[month] for month in range(1, 13)] == [20, 18, 17, 21, 16, 20, 23, 19, 22, 22, 21, 21]


@pytest.mark.parametrize(
    ("complete", "due"),
    [
        # ordinary days
        ("2026-11-23 09.00", "2026-11-24 16.00"),
        ("2026-11-23 15.59", "2026-11-24 16.00"),
        ("2026-11-26 09.00", "2026-11-27 16.30"),
        # before opening it is that day; from closing time on, the next working day is day 0
        ("2026-11-23 05.00", "2026-11-24 16.00"),
        ("2026-11-23 12.30", "2026-11-24 16.00"),
        ("2026-11-23 16.00", "2026-11-25 16.00"),
        ("2026-11-23 22.45", "2026-11-25 16.00"),
        # Friday is open until 16.30; the weekend counts as Monday
        ("2026-11-27 16.29", "2026-11-30 16.00"),
        ("2026-11-27 16.30", "2026-12-01 16.00"),
        ("2026-11-28 10.00", "2026-12-01 16.00"),
        ("2026-11-29 10.00", "2026-12-01 16.00"),
        # into Ramadan 1447 H: Wednesday 18 February closes at 16.00, Thursday at 15.00, Friday at 15.30
        ("2026-02-16 10.00", "2026-02-19 15.00"),
        ("2026-02-18 15.30", "2026-02-19 15.00"),
        ("2026-02-18 16.00", "2026-02-20 15.30"),
        ("2026-02-19 15.00", "2026-02-23 15.00"),
        ("2026-02-20 15.29", "2026-02-23 15.00"),
        ("2026-02-20 15.30", "2026-02-24 15.00"),
        # Nyepi and Idul Fitri 2026: closed from Wednesday 18 to Tuesday 24 March; after it the hours are the old ones
        ("2026-03-16 10.00", "2026-03-17 15.00"),
        ("2026-03-17 14.59", "2026-03-25 16.00"),
        ("2026-03-17 15.00", "2026-03-26 16.00"),
        ("2026-03-17 10.00", "2026-03-25 16.00"),
        ("2026-03-17 16.00", "2026-03-26 16.00"),
        ("2026-03-18 08.00", "2026-03-26 16.00"),
        ("2026-03-21 08.00", "2026-03-26 16.00"),
        ("2026-03-24 23.59", "2026-03-26 16.00"),
        ("2026-03-25 07.30", "2026-03-26 16.00"),
        # the end of the year: 24, 25 December and 1 January closed
        ("2026-12-23 10.00", "2026-12-28 16.00"),
        ("2026-12-24 10.00", "2026-12-29 16.00"),
        ("2026-12-30 10.00", "2026-12-31 16.00"),
        ("2026-12-31 10.00", "2027-01-04 16.00"),
        ("2026-12-31 16.00", "2027-01-06 16.00"),
        ("2027-01-01 00.00", "2027-01-06 16.00"),
    ],
)
def test_one_working_day(complete: str, due: str) -> None:
    assert CALENDAR.due(ONE_DAY, at(complete)) == at(due)


@pytest.mark.parametrize(
    ("complete", "due"),
    [
        ("2026-11-23 09.00", "2026-11-30 16.00"),
        ("2026-11-23 23.00", "2026-11-30 16.00"),
        ("2026-11-20 09.00", "2026-11-27 16.30"),
        # the seventh day is a Saturday, a Sunday, a holiday: forward to the next working day
        ("2026-11-21 09.00", "2026-11-30 16.00"),
        ("2026-11-22 09.00", "2026-11-30 16.00"),
        ("2026-03-11 09.00", "2026-03-25 16.00"),
        ("2026-12-18 09.00", "2026-12-28 16.00"),
        ("2026-12-25 09.00", "2027-01-04 16.00"),
    ],
)
def test_seven_calendar_days(complete: str, due: str) -> None:
    assert CALENDAR.due(ONE_WEEK, at(complete)) == at(due)


def test_several_working_days_jump_over_the_holidays() -> None:
    assert CALENDAR.due(Promise("hari_kerja", 3), at("2026-03-16 10.00")) == at("2026-03-26 16.00")


def test_the_same_instant_falls_due_by_the_offices_own_clock() -> None:
    """16.30 in Balangan is after closing, 15.30 in Way Kanan is not."""
    instant = datetime.fromisoformat("2026-11-23T08:30:00+00:00")
    western = profile("waykanan").calendar.due(ONE_DAY, instant.astimezone(WIB))
    central = profile("balangan").calendar.due(ONE_DAY, instant.astimezone(WITA))
    assert western.isoformat() == "2026-11-24T16:00:00+07:00"
    assert central.isoformat() == "2026-11-25T16:00:00+08:00"
    in_ramadan = datetime.fromisoformat("2026-02-23T07:30:00+00:00")
    assert profile("waykanan").calendar.due(ONE_DAY, in_ramadan.astimezone(WIB)) == at("2026-02-24 15.00")
    assert profile("balangan").calendar.due(ONE_DAY, in_ramadan.astimezone(WITA)) == at("2026-02-25 15.00", WITA)


@pytest.mark.parametrize("office", OFFICES)
@pytest.mark.parametrize("monday", ["2026-02-23", "2027-02-15"])
def test_a_week_of_ramadan_has_the_hours_of_the_law(office: str, monday: str) -> None:
    calendar = profile(office).calendar
    begin = at(f"{monday} 00.00")
    week = [begin + timedelta(days=offset) for offset in range(7)]
    assert calendar.working_time(begin, begin + timedelta(days=7)) == timedelta(hours=32, minutes=30)
    assert {calendar.spans_on(day.date())[0][0] for day in week[:5]} == {time(8)}
    breaks = [calendar.spans_on(day.date()) for day in week[:5]]
    minutes = [(after[0].hour - before[1].hour) * 60 + after[0].minute - before[1].minute for before, after in breaks]
    assert minutes == [30, 30, 30, 30, 60]


def test_every_working_day_before_idul_fitri_is_one_of_ramadan() -> None:
    for festival in (date(2026, 3, 21), date(2027, 3, 10)):
        season = CALENDAR.season_on(festival - timedelta(days=1))
        assert season is not None
        assert season.last == festival - timedelta(days=1)
        assert (season.last - season.first).days + 1 in {29, 30}
        assert CALENDAR.season_on(festival) is None


@pytest.mark.parametrize(
    ("complete", "target"),
    [
        ("2026-11-23 09.00", "2026-11-23 16.00"),
        ("2026-11-23 11.59", "2026-11-23 16.00"),
        ("2026-11-23 12.00", None),
        ("2026-11-23 15.00", None),
        ("2026-11-27 08.00", "2026-11-27 16.30"),
        # what comes after closing or on a closed day came at the opening of the next working day
        ("2026-11-23 16.00", "2026-11-24 16.00"),
        ("2026-11-22 13.00", "2026-11-23 16.00"),
        ("2026-03-20 13.00", "2026-03-25 16.00"),
        ("2026-02-23 09.00", "2026-02-23 15.00"),
    ],
)
def test_what_is_complete_before_noon_should_be_done_that_day(complete: str, target: str | None) -> None:
    assert CALENDAR.target(ONE_DAY, at(complete), time(12)) == (at(target) if target else None)


@pytest.mark.parametrize("promise", [ONE_WEEK, Promise("hari_kerja", 3), Promise("hari_kalender", 1)])
def test_a_longer_promise_has_no_target_of_the_same_day(promise: Promise) -> None:
    assert CALENDAR.target(promise, at("2026-11-23 09.00"), time(12)) is None


def test_a_day_of_piket_has_its_own_hours_and_leaves_its_neighbours_alone() -> None:
    on_duty = WorkingCalendar(
        CALENDAR.hours, {day: name for day, name in CALENDAR.holidays.items() if day != date(2026, 12, 24)},
        CALENDAR.seasons, {date(2026, 12, 24): ((time(8), time(12)),)},
    )  # fmt: skip
    assert on_duty.due(ONE_DAY, at("2026-12-23 10.00")) == at("2026-12-24 12.00")
    assert on_duty.due(ONE_DAY, at("2026-12-24 11.59")) == at("2026-12-28 16.00")
    assert on_duty.due(ONE_DAY, at("2026-12-24 12.00")) == at("2026-12-29 16.00")
    assert not on_duty.is_open_on(date(2026, 12, 25))
    assert [on_duty.is_duty(date(2026, 12, day)) for day in (23, 24, 25)] == [False, True, False]


def test_piket_without_hours_of_its_own_has_those_of_the_weekday() -> None:
    day = date(2026, 12, 24)
    open_days = {closed: name for closed, name in CALENDAR.holidays.items() if closed != day}
    on_duty = WorkingCalendar(CALENDAR.hours, open_days, CALENDAR.seasons, {day: ()})
    assert on_duty.is_duty(day)
    assert on_duty.spans_on(day) == CALENDAR.spans_on(date(2026, 12, 23))
    assert not WorkingCalendar(CALENDAR.hours, CALENDAR.holidays, CALENDAR.seasons, {day: ()}).is_duty(day)


@pytest.mark.parametrize(
    ("start", "end", "minutes"),
    [
        ("2026-11-23 08.00", "2026-11-23 09.30", 90),
        ("2026-11-23 11.30", "2026-11-23 13.30", 60),  # the break does not count
        ("2026-11-23 12.00", "2026-11-23 13.00", 0),
        ("2026-11-23 00.00", "2026-11-24 00.00", 450),
        ("2026-11-27 00.00", "2026-11-28 00.00", 450),  # Friday
        ("2026-11-27 11.00", "2026-11-27 13.30", 60),  # the long break of Friday, 11.30-13.00
        ("2026-11-27 16.00", "2026-11-30 08.00", 60),
        ("2026-11-23 00.00", "2026-11-30 00.00", 2250),  # 37 hours 30 minutes
        ("2026-03-17 14.00", "2026-03-25 08.00", 90),
        ("2026-02-23 00.00", "2026-03-02 00.00", 1950),  # a week of Ramadan: 32 hours 30 minutes
        ("2026-02-23 11.30", "2026-02-23 13.00", 60),  # the short break, 12.00-12.30
        ("2026-02-27 11.00", "2026-02-27 13.00", 60),  # that of Friday, 11.30-12.30
        ("2026-02-18 15.00", "2026-02-19 09.00", 120),  # into Ramadan
        ("2026-03-18 00.00", "2026-03-25 00.00", 0),
        ("2026-12-31 15.30", "2027-01-04 07.45", 45),
    ],
)
def test_working_time(start: str, end: str, minutes: int) -> None:
    assert CALENDAR.working_time(at(start), at(end)) == timedelta(minutes=minutes)


def test_nothing_passes_backwards() -> None:
    assert CALENDAR.working_time(at("2026-11-24 09.00"), at("2026-11-23 09.00")) == timedelta()
    assert CALENDAR.working_time(at("2026-11-23 10.00"), at("2026-11-23 09.00")) == timedelta()


@pytest.mark.parametrize(
    ("start", "minutes", "end"),
    [
        ("2026-11-23 08.00", 90, "2026-11-23 09.30"),
        ("2026-11-23 11.30", 60, "2026-11-23 13.30"),
        ("2026-11-23 11.30", 30, "2026-11-23 12.00"),
        ("2026-11-23 16.00", 60, "2026-11-24 08.30"),
        ("2026-11-27 16.00", 60, "2026-11-30 08.00"),
        ("2026-03-17 14.00", 90, "2026-03-25 08.00"),
        ("2026-02-18 15.00", 120, "2026-02-19 09.00"),
        ("2026-11-23 09.00", 0, "2026-11-23 09.00"),
        ("2026-11-22 09.00", 0, "2026-11-22 09.00"),
        ("2026-11-23 09.00", -30, "2026-11-23 09.00"),
    ],
)
def test_after_working_time(start: str, minutes: int, end: str) -> None:
    assert CALENDAR.after_working_time(at(start), timedelta(minutes=minutes)) == at(end)


def test_a_calendar_without_working_days_says_so() -> None:
    never = WorkingCalendar({}, {})
    for promise in (ONE_DAY, ONE_WEEK):
        with pytest.raises(ValueError, match="without working days"):
            never.due(promise, at("2026-11-23 09.00"))
    with pytest.raises(ValueError, match="without working days"):
        never.after_working_time(at("2026-11-23 09.00"), timedelta(minutes=1))
    assert never.working_time(at("2026-11-23 09.00"), at("2026-11-30 09.00")) == timedelta()


def test_a_weekday_with_no_hours_is_closed() -> None:
    calendar = WorkingCalendar({0: ((time(8), time(12)),), 1: ()}, {date(2026, 11, 30): "Libur daerah"})
    monday, tuesday, holiday = date(2026, 11, 23), date(2026, 11, 24), date(2026, 11, 30)
    assert calendar.is_open_on(monday)
    assert not calendar.is_open_on(tuesday)
    assert not calendar.is_open_on(holiday)
    assert calendar.spans_on(tuesday) == calendar.spans_on(holiday) == ()


@pure
@given(calendars(), promises, moments)
def test_never_due_on_a_closed_day_nor_in_the_past(
    calendar: WorkingCalendar, promise: Promise, complete: datetime
) -> None:
    due = calendar.due(promise, complete)
    assert due.date() not in calendar.holidays
    assert due.timetz().replace(tzinfo=None) == calendar.spans_on(due.date())[-1][1]
    assert due > complete
    assert due.tzinfo is complete.tzinfo


@pure
@given(calendars(), promises, moments, spans)
def test_a_later_completion_never_yields_an_earlier_due(
    calendar: WorkingCalendar, promise: Promise, complete: datetime, later: timedelta
) -> None:
    assert calendar.due(promise, complete + later) >= calendar.due(promise, complete)


@pure
@given(calendars(), moments, st.integers(1, 30))
def test_one_more_day_promised_is_one_working_day_later(
    calendar: WorkingCalendar, complete: datetime, amount: int
) -> None:
    sooner = calendar.due(Promise("hari_kerja", amount), complete)
    later = calendar.due(Promise("hari_kerja", amount + 1), complete)
    between = [sooner.date() + timedelta(days=offset) for offset in range(1, (later.date() - sooner.date()).days)]
    assert later > sooner
    assert not any(calendar.is_open_on(day) for day in between)


@pure
@given(calendars(), promises, moments, spans, spans)
def test_a_pause_moves_due_by_what_it_took(
    calendar: WorkingCalendar, promise: Promise, complete: datetime, until: timedelta, length: timedelta
) -> None:
    due = calendar.due(promise, complete)
    paused = complete + until
    taken = calendar.working_time(paused, paused + length)
    moved = calendar.after_working_time(due, taken)
    assert calendar.working_time(due, moved) == taken
    if paused <= due:
        assert calendar.working_time(paused + length, moved) == calendar.working_time(paused, due), "what was left"
    clock = moved.timetz().replace(tzinfo=None)
    assert any(opens < clock <= closes for opens, closes in calendar.spans_on(moved.date())), "inside open hours"


@pure
@given(calendars(), moments, spans, spans)
def test_working_time_is_additive(
    calendar: WorkingCalendar, start: datetime, first: timedelta, second: timedelta
) -> None:
    middle, end = start + first, start + first + second
    whole = calendar.working_time(start, end)
    assert whole == calendar.working_time(start, middle) + calendar.working_time(middle, end)
    assert timedelta() <= whole <= first + second


@pure
@given(calendars(), moments, st.timedeltas(timedelta(), timedelta(hours=100)))
def test_after_working_time_is_the_inverse_of_working_time(
    calendar: WorkingCalendar, start: datetime, amount: timedelta
) -> None:
    end = calendar.after_working_time(start, amount)
    assert calendar.working_time(start, end) == amount
    assert end >= start


@pure
@given(calendars(), moments, spans)
def test_the_moment_found_is_the_earliest(calendar: WorkingCalendar, start: datetime, span: timedelta) -> None:
    end = start + span
    taken = calendar.working_time(start, end)
    assume(taken)
    assert calendar.after_working_time(start, taken) <= end


@pure
@given(calendars(), moments, clocks)
def test_the_target_is_a_working_day_before_the_promise(
    calendar: WorkingCalendar, complete: datetime, before: time
) -> None:
    target = calendar.target(ONE_DAY, complete, before)
    assume(target)
    assert complete < target < calendar.due(ONE_DAY, complete)
    assert calendar.working_days_between(target.date(), calendar.due(ONE_DAY, complete).date()) == 1


@pure
@given(calendars(), days)
def test_one_more_closed_day_never_makes_a_promise_fall_due_earlier(calendar: WorkingCalendar, day: date) -> None:
    closed = WorkingCalendar(
        calendar.hours, {**calendar.holidays, day: "Libur daerah"}, calendar.seasons, calendar.duty
    )
    complete = datetime.combine(day - timedelta(days=2), time(9), WIB)
    assert closed.due(ONE_DAY, complete) >= calendar.due(ONE_DAY, complete)


# --- hours as they are written --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("07.30", time(7, 30)),
        ("07:30", time(7, 30)),
        (" 7.05 ", time(7, 5)),
        ("0.00", time(0)),
        ("23.59", time(23, 59)),
    ],
)
def test_a_time_of_day(text: str, clock: time) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize(
    "text", ["", "7", "24.00", "7.60", "pagi", "7.30.00", "07.30-12.00", "0٧.30", "1_0.30", "+7.30"]
)
def test_what_is_no_time_of_day(text: str) -> None:
    with pytest.raises(ValueError):
        parse_clock(text)


@pytest.mark.parametrize("text", ["07.30-12.00", "07:30 - 12:00"])
def test_a_span(text: str) -> None:
    assert parse_span(text) == (time(7, 30), time(12))


@pytest.mark.parametrize("text", ["", "07.30", "12.00-07.30", "12.00-12.00", "07.30-12.00-13.00", "pagi-siang"])
def test_what_is_no_span(text: str) -> None:
    with pytest.raises(ValueError):
        parse_span(text)
