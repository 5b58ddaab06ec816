"""The board itself: views, columns, cursor, filters, counts, search, help, and what a key refuses."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from board.screens.board import BoardScreen
from board.widgets.pick_list import PickList
from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.screens.officer import at_the_board
from tests.walker import Walker


@pytest.fixture(scope="module")
def filled_office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Commands, list[str]]:
    """Twelve KK umum before the kasi, one late, one urgent; built once, because every move prints."""
    folder = tmp_path_factory.mktemp("filled")
    board = Commands(copy_office(template, folder / "kantor"), Clock())
    walker = Walker(board, "landak.kk_umum", folder)
    numbers = []
    for place in range(12):
        case = walker.register(applicant={"name": f"PEMOHON {chr(65 + place)}", "nik": f"00000145059000{place:02d}"})
        walker.walk(case, walker.route("ajukan", "koreksi_kasi"))
        numbers.append(case["number"])
    board.ok("case", "urgent", numbers[7], "--reason", "sakit", user="rina")
    return board, numbers


@pytest.fixture
def filled(filled_office: tuple[Commands, list[str]], home: Path, clock: Clock) -> list[str]:
    """That office, as the test's own."""
    board, numbers = filled_office
    shutil.rmtree(home)
    copy_office(board.home, home)
    clock.now = board.clock.now
    return numbers


async def test_the_cursor_walks_and_scrolls(home: Path, clock: Clock, filled: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        rina.sees(f">!!{filled[7]}", "12")
        await rina.presses("down")
        rina.sees(f">{filled[0]}")
        await rina.presses("end")
        rina.sees(f">{filled[11]}")
        rina.does_not_see(filled[0])
        await rina.presses("pageup", "home")
        rina.sees(f">!!{filled[7]}")


async def test_three_views_of_the_same_cases(home: Path, clock: Clock, filled: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        rina.sees("[1 Meja saya]", "KOREKSI KASI")
        await rina.presses("2")
        rina.sees("[2 SOP: KK Umum]", "3 KOREKSI KASI", "berkas 12")
        await rina.presses("left")
        rina.sees("2 PERIKSA, ENTRI", "Belum ada berkas di sini.")
        await rina.presses("3")
        rina.sees("[3 Papan kantor]", "KASI", "berkas 12")
        await rina.presses("v")
        rina.sees("Pilih SOP", "1. Dik Jamila")
        await rina.presses("1")
        rina.sees("[2 SOP: Dik Jamila]", "berkas 0")


async def test_a_column_that_was_folded_opens_as_it_is_now(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    first = walker.register(applicant={"name": "PEMOHON A", "nik": "0000014505900001"})
    second = walker.register(applicant={"name": "PEMOHON B", "nik": "0000014505900002"})
    walker.register(applicant={"name": "PEMOHON C", "nik": "0000014505900003"})
    walker.walk(first, walker.route("ajukan", "periksa"))
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("right", "right", "left")
        loket.sees("PERIKSA, ENTRI 1", f">{first['number']}")
        await loket.presses("left")
        loket.sees(f">{second['number']}")
        await loket.presses("k")
        loket.sees("tidak punya gerak kembali", "Tekan t: Teruskan.")
        await loket.presses("t", "right")
        loket.sees("PERIKSA, ENTRI 2", f">{first['number']}", second["number"])
        await loket.presses("down")
        loket.sees(f">{second['number']}")


async def test_all_columns_are_open_on_a_wide_terminal(home: Path, clock: Clock, filled: list[str]) -> None:
    async with at_the_board(home, "rina", clock, size=(200, 50)) as rina:
        await rina.presses("2")
        rina.sees("1 Permohonan", "3 KOREKSI KASI", "8 Serah terima")
        for number in filled:
            rina.sees(number)


async def test_filters_narrow_and_say_so(home: Path, clock: Clock, filled: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("f", "2")
        rina.sees("saring mendesak: 1", filled[7])
        rina.does_not_see(filled[0])
        await rina.presses("f", "4")
        rina.sees("berkas 12")


async def test_taking_shows_who_works_on_it(home: Path, clock: Clock, filled: list[str], board: Commands) -> None:
    board.ok("user", "add", "ratih", "--name", "RATIH KOMALA", "--role", "kasi:dafduk")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("a")
        rina.sees(f"Berkas {filled[7]} kini Anda kerjakan.", "Anda kerjakan")
    async with at_the_board(home, "ratih", clock) as ratih:
        ratih.sees("dipegang RINA")
        await ratih.presses("t")
        ratih.sees(f"Berkas {filled[7]} sedang dikerjakan RINA MARLINA, S.Sos. sejak 23 Nov 2026 09.00")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("a")
        rina.sees(f"Berkas {filled[7]} dilepas.")


async def test_search_finds_by_number_nik_and_name(home: Path, clock: Clock, filled: list[str]) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("slash")
        await wati.types(f"{filled[3].lower()}\n")
        wati.sees(f"Berkas {filled[3]}", "PEMOHON D")
        await wati.presses("escape", "slash")
        await wati.types("0000014505900005\n")
        wati.sees("PEMOHON F")
        await wati.presses("escape", "slash")
        await wati.types("pemohon\n")
        wati.sees("12 berkas.", "PEMOHON A.")
        await wati.presses("escape", "slash")
        await wati.types("tidak ada\n")
        wati.sees("Tidak ada data yang cocok.")


async def test_a_key_that_is_not_ones_own_teaches(home: Path, clock: Clock, filled: list[str]) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("slash")
        await wati.types(f"{filled[3]}\n")
        await wati.presses("t")
        wati.sees("Langkah ini milik Kasi Identitas Penduduk", 'SOP KK Umum langkah 3 "Koreksi Kasi"')
        await wati.presses("pagedown")
        assert wati.app.screen.said == ""


async def test_help_is_searchable(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("question_mark")
        rina.sees("Bantuan: Papan", "Teruskan, setujui, atau selesaikan")
        await rina.types("mendesak")
        rina.sees("Tandai mendesak dengan alasan")
        rina.does_not_see("Daftarkan berkas baru.")


async def test_undo_takes_ones_own_last_move_back(home: Path, clock: Clock, filled: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("t")
        rina.sees(f"Berkas {filled[7]} diteruskan ke Koreksi Kabid")
        await rina.presses("u")
        rina.sees(f"Gerak terakhir berkas {filled[7]} diurungkan.", filled[7])
        await rina.presses("u")
        rina.sees("bukan gerak yang dapat diurungkan")


async def test_undo_concerns_the_case_on_screen_and_needs_none_on_the_board(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    first, second = (walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))["number"] for _ in range(2))
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("t", "enter", "enter", "u")
        rina.sees(f"Gerak terakhir berkas {second} dilakukan LINDA PERMATA, bukan Anda.")
        await rina.presses("t", "escape", "escape", "u")
        rina.sees(f"Gerak terakhir berkas {second} diurungkan.", f">{second}")
        assert first not in rina.screen_text


async def test_cancelling_needs_the_role_and_grounds(home: Path, clock: Clock, filled: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("x", "2")
        rina.sees("Membatalkan berkas atas nama kantor milik", "[1 Meja saya]")
        await rina.presses("x", "1")
        rina.sees("Nomor tetap tercatat sebagai BATAL.")
        await rina.presses("f2")
        rina.sees("Alasan wajib diisi.")
        await rina.types("pemohon pindah")
        await rina.presses("f2")
        rina.sees(f"Berkas {filled[7]} dibatalkan; nomornya tetap tercatat BATAL.")


async def test_quitting_asks(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("escape", "ctrl+q", "ctrl+c", "ctrl+z", "ctrl+s")
        rina.sees("Papan · Disdukcapil Contoh")
        await rina.presses("q")
        rina.sees("Keluar dari aplikasi?")
        await rina.presses("n")
        rina.sees("Papan · Disdukcapil Contoh")
        await rina.presses("Q", "y")
        assert not rina.app.is_running or rina.app._exit


@pytest.mark.parametrize("key", ["f", "v"])
async def test_a_question_that_is_answered_twice_closes_once(key: str, home: Path, clock: Clock) -> None:
    """A held Enter comes again before the answered question is gone; the board below stays open."""
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses(key)
        question = rina.app.screen
        for _ in range(4):
            question.query_one(PickList).action_pick()
        await rina.settle()
        assert isinstance(rina.app.screen, BoardScreen)


async def test_what_is_answered_below_another_screen_closes_when_that_is_gone(home: Path, clock: Clock) -> None:
    """Saving takes a moment in which the help may come up: it is not the help that closes."""
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b")
        form = wati.app.screen
        await wati.presses("f1")
        wati.sees("Bantuan")

        def saved() -> None:
            form.dismiss(None)

        form.call_later(saved)
        await wati.settle()
        wati.sees("Bantuan")
        await wati.presses("escape")
        assert isinstance(wati.app.screen, BoardScreen)
