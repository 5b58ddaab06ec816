"""Who may mark a case as urgent: whoever has it, or the roles the office names."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.walker import Walker


@pytest.fixture
def number(board: Commands, home: Path, tmp_path: Path) -> str:
    """A KK umum at the counter, in an office where only kasi and kabid decide on urgency."""
    number = str(Walker(board, "landak.kk_umum", tmp_path).register()["number"])
    profile = home / "office.toml"
    profile.write_text('urgent_roles = ["kasi", "kabid"]\n' + profile.read_text())
    return number


def test_only_the_roles_of_the_office_mark_and_unmark(board: Commands, number: str) -> None:
    told = board.refused("case", "urgent", number, "--reason", "sakit", user="loket")
    assert (told["error"], "oleh Kasi Identitas Penduduk atau Kabid" in told["reason"]) == ("role", True)
    assert board.refused("case", "urgent", number, "--reason", "sakit", user="candra")["error"] == "role", (
        "other bidang"
    )
    board.ok("case", "take", number, user="loket")
    marked = board.ok("case", "urgent", number, "--reason", "sakit", user="rina")
    assert (marked["urgent_reason"], marked["holder"]) == ("sakit", "LINDA PERMATA")
    assert board.refused("case", "urgent", number, "--off", user="loket")["error"] == "role"
    assert not board.ok("case", "urgent", number, "--off", user="bakti")["urgent"]
    assert board.ok("verify")["ok"]


async def test_nobody_is_asked_for_a_reason_in_vain(home: Path, clock: Clock, number: str, board: Commands) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        loket.sees(number)
        await loket.presses("m")
        loket.sees("Tanda mendesak hanya diberikan atau dihapus oleh Kasi")
        loket.does_not_see("Alasan mendesak")
