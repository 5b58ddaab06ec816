"""Belum dijawab: who is waited for, news first; Enter opens the case, ``w`` writes a reminder."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from textual.widget import Widget

from board.errors import MoveRefused
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ConfirmScreen
from board.services.remind import remind_applicant
from board.services.waiting import list_waiting
from board.widgets import inks
from board.widgets.lines import Line
from board.widgets.pick_list import PickList, Row
from board.wording import short_stamp

PAGE = 200
MORE = "more:"
ASK_FIRST = {
    "reminded": "Pengingat sudah ditulis hari ini. Tulis sekali lagi?",
    "news": "Ada kiriman baru yang belum dilihat. Tetap tulis pengingat?",
}
"""Refusals that an officer may override, and what they are asked."""


class WaitingScreen(OfficeScreen[None]):
    """Cases at the applicant."""

    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas yang ditunjuk.", id="waiting.open"),
        bind("w", "remind", "Ingatkan", "Tulis pengingat: yang diminta dan belum datang, sekali lagi.",
             id="waiting.remind"),
        bind("p", "messages", "Pesan", "Pesan berkas yang ditunjuk, untuk dikirim.", id="waiting.messages"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, dict[str, Any]] = {}
        self._next: str | None = None

    def title_words(self) -> str:
        return "Belum ada jawaban"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Tidak ada berkas yang menunggu pemohon.")
        yield Line("", id="detail")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def _load(self, *, more: bool = False) -> None:
        # As many as were listed: a reader who has gone on stays where they are.
        wanted = PAGE + (len(self._rows) if more else max(0, len(self._rows) - PAGE))
        listed = await self.ask(list_waiting, limit=wanted)
        self._rows = {row["number"]: row for row in listed["rows"]}
        self._next = listed["next"]
        rows = [
            Row(number, self._words(row), self._state(row), inks.BOLD if row["news_at"] else inks.PLAIN)
            for number, row in self._rows.items()
        ]
        if self._next:
            rows.append(Row(MORE, "Tampilkan lebih banyak"))
        self.query_one(PickList).show(rows)

    @staticmethod
    def _words(row: dict[str, Any]) -> str:
        return f"{row['number']:<15} {row['applicant']['name']:<14} {row['service']:<11} {row['phone'] or '-':<11}"

    @staticmethod
    def _state(row: dict[str, Any]) -> str:
        return "ada kiriman baru" if row["news_at"] else f"{row['working_days']} hari kerja"

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        row = self._rows.get(message.row.key) if message.row else None
        self.query_one("#detail", Line).say(_detail(row) if row else "")

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the case."""
        row = self.query_one(PickList).selected
        if row is None:
            return
        if row.key == MORE:
            self.act(self._load(more=True))
            return
        from board.screens.case import CaseScreen

        self.app.push_screen(CaseScreen(row.key), lambda _: self.act(self._load()))

    def action_remind(self) -> None:
        """Write a reminder."""
        row = self.query_one(PickList).selected
        if row and row.key != MORE:
            self.act(self._remind(row.key))

    async def _remind(self, number: str) -> None:
        try:
            await self.ask(remind_applicant, number, self.actor.name)
        except MoveRefused as refused:
            if refused.code not in ASK_FIRST:
                raise
            question = ConfirmScreen(f"Ingatkan {number}?", ASK_FIRST[refused.code])
            if not await self.app.push_screen_wait(question):
                return
            await self.ask(remind_applicant, number, self.actor.name, again=True)
        await self._load()
        self.say(f"Pengingat berkas {number} siap dikirim (p).")

    def action_messages(self) -> None:
        """Open the messages of the case."""
        row = self.query_one(PickList).selected
        if row and row.key != MORE:
            from board.screens.messages import MessagesScreen

            self.app.push_screen(MessagesScreen(row.key), lambda _: self.act(self._load()))


def _detail(row: dict[str, Any]) -> str:
    """News first: at 80 columns the end of the line may not be seen."""
    news, asked, reminded = (
        short_stamp(datetime.fromisoformat(row[name])) if row[name] else ""
        for name in ("news_at", "asked_at", "reminded_at")
    )
    words = [f"kiriman {news}"] if news else []
    words.append(f"diminta {asked}, {row['days']} hari, {row['times_asked']}x")
    words += [f"diingatkan {reminded}"] if reminded else []
    return " · ".join(words)
