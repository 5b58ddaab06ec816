"""``d``: the whole case as one PDF, drawn beside the session."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader

from tests.cli.test_dossier import register
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board


async def test_an_auditor_has_the_dossier_of_a_case(home: Path, clock: Clock, board: Commands) -> None:
    number = register(board)
    async with at_the_board(home, "auditor", clock) as auditor:
        await auditor.presses("slash")
        await auditor.types(f"{number}\n")
        auditor.sees(f"Berkas {number}")
        await auditor.presses("d")
        clock.forward(minutes=5)
        await auditor.presses("d")
        (file,) = (home / "spool" / number).glob("berkas_lengkap*.pdf")
        auditor.sees(f"Berkas lengkap {number}, {len(PdfReader(file).pages)} halaman: spool/{number}/{file.name}")
    assert file.stat().st_mode & 0o077 == 0


async def test_who_has_no_part_in_it_is_told(home: Path, clock: Clock, board: Commands) -> None:
    number = register(board)
    async with at_the_board(home, "tono", clock) as tono:
        await tono.presses("slash")
        await tono.types(f"{number}\n")
        await tono.presses("d")
        tono.sees("Berkas lengkap hanya untuk")
    assert not list((home / "spool").rglob("berkas_lengkap*"))
