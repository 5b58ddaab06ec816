"""A complaint and the berkas it is about, by keyboard: tied, read with its walk, followed, untied."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.services.test_about import complain, service

__all__ = ["service"]


async def test_a_complaint_is_tied_to_its_berkas_and_untied(
    home: Path, clock: Clock, board: Commands, service: str
) -> None:
    number = complain(board)
    async with at_the_board(home, "ade", clock, size=(80, 40)) as ade:
        await ade.presses("h", "t")
        ade.sees("pada berkas itu sendiri tidak ada jejak")
        await ade.types(f"{service.lower()}\n")
        ade.sees(f"{service} SITI A., KK Baru, berjalan.")
        await ade.presses("f2")
        ade.sees(f"Aduan {number} menunjuk berkas {service}.", f"Aduan tentang berkas {service}")
        await ade.presses("enter")
        ade.sees("Kartu Keluarga Baru melalui WhatsApp")
        ade.does_not_see(number)
        await ade.presses("escape", "escape", "enter")
        ade.sees(f"tentang {service}")
        await ade.presses("enter")
        ade.sees(
            "Berkas yang diadukan", f"{service} (KK Baru), diterima 23 Nov 09.00, jatuh tempo 24 Nov 16.00",
            "23 Nov 09.35 1. Terima berkas Dikembalikan ke pemohon",
            "baku 5, kerja 28 mnt (antre 10, kembali di baki 1), LEWAT 23 · Diteruskan ke Entri SIAK",
            "menunggu pemohon 180 mnt · Terima kembali, WATI KURNIA",
            "sekarang Entri SIAK, sejak 23 Nov 13.39, baku 10, kerja 0 mnt (antre 3)",
        )  # fmt: skip
        await ade.presses("h", "x")
        await ade.types("berkas yang lain\n")
        ade.sees(f"Tautan dengan {service} dilepas.", "dilepas")
        await ade.presses("escape")
        ade.does_not_see("Berkas yang diadukan")
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("slash")
        await wati.types(f"{service}\n")
        wati.does_not_see(number)
        await wati.presses("h")
        wati.sees("Belum ada tautan.")
    assert board.ok("verify")["ok"]
