"""Registering: another service for the applicant of the case in hand (layanan lagi), or a complaint about it."""

from __future__ import annotations

from board.screens.bindings import bind
from board.screens.case_hand import CaseInHand
from board.services.register_case import KnownApplicant, known_applicant


class CaseAgain(CaseInHand):
    """The key that registers once more for the same person."""

    BINDINGS = [
        bind("plus", "again", "Layanan lagi", "Layanan lain untuk pemohon berkas ini, bertaut; atau aduan tentangnya.",
             id="case.again", show=False),
    ]  # fmt: skip

    def action_again(self) -> None:
        """Register another service for the applicant of the case in hand, or a complaint about it."""
        self._with_case(self.register_again)

    async def register_again(self, number: str) -> None:
        """Register once more for the applicant of a case."""
        await self.register(await self.ask(known_applicant, number, self.actor.name))

    async def register(self, again: KnownApplicant | None = None) -> None:
        """Register a case, and show what became of it."""
        from board.screens.register import register, registered_words

        done = await register(self, again=again)
        if done is None:
            await self.changed(self.board.take_remark())
        else:
            words = registered_words(done)
            await self.changed(words, spot=done.spot, seek=True)
            self.ready_for(done.case.number if done.message else None)
            case = self.in_hand()
            if case and case.number in {done.case.number, again.number if again else None}:
                self.say(f"{words} +: layanan lagi.")
