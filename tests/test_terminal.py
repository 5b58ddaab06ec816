"""The board in a real pty: an old terminal, sixteen colours, and no terminal at all."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.terminal import Watched

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


def test_nothing_is_painted_while_nobody_types(lived_in: Path) -> None:
    board = watched(lived_in, "xterm", "open", "--user", "loket")
    try:
        board.until("berkas 0")
        before = board.settle()
        board.wait(2.0)
        assert board.bytes == before
    finally:
        board.end()


def test_without_a_terminal_one_line_and_a_code(lived_in: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "board", "--home", str(lived_in), "open", "--user", "loket"],
        stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("Papan butuh terminal.")
    assert len(done.stderr.strip().splitlines()) == 1
