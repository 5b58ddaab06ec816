"""Bars on paper: told apart by their filling, which a copier keeps, and always beside the number they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.lib import colors
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable

from board.printing.fonts import REGULAR

GREY, BLACK, WHITE, PALE = (colors.Color(tone, tone, tone) for tone in (0.6, 0, 1, 0.85))
"""Fillings; each is drawn with a black rim."""
RIM = 0.4


@dataclass(frozen=True)
class Part:
    """A part of a bar: how much, and how it is filled."""

    value: float
    filling: colors.Color


class Bar(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """One horizontal bar.

    Args:
        width, height: of the room, in points.
        longest: what fills the whole width.
    """

    def __init__(self, parts: Sequence[Part], width: float, height: float, longest: float) -> None:
        super().__init__()
        self._parts, self._size, self._longest = parts, (width, height), longest

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its room."""
        return self._size

    def draw(self) -> None:
        """Part after part from the left."""
        width, height = self._size
        left, canvas = 0.0, self.canv
        canvas.setLineWidth(RIM)
        for part in self._parts:
            if part.value > 0:
                long = part.value / self._longest * width
                canvas.setFillColor(part.filling)
                canvas.rect(left, 0.1 * height, long, 0.8 * height, stroke=1, fill=1)
                left += long


class Legend(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """What the fillings mean, in words beside a box of each."""

    def __init__(self, meanings: Sequence[tuple[colors.Color, str]], size: float) -> None:
        super().__init__()
        self._meanings, self._size = meanings, size

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """A line."""
        return width, self._size * 1.6

    def draw(self) -> None:
        """Box and word, one after the other."""
        left, size, canvas = 0.0, self._size, self.canv
        canvas.setLineWidth(RIM)
        canvas.setFont(REGULAR, size)
        for filling, meaning in self._meanings:
            canvas.setFillColor(filling)
            canvas.rect(left, 0.35 * size, size * 1.4, size * 0.75, stroke=1, fill=1)
            canvas.setFillColor(BLACK)
            canvas.drawString(left + size * 1.9, 0.4 * size, meaning)
            left += size * 3.4 + stringWidth(meaning, REGULAR, size)


class Days(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Two upright bars for every day of a month, with their numbers above and the day below.

    Args:
        days: (day of the month, first number, second number).
    """

    def __init__(self, days: Sequence[tuple[int, int, int]], width: float, height: float, size: float) -> None:
        super().__init__()
        self._days, self._room, self._size = days, (width, height), size

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Its room."""
        return self._room

    def draw(self) -> None:
        """Day by day from the left."""
        (width, height), size, canvas = self._room, self._size, self.canv
        each = width / max(len(self._days), 1)
        most = max((max(one, other) for _, one, other in self._days), default=0) or 1
        ground, full = size * 1.5, height - size * 3
        canvas.setLineWidth(RIM)
        canvas.setFont(REGULAR, size)
        for place, (day, one, other) in enumerate(self._days):
            left = place * each
            for side, (value, filling) in enumerate(((one, WHITE), (other, GREY))):
                at, high = left + each * (0.1 + 0.4 * side), value / most * full
                if value:
                    canvas.setFillColor(filling)
                    canvas.rect(at, ground, each * 0.38, high, stroke=1, fill=1)
                    canvas.setFillColor(BLACK)
                    canvas.drawCentredString(at + each * 0.19, ground + high + size * 0.25, str(value))
            canvas.setFillColor(BLACK)
            canvas.drawCentredString(left + each * 0.5, size * 0.2, str(day))
        canvas.line(0, ground, width, ground)
