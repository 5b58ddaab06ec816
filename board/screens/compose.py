"""Writing into a thread: a page for the text, where it goes in a line nobody overlooks, a question before it goes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import shorten
from typing import Any

from textual.widget import Widget
from textual.widgets import TextArea

from board import wording
from board.errors import AnsweredAlready
from board.screens.choice import ConfirmScreen
from board.screens.form import Form, FormScreen, Group
from board.screens.insert import InsertFor
from board.screens.keeping import Send
from board.screens.letters import Letter
from board.screens.thread_words import entry_head
from board.services.thread_notes import ANSWERS, LONGEST, Written, write_note
from board.services.thread_view import read_on
from board.widgets import inks
from board.widgets.lines import Line
from board.widgets.texts import PlainText
from board.workflow.answers import blank_words
from board.workflow.sop import Field

TEXT = "text"
SHOWN = 400
"""Letters of an answer that fit into its question."""


class ComposeScreen(FormScreen):
    """Write one note; answers what was written, or None."""

    def __init__(self, letter: Letter) -> None:
        field = Field(TEXT, "Isi", "long", required=True, max=LONGEST)
        form = Form(letter.title, [Group("", [field])], values={TEXT: letter.begins}, way=letter.way,
                    save=self._write, inserts=InsertFor(letter.number, letter.kind))  # fmt: skip
        super().__init__(form)
        self._letter, self._seen = letter, letter.seen

    def body(self) -> Iterator[Widget]:
        yield Line(self._letter.head, ink=inks.CURSOR, id="loud")
        answer = PlainText("", id="meanwhile")
        answer.display = False
        yield answer
        yield from super().body()

    async def on_mount(self) -> None:
        self._to_end()

    async def resume(self, values: Mapping[str, Any]) -> None:
        await super().resume(values)
        self._to_end()

    def _to_end(self) -> None:
        """Writing goes on where it stopped."""
        area = self.query_one(TextArea)
        area.move_cursor(area.document.end)

    async def _write(self, values: dict[str, Any], send: Send) -> Written:
        letter = self._letter
        return await send(write_note, letter.number, self.actor.name, letter.kind, values[TEXT], seen=self._seen)

    async def _save(self) -> None:
        await self._arrived()
        if self.row(TEXT).value.strip() and not await self._confirmed():
            return
        try:
            await super()._save()
        except AnsweredAlready as answered:
            await self._show_answers(answered)
            raise

    async def _confirmed(self) -> bool:
        letter, text = self._letter, str(self.row(TEXT).value)
        # What would be refused anyway is not asked about first.
        if not letter.question or blank_words(text, self.board.profile.answers.values()):
            return True
        about = f"{letter.about}\n\n{shorten(text, SHOWN, placeholder=' …')}"
        sure: bool | None = await self.app.push_screen_wait(ConfirmScreen(letter.question, about))
        return bool(sure)

    async def _show_answers(self, answered: AnsweredAlready) -> None:
        """What the colleague wrote meanwhile; who has it in sight may send all the same."""
        before, self._seen = self._seen or 0, answered.seq
        shown = await self.ask(read_on, self._letter.number, self.actor)
        told = [
            f"{entry_head(entry, shown.applicant_role)}\n{wording.clean(entry.text, lines=True)}"
            for entry in shown.entries
            if entry.seq is not None and entry.seq > before and entry.kind in ANSWERS
        ]
        answer = self.query_one("#meanwhile", PlainText)
        answer.update("\n".join(told))
        answer.display = True
