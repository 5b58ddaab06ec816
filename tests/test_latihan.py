"""A latihan office: nothing that leaves it can be taken for real, and it never becomes a real one (PRODUCT 5.8)."""

from __future__ import annotations

import csv
import sqlite3
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.cli.test_dossier import register
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.walker import Walker

SOPS = ("waykanan.kk_baru", "waykanan.akta_lahir", "waykanan.skpwni", "waykanan.pengaduan", "landak.konsultasi")
"""Together they print nearly everything."""


def switch(home: Path, to: bool) -> None:
    """Edit the profile by hand."""
    path = home / "office.toml"
    text = path.read_text().replace("training = true\n", "")
    path.write_text(text.replace("short = ", "training = true\nshort = ", 1) if to else text)


@pytest.fixture
def training(board: Commands) -> Commands:
    """A latihan office."""
    switch(board.home, True)
    return board


def column(home: Path, sql: str) -> list[str]:
    """The first column of a query."""
    with sqlite3.connect(home / "board.db") as connection:
        return [str(row[0]) for row in connection.execute(sql)]


def test_everything_that_leaves_a_training_office_says_so(training: Commands, tmp_path: Path) -> None:
    for sop in SOPS:
        walker = Walker(training, sop, tmp_path)
        walker.walk(walker.register(), min(walker.branches(), key=len))
    training.ok("case", "cancel", register(training), "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    training.ok("print", "run")
    papers = sorted((training.home / "spool").rglob("*.pdf"))
    assert len({path.name.split("-")[1] for path in papers}) >= 12, "many kinds of paper"
    for paper in papers:
        for page in PdfReader(BytesIO(paper.read_bytes())).pages:
            assert "LATIHAN" in page.extract_text(), paper.name
    numbers = column(training.home, "SELECT text FROM registers")
    assert numbers and all(number.startswith("LAT-") for number in numbers)
    messages = column(training.home, "SELECT text FROM messages")
    assert messages and all(text.startswith("[LATIHAN] Yth. ") for text in messages)
    assert training.ok("verify")["ok"]


def test_its_books_and_dossiers_say_so(training: Commands, tmp_path: Path) -> None:
    number = register(training)
    training.ok("book", "show", "pendaftaran", "2026", "--pdf", tmp_path / "b.pdf")
    training.ok("book", "show", "pendaftaran", "2026", "--csv", tmp_path / "b.csv")
    training.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="auditor")
    for name in ("b.pdf", "d.pdf"):
        for page in PdfReader(tmp_path / name).pages:
            assert "LATIHAN" in page.extract_text()
    rows = list(csv.DictReader((tmp_path / "b.csv").read_text().splitlines()))
    assert [row["Nomor"].startswith("LAT-") for row in rows] == [True]


async def test_every_screen_says_so(training: Commands, clock: Clock) -> None:
    number = register(training)
    async with at_the_board(training.home, None, clock, size=(80, 24)) as somebody:
        somebody.sees("LATIHAN · Papan · Disdukcapil Contoh")
    async with at_the_board(training.home, "wati", clock, size=(80, 24)) as wati:
        wati.sees("LATIHAN · Papan · Disdukcapil Contoh", number)
        await wati.presses("enter")
        wati.sees(f"LATIHAN · Berkas {number}")
        await wati.presses("w")
        wati.sees("LATIHAN · Pesan", "[LATIHAN] Yth.")


async def test_a_real_office_does_not(board: Commands, clock: Clock) -> None:
    register(board)
    async with at_the_board(board.home, "wati", clock) as wati:
        wati.does_not_see("LATIHAN", "LAT-")
    assert not [text for text in column(board.home, "SELECT text FROM messages") if "LATIHAN" in text]


@pytest.mark.parametrize("begun", [True, False])
def test_an_office_with_numbers_stays_what_it_is(begun: bool, board: Commands) -> None:
    switch(board.home, begun)
    first = register(board)
    switch(board.home, not begun)
    answer = board.run("case", "list")
    assert answer.code == 0, "the profile that was sound goes on"
    assert "kantor lain" in answer.err or "tidak dapat menjadi kantor" in answer.err
    second = register(board)
    assert first.startswith("LAT-") == second.startswith("LAT-") == begun
    assert board.ok("verify")["ok"]


def test_an_office_without_numbers_may_still_change(board: Commands) -> None:
    switch(board.home, True)
    assert board.ok("case", "list")["rows"] == []
    switch(board.home, False)
    assert not register(board).startswith("LAT-")


async def test_the_form_of_a_new_case_keeps_saying_so(training: Commands, clock: Clock) -> None:
    async with at_the_board(training.home, "wati", clock, size=(80, 24)) as wati:
        await wati.presses("b", "6")
        wati.sees("LATIHAN · Berkas baru · Kartu Keluarga Baru")
        await wati.types("siti")
        await wati.presses("escape", "b")
        wati.sees("LATIHAN · Berkas baru · Kartu Keluarga Baru", "Draf dipulihkan")
