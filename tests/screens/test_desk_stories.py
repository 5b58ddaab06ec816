"""The other desks: logging in, messages, papers, two officers at once, a deputy, an auditor."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import SPECIAL, at_the_board
from tests.walker import Walker


@pytest.fixture
def before_kasi(board: Commands, tmp_path: Path) -> str:
    """A KK umum that waits for the kasi."""
    walker = Walker(board, "landak.kk_umum", tmp_path)
    return str(walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))["number"])


async def test_a_message_is_read_and_marked_as_sent(
    home: Path, clock: Clock, before_kasi: str, board: Commands
) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("slash")
        await loket.types(f"{before_kasi}\n")
        await loket.presses("w")
        loket.sees("Kepada +6281200000001", "https://wa.me/6281200000001", "tidak dipungut biaya")
        await loket.presses("s")
        loket.sees("Tercatat: pesan sudah dikirim.", "terkirim")
    assert board.ok("outbox", "list", "--number", before_kasi)["rows"] == []


async def test_papers_are_printed_again_with_a_reason(
    home: Path, clock: Clock, before_kasi: str, board: Commands
) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("slash")
        await loket.types(f"{before_kasi}\n")
        await loket.presses("c")
        loket.sees("Konsep Kartu Keluarga", "siap di spool")
        await loket.presses("enter")
        loket.sees("Cetakan ini ditandai SALINAN KE-2.")
        await loket.types("kertas macet\n")
        loket.sees("Dicetak ulang sebagai SALINAN KE-2.")
        await loket.presses("y")
        loket.sees("Dicatat: kertas sudah keluar.")
    case = board.ok("case", "show", before_kasi)
    assert max(job["copy"] for job in case["prints"]) == 2
    assert any(event["intent"] == "cetak_ulang" and event["note"] == "kertas macet" for event in case["events"])


async def test_another_reason_is_told_in_words(home: Path, clock: Clock, before_kasi: str, board: Commands) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("m", "5")
        rina.sees("Alasan mendesak")
        await rina.types("wisuda besok\n")
        rina.sees(f"Berkas {before_kasi} ditandai mendesak.")
    event = board.ok("case", "show", before_kasi)["events"][-1]
    assert (event["intent"], event["reason"], event["note"]) == ("mendesak", "lainnya", "wisuda besok")


async def test_two_officers_at_once_one_is_told(home: Path, clock: Clock, before_kasi: str, board: Commands) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        rina.sees(before_kasi)
        board.apart("user", "add", "ratih", "--name", "RATIH KOMALA", "--role", "kasi:dafduk")
        board.apart("case", "move", before_kasi, "setujui", user="ratih")
        await rina.presses("t")
        rina.sees(f"Berkas {before_kasi} sudah diubah oleh RATIH KOMALA sejak Anda melihatnya.", "berkas 0")


async def test_what_others_do_appears_by_itself(home: Path, clock: Clock, board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    first = walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))["number"]
    second = walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))["number"]
    async with at_the_board(home, "rina", clock, poll=0.02) as rina:
        await rina.presses("down")
        rina.sees(f">{second}", "berkas 2")
        board.apart("case", "move", first, "setujui", user="rina")
        for _ in range(100):
            await rina.settle()
            if "berkas 1" in rina.screen_text:
                break
        rina.sees(f">{second}", "berkas 1")
        rina.does_not_see(first)


async def test_a_deputy_acts_in_their_own_name(home: Path, clock: Clock, before_kasi: str, board: Commands) -> None:
    board.ok(
        "mandate", "add", "bakti", "--for", "rina", "--kind", "plh", "--from", "2026-11-23", "--to", "2026-11-24",
        "--letter", "800/12",
    )  # fmt: skip
    async with at_the_board(home, "bakti", clock) as bakti:
        bakti.sees("Kabid Dafduk, Plh. Kasi Dafduk", "KOREKSI KASI", before_kasi)
        await bakti.presses("t")
        bakti.sees("diteruskan ke Koreksi Kabid")
    event = board.ok("case", "show", before_kasi)["events"][-1]
    assert (event["actor"], event["role"]) == ("BAKTI NUGRAHA, S.IP.", "kasi")
    assert event["acting_for"] == "Plh. RINA MARLINA, S.Sos. (surat 800/12)"
    clock.forward(days=2)
    async with at_the_board(home, "bakti", clock) as bakti:
        bakti.does_not_see("Plh.", "KOREKSI KASI")


async def test_an_auditor_looks_and_changes_nothing(
    home: Path, clock: Clock, before_kasi: str, board: Commands
) -> None:
    async with at_the_board(home, "auditor", clock) as auditor:
        auditor.sees("[3 Papan kantor]", "KASI", before_kasi)
        await auditor.presses("enter")
        auditor.sees("SITI AMINAH")
        await auditor.presses("t")
        auditor.sees("Langkah ini milik")
        await auditor.presses("n", "n")
        auditor.sees("Auditor hanya membaca; tidak ada yang disimpan.")
    assert board.ok("thread", "show", before_kasi) == []


async def test_looking_at_a_case_is_recorded(home: Path, clock: Clock, before_kasi: str) -> None:
    import apsw

    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        rina.sees("SITI AMINAH")
    rows = apsw.Connection(str(home / "board.db")).execute(
        "SELECT actor, what FROM journal WHERE chain = 'akses' AND subject = ?", (before_kasi,)
    )
    assert ("RINA MARLINA, S.Sos.", "lihat") in list(rows)


async def test_esc_waits_for_the_answer_to_a_key(home: Path, clock: Clock, before_kasi: str) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        held = threading.Event()
        rina.app.backroom.submit(lambda desk: held.wait(30))
        await rina.pilot.press("a", "escape")
        await rina.pilot.pause()
        rina.sees("yang terakhir diminta masih dikerjakan")
        held.set()
        await rina.settle()
        rina.sees(f"Berkas {before_kasi} kini Anda kerjakan.")
        await rina.presses("escape")
        rina.sees("[1 Meja saya]", "Anda kerjakan")


async def test_an_answer_nobody_waits_for_stops_nothing(home: Path, clock: Clock, before_kasi: str) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("slash")
        held = threading.Event()
        rina.app.backroom.submit(lambda desk: held.wait(30))
        for key in before_kasi:
            await rina.pilot.press(SPECIAL.get(key, key))
        await rina.pilot.press("enter", "escape")
        await rina.pilot.pause()
        held.set()
        await rina.settle()
        await rina.presses("a")
        rina.sees(f"Berkas {before_kasi} kini Anda kerjakan.")


async def test_a_form_does_not_put_back_what_a_colleague_corrected(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    number = walker.walk(walker.register(), walker.route("ajukan", "periksa"))["number"]
    first, correction = tmp_path / "first.json", tmp_path / "correction.json"
    first.write_text('{"data": {"alamat": "JL. LAMA 1", "kepala_keluarga": "ANI", "rt": "3"}}')
    correction.write_text('{"data": {"alamat": "JL. BARU 2"}}')
    board.ok("case", "edit", number, "--file", first, user="loket")

    def stored() -> dict[str, str]:
        data = board.apart("case", "show", number)["data"]
        return {name: data[name] for name in ("alamat", "kepala_keluarga", "rt") if name in data}

    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("e")
        board.apart("case", "edit", number, "--file", correction, user="loket")
        loket.app.screen.row("rt").put("7")
        await loket.presses("f2")
        loket.sees("sudah diubah oleh LINDA PERMATA sejak Anda melihatnya.", "Isian Anda tidak hilang")
        assert stored()["alamat"] == "JL. BARU 2"
        await loket.presses("escape", "e")
        loket.sees("Draf dipulihkan.", "JL. BARU 2", "7")
        await loket.presses("f2")
        loket.sees("Data tersimpan.")
        assert stored() == {"alamat": "JL. BARU 2", "kepala_keluarga": "ANI", "rt": "007"}


async def test_ticks_that_are_refused_do_not_lock_the_officer_in(
    home: Path, clock: Clock, board: Commands, before_kasi: str
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("p")
        board.apart("case", "move", before_kasi, "setujui", user="rina")
        await rina.presses("space", "escape")
        rina.sees("Langkah ini milik Kabid", "Esc sekali lagi: keluar, centang tinggal sebagai draf.")
        await rina.presses("escape")
        rina.sees("[1 Meja saya]")


async def test_keys_that_can_do_nothing_here_say_so_at_once(
    home: Path, clock: Clock, board: Commands, before_kasi: str
) -> None:
    board.ok("case", "take", before_kasi, user="rina")
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("slash")
        await loket.types(f"{before_kasi}\n")
        for key in ("e", "p"):
            await loket.presses(key)
            loket.sees("Langkah ini milik Kasi", "Yang dapat dilakukan")
        board.apart("case", "cancel", before_kasi, "--kind", "dicabut", "--note", "Tidak jadi.", user="rina")
        await loket.presses("t")
        loket.sees("sudah diubah oleh RINA MARLINA")
        for key in ("t", "k", "e", "p"):
            await loket.presses(key)
            loket.sees(f"Berkas {before_kasi} (SOP KK Umum) sudah batal.")
            loket.does_not_see("Tekan")


async def test_a_draft_made_again_marks_the_one_before(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    case = walker.walk(walker.register(), walker.route("ajukan", "periksa"))
    walker.prepare(case, walker.forward("periksa")[0])
    correction = tmp_path / "correction.json"
    correction.write_text('{"data": {"alamat": "JL. BETUL 9"}}')
    for _ in range(2):
        board.ok("case", "print", case["number"], "konsep_kk", user="loket")
        board.ok("case", "edit", case["number"], "--file", correction, user="loket")
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("c")
        lines = [line for line in loket.screen_text.splitlines() if "Konsep Kartu Keluarga" in line]
        assert ["diganti" in line for line in lines] == [False, True]
