"""Which sign stands in a cell: how wide it is, that it steers nothing, and what ASCII says in its place.

Text that one officer typed is painted on another's terminal: a control character in it must never reach the line,
wherever it was stored (TERMINALS R12). Services clean what they store; this is the last door.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rich.cells import get_character_cell_size

_LOOKALIKES = dict(
    zip(
        "·•●○◆—–−…→←↑↓‹›«»▶◀▲▼’‘“”×÷✓✗√°±≤≥≠€§ßæÆøØđĐłŁı\u00a0",
        "-**o*---~><^v<><>><^v''\"\"x/vxvo+<>!ESsaAoOdDlLi ",
        strict=True,
    )
)
_LEVEL, _UPRIGHT = frozenset("─━┄┅┈┉╌╍═╴╶╸╺╼╾"), frozenset("│┃┆┇┊┋╎╏║╵╷╹╻╽╿")
_STEERING = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


@lru_cache(maxsize=4096)
def cell_width(char: str) -> int:
    """Cells a sign takes: 0 for an accent on the sign before it, and for what steers and is therefore not sent."""
    if unicodedata.category(char) in _STEERING:
        return 0
    return get_character_cell_size(char)


@lru_cache(maxsize=4096)
def in_ascii(char: str) -> str:
    """The ASCII sign that stands for another, as many cells wide; ``?`` where nothing comes near."""
    if char.isascii():
        return char
    if char in _LOOKALIKES:
        return _LOOKALIKES[char]
    if "\u2500" <= char <= "\u257f":
        return "-" if char in _LEVEL else "|" if char in _UPRIGHT else "+"
    if "\u2580" <= char <= "\u259f":
        return "_" if char in "▁▂" else "#"
    plain = "".join(part for part in unicodedata.normalize("NFKD", char) if part.isascii() and part.isprintable())
    width = cell_width(char)
    return plain[:width] if len(plain) >= width else "?" * width


def cells_of(text: str, *, unicode: bool) -> Iterator[str]:
    """The cells of a text: a sign with its accents, and an empty cell behind each sign that is two wide.

    Args:
        unicode: whether signs beyond ASCII may be sent.
    """
    waiting = ""
    for char in text:
        width = cell_width(char)
        if not width:
            if waiting and unicode and unicodedata.category(char) not in _STEERING:
                waiting += char
            continue
        if waiting:
            yield from _cells(waiting, unicode=unicode)
        waiting = char
    if waiting:
        yield from _cells(waiting, unicode=unicode)


def _cells(sign: str, *, unicode: bool) -> Iterator[str]:
    if not unicode:
        yield from in_ascii(sign)
        return
    yield sign
    if cell_width(sign[0]) == 2:
        yield ""
