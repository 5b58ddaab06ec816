"""Finding that lines only moved up or down: a terminal moves them by itself, for twenty letters instead of a screen.

Scroll regions are as old as the VT100. They move whole lines, so whatever stands beside a list that scrolls moves along
and is sent again; that is counted in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from operator import ne

FURTHEST = 10
"""Lines a list moves at most before it is rather another page."""
LEAST = 40
"""Cells that must be saved: setting a region costs about half of that."""

Lines = Sequence[Sequence[str]]


@dataclass(frozen=True)
class Scroll:
    """Lines ``top`` to ``bottom``, both included, move up by ``by`` lines; down where it is negative."""

    top: int
    bottom: int
    by: int
    saved: int
    """Cells that need not be sent."""

    @property
    def sequence(self) -> str:
        """What makes a terminal do it; where the cursor is afterwards, terminals do not agree on."""
        begin = self.bottom if self.by > 0 else self.top
        step = "\n" * self.by if self.by > 0 else "\x1bM" * -self.by
        return f"\x1b[{self.top + 1};{self.bottom + 1}r\x1b[{begin + 1}H{step}\x1b[r"


def best_scroll(shown: Lines, wanted: Lines) -> Scroll | None:
    """The move of lines that leaves least to send; None where none is worth it."""
    changed = [y for y in range(len(wanted)) if shown[y] != wanted[y]]
    if len(changed) < 3:
        return None
    as_it_is = [_unlike(shown[y], wanted[y]) for y in range(len(wanted))]
    empty = [sum(sign != " " for sign in line) for line in wanted]
    found = [
        move
        for far in range(1, min(FURTHEST, changed[-1] - changed[0]) + 1)
        for by in (far, -far)
        if (move := _best_of(shown, wanted, by, changed, as_it_is, empty)) is not None
    ]
    return max(found, key=lambda move: move.saved, default=None)


def _best_of(
    shown: Lines, wanted: Lines, by: int, changed: Sequence[int], as_it_is: Sequence[int], empty: Sequence[int]
) -> Scroll | None:
    """The best region for one distance."""
    first, last, most = changed[0], -1, 0
    begin, gained = changed[0], 0
    # The stretch of lines that gains most by coming from ``by`` lines below.
    for y in range(max(changed[0], -by), min(changed[-1] + 1, len(wanted) - max(by, 0))):
        if gained <= 0:
            begin, gained = y, 0
        gained += as_it_is[y] - _unlike(shown[y + by], wanted[y])
        if gained > most:
            first, last, most = begin, y, gained
    # The lines that are scrolled in are blank, and have to be written.
    top, bottom = (first, last + by) if by > 0 else (first + by, last)
    fresh = range(last + 1, bottom + 1) if by > 0 else range(top, first)
    saved = most + sum(as_it_is[y] - empty[y] for y in fresh)
    return Scroll(top, bottom, by, saved) if last >= 0 and saved >= LEAST else None


def _unlike(one: Sequence[str], other: Sequence[str]) -> int:
    return 0 if one == other else sum(map(ne, one, other))
