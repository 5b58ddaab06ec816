"""How a number is spread over many cases: the middle, what nine of ten stay below, the average."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean, median


def middle(values: Sequence[int]) -> float | None:
    """The median, half a minute at most; None of nothing."""
    return _short(median(values)) if values else None


def ninth(values: Sequence[int]) -> int | None:
    """The 90th percentile: the smallest value that at least nine of ten do not exceed; None of nothing."""
    return sorted(values)[-(-9 * len(values) // 10) - 1] if values else None


def average(values: Sequence[int]) -> float | None:
    """The average to one decimal; None of nothing."""
    return _short(round(fmean(values), 1)) if values else None


def share(part: int, whole: int) -> int | None:
    """Whole per cent; None of nothing."""
    return round(100 * part / whole) if whole else None


def _short(value: float) -> float:
    return int(value) if value == int(value) else value
