"""A form: fields in groups, checked while typing, saved by a service, kept as a draft when it is left."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.timer import Timer
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from board.errors import InputInvalid, StaleCase
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.insert import InsertFor, InsertScreen
from board.services import drafts
from board.services.desk import Desk
from board.widgets.fields import LABEL, FieldChanged, FieldRow, RowsEditor
from board.workflow.conditions import holds
from board.workflow.sop import Field
from board.workflow.values import Checked, Checker

KEEP_AFTER = 1.0
"""Seconds after the last key until a form is kept as a draft (TERMINALS R9)."""


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
    draft: str = ""
    """Under which name the form is kept when it is left; empty: not kept."""
    save: Callable[[dict[str, Any]], Awaitable[Any]] | None = None
    """Called with the values; its answer dismisses the form. Raises InputInvalid to have the form say what is wrong."""
    look_up: LookUp | None = None
    about: str = ""
    partial: bool = False
    """May be saved with required fields empty: the move that needs them asks again."""
    inserts: InsertFor | None = None
    """Where templates and earlier answers may be put into its long fields; None: nowhere."""
    esc_answers: bool = False
    """Left with Esc it answers with what was typed, unchecked: a row of a table, which is kept with its form."""


class FormScreen(OfficeScreen[Any]):
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
        super().__init__()
        self.form = form
        self._today = date.min
        self._checker: Checker | None = None
        self._begun: dict[str, Any] = {}
        self._keeping: Timer | None = None

    def title_words(self) -> str:
        return self.form.title

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            if self.form.about:
                yield Static(self.form.about, markup=False, classes="about")
            for group in self.form.groups:
                yield from self.group_rows(group, self.form.values)

    def group_rows(self, group: Group, values: Mapping[str, Any]) -> Iterator[Widget]:
        """The heading and the fields of a group, with what they begin with."""
        if group.title:
            yield Static(group.title, markup=False, classes="heading")
        for item in group.fields:
            row = FieldRow(
                item, values.get(item.id), required=item.required, label=group.label, together=group.together
            )
            row.display = holds(item.when, {**self.form.known, **values}, self.board.today)
            yield row

    async def on_mount(self) -> None:
        self._checker = await self.ask(Desk.checker)
        self._today = self._checker.today
        self._begun = {row.field.id: row.value for row in self.rows}
        if self.form.draft:
            kept = await self.ask(drafts.load_draft, self.actor.name, self.form.draft)
            if kept:
                await self.resume(kept)
                self.say("Draf dipulihkan. F8 untuk mengosongkan.")
        self._show_fitting()
        # Textual centres what gets the focus before the fields have their places; a form begins at its top.
        self.call_after_refresh(self.query_one(VerticalScroll).scroll_home, animate=False)

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
        self._keep_soon()

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

    def _open_rows(self, row: FieldRow) -> None:
        from board.screens.rows import RowsScreen

        def put(rows: list[dict[str, Any]] | None) -> None:
            if rows is not None:
                row.put(rows)
                self._keep_soon()
                self._check_row(row, typing=False)

        self.app.push_screen(RowsScreen(row.field, row.value, self.form.look_up), put)

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
        self._keep_never()
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
        answer: Any = self.values()
        if self.form.save is not None:
            try:
                answer = await self.form.save(self.values())
            except InputInvalid as invalid:
                self._show_problems(invalid)
                return
            except StaleCase as stale:
                self.say(f"{stale.sentence} Isian Anda tidak hilang: Esc, lalu buka lagi.")
                return
        if self.form.draft:
            await self.ask(drafts.drop_draft, self.actor.name, self.form.draft)
        self.dismiss(answer)

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
            if self.form.draft:
                await self.ask(drafts.drop_draft, self.actor.name, self.form.draft)
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

    def leave(self) -> None:
        """Leave; what was typed is kept as a draft."""
        if self.form.draft:
            self.act(self._keep_and_leave())
        else:
            self.dismiss(self.values() if self.form.esc_answers and self._typed() else None)

    def _typed(self) -> dict[str, Any]:
        return {row.field.id: row.value for row in self.rows if row.value != self._begun.get(row.field.id, row.value)}

    def _keep_soon(self) -> None:
        """A link that drops, or a power cut, costs at most the last second of typing."""
        self._keep_never()
        if self.form.draft:
            self._keeping = self.set_timer(KEEP_AFTER, self.keep)

    def _keep_never(self) -> None:
        if self._keeping is not None:
            self._keeping.stop()

    def keep(self) -> None:
        """Keep what was typed as a draft, without waiting."""
        typed = self._typed()
        if self.form.draft and typed:
            self.board.backroom.submit(drafts.save_draft, self.actor.name, self.form.draft, typed)

    async def _keep_and_leave(self) -> None:
        await self._arrived()
        self._keep_never()
        # Only what was typed: a draft of everything would put back what a colleague corrects meanwhile.
        typed = self._typed()
        if typed:
            await self.ask(drafts.save_draft, self.actor.name, self.form.draft, typed)
            self.board.remark = "Isian yang belum disimpan tersimpan sebagai draf."
        else:
            await self.ask(drafts.drop_draft, self.actor.name, self.form.draft)
        self.dismiss(None)
