"""Each wrong way by keyboard: withdrawn, cancelled, wrong service, wrong case, duplicate; the incident that follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board
from tests.services.test_misdirected import KIA, KK, register


async def opens(officer: Officer, number: str) -> None:
    """Open a case by its number."""
    await officer.presses("slash")
    await officer.types(f"{number}\n")


@pytest.fixture
def wrong(board: Commands, tmp_path: Path) -> str:
    """A KK with an original at hand, a photo and a message."""
    number = register(board, KK, channel="loket", requirements={"f102": "asli"})
    Image.new("RGB", (9, 9)).save(tmp_path / "foto.png")
    board.ok("case", "attach", number, tmp_path / "foto.png", user="wati")
    board.ok("thread", "note", number, "--kind", "pelapor", "--text", "Ini akta adik saya.", user="wati")
    return number


async def test_the_applicant_withdraws(home: Path, clock: Clock, board: Commands, wrong: str) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await opens(wati, wrong)
        await wati.presses("x")
        wati.sees("Dicabut pemohon", "Dibatalkan kantor", "Salah layanan", "Salah alamat", "Berkas ganda")
        wati.does_not_see("Insiden privasi")
        await wati.presses("1")
        wati.sees(f"Batalkan berkas {wrong}?", "Pernyataan pemohon", "Dokumen asli", "F-1.02", "Diterima kembali oleh")
        await wati.types("Tidak jadi pindah.")
        await wati.presses("tab", "1", "tab", "1", "tab")
        await wati.types("SITI AMINAH")
        await wati.presses("f2")
        wati.sees(f"Berkas {wrong} dibatalkan; nomornya tetap tercatat BATAL.", "Pesan untuk pemohon siap (w).")
    ending = board.ok("case", "show", wrong)["events"][-1]["detail"]["ending"]
    assert (ending["statement"], ending["returned_to"], len(ending["returned"])) == ("tertulis", "SITI AMINAH", 1)
    assert board.ok("verify")["ok"]


async def test_what_nobody_answers_is_not_known(home: Path, clock: Clock, board: Commands, wrong: str) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await opens(wati, wrong)
        await wati.presses("x", "1")
        await wati.types("Tidak jadi.")
        await wati.presses("f2")
    ending = board.ok("case", "show", wrong)["events"][-1]["detail"]["ending"]
    assert (ending["statement"], ending["returned"]) == (None, None)


async def test_the_office_cancels(home: Path, clock: Clock, board: Commands, wrong: str) -> None:
    async with at_the_board(home, "bakti", clock) as bakti:
        await opens(bakti, wrong)
        await bakti.presses("x", "2")
        bakti.sees("Dibatalkan kantor")
        bakti.does_not_see("Pernyataan pemohon")
        await bakti.types("Data ternyata palsu.")
        await bakti.presses("f2")
        bakti.sees("nomornya tetap tercatat BATAL")
    assert board.ok("case", "show", wrong)["outcome"] == "kantor"
    assert board.ok("verify")["ok"]


async def test_an_operator_cannot_cancel_for_the_office(home: Path, clock: Clock, board: Commands, wrong: str) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await opens(wati, wrong)
        await wati.presses("x", "2")
        wati.sees("Membatalkan berkas atas nama kantor milik", f"Berkas {wrong}")
        wati.does_not_see("Batalkan berkas", "Alasan")
    assert board.ok("case", "show", wrong)["status"] == "berjalan"


async def test_a_wrong_service_shows_what_goes_along(home: Path, clock: Clock, board: Commands, wrong: str) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await opens(wati, wrong)
        await wati.presses("x", "3")
        wati.sees("Layanan yang benar", "KIA")
        place = next(line for line in wati.screen_text.splitlines() if "KIA" in line).split(".")[0].strip(" >")
        await wati.presses(place)
        wati.sees("menjadi BATAL dan berlanjut dengan nomor baru", "Ikut: pemohon; waktu diterima", "1 lampiran",
                  "1 pesan pelapor", "Tinggal pada nomor lama")  # fmt: skip
        await wati.types("Pemohon minta KIA.\n")
        wati.sees(f"Berkas {wrong} dialihkan; nomor baru KIA-2026-00001. Pesan untuk pemohon siap (w).")
    assert board.ok("case", "show", "KIA-2026-00001")["links"][0]["number"] == wrong
    assert board.ok("verify")["ok"]


async def test_a_wrong_service_is_refused_before_it_is_asked_for(
    home: Path, clock: Clock, board: Commands, wrong: str
) -> None:
    async with at_the_board(home, "oki", clock) as oki:
        await opens(oki, wrong)
        await oki.presses("x", "3")
        oki.sees(f"Berkas {wrong}", "milik")
        oki.does_not_see("Layanan yang benar", "minta rekan")


async def test_the_message_that_was_just_told_opens_wherever_the_cursor_went(
    home: Path, clock: Clock, board: Commands, wrong: str
) -> None:
    other = register(board, KK, channel="loket", applicant={"name": "BUDI", "nik": "0000010101800001"})
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("x", "1")
        wati.sees(f"Batalkan berkas {wrong}?")
        await wati.types("Tidak jadi.")
        await wati.presses("f2")
        wati.sees("Pesan untuk pemohon siap (w).")
        assert wati.app.screen.in_hand().number == other
        await wati.presses("w")
        wati.sees(f"Pesan {wrong}")
        await wati.presses("escape", "w")
        wati.sees(f"Pesan {other}")


async def test_another_key_forgets_the_message_that_was_told(
    home: Path, clock: Clock, board: Commands, wrong: str
) -> None:
    other = register(board, KK, channel="loket", applicant={"name": "BUDI", "nik": "0000010101800001"})
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("x", "1")
        await wati.types("Tidak jadi.")
        await wati.presses("f2", "down", "w")
        wati.sees(f"Pesan {other}")


async def test_a_photo_of_somebody_else_and_its_incident(home: Path, clock: Clock, board: Commands, wrong: str) -> None:
    right = register(board, KIA)
    async with at_the_board(home, "wati", clock) as wati:
        await opens(wati, wrong)
        await wati.presses("x", "4")
        wati.sees("Apa yang salah alamat?", "foto.png", "pesan pelapor: Ini akta adik saya.")
        await wati.presses("1")
        wati.sees("tercatat sebagai insiden privasi")
        await wati.types("siti aminah\n")
        wati.sees("Bukan nomor berkas. Yang cocok:", f"{right} SITI A., KIA Baru")
        await wati.presses("shift+tab", *["backspace"] * 20)
        await wati.types("KIA-2026-00009\n")
        wati.sees("Tidak ada berkas yang cocok.")
        await wati.presses("3", "f2")
        wati.sees("tidak ditemukan")
        await wati.presses("shift+tab", *["backspace"] * 20)
        await wati.types(f"{right.lower()}\n")
        wati.sees(f"{right} SITI A., KIA Baru, berjalan.")
        await wati.presses("f2")
        wati.sees(f"Dikeluarkan dari berkas {wrong} dan dipindahkan ke {right}.", "Insiden privasi 1 tercatat")
        wati.sees("Salah alamat", f"1 lampiran dipindahkan ke {right}")
        wati.does_not_see("foto.png")
    board.clock.forward(hours=31)
    async with at_the_board(home, "bakti", clock) as bakti:
        bakti.sees("1 insiden privasi belum selesai, sisa 41 jam.")
        await bakti.presses("x", "6") if wrong in bakti.screen_text else await bakti.presses("x")
        bakti.sees("Insiden privasi", wrong, "sisa 41 jam", "1 lampiran (belum ditetapkan untuk syarat apa)",
                   "belum diberi tahu")  # fmt: skip
        await bakti.presses("c", "1")
        bakti.sees("Surat untuk pemilik data dicetak.")
        await bakti.presses("s", "y")
        bakti.sees("Tercatat: pemilik data sudah diberi tahu.")
        await bakti.presses("t")
        bakti.sees("Belum semua diberi tahu.")
        await bakti.presses("escape", "l", "y", "t", "f2")
        bakti.sees("Insiden 1 ditutup.", "Tidak ada insiden privasi yang terbuka.")
        await bakti.presses("a")
        bakti.sees(wrong, "ditutup")
    assert board.ok("incident", "list")["rows"] == []
    assert board.ok("verify")["ok"]


async def test_a_deadline_that_has_passed(home: Path, clock: Clock, board: Commands, wrong: str) -> None:
    board.ok("incident", "add", wrong, "--what", "Map tertinggal di warung.", user="wati")
    board.clock.forward(hours=75)
    async with at_the_board(home, "admin", clock) as admin:
        admin.sees("1 insiden privasi belum selesai, lewat 3 jam.")
    async with at_the_board(home, "wati", clock) as wati:
        wati.does_not_see("insiden privasi")


async def test_a_duplicate_is_linked_looked_at_and_unlinked(
    home: Path, clock: Clock, board: Commands, wrong: str
) -> None:
    other = register(board, KK)
    async with at_the_board(home, "wati", clock) as wati:
        await opens(wati, wrong)
        await wati.presses("x", "5")
        await wati.types(f"{other}\nDikirim dua kali.\n")
        wati.sees(
            f"Berkas {wrong} tertaut sebagai ganda dari {other} (h).",
            f"Berkas ganda {other} (Terima berkas): Dikirim dua kali.",
        )
        await wati.presses("h")
        wati.sees(f"Berkas terkait {wrong}", f"Berkas ganda {other}", "Berjalan", "WATI KURNIA")
        await wati.presses("enter")
        wati.sees(f"Berkas {other}", f"Berkas ganda {wrong}")
        await wati.presses("escape", "x")
        await wati.types("Anak yang berbeda.\n")
        wati.sees(f"Tautan dengan {other} dilepas.", "dilepas", "Anak yang berbeda.")
        await wati.presses("x")
        wati.sees("sudah dilepas")
        await wati.presses("t", "2")
        wati.sees("Menunggu berkas: baru dapat lanjut setelah berkas itu.")
        await wati.types(f"{other}\n\n")
        wati.sees(f"Berkas {wrong} dan {other} tertaut.", f"Menunggu berkas {other}")
        await wati.presses("escape")
        wati.sees(f"Berkas terkait Menunggu berkas {other}")
    assert [link["kind"] for link in board.ok("case", "show", wrong)["links"]] == ["menunggu"]
    assert board.ok("verify")["ok"]


async def test_nothing_to_choose_from(home: Path, clock: Clock, board: Commands) -> None:
    number = register(board, KK)
    async with at_the_board(home, "wati", clock) as wati:
        await opens(wati, number)
        await wati.presses("x", "4")
        wati.sees("Berkas ini tidak punya lampiran atau pesan pelapor.")
        await wati.presses("h")
        wati.sees("Belum ada tautan. Tekan t untuk menautkan.")
        await wati.presses("x", "enter")
        wati.sees("Belum ada tautan.")
