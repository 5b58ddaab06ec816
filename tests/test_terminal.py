"""The board in a real pty: an old terminal, sixteen colours, and no terminal at all."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.terminal import Watched
from board.services.desk import open_desk
from board.services.draft_list import list_drafts
from board.services.drafts import load_draft
from board.services.times import utc_now
from tests.commands import Commands
from tests.complaints import complaint
from tests.offices import Clock
from tests.walker import Walker

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def lived_in(home: Path) -> Path:
    """The template office; its clock is the real one here."""
    return home


def watched(home: Path, term: str, *words: str) -> Watched:
    """The board on a terminal of 80 by 24."""
    command = [sys.executable, "-m", "board", "--home", str(home), *words]
    return Watched(command, columns=80, rows=24, term=term, path=str(ROOT))


@pytest.mark.parametrize("term", ["vt220", "xterm", "linux", "dumb"])
def test_sixteen_colours_are_enough(lived_in: Path, term: str) -> None:
    board = watched(lived_in, term, "open", "--user", "loket")
    try:
        board.until("berkas 0")
        board.settle()
        shown = "\n".join(board.screen.display)
        assert "LINDA PERMATA" in shown
        assert "Enter Buka" in shown
        assert not re.search(rb"\x1b\[[0-9;]*[34]8;[25];", board.raw), "no colour beyond the sixteen"
        board.press(b"b")
        board.until("Nama pemohon")
        board.press(b"SITI")
        board.press(b"\x1b")
        board.until("[1 Meja saya]")
        board.press(b"q")
        board.until("Keluar dari aplikasi?")
        assert board.press_and_wait_for_end(b"y") == 0
    finally:
        board.end()


BUG = """
import sys
from board.cli.main import main
from board.screens.base import OfficeScreen

async def ask_in_vain(nik):
    raise KeyError(nik)

def fail(screen):
    nik = "0000014505900001"
    {how}

OfficeScreen.action_help = fail
sys.exit(main(["--home", {home!r}, "open", "--user", "loket"]))
"""


@pytest.mark.parametrize("how", ["raise KeyError(nik)", "screen.run_worker(ask_in_vain(nik))"])
def test_a_bug_ends_the_session_and_not_the_terminal(how: str, lived_in: Path) -> None:
    code = BUG.format(home=str(lived_in), how=how)
    board = Watched([sys.executable, "-c", code], columns=80, rows=24, term="xterm", path=str(ROOT))
    try:
        board.until("berkas 0")
        board.settle()
        assert board.press_and_wait_for_end(b"?") == 3
    finally:
        board.end()
    after = board.raw.rpartition(b"\x1b[?1049l")[2].decode()
    assert "Papan berhenti karena kesalahan program (KeyError). Rinciannya ada di galat.log" in after
    assert "Traceback" not in after and b"0000014505900001" not in board.raw
    log = lived_in / "galat.log"
    assert log.stat().st_mode & 0o777 == 0o600
    assert "KeyError: '…'" in log.read_text()
    assert "0000014505900001" not in log.read_text()


def test_a_bug_costs_nothing_that_was_typed(lived_in: Path) -> None:
    code = BUG.format(home=str(lived_in), how="raise KeyError(nik)")
    board = Watched([sys.executable, "-c", code], columns=80, rows=24, term="xterm", path=str(ROOT))
    try:
        board.until("berkas 0")
        board.press(b"b")
        board.until("Nama pemohon")
        board.press(b"SITI AMINAH")
        assert board.press_and_wait_for_end(b"\x1bOP") == 3
    finally:
        board.end()
    desk = open_desk(lived_in)
    assert load_draft(desk, "loket", "new")["name"] == "SITI AMINAH"
    desk.close()


def test_nothing_is_painted_while_nobody_types(lived_in: Path) -> None:
    board = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        board.until("berkas 0")
        before = board.settle()
        board.wait(2.0)
        assert board.bytes == before
    finally:
        board.end()


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "hang up"])
def test_a_line_that_drops_loses_nothing_typed(lived_in: Path, how: str) -> None:
    board = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        board.until("berkas 0")
        board.press(b"b")
        board.until("Nama pemohon")
        board.press(b"SITI AMINAH")
        board.hang_up() if how == "hang up" else board.told_to_end(signal.Signals[how])
        if how == "SIGTERM":
            assert b"\x1b[?1049l" in board.raw, "the terminal is left as it was"
    finally:
        board.end()
    again = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        again.until("berkas 0")
        again.press(b"b")
        again.until("Draf dipulihkan.")
        assert any("SITI AMINAH" in line for line in again.screen.display)
    finally:
        again.end()


def test_what_was_typed_a_second_ago_survives_a_kill(lived_in: Path) -> None:
    board = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        board.until("berkas 0")
        board.press(b"b")
        board.until("Nama pemohon")
        board.press(b"SITI AMINAH")
        desk = open_desk(lived_in)
        for _ in range(200):
            if load_draft(desk, "loket", "new"):
                break
            board.wait(0.05)
        desk.close()
        board.told_to_end(signal.SIGKILL)
    finally:
        board.end()
    desk = open_desk(lived_in)
    assert load_draft(desk, "loket", "new")["name"] == "SITI AMINAH"
    desk.close()


LEFT = b"\x1b[D"


def until_kept(home: Path, user: str, name: str, board: Watched, words: str) -> None:
    """Wait until what was typed is kept as a draft."""
    desk = open_desk(home)
    try:
        for _ in range(200):
            if words in str(load_draft(desk, user, name)):
                return
            board.wait(0.05)
    finally:
        desk.close()
    raise TimeoutError(f"{words!r} was never kept")


def cut(board: Watched, how: str) -> None:
    """End the session in a way its officer did not mean."""
    if how == "hang up":
        board.hang_up()
    else:
        board.told_to_end(signal.Signals[how])


@pytest.mark.parametrize("how", ["SIGTERM", "SIGHUP", "hang up", "SIGKILL"])
def test_a_note_is_gone_on_with_at_the_same_letter(lived_in: Path, how: str) -> None:
    number = complaint(Commands(lived_in, Clock(utc_now())))
    board = watched(lived_in, "vt220", "open", "--user", "ade")
    try:
        board.until("berkas 1")
        board.press(b"\r")
        board.until("Uraian aduan")
        board.press(b"n")
        board.until("Tulis apa")
        board.press(b"1")
        board.until("CATATAN INTERNAL")
        board.press(b"pelapor sudah ditelepn" + LEFT)
        if how == "SIGKILL":
            until_kept(lived_in, "ade", f"note:{number}:internal", board, "ditelepn")
        cut(board, how)
    finally:
        board.end()
    again = watched(lived_in, "vt220", "open", "--user", "ade")
    try:
        again.until("Terputus")
        again.until("draf 1")
        again.settle()
        again.press(b"z")
        again.until("terputus")
        again.press(b"\r")
        again.until("CATATAN INTERNAL")
        again.settle()
        again.press(b"o")
        again.until("pelapor sudah ditelepon")
        again.press(b"\x07")
        again.until("Catatan internal tersimpan.")
    finally:
        again.end()


@pytest.mark.parametrize("how", ["SIGTERM", "hang up", "SIGKILL"])
def test_a_row_of_a_family_is_gone_on_with(lived_in: Path, tmp_path: Path, how: str) -> None:
    walker = Walker(Commands(lived_in, Clock(utc_now())), "landak.kk_umum", tmp_path)
    number = walker.walk(walker.register(), walker.route("ajukan", "periksa"))["number"]
    board = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        board.until("berkas 1")
        board.settle()
        board.press(b"e")
        board.until("Anggota keluarga")
        while "Belum ada baris" not in "\n".join(board.screen.display):
            board.press(b"\r")
        board.press(b"b")
        board.until("baris 1")
        board.press(b"budi santoso\r00000101")
        if how == "SIGKILL":
            until_kept(lived_in, "loket", f"fields:{number}", board, "00000101")
        cut(board, how)
    finally:
        board.end()
    again = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        again.until("Terputus")
        again.settle()
        again.press(b"z")
        again.until("terputus")
        again.press(b"\r")
        again.until("baris 1")
        again.settle()
        again.press(b"01800001")
        again.until("0000010101800001")
        assert any("budi santoso" in line for line in again.screen.display)
    finally:
        again.end()


def test_a_program_that_stood_still_goes_on_and_keeps_what_came_meanwhile(lived_in: Path) -> None:
    board = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        board.until("berkas 0")
        board.press(b"b")
        board.until("Nama pemohon")
        board.press(b"SITI")
        board.signal(signal.SIGSTOP)
        board.press(b" AMINAH")
        desk = open_desk(lived_in)
        with desk.store.writing():
            pass
        desk.close()
        board.signal(signal.SIGCONT)
        board.until("SITI AMINAH")
        until_kept(lived_in, "loket", "new", board, "SITI AMINAH")
        board.signal(signal.SIGSTOP)
        board.told_to_end(signal.SIGKILL)
    finally:
        board.end()
    again = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        again.until("(SITI A.). Tekan z untuk melanjutkan.")
    finally:
        again.end()


def test_a_form_that_is_open_on_another_terminal_is_told_and_not_mixed_up(lived_in: Path) -> None:
    board = watched(lived_in, "xterm", "open", "--user", "loket")
    other = None
    try:
        board.until("berkas 0")
        board.press(b"b")
        board.until("Nama pemohon")
        board.press(b"SITI AMINAH")
        until_kept(lived_in, "loket", "new", board, "SITI AMINAH")
        other = watched(lived_in, "xterm", "open", "--user", "loket")
        other.until("Masih terbuka di sesi lain")
        other.settle()
        other.press(b"b")
        other.until("masih terbuka di sesi Anda yang lain")
        assert not any("SITI AMINAH" in line for line in other.screen.display)
        other.press(b"BUDI")
        other.told_to_end(signal.SIGTERM)
        board.told_to_end(signal.SIGTERM)
    finally:
        board.end()
        if other is not None:
            other.end()
    desk = open_desk(lived_in)
    names = [shown.kept.values["name"] for shown in list_drafts(desk, "loket", 9) if shown.kept]
    desk.close()
    assert sorted(names) == ["BUDI", "SITI AMINAH"]


def test_without_a_terminal_one_line_and_a_code(lived_in: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "board", "--home", str(lived_in), "open", "--user", "loket"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Papan butuh terminal.")
    assert len(done.stderr.strip().splitlines()) == 1
