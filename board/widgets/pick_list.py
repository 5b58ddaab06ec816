"""A list to choose from: arrows, digits for the first nine, Enter. Draws only what is visible."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.events import Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from board.widgets import inks
from board.wording import seen


@dataclass(frozen=True)
class Row:
    """One line of a list: its key, its words, and what stands at the right."""

    key: str
    text: str
    right: str = ""
    ink: Style = inks.PLAIN


class PickList(Widget, can_focus=True):
    """Rows with a cursor."""

    DEFAULT_CSS = "PickList { height: 1fr; }"
    BINDINGS = [
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home", "move(-1000000)", show=False),
        Binding("end", "move(1000000)", show=False),
        Binding("enter", "pick", show=False),
    ]

    @dataclass
    class Picked(Message):
        """A row was chosen."""

        row: Row

    @dataclass
    class Moved(Message):
        """The cursor stands on another row."""

        row: Row | None

    def __init__(self, rows: Sequence[Row] = (), *, numbered: bool = False, empty: str = "Tidak ada data.") -> None:
        super().__init__()
        self._rows = list(rows)
        self._numbered, self._empty = numbered, empty
        self._cursor = self._top = 0

    @property
    def rows(self) -> list[Row]:
        """What is listed."""
        return self._rows

    @property
    def selected(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if self._rows else None

    def show(self, rows: Sequence[Row], *, keep: bool = True, chosen: str | None = None) -> None:
        """List other rows; the cursor goes to the key that is chosen, else stays on its own if it is still there."""
        before = chosen or (self.selected.key if keep and self.selected else None)
        self._rows = list(rows)
        keys = [row.key for row in self._rows]
        self._cursor = keys.index(before) if before in keys else min(self._cursor, max(0, len(keys) - 1))
        if not keep:
            self._cursor = self._top = 0
        self._settle()
        self.refresh()
        self.post_message(self.Moved(self.selected))

    def action_move(self, by: int) -> None:
        """Move the cursor."""
        if not self._rows:
            return
        before, top = self._cursor, self._top
        self._cursor = max(0, min(len(self._rows) - 1, self._cursor + by))
        self._settle()
        if self._top != top:
            self.refresh()
        elif self._cursor != before:
            width = self.size.width
            self.refresh(*(Region(0, place - self._top, width, 1) for place in (before, self._cursor)))
        self.post_message(self.Moved(self.selected))

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self.action_move(by * max(1, self.size.height - 1))

    def action_pick(self) -> None:
        """Choose the row under the cursor."""
        if self.selected:
            self.post_message(self.Picked(self.selected))

    def pick_number(self, number: int) -> None:
        """Choose a row by its number."""
        if self._numbered and 0 < number <= min(9, len(self._rows)):
            self.action_move(number - 1 - self._cursor)
            self.action_pick()

    def on_resize(self, event: Resize) -> None:
        self._settle()

    def _settle(self) -> None:
        height = max(1, self.size.height)
        # No line stays empty below while there are rows above.
        fullest = len(self._rows) - height
        self._top = max(min(self._top, self._cursor, fullest), self._cursor - height + 1, 0)

    def render_line(self, y: int) -> Strip:
        """One row."""
        width = self.size.width
        if not self._rows:
            text = seen(self._empty) if y == 0 else ""
            return Strip([Segment(set_cell_size(f"  {text}", width), inks.DIM)])
        place = self._top + y
        if place >= len(self._rows):
            return Strip.blank(width, Style())
        row, cursor = self._rows[place], place == self._cursor
        number = f"{place + 1}. " if self._numbered and place < 9 else "   " if self._numbered else ""
        right = f" {seen(row.right)} " if row.right else ""
        left = f"{'>' if cursor else ' '} {number}{seen(row.text)}"
        room = max(0, width - cell_len(right))
        if cell_len(left) > room > 1:
            left = f"{set_cell_size(left, room - 1)}…"
        ink = inks.CURSOR if cursor else row.ink
        return Strip([Segment(set_cell_size(set_cell_size(left, room) + right, width), ink)])
