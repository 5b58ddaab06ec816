"""Moments as officers type them."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from board.workflow.moments import form_stamp, parse_stamp

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=ZoneInfo("Asia/Jakarta"))


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("07.12", "23-11-2026 07.12"),
        (" 7:12 ", "23-11-2026 07.12"),
        ("hari ini 07.12", "23-11-2026 07.12"),
        ("kemarin 20.15", "22-11-2026 20.15"),
        ("Kemarin  20.15", "22-11-2026 20.15"),
        ("21-11-2026 07.12", "21-11-2026 07.12"),
        ("21/11/2026 07:12", "21-11-2026 07.12"),
        ("2026-11-21 07.12", "21-11-2026 07.12"),
        ("09.00", "23-11-2026 09.00"),
    ],
)
def test_what_is_typed_is_understood_and_shown_in_one_way(typed: str, meant: str) -> None:
    moment = parse_stamp(typed, NOW)
    assert form_stamp(moment) == meant
    assert parse_stamp(meant, NOW) == moment
    assert moment.tzinfo is NOW.tzinfo


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("09.01", "melewati saat ini"),
        ("24-11-2026 07.12", "melewati saat ini"),
        ("pagi", "waktu tidak sah"),
        ("25.00", "waktu tidak sah"),
        ("21-11-2026", "waktu tidak sah"),
        ("lusa 07.12", "tanggal tidak sah"),
        ("31-02-2026 07.12", "tanggal tidak sah"),
        ("", "waktu tidak sah"),
    ],
)
def test_anything_else_says_what_is_expected(typed: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        parse_stamp(typed, NOW)
