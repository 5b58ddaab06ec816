"""Forms: drafts, what is wrong said beside the field, conditions, rows of a family, bursts and fast typing."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.walker import Walker


async def test_esc_keeps_a_draft_and_offers_it_again(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.types("siti aminah\n000001450590")
        await loket.presses("escape")
        loket.sees("Isian yang belum disimpan tersimpan sebagai draf.")
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        loket.sees("Draf dipulihkan.", "siti aminah", "000001450590")
        await loket.presses("f8", "y")
        loket.does_not_see("siti aminah")


async def test_a_draft_is_gone_once_it_is_saved(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.types("siti aminah")
        await loket.presses("escape", "b")
        await loket.presses("tab")
        await loket.types("0000014505900001")
        await loket.presses("f2")
        loket.sees("terdaftar")
        await loket.presses("b")
        loket.does_not_see("Draf dipulihkan", "siti aminah")


async def test_each_field_tells_what_is_wrong(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b", "f2")
        loket.sees("Nama pemohon wajib diisi.", "NIK wajib diisi.", "2 medan wajib masih kosong.")
        await loket.types("siti 4minah\n123\n")
        loket.sees("nama hanya berisi huruf", "NIK harus 16 angka.")
        await loket.presses("f2")
        loket.sees("2 medan perlu dibetulkan.")


async def test_an_odd_nik_warns_and_does_not_stop(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.types("siti aminah\n0000019913900001\n")
        loket.sees("Tanggal pada NIK tidak sah.")
        await loket.presses("f2")
        loket.sees("terdaftar")


async def test_a_nik_in_flight_is_named_before_saving(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    number = Walker(board, "landak.kk_umum", tmp_path).register()["number"]
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.types("siti aminah\n0000014505900001\n")
        loket.sees(f"NIK ini ada pada {number} (KK Umum, di Permohonan).")


async def test_fields_that_do_not_apply_are_not_asked(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b", "6")
        wati.sees("Kartu Keluarga Baru")
        wati.does_not_see("Perkawinan/perceraian")
        await wati.presses("tab", "tab", "tab", "tab", "1")
        wati.sees("Perkawinan/perceraian tercatat?")
        await wati.presses("4")
        wati.does_not_see("Perkawinan/perceraian tercatat?")
        wati.sees("SKPWNI dari daerah asal")


async def test_what_follows_enter_lands_in_the_next_field_however_fast(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.pilot.press(*"siti", "enter", *"0000014505900001", "enter", "enter", *"081200000001")
        await loket.settle()
        values = loket.app.screen.values()
        assert (values["name"], values["nik"], values["phone"]) == ("siti", "0000014505900001", "081200000001")


async def test_a_burst_of_letters_on_the_board_does_nothing(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    case = walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))
    async with at_the_board(home, "rina", clock) as rina:
        await rina.bursts("takmxt\n")
        rina.sees("Ketikan beruntun di luar medan diabaikan.", "KOREKSI KASI")
    assert board.ok("case", "show", case["number"])["version"] == case["version"]


async def test_family_members_are_rows_of_their_own(home: Path, clock: Clock, board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    case = walker.walk(walker.register(), walker.route("ajukan", "periksa"))
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("e")
        loket.sees("Anggota keluarga", "0 baris")
        while loket.app.focused.__class__.__name__ != "RowsEditor":
            await loket.presses("tab")
        await loket.presses("enter")
        loket.sees("Belum ada baris. Tekan b untuk menambah.")
        await loket.presses("b")
        await loket.types("budi santoso\n0000010101800001\n")
        await loket.presses("1", "f2")
        loket.sees("Hubungan dalam keluarga wajib diisi.")
        await loket.presses("1", "f2")
        loket.sees("1. budi santoso")
        await loket.presses("f2")
        loket.sees("1 baris")
        await loket.presses("f2")
        loket.sees("Data tersimpan.")
    members = board.ok("case", "show", case["number"])["data"]["anggota"]
    assert members == [{"nama": "BUDI SANTOSO", "nik": "0000010101800001", "jk": "L", "shdk": "kepala_keluarga"}]


async def test_whichever_key_leaves_a_field_it_is_looked_at(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    number = Walker(board, "landak.kk_umum", tmp_path).register()["number"]
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b", "tab")
        await loket.types("0000014505900001")
        await loket.presses("tab")
        loket.sees(f"NIK ini ada pada {number} (KK Umum, di Permohonan).")
        await loket.types("123")
        await loket.presses("down")
        loket.sees("! Nomor KK harus 16 angka.")


async def test_what_was_typed_into_a_decision_is_kept(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    number = walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))["number"]
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("k")
        rina.sees("Kembalikan, ke Periksa", f"{number} · KK Umum · SITI A.")
        await rina.presses("tab")
        await rina.types("alamat keliru")
        await rina.presses("escape")
        rina.sees("tersimpan sebagai draf")
        await rina.presses("k")
        rina.sees("alamat keliru")
        await rina.presses("1", "f2")
        rina.sees(f"Berkas {number} dikembalikan ke Periksa")
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("enter")
        loket.sees("Berjalan, kembali 1x", "Perlu diperbaiki", "Salah tulis. alamat keliru")


async def test_a_form_left_untouched_leaves_no_draft_and_no_word(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b", "tab", "escape")
        loket.does_not_see("draf")
        await loket.presses("b")
        loket.does_not_see("Draf dipulihkan")


async def test_a_row_is_checked_when_it_is_saved_and_kept_when_it_is_left(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    walker.walk(walker.register(), walker.route("ajukan", "periksa"))
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("e")
        while loket.app.focused.__class__.__name__ != "RowsEditor":
            await loket.presses("tab")
        await loket.presses("enter", "b")
        await loket.types("budi\n123\n")
        await loket.presses("1")
        loket.app.screen.row("shdk").put("anak")
        await loket.presses("f2")
        loket.sees("NIK harus 16 angka.", "1 medan perlu dibetulkan.")
        await loket.presses("escape")
        loket.sees("1. budi")


async def test_a_case_opened_from_several_results_comes_back_to_them(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    first, second = walker.register()["number"], walker.register()["number"]
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("slash", "down")
        await loket.types("siti\n")
        loket.sees(first, second, "2 berkas.")
        await loket.presses("enter")
        loket.sees("Yang dapat dilakukan")
        await loket.presses("escape")
        loket.sees("Cari berkas", first, second)


async def test_what_an_answer_calls_for_is_asked_on_the_same_form(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    case = walker.walk(walker.register(), walker.route("ajukan", "terima"))
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("slash")
        await loket.types(f"{case['number']}\n")
        await loket.presses("t")
        loket.sees("Bukti atau kode pengambilan")
        loket.does_not_see("Kode pada")
        loket.app.screen.row("bukti_pengambilan").editor.focus()
        await loket.presses("1")
        loket.sees("Kode pada")


async def test_the_label_of_the_field_in_hand_is_the_one_that_stands_out(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        for label in ("Nama pemohon*", "NIK*", "No. KK "):
            shown = [item for item in loket.app.screen.query(".label") if item.styles.text_style.reverse]
            assert [str(item.render()) for item in shown] == [label]
            await loket.presses("tab")
