"""What lies around the case in hand: its paper folder, and the systems everybody needs."""

from __future__ import annotations

from board.screens.bindings import bind
from board.screens.case_hand import CaseInHand


class CaseAround(CaseInHand):
    """Keys that lead to the folders of all trays and to the outages of the office."""

    BINDINGS = [
        bind("j", "custody", "Serah fisik", "Pindai map yang berpindah; cari yang hilang.",
             id="case.physical", show=False),
        bind("g", "outages", "Gangguan", "Gangguan sistem: mulai, selesai; lembar manual.",
             id="case.outages", show=False),
    ]  # fmt: skip

    def action_custody(self) -> None:
        """Folders handed from tray to tray."""
        self.act(self._custody())

    async def _custody(self) -> None:
        from board.screens.custody import CustodyScreen

        await self.app.push_screen_wait(CustodyScreen())
        await self.catch_up()

    def action_outages(self) -> None:
        """Outages of the office."""
        self.act(self._outages())

    async def _outages(self) -> None:
        from board.screens.outages import OutagesScreen

        await self.app.push_screen_wait(OutagesScreen())
        await self.catch_up()
