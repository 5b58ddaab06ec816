"""What lies around the case in hand: what its applicant is told, its paper folder, the systems everybody needs."""

from __future__ import annotations

from board.errors import Refused
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
        from board.screens.accused import name_accused

        await self._told_accused(number, await name_accused(self, number))

    async def accuse_again(self, number: str, login: str, *, named: bool) -> None:
        """Go on with naming an officer, or with taking a name back.

        Args:
            named: the complaint was about them already.

        Raises:
            Refused: that has changed meanwhile.
        """
        from board.screens.accused import accuse_one
        from board.services.accuse import may_be_accused

        people = await self.ask(may_be_accused, number, self.actor.name)
        who = next((item for item in people if item.login == login and item.named == named), None)
        if who is None:
            raise Refused(f"Terlapor aduan {number} sudah diubah sejak isian ini ditulis.")
        await self._told_accused(number, await accuse_one(self, number, who))

    async def _told_accused(self, number: str, told: str | None) -> None:
        from board.screens.accused import still_seen

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
