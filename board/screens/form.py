"""A form: fields in groups, checked while typing, saved by a service, kept as a draft when it is left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Input, TextArea

from board.errors import InputInvalid, StaleCase
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.insert import InsertFor, InsertScreen
from board.screens.keeping import Keeping, Send
from board.screens.typed_words import typed_words
from board.services.access import FIELDS
from board.services.desk import Desk
from board.services.drafts import Kept, Left, Way
from board.widgets.fields import LABEL, FieldChanged, FieldRow, RowsEditor
from board.widgets.texts import PlainText
from board.workflow.conditions import holds
from board.workflow.sop import Field
from board.workflow.values import Checked, Checker

if TYPE_CHECKING:
    from board.screens.rows import RowsScreen

LookUp = Callable[[Field, str], Awaitable[str]]
"""Asked when a field is done: what the office already knows about its value, in a sentence."""


@dataclass(frozen=True)
class Group:
    """Fields under one heading; ``prefix`` stands before their ids in refusals (``applicant.nik``)."""

    title: str
    fields: Sequence[Field]
    prefix: str = ""
    label: int = LABEL
    """Width of the labels; checklists have long ones."""
    together: str = ""
    """Beginning of the values of its choices of which several may be chosen at once."""


@dataclass(frozen=True)
class Form:
    """What a form asks and where its answers go."""

    title: str
    groups: Sequence[Group]
    values: Mapping[str, Any] = field(default_factory=dict)
    known: Mapping[str, Any] = field(default_factory=dict)
    """Facts conditions may speak of besides the fields of the form."""
    subject: str = ""
    """Number of the case whose data it opens with; empty: it opens with nobody's."""
    way: Way | None = None
    """How the form is opened again, by which its draft is known; None only for a part of another form."""
    save: Callable[[dict[str, Any], Send], Awaitable[Any]] | None = None
    """Called with the values, and with what sends them to the office; its answer dismisses the form.

    Raises InputInvalid to have the form say what is wrong.
    """
    look_up: LookUp | None = None
    about: str = ""
    partial: bool = False
    """May be saved with required fields empty: the move that needs them asks again."""
    inserts: InsertFor | None = None
    """Where templates and earlier answers may be put into its long fields; None: nowhere."""
    part: Callable[[], None] | None = None
    """Called when something was typed into a part of another form, a row of its table, which is kept with that form:
    left with Esc a part answers with what was typed, unchecked."""
    hand: Mapping[str, Any] = field(default_factory=dict)
    """Where a part was broken off; what a form was kept with tells it for itself."""


class FormScreen(Keeping[Any]):
    """Fill in a form."""

    TYPING = True
    BINDINGS = [
        bind("f2,ctrl+g", "save", "Simpan", "Simpan isian. Enter pada medan terakhir juga menyimpan.", id="form.save"),
        # With priority: what is typed right after Enter or Tab must land in the next field, however fast it comes.
        bind(
            "tab", "next", "Berikut", "Ke medan berikutnya; Enter dan panah bawah juga.", id="form.next", priority=True
        ),
        bind(
            "shift+tab",
            "previous",
            "Sebelum",
            "Ke medan sebelumnya; panah atas juga.",
            id="form.previous",
            show=False,
            priority=True,
        ),
        Binding("enter", "enter", show=False, priority=True),
        Binding("down", "down", show=False, priority=True),
        Binding("up", "up", show=False, priority=True),
        # With priority: a text of several lines has a use of its own for F7.
        bind(
            "f7,ctrl+t",
            "insert",
            "Sisipkan",
            "Sisipkan templat atau jawaban terdahulu ke isian panjang.",
            id="form.insert",
            priority=True,
        ),
        bind("f8", "empty", "Kosongkan", "Buang isian ini dan mulai lagi, setelah ditanya.", id="form.empty"),
        Binding("pageup", "scroll(-1)", show=False),
        Binding("pagedown", "scroll(1)", show=False),
    ]

    def __init__(self, form: Form) -> None:
        super().__init__(form.way)
        self.form = form
        self._today = date.min
        self._checker: Checker | None = None
        self._begun: dict[str, Any] = {}
        self._rows_open: RowsScreen | None = None
        """The rows of a table, while they lie open above this form."""

    def title_words(self) -> str:
        return self.form.title

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            if self.form.about:
                yield PlainText(self.form.about, classes="about")
            for group in self.form.groups:
                yield from self.group_rows(group, self.form.values)

    def group_rows(self, group: Group, values: Mapping[str, Any]) -> Iterator[Widget]:
        """The heading and the fields of a group, with what they begin with."""
        if group.title:
            yield PlainText(group.title, classes="heading")
        for item in group.fields:
            row = FieldRow(
                item, values.get(item.id), required=item.required, label=group.label, together=group.together
            )
            row.display = holds(item.when, {**self.form.known, **values}, self.board.today)
            yield row

    async def on_mount(self) -> None:
        self._begun = {row.field.id: row.value for row in self.rows}
        self._checker = await self.ask(Desk.checker)
        self._today = self._checker.today
        hand = await self.take_up(self._put_back) or self.form.hand
        self._show_fitting()
        if hand:
            self.take_in_hand(hand)
        else:
            # Textual centres what gets the focus before the fields have their places; a form begins at its top.
            self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

    async def _put_back(self, kept: Kept) -> None:
        await self.resume(kept.values)
        self.say("Draf dipulihkan. F8 untuk mengosongkan.")

    @property
    def bare(self) -> bool:
        return any(row.value for row in self.rows)

    @property
    def looked_at(self) -> tuple[str, str] | None:
        return (self.form.subject, FIELDS) if self.form.subject else None

    # --- values --------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[FieldRow]:
        """All fields, also those that do not apply now."""
        return list(self.query(FieldRow))

    def row(self, field_id: str) -> FieldRow:
        """The row of a field."""
        return next(row for row in self.rows if row.field.id == field_id)

    def values(self) -> dict[str, Any]:
        """What is filled in, of the fields that apply."""
        return {row.field.id: row.value for row in self.rows if row.display}

    async def resume(self, values: Mapping[str, Any]) -> None:
        """Put back what was filled in before."""
        for row in self.rows:
            if row.field.id in values:
                row.put(values[row.field.id])

    @property
    def groups(self) -> Sequence[Group]:
        """The groups that are on the form now."""
        return self.form.groups

    def facts(self) -> dict[str, Any]:
        """What conditions may speak of."""
        return {**self.form.known, **{row.field.id: row.value for row in self.rows}}

    def _show_fitting(self) -> None:
        known = self.facts()
        checked = Checked()
        assert self._checker is not None
        for row in self.rows:
            if row.field.type in {"enum", "date"} and row.value:
                self._checker.field(row.field, row.value, checked)
        known.update(checked.values)
        for row in self.rows:
            fits = holds(row.field.when, known, self._today)
            if row.display != fits:
                row.display = fits

    async def on_field_changed(self, message: FieldChanged) -> None:
        if message.row.field.type in {"enum", "date"}:
            self._show_fitting()
        if message.row is self._row_in_hand():
            self._check_row(message.row, typing=True)
        else:
            # The last letters of a fast typist are told when the field has been left already.
            self._look_at(message.row)
        self.touched()

    def _check_row(self, row: FieldRow, *, typing: bool) -> bool:
        """Tell what is wrong or odd about a field; while typing only what more typing cannot mend.

        Returns:
            whether its value is acceptable.
        """
        if self._checker is None:
            return True
        checked = Checked()
        for value in row.choices:
            self._checker.field(row.field, value, checked)
        sentences = [problem.sentence for problem in checked.warnings]
        if not typing:
            sentences = [problem.sentence for problem in checked.problems] + sentences
        row.complain(sentences[0] if sentences else "")
        return not checked.problems

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a field of several lines Enter and the arrows belong to the text; nothing is put into a form without."""
        if action == "insert":
            return self.form.inserts is not None
        if action in {"enter", "down", "up"} and isinstance(self.focused, TextArea):
            return False
        return super().check_action(action, parameters)

    def action_enter(self) -> None:
        """On to the next field, into the rows of a table, or (in the last field) save."""
        row = self._row_in_hand()
        if row is None:
            return
        if isinstance(row.editor, RowsEditor):
            self._open_rows(row)
            return
        row.editor.call_later(self._done, row)
        shown = [item for item in self.rows if item.display]
        if row is not shown[-1]:
            self.focus_next()

    def _row_in_hand(self) -> FieldRow | None:
        above = self.focused.ancestors if self.focused is not None else []
        return next((row for row in self.rows if row in above), None)

    def _look_at(self, row: FieldRow) -> None:
        """A field is done, whichever key led out of it."""
        self._check_row(row, typing=False)
        if self.form.look_up is not None and row.value:
            self.run_worker(self._look_up(row), group="look", exclusive=False)

    def _done(self, row: FieldRow) -> None:
        self._look_at(row)
        shown = [item for item in self.rows if item.display]
        if row is shown[-1] and row is self._row_in_hand():
            self.action_save()

    async def _look_up(self, row: FieldRow) -> None:
        assert self.form.look_up is not None
        sentence = await self.form.look_up(row.field, str(row.value))
        if sentence:
            row.complain(sentence)

    def _open_rows(self, row: FieldRow, hand: Mapping[str, Any] | None = None) -> None:
        from board.screens.rows import RowsScreen

        def put(rows: list[dict[str, Any]] | None) -> None:
            self._rows_open = None
            if rows is not None:
                row.put(rows)
                self.touched()
                self._check_row(row, typing=False)

        self._rows_open = RowsScreen(row.field, row.value, self.form.look_up, touched=self.touched, hand=hand)
        self.app.push_screen(self._rows_open, put)

    # --- keys ----------------------------------------------------------------------------------------------------

    def action_next(self) -> None:
        """To the next field."""
        self._leave_row()
        self.focus_next()

    def action_previous(self) -> None:
        """To the field before."""
        self._leave_row()
        self.focus_previous()

    def action_down(self) -> None:
        """To the next field, outside a text of several lines."""
        self.action_next()

    def action_up(self) -> None:
        """To the field before, outside a text of several lines."""
        self.action_previous()

    def _leave_row(self) -> None:
        row = self._row_in_hand()
        if row is not None:
            # Keys typed just before are still on their way to the field; look at it after them.
            row.editor.call_later(self._look_at, row)

    def action_scroll(self, by: int) -> None:
        """Scroll by a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * scroll.size.height, animate=False)

    def action_save(self) -> None:
        """Save the form."""
        self.act(self._save())

    async def _save(self) -> None:
        await self._arrived()
        asked = [] if self.form.partial else self.rows
        missing = [row for row in asked if row.display and row.required and not row.value]
        wrong = [row for row in self.rows if row.display and not self._check_row(row, typing=False)]
        for row in missing:
            row.complain(f"{row.field.title} wajib diisi.")
        if missing or wrong:
            next(row for row in self.rows if row in missing or row in wrong).editor.focus()
            empty = [f"{len(missing)} medan wajib masih kosong."] if missing else []
            self.say(" ".join(empty + ([f"{len(wrong)} medan perlu dibetulkan."] if wrong else [])))
            return
        # As it is sent, it lies there until the office has it: in one transaction it is saved and the draft goes.
        await self.keep()
        answer: Any = self.values()
        if self.form.save is not None:
            try:
                answer = await self.form.save(self.values(), self.send)
            except InputInvalid as invalid:
                self._show_problems(invalid)
                return
            except StaleCase as stale:
                self.say(f"{stale.sentence} Isian Anda tidak hilang: Esc, lalu buka lagi.")
                return
        await self.dismiss_saved(answer)

    async def _arrived(self) -> None:
        """Wait until every key that was pressed before has reached its field."""
        if self.focused is not None:
            arrived = asyncio.Event()
            self.focused.call_later(arrived.set)
            await arrived.wait()

    def _show_problems(self, invalid: InputInvalid) -> None:
        prefixes = {
            group.prefix + item.id.rpartition(":")[2]: item.id for group in self.groups for item in group.fields
        }
        rest = []
        first: FieldRow | None = None
        for problem in invalid.problems:
            if problem.field in prefixes:
                row = self.row(prefixes[problem.field])
                row.complain(problem.sentence)
                first = first or row
            else:
                rest.append(problem.sentence)
        if first is not None:
            first.editor.focus()
        self.say(" ".join(rest) or f"{len(invalid.problems)} medan perlu dibetulkan.")

    def action_insert(self) -> None:
        """Put a template or an earlier answer where the cursor is."""
        self.act(self._insert())

    async def _insert(self) -> None:
        area = self.focused
        if not isinstance(area, TextArea) or self.form.inserts is None:
            self.say("Sisipkan hanya pada isian panjang; pindahlah ke sana dahulu.")
            return
        text: str | None = await self.app.push_screen_wait(InsertScreen(self.form.inserts))
        if text:
            row, column = area.cursor_location
            before = area.document.get_line(row)[:column]
            area.insert(text if not before or before[-1].isspace() else f" {text}")

    def action_empty(self) -> None:
        """Throw the form away, after asking."""
        self.act(self._empty())

    async def _empty(self) -> None:
        from board.screens.choice import ConfirmScreen

        if await self.app.push_screen_wait(ConfirmScreen("Kosongkan isian ini?", "Isian yang belum disimpan dibuang.")):
            self.keep_never()
            if self._draft is not None:
                await self.ask(self._draft.drop)
            # Told of nothing: what is put back was not typed, so it is neither complained about nor kept as a draft.
            with self.prevent(Input.Changed, TextArea.Changed):
                await self.begin_anew()
            self._show_fitting()
            for row in self.rows:
                row.complain("")
            self.rows[0].editor.focus()

    async def begin_anew(self) -> None:
        """Put back what the form opened with."""
        await self.resume({row.field.id: self._begun[row.field.id] for row in self.rows})

    # --- what is kept --------------------------------------------------------------------------------------------

    def touched(self) -> None:
        """Something was typed, here or in a part of this form: a dropped line costs at most the last second of it."""
        if self.form.part is not None:
            self.form.part()
        else:
            self.keep_soon()

    def typed(self) -> dict[str, Any]:
        """What was typed: a draft of everything would put back what a colleague corrects meanwhile."""
        now = {row.field.id: self._value(row) for row in self.rows}
        return {name: value for name, value in now.items() if value != self._begun.get(name, value)}

    def _value(self, row: FieldRow) -> Any:
        """What a field holds; of a table also the row that lies open."""
        opened = self._rows_open
        return opened.folded() if opened is not None and opened.field is row.field else row.value

    def draft_title(self) -> str:
        """What the form is called in a list, where nobody is named in full."""
        return self.title_words()

    def left(self) -> Left:
        typed = self.typed()
        words = [
            pair for row in self.rows if row.field.id in typed for pair in typed_words(row.field, typed[row.field.id])
        ]
        return Left(typed, self.draft_title(), self.hand(), words)

    def hand(self) -> dict[str, Any]:
        """The field in hand, and where the cursor stands in it."""
        row = self._row_in_hand()
        if row is None:
            return {}
        rows = {} if self._rows_open is None else {"rows": self._rows_open.hand()}
        return {"field": row.field.id, "cursor": row.cursor, **rows}

    def take_in_hand(self, hand: Mapping[str, Any]) -> None:
        """Go on where the form was broken off: in the same field, at the same letter, in the same row."""
        row = next((row for row in self.rows if row.display and row.field.id == hand.get("field")), None)
        if row is None:
            return
        row.editor.focus()
        row.put_cursor(hand.get("cursor") or [])
        if isinstance(row.editor, RowsEditor) and "rows" in hand:
            self._open_rows(row, hand["rows"])
        # Only then the fields have their places.
        self.call_after_refresh(row.scroll_visible, animate=False)

    def leave(self) -> None:
        """Leave; what was typed is kept as a draft."""
        if self.form.part is not None:
            self.dismiss(self.values() if self.typed() else None)
        else:
            self.act(self._keep_and_leave())

    async def _keep_and_leave(self) -> None:
        await self._arrived()
        await self.keep_and_close()
        if self.typed():
            self.board.remark = "Isian yang belum disimpan tersimpan sebagai draf."
        self.dismiss(None)


async def fill(screen: OfficeScreen[Any], form: Form) -> Any:
    """Show a form; None when it was left, with a word about what became of what was typed."""
    answer = await screen.app.push_screen_wait(FormScreen(form))
    if answer is None:
        screen.say(screen.board.take_remark())
    return answer
