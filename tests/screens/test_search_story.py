"""Looking for a case from wherever an officer is, and being back there afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.screens.key_table import key_rows
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board

NIKS = ("0000014505900001", "0000014505900002", "0000014505900003")


@pytest.fixture
def numbers(board: Commands) -> list[str]:
    """Three cases of a morning."""
    made = []
    for name, nik in zip(("SITI AMINAH", "MUHAMMAD YUSUF", "DJOKO SOESILO"), NIKS, strict=True):
        applicant = {"name": name, "nik": nik, "no_kk": "0000010101150001", "phone": "081200000001"}
        new = {"applicant": applicant, "channel": "loket"}
        made.append(str(board.ok("case", "new", "--sop", "waykanan.kk_baru", user="wati", stdin=new)["number"]))
    return made


def place(officer: Officer) -> str:
    """The title of the screen."""
    return officer.screen_text.splitlines()[0]


async def test_a_case_is_looked_for_from_another_one(home: Path, clock: Clock, numbers: list[str]) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("enter")
        assert f"Berkas {numbers[0]}" in place(wati)
        await wati.presses("slash")
        await wati.types(f"{NIKS[2]}\n")
        assert f"Berkas {numbers[2]}" in place(wati)
        await wati.presses("f7")
        await wati.types("yusuf\n")
        assert f"Berkas {numbers[1]}" in place(wati)
        for back in (numbers[2], numbers[0]):
            await wati.presses("escape")
            assert f"Berkas {back}" in place(wati)
        await wati.presses("slash", "escape")
        assert f"Berkas {numbers[0]}" in place(wati), "whoever finds nothing is back as well"
        await wati.presses("escape")
        assert "Papan" in place(wati)


@pytest.mark.parametrize(("keys", "title"), [("i", "Kotak masuk"), ("y", "Belum"), ("w", "Pesan"), ("l", "Lampiran")])
async def test_other_places_keep_their_officer(
    home: Path, clock: Clock, numbers: list[str], keys: str, title: str
) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses(*keys)
        assert title in place(wati)
        await wati.presses("slash")
        await wati.types("kk 2\n")
        assert f"Berkas {numbers[1]}" in place(wati)
        await wati.presses("escape")
        assert title in place(wati)


async def test_a_spelling_that_is_forgiven_is_looked_at_before_it_is_opened(
    home: Path, clock: Clock, numbers: list[str]
) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("slash")
        await wati.types("moh. jusup\n")
        wati.sees("Cari berkas", numbers[1], "MUHAMMAD Y.", "mirip", "1 berkas. Dibaca sebagai nama.")
        await wati.presses("enter")
        assert f"Berkas {numbers[1]}" in place(wati)
        await wati.presses("escape", "escape")
        await wati.presses("slash")
        await wati.types("0000014505909999\n")
        wati.sees("Tidak ada data yang cocok. Dibaca sebagai NIK atau No. KK.")


async def test_where_something_is_typed_or_asked_the_key_means_nothing_else(
    home: Path, clock: Clock, numbers: list[str]
) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("f")
        before = wati.screen_text
        await wati.presses("slash", "f7")
        assert wati.screen_text == before, "a choice"
        await wati.presses("escape", "q")
        before = wati.screen_text
        await wati.presses("slash", "f7")
        assert wati.screen_text == before, "yes or no"
        await wati.presses("escape", "b")
        await wati.presses("1")
        title = place(wati)
        await wati.types("siti/ani")
        await wati.presses("f7")
        assert place(wati) == title, "a form"
        wati.sees("siti/ani")
        await wati.presses("escape", "question_mark")
        await wati.types("/")
        wati.sees("Bantuan")


async def test_nobody_searches_before_coming_in(home: Path, clock: Clock) -> None:
    async with at_the_board(home, None, clock) as nobody:
        before = place(nobody)
        await nobody.presses("f7", "slash")
        assert place(nobody) == before


async def test_the_help_of_a_case_tells_of_it(home: Path, clock: Clock, numbers: list[str]) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("enter", "question_mark")
        await wati.types("cari berkas")
        wati.sees("/, F7", "Cari berkas dari layar mana pun")


def test_the_key_table_tells_it_once() -> None:
    (row,) = [row for row in key_rows() if row["id"] == "board.search"]
    assert (row["screen"], row["keys"]) == ("Papan", "/, F7")
