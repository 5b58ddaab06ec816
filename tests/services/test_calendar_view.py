"""What the clock believes, as an administrator reads it; what is said of today."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from board.services.calendar_view import today_words
from board.services.desk import open_desk
from tests.commands import Commands
from tests.offices import Clock


def add_to_profile(home: Path, text: str) -> None:
    with (home / "office.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")


def days_of(board: Commands, month: str) -> dict[str, dict[str, Any]]:
    return {row["day"]: row for row in board.ok("calendar", "show", "--month", month)["rows"]}


@pytest.mark.parametrize(
    ("month", "days", "hours"), [("2026-03", 17, 115.5), ("2026-11", 21, 157.5), ("2027-02", 19, 127.5)]
)
def test_a_month_is_told_with_its_working_days_and_hours(board: Commands, month: str, days: int, hours: float) -> None:
    shown = board.ok("calendar", "show", "--month", month)
    assert (shown["month"], shown["zone"], shown["next"]) == (month, "WIB", None)
    assert (shown["working_days"], shown["minutes"] / 60) == (days, hours)
    assert sum(row["minutes"] for row in shown["rows"]) == shown["minutes"]


def test_without_a_month_it_is_this_one(board: Commands) -> None:
    assert board.ok("calendar", "show")["month"] == "2026-11"
    assert list(board.refused("calendar", "show", "--month", "nov")["fields"]) == ["month"]


def test_each_day_says_why_it_is_as_it_is(board: Commands, home: Path) -> None:
    add_to_profile(
        home,
        '[[duty_days]]\nday = "2026-03-20"\nhours = ["08.00-11.00"]\n'
        '[[holidays]]\nday = "2026-03-26"\nname = "Hari jadi kabupaten"\n',
    )
    march = days_of(board, "2026-03")
    told = ("open", "hours", "minutes", "holiday", "season", "duty")
    ramadan = "Ramadan 1447 H"
    assert {day: tuple(march[day][name] for name in told) for day in ("2026-03-17", "2026-03-18", "2026-03-20")} == {
        "2026-03-17": (True, "08.00-12.00, 12.30-15.00", 390, None, ramadan, False),
        "2026-03-18": (False, "", 0, "Cuti Bersama Hari Suci Nyepi", ramadan, False),
        "2026-03-20": (True, "08.00-11.00", 180, None, ramadan, True),
    }
    assert {day: march[day]["holiday"] for day in ("2026-03-25", "2026-03-26", "2026-03-28")} == {
        "2026-03-25": None, "2026-03-26": "Hari jadi kabupaten", "2026-03-28": None,
    }  # fmt: skip
    assert march["2026-03-28"]["weekday"] == "Sabtu"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2026-11-23", []),
        ("2026-11-22", []),  # a Sunday needs no words
        ("2026-12-25", ["Hari ini Hari Raya Natal; waktu layanan tidak dihitung."]),
        ("2026-12-24", ["Hari ini piket cuti bersama: 08.00-12.00."]),
        ("2026-02-23", ["Jam kerja Ramadan 1447 H: 08.00-15.00."]),
        ("2026-02-27", ["Jam kerja Ramadan 1447 H: 08.00-15.30."]),
        ("2026-03-01", []),
        ("2026-03-19", ["Hari ini Hari Suci Nyepi; waktu layanan tidak dihitung."]),
    ],
)
def test_what_is_said_of_today(home: Path, day: str, words: list[str]) -> None:
    add_to_profile(home, '[[duty_days]]\nday = "2026-12-24"\nhours = ["08.00-12.00"]\n')
    desk = open_desk(home, clock=Clock(datetime.fromisoformat(f"{day}T02:00:00+00:00").astimezone(UTC)))
    assert today_words(desk) == words
    desk.close()
