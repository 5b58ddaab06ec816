"""Sisipkan: a template or an earlier answer, found by its words, read before it is put in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input

from board import wording
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.services.inserts import Insert, inserts_for
from board.widgets.pick_list import PickList, Row
from board.widgets.texts import PlainText, TextField


@dataclass(frozen=True)
class InsertFor:
    """Where a text would go: the case, and the kind of note (empty: a field of the case)."""

    number: str
    kind: str = ""


class InsertScreen(OfficeScreen[str]):
    """Choose a text; answers it, or None."""

    AUTO_FOCUS = "Input"
    TYPING = True
    BINDINGS = [
        bind("enter", "pick", "Sisipkan", "Sisipkan teks yang ditunjuk pada kursor.", id="insert.pick", priority=True),
        bind("up", "move(-1)", "Naik", "Teks sebelumnya.", id="insert.up", show=False, priority=True),
        bind("down", "move(1)", "Turun", "Teks berikutnya.", id="insert.down", show=False, priority=True),
        bind("pageup", "page(-1)", "Halaman", "Gulir teks ke atas.", id="insert.pageup", show=False),
        bind("pagedown", "page(1)", "Halaman", "Gulir teks ke bawah.", id="insert.pagedown", show=False),
    ]

    def __init__(self, place: InsertFor) -> None:
        super().__init__()
        self._place = place
        self._found: dict[str, Insert] = {}
        self._words: str | None = None
        """Words of the list that is shown."""

    def title_words(self) -> str:
        return f"Sisipkan ke {self._place.number}"

    def body(self) -> Iterator[Widget]:
        yield TextField(placeholder="Ketik kata untuk menyaring templat dan jawaban terdahulu", classes="search")
        yield PickList(empty="Tidak ada templat atau jawaban terdahulu yang cocok.")
        with VerticalScroll(can_focus=False, classes="preview"):
            yield PlainText("", id="text")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._find()

    def on_input_changed(self) -> None:
        self.run_worker(self._find(), group="find")

    async def _find(self) -> None:
        words = self.query_one(Input).value
        found = await self.ask(inserts_for, self._place.number, self._place.kind, words)
        if self not in self.app.screen_stack or self.query_one(Input).value != words:
            # Left, or typed on, before the answer came.
            return
        self._found, self._words = {item.key: item for item in found}, words
        self.query_one(PickList).show([Row(item.key, item.title, item.right) for item in found], keep=False)

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        item = self._found.get(message.row.key) if message.row else None
        self.query_one("#text", PlainText).update(wording.clean(item.text, lines=True) if item else "")

    def action_move(self, by: int) -> None:
        """To another text."""
        self.query_one(PickList).action_move(by)

    def action_page(self, by: int) -> None:
        """Read on in the text."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * scroll.size.height, animate=False)

    def action_pick(self) -> None:
        """Put in the text under the cursor."""
        self.act(self._pick())

    async def _pick(self) -> None:
        if self._words != self.query_one(Input).value:
            # Enter came faster than the list of what was typed: what stands first on it is meant.
            await self._find()
        row = self.query_one(PickList).selected
        if row:
            self.dismiss(self._found[row.key].text)
