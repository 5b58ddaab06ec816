"""Kotak masuk by keyboard: what is shown, joining, setting aside, and what others do meanwhile."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.uploads import bundle, upload
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"
PHONE, OTHER = str(APPLICANT["phone"]), "081999888777"


@pytest.fixture
def morning(board: Commands) -> Commands:
    """A case that waits for its applicant, and three bundles: its own, a stranger's, one that was refused."""
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]
    board.ok("case", "move", number, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang", user="wati")
    bundle(board.home, PHONE, at="20261123-0701", photos=1, words="Ini KK lama yang kurang")
    bundle(board.home, OTHER, at="20261123-0702", photos=2)
    upload(board.home, "081355555555_20261123-0703/foto.heic", b"\0\0\0\x18ftypheic")
    board.ok("inbox", "scan")
    return board


async def test_what_waits_is_shown_with_what_is_in_it(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        wati.sees("masuk 3")
        await wati.presses("i")
        wati.sees("Kotak masuk", "23/11 07.01", "Ini KK lama yang kurang", "KK-2026-00001", "menunggu pemohon:")
        wati.does_not_see(PHONE, PHONE[1:], str(APPLICANT["name"]))
        await wati.presses("down", "down")
        wati.sees("foto.heic: Bukan foto JPEG, PNG, atau PDF: foto HEIC dari iPhone", "1 ditolak")


async def test_joining_to_the_case_that_fits(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i", "g", "1")
        wati.sees("Gabungkan ke KK-2026-00001", "Belum ada:", "1. foto0.jpg")
        await wati.presses("f2")
        wati.sees("Kiriman 1 digabungkan ke berkas KK-2026-00001.", "> 23/11 07.02")
    case = morning.ok("case", "show", "KK-2026-00001")
    assert [item["name"] for item in case["attachments"]] == ["foto0.jpg"]
    assert morning.ok("verify")["ok"]


async def test_joining_by_a_number_with_each_file_for_its_paper(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i", "down", "g")
        await wati.types("tidak ada\n")
        wati.sees("tidak ditemukan")
        await wati.presses("f8", "y")
        await wati.types("kk-2026-00001\n")
        wati.sees("Gabungkan ke KK-2026-00001", "2. foto1.jpg")
        await wati.presses("space", "f2")
        wati.sees("Kiriman 2 digabungkan")
    told = [item["requirement"] for item in morning.ok("case", "show", "KK-2026-00001")["attachments"]]
    assert told[0] is not None and told[1] is None


@pytest.mark.parametrize("known", ["kk-1", "KK 1", "budi", "NIK"])
async def test_joining_by_whatever_is_known(known: str, morning: Commands, home: Path, clock: Clock) -> None:
    typed = {"budi": str(APPLICANT["name"]).split()[0].lower(), "NIK": str(APPLICANT["nik"])}.get(known, known)
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i", "down", "g")
        await wati.types(f"{typed}\n")
        wati.sees("Gabungkan ke KK-2026-00001")


async def test_where_several_fit_they_are_named(morning: Commands, home: Path, clock: Clock) -> None:
    morning.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i", "down", "g")
        await wati.types(f"{APPLICANT['nik']}\n")
        wati.sees("Beberapa berkas cocok: KK-2026-00002", "KK-2026-00001")


async def test_a_nik_in_the_message_finds_the_case(morning: Commands, home: Path, clock: Clock) -> None:
    nik = str(APPLICANT["nik"])
    grouped = " ".join(nik[place : place + 4] for place in range(0, 16, 4))
    bundle(home, "081377770000", at="20261123-0650", words=f"kekurangan NIK: {grouped}, pakai HP suami")
    morning.ok("inbox", "scan")
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i")
        wati.sees("> 23/11 06.50", "KK-2026-00001", "Mungkin untuk")
        wati.does_not_see(nik, grouped)
        await wati.presses("b")
        wati.sees(nik)


async def test_esc_joins_nothing(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i", "g", "escape", "g", "1", "escape", "x", "escape")
        wati.sees("> 23/11 07.01")
    assert len(morning.ok("inbox", "list")["rows"]) == 3


async def test_setting_aside_goes_on_with_the_next(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i", "down", "x", "3")
        wati.sees("Kiriman 2 disisihkan: Iklan atau pesan berantai.", "> 23/11 07.03")
        await wati.presses("x", "7")
        await wati.types("tidak jelas\n")
        wati.sees("Kiriman 3 disisihkan: Lainnya.", "> 23/11 07.01")
        await wati.presses("x", "1")
        wati.sees("Kotak masuk kosong.", "Folder unggahan", "081234567890_20261121-0712")
        await wati.presses("x", "g", "b", "escape")
        wati.does_not_see("masuk 1")
    rows = morning.ok("inbox", "list", "--state", "bukan")["rows"]
    assert [(row["id"], row["reason"]) for row in rows] == [(1, "salah_kirim"), (2, "iklan"), (3, "lainnya")]


async def test_what_was_set_aside_by_mistake_comes_back(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i", "u")
        wati.sees("Belum ada yang Anda sisihkan")
        await wati.presses("x", "1", "x", "1", "u")
        wati.sees("Kiriman 2 kembali menunggu", "> 23/11 07.02")
        await wati.presses("u")
        wati.sees("Kiriman 1 kembali menunggu", "> 23/11 07.01")
    assert len(morning.ok("inbox", "list")["rows"]) == 3
    assert morning.ok("verify")["ok"]


async def test_what_a_colleague_settles_is_told_and_goes(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock, poll=0.02) as wati:
        await wati.presses("i", "x")
        morning.apart("inbox", "dismiss", 1, "--reason", "ganda", user="loket")
        await wati.presses("3")
        wati.sees("Kiriman 1 sudah bukan permohonan oleh LINDA PERMATA")
        await wati.presses("down")
        wati.does_not_see("07.01")


async def test_bundles_that_arrive_meanwhile_appear(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock, poll=0.02) as wati:
        await wati.presses("i", "down")
        bundle(home, "081311112222", at="20261123-0655", photos=1)
        morning.apart("inbox", "scan")
        await wati.presses("down", "up")
        wati.sees("23/11 06.55", "> 23/11 07.02")


async def test_an_upload_appears_by_itself(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock, poll=0.02) as wati:
        await wati.presses("i")
        bundle(home, "081311112222", at="20261123-0655", photos=1)
        for _ in range(500):
            if wati.app._reading is not None:
                break
            await wati.pilot.pause(0.02)
        assert wati.app._reading is not None, "nobody noticed"
        assert await asyncio.to_thread(wati.app._reading.wait, 120) == 0
        await wati.presses("down", "up")
        wati.sees("0813****222")


async def test_only_those_who_register_sort(morning: Commands, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        rina.does_not_see("masuk 3")
        await rina.presses("i")
        rina.sees("Kotak masuk dipegang petugas yang mendaftarkan")


@pytest.mark.parametrize("size", [(80, 24), (200, 50)])
async def test_a_morning_of_forty(size: tuple[int, int], board: Commands, home: Path, clock: Clock) -> None:
    for place in range(40):
        bundle(home, f"08120000{place:04d}", at=f"20261123-07{place:02d}", photos=1, words="x" * 300)
    board.ok("inbox", "scan")
    async with at_the_board(home, "wati", clock, size=size) as wati:
        await wati.presses("i", "end")
        wati.sees("> 23/11 07.39")
        await wati.presses("home", "x", "1", "x", "1")
        wati.sees("> 23/11 07.02")
        await wati.presses("escape")
        wati.sees("masuk 38")


async def test_the_key_of_the_inbox_stands_below_where_something_waits(
    morning: Commands, home: Path, clock: Clock
) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        wati.sees("b Baru", "i Masuk", "? Bantuan")
    async with at_the_board(home, "rina", clock) as rina:
        rina.does_not_see("b Baru", "i Masuk")
        rina.sees("? Bantuan")
