"""Messages for the applicant: the text, the link that can be copied, and the word that it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.containers import VerticalScroll
from textual.widget import Widget
from textual.widgets import Static

from board import wording
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.services.messages import QUEUED, STATE_TITLES
from board.services.outbox import list_messages, mark_sent
from board.widgets import inks
from board.widgets.pick_list import PickList, Row


class MessagesScreen(OfficeScreen[None]):
    """The messages of one case, newest first."""

    BINDINGS = [
        bind("s,enter", "sent", "Sudah dikirim", "Catat bahwa pesan yang ditunjuk sudah dikirim.", id="message.sent"),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._messages: dict[str, dict[str, Any]] = {}

    def title_words(self) -> str:
        return f"Pesan {self._number}"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Belum ada pesan untuk berkas ini.")
        with VerticalScroll(can_focus=False, classes="reading"):
            yield Static("", markup=False, id="text")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._load()

    async def _load(self) -> None:
        messages = await self.ask(list_messages, state=None, number=self._number)
        self._messages = {str(item["id"]): item for item in messages}
        rows = [
            Row(str(item["id"]), item["text"], STATE_TITLES[item["state"]],
                inks.BOLD if item["state"] == QUEUED else inks.DIM)
            for item in reversed(messages)
        ]  # fmt: skip
        self.query_one(PickList).show(rows)

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        item = self._messages.get(message.row.key) if message.row else None
        text = ""
        if item:
            link = item["link"] or "Nomor telepon pemohon belum diisi."
            text = f"Kepada {wording.clean(item['to']) or '-'}\n\n{wording.clean(item['text'])}\n\n{link}"
        self.query_one("#text", Static).update(text)

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_sent()

    def action_sent(self) -> None:
        """Record that the message was sent."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._sent(int(row.key)))

    async def _sent(self, message_id: int) -> None:
        await self.ask(mark_sent, message_id, self.actor.name)
        await self._load()
        self.say("Tercatat: pesan sudah dikirim.")
