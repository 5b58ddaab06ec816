"""All keys of a screen, read from its bindings, with a field to search them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.binding import Binding
from textual.widget import Widget
from textual.widgets import Input

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.widgets.pick_list import PickList, Row
from board.widgets.texts import TextField


class HelpScreen(OfficeScreen[None]):
    """Searchable help."""

    SEARCHES = False
    AUTO_FOCUS = "Input"
    BINDINGS = [
        bind("down", "move(1)", "Turun", "Ke tombol berikutnya.", id="help.down", show=False, priority=True),
        bind("up", "move(-1)", "Naik", "Ke tombol sebelumnya.", id="help.up", show=False, priority=True),
    ]

    def __init__(self, place: str, bindings: Sequence[tuple[str, Binding]]) -> None:
        super().__init__()
        self._place, self._bindings_shown = place, list(bindings)

    def title_words(self) -> str:
        return f"Bantuan: {self._place}"

    def body(self) -> Iterator[Widget]:
        yield TextField(placeholder="Ketik untuk mencari tombol atau tindakan", classes="search")
        yield PickList(self._rows(""), empty="Tidak ada tombol yang cocok.")

    def on_mount(self) -> None:
        self.query_one(PickList).show(self._rows(""))

    def _rows(self, wanted: str) -> list[Row]:
        words = wanted.casefold().split()
        found = []
        for keys, binding in self._bindings_shown:
            line = f"{keys:<14} {binding.description:<14} {binding.tooltip}"
            if all(word in line.casefold() for word in words):
                found.append(Row(binding.id or keys, line))
        return found

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        self.say(" ".join(message.row.text.split()) if message.row else "")

    def on_input_changed(self, event: Input.Changed) -> None:
        self.query_one(PickList).show(self._rows(event.value), keep=False)

    def action_move(self, by: int) -> None:
        """Move in the list while the field keeps the letters."""
        self.query_one(PickList).action_move(by)
