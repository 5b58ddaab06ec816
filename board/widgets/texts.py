"""Text that is shown, and fields that are typed into: nothing in them steers a terminal, whoever wrote it.

What officers type is cleaned when it is stored, but a database can be written to past the program, and a paste holds
anything. So every text of a screen is one of these: a sign that cannot be seen is shown as one that can.

The fields know the keys that arrive from every terminal and no others (TERMINALS 2). Textual's own would also cut, copy
to the terminal's clipboard, delete to the end of the line, and select, so that the next letter replaces all of it.
"""

from __future__ import annotations

from typing import Any

from rich.text import Text
from textual.binding import Binding
from textual.document._document import EditResult
from textual.document._edit import Edit
from textual.events import Paste
from textual.widgets import Input, Static, TextArea

from board.wording import seen


class PlainText(Static):
    """Words to read; never markup."""

    def __init__(self, words: str | Text = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(_shown(words), markup=False, id=id, classes=classes)

    def update(self, content: Any = "", *, layout: bool = True) -> None:
        """Show other words."""
        super().update(_shown(content), layout=layout)


class TextField(Input, inherit_bindings=False):
    """One line to type into."""

    BINDINGS = [
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("home", "home", show=False),
        Binding("end", "end", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
        Binding("enter", "submit", show=False),
        Binding("ctrl+u", "empty", show=False),
    ]

    def __init__(self, value: str = "", **options: Any) -> None:
        self._emptied = ""
        super().__init__(value, compact=True, select_on_focus=False, **options)
        self.cursor_blink = False

    def action_empty(self) -> None:
        """Empty the field; once more, and what stood in it is back."""
        if self.value:
            self._emptied, self.value = self.value, ""
        else:
            self.value = self._emptied
            self.cursor_position = len(self.value)

    def validate_value(self, value: str) -> str:
        """What the program fills in."""
        return seen(value)

    def replace(self, text: str, start: int, end: int) -> None:
        """Put in what is typed or pasted."""
        super().replace(seen(text), start, end)

    def _on_paste(self, event: Paste) -> None:
        # Of several lines none is lost: they become one.
        super()._on_paste(Paste(" ".join(event.text.splitlines())))
        event.stop()
        event.prevent_default()

    def restricted(self) -> None:
        """Longer than it may be; the terminal is not rung for it."""


class TextPage(TextArea, inherit_bindings=False):
    """Several lines to type into."""

    BINDINGS = [
        Binding("up", "cursor_up", show=False),
        Binding("down", "cursor_down", show=False),
        Binding("left", "cursor_left", show=False),
        Binding("right", "cursor_right", show=False),
        Binding("home", "cursor_line_start", show=False),
        Binding("end", "cursor_line_end", show=False),
        Binding("pageup", "cursor_page_up", show=False),
        Binding("pagedown", "cursor_page_down", show=False),
        Binding("backspace", "delete_left", show=False),
        Binding("delete", "delete_right", show=False),
    ]

    def __init__(self, text: str = "", *, classes: str | None = None) -> None:
        super().__init__(_lines(text), compact=True, tab_behavior="focus", classes=classes)
        self.cursor_blink = False

    def load_text(self, text: str) -> None:
        """Show another text."""
        super().load_text(_lines(text))

    def edit(self, edit: Edit) -> EditResult:
        """Put in what is typed or pasted."""
        edit.text = _lines(edit.text)
        return super().edit(edit)


def _lines(text: str) -> str:
    return seen("\n".join(text.replace("\r\n", "\n").split("\r")), lines=True)


def _shown(content: Any) -> Any:
    """Content in which nothing is unseen; of a text with styles each of them stays in its place."""
    if isinstance(content, Text):
        content.plain = seen(content.plain, lines=True)
        return content
    return seen(content, lines=True) if isinstance(content, str) else content
