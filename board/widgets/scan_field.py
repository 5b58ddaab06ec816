"""A field that takes number after number, from a scanner or by hand: each Enter hands one over and empties the field.

It takes Enter itself, in the order the keys arrive: were it left to the screen, the first figures of the next scan
would already stand in the field when the screen empties it.
"""

from __future__ import annotations

from dataclasses import dataclass

from textual.events import Key
from textual.message import Message

from board.widgets.texts import TextField


class ScanField(TextField):
    """One line for numbers."""

    @dataclass
    class Scanned(Message):
        """A number was entered."""

        text: str

    def __init__(self, hint: str) -> None:
        super().__init__(placeholder=hint, classes="search")

    async def _on_key(self, event: Key) -> None:
        if event.key == "enter":
            event.stop()
            event.prevent_default()
            text, self.value = self.value.strip(), ""
            if text:
                self.post_message(self.Scanned(text))
            return
        await super()._on_key(event)
