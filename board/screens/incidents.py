"""Insiden privasi: what is open, nearest deadline first; who was told, the letters, and the end of it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from textual.containers import VerticalScroll
from textual.widget import Widget

from board import wording
from board.errors import Refused
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ChoiceScreen, ConfirmScreen
from board.screens.form import Form, Group, fill
from board.screens.keeping import Send
from board.screens.pointing import OTHER_CASE, other_case, whose
from board.services.drafts import Way
from board.services.incidents import (
    FILE,
    KIND_TITLES,
    NOTE,
    WHOM,
    add_incident,
    close_incident,
    list_incidents,
    print_letter,
    tell_incident,
)
from board.widgets import inks
from board.widgets.pick_list import PickList, Row
from board.widgets.texts import PlainText
from board.workflow.sop import Field


class IncidentsScreen(OfficeScreen[None]):
    """The incidents of the office."""

    BINDINGS = [
        bind("s", "told('subjek')", "Pemilik tahu", "Catat: pemilik data sudah diberi tahu tertulis.",
             id="incident.subject"),
        bind("l", "told('lembaga')", "Lembaga tahu", "Catat: lembaga pelindungan data sudah diberi tahu tertulis.",
             id="incident.agency"),
        bind("c,f9", "letter", "Cetak surat", "Cetak surat pemberitahuan.", id="incident.letter"),
        bind("t", "close", "Tutup", "Tutup insiden; bila belum semua diberi tahu, tulis mengapa.", id="incident.close"),
        bind("b", "add", "Insiden baru", "Catat insiden yang terjadi di luar papan, pada sebuah berkas.",
             id="incident.add"),
        bind("a", "every", "Semua", "Tampilkan juga yang sudah ditutup, atau hanya yang terbuka.", id="incident.all"),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self._every = False
        self._rows: dict[str, dict[str, Any]] = {}

    def title_words(self) -> str:
        return "Insiden privasi"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Tidak ada insiden privasi yang terbuka.")
        with VerticalScroll(can_focus=False, classes="reading"):
            yield PlainText("", id="text")

    async def on_mount(self) -> None:
        await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def _load(self) -> None:
        rows = (await self.ask(list_incidents, every=self._every))["rows"]
        self._rows = {str(row["id"]): row for row in rows}
        listed = []
        for name, row in self._rows.items():
            late = row["left"] is not None and row["hours_left"] < 0
            ink = inks.DIM if row["closed_at"] else inks.LATE if late else inks.PLAIN
            listed.append(Row(name, f"{row['case']:<15} {KIND_TITLES.get(row['kind'], row['kind'])}",
                              row["left"] or "ditutup", ink))  # fmt: skip
        self.query_one(PickList).show(listed)

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        row = self._rows.get(message.row.key) if message.row else None
        self.query_one("#text", PlainText).update("\n".join(self._words(row)) if row else "")

    def _words(self, row: dict[str, Any]) -> Iterator[str]:
        yield wording.clean(row["what"])
        yield ""
        yield f"Ditemukan   {_moment(row['found_at'])} oleh {row['by']}"
        yield f"Tenggat     {_moment(row['deadline_at'])} ({row['left'] or 'ditutup'})"
        own = row["case"] if row["kind"] not in {FILE, NOTE} else "belum diketahui"
        yield f"Milik       {row['other'] or own}"
        yield f"Pemilik     {_moment(row['subject_told_at']) or 'belum diberi tahu'}"
        yield f"Lembaga     {_moment(row['agency_told_at']) or 'belum diberi tahu'}"
        if row["closed_at"]:
            yield f"Ditutup     {_moment(row['closed_at'])}. {wording.clean(row['closed_note'])}"

    def _chosen(self) -> int | None:
        row = self.query_one(PickList).selected
        return int(row.key) if row else None

    def action_told(self, whom: str) -> None:
        """Record that somebody was told."""
        chosen = self._chosen()
        if chosen is not None:
            self.act(self._told(chosen, whom))

    async def _told(self, incident_id: int, whom: str) -> None:
        question = f"Catat bahwa {WHOM[whom]} sudah diberi tahu?"
        about = "Tertulis dan sudah dikirim. Catatan ini bukti terhadap tenggat dan tidak dapat dihapus."
        if not await self.app.push_screen_wait(ConfirmScreen(question, about)):
            return
        await self.ask(tell_incident, incident_id, self.actor.name, whom)
        await self._load()
        self.say(f"Tercatat: {WHOM[whom]} sudah diberi tahu.")

    def action_add(self) -> None:
        """Record an incident that the board knows nothing of."""
        self.act(self.add())

    async def add(self) -> None:
        """Record an incident: on which case, what happened."""
        fields = [other_case("Berkas"), Field("what", "Apa yang terjadi", "long", required=True, max=1000)]

        async def save(values: dict[str, Any], send: Send) -> int:
            row = await send(add_incident, values[OTHER_CASE], self.actor.name, values["what"])
            return int(row["id"])

        form = Form(
            "Insiden baru", [Group("", fields)], save=save, way=Way("incident"), look_up=whose(self),
            about="Data pribadi sampai ke orang lain. Jangan tulis NIK atau nama; tenggat 3 x 24 jam mulai sekarang.",
        )  # fmt: skip
        added: int | None = await fill(self, form)
        if added is not None:
            await self._load()
            self.say(f"Insiden {added} tercatat.")

    def action_letter(self) -> None:
        """Print a letter."""
        chosen = self._chosen()
        if chosen is not None:
            self.act(self._letter(chosen))

    async def _letter(self, incident_id: int) -> None:
        rows = [Row(whom, f"Kepada {title}") for whom, title in WHOM.items()]
        whom = await self.app.push_screen_wait(ChoiceScreen("Surat pemberitahuan untuk siapa?", rows))
        if whom is not None:
            await self.ask(print_letter, incident_id, self.actor.name, whom)
            self.board.start_printing()
            self.say(f"Surat untuk {WHOM[whom]} dicetak. Setelah dikirim, catat di sini.")

    def action_close(self) -> None:
        """Close an incident."""
        chosen = self._chosen()
        if chosen is not None:
            self.act(self.close_one(chosen))

    async def close_one(self, incident_id: int) -> None:
        """Close an incident: why nobody had to be told, where somebody was not.

        Raises:
            Refused: it is closed already.
        """
        row = self._rows.get(str(incident_id))
        if row is None:
            raise Refused(f"Insiden {incident_id} sudah ditutup.")
        told = row["subject_told_at"] and row["agency_told_at"]
        fields = [Field("note", "Catatan", "long", required=not told, max=1000)]

        async def save(values: dict[str, Any], send: Send) -> bool:
            await send(close_incident, incident_id, self.actor.name, values["note"] or "")
            return True

        about = (
            "Pemilik data dan lembaga sudah diberi tahu." if told
            else "Belum semua diberi tahu. Tulis mengapa pemberitahuan tidak diperlukan, atau Esc dan beri tahu dahulu."
        )  # fmt: skip
        form = Form(
            f"Tutup insiden {incident_id}", [Group("", fields)], save=save, about=about,
            way=Way("incident_end", which=str(incident_id)),
        )  # fmt: skip
        if await fill(self, form):
            await self._load()
            self.say(f"Insiden {incident_id} ditutup.")

    def action_every(self) -> None:
        """Closed ones too, or not."""
        self._every = not self._every
        self.act(self._load())


def _moment(iso: str | None) -> str:
    return wording.stamp(datetime.fromisoformat(iso)) if iso else ""
