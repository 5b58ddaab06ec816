"""Utas: the room of the complaint and the consultation teams. What was said about a case, and the key that answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.text import Text
from textual.containers import VerticalScroll
from textual.widget import Widget

from board.errors import Refused
from board.screens.bindings import bind
from board.screens.case import CaseScreen
from board.screens.case_reading import CaseReading
from board.screens.choice import ChoiceScreen
from board.screens.compose import ComposeScreen
from board.screens.cover import COVERED, covered_name
from board.screens.letters import choices, letter_of
from board.screens.thread_words import head_lines, thread_text
from board.services.desk import Desk
from board.services.facts_of import find_case
from board.services.messages import ready_words
from board.services.show_case import case_view
from board.services.thread_notes import APPLICANTS, KINDS, Written, may_write
from board.services.thread_view import THREAD, ThreadShown, open_thread, read_on
from board.widgets.lines import Line
from board.widgets.texts import PlainText
from board.workflow.facts import Actor

HEADS = 3
"""Lines above a thread, at most."""
KEYS = (
    "thread.write", "thread.case", "case.forward", "case.return", "case.messages", "help", "back", "case.fields",
    "case.requirements", "case.files", "case.print",
)  # fmt: skip
"""Which keys the line below names, as far as it reaches."""
Read = tuple[ThreadShown, dict[str, Any]]


def opened(desk: Desk, number: str, actor: Actor) -> Read:
    """A thread that is opened, with its case; the look is recorded."""
    return open_thread(desk, number, actor), case_view(desk, find_case(desk, number), actor)


def read_again(desk: Desk, number: str, actor: Actor) -> Read:
    """A thread that lies open already."""
    return read_on(desk, number, actor), case_view(desk, find_case(desk, number), actor)


class ThreadScreen(CaseReading):
    """The thread of a case."""

    PART = THREAD
    BINDINGS = [
        bind("n", "write", "Tulis", "Tulis pada utas: catatan internal, jawaban, solusi, atau kata pemohon.",
             id="thread.write"),
        bind("enter", "whole", "Berkas", "Berkas ini secara lengkap.", id="thread.case"),
        bind("home", "edge(False)", "Terlama", "Ke awal utas.", id="thread.home", show=False),
        bind("end", "edge(True)", "Terbaru", "Ke akhir utas.", id="thread.end", show=False),
    ]  # fmt: skip

    def __init__(self, number: str) -> None:
        super().__init__(number)
        self._shown: ThreadShown | None = None
        self._unread: int | None = None
        """The line the unread part begins on."""
        self._read = 0
        """Number of the last note that was read before this sitting."""

    def title_words(self) -> str:
        service = f" · {self._shown.service}" if self._shown else ""
        return f"Utas {self.number}{service}"

    def key_words(self) -> list[tuple[str, str]]:
        ranked = {binding.id: (keys.split(",")[0], binding.description) for keys, binding in self.own_bindings()}
        return [ranked[name] for name in KEYS if name in ranked]

    def mended_by(self, fix: str) -> str:
        # Here the key that opens the thread elsewhere writes into it.
        return "thread.write" if fix == "case.note" else fix

    def body(self) -> Iterator[Widget]:
        for place in range(HEADS):
            yield Line("", id=f"head-{place}")
        yield from super().body()

    # --- reading -------------------------------------------------------------------------------------------------

    async def _load(self) -> None:
        shown, case = await self.ask(opened, self.number, self.actor)
        self._read, self._covered = shown.read, False
        self._show(shown, case)
        self.show_title()
        self.call_after_refresh(self._go_to_news)

    async def _read_again(self) -> None:
        before = self._shown.newest if self._shown else 0
        shown, case = await self.ask(read_again, self.number, self.actor)
        self._show(shown, case)
        news = [entry for entry in shown.entries if entry.seq is not None and entry.seq > before]
        if news:
            self.say(f"{len(news)} catatan baru di bawah.")

    def _show(self, shown: ThreadShown, case: dict[str, Any]) -> None:
        self._shown, self._case = shown, case
        self._paint()

    def _paint(self) -> None:
        if self._shown is None or self._case is None:
            return
        shown = self._shown
        if self._covered:
            shown = replace(shown, applicant=covered_name(shown.applicant, shown.secret))
        heads = head_lines(shown, self._case)
        for place in range(HEADS):
            line = self.query_one(f"#head-{place}", Line)
            line.display = place < len(heads)
            line.say(*(heads[place] if place < len(heads) else ("", "")))
        if self._covered:
            self.paint_words(Text(COVERED))
            return
        made = thread_text(self._shown, self._read, self.words_width)
        self._words, self._unread = made.text.plain, made.unread
        self.query_one("#words", PlainText).update(made.text)

    def _go_to_news(self) -> None:
        """The first thing that is new, else the last that was said."""
        scroll = self.query_one(VerticalScroll)
        if self._unread is None:
            scroll.scroll_end(animate=False)
        else:
            scroll.scroll_to(y=self._unread, animate=False)

    def action_edge(self, last: bool) -> None:
        """To the beginning or the end of the thread."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_end(animate=False) if last else scroll.scroll_home(animate=False)

    def action_whole(self) -> None:
        """The case in full, or back to it."""
        if self.comes_from(CaseScreen):
            self.leave()
        else:
            self.app.push_screen(CaseScreen(self.number), lambda _: self.act(self.catch_up()))

    # --- writing -------------------------------------------------------------------------------------------------

    def action_write(self) -> None:
        """Write into the thread."""
        self._with_case(self._write)

    async def _write(self, number: str) -> None:
        await self.ask(may_write, number, self.actor.name)
        assert self._shown is not None
        picked = await self.app.push_screen_wait(ChoiceScreen(f"Tulis apa pada {number}?", choices(self._shown)))
        if picked is not None:
            await self.compose_note(picked)

    async def write_again(self, picked: str) -> None:
        """Go on with one thing that was to be written.

        Raises:
            MoveRefused: the officer writes here no longer.
            Refused: that is no longer written into this thread.
        """
        await self.ask(may_write, self.number, self.actor.name)
        if self._shown is None or picked not in {row.key for row in choices(self._shown)}:
            raise Refused("Yang ini tidak lagi ditulis pada utas berkas ini.")
        await self.compose_note(picked)

    async def compose_note(self, picked: str) -> None:
        """Write one thing into the thread."""
        assert self._shown is not None
        written = await self.app.push_screen_wait(ComposeScreen(letter_of(self._shown, picked)))
        if written is None:
            await self.others_changed()
            self.say(self.board.take_remark())
            return
        await self._told(written)

    async def _told(self, written: Written) -> None:
        kind = written.note.kind
        title = f"Kata {self._shown.applicant_role.lower()}" if kind == APPLICANTS and self._shown else KINDS[kind]
        await self.changed(f"{title} tersimpan.{ready_words(written.message)}")
        self.ready_for(self.number if written.message else None)
