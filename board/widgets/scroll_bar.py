"""Where one is in a long text: a bar that needs no colour and no half blocks."""

from __future__ import annotations

from math import ceil

from rich.color import Color
from rich.segment import Segment, Segments
from textual.scrollbar import ScrollBarRender

from board.widgets import inks

OWN = Color.default()
"""The terminal's own colour."""


class PlainScrollBar(ScrollBarRender):
    """A thin line with the shown part in reverse, drawn alike with two colours and with thousands."""

    @classmethod
    def render_bar(
        cls,
        size: int = 25,
        virtual_size: float = 50,
        window_size: float = 20,
        position: float = 0,
        thickness: int = 1,
        vertical: bool = True,
        back_color: Color = OWN,
        bar_color: Color = OWN,
    ) -> Segments:
        """The bar as one segment a row; Textual's own colours are left out on purpose."""
        track, shown = Segment("│" * thickness, inks.RULE), Segment(" " * thickness, inks.CURSOR)
        rows = [track] * size
        hidden = virtual_size - window_size
        if size and window_size and hidden > 0:
            length = min(size, max(1, ceil(size * window_size / virtual_size)))
            top = round((size - length) * min(1, position / hidden))
            rows[top : top + length] = [shown] * length
        return Segments(rows, new_lines=True)
