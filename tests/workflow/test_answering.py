"""How and when an answer went out: the usual where nobody said, and never at a time it cannot have been."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from board.workflow.answering import conveyed, impossible
from tests.workflow.given import sop

ZONE = ZoneInfo("Asia/Jakarta")
RECEIVED = datetime(2026, 11, 23, 9, 0, 40, tzinfo=ZONE)
NOW = datetime(2026, 11, 24, 10, 15, 20, tzinfo=ZONE)
ADUAN = sop("waykanan.pengaduan")
ON = "2026-11-24"


@pytest.mark.parametrize(
    ("channel", "told", "recorded"),
    [
        ("wa", {}, ("wa", ON, "10:15")),
        ("loket", {}, ("tatap_muka", ON, "10:15")),
        ("daring", {}, ("surel", ON, "10:15")),
        ("wa", {"jawaban_lewat": "telepon"}, ("telepon", ON, "10:15")),
        ("wa", {"jawaban_pukul": "09:30"}, ("wa", ON, "09:30")),
        # Of yesterday nobody but the officer knows the hour.
        ("wa", {"jawaban_tanggal": "2026-11-23"}, ("wa", "2026-11-23", "")),
        ("wa", {"jawaban_tanggal": ""}, ("wa", ON, "10:15")),
    ],
)
def test_what_is_recorded(channel: str, told: dict[str, str], recorded: tuple[str, str, str]) -> None:
    assert tuple(conveyed(ADUAN, channel, told, NOW).values()) == recorded


@pytest.mark.parametrize(
    ("on", "at", "wrong"),
    [
        ("2026-11-24", "10:15", ""),
        ("2026-11-24", "10:16", "jawaban_pukul: melewati"),
        ("2026-11-25", "08:00", "jawaban_tanggal: melewati"),
        ("2026-11-23", "09:00", ""),
        ("2026-11-23", "08:59", "jawaban_pukul: sebelum"),
        ("2026-11-23", "", ""),
        ("2026-11-22", "", "jawaban_tanggal: sebelum"),
        ("", "08:00", ""),
    ],
)
def test_an_answer_is_neither_ahead_nor_before_the_question(on: str, at: str, wrong: str) -> None:
    found = impossible({"jawaban_tanggal": on, "jawaban_pukul": at}, RECEIVED, NOW)
    field, _, word = wrong.partition(": ")
    assert [problem.field for problem in found] == ([field] if wrong else [])
    assert all(word in problem.sentence for problem in found)
