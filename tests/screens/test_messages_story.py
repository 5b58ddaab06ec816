"""Messages of a case by keyboard: one that came to somebody else, and a phone that speaks for the applicant no more."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"
OTHER = "081399990001"


@pytest.fixture
def number(board: Commands) -> str:
    """A case with a message and a second phone."""
    found = str(board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"])
    board.ok("case", "contact", found, "add", OTHER, "--name", "Tetangga", user="wati")
    return found


async def test_a_message_to_somebody_else_is_an_incident(
    number: str, home: Path, clock: Clock, board: Commands
) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("w", "x", "5")
        wati.sees("yang salah kirim hanya yang terkirim")
        await wati.presses("s", "x", "escape", "x", "5")
        wati.sees("Insiden 1 tercatat")
    [incident] = board.ok("incident", "list")["rows"]
    assert (incident["case"], incident["kind"]) == (number, "salah_kirim")
    assert incident["hours_left"] == 72
    assert board.ok("verify")["ok"]


async def test_a_phone_that_speaks_no_more_is_ended(number: str, home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("w", "z")
        wati.sees("Kontak mana yang diakhiri?", "Tetangga")
        await wati.presses("1")
        wati.sees("Kontak diakhiri")
        await wati.presses("z")
        wati.sees("Berkas ini tidak punya kontak lain")
    assert board.ok("case", "show", number)["contacts"] == []
    assert board.ok("verify")["ok"]


async def test_an_incident_outside_the_board_is_recorded(
    number: str, home: Path, clock: Clock, board: Commands
) -> None:
    async with at_the_board(home, "bakti", clock) as bakti:
        await bakti.presses("x", "b")
        bakti.sees("Insiden baru")
        await bakti.types(f"{number.lower()}\nMap terbawa pulang orang lain.")
        await bakti.presses("f2")
        bakti.sees("Insiden 1 tercatat.", "sisa 72 jam")
    assert board.ok("incident", "list")["rows"][0]["what"] == "Map terbawa pulang orang lain."
