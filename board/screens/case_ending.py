"""What goes wrong with a berkas: a move taken back, early ends, what lies in the wrong case, links."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from board.screens.bindings import bind
from board.screens.case_hand import CaseInHand
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group
from board.screens.pointing import OTHER_CASE, other_case, whose
from board.services import undo_case
from board.services.case_desk import lay_out
from board.services.end_case import (
    BY_OFFICE,
    KINDS,
    NONE,
    STATEMENTS,
    WITHDRAWN,
    Ended,
    HandedBack,
    cancel_case,
    originals,
)
from board.services.incidents import handles_incidents
from board.services.link_cases import link_cases
from board.services.links import DUPLICATE
from board.services.lists import spot_of
from board.services.register_case import services_of
from board.services.transfer_case import Transferred, transfer_case, transfer_plan
from board.widgets.pick_list import Row
from board.workflow.sop import Field, Option

BACK = "kembali:"
"""Before the id of an original in the form of an end."""
LONG_LABEL = 44


class CaseEnding(CaseInHand):
    """Keys for what goes wrong with a berkas."""

    BINDINGS = [
        bind(
            "u", "undo", "Urungkan", "Urungkan gerak terakhir Anda selama belum dilanjutkan orang lain.", id="case.undo"
        ),
        bind(
            "x",
            "cancel",
            "Batal/Salah",
            "Dicabut, dibatalkan, salah layanan, salah alamat, ganda, insiden.",
            id="case.cancel",
        ),
        bind("h", "links", "Terkait", "Berkas terkait: tautkan, lepas, buka berkas yang lain.", id="case.links"),
    ]

    def action_undo(self) -> None:
        """Take back one's own last move."""
        number = self.moved_last()
        if number is None:
            self.say("Belum ada gerak yang dapat diurungkan.")
        else:
            self.act(self._undo(number))

    async def _undo(self, number: str) -> None:
        # Once asked, whatever the answer: the next press means the case in hand.
        self.board.last_moved = None
        row = await self.ask(undo_case.undo_case, number, self.actor.name)
        await self.changed(f"Gerak terakhir berkas {row.number} diurungkan.", spot=spot_of(row), seek=True)

    def action_links(self) -> None:
        """Cases that belong to this one."""
        self._with_case(self._links)

    async def _links(self, number: str) -> None:
        from board.screens.links import LinksScreen

        await self.app.push_screen_wait(LinksScreen(number))
        await self.catch_up()

    def action_cancel(self) -> None:
        """What went wrong with the case, and what the office has to answer for."""
        if self.in_hand() is None and handles_incidents(self.board.profile, self.actor):
            self.act(self._incidents())
        else:
            self._with_case(self._wrong_ways)

    async def _wrong_ways(self, number: str) -> None:
        rows = [
            Row(WITHDRAWN, "Dicabut pemohon"),
            Row(BY_OFFICE, "Dibatalkan kantor"),
            Row("layanan", "Salah layanan: pindahkan ke layanan lain"),
            Row("alamat", "Salah alamat: lampiran atau pesan milik berkas lain"),
            Row("ganda", "Berkas ganda: tautkan dengan berkas yang sudah ada"),
        ]
        if handles_incidents(self.board.profile, self.actor):
            rows.append(Row("insiden", "Insiden privasi: tenggat dan pemberitahuan"))
        kind = await self.app.push_screen_wait(ChoiceScreen(f"Apa yang salah pada berkas {number}?", rows))
        match kind:
            case "dicabut" | "kantor":
                await self._cancel(number, kind)
            case "layanan":
                await self._transfer(number)
            case "alamat":
                await self._misdirect(number)
            case "ganda":
                await self._duplicate(number)
            case "insiden":
                await self._incidents()

    async def _cancel(self, number: str, kind: str) -> None:
        case = await self.ask(lay_out, number, self.actor.name)
        held = originals(case.sop, case.facts)
        fields = [Field("note", "Alasan", "long", required=True, max=1000)]
        if kind == WITHDRAWN:
            fields.append(Field("statement", "Pernyataan pemohon", "enum", options=_options(STATEMENTS)))
        groups = [Group("", fields)]
        if held:
            answers = _options({"ya": "dikembalikan", "tidak": "tidak dikembalikan"})
            back = [Field(f"{BACK}{name}", title, "enum", options=answers) for name, title in held.items()]
            groups.append(Group("Dokumen asli (kosong: diisi dengan pena)", back, label=LONG_LABEL))
            groups.append(Group("", [Field("returned_to", "Diterima kembali oleh", "text", max=80)]))

        async def save(values: dict[str, Any]) -> Ended:
            return await self.ask(cancel_case, number, self.actor.name, kind, values["note"], back=_handed_back(values))

        form = Form(
            f"{KINDS[kind]}: {number}", groups, draft=f"cancel:{kind}:{number}", save=save,
            about=f"Batalkan berkas {number}? Nomor tetap tercatat sebagai BATAL. Berita acara dicetak.",
        )  # fmt: skip
        ended: Ended | None = await self._fill(form)
        if ended is None:
            return
        self.board.start_printing()
        told = " Pesan untuk pemohon siap (w)." if ended.message else ""
        await self.changed(f"Berkas {number} dibatalkan; nomornya tetap tercatat BATAL.{told}")

    async def _transfer(self, number: str) -> None:
        own = (await self.ask(lay_out, number, self.actor.name)).sop.id
        services = await self.ask(services_of, self.actor.name)
        rows = [Row(sop_id, title) for sop_id, title in services if sop_id != own]
        if not rows:
            self.say("Peran Anda tidak mendaftarkan layanan lain; minta rekan yang mendaftarkan layanan itu.")
            return
        sop_id = await self.app.push_screen_wait(ChoiceScreen("Layanan yang benar", rows))
        if sop_id is None:
            return
        plan = await self.ask(transfer_plan, number, self.actor.name, sop_id)
        about = (
            f"Berkas {number} menjadi BATAL dan berlanjut dengan nomor baru pada {plan.service}. Tidak dapat "
            f"diurungkan.\n\nIkut: {'; '.join(plan.along)}.\n"
            f"Tinggal pada nomor lama: {'; '.join(plan.left) or 'tidak ada'}."
        )

        async def save(values: dict[str, Any]) -> Transferred:
            return await self.ask(transfer_case, number, self.actor.name, sop_id, values["note"] or "")

        form = Form(
            f"Salah layanan: {number}", [Group("", [Field("note", "Catatan", "text", max=200)])],
            save=save, about=about, draft=f"transfer:{number}",
        )  # fmt: skip
        done: Transferred | None = await self._fill(form)
        if done is None:
            return
        self.board.start_printing()
        told = " Pesan untuk pemohon siap (w)." if done.new.message else ""
        words = f"Berkas {number} dialihkan; nomor baru {done.new.case.number}.{told}"
        await self.changed(words, spot=done.new.spot, seek=True)

    async def _misdirect(self, number: str) -> None:
        from board.screens.misdirected import misdirect

        told = await misdirect(self, number)
        if told is None:
            self.say(self.board.take_remark() or self.said)
        else:
            await self.changed(told)

    async def _duplicate(self, number: str) -> None:
        fields = [
            other_case("Nomor berkas"),
            Field("note", "Keterangan", "text", max=200),
        ]

        async def save(values: dict[str, Any]) -> str:
            done = await self.ask(
                link_cases, number, values[OTHER_CASE], self.actor.name, DUPLICATE, values["note"] or ""
            )
            return str(done.other.number)

        form = Form(
            f"Berkas ganda: {number}", [Group("", fields)], save=save, draft=f"ganda:{number}", look_up=whose(self),
            about=f"Berkas mana yang sama dengan {number}? Ketik atau pindai nomornya.",
        )  # fmt: skip
        other: str | None = await self._fill(form)
        if other is not None:
            await self.changed(
                f"Berkas {number} tertaut sebagai ganda dari {other} (h). Bila tidak dilanjutkan: x, lalu batalkan."
            )

    async def _incidents(self) -> None:
        from board.screens.incidents import IncidentsScreen

        await self.app.push_screen_wait(IncidentsScreen())
        await self.catch_up()


def _options(titles: Mapping[str, str]) -> tuple[Option, ...]:
    return tuple(Option(value, title) for value, title in titles.items())


def _handed_back(values: Mapping[str, Any]) -> HandedBack:
    """What the form says of statement and originals; nothing answered is nothing known."""
    answers = {name.removeprefix(BACK): said for name, said in values.items() if name.startswith(BACK) and said}
    given = [name for name, said in answers.items() if said == "ya"]
    returned = (given or [NONE]) if answers else None
    return HandedBack(values.get("statement") or None, returned, values.get("returned_to") or "")
