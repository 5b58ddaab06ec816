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
from board.services.drafts import load_draft

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
    assert "KeyError: '000001******0001'" in log.read_text()
    assert "0000014505900001" not in log.read_text()


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


def test_without_a_terminal_one_line_and_a_code(lived_in: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "board", "--home", str(lived_in), "open", "--user", "loket"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Papan butuh terminal.")
    assert len(done.stderr.strip().splitlines()) == 1
