"""Focus and context: how wide each column of the board is (PRODUCT 2). Pure arithmetic.

The column in hand is wide, its neighbours are strips with counts; where the terminal is wide enough all are open.
"""

from __future__ import annotations

from dataclasses import dataclass

STRIP = 14
"""Width of a strip: the longest tray name and one cell before it."""
NARROW = 17
"""Narrowest column that shows cards beside the one in hand."""
OPEN = 26
"""Narrowest column when all are equal."""
FOCUS = 34
"""Narrowest column in hand."""


@dataclass(frozen=True)
class Slot:
    """Where one column is drawn."""

    index: int
    x: int
    width: int
    open: bool


@dataclass(frozen=True)
class Arrangement:
    """All columns that fit, and how many lie hidden on either side."""

    slots: tuple[Slot, ...]
    hidden_left: int = 0
    hidden_right: int = 0

    def slot_of(self, index: int) -> Slot | None:
        """The place of a column, if it is drawn."""
        return next((slot for slot in self.slots if slot.index == index), None)


def arrange(width: int, count: int, focus: int) -> Arrangement:
    """Arrange ``count`` columns, separated by one cell, so that ``focus`` is open and as many as possible are seen."""
    if count == 0 or width <= 0:
        return Arrangement(())
    if count * (OPEN + 1) - 1 <= width:
        share, rest = divmod(width - (count - 1), count)
        return Arrangement(_slots([share + (index < rest) for index in range(count)], 0, set(range(count))))
    if FOCUS + (count - 1) * (NARROW + 1) <= width:
        wide = width - (count - 1) * (NARROW + 1)
        return Arrangement(_slots([wide if index == focus else NARROW for index in range(count)], 0, set(range(count))))
    beside = min(max(0, (width - FOCUS) // (STRIP + 1)), count - 1)
    left = min(focus, beside // 2)
    right = min(count - 1 - focus, beside - left)
    left = min(focus, beside - right)
    wide = width - (left + right) * (STRIP + 1)
    widths = [*[STRIP] * left, wide, *[STRIP] * right]
    return Arrangement(_slots(widths, focus - left, {focus}), focus - left, count - 1 - focus - right)


def _slots(widths: list[int], first: int, opened: set[int]) -> tuple[Slot, ...]:
    slots, x = [], 0
    for index, width in enumerate(widths, start=first):
        slots.append(Slot(index, x, width, index in opened))
        x += width + 1
    return tuple(slots)
