"""Ringkasan pagi on the screen: from the summary to a list, to a case, and back to the same line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.services.test_absences import away, stands_in
from tests.uploads import MORNING, photo, upload
from tests.walker import Walker

UMUM = "landak.kk_umum"


@pytest.fixture
def waiting(board: Commands, tmp_path: Path) -> list[str]:
    """Three KK Umum before the kasi since Friday; it is Monday."""
    walker = Walker(board, UMUM, tmp_path)
    board.clock.forward(days=-3)
    numbers = []
    for place in range(3):
        case = walker.register(applicant={"name": f"PEMOHON {'ABC'[place]}", "nik": f"000001450590000{place}"})
        numbers.append(str(walker.walk(case, walker.route("ajukan", "koreksi_kasi"))["number"]))
        board.clock.forward(minutes=10)
    board.clock.forward(days=3, minutes=-30)
    return numbers


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_from_the_summary_to_a_case_and_back_to_the_line(
    size: tuple[int, int], home: Path, clock: Clock, waiting: list[str]
) -> None:
    async with at_the_board(home, "rina", clock, size=size) as rina:
        await rina.presses("0")
        rina.sees("Ringkasan pagi", "Baki Anda Koreksi Kasi: 3 berkas tertua 1 hari kerja", f"tertua {waiting[0]}")
        rina.sees("Tidak ada terlambat, hari ini")
        await rina.presses("down")
        rina.sees("> Terlalu lama 3 berkas masih di baki yang sama")
        await rina.presses("enter")
        rina.sees("Terlalu lama: 3 berkas masih di baki yang sama", f"> {waiting[0]}")
        rina.sees("PEMOHON A. KK Umum Koreksi Kasi", "1 hari kerja di baki")
        await rina.presses("down", "enter")
        rina.sees(f"Berkas {waiting[1]}")
        await rina.presses("t", "escape")
        rina.does_not_see(waiting[1])
        rina.sees(f"> {waiting[2]}")
        await rina.presses("escape")
        rina.sees("> Terlalu lama 2 berkas", "Koreksi Kasi: 2 berkas")
        await rina.presses("escape")
        rina.sees("[1 Meja saya]", "berkas 2")


async def test_lines_that_open_a_place_of_their_own_or_none(home: Path, clock: Clock, board: Commands) -> None:
    upload(home, f"081234567890_{MORNING}/a.jpg", photo())
    board.ok("inbox", "scan")
    board.ok("outage", "start", "siak", "--reason", "lambat")
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("0")
        wati.sees("> Baki Anda Kosong: Kunjungan", "Kotak masuk 1 kiriman belum bernomor")
        await wati.presses("enter")
        wati.sees("Baris ini tidak punya daftar berkas.")
        await wati.presses("down", "enter")
        wati.sees("0812****890")
        await wati.presses("escape", "down", "enter")
        wati.sees("SIAK: GANGGUAN sejak")
        await wati.presses("escape", "end", "enter")
        wati.sees("Baris ini tidak punya daftar berkas.")
        await wati.presses("r")
        wati.sees("Ringkasan dihitung ulang.")


async def test_who_is_away_is_told_at_once_and_their_cases_are_a_key_away(
    home: Path, clock: Clock, board: Commands, waiting: list[str]
) -> None:
    board.ok("case", "take", waiting[0], user="rina")
    away(board, "rina", "2026-11-23", "2026-11-25")
    stands_in(board, "candra", "rina", "2026-11-23", "2026-11-25")
    async with at_the_board(home, "candra", clock) as candra:
        candra.sees("Hari ini tidak di tempat: RINA MARLINA (cuti s.d. 25 Nov, Plh. CANDRA WIJAYA).")
        await candra.presses("0", "end", "up", "up")
        candra.sees("> Tidak di tempat RINA MARLINA: cuti s.d. 25 Nov, Plh. CANDR… memegang 1 berkas")
        await candra.presses("enter")
        candra.sees("RINA MARLINA: cuti s.d. 25 Nov", waiting[0], "dipegang sejak 09.00")
        await candra.presses("enter")
        candra.sees("RINA MARLINA, S.Sos. sejak 23 Nov 2026 09.00 (cuti s.d. 25", "Nov, Plh. CANDRA WIJAYA)")


async def test_what_others_do_is_counted_by_itself(home: Path, clock: Clock, waiting: list[str]) -> None:
    async with at_the_board(home, "rina", clock, poll=0.02) as rina:
        await rina.presses("0")
        rina.sees("Koreksi Kasi: 3 berkas")
        Commands(home, clock).apart("case", "move", waiting[0], "setujui", user="rina")
        for _ in range(200):
            await rina.pilot.pause(0.02)
            if "Koreksi Kasi: 2 berkas" in rina.screen_text:
                break
        rina.sees("Koreksi Kasi: 2 berkas")
