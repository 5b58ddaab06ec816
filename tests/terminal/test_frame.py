"""What is sent brings a terminal to what should be shown, and is short."""

from __future__ import annotations

import pyte
from hypothesis import given, settings
from hypothesis import strategies as st

from board.terminal.frame import Frame

COLUMNS, ROWS = 24, 6
INKS = st.sampled_from(["", "1", "7", "4", "1;31", "32", "30;43", "2"])
TEXTS = st.text(st.sampled_from("aB  ─│é·漢字e\u0301…\u200b\x1b\x9b\u202e"), max_size=14)
PUTS = st.lists(
    st.tuples(st.integers(-1, COLUMNS), st.integers(-1, ROWS), st.lists(st.tuples(TEXTS, INKS), max_size=3)),
    max_size=6,
)


class Terminal:
    """A terminal that has received everything a frame sent."""

    def __init__(self, frame: Frame) -> None:
        self.frame, self.received = frame, ""
        self.screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self.screen)
        self._stream.feed("\x1b[?7l")

    def receive(self) -> str:
        """Take what the frame sends now."""
        sent = self.frame.changes()
        self.received += sent
        self._stream.feed(sent)
        return sent

    def cells(self) -> list[list[tuple[str, ...]]]:
        """Every cell as it looks."""
        return [[_look(self.screen.buffer[y][x]) for x in range(COLUMNS)] for y in range(ROWS)]


def _look(cell: pyte.screens.Char) -> tuple[str, ...]:
    blank = cell.data == " "
    letters = ("", "", "") if blank and not cell.reverse else (cell.fg, str(cell.bold), "")
    return (cell.data, cell.bg, str(cell.reverse), str(cell.underscore), *letters)


def put_all(frame: Frame, puts: list[tuple[int, int, list[tuple[str, str]]]]) -> None:
    for x, y, parts in puts:
        frame.put(max(0, x), y, parts)


@settings(max_examples=300)
@given(st.lists(PUTS, min_size=1, max_size=5))
def test_changes_show_what_one_painting_would(rounds: list[list[tuple[int, int, list[tuple[str, str]]]]]) -> None:
    told = Terminal(Frame(COLUMNS, ROWS, unicode=True))
    for puts in rounds:
        put_all(told.frame, puts)
        told.receive()
    whole = Terminal(Frame(COLUMNS, ROWS, unicode=True))
    for puts in rounds:
        put_all(whole.frame, puts)
    whole.receive()
    assert told.cells() == whole.cells()
    assert not told.receive()


@settings(max_examples=150)
@given(PUTS)
def test_nothing_that_steers_a_terminal_is_sent(puts: list[tuple[int, int, list[tuple[str, str]]]]) -> None:
    frame = Frame(COLUMNS, ROWS, unicode=True)
    put_all(frame, puts)
    sent = frame.changes()
    for steering in ("\x9b", "\u202e", "\u200b", "\x1b\x1b", "\x1b "):
        assert steering not in sent
    plain = Frame(COLUMNS, ROWS, unicode=False)
    put_all(plain, puts)
    assert plain.changes().isascii()


def test_the_same_screen_again_costs_nothing() -> None:
    frame = Frame(COLUMNS, ROWS, unicode=True)
    frame.put(2, 1, [("berkas", "1"), (" 7", "")])
    assert "berkas" in frame.changes()
    frame.put(2, 1, [("berkas", "1"), (" 7", "")])
    assert frame.changes() == ""


def test_one_letter_costs_one_letter() -> None:
    frame = Frame(COLUMNS, ROWS, unicode=True)
    frame.put(0, 2, [("SIT", "4"), ("   ", "4")])
    frame.changes()
    frame.put(3, 2, [("I", "4")])
    assert len(frame.changes()) <= 4 + len("\x1b[3;4H")


def test_the_end_of_a_line_is_erased_and_not_written() -> None:
    frame = Frame(COLUMNS, ROWS, unicode=True)
    frame.put(0, 0, [("x" * COLUMNS, "")])
    frame.changes()
    frame.put(0, 0, [(" " * COLUMNS, "")])
    assert frame.changes() == "\x1b[H\x1b[K"


def test_a_wide_sign_written_over_by_half_leaves_no_half() -> None:
    told = Terminal(Frame(COLUMNS, ROWS, unicode=True))
    told.frame.put(0, 0, [("漢字", "")])
    told.receive()
    told.frame.put(1, 0, [("ab", "")])
    told.receive()
    assert told.screen.display[0].rstrip() == " ab"


def test_half_of_a_wide_sign_has_no_place_in_the_last_column() -> None:
    told = Terminal(Frame(COLUMNS, ROWS, unicode=True))
    told.frame.put(COLUMNS - 1, 0, [("漢", "")])
    told.receive()
    assert told.screen.display[0].strip() == ""


def test_forgotten_it_is_sent_whole() -> None:
    frame = Frame(COLUMNS, ROWS, unicode=True)
    frame.put(0, 0, [("berkas", "")])
    first = frame.changes()
    frame.forget()
    assert frame.changes() == first


def test_ascii_has_a_sign_for_each_glyph_of_the_board() -> None:
    frame = Frame(80, 1, unicode=False)
    frame.put(0, 0, [("─│┼ Papan · é … › 漢 ⭘ “a” → ↑", "")])
    assert frame.changes().endswith('-|+ Papan - e ~ > ?? ? "a" > ^')
