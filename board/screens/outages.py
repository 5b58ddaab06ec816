"""Gangguan: what is down, since when; said and ended here, and the sheets to write on meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from textual.widget import Widget

from board.errors import Refused
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group, fill
from board.screens.keeping import Send
from board.services.board_reads import sops_in_use
from board.services.drafts import Way
from board.services.intake import MOST_SHEETS
from board.services.outages import end_outage, list_outages, on_day, start_outage
from board.widgets import inks
from board.widgets.pick_list import PickList, Row
from board.wording import clock_time, duration, form_date, stamp
from board.workflow.calendar import parse_clock
from board.workflow.sop import Field
from board.workflow.values import parse_date


class OutagesScreen(OfficeScreen[None]):
    """Outages that are open, and those of this month."""

    BINDINGS = [
        bind("b", "start", "Mulai", "Catat bahwa sebuah sistem terganggu.", id="outage.start"),
        bind("s,enter", "end", "Selesai", "Catat bahwa gangguan yang ditunjuk sudah selesai.", id="outage.end"),
        bind("c", "sheets", "Lembar manual", "Buat lembar penerimaan kosong untuk diisi tangan.", id="outage.sheets"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._listed: dict[str, dict[str, Any]] = {}

    def title_words(self) -> str:
        return "Gangguan"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Tidak ada gangguan bulan ini. Tekan b bila ada sistem yang terganggu.")

    async def on_mount(self) -> None:
        await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def _load(self) -> None:
        outages = await self.ask(list_outages)
        self._listed = {str(item["id"]): item for item in outages}
        self.query_one(PickList).show([self._row(item) for item in outages])

    @staticmethod
    def _row(item: dict[str, Any]) -> Row:
        began = datetime.fromisoformat(item["started_at"])
        took = duration(int(item["hours"] * 60))
        if item["open"]:
            words, right = f"{item['title']}: GANGGUAN sejak {stamp(began)}", f"berjalan {took}"
        else:
            ended = datetime.fromisoformat(item["ended_at"])
            until = clock_time(ended) if ended.date() == began.date() else stamp(ended)
            words, right = f"{item['title']}: {stamp(began)}–{until}", f"selesai, {took}"
        return Row(str(item["id"]), f"{words}  {item['reason']}", right, inks.BOLD if item["open"] else inks.PLAIN)

    def action_start(self) -> None:
        """A system went down."""
        self.act(self._start())

    async def _start(self) -> None:
        systems = self.board.profile.outages.systems
        rows = [Row(system, title) for system, title in systems.items()]
        system = await self.app.push_screen_wait(ChoiceScreen("Sistem apa yang terganggu?", rows))
        if system is not None:
            await self.start(system)

    async def start(self, system: str) -> None:
        """A system went down: why, since when.

        Raises:
            Refused: the office does not record outages of it any more.
        """
        systems = self.board.profile.outages.systems
        if system not in systems:
            raise Refused(f"Gangguan {system} tidak dicatat lagi di kantor ini.")

        async def save(values: dict[str, Any], send: Send) -> dict[str, Any]:
            return await send(
                start_outage, system, values["reason"], self.actor.name, at=await self._moment(values, begun)
            )

        fields = [Field("reason", "Alasan", "text", required=True, max=200), *_WHEN]
        begun = self._now()
        form = Form(
            f"Gangguan {systems[system]}: sejak kapan?", [Group("", fields)], values=begun, save=save,
            way=Way("outage", which=system),
        )  # fmt: skip
        done = await fill(self, form)
        if done:
            await self._load()
            self.say(f"Gangguan {done['title']} tercatat sejak {stamp(datetime.fromisoformat(done['started_at']))}.")

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_end()

    def action_end(self) -> None:
        """A system works again."""
        row = self.query_one(PickList).selected
        if row is None or not self._listed[row.key]["open"]:
            self.say("Tunjuk gangguan yang masih berjalan.")
        else:
            self.act(self.end(row.key))

    async def end(self, outage_id: str) -> None:
        """A system works again: since when.

        Raises:
            Refused: somebody has said so already.
        """
        outage = self._listed.get(outage_id)
        if outage is None or not outage["open"]:
            raise Refused("Gangguan ini sudah berakhir.")

        async def save(values: dict[str, Any], send: Send) -> dict[str, Any]:
            at = await self._moment(values, begun)
            return await send(end_outage, str(outage["id"]), self.actor.name, at=at)

        about = f"Terganggu sejak {stamp(datetime.fromisoformat(outage['started_at']))}: {outage['reason']}"
        if outage["pauses"]:
            about += "\n\nJanji berkas yang sedang berjalan digeser sebanyak jam kerja yang hilang."
        begun = self._now()
        form = Form(
            f"Gangguan {outage['title']}: kapan selesai?", [Group("", _WHEN)], values=begun, save=save, about=about,
            way=Way("outage_end", which=outage_id),
        )  # fmt: skip
        done = await fill(self, form)
        if done:
            moved = f" Janji {done['moved']} berkas digeser." if done["moved"] else ""
            await self._load()
            self.say(f"Gangguan {done['title']} selesai {stamp(datetime.fromisoformat(done['ended_at']))}.{moved}")

    def _now(self) -> dict[str, str]:
        now = self.board.now()
        return {"day": form_date(now.date()), "clock": clock_time(now)}

    async def _moment(self, values: dict[str, Any], begun: dict[str, str]) -> datetime | None:
        """What was typed; None, the present moment to the second, where nobody changed it."""
        told = {name: values[name] for name in begun}
        return None if told == begun else await self.ask(on_day, parse_date(told["day"]), parse_clock(told["clock"]))

    def action_sheets(self) -> None:
        """Sheets to write on."""
        self.act(self._sheets())

    async def _sheets(self) -> None:
        sops = await self.ask(sops_in_use)
        rows = [Row(sop.id, sop.title, sop.office) for sop in sops]
        sop_id = await self.app.push_screen_wait(ChoiceScreen("Lembar penerimaan untuk layanan apa?", rows))
        if sop_id is not None:
            await self.sheets_of(sop_id)

    async def sheets_of(self, sop_id: str) -> None:
        """Sheets of one service: how many."""
        fields = [Field("copies", "Jumlah lembar", "int", required=True, min=1, max=MOST_SHEETS)]
        form = Form(
            "Lembar penerimaan manual", [Group("", fields)], values={"copies": "10"}, way=Way("sheets", which=sop_id),
            about="Lembar kosong tanpa nomor; nomor diberikan saat dicatat setelah pulih.",
        )  # fmt: skip
        answer = await fill(self, form)
        if answer is None:
            return
        self.say("Lembar sedang dibuat.")
        done = await self.board.beside("sop", "intake", sop_id, "--copies", str(answer["copies"]))
        sent = " dan dikirim ke printer" if done["job"] else ""
        self.say(f"{done['copies']} lembar dibuat{sent}: {done['file']}")


_WHEN = [
    Field("day", "Tanggal", "date", required=True, past=True),
    Field("clock", "Pukul", "time", required=True),
]
"""When it began or ended: now, unless somebody says otherwise."""
