"""Reading keys out of the bytes a terminal sends: every spelling of the safe keys, and nothing else typed as text.

Textual's own parser types what it does not know as letters, and takes Escape and the letter behind it for one key where
a slow line sends both at once. On a bad line that closes forms and fills them with rubbish (TERMINALS 2, Esc hazards),
so here an unknown sequence is no key at all, a sequence that arrives in pieces is still one, and Escape is never lost.

No terminal is told to send modified keys, focus, mouse or answers; what arrives of them anyway is dropped.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

CUT_WAIT = 2.0
"""Seconds in which the rest of a sequence that was cut by the line may still come."""
PASTE_WAIT = 5.0
"""Seconds without a byte after which a paste whose end was lost is taken as it is."""
LONGEST_NUMBER = 3
"""Digits of a number in a sequence; no key has more."""
LONGEST_SEQUENCE = 256
"""Characters of a sequence or an answer that has no end; what is longer is rubbish of the line."""
LONGEST_PASTE = 1 << 20
"""Characters of one paste; a berkas has no longer text."""

_FINALS = {
    "A": "up", "B": "down", "C": "right", "D": "left", "H": "home", "F": "end", "Z": "shift+tab",
    "P": "f1", "Q": "f2", "R": "f3", "S": "f4",
}  # fmt: skip
_TILDES = {
    1: "home", 2: "insert", 3: "delete", 4: "end", 5: "pageup", 6: "pagedown", 7: "home", 8: "end",
    11: "f1", 12: "f2", 13: "f3", 14: "f4", 15: "f5", 17: "f6", 18: "f7", 19: "f8", 20: "f9", 21: "f10",
}  # fmt: skip
_KEYPAD = {"M": "\r", "X": "=", **{chr(ord("j") + place): sign for place, sign in enumerate("*+,-./0123456789")}}
_CONSOLE = {"A": "f1", "B": "f2", "C": "f3", "D": "f4", "E": "f5"}
_CONTROLS = {
    "\t": "tab", "\r": "enter", "\x08": "backspace", "\x7f": "backspace",
    **{chr(code): f"ctrl+{chr(code + 96)}" for code in range(1, 27) if chr(code) not in "\t\r\x08"},
}  # fmt: skip
_CSI = re.compile(r"\[([0-?]*)([ -/]*)([@-~])")
_PART = re.compile(r"(\[(\[|[0-?]*[ -/]*)?|O)?")
"""The beginning of a sequence, without its Escape: more has to come."""
_STRING = re.compile(r"[]PX^_]")
"""What opens a string a terminal answers with (OSC, DCS, …)."""
_STRING_END = re.compile("\x07|\x1b\\\\")
_TAIL = re.compile(r"(\[\[[A-E]|\[[0-?]+[ -/]*[@-~]|\[[@-Zz~]|O[A-Za-z])")
"""What is left of a sequence whose Escape came long before."""


@dataclass(frozen=True)
class Pressed:
    """A key; ``character`` is what it types, empty for keys that type nothing."""

    key: str
    character: str = ""


@dataclass(frozen=True)
class Pasted:
    """A text that was pasted, between brackets."""

    text: str


def _latin(broken: UnicodeError) -> tuple[str, int]:
    """Bytes that are no UTF-8: the letters a client set to Latin-1 meant by them; never a control character."""
    assert isinstance(broken, UnicodeDecodeError)
    meant = broken.object[broken.start : broken.end].decode("latin-1")
    return "".join(char for char in meant if char >= "\xa0"), broken.end


codecs.register_error("board-latin", _latin)


class KeyReader:
    """Takes bytes as they come, gives keys.

    Args:
        patience: seconds an Escape waits for the rest of a sequence before it counts as the key.
        now: a clock in seconds.
    """

    def __init__(self, patience: float, now: Callable[[], float]) -> None:
        self._patience, self._now = patience, now
        self._decoder = codecs.getincrementaldecoder("utf-8")("board-latin")
        self._text = ""
        """What was received and means nothing yet."""
        self._paste: list[str] | None = None
        self._heard_at = self._escaped_at = float("-inf")

    @property
    def waits(self) -> float | None:
        """Seconds until ``waited`` should be called; None: not before more comes."""
        if self._paste is not None:
            wait = PASTE_WAIT
        elif self._text:
            wait = self._patience if self._text == "\x1b" or _opens_string(self._text) else CUT_WAIT
        elif self._decoder.getstate()[0]:
            wait = self._patience
        else:
            return None
        return max(0.0, self._heard_at + wait - self._now())

    def feed(self, data: bytes) -> Iterator[Pressed | Pasted]:
        """What the bytes mean, together with those before."""
        came = self._decoder.decode(data)
        if not self._text and self._paste is None and self._now() - self._escaped_at < CUT_WAIT:
            tail = _TAIL.match(came)
            if tail:
                came = came[tail.end() :]
        self._escaped_at = float("-inf")
        if self._paste is None and len(self._text) > LONGEST_SEQUENCE:
            self._text = ""
        self._text += came
        self._heard_at = self._now()
        yield from self._read()

    def waited(self) -> Iterator[Pressed | Pasted]:
        """What was received and can wait no longer."""
        if self.waits != 0.0:
            return
        text, self._text = self._text, ""
        # Bytes that wait for others of the same letter are letters of Latin-1.
        rest = self._decoder.decode(b"", final=True)
        if self._paste is not None:
            self._paste.append(text + rest)
            yield self._pasted()
        elif not text:
            yield from (key for char in rest for key in _typed(char))
        elif len(text) <= 2 or _opens_string(text):
            # Escape alone, or with a letter that could have begun a sequence or an answer.
            self._escaped_at = self._now()
            yield Pressed("escape")

    def _read(self) -> Iterator[Pressed | Pasted]:
        while self._text:
            if self._paste is not None:
                if not self._paste_ends():
                    return
                yield self._pasted()
            elif self._text[0] != "\x1b":
                char, self._text = self._text[0], self._text[1:]
                yield from _typed(char)
            else:
                known = self._sequence()
                if known is None:
                    return
                length, keys = known
                self._text = self._text[length:]
                yield from keys

    # --- sequences -----------------------------------------------------------------------------------------------

    def _sequence(self) -> tuple[int, list[Pressed]] | None:
        """How many characters the sequence at the beginning has, and its keys; None: more has to come."""
        rest = self._text[1:]
        if _PART.fullmatch(rest):
            return None
        if rest[0] == "O":
            return 3, _of_application(rest[1])
        if rest.startswith("[["):
            return 4, _named(_CONSOLE.get(rest[2]))
        if rest[0] == "[":
            found = _CSI.match(rest)
            if found is None:
                # Something else interrupts it: what was cut off is no key, what follows is.
                part = _PART.match(rest)
                return 1 + (part.end() if part else 0), []
            if found.groups() == ("200", "", "~"):
                self._paste = []
            return 1 + found.end(), _named(_of_csi(*found.groups()))
        if _STRING.match(rest):
            end = _STRING_END.search(rest)
            return None if end is None else (1 + end.end(), [])
        if rest[0] == "\x1b":
            return 1, [Pressed("escape")]
        # Escape and a letter at once: Alt, or two keys that a slow line has brought together. Escape loses nothing; the
        # letter would act on a screen its officer has not seen yet.
        return 2, [Pressed("escape")]

    def _paste_ends(self) -> bool:
        assert self._paste is not None
        text, end, rest = self._text.partition("\x1b[201~")
        if not end:
            # The end itself may have come by half.
            held = next((size for size in range(5, 0, -1) if text.endswith("\x1b[201~"[:size])), 0)
            self._text = text[len(text) - held :]
            text = text[: len(text) - held]
        else:
            self._text = rest
        if sum(map(len, self._paste)) < LONGEST_PASTE:
            self._paste.append(text)
        return bool(end)

    def _pasted(self) -> Pasted:
        assert self._paste is not None
        text, self._paste = "".join(self._paste)[:LONGEST_PASTE], None
        return Pasted(text)


def _opens_string(text: str) -> bool:
    return len(text) > 1 and _STRING.match(text[1]) is not None


def _typed(char: str) -> Iterator[Pressed]:
    if char in _CONTROLS:
        yield Pressed(_CONTROLS[char], char if char in "\r\t" else "")
    elif char >= " " and not "\x7f" <= char < "\xa0":
        yield Pressed(char, char)


def _named(key: str | None) -> list[Pressed]:
    return [Pressed(key)] if key else []


def _of_application(final: str) -> list[Pressed]:
    if final in _KEYPAD:
        return list(_typed(_KEYPAD[final]))
    # Lower case are arrows with Ctrl, which PuTTY and rxvt tell so; without it they are the same keys everywhere.
    return _named(_FINALS.get(final.upper() if final in "abcd" else final))


def _of_csi(parameters: str, between: str, final: str) -> str | None:
    first = parameters.split(";")[0]
    if between or (first and not first.isdecimal()) or len(first) > LONGEST_NUMBER:
        return None
    if final == "~":
        return _TILDES.get(int(first or 0))
    if final in "PQRS" and first not in {"", "1"}:
        # A cursor position, which nobody asked for.
        return None
    return _FINALS.get(final)
