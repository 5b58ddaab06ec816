"""What the board tells of the day, and of the hour the office means to be done by."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.walker import Walker


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ((2026, 12, 25), "Hari ini Hari Raya Natal; waktu layanan tidak dihitung."),
        ((2026, 2, 23), "Jam kerja Ramadan 1447 H: 08.00-15.00."),
    ],
)
async def test_a_day_unlike_others_is_told_at_the_start(
    home: Path, clock: Clock, day: tuple[int, int, int], words: str
) -> None:
    clock.now = datetime(*day, 2, tzinfo=UTC)
    async with at_the_board(home, "wati", clock) as wati:
        wati.sees(words)
        await wati.presses("2")
        wati.does_not_see(words)


async def test_an_ordinary_day_needs_no_words(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        assert wati.app.screen.said == ""


async def test_a_faulty_profile_outweighs_the_day(home: Path, clock: Clock) -> None:
    clock.now = datetime(2026, 2, 23, 2, tzinfo=UTC)
    (home / "musim.toml").write_text("[[seasons]]\n")
    async with at_the_board(home, "wati", clock) as wati:
        wati.sees("Konfigurasi kantor bermasalah", "musim.toml")


async def test_the_case_says_when_the_office_means_to_be_done(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "waykanan.kk_baru", tmp_path)
    case = walker.register()
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("enter")
        wati.sees(case["number"], "Jatuh tempo")
        wati.does_not_see("Target kantor")
    walker.walk(case, walker.route(walker.sop["steps"][0]["id"], "koreksi_kasi"))
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        await rina.presses("enter")
        rina.sees("Jatuh tempo 24 Nov 2026 16.00", "Target kantor 23 Nov 2026 16.00")
