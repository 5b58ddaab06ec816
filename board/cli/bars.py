"""Bars of plain signs: every terminal has them, with colours and without, and every printer (TERMINALS 2)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

WIDTH = 36
"""Signs of the longest bar."""
_STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600)
"""What one sign may stand for, so that people can count them."""


def sign_worth(longest: float) -> int:
    """How much one sign stands for, so that the longest bar still fits."""
    return next((step for step in _STEPS if longest <= step * WIDTH), int(-(-longest // WIDTH)))


def bar(parts: Iterable[tuple[float, str]], worth: int) -> str:
    """A bar of several parts, each drawn with its own sign; whatever is more than nothing has one sign at least."""
    return "".join(sign * max(1, round(value / worth)) for value, sign in parts if value > 0)


def labelled(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    """Lines of label, bar and what it says in numbers."""
    widest = max((len(label) for label, _, _ in rows), default=0)
    return [f"{label:<{widest}}  {drawn}{' ' if drawn else ''}{said}" for label, drawn, said in rows]
