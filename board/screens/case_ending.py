"""What goes wrong with a berkas: a move taken back, and ends that are not the SOP's own."""

from __future__ import annotations

from typing import Any

from board.screens.bindings import bind
from board.screens.case_hand import CaseInHand
from board.screens.choice import ChoiceScreen
from board.screens.form import Form, Group
from board.services import undo_case
from board.services.case_desk import lay_out
from board.services.end_case import Ended, cancel_case, transfer_case
from board.services.lists import spot_of
from board.services.register_case import services_of
from board.widgets.pick_list import Row
from board.workflow.sop import Field


class CaseEnding(CaseInHand):
    """Keys for what goes wrong with a berkas."""

    BINDINGS = [
        bind(
            "u", "undo", "Urungkan", "Urungkan gerak terakhir Anda selama belum dilanjutkan orang lain.", id="case.undo"
        ),
        bind("x", "cancel", "Batalkan", "Dicabut pemohon, dibatalkan kantor, atau salah layanan.", id="case.cancel"),
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

    def action_cancel(self) -> None:
        """End the case early."""
        self._with_case(self._cancel)

    async def _cancel(self, number: str) -> None:
        rows = [
            Row("dicabut", "Dicabut pemohon"),
            Row("kantor", "Dibatalkan kantor"),
            Row("layanan", "Salah layanan: pindahkan ke layanan lain"),
        ]
        kind = await self.app.push_screen_wait(ChoiceScreen(f"Akhiri berkas {number}?", rows))
        if kind is None:
            return
        if kind == "layanan":
            await self._transfer(number)
            return
        fields = [Field("note", "Alasan", "long", required=True, max=1000)]

        async def save(values: dict[str, Any]) -> Ended:
            return await self.ask(cancel_case, number, self.actor.name, kind, values["note"])

        form = Form(
            f"Alasan pembatalan {number}", [Group("", fields)], draft=f"cancel:{kind}:{number}", save=save,
            about=f"Batalkan berkas {number}? Nomor tetap tercatat sebagai BATAL.",
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
        done = await self.ask(transfer_case, number, self.actor.name, sop_id)
        self.board.start_printing()
        await self.changed(f"Berkas {number} dialihkan; nomor baru {done.new.case.number}.")
