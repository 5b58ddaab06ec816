"""The driver in a real pty: what it sends, what it survives, and how it ends (TERMINALS R1-R6, R9, R10)."""

from __future__ import annotations

import re
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from benchmarks.terminal import Watched
from board.services.desk import open_desk
from board.services.drafts import load_draft

ROOT = Path(__file__).resolve().parent.parent.parent
FORBIDDEN = re.compile(
    rb"\x1b\[\?100\d|\x1b\[\?101\d|\x1b\[[<>=]|\x1b\[\?2026|\x1b\[\?2048|\x1b\]|\x1bP|\x1b\[6n|\x1b\[c|\$p|\x07"
)
"""Mouse, extended keys, synchronised output, sizes in band, titles and clipboards, queries, bells."""
SGR = re.compile(rb"\x1b\[([0-9;]*)m")

Opener = Callable[..., Watched]


@pytest.fixture
def opened(home: Path) -> Iterator[Opener]:
    """Opens the board of an office in a pty; ended after the test."""
    begun: list[Watched] = []

    def open_board(term: str = "xterm", *, columns: int = 80, rows: int = 24, lang: str = "C.UTF-8") -> Watched:
        command = [sys.executable, "-m", "board", "--home", str(home), "open", "--user", "loket"]
        board = Watched(command, columns=columns, rows=rows, term=term, path=str(ROOT), lang=lang)
        begun.append(board)
        return board

    yield open_board
    for board in begun:
        board.end()


def shown(board: Watched) -> str:
    """The screen as text."""
    return "\n".join(board.screen.display)


def walk(board: Watched) -> None:
    """Board, help, search, a form with something typed, and back."""
    board.until("berkas 0")
    for key in (b"\x1b[C", b"?", b"\x1b", b"/", b"SITI", b"\x1b", b"b"):
        board.press(key)
    board.until("Nama pemohon")
    for key in (b"SITI AMINAH", b"\t", b"0000", b"\x1b"):
        board.press(key)


def fill(board: Watched) -> None:
    """Have whole screens sent that nobody reads: far more than a line holds before it stands still."""
    for _ in range(60):
        board.send(b"\x0c")
        time.sleep(0.03)


@pytest.mark.parametrize("term", ["xterm", "vt220", "dumb", "screen-256color"])
def test_no_terminal_is_sent_what_it_might_show_as_rubbish(opened: Opener, term: str) -> None:
    board = opened(term)
    walk(board)
    board.press(b"q")
    assert board.press_and_wait_for_end(b"y") == 0
    assert not FORBIDDEN.search(board.raw), FORBIDDEN.search(board.raw)


@pytest.mark.parametrize(
    ("term", "lang"), [("dumb", "C.UTF-8"), ("vt100", "C"), ("xterm", "id_ID.ISO-8859-1"), ("", "")]
)
def test_plain_letters_and_attributes_alone(opened: Opener, term: str, lang: str) -> None:
    board = opened(term, lang=lang)
    walk(board)
    assert max(board.raw) <= 0x7E
    told = {code for found in SGR.findall(board.raw) for code in found.split(b";")}
    assert told <= {b"", b"0", b"1", b"4", b"7"}
    assert "Disdukcapil" in shown(board) and "Enter Buka" in shown(board)


def test_a_mono_terminal_keeps_its_lines_and_gets_no_colour(opened: Opener) -> None:
    board = opened("vt220")
    walk(board)
    assert "─" in shown(board)
    assert {code for found in SGR.findall(board.raw) for code in found.split(b";")} <= {b"", b"0", b"1", b"4", b"7"}


def test_budgets_of_a_thin_line_hold(opened: Opener) -> None:
    """Bytes are no times: they are the same on every machine (TERMINALS R6)."""
    for term, start, key, form, char, close in (
        ("xterm", 8192, 300, 4096, 80, 8192),
        ("dumb", 3072, 100, 1536, 20, 2048),
    ):
        board = opened(term)
        board.until("berkas 0")
        assert board.settle() <= start
        assert board.press(b"\x1b[B")[0] <= key
        assert board.press(b"\x1b[C")[0] <= (1536 if term == "xterm" else 500)
        before = board.bytes
        board.press(b"b")
        board.until("Nama pemohon")
        assert board.settle() - before <= form
        board.press(b"S")
        assert board.press(b"I")[0] <= char
        assert board.press(b"T")[0] <= char
        quiet = board.settle()
        board.wait(2.0)
        assert board.bytes == quiet, "an open form is silent"
        before = board.bytes
        board.press(b"\x1b")
        board.until("[1 Meja saya]")
        assert board.settle() - before <= close


@pytest.mark.parametrize(
    "keys",
    [
        [b"\x1b", b"[", b"B"], [b"\x1b[", b"B"], [b"\x1b", b"[B"], [b"\x1bO", b"B"], [b"\x1b[B"],
    ],
)  # fmt: skip
def test_a_split_arrow_in_a_form_is_an_arrow(opened: Opener, keys: list[bytes]) -> None:
    board = opened()
    board.until("berkas 0")
    board.press(b"b")
    board.until("Nama pemohon")
    board.press(b"SITI")
    for key in keys:
        board.send(key)
        board.wait(0.15 if len(keys) > 1 else 0)
    board.settle()
    board.press(b"0000")
    lines = board.screen.display
    assert any("Nama pemohon" in line and "SITI" in line for line in lines)
    assert any(line.lstrip().startswith("NIK*") and "0000" in line for line in lines), lines


@pytest.mark.parametrize(
    "key", [b"\x11", b"\x03", b"\x1a", b"\x13", b"\x1c", b"\x04", b"\x00", b"\x1bx", b"\x1b[M", b"\x1b\r"]
)
def test_old_habits_lose_nothing(opened: Opener, home: Path, key: bytes) -> None:
    board = opened()
    board.until("berkas 0")
    board.press(b"b")
    board.until("Nama pemohon")
    board.press(b"SITI AMINAH")
    board.press(key)
    board.wait(0.5)
    if "SITI AMINAH" not in shown(board):
        board.until("tersimpan sebagai draf")
    assert not board.ended


def test_ctrl_l_sends_the_screen_again(opened: Opener) -> None:
    board = opened()
    board.until("berkas 0")
    board.settle()
    before = shown(board)
    board.screen.reset()
    board.press(b"\x0c")
    assert shown(board) == before


def test_every_size_is_survived(opened: Opener) -> None:
    board = opened()
    board.until("berkas 0")
    board.press(b"b")
    board.until("Nama pemohon")
    board.press(b"SITI")
    for columns, rows in ((40, 12), (20, 5), (8, 2), (1, 1), (132, 50), (59, 24), (80, 15)):
        board.resize(columns, rows)
        board.settle()
        if columns < 60 or rows < 16:
            told = "".join(line.rstrip() for line in board.screen.display).replace(" ", "")
            assert "Layarterlalukecil"[: columns * rows - 1].startswith(told[: min(17, columns * rows - 1)][:1])
            assert "Namapemohon" not in told
    # What nobody could see has done nothing.
    board.press(b"X")
    board.resize(80, 24)
    board.until("Nama pemohon")
    board.settle()
    assert any("Nama pemohon" in line and "SITI " in line for line in board.screen.display)


def test_it_ends_with_its_input(opened: Opener, home: Path) -> None:
    board = opened()
    board.until("berkas 0")
    board.press(b"b")
    board.until("Nama pemohon")
    board.press(b"SITI AMINAH")
    board.hang_up()
    desk = open_desk(home)
    assert load_draft(desk, "loket", "new")["name"] == "SITI AMINAH"
    desk.close()


def test_a_stopped_process_goes_on_with_the_whole_screen(opened: Opener) -> None:
    board = opened()
    board.until("berkas 0")
    board.settle()
    before = shown(board)
    board.signal(signal.SIGTSTP)
    board.press(b"\x1b[C")
    assert not board.ended
    board.signal(signal.SIGSTOP)
    board.screen.reset()
    board.signal(signal.SIGCONT)
    board.settle()
    assert [line for line in shown(board).splitlines() if "Papan ·" in line] == [
        line for line in before.splitlines() if "Papan ·" in line
    ]


def test_a_line_that_stands_still_stops_nothing_but_the_line(opened: Opener, home: Path) -> None:
    board = opened(columns=200, rows=50)
    board.until("berkas 0")
    board.settle()
    fill(board)
    board.send(b"b")
    time.sleep(0.5)
    board.send(b"SITI AMINAH")
    desk = open_desk(home)
    for _ in range(400):
        if load_draft(desk, "loket", "new"):
            break
        time.sleep(0.05)
    assert load_draft(desk, "loket", "new")["name"] == "SITI AMINAH"
    desk.close()
    board.until("Nama pemohon")
    board.settle()
    assert any("SITI AMINAH" in line for line in board.screen.display)


def test_it_ends_though_the_line_stands_still(opened: Opener) -> None:
    board = opened(columns=200, rows=50)
    board.until("berkas 0")
    fill(board)
    board.signal(signal.SIGTERM)
    assert board.exit_code(reading=False) == 0
