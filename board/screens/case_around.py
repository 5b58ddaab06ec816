"""What lies around the case in hand: what its applicant is told, its paper folder, the systems everybody needs."""

from __future__ import annotations

from board.screens.bindings import bind
from board.screens.case_hand import CaseInHand


class CaseAround(CaseInHand):
    """Keys that lead to where the case is in words, the folders of all trays and the outages of the office."""

    BINDINGS = [
        bind("s", "status", "Status", "Di mana berkas ini: kalimat untuk dibacakan atau dikirim ke pemohon.",
             id="case.status", show=False),
        bind("j", "custody", "Serah fisik", "Pindai map yang berpindah; cari yang hilang.",
             id="case.physical", show=False),
        bind("o", "accused", "Terlapor", "Petugas yang diadukan: catat atau cabut; ia tidak melihat aduan ini.",
             id="case.accused", show=False),
        bind("g", "outages", "Gangguan", "Gangguan sistem: mulai, selesai; lembar manual.",
             id="case.outages", show=False),
    ]  # fmt: skip

    def action_status(self) -> None:
        """Where the case is, for its applicant."""
        self._with_case(self._status)

    async def _status(self, number: str) -> None:
        from board.screens.status import show_status

        if await show_status(self, number):
            await self.changed(f"Pesan status {number} siap dikirim (w).")
            self.ready_for(number)
        else:
            # Not as after a change: reading this was no look at the case.
            await self.others_changed()

    def action_custody(self) -> None:
        """Folders handed from tray to tray."""
        self.act(self._custody())

    async def _custody(self) -> None:
        from board.screens.custody import CustodyScreen

        await self.app.push_screen_wait(CustodyScreen())
        await self.catch_up()

    def action_accused(self) -> None:
        """Who the complaint in hand is about."""
        self._with_case(self._accused)

    async def _accused(self, number: str) -> None:
        from board.screens.accused import name_accused, still_seen

        told = await name_accused(self, number)
        if told is None:
            self.say(self.board.take_remark() or self.said)
        elif await still_seen(self, number):
            await self.changed(told)
        else:
            await self.lost_sight(told)

    def action_outages(self) -> None:
        """Outages of the office."""
        self.act(self._outages())

    async def _outages(self) -> None:
        from board.screens.outages import OutagesScreen

        await self.app.push_screen_wait(OutagesScreen())
        await self.catch_up()
