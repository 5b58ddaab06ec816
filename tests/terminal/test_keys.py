"""Every spelling of a safe key, in pieces and in lumps."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from board.terminal.keys import CUT_WAIT, PASTE_WAIT, KeyReader, Pasted, Pressed

PATIENCE = 0.2


class Line:
    """A line whose time the test moves."""

    def __init__(self) -> None:
        self.time = 100.0
        self.reader = KeyReader(PATIENCE, lambda: self.time)
        self.heard: list[Pressed | Pasted] = []

    def send(self, data: bytes, *, after: float = 0.0) -> None:
        """Bytes that come some seconds after those before."""
        end = self.time + after
        while (wait := self.reader.waits) is not None and self.time + wait <= end:
            self.time += wait
            self.heard += self.reader.waited()
        self.time = end
        self.heard += self.reader.feed(data)

    def rest(self) -> list[Pressed | Pasted]:
        """All keys, once nothing is waited for any more."""
        while (wait := self.reader.waits) is not None:
            self.time += wait
            self.heard += self.reader.waited()
        return self.heard

    @property
    def names(self) -> list[str]:
        return [heard.key if isinstance(heard, Pressed) else f"paste {heard.text}" for heard in self.rest()]


SPELLINGS = {
    "up": [b"\x1b[A", b"\x1bOA", b"\x1b[1;2A", b"\x1b[1;5A", b"\x1bOa"],
    "down": [b"\x1b[B", b"\x1bOB"],
    "right": [b"\x1b[C", b"\x1bOC", b"\x1b[1;5C"],
    "left": [b"\x1b[D", b"\x1bOD"],
    "home": [b"\x1b[H", b"\x1bOH", b"\x1b[1~", b"\x1b[7~"],
    "end": [b"\x1b[F", b"\x1bOF", b"\x1b[4~", b"\x1b[8~"],
    "insert": [b"\x1b[2~"],
    "delete": [b"\x1b[3~"],
    "pageup": [b"\x1b[5~"],
    "pagedown": [b"\x1b[6~"],
    "shift+tab": [b"\x1b[Z"],
    "tab": [b"\t"],
    "enter": [b"\r", b"\x1bOM"],
    "backspace": [b"\x7f", b"\x08"],
    "escape": [b"\x1b"],
    "f1": [b"\x1bOP", b"\x1b[11~", b"\x1b[[A", b"\x1b[P"],
    "f2": [b"\x1bOQ", b"\x1b[12~", b"\x1b[[B"],
    "f3": [b"\x1bOR", b"\x1b[13~", b"\x1b[[C"],
    "f4": [b"\x1bOS", b"\x1b[14~", b"\x1b[[D"],
    "f5": [b"\x1b[15~", b"\x1b[[E"],
    "f6": [b"\x1b[17~"],
    "f7": [b"\x1b[18~"],
    "f8": [b"\x1b[19~"],
    "f9": [b"\x1b[20~"],
    "f10": [b"\x1b[21~"],
    "ctrl+g": [b"\x07"],
    "ctrl+q": [b"\x11"],
    "5": [b"5", b"\x1bOu"],
    "é": ["é".encode(), b"\xe9"],
}
TABLE = [(key, data) for key, spelled in SPELLINGS.items() for data in spelled]


@pytest.mark.parametrize(("key", "data"), TABLE)
def test_every_terminal_spells_the_same_key(key: str, data: bytes) -> None:
    line = Line()
    line.send(data)
    assert line.names == [key]


@pytest.mark.parametrize(("key", "data"), [(key, data) for key, data in TABLE if data[:1] == b"\x1b" and len(data) > 1])
@pytest.mark.parametrize("gap", [0.0, 0.15])
def test_a_sequence_in_pieces_is_one_key(key: str, data: bytes, gap: float) -> None:
    for cut in range(1, len(data)):
        line = Line()
        line.send(data[:cut])
        line.send(data[cut:], after=gap)
        assert line.names == [key], data[:cut]


def test_a_piece_that_comes_much_too_late_types_nothing() -> None:
    for late in (b"[A", b"OP", b"[15~", b"[[A"):
        line = Line()
        line.send(b"\x1b")
        line.send(late, after=1.0)
        assert line.names == ["escape"]
    line = Line()
    line.send(b"\x1b[1;")
    line.send(b"x", after=CUT_WAIT + 1)
    assert line.names == ["x"]


def test_escape_is_never_lost() -> None:
    for lump in (b"\x1bPAK", b"\x1b]abc", b"\x1bn", b"\x1b\r", b"\x1bO", b"\x1b[", b"\x1bP", b"\x1b]"):
        line = Line()
        line.send(lump)
        assert line.names == ["escape"], lump
    line = Line()
    line.send(b"\x1b\x1b[D")
    assert line.names == ["escape", "left"]
    line = Line()
    line.send(b"abc\x1b")
    line.send(b"n", after=1.0)
    assert line.names == ["a", "b", "c", "escape", "n"]


@pytest.mark.parametrize(
    "data",
    [
        b"\x1b[I", b"\x1b[O", b"\x1b[M", b"\x1b[<0;3;4M", b"\x1b[12;40R", b"\x1b[?2026;2$y", b"\x1b[97;5u",
        b"\x1b[?1;2c", b"\x1b]11;rgb:0000/0000/0000\x07", b"\x1b]0;x\x1b\\", b"\x1bP>|XTerm(370)\x1b\\", b"\x00",
        b"\x1c", b"\xc2\x9b", b"\x9b", b"\x1b[23~", b"\x1b[99~",
    ],
)  # fmt: skip
def test_what_nobody_asked_for_types_nothing(data: bytes) -> None:
    line = Line()
    line.send(data + b"k")
    assert line.names == ["k"]


def test_a_paste_is_one_text_however_it_is_cut() -> None:
    data = b"x\x1b[200~baris satu\rbaris \x1b[A dua\x1b[201~y"
    for cut in range(1, len(data)):
        line = Line()
        line.send(data[:cut])
        line.send(data[cut:], after=0.15)
        assert line.names == ["x", "paste baris satu\rbaris \x1b[A dua", "y"], data[:cut]


def test_a_paste_whose_end_is_lost_is_not() -> None:
    line = Line()
    line.send(b"\x1b[200~isi")
    line.send(b"k", after=PASTE_WAIT + 1)
    assert line.names == ["paste isi", "k"]


def test_endless_rubbish_is_forgotten() -> None:
    line = Line()
    for _ in range(100):
        line.send(b"\x1b[" + b"1" * 3000)
        line.send(b"1" * 3000 + b"~")
    line.send(b"k", after=CUT_WAIT + 1)
    assert line.names[-1] == "k"
    line = Line()
    line.send(b"\x1b[" + b"1" * 5000 + b"~k")
    assert line.names == ["k"]


@settings(max_examples=400)
@given(st.lists(st.binary(max_size=12), max_size=8), st.floats(0, 3))
def test_rubbish_breaks_nothing(lumps: list[bytes], gap: float) -> None:
    line = Line()
    for lump in lumps:
        line.send(lump, after=gap)
    for heard in line.rest():
        if isinstance(heard, Pressed):
            assert (
                not heard.character
                or heard.character in "\r\t"
                or heard.character.isprintable()
                or heard.character > "\x9f"
            )
    assert line.reader.waits is None


@settings(max_examples=200)
@given(st.lists(st.sampled_from([data for _, data in TABLE if data not in {b"\x1b", b"\xe9"}]), max_size=12), st.data())
def test_keys_in_lumps_are_the_same_keys(keys: list[bytes], draw: st.DataObject) -> None:
    whole = b"".join(keys)
    apart = Line()
    for data in keys:
        apart.send(data)
    lumped = Line()
    rest = whole
    while rest:
        size = draw.draw(st.integers(1, len(rest)))
        lumped.send(rest[:size])
        rest = rest[size:]
    assert lumped.names == apart.names
