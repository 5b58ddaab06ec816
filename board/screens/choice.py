"""Two small questions: which one, and are you sure. Full screens, because dimming what lies behind repaints it all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from textual.events import Key
from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.widgets.pick_list import PickList, Row
from board.widgets.texts import PlainText


class ChoiceScreen(OfficeScreen[str]):
    """Choose one of several; answers its key, or None."""

    SEARCHES = False
    BINDINGS = [bind("enter", "pick", "Pilih", "Pilih baris yang ditunjuk; angka memilih langsung.", id="choice.pick")]

    def __init__(self, question: str, rows: Sequence[Row], about: str = "") -> None:
        super().__init__()
        self._question, self._rows, self._about = question, rows, about

    def title_words(self) -> str:
        return self._question

    def body(self) -> Iterator[Widget]:
        if self._about:
            yield PlainText(self._about, classes="about")
        yield PickList(self._rows, numbered=True)

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.dismiss(message.row.key)

    def action_pick(self) -> None:
        """Choose the row under the cursor."""
        self.query_one(PickList).action_pick()

    def on_key(self, event: Key) -> None:
        if event.character and event.character.isdecimal():
            self.query_one(PickList).pick_number(int(event.character))


class ConfirmScreen(OfficeScreen[bool]):
    """Yes or no; Esc is no."""

    SEARCHES = False
    BINDINGS = [
        bind("y,enter", "yes", "Ya", "Lakukan.", id="confirm.yes"),
        bind("n", "back", "Tidak", "Jangan lakukan.", id="confirm.no"),
    ]

    def __init__(self, question: str, about: str = "") -> None:
        super().__init__()
        self._question, self._about = question, about

    def title_words(self) -> str:
        return self._question

    def body(self) -> Iterator[Widget]:
        yield PlainText(self._about or self._question, classes="about")
        yield PlainText("y  Ya        n  Tidak", classes="about")

    def action_yes(self) -> None:
        """Yes."""
        self.dismiss(True)

    def action_back(self) -> None:
        """No."""
        self.dismiss(False)
