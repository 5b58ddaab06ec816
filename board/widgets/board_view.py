"""The whole board in one Line-API widget: it draws what is visible, reads nothing, repaints two rows per cursor key.

Thirty and three hundred thousand cases cost the same, because only a window of each open column is ever held.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.events import Resize
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from board.services.board_reads import BEYOND, FIRST_PAGE, Loaded, Page, Wanted
from board.services.lists import BoardView as View
from board.services.lists import Card, Column, Key
from board.widgets import inks
from board.widgets.card_lines import LINES, Moment, card_lines, strip_lines
from board.widgets.columns import OPEN, Arrangement, Slot, arrange
from board.wording import seen

HEAD = 2
"""Lines above the cards: the titles and the rule."""
MOST_HELD = 400
"""Cards of a column that are held at most; beyond that the far end is let go and read again when needed."""


@dataclass
class Window:
    """The part of a column that is held, and where the officer is in it."""

    cards: list[Card] = field(default_factory=list)
    top: int = 0
    cursor: int = 0
    more_before: bool = False
    more_after: bool = False
    stale: bool = False
    """Read before the last change: its column was a strip when the board was read again."""

    @property
    def selected(self) -> Card | None:
        """The card under the cursor."""
        return self.cards[self.cursor] if 0 <= self.cursor < len(self.cards) else None


class BoardView(Widget, can_focus=True):
    """Columns of cards.

    Give it what was read with ``show``; for what comes into sight it asks by ``PageWanted`` and ``CardsWanted``.
    """

    DEFAULT_CSS = "BoardView { height: 1fr; }"

    @dataclass
    class CardsWanted(Message):
        """More cards of a column are needed, at one end of what is held: ``extend`` takes them."""

        column: Column
        after: Key | None = None
        before: Key | None = None

    @dataclass
    class PageWanted(Message):
        """What is held of a column is to be replaced (Home, End, a column that comes into sight): ``fill`` takes it."""

        column: Column
        wanted: Wanted

    @dataclass
    class SelectionChanged(Message):
        """Another card is under the cursor, or none."""

        card: Card | None

    def __init__(self, me: str) -> None:
        super().__init__()
        self._me = me
        self._columns: tuple[Column, ...] = ()
        self._windows: dict[str, Window] = {}
        self._focus = 0
        self._arrangement = Arrangement(())
        self._at: Moment | None = None
        self.marked: frozenset[int] = frozenset()
        """Ids of the cases that are chosen for one decision."""
        self.empty_words = ""
        """What stands in a column without cases."""

    # --- what is shown -------------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Let go of everything held: another view, or another filter."""
        self._windows = {}

    def show(self, loaded: Loaded, *, begin: bool = False) -> None:
        """Show other columns, or the same read again; the column in hand stays, unless the work begins anew."""
        focused = self.column.key if self.column and not begin else None
        self._columns, self._at = loaded.view.columns, Moment(loaded.now, loaded.open_time)
        keys = [column.key for column in self._columns]
        self._windows = {key: replace(held, stale=True) for key, held in self._windows.items() if key in keys}
        self._focus = keys.index(focused) if focused in keys else busiest(self._columns)
        for wanted in loaded.wanted:
            self.fill(wanted, loaded.pages[wanted.column])
        self._arrange()

    def fill(self, wanted: Wanted, page: Page) -> None:
        """Replace what is held of a column; the cursor stays on the case to be kept, or in its place."""
        window = self._windows.setdefault(wanted.column, Window())
        above = window.cursor - window.top
        window.cards, window.stale = list(page.cards), False
        window.more_before, window.more_after = not page.top, not page.end
        places = {card.id: place for place, card in enumerate(window.cards)}
        if wanted.start == BEYOND:
            window.cursor = len(window.cards) - 1
        else:
            window.cursor = places.get(wanted.keep, window.cursor) if wanted.keep else 0
        window.cursor = max(0, min(window.cursor, len(window.cards) - 1))
        window.top = max(0, window.cursor - max(0, above))
        self._settle(window)
        self.refresh()
        self.post_message(self.SelectionChanged(self.selected))

    def extend(self, column_key: str, cards: Sequence[Card], *, forward: bool, more: bool) -> None:
        """Add a page at one end of what is held of a column."""
        window = self._windows.get(column_key)
        if window is None:
            return
        if forward:
            window.cards += cards
            window.more_after = more
            surplus = max(0, len(window.cards) - MOST_HELD)
            if surplus:
                del window.cards[:surplus]
                window.cursor, window.top = window.cursor - surplus, window.top - surplus
                window.more_before = True
        else:
            window.cards[:0] = cards
            window.cursor, window.top = window.cursor + len(cards), window.top + len(cards)
            window.more_before = more
            if len(window.cards) > MOST_HELD:
                del window.cards[MOST_HELD:]
                window.more_after = True
        self.refresh()

    def mark(self, ids: frozenset[int]) -> None:
        """Show other cases as chosen."""
        if ids != self.marked:
            self.marked = ids
            self.refresh()

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns of the view."""
        return self._columns

    @property
    def column(self) -> Column | None:
        """The column in hand."""
        return self._columns[self._focus] if self._columns else None

    @property
    def window(self) -> Window | None:
        """What is held of the column in hand."""
        return self._windows.get(self.column.key) if self.column else None

    @property
    def selected(self) -> Card | None:
        """The card under the cursor."""
        return self.window.selected if self.window else None

    @property
    def per_page(self) -> int:
        """Cards that fit below one another."""
        return max(1, (self.size.height - HEAD) // LINES)

    def on_screen(self) -> list[Wanted]:
        """What is to be read again so that the columns whose cards are drawn are true."""
        return [self._place_in(column) for column in self._open_columns()]

    def _open_columns(self) -> list[Column]:
        return [self._columns[slot.index] for slot in self._arrangement.slots if slot.open]

    def _place_in(self, column: Column) -> Wanted:
        window = self._windows.get(column.key)
        if window is None or window.selected is None:
            return Wanted(column.key)
        first = window.cards[window.top].key if window.more_before or window.top else None
        return Wanted(column.key, first, window.selected.id, max(FIRST_PAGE, 2 * self.per_page))

    # --- moving about --------------------------------------------------------------------------------------------

    def move_cursor(self, by: int) -> None:
        """Move within the column; at the edge of what is held more is asked for."""
        window, slot = self.window, self._slot
        if window is None or slot is None or not window.cards:
            return
        old_cursor, old_top = window.cursor, window.top
        window.cursor = max(0, min(len(window.cards) - 1, window.cursor + by))
        self._settle(window)
        self._ask_for_more(window)
        if window.cursor == old_cursor:
            return
        if window.top != old_top:
            self.refresh(Region(slot.x, HEAD, slot.width, self.size.height - HEAD))
        else:
            places = (old_cursor, window.cursor)
            self.refresh(*(self._card_region(slot, window, place) for place in places))
        self.post_message(self.SelectionChanged(self.selected))

    def move_to_end(self, last: bool) -> None:
        """To the first or the last case of the column, however long it is."""
        window, column = self.window, self.column
        if window is None or column is None:
            return
        if last and window.more_after:
            self.post_message(self.PageWanted(column, Wanted(column.key, BEYOND)))
        elif not last and window.more_before:
            self.post_message(self.PageWanted(column, Wanted(column.key)))
        else:
            self.move_cursor(len(window.cards) if last else -len(window.cards))

    def move_column(self, by: int) -> None:
        """To the next column in either direction."""
        if not self._columns:
            return
        self.focus_column(max(0, min(len(self._columns) - 1, self._focus + by)))

    def focus_column(self, index: int) -> None:
        """Take another column in hand."""
        if index == self._focus or not 0 <= index < len(self._columns):
            return
        before = self._arrangement
        old = before.slot_of(self._focus)
        self._focus = index
        self._arrange()
        if self._arrangement == before and old is not None and self._slot is not None:
            # Every column was open: only two titles and two cursors change.
            regions = [Region(slot.x, 0, slot.width, 1) for slot in (old, self._slot)]
            for slot in (old, self._slot):
                window = self._windows.get(self._columns[slot.index].key)
                if window and window.cards:
                    regions.append(self._card_region(slot, window, window.cursor))
            self.refresh(*regions)
        else:
            self.refresh()
        self.post_message(self.SelectionChanged(self.selected))

    def _settle(self, window: Window) -> None:
        page = self.per_page
        if window.cursor < window.top:
            window.top = window.cursor
        elif window.cursor >= window.top + page:
            window.top = window.cursor - page + 1
        window.top = max(0, min(window.top, max(0, len(window.cards) - page)))

    def _ask_for_more(self, window: Window) -> None:
        column = self.column
        if column is None:
            return
        page = self.per_page
        if window.more_after and window.cursor >= len(window.cards) - page:
            window.more_after = False
            self.post_message(self.CardsWanted(column, after=window.cards[-1].key))
        elif window.more_before and window.cursor <= page:
            window.more_before = False
            self.post_message(self.CardsWanted(column, before=window.cards[0].key))

    # --- drawing -------------------------------------------------------------------------------------------------

    def on_resize(self, event: Resize) -> None:
        self._arrange()

    def _arrange(self) -> None:
        self._arrangement = arrange(self.size.width, len(self._columns), self._focus)
        for held in self._windows.values():
            self._settle(held)
        for column in self._open_columns() if self.size.width else []:
            window = self._windows.setdefault(column.key, Window(stale=True))
            if window.stale:
                self.post_message(self.PageWanted(column, self._place_in(column)))
                window.stale = False
        self.refresh()

    @property
    def _slot(self) -> Slot | None:
        return self._arrangement.slot_of(self._focus)

    def _card_region(self, slot: Slot, window: Window, place: int) -> Region:
        return Region(slot.x, HEAD + (place - window.top) * LINES, slot.width, LINES)

    def render_line(self, y: int) -> Strip:
        """One line of the board."""
        segments: list[Segment] = []
        slots = self._arrangement.slots
        for place, slot in enumerate(slots):
            if place:
                segments.append(Segment("┼" if y == 1 else "│", inks.RULE))
            segments += [Segment(seen(text), style) for text, style in self._cells(slot, y)]
        strip = Strip(segments)
        return strip.adjust_cell_length(self.size.width, Style())

    def _cells(self, slot: Slot, y: int) -> list[tuple[str, Style]]:
        column = self._columns[slot.index]
        if y == 0:
            return self._title(slot, column)
        if y == 1:
            return [("─" * slot.width, inks.RULE)]
        if not slot.open:
            lines = strip_lines(column.count, column.late, column.waiting, slot.width)
            return lines[y - HEAD] if y - HEAD < len(lines) else [(" " * slot.width, inks.PLAIN)]
        return self._card_cells(slot, column, y - HEAD)

    def _title(self, slot: Slot, column: Column) -> list[tuple[str, Style]]:
        focused = slot.index == self._focus
        name = column.title.upper() if focused else column.title
        left = "‹" if slot is self._arrangement.slots[0] and self._arrangement.hidden_left else " "
        right = "›" if slot is self._arrangement.slots[-1] and self._arrangement.hidden_right else ""
        numbers = ""
        if slot.open:
            numbers = f"{column.count - column.waiting}"
            numbers += f" !{column.late} terlambat" if column.late else ""
            numbers += f" +{column.waiting} menunggu" if column.waiting else ""
        if slot.width < OPEN:
            numbers = numbers.split(" ")[0]
        room = slot.width - 1 - len(right) - (len(numbers) + 1 if numbers else 0)
        text = left + set_cell_size(name, room) + (f" {numbers}" if numbers else "") + right
        return [(set_cell_size(text, slot.width), inks.TITLE if focused else inks.BOLD)]

    def _card_cells(self, slot: Slot, column: Column, line: int) -> list[tuple[str, Style]]:
        window, at = self._windows.get(column.key), self._at
        blank = [(" " * slot.width, inks.PLAIN)]
        if window is None or at is None:
            return blank
        place = window.top + line // LINES
        if not window.cards:
            empty = f"  {self.empty_words}" if line == 0 and not column.count else ""
            return [(set_cell_size(empty, slot.width), inks.DIM)]
        if place >= len(window.cards) or line // LINES >= self.per_page:
            return blank
        cursor = place == window.cursor and slot.index == self._focus
        card = window.cards[place]
        marked = card.id in self.marked
        return card_lines(card, slot.width, at, cursor=cursor, me=self._me, marked=marked)[line % LINES]


def busiest(columns: Sequence[Column]) -> int:
    """The column to begin in: among the officer's own the one with most late, else most to do, else most waiting."""
    ranked = [
        (column.mine, column.late, column.count - column.waiting, column.waiting, -place)
        for place, column in enumerate(columns)
    ]
    return -max(ranked)[4] if ranked else 0


def first_pages(view: View, width: int) -> list[Wanted]:
    """What a board of that width draws first: the pages of the columns that will be open."""
    arrangement = arrange(width, len(view.columns), busiest(view.columns))
    return [Wanted(view.columns[slot.index].key) for slot in arrangement.slots if slot.open]
