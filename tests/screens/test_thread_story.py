"""A morning on the thread: what is new, what never leaves the office, what is asked before it does, two who answer."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from board.services.times import millis
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board
from tests.services.test_thread_list import KK, note, register
from tests.walker import Walker


@pytest.fixture
def number(board: Commands, clock: Clock) -> str:
    """A complaint that a colleague worked on: the pelapor asked, a remark inside, an answer."""
    made = register(board)
    for kind, text in (
        ("pelapor", "Nama ibu saya salah tulis."), ("internal", "Jangan sebut nama petugas."), ("jawaban", "Kami cek."),
    ):  # fmt: skip
        clock.forward(minutes=3)
        note(board, made, kind, text, user="timo")
    return made


def kinds(board: Commands, number: str) -> list[tuple[str, str]]:
    """Kind and words of every note."""
    return [(row["kind"], row["text"]) for row in board.ok("case", "show", number)["thread"]]


def begins_to_write(home: Path, clock: Clock, user: str, form: str) -> None:
    """A colleague's draft, kept by a process of its own: another SQLite here would take our locks away."""
    code = (
        "import sqlite3; db = sqlite3.connect('board.db'); "
        "db.execute('INSERT INTO drafts VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)', "
        f"('contoh', {user!r}, {form!r}, '{{}}', {millis(clock.now)}, '', '', '', 0)); db.commit()"
    )
    subprocess.run([sys.executable, "-c", code], cwd=home, check=True)


def reading(officer: Officer) -> list[str]:
    """What lies open of the thread, whatever its scroll bar says of the rest."""
    return [line.rstrip("│ ") for line in officer.screen_text.splitlines()[4:20]]


async def comes(officer: Officer, words: str) -> None:
    """Wait until what a colleague did is on the screen."""
    for _ in range(200):
        await officer.settle()
        if words in officer.screen_text:
            return
    officer.sees(words)


async def test_what_is_new_is_seen_and_read(home: Path, clock: Clock, number: str) -> None:
    async with at_the_board(home, "ade", clock) as ade:
        ade.sees("utas 3 baru")
        await ade.presses("enter")
        ade.sees(f"Utas {number} · Pengaduan", "1. Terima aduan · Berjalan", "Pelapor: SITI AMINAH · 0812****001",
                 "──── belum dibaca", "PELAPOR · 23 Nov 2026 09.03 · TIMOTIUS SARAGI (Tim Penjawab Aduan)",
                 "| INTERNAL · tidak keluar kantor ·", "|   Jangan sebut nama petugas.",
                 "JAWABAN → pelapor · 23 Nov 2026 09.09", "n Tulis  Enter Berkas  t Teruskan")  # fmt: skip
        await ade.presses("enter")
        ade.sees(f"Berkas {number}", "Pengaduan Masyarakat")
        await ade.presses("n")
        ade.sees(f"Utas {number}")
        ade.does_not_see("belum dibaca")
        await ade.presses("escape")
        ade.sees("Papan", number)
        ade.does_not_see("utas 3 baru")


async def test_an_internal_note_is_not_for_other_desks(home: Path, clock: Clock, number: str) -> None:
    async with at_the_board(home, "harun", clock) as harun:
        await harun.presses("slash")
        await harun.types(number)
        await harun.presses("enter", "n")
        harun.sees(f"Utas {number}", "Kami cek.", "1 catatan internal (hanya untuk peran SOP ini).")
        harun.does_not_see("Jangan sebut")
        await harun.presses("n")
        harun.sees("Langkah ini milik")


async def test_what_leaves_the_office_is_asked_about_and_what_stays_is_not(
    home: Path, clock: Clock, number: str, board: Commands
) -> None:
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("n", "n")
        ade.sees("1. Catatan internal", "tidak keluar kantor", "2. Jawaban", "sampai ke pelapor di 0812****001",
                 "5. Ralat jawaban")  # fmt: skip
        await ade.presses("1")
        ade.sees("| CATATAN INTERNAL: tidak keluar kantor")
        await ade.types("dicek ke siak")
        await ade.presses("f2")
        ade.sees("Catatan internal tersimpan.")
        await ade.presses("n", "2")
        ade.sees("JAWABAN: sampai ke pelapor di 0812****001")
        await ade.types("kk ibu selesai\nbesok pagi")
        await ade.presses("f2")
        ade.sees("Kirim jawaban ini kepada pelapor?", "tidak dapat diubah")
        await ade.presses("n")
        ade.sees("kk ibu selesai")
        await ade.presses("escape")
        ade.sees("tersimpan sebagai draf")
        assert kinds(board, number)[-1] == ("internal", "dicek ke siak")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("n", "n", "2")
        ade.sees("Draf dipulihkan", "kk ibu selesai")
        await ade.types(" bu")
        await ade.presses("f2", "y")
        ade.sees("Jawaban tersimpan. Pesan untuk pemohon siap (w).")
        await ade.presses("w")
        ade.sees("jawaban kami atas aduan Anda nomor", "besok pagi bu.")
        await ade.presses("escape", "n", "5")
        ade.sees("Ralat jawaban 23 Nov 2026 09.09:")
        await ade.types("lusa")
        await ade.presses("f2", "y")
    assert kinds(board, number)[-2:] == [
        ("jawaban", "kk ibu selesai\nbesok pagi bu"), ("jawaban", "Ralat jawaban 23 Nov 2026 09.09: lusa"),
    ]  # fmt: skip
    assert board.ok("verify")["ok"]


async def test_two_officers_answer_at_once(home: Path, clock: Clock, number: str, board: Commands) -> None:
    async with at_the_board(home, "ade", clock, poll=0.02) as ade:
        await ade.presses("n", "n", "2")
        await ade.types("besok")
        colleague: tuple[Any, ...] = ("thread", "note", number, "--kind", "jawaban", "--text", "Hari ini bisa diambil.")
        board.apart(*colleague, user="timo")
        await ade.presses("f2", "y")
        ade.sees("sudah dijawab TIMOTIUS SARAGI", "kirim sekali lagi", "Hari ini bisa diambil.", "| besok")
        await ade.presses("f2", "y")
        ade.sees("Jawaban tersimpan.")
    assert [text for kind, text in kinds(board, number) if kind == "jawaban"][-2:] == [
        "Hari ini bisa diambil.", "besok",
    ]  # fmt: skip


async def test_what_colleagues_do_is_seen_without_losing_the_place(
    home: Path, clock: Clock, number: str, board: Commands
) -> None:
    note(board, number, "pelapor", "\n".join(f"Baris {place}." for place in range(40)), user="ade")
    async with at_the_board(home, "ade", clock, poll=0.02) as ade:
        await ade.presses("n", "home", "down")
        before = reading(ade)
        begins_to_write(home, clock, "timo", f"note:{number}:internal")
        await comes(ade, "TIMOTIUS SARAGI sedang menulis (internal)")
        assert reading(ade) == before
        board.apart("thread", "note", number, "--kind", "internal", "--text", "Kata akhir.", user="timo")
        await comes(ade, "1 catatan baru di bawah.")
        assert reading(ade) == before
        await ade.presses("end")
        ade.sees("Kata akhir.")


async def test_a_service_case_has_its_thread_too(home: Path, clock: Clock, board: Commands) -> None:
    number = register(board, KK)
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("n")
        wati.sees(f"Utas {number}", "DIMINTA dari pemohon · 23 Nov 2026 09.00 · WATI KURNIA", ": belum")
        await wati.presses("escape", "enter")
        wati.sees(f"Berkas {number}")


async def test_a_template_and_an_earlier_answer_are_put_in(
    home: Path, clock: Clock, number: str, board: Commands
) -> None:
    earlier = register(board)
    note(board, earlier, "solusi", "Ejaan nama mengikuti akta kelahiran.")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("n")
        ade.sees(f"Utas {number}")
        await ade.presses("n", "2")
        ade.sees("F7 Sisipkan")
        await ade.types("bu. ")
        await ade.presses("f7")
        ade.sees(f"Sisipkan ke {number}", "Aduan diterima", "templat")
        ade.does_not_see("Data berbeda antar dokumen")
        await ade.types("maaf terlambat")
        ade.sees("Mohon maaf atas keterlambatan", "permohonan Anda sekarang kami dahulukan")
        await ade.presses("escape", "f7")
        await ade.types("dibetulkan\n")
        ade.sees("| bu. Data Anda sudah kami betulkan pada 23 November 2026.", number)
        await ade.presses("ctrl+t")
        await ade.types("akta ejaan")
        ade.sees(f"{earlier} Ejaan nama mengikuti akta kelahiran.")
        await ade.presses("enter", "f2", "y")
        ade.sees("Jawaban tersimpan.")
    kind, text = kinds(board, number)[-1]
    assert kind == "jawaban" and text.startswith("bu. Data Anda sudah kami betulkan")
    assert text.endswith(f"Ejaan nama mengikuti akta kelahiran. (lihat {earlier})")


async def test_the_answer_of_a_consultation_cites_an_earlier_one(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    walker = Walker(board, "landak.konsultasi", tmp_path, jawaban="Nama disesuaikan dengan akta.")
    earlier = walker.walk(walker.register(), min(walker.branches(), key=len))["number"]
    number = walker.walk(walker.register(), walker.route("ajukan", "putuskan"))["number"]
    async with at_the_board(home, "tono", clock) as tono:
        await tono.presses("t")
        tono.sees("Jawaban*", "F7 Sisipkan")
        await tono.presses("f7")
        tono.sees(f"Sisipkan ke {number}", "Data berbeda antar dokumen")
        await tono.types("disesuaikan akta")
        tono.sees(earlier)
        await tono.presses("enter", "f2")
        tono.sees(f"Sampaikan jawaban {number}", "Jawaban: Nama disesuaikan dengan akta. (lihat")
        await tono.presses("f2", "y")
        tono.sees(f"Berkas {number} diteruskan")
    letter = "400.12/0001/DISDUKCAPIL/2026"
    assert board.ok("case", "show", number)["data"]["jawaban"] == (
        f"Nama disesuaikan dengan akta. (lihat {earlier}, {letter})"
    )
