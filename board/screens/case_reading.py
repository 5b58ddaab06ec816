"""A case as text that is read and scrolled, with the keys that act on it: what berkas and utas have in common."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from rich.text import Text
from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widget import Widget

from board.errors import NotFound
from board.screens.bindings import bind
from board.screens.case_actions import CaseActions, InHand
from board.screens.cover import covered_case
from board.services.lists import Spot
from board.services.show_case import BERKAS
from board.widgets.texts import PlainText
from board.workflow.sop import Sop


class CaseReading(CaseActions):
    """One case, read. Subclasses give ``_load``, ``_read_again`` and ``_paint``.

    A ``_load`` is a look and shows the case in full; what is read again stays covered if it was.
    """

    MASKS = True
    PART = BERKAS
    """What is looked at here, in the access journal."""
    BINDINGS = [
        bind("up", "scroll(-1)", "Gulir", "Gulir ke atas.", id="case.up", show=False),
        bind("down", "scroll(1)", "Gulir", "Gulir ke bawah.", id="case.down", show=False),
        bind("pageup", "page(-1)", "Halaman", "Satu halaman ke atas.", id="case.pageup", show=False),
        bind("pagedown,space", "page(1)", "Halaman", "Satu halaman ke bawah.", id="case.pagedown", show=False),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self.number = number
        self._words = ""
        self._case: dict[str, Any] | None = None
        self._covered = False
        self._sop: Sop | None = None

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            yield PlainText("", id="words")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._load()

    async def _load(self) -> None:
        """Read the case, which is a look at it, and show it."""
        raise NotImplementedError

    async def _read_again(self) -> None:
        """Show what became of the case: one look at it, however often it changes meanwhile."""
        raise NotImplementedError

    async def others_changed(self) -> None:
        if self._case is None:
            return
        try:
            await self._read_again()
        except NotFound:
            self.dismiss(None)

    def _paint(self) -> None:
        """Show what was read at the width there is, as far as it is not ``covered``."""
        raise NotImplementedError

    # --- covered when nobody presses a key ------------------------------------------------------------------------

    @property
    def bare(self) -> bool:
        return self._case is not None and not self._covered

    @property
    def looked_at(self) -> tuple[str, str] | None:
        return self.number, self.PART

    @property
    def covered(self) -> bool:
        return self._covered

    def cover(self) -> None:
        self._covered = True
        self._paint()

    def uncover(self) -> None:
        self._covered = False
        self._paint()

    @property
    def shown_case(self) -> dict[str, Any] | None:
        """The case as it may be read now."""
        return covered_case(self._case) if self._case is not None and self._covered else self._case

    def paint_words(self, text: Text) -> None:
        """Show a text."""
        self._words = text.plain
        self.query_one("#words", PlainText).update(text)

    @property
    def words_width(self) -> int:
        """Cells of a line of text."""
        return max(30, self.size.width - 4)

    def on_resize(self, event: Resize) -> None:
        self._paint()

    @property
    def words(self) -> str:
        """All that is written on the screen."""
        return self._words

    def in_hand(self) -> InHand | None:
        return InHand(self.number, self._case["version"]) if self._case else None

    def moved_last(self) -> str | None:
        return self.number

    async def changed(self, sentence: str, *, spot: Spot | None = None, seek: bool = False) -> None:
        try:
            await self._load()
        except NotFound:
            # It has become a complaint about whoever looks at it: nothing of it stays on the screen.
            self.dismiss(None)
        else:
            self.say(sentence)

    async def lost_sight(self, sentence: str) -> None:
        self.dismiss(None)

    def comes_from(self, place: type[CaseReading]) -> bool:
        """Whether the same case lies open in another way below this screen: then the way there is the way back."""
        below = self.app.screen_stack[-2]
        return isinstance(below, place) and below.number == self.number

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * (scroll.size.height - 1), animate=False)
