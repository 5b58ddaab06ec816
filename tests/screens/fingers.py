"""A hand that presses anything: keys of every terminal, words that steer terminals, pastes, held keys, bursts.

``events`` makes events of keys, as the driver does. What feeds bytes through the decoder instead has the same shape:
a random generator in, events out.
"""

from __future__ import annotations

import string
from collections.abc import Callable, Sequence
from random import Random

from textual.events import Key, Paste
from textual.keys import _character_to_key

from board.terminal.keygate import KeyGate, Timer
from tests.screens.officer import Officer, Pending

Source = Callable[[Random], Sequence[Key | Paste]]
"""What is pressed next."""

MOVES = (
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "tab", "shift+tab", "enter", "escape",
    "backspace", "delete", "space",
)  # fmt: skip
FUNCTIONS = tuple(f"f{number}" for number in range(1, 13))
CHORDS = (
    *(f"ctrl+{letter}" for letter in string.ascii_lowercase), "ctrl+@", "ctrl+backslash", "ctrl+underscore",
    "shift+up", "shift+down", "shift+left", "shift+right", "shift+home", "shift+end", "ctrl+left", "ctrl+right",
    "ctrl+home", "ctrl+end", "ctrl+shift+left", "ctrl+shift+a", "ctrl+shift+k", "ctrl+shift+z", "super+c",
    "super+backspace", "alt+a", "alt+f", "alt+left", "alt+enter", "alt+backspace", "insert", "f13", "f20",
)  # fmt: skip
LETTERS = string.ascii_letters + string.digits + string.punctuation
ODD = "éßĳ\u0301İ\u200f\u202e\u2066\u200b\ufeffぁ漢😀👩\u200d🔬\u0600\x9b\x85\ud7ff￿"
"""Letters and signs that are wide, bare, joined, turned round, or not there."""
WORDS = (
    "SITI AMINAH", "0000014505900001", "29-05-2012", "081200000001", "=HYPERLINK(1)", "\x1b[2J\x1b]52;c;AAAA\x07",
    "[bold]x[/]", "\n\n", "\r\nnext\t\x00", "a" * 3000, "../../etc/passwd", "\u202etxt.exe", "%s%n",
    "'; DROP TABLE cases;--",
)  # fmt: skip
"""What somebody pastes."""


def events(random: Random) -> list[Key | Paste]:
    """One press, or a few at once."""
    kind = random.random()
    if kind < 0.38:
        return [Key(random.choice(MOVES), None)]
    if kind < 0.70:
        return [letter(random.choice(LETTERS))]
    if kind < 0.78:
        return [Key(random.choice(FUNCTIONS), None)]
    if kind < 0.88:
        return [Key(random.choice(CHORDS), None)]
    if kind < 0.91:
        return [letter(random.choice(ODD))]
    if kind < 0.94:
        return [Paste(random.choice(WORDS))]
    if kind < 0.97:
        return [letter(char) for char in random.choice(WORDS)[:40] if char.isprintable()]
    return [Key(random.choice(MOVES[:-1]), None)] * random.randint(2, 12)


def letter(char: str) -> Key:
    """A press of a letter or a sign."""
    return Key(_character_to_key(char), char)


def unhurried(officer: Officer) -> None:
    """Let a letter count at once, where it would wait to see whether it is the first of a burst.

    Bursts stay what they are: letters that come together are still dropped outside a field.
    """

    def at_once(_seconds: float, then: Callable[[], None]) -> Timer:
        handle = Pending(0, then)
        officer.app.call_later(lambda: then() if handle.due else None)
        return handle

    app = officer.app
    app._gate = KeyGate(app._deliver, app._burst, at_once, app._burst_over)
