"""Too long in one tray, too long not collected: moments reckoned backwards from now."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.wording import ZONES
from board.workflow.sitting import Sitting, collect_limit, days_ago, sitting_words, time_ago, tray_limit
from tests.workflow.given import profile

CALENDAR = profile().calendar
MONDAY = datetime(2026, 11, 23, 9, tzinfo=ZONES["WIB"])
MOMENTS = st.datetimes(datetime(2026, 1, 5), datetime(2027, 6, 1)).map(lambda told: told.replace(tzinfo=ZONES["WIB"]))


@given(now=MOMENTS, back=st.integers(0, 40 * 24 * 60), days=st.integers(1, 9))
def test_what_came_before_has_waited_more_than_the_days(now: datetime, back: int, days: int) -> None:
    since = now - timedelta(minutes=back)
    longer = CALENDAR.working_days_between(since.date(), now.date()) > days
    assert (since < days_ago(days, CALENDAR, now)) == longer


@given(now=MOMENTS, minutes=st.integers(1, 5000))
def test_so_much_open_time_has_passed_since(now: datetime, minutes: int) -> None:
    amount = timedelta(minutes=minutes)
    since = time_ago(amount, CALENDAR, now)
    assert CALENDAR.working_time(since, now) == amount


@pytest.mark.parametrize(
    ("sitting", "minutes", "wanted"),
    [
        # 09.00 on Monday: 90 minutes of today, the rest on Friday (open until 16.30)
        (Sitting(tray_days=0, tray_times=60), 5, datetime(2026, 11, 20, 13, 0)),
        (Sitting(tray_days=2, tray_times=60), 5, datetime(2026, 11, 20, 13, 0)),
        (Sitting(tray_days=2, tray_times=0), 5, datetime(2026, 11, 19)),
        (Sitting(tray_days=2, tray_times=60), None, datetime(2026, 11, 19)),
        (Sitting(tray_days=2, tray_times=60), 60, datetime(2026, 11, 19)),
    ],
)
def test_the_first_limit_that_is_reached_counts(sitting: Sitting, minutes: int | None, wanted: datetime) -> None:
    assert tray_limit(sitting, minutes, CALENDAR, MONDAY) == wanted.replace(tzinfo=MONDAY.tzinfo)


def test_an_office_may_turn_them_off() -> None:
    none = Sitting(tray_days=0, tray_times=0, collect_days=0)
    assert tray_limit(none, 5, CALENDAR, MONDAY) is None
    assert tray_limit(Sitting(tray_days=0), None, CALENDAR, MONDAY) is None, "a step without a standard"
    assert collect_limit(none, CALENDAR, MONDAY) is None


@pytest.mark.parametrize(
    ("since", "words"),
    [(datetime(2026, 11, 23, 8, 40), "20 mnt"), (datetime(2026, 11, 23, 7, 0), "1 jam 30 mnt"),
     (datetime(2026, 11, 22, 15, 0), "1 hari kerja"), (datetime(2026, 11, 20, 16, 0), "1 hari kerja"),
     (datetime(2026, 11, 16, 9, 0), "5 hari kerja")],
)  # fmt: skip
def test_how_long_it_has_been_there(since: datetime, words: str) -> None:
    assert sitting_words(since.replace(tzinfo=MONDAY.tzinfo), CALENDAR, MONDAY) == words
