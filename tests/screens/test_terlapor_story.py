"""A complaint about an officer, by keyboard: named with two keys, and gone from that officer's board at once."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.services.test_sight import complain


async def test_the_accused_loses_sight_of_the_complaint(home: Path, clock: Clock, board: Commands) -> None:
    number = complain(board, "x")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("o")
        ade.sees(f"Terlapor aduan {number}", "tidak melihat dan tidak menangani aduan ini")
        await ade.presses("escape")
        await ade.presses("enter", "o")
        ade.sees("RINA MARLINA, S.Sos. Kasi")
        lines = ade.screen_text.splitlines()
        first, wanted = (next(n for n, line in enumerate(lines) if name in line) for name in ("1. ADE", "TIMOTIUS"))
        await ade.presses(*["down"] * (wanted - first), "enter")
        ade.sees("Terlapor: TIMOTIUS SARAGI", f"tidak akan melihat {number} lagi")
        await ade.types("menolak melayani")
        await ade.presses("f2")
        ade.sees(f"TIMOTIUS SARAGI dicatat sebagai terlapor pada {number}.", "Tidak ada Tim Penjawab Aduan lain")
        await ade.presses("enter")
        assert "TIMOTIUS SARAGI (tidak melihat aduan ini)" in ade.app.screen.words  # type: ignore[attr-defined]
    async with at_the_board(home, "timo", clock) as timo:
        await timo.presses("slash")
        await timo.types(number)
        await timo.presses("enter")
        timo.sees("Tidak ada data yang cocok.")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("o", "1")
        ade.sees("Cabut terlapor: TIMOTIUS SARAGI")
        await ade.presses("f2")
        ade.sees("Alasan wajib diisi")
        await ade.types("salah orang")
        await ade.presses("f2")
        ade.sees("TIMOTIUS SARAGI dicabut sebagai terlapor")
    async with at_the_board(home, "timo", clock) as timo:
        await timo.presses("slash")
        await timo.types(number)
        await timo.presses("enter")
        timo.sees(f"Berkas {number}")


async def test_whoever_names_themselves_has_the_complaint_no_longer(home: Path, clock: Clock, board: Commands) -> None:
    number = complain(board, "x")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("enter", "o")
        ade.sees("1. ADE RAHMAWATI")
        await ade.presses("1", "f2")
        ade.sees("Meja saya")
        ade.does_not_see(number)
