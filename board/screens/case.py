"""One case in full; the same keys act on it as on the board."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.containers import VerticalScroll
from textual.events import Resize
from textual.widget import Widget
from textual.widgets import Static

from board.errors import NotFound
from board.screens.bindings import bind
from board.screens.case_actions import CaseActions, InHand
from board.screens.case_words import case_words
from board.services.desk import Desk
from board.services.facts_of import find_case, sop_of
from board.services.lists import Spot
from board.services.show_case import case_view, show_case
from board.workflow.facts import Actor
from board.workflow.sop import Sop


def open_case(desk: Desk, number: str, actor: Actor) -> tuple[dict[str, Any], Sop]:
    """A case in full with the SOP it runs on; the look is recorded."""
    shown = show_case(desk, number, actor)
    return shown, sop_of(desk, find_case(desk, number))


def read_case(desk: Desk, number: str, actor: Actor) -> tuple[dict[str, Any], Sop]:
    """A case that is open already, read again."""
    row = find_case(desk, number)
    return case_view(desk, row, actor), sop_of(desk, row)


class CaseScreen(CaseActions):
    """A case."""

    BINDINGS = [
        bind("up", "scroll(-1)", "Gulir", "Gulir ke atas.", id="case.up", show=False),
        bind("down", "scroll(1)", "Gulir", "Gulir ke bawah.", id="case.down", show=False),
        bind("pageup", "page(-1)", "Halaman", "Satu halaman ke atas.", id="case.pageup", show=False),
        bind("pagedown,space", "page(1)", "Halaman", "Satu halaman ke bawah.", id="case.pagedown", show=False),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._words = ""
        self._case: dict[str, Any] | None = None
        self._sop: Sop | None = None

    def title_words(self) -> str:
        return f"Berkas {self._number}"

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            yield Static("", markup=False, id="words")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._load()

    async def _load(self) -> None:
        self._show(*await self.ask(open_case, self._number, self.actor))

    async def others_changed(self) -> None:
        # One look at the case, however often it changes meanwhile.
        if self._case is None:
            return
        try:
            self._show(*await self.ask(read_case, self._number, self.actor))
        except NotFound:
            # It has become a complaint about whoever looks at it: nothing of it stays on the screen.
            self.dismiss(None)

    async def lost_sight(self, sentence: str) -> None:
        self.dismiss(None)

    def _show(self, case: dict[str, Any], sop: Sop) -> None:
        self._case, self._sop = case, sop
        self._paint()

    def _paint(self) -> None:
        if self._case is None or self._sop is None:
            return
        text = case_words(self._case, self._sop, self.board.profile, max(30, self.size.width - 4))
        self._words = text.plain
        self.query_one("#words", Static).update(text)

    def on_resize(self, event: Resize) -> None:
        self._paint()

    @property
    def words(self) -> str:
        """All that is written on the screen."""
        return self._words

    def in_hand(self) -> InHand | None:
        return InHand(self._number, self._case["version"]) if self._case else None

    def moved_last(self) -> str | None:
        return self._number

    async def changed(self, sentence: str, *, spot: Spot | None = None, seek: bool = False) -> None:
        await self._load()
        self.say(sentence)

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * (scroll.size.height - 1), animate=False)
