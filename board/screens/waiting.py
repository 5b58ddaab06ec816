"""Belum dijawab: who is waited for, news first; Enter opens the case, ``w`` writes a reminder."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.errors import MoveRefused
from board.screens.bindings import bind
from board.screens.case_list import CaseListScreen
from board.screens.choice import ConfirmScreen
from board.services.remind import remind_applicant
from board.services.waiting import list_waiting
from board.widgets import inks
from board.widgets.pick_list import Row
from board.wording import short_stamp

ASK_FIRST = {
    "reminded": "Pengingat sudah ditulis hari ini. Tulis sekali lagi?",
    "news": "Ada kiriman baru yang belum dilihat. Tetap tulis pengingat?",
}
"""Refusals that an officer may override, and what they are asked."""


class WaitingScreen(CaseListScreen):
    """Cases at the applicant."""

    EMPTY = "Tidak ada berkas yang menunggu pemohon."

    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas yang ditunjuk.", id="waiting.open"),
        bind("w", "remind", "Ingatkan", "Tulis pengingat: yang diminta dan belum datang, sekali lagi.",
             id="waiting.remind"),
        bind("p", "messages", "Pesan", "Pesan berkas yang ditunjuk, untuk dikirim.", id="waiting.messages"),
    ]  # fmt: skip

    def title_words(self) -> str:
        return "Belum ada jawaban"

    async def _fetch(self, limit: int) -> dict[str, Any]:
        return await self.ask(list_waiting, limit=limit)

    def _listed(self, row: dict[str, Any]) -> Row:
        words = f"{row['number']:<15} {row['applicant']['name']:<14} {row['service']:<11} {row['phone'] or '-':<11}"
        state = "ada kiriman baru" if row["news_at"] else f"{row['working_days']} hari kerja"
        return Row(row["number"], words, state, inks.BOLD if row["news_at"] else inks.PLAIN)

    def _detail(self, row: dict[str, Any]) -> str:
        """News first: at 80 columns the end of the line may not be seen."""
        news, asked, reminded = (
            short_stamp(datetime.fromisoformat(row[name])) if row[name] else ""
            for name in ("news_at", "asked_at", "reminded_at")
        )
        words = [f"kiriman {news}"] if news else []
        words.append(f"diminta {asked}, {row['days']} hari, {row['times_asked']}x")
        words += [f"diingatkan {reminded}"] if reminded else []
        return " · ".join(words)

    def action_remind(self) -> None:
        """Write a reminder."""
        if self.pointed:
            self.act(self._remind(self.pointed))

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
        if self.pointed:
            from board.screens.messages import MessagesScreen

            self.app.push_screen(MessagesScreen(self.pointed), lambda _: self.act(self._load()))
