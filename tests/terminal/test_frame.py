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

    COLUMNS, ROWS = COLUMNS, ROWS

    def __init__(self, frame: Frame) -> None:
        self.frame, self.received = frame, ""
        self.screen = pyte.Screen(self.COLUMNS, self.ROWS)
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
        return [[_look(self.screen.buffer[y][x]) for x in range(self.COLUMNS)] for y in range(self.ROWS)]


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


PLACES = [f"{place * 7919:06} {['SITI', 'BUDI', 'ANDI', 'RINI'][place % 4] * (place % 5)}" for place in range(60)]


class Tall(Terminal):
    """A terminal with room for a list."""

    COLUMNS, ROWS = 50, 18


@settings(max_examples=150)
@given(
    st.lists(st.tuples(st.integers(0, 40), st.integers(0, 4), st.integers(9, 18)), min_size=2, max_size=6),
    st.booleans(),
)
def test_a_list_that_scrolls_is_what_it_would_be_painted_whole(steps: list[tuple[int, int, int]], beside: bool) -> None:
    told, whole = (Tall(Frame(Tall.COLUMNS, Tall.ROWS, unicode=True)) for _ in range(2))

    def paint(terminal: Tall, top: int, first: int, last: int) -> None:
        for y in range(Tall.ROWS):
            words = PLACES[top + y] if first <= y < last else f"tetap {y}"
            strip = "12 berkas" if beside and y == first else ""
            parts = [(words.ljust(40), "7" if y == first else ""), (strip.ljust(10), "1;31")]
            terminal.frame.put(0, y, parts)

    for step in steps:
        paint(told, *step)
        told.receive()
    paint(whole, *steps[-1])
    whole.receive()
    assert told.cells() == whole.cells()


def test_lines_that_only_move_are_moved_by_the_terminal() -> None:
    frame = Frame(Tall.COLUMNS, Tall.ROWS, unicode=True)
    for top in (0, 2):
        for y in range(Tall.ROWS):
            frame.put(0, y, [(PLACES[y + top].ljust(Tall.COLUMNS), "")])
        sent = frame.changes()
    assert len(sent) < 100, "two new lines"
    for y in range(Tall.ROWS):
        frame.put(0, y, [(PLACES[y].ljust(Tall.COLUMNS), "")])
    assert "\x1bM" in frame.changes()


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
