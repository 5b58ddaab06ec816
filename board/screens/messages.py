"""Messages for the applicant: the text, the link that can be copied, and the word that it was sent."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.containers import VerticalScroll
from textual.widget import Widget

from board import wording
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group, fill
from board.screens.keeping import Send
from board.services.access import MESSAGES, record_look
from board.services.drafts import Way
from board.services.messages import QUEUED, STATE_TITLES
from board.services.name_contact import add_contact, end_contact
from board.services.out_of_sight import MISDIRECTED
from board.services.outbox import address_message, list_messages, mark_sent, other_phones, phones_of
from board.services.wrong_phone import message_misdirected
from board.widgets import inks
from board.widgets.pick_list import PickList, Row
from board.widgets.texts import PlainText
from board.workflow.checks import OTHER
from board.workflow.sop import Field

NEW_PHONE = "baru"


class MessagesScreen(OfficeScreen[None]):
    """The messages of one case, newest first."""

    BINDINGS = [
        bind("s", "sent", "Sudah dikirim", "Catat bahwa pesan yang ditunjuk sudah dikirim.", id="message.sent"),
        bind(
            "k",
            "to",
            "Nomor lain",
            "Kirim pesan yang ditunjuk ke kontak lain, atau catat kontak baru.",
            id="message.to",
        ),
        bind("x", "misdirected", "Salah kirim", "Pesan yang ditunjuk sampai ke telepon orang lain: catat insidennya.",
             id="message.misdirected"),
        # With priority: the list would turn its own pages, and what is to be sent must be read to its end.
        bind("pageup", "read(-1)", "Gulir", "Gulir pesan ke atas.", id="message.up", show=False, priority=True),
        bind("pagedown", "read(1)", "Gulir", "Gulir pesan ke bawah.", id="message.down", show=False, priority=True),
        bind("z", "end_contact", "Akhiri kontak", "Nomor yang tidak lagi berbicara untuk pemohon.",
             id="message.end_contact"),
    ]  # fmt: skip

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._messages: dict[str, dict[str, Any]] = {}

    def title_words(self) -> str:
        return f"Pesan {self._number}"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Belum ada pesan untuk berkas ini.")
        with VerticalScroll(can_focus=False, classes="reading"):
            yield PlainText("", id="text")

    @property
    def bare(self) -> bool:
        return bool(self._messages)

    @property
    def looked_at(self) -> tuple[str, str] | None:
        return self._number, MESSAGES

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self.ask(record_look, self._number, self.actor, MESSAGES)
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
        self.query_one("#text", PlainText).update(text)

    def action_read(self, by: int) -> None:
        """Scroll the message that is shown."""
        pane = self.query_one(VerticalScroll)
        pane.scroll_relative(y=by * max(1, pane.size.height - 1), animate=False)

    def action_sent(self) -> None:
        """Record that the message was sent."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._sent(int(row.key)))

    def action_to(self) -> None:
        """Send the message to another phone."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._to(int(row.key)))

    async def _to(self, message_id: int) -> None:
        known = await self.ask(phones_of, self._number)
        rows = [Row(phone, phone, wording.clean(name)) for phone, name in known.items()]
        picked = await self.app.push_screen_wait(
            ChoiceScreen("Kirim ke nomor mana?", [*rows, Row(NEW_PHONE, "Nomor baru")])
        )
        if picked is None:
            return
        if picked == NEW_PHONE:
            await self.to_new_phone(message_id)
        else:
            await self._address(message_id, picked)

    async def _address(self, message_id: int, phone: str) -> None:
        message = await self.ask(address_message, message_id, self.actor.name, phone)
        await self._load()
        self.say(f"Pesan kini dialamatkan ke {message['to']}.")

    def action_misdirected(self) -> None:
        """The message came to somebody else."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._misdirected(int(row.key)))

    async def _misdirected(self, message_id: int) -> None:
        reasons = [Row(code, title) for code, title in self.board.profile.reasons[MISDIRECTED].items()]
        reason = await self.app.push_screen_wait(
            ChoiceScreen("Mengapa salah kirim?", reasons, "Tercatat sebagai insiden privasi dengan tenggat 3 x 24 jam.")
        )
        if reason is None:
            return
        if reason == OTHER:
            await self.misdirected_because(message_id)
            return
        incident = await self.ask(message_misdirected, message_id, self.actor.name, reason, "")
        await self._tell_incident(incident.id)

    async def misdirected_because(self, message_id: int) -> None:
        """The message came to somebody else for a reason of its own."""

        async def save(values: dict[str, Any], send: Send) -> int:
            incident = await send(message_misdirected, message_id, self.actor.name, OTHER, values["note"])
            return int(incident.id)

        fields = [Field("note", "Keterangan", "text", required=True, max=200)]
        way = Way("wrong_phone", self._number, str(message_id))
        form = Form(f"Salah kirim {self._number}", [Group("", fields)], save=save, way=way)
        incident: int | None = await fill(self, form)
        if incident is not None:
            await self._tell_incident(incident)

    async def _tell_incident(self, incident: int) -> None:
        await self._load()
        self.say(f"Insiden {incident} tercatat; betulkan nomor teleponnya (k, atau e pada berkas).")

    def action_end_contact(self) -> None:
        """A phone does not speak for the applicant any more."""
        self.act(self._end_contact())

    async def _end_contact(self) -> None:
        known = await self.ask(other_phones, self._number)
        if not known:
            self.say("Berkas ini tidak punya kontak lain; telepon pemohon sendiri dibetulkan pada berkas (e).")
            return
        rows = [Row(phone, phone, wording.clean(name)) for phone, name in known.items()]
        phone = await self.app.push_screen_wait(ChoiceScreen("Kontak mana yang diakhiri?", rows))
        if phone is not None:
            await self.ask(end_contact, self._number, self.actor.name, phone)
            await self._load()
            self.say("Kontak diakhiri; pesan berikutnya tidak lagi ditujukan ke sana.")

    async def to_new_phone(self, message_id: int) -> None:
        """Send the message to a phone that is not known yet."""
        fields = [Field("phone", "Telepon/WhatsApp", "phone", required=True), Field("name", "Nama", "text", max=60)]

        async def save(values: dict[str, Any], send: Send) -> str:
            await send(add_contact, self._number, self.actor.name, values["phone"], values["name"] or "")
            return str(values["phone"])

        about = "Kontak lain yang berbicara untuk pemohon; berkas juga ditemukan dengan nomornya."
        way = Way("contact", self._number, facts={"message": message_id})
        form = Form(f"Kontak baru {self._number}", [Group("", fields)], save=save, about=about, way=way)
        phone: str | None = await fill(self, form)
        if phone is not None:
            await self._address(message_id, phone)

    async def _sent(self, message_id: int) -> None:
        await self.ask(mark_sent, message_id, self.actor.name)
        await self._load()
        self.say("Tercatat: pesan sudah dikirim.")
