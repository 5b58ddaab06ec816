"""Di mana berkas saya: the answer alone, to be read aloud, and sent on if the applicant wants it in writing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from textual.containers import VerticalScroll
from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ConfirmScreen
from board.services.send_status import send_status
from board.services.status_words import case_status
from board.widgets.texts import PlainText


class StatusScreen(OfficeScreen[bool]):
    """The answer; True when it is to be sent."""

    BINDINGS = [
        bind("w,enter", "send", "Kirim", "Tulis kalimat ini sebagai pesan untuk pemohon, setelah ditanya.",
             id="status.send"),
    ]  # fmt: skip

    def __init__(self, number: str, text: str) -> None:
        super().__init__()
        self._number, self._text = number, text

    def title_words(self) -> str:
        return f"Status {self._number}"

    def body(self) -> Iterator[Widget]:
        with VerticalScroll(can_focus=False):
            yield PlainText(self._text, classes="about")

    def action_send(self) -> None:
        """Send the answer to the applicant."""
        self.act(self._send())

    async def _send(self) -> None:
        question = f"Kirim status {self._number} ke pemohon?"
        about = "Kalimat ini keluar dari kantor sebagai pesan WhatsApp; tercatat pada riwayat berkas."
        if await self.app.push_screen_wait(ConfirmScreen(question, about)):
            await self.ask(send_status, self._number, self.actor.name, key=str(uuid4()))
            self.dismiss(True)


async def show_status(screen: OfficeScreen[Any], number: str) -> bool:
    """Show where a case is; whether it is to be sent to the applicant."""
    told = await screen.ask(case_status, number)
    sent: bool | None = await screen.app.push_screen_wait(StatusScreen(told["number"], told["text"]))
    return bool(sent)
