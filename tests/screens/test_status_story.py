"""Di mana berkas saya by keyboard: read aloud, sent when asked, and by nobody who has no desk in the service."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.services.test_about import PELAPOR, complain, service
from tests.walker import APPLICANT

__all__ = ["service"]


async def test_where_it_is_is_read_and_sent_when_asked(home: Path, clock: Clock, board: Commands, service: str) -> None:
    looks = len(board.ok("case", "show", service)["events"])
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("slash")
        await wati.types(f"{service}\n")
        await wati.presses("s")
        wati.sees(
            f"Status {service}", "sekarang di bagian Entri SIAK (Petugas/Operator).", "Paling lambat selesai Selasa"
        )
        wati.does_not_see(APPLICANT["name"], APPLICANT["nik"], "│")
        await wati.presses("w")
        wati.sees("keluar dari kantor")
        await wati.presses("n")
        wati.sees(f"Status {service}", "sekarang di bagian")
        await wati.presses("enter", "y")
        wati.sees(f"Pesan status {service} siap dikirim (w).")
        await wati.presses("s", "w", "y", "w")
        wati.sees("sekarang di bagian Entri SIAK", "siap dikirim", "batal")
    rows = board.ok("outbox", "list", "--all", "--number", service)["rows"]
    assert [row["state"] for row in rows if row["kind"] == "status"] == ["void", "queued"]
    case = board.ok("case", "show", service)
    assert [event["intent"] for event in case["events"][looks:]] == ["kabar_status", "kabar_status"]
    assert board.ok("verify")["ok"]


async def test_who_has_no_desk_in_the_service_reads_it_and_sends_nothing(
    home: Path, clock: Clock, board: Commands, service: str
) -> None:
    complain(board)
    async with at_the_board(home, "tono", clock) as tono:
        await tono.presses("slash")
        await tono.types("2026-0000\n")
        tono.sees("2 berkas.")
        await tono.presses("s")
        tono.sees("Status PGD-2026-00001", "sedang kami tangani")
        tono.does_not_see(PELAPOR["name"])
        await tono.presses("w", "y")
        tono.sees("Langkah ini milik")
        await tono.presses("escape")
        tono.sees("Cari berkas", service)
    assert [row["kind"] for row in board.ok("outbox", "list", "--number", "PGD-2026-00001")["rows"]] == ["diterima"]
