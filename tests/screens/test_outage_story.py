"""SIAK is down: the kasi says so, everybody sees it, sheets are printed, and it comes back."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board


async def test_an_outage_is_said_seen_and_ended(home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("g", "b", "1")
        rina.sees("Gangguan SIAK: sejak kapan?")
        await rina.types("tidak dapat dibuka\n")
        await rina.presses("f2")
        rina.sees("Gangguan SIAK tercatat sejak 23 Nov 2026 09.00.", "berjalan")
        await rina.presses("escape")
        for view, name in zip("123", ("[1 Meja", "[2 ", "[3 "), strict=True):
            await rina.presses(view)
            rina.sees("GANGGUAN SIAK sejak 09.00", "terlambat 0", name)
            views = str(rina.app.screen.query_one("#views").words)
            assert all(f"{place} " in views for place in "123"), "the way to the other views stays in sight"
        clock.forward(minutes=75)
        await rina.presses("g", "s")
        rina.sees("Gangguan SIAK: kapan selesai?")
        await rina.presses("f2")
        rina.sees("Gangguan SIAK selesai 23 Nov 2026 10.15.", "1 jam 15 mnt")
        await rina.presses("enter")
        rina.sees("Tunjuk gangguan yang masih berjalan.")
        await rina.presses("escape")
        rina.does_not_see("GANGGUAN")
    assert board.ok("verify")["ok"]


async def test_a_long_reason_is_seen_to_go_on(home: Path, clock: Clock, board: Commands) -> None:
    board.ok("outage", "start", "siak", "--reason", "pusat data kementerian memelihara jaringan sampai sore")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("g")
        rina.sees("pusat", "… berjalan")


async def test_two_outages_take_a_line_of_their_own(home: Path, clock: Clock, board: Commands) -> None:
    board.ok("outage", "start", "siak", "--reason", "lambat")
    board.ok("outage", "start", "listrik", "--reason", "padam")
    async with at_the_board(home, "rina", clock) as rina:
        rina.sees("GANGGUAN SIAK sejak 09.00, Listrik atau jaringan sejak 09.00", "[1 Meja saya]", "berkas 0")
        assert rina.app.screen.query_one("#outage").display


async def test_others_see_it_by_themselves(home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "wati", clock, poll=0.02) as wati:
        wati.does_not_see("GANGGUAN")
        board.apart("outage", "start", "bsre", "--reason", "sertifikat")
        for _ in range(200):
            await wati.pilot.pause(0.02)
            if "GANGGUAN" in wati.screen_text:
                break
        wati.sees("GANGGUAN BSrE (TTE) sejak 09.00")
        await wati.presses("g", "b", "1")
        await wati.types("macet\n")
        await wati.presses("f2")
        wati.sees("Gangguan hanya dicatat dan diakhiri oleh Pengelola, Kasi, Kabid, Kadis.")


async def test_sheets_to_write_on_are_made_beside_the_session(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("g", "c", "2")
        loket.sees("Lembar penerimaan manual", "nomor diberikan saat dicatat")
        await loket.presses("f2")
        for _ in range(200):
            await loket.pilot.pause(0.02)
            if "lembar dibuat" in loket.screen_text:
                break
        loket.sees("10 lembar dibuat")
    made = list((home / "spool" / "lembar_penerimaan").glob("*.pdf"))
    assert len(made) == 1
    assert made[0].read_bytes().startswith(b"%PDF")
