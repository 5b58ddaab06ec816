"""Folders handed from tray to tray: a scanner faster than the office, and folders that are not where they ought."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.walker import Walker


@pytest.fixture
def folders(board: Commands, tmp_path: Path) -> list[str]:
    """Three KK umum that wait for the kasi."""
    walker = Walker(board, "landak.kk_umum", tmp_path)
    return [
        walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))["number"]
        for _ in range(3)
    ]  # fmt: skip


async def test_a_scanner_loses_no_number(home: Path, clock: Clock, folders: list[str], board: Commands) -> None:
    board.ok("physical", "receive", folders[0], user="loket")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("j")
        rina.sees("Serah fisik", "Pindai kode batang map")
        await rina.bursts(f"{folders[0]}\n{folders[1].lower()}\nKK-1999-00001\n{folders[2]}\n{folders[0]}\n")
        rina.sees(
            f"{folders[0]} diterima RINA MARLINA (dari LINDA PERMATA).",
            f"{folders[1]} diterima RINA MARLINA.",
            "Berkas KK-1999-00001 tidak ditemukan.",
            f"{folders[2]} diterima RINA MARLINA.",
            f"{folders[0]} sudah pada Anda.",
        )
    rows = board.ok("physical", "list", "--holder", "rina")["rows"]
    assert [row["number"] for row in rows] == folders
    assert not any(row["step_role_holder_differs"] for row in rows)
    assert board.ok("verify")["ok"]


async def test_a_damaged_case_keeps_nobody_else_waiting(
    home: Path, clock: Clock, folders: list[str], board: Commands
) -> None:
    with sqlite3.connect(home / "board.db") as connection:
        connection.execute("UPDATE cases SET step = 'zzz' WHERE number = ?", (folders[0],))
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("j")
        await rina.bursts(f"{folders[0]}\n{folders[1]}\n{folders[2]}\n")
        rina.sees(f"{folders[0]}: ", f"{folders[1]} diterima RINA MARLINA.", f"{folders[2]} diterima RINA MARLINA.")


async def test_a_folder_that_turned_up_is_no_longer_looked_for(
    home: Path, clock: Clock, folders: list[str], board: Commands
) -> None:
    board.ok("physical", "seek", folders[0], user="rina")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("j", "f7")
        rina.sees("Belum ada nomor yang dipindai.")
        board.apart("physical", "receive", folders[1], user="loket")
        await rina.bursts(f"{folders[1]}\n")
        await rina.presses("f8")
        await rina.types("\n")
        rina.sees(f"{folders[1]} ditandai fisik dicari.")
        await rina.presses("f7")
        rina.sees(f"Fisik berkas {folders[1]} ditemukan.")
    assert [row["number"] for row in board.ok("physical", "list", "--sought")["rows"]] == [folders[0]]


async def test_what_was_scanned_can_be_looked_for(
    home: Path, clock: Clock, folders: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock, size=(80, 24)) as rina:
        await rina.presses("j")
        await rina.bursts(f"{folders[1]}\n")
        await rina.presses("f8")
        rina.sees(f"Cari fisik {folders[1]}")
        await rina.types("di meja kabid\n")
        rina.sees(f"{folders[1]} ditandai fisik dicari.")
        await rina.bursts(f"{folders[2]}\n")
        rina.sees(f"{folders[2]} diterima RINA MARLINA.")
        await rina.presses("escape")
        rina.sees("[1 Meja", "fisik dicari")
    case = board.ok("case", "show", folders[1])
    assert case["physical"]["sought_at"]
    assert (case["events"][-1]["intent"], case["events"][-1]["note"]) == ("fisik_dicari", "di meja kabid")


async def test_trays_are_compared_and_several_are_looked_for(
    home: Path, clock: Clock, folders: list[str], board: Commands
) -> None:
    board.ok("physical", "receive", folders[0], user="rina")
    board.ok("physical", "receive", folders[1], user="loket")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("j", "f9")
        rina.sees("Cocokkan baki", folders[1], "pada LINDA PERMATA", folders[2], "belum dicatat")
        rina.does_not_see(folders[0])
        await rina.presses("space", "down", "space", "d")
        rina.sees("Cari fisik 2 berkas")
        await rina.types("\n")
        rina.sees("ditandai fisik dicari.", "pada LINDA PERMATA, dicari")
        await rina.presses("d")
        await rina.types("\n")
        rina.sees(f"Fisik berkas {folders[2]} sudah dicari sejak")
    assert [row["number"] for row in board.ok("physical", "list", "--sought")["rows"]] == folders[1:]


async def test_the_case_says_where_its_paper_is(home: Path, clock: Clock, folders: list[str], board: Commands) -> None:
    board.ok("physical", "receive", folders[0], user="loket")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        rina.sees("Fisik", "pada LINDA PERMATA sejak 23 Nov 09.00")
        await rina.presses("enter")
        rina.sees("Fisik", "pada LINDA PERMATA sejak 23 Nov 2026 09.00")
        await rina.presses("j")
        rina.sees("Serah fisik")
        await rina.bursts(f"{folders[0]}\n")
        await rina.presses("escape")
        rina.sees(f"Berkas {folders[0]}", "pada RINA MARLINA")
