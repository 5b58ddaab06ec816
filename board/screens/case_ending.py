"""What goes wrong with a berkas: a move taken back, early ends, what lies in the wrong case, links."""

from __future__ import annotations

from board.screens.bindings import bind
from board.screens.case_hand import CaseInHand
from board.screens.choice import ChoiceScreen
from board.services import undo_case
from board.services.case_desk import lay_out
from board.services.lists import spot_of
from board.services.misdirected import Misplaced
from board.widgets.pick_list import Row
from board.workflow import doings
from board.workflow.permissions import handles_incidents


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
            "Dicabut, batal, salah layanan/alamat, ganda, diteruskan, buka kembali, insiden.",
            id="case.cancel",
        ),
        bind("h", "links", "Terkait", "Berkas terkait: tautkan, lepas, buka berkas yang lain.", id="case.links"),
    ]

    def action_undo(self) -> None:
        """Take back one's own last move."""
        self._pressed("u", self._undo_last)

    def _undo_last(self) -> None:
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
        # Not before somebody needs them: nobody's first screen should wait for what seldom goes wrong.
        from board.screens import outcomes, wrong_ways

        desk = await self.ask(lay_out, number, self.actor.name)
        rows = [
            Row("dicabut", "Dicabut pemohon"),
            Row("kantor", "Dibatalkan kantor"),
            Row("layanan", "Salah layanan: pindahkan ke layanan lain"),
            Row("alamat", "Salah alamat: lampiran atau pesan milik berkas lain"),
            Row("ganda", "Berkas ganda: tautkan dengan berkas yang sudah ada"),
            *outcomes.outcome_rows(desk),
        ]
        if handles_incidents(self.board.profile, self.actor):
            rows.append(Row("insiden", "Insiden privasi: tenggat dan pemberitahuan"))
        kind = await self.app.push_screen_wait(ChoiceScreen(f"Apa yang salah pada berkas {number}?", rows))
        match kind:
            case "dicabut" | "kantor" | "tidak_dilengkapi":
                await wrong_ways.end_early(self, number, kind)
            case "layanan":
                await wrong_ways.to_right_service(self, number)
            case "alamat":
                await self.misdirect(number)
            case "ganda":
                await wrong_ways.link_duplicate(self, number)
            case "rujuk":
                await outcomes.refer(self, number)
            case doings.REOPENED:
                await outcomes.reopen(self, number)
            case "insiden":
                await self._incidents()

    async def misdirect(self, number: str, what: Misplaced | None = None) -> None:
        """Take out what lies in the wrong case.

        Args:
            what: it, where it is known already.
        """
        from board.screens.misdirected import misdirect

        told = await misdirect(self, number, what)
        if told is None:
            self.say(self.board.take_remark() or self.said)
        else:
            await self.changed(told)

    async def _incidents(self) -> None:
        from board.screens.incidents import IncidentsScreen

        await self.app.push_screen_wait(IncidentsScreen())
        await self.catch_up()
