"""Fields of a form: a label, an editor that fits the type, and what is wrong with it in words below.

Focus is shown by ``>`` and reverse video, so that it is seen in 16 colours and without any (TERMINALS R3).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from rich.cells import set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.events import Key
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget
from textual.widgets import Input, TextArea

from board.widgets import inks
from board.widgets.texts import PlainText, TextField, TextPage
from board.wording import seen
from board.workflow.sop import Field, Option

LABEL = 33
"""Width of the labels of a form, in cells."""
PLACEHOLDERS = {
    "date": "29-05-2012",
    "time": "08.15",
    "phone": "081234567890",
    "nik": "16 angka",
    "no_kk": "16 angka",
    "no_akta_lahir": "1808-LU-20112026-0001",
    "no_akta_mati": "1808-KM-20112026-0001",
    "no_akta": "1808-XX-20112026-0001",
    "no_skpwni": "SKPWNI/1808/20112026/0001",
    "no_resi": "11-15 huruf dan angka",
}


class FieldChanged(Message):
    """The value of a field changed while typing."""

    def __init__(self, row: FieldRow) -> None:
        super().__init__()
        self.row = row


class ChoiceEditor(Widget, can_focus=True):
    """One of a few values: ``‹ Perempuan ›``. Left, right or space change it, a digit chooses.

    A first letter chooses only where nothing is chosen yet, or among values that begin with the same letter: words
    typed here by mistake never replace what was chosen, and say so (``Kept``).
    """

    DEFAULT_CSS = "ChoiceEditor { height: 1; width: 1fr; }"
    BINDINGS = [
        Binding("left", "step(-1)", show=False),
        Binding("right", "step(1)", show=False),
        Binding("space", "blank", show=False),
        Binding("backspace,delete", "clear", show=False),
    ]

    class Changed(Message):
        """Another value was chosen."""

    class Kept(Message):
        """A letter was typed that does not change what is chosen."""

    def __init__(self, options: Sequence[Option], value: str, *, required: bool) -> None:
        super().__init__()
        self._options = [*([] if required and value else [Option("", "-")]), *options]
        self.value, self._required = value, required
        self._words = False
        """Whether the last key was a letter of a word that does not belong here."""

    def offer(self, options: Sequence[Option]) -> None:
        """Offer other values; one that is no longer offered is given up."""
        self._options = [*[option for option in self._options if not option.value], *options]
        if self.value not in {option.value for option in options}:
            self.value = ""
        self.refresh()

    def action_step(self, by: int) -> None:
        """To the next value; what has to be chosen is not given up on the way."""
        places = [option.value for option in self._options if option.value or not (self._required and self.value)]
        place = places.index(self.value) if self.value in places else 0
        self._choose(places[(place + by) % len(places)])

    def action_blank(self) -> None:
        """To the next value, unless it is the blank between two words."""
        if self._words:
            self.post_message(self.Kept())
        else:
            self.action_step(1)

    def action_clear(self) -> None:
        """Back to no value."""
        self._choose("")

    def on_key(self, event: Key) -> None:
        if not event.character or not event.character.isalnum():
            return
        event.stop()
        if event.character.isdecimal():
            self.choose_number(int(event.character))
        else:
            self._jump(event.character.casefold())

    def choose_number(self, number: int) -> bool:
        """Choose a value by its place; False where there is none."""
        named = [option for option in self._options if option.value]
        if not 0 < number <= len(named):
            return False
        self._pick(named[number - 1])
        return True

    def _pick(self, option: Option) -> None:
        """A digit was pressed."""
        self._choose(option.value)

    def _jump(self, letter: str) -> None:
        """To the first value with this letter, or on to the next one."""
        fitting = [option.value for option in self._options if option.value and option.title.casefold()[0] == letter]
        if self.value in fitting:
            self._choose(fitting[(fitting.index(self.value) + 1) % len(fitting)])
        elif self.value:
            self._words = True
            self.post_message(self.Kept())
        elif fitting:
            self._choose(fitting[0])

    def on_blur(self) -> None:
        self._words = False

    def _choose(self, value: str) -> None:
        self._words = False
        if value != self.value:
            self.value = value
            self.refresh()
            self.post_message(self.Changed())

    def _title(self) -> str:
        return next((option.title for option in self._options if option.value == self.value), "-")

    def render_line(self, y: int) -> Strip:
        """The value between its arrows."""
        title = seen(self._title())
        ink = inks.CURSOR if self.has_focus else inks.PLAIN
        width = self.size.width
        shown = set_cell_size(f"‹ {title} ›", min(width, max(12, len(title) + 4)))
        return Strip([Segment(shown, ink)]).adjust_cell_length(width, Style())


class SeveralEditor(ChoiceEditor):
    """A choice of which some may stand together: ``‹ Foto 1+2 ›``. A further digit adds one, or takes it away again.

    The value is those that are chosen, with blanks between them. Arrows and letters choose one alone.

    Args:
        together: beginning of the values that may stand together; any other one stands alone.
    """

    def __init__(self, options: Sequence[Option], value: str, *, required: bool, together: str) -> None:
        super().__init__(options, value, required=required)
        self._together = together

    def _pick(self, option: Option) -> None:
        chosen = set(self.value.split())
        alone = not option.value.startswith(self._together)
        if alone or any(not value.startswith(self._together) for value in chosen):
            chosen = set()
        chosen ^= {option.value}
        self._choose(" ".join(known.value for known in self._options if known.value in chosen))

    def action_step(self, by: int) -> None:
        """To the value beside the one that is chosen: of several beside the last, or back before the first."""
        values = self.value.split()
        if len(values) > 1:
            self.value = values[-1 if by > 0 else 0]
        super().action_step(by)

    def _title(self) -> str:
        chosen = [option.title.rpartition(" ") for option in self._options if option.value in self.value.split()]
        kinds = [kind for kind, _, _ in chosen]
        if len(chosen) < 2:
            return super()._title()
        # Foto 1+2, but Foto 1+PDF 2.
        return "+".join(
            number if place and kinds[place - 1] == kind else f"{kind} {number}"
            for place, (kind, _, number) in enumerate(chosen)
        )


class RowsEditor(Widget, can_focus=True):
    """How many rows a table field has; Enter opens them."""

    DEFAULT_CSS = "RowsEditor { height: 1; width: 1fr; }"

    def __init__(self, value: list[dict[str, Any]]) -> None:
        super().__init__()
        self.value = value

    def render_line(self, y: int) -> Strip:
        """The count."""
        ink = inks.CURSOR if self.has_focus else inks.PLAIN
        words = f" {len(self.value)} baris · Enter untuk mengisi "
        return Strip([Segment(words, ink)]).adjust_cell_length(self.size.width, Style())


class FieldRow(Widget):
    """One field of a form."""

    DEFAULT_CSS = "FieldRow { height: auto; width: 1fr; layout: vertical; }"

    def __init__(self, field: Field, value: Any, *, required: bool, label: int = LABEL, together: str = "") -> None:
        super().__init__(classes=f"-{field.type}")
        self.field, self.required, self._label, self._together = field, required, label, together
        self._first = value
        self._built: Widget | None = None
        """What is typed into, once there is one; it keeps its value when the form is being left."""

    def compose(self) -> Iterator[Widget]:
        label, self._built = PlainText(self._title(), classes="label"), self._editor()
        label.styles.width = self._label
        if self.field.type == "long":
            label.styles.width = "1fr"
            yield Vertical(label, self._built, classes="line")
        else:
            yield Horizontal(label, self._built, classes="line")
        hint = PlainText(classes="hint")
        hint.styles.padding = (0, 0, 0, self._label)
        hint.display = False
        yield hint

    def _title(self) -> str:
        return f"{self.field.title}{'*' if self.required else ' '}"

    def demand(self, required: bool) -> None:
        """Say whether the field may stay empty, which the rest of its form decides."""
        if required != self.required:
            self.required = required
            self.query_one(".label", PlainText).update(self._title())

    def offer(self, options: Sequence[Option]) -> None:
        """Give a choice other values to choose from."""
        self.field = replace(self.field, options=tuple(options))
        editor = self.editor
        assert isinstance(editor, ChoiceEditor)
        editor.offer(options)

    def _editor(self) -> Widget:
        value = self._first
        if self.field.type == "enum" and self._together:
            return SeveralEditor(self.field.options, str(value or ""), required=self.required, together=self._together)
        if self.field.type == "enum":
            return ChoiceEditor(self.field.options, str(value or ""), required=self.required)
        if self.field.type == "rows":
            return RowsEditor(list(value or []))
        if self.field.type == "long":
            return TextPage(str(value or ""), classes="editor")
        text = shown_text(self.field, str(value or ""))
        hint = PLACEHOLDERS.get(self.field.type, "")
        return TextField(text, placeholder=hint, classes="editor")

    @property
    def editor(self) -> Widget:
        """The widget that is typed into."""
        assert self._built is not None
        return self._built

    @property
    def value(self) -> Any:
        """What is filled in, as typed."""
        if self._built is None:
            return self._first
        editor = self._built
        if isinstance(editor, TextArea):
            return editor.text
        assert isinstance(editor, Input | ChoiceEditor | RowsEditor)
        return editor.value

    @property
    def choices(self) -> Sequence[Any]:
        """What is filled in, one by one where several may stand together."""
        return (self.value.split() or [""]) if self._together else [self.value]

    def put(self, value: Any) -> None:
        """Fill in a value from elsewhere (a draft, the rows screen)."""
        editor = self.editor
        if isinstance(editor, TextArea):
            editor.text = str(value)
            editor.move_cursor(editor.document.end)
        elif isinstance(editor, Input):
            editor.value = shown_text(self.field, str(value))
            editor.cursor_position = len(editor.value)
        else:
            assert isinstance(editor, ChoiceEditor | RowsEditor)
            editor.value = value
            editor.refresh()

    @property
    def cursor(self) -> list[int]:
        """Where the cursor stands in what is typed: letter, or line and letter; empty where nothing is typed."""
        editor = self.editor
        if isinstance(editor, TextArea):
            return [*editor.cursor_location]
        return [editor.cursor_position] if isinstance(editor, Input) else []

    def put_cursor(self, cursor: Sequence[int]) -> None:
        """Go on typing where the cursor stood."""
        editor = self.editor
        if isinstance(editor, TextArea) and len(cursor) == 2:
            editor.move_cursor((cursor[0], cursor[1]))
        elif isinstance(editor, Input) and len(cursor) == 1:
            editor.cursor_position = cursor[0]

    def complain(self, sentence: str) -> None:
        """Say below the field what is wrong or odd; empty takes it back."""
        hint = next(iter(self.query(".hint").results(PlainText)), None)
        if hint is None:
            # The form is being left.
            return
        # The label stands beside it already.
        hint.update(f"! {sentence.removeprefix(f'{self.field.title}: ')}")
        hint.display = bool(sentence)

    # A class, because :focus-within on a neighbour of what has the focus is not looked at again when the focus moves;
    # on the label alone, because one on the row would style all of it anew at every Tab.
    def on_descendant_focus(self) -> None:
        self.query_one(".label").add_class("-in-hand")

    def on_descendant_blur(self) -> None:
        self.query_one(".label").remove_class("-in-hand")

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(FieldChanged(self))

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        self.post_message(FieldChanged(self))

    def on_choice_editor_changed(self, event: ChoiceEditor.Changed) -> None:
        event.stop()
        self.post_message(FieldChanged(self))

    def on_choice_editor_kept(self, event: ChoiceEditor.Kept) -> None:
        event.stop()
        self.complain("Sudah dipilih; ‹ › (panah) atau angka untuk mengganti.")


def shown_text(field: Field, value: str) -> str:
    """A stored value as people type it: dates day first, times with a dot. A draft may hold neither."""
    return field.in_words(value) if field.type in {"date", "time"} else value
