"""Limits of law: when they fall due by their own days, and what meets them (DOMAIN E.4)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from board.workflow.deadlines import Due, Moments, deadlines, lapsing, overstayed
from tests.workflow.given import profile, sop

ADUAN = sop("waykanan.pengaduan")
CALENDAR = profile("contoh").calendar
ZONE = ZoneInfo("Asia/Jakarta")


def at(day: int, month: int = 11, hour: int = 9, minute: int = 0, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ZONE)


MONDAY = at(23)
NEW = Moments(received=MONDAY)


def standing(moments: Moments, now: datetime) -> dict[str, Due]:
    return {due.deadline.id: due for due in deadlines(ADUAN, moments, now, CALENDAR)}


def states(moments: Moments, now: datetime) -> dict[str, str]:
    return {name: due.state.value for name, due in standing(moments, now).items()}


def test_what_has_not_begun_is_not_told() -> None:
    assert list(standing(NEW, MONDAY)) == ["verifikasi", "tanggapan_awal"]


def test_each_falls_due_by_its_own_days() -> None:
    moments = replace(NEW, complete=at(23, hour=10), asked=(at(23, hour=9, minute=30),), answers=(at(24),))
    due = {name: item.at for name, item in standing(moments, MONDAY).items()}
    assert due == {
        "verifikasi": at(26, hour=16),
        # Fourteen days of the calendar, a Monday or not, to the end of the day.
        "tanggapan_awal": datetime(2026, 12, 7, 23, 59, 59, tzinfo=ZONE),
        "melengkapi": datetime(2026, 12, 23, 23, 59, 59, tzinfo=ZONE),
        "penyelesaian": datetime(2027, 1, 22, 23, 59, 59, tzinfo=ZONE),
        "tanpa_tanggapan": at(8, 12, hour=16),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("moments", "now", "told"),
    [
        (NEW, at(26, hour=15), {"verifikasi": "berjalan", "tanggapan_awal": "berjalan"}),
        (NEW, at(26, hour=17), {"verifikasi": "lewat", "tanggapan_awal": "berjalan"}),
        (NEW, at(8, 12, hour=0), {"verifikasi": "lewat", "tanggapan_awal": "lewat"}),
        # Looked at and found wanting: verified, and a first answer.
        (replace(NEW, asked=(at(24),)), at(30, 12),
         {"verifikasi": "terpenuhi", "tanggapan_awal": "terpenuhi", "melengkapi": "lewat"}),
        (replace(NEW, asked=(at(24),), heard=(at(30),)), at(30, 12),
         {"verifikasi": "terpenuhi", "tanggapan_awal": "terpenuhi", "melengkapi": "terpenuhi"}),
        # What came before the applicant was asked is no reply to it.
        (replace(NEW, asked=(at(24),), heard=(MONDAY,)), at(30),
         {"verifikasi": "terpenuhi", "tanggapan_awal": "terpenuhi", "melengkapi": "berjalan"}),
        (replace(NEW, complete=at(24), answers=(at(25),)), at(26),
         {"verifikasi": "terpenuhi", "tanggapan_awal": "terpenuhi", "penyelesaian": "berjalan",
          "tanpa_tanggapan": "berjalan"}),
        # Answered at last, but late.
        (replace(NEW, complete=at(24), answers=(at(9, 12),)), at(10, 12),
         {"verifikasi": "terpenuhi", "tanggapan_awal": "lewat", "penyelesaian": "berjalan",
          "tanpa_tanggapan": "berjalan"}),
        # The answer that ends it begins nothing any more.
        (replace(NEW, complete=at(24), answers=(at(25),), closed=at(25)), at(30, 12),
         {"verifikasi": "terpenuhi", "tanggapan_awal": "terpenuhi", "penyelesaian": "terpenuhi"}),
    ],
)  # fmt: skip
def test_how_they_stand(moments: Moments, now: datetime, told: dict[str, str]) -> None:
    assert states(moments, now) == told


@pytest.mark.parametrize(
    ("now", "verifying", "answering"),
    [(MONDAY, 3, 14), (at(25), 1, 12), (at(26), 0, 11), (at(30), -2, 7), (at(9, 12), -9, -2)],
)
def test_days_left_are_counted_as_the_deadline_counts_them(now: datetime, verifying: int, answering: int) -> None:
    found = standing(NEW, now)
    assert (found["verifikasi"].days, found["tanggapan_awal"].days) == (verifying, answering)


def test_the_applicant_is_waited_for_from_the_last_time_they_were_asked() -> None:
    moments = replace(NEW, asked=(at(24), at(1, 12)))
    due = lapsing(ADUAN, moments, at(24, 12), CALENDAR)
    assert due is not None
    assert due.at.date() == at(31, 12).date()
    assert lapsing(sop("waykanan.kk_baru"), moments, MONDAY, CALENDAR) is None


@pytest.mark.parametrize(("now", "past"), [(at(22, 1, year=2027), None), (at(23, 1, year=2027), "penyelesaian")])
def test_a_card_knows_the_limit_of_its_end_by_its_row_alone(now: datetime, past: str | None) -> None:
    found = overstayed(ADUAN, MONDAY, now, CALENDAR)
    assert (found.id if found else None) == past
    assert overstayed(sop("waykanan.kk_baru"), MONDAY, now, CALENDAR) is None
