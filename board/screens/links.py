"""Berkas terkait: the links of a case, those taken back too; made, undone and followed from here."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import Any

from textual.widget import Widget

from board import wording
from board.errors import Refused
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group, fill
from board.screens.keeping import Send
from board.screens.pointing import OTHER_CASE, other_case, whose
from board.services.about import complains
from board.services.about_case import about_case, not_about
from board.services.drafts import Way
from board.services.link_cases import KINDS, link_cases, links_shown, unlink_cases
from board.services.links import ABOUT, KIND_TITLES, link_words
from board.widgets import inks
from board.widgets.lines import Line
from board.widgets.pick_list import PickList, Row
from board.workflow.sop import Field, status_title

KIND_HELP = {
    "ganda": "permohonan yang sama sudah ada",
    "menunggu": "baru dapat lanjut setelah berkas itu",
    "terkait": "perlu dibaca bersama",
}


class LinksScreen(OfficeScreen[None]):
    """The links of one case."""

    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas yang ditunjuk.", id="links.open"),
        bind(
            "t",
            "link",
            "Tautkan",
            "Tautkan dengan berkas lain: ganda, menunggu, terkait; pada aduan: yang diadukan.",
            id="links.add",
        ),
        bind("x,delete", "unlink", "Lepas", "Lepas tautan yang keliru, dengan alasan.", id="links.end"),
    ]

    def __init__(self, number: str) -> None:
        super().__init__()
        self._number = number
        self._links: dict[str, dict[str, Any]] = {}

    def title_words(self) -> str:
        return f"Berkas terkait {self._number}"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Belum ada tautan. Tekan t untuk menautkan.")
        yield Line("", id="detail")

    async def on_mount(self) -> None:
        await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def _load(self) -> None:
        links = await self.ask(links_shown, self._number)
        self._links = {str(link["id"]): link for link in links}
        rows = []
        for name, link in self._links.items():
            right = "dilepas" if link["ended_at"] else status_title(link["status"] or "")
            rows.append(Row(name, link_words(link), right, inks.DIM if link["ended_at"] else inks.PLAIN))
        self.query_one(PickList).show(rows)

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        link = self._links.get(message.row.key) if message.row else None
        words = ""
        if link and link["ended_at"]:
            at = wording.stamp(datetime.fromisoformat(link["ended_at"]))
            words = f"Dilepas {link['ended_by']}, {at}: {link['end_reason']}"
        elif link:
            at = wording.stamp(datetime.fromisoformat(link["at"]))
            words = f"{link['by']}, {at}" + (f": {link['note']}" if link["note"] else "")
        self.query_one("#detail", Line).say(wording.clean(words))

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the other case."""
        from board.screens.case import CaseScreen

        link = self._chosen()
        if link and link["number"]:
            self.app.push_screen(CaseScreen(link["number"]))

    def _chosen(self) -> dict[str, Any] | None:
        row = self.query_one(PickList).selected
        return self._links[row.key] if row else None

    def action_link(self) -> None:
        """Link to another case."""
        self.act(self._link())

    async def _link(self) -> None:
        if await self.ask(complains, self._number):
            await self.point()
            return
        rows = [Row(kind, KIND_TITLES[kind], KIND_HELP[kind]) for kind in KINDS]
        kind = await self.app.push_screen_wait(ChoiceScreen("Tautan apa?", rows))
        if kind is not None:
            await self.link_as(kind)

    async def link_as(self, kind: str) -> None:
        """Link to another case in one way: which one."""

        async def save(values: dict[str, Any], send: Send) -> str:
            done = await send(link_cases, self._number, values[OTHER_CASE], self.actor.name, kind, values["note"] or "")
            return f"Berkas {self._number} dan {done.other.number} tertaut."

        about = f"{KIND_TITLES[kind]}: {KIND_HELP[kind]}. Ketik atau pindai nomor berkas yang lain."
        await self._fill_in(f"Tautkan {self._number}", about, Way("link", self._number, facts={"kind": kind}), save)

    async def point(self) -> None:
        """Say which case the complaint is about."""

        async def save(values: dict[str, Any], send: Send) -> str:
            note = values["note"] or ""
            done = await send(about_case, self._number, values[OTHER_CASE], self.actor.name, note)
            return f"Aduan {self._number} menunjuk berkas {done.other.number}."

        about = "Berkas yang diadukan. Perjalanannya tampil pada aduan; pada berkas itu sendiri tidak ada jejak."
        await self._fill_in(f"Aduan {self._number}", about, Way("about", self._number), save)

    async def _fill_in(
        self, title: str, about: str, way: Way, save: Callable[[dict[str, Any], Send], Awaitable[str]]
    ) -> None:
        """Ask for the other case, and say what became of it."""
        fields = [other_case("Nomor berkas"), Field("note", "Keterangan", "text", max=200)]
        form = Form(title, [Group("", fields)], save=save, about=about, way=way, look_up=whose(self))
        told = await fill(self, form)
        if told is not None:
            await self._load()
            self.say(told)

    def action_unlink(self) -> None:
        """Take the link under the cursor back."""
        link = self._chosen()
        if link is None:
            return
        if link["ended_at"]:
            self.say("Tautan ini sudah dilepas; riwayatnya tetap tercatat.")
        else:
            self.act(self.unlink(link))

    async def unlink_known(self, link_id: str) -> None:
        """Take a link back that is known by its id.

        Raises:
            Refused: it was taken back already.
        """
        link = self._links.get(link_id)
        if link is None or link["ended_at"]:
            raise Refused("Tautan ini sudah dilepas.")
        await self.unlink(link)

    async def unlink(self, link: dict[str, Any]) -> None:
        """Take a link back: why."""
        fields = [Field("reason", "Alasan", "text", required=True, max=200)]

        async def save(values: dict[str, Any], send: Send) -> bool:
            pair = (self._number, link["number"], self.actor.name, values["reason"])
            if link["kind"] == ABOUT:
                await send(not_about, *pair)
            else:
                await send(unlink_cases, *pair, link["kind"])
            return True

        form = Form(
            "Lepas tautan", [Group("", fields)], save=save, about=f"{link_words(link)}: lepas tautan ini?",
            way=Way("unlink", self._number, str(link["id"])),
        )  # fmt: skip
        if await fill(self, form):
            await self._load()
            self.say(f"Tautan dengan {link['number']} dilepas.")
