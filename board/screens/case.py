"""One case in full; the same keys act on it as on the board."""

from __future__ import annotations

from typing import Any

from board.screens.case_reading import CaseReading
from board.screens.case_words import case_words
from board.services.desk import Desk
from board.services.facts_of import find_case, sop_of
from board.services.show_case import case_view, show_case
from board.workflow.facts import Actor
from board.workflow.sop import Sop


def open_case(desk: Desk, number: str, actor: Actor) -> tuple[dict[str, Any], Sop]:
    """A case in full with the SOP it runs on; the look is recorded."""
    shown = show_case(desk, number, actor)
    return shown, sop_of(desk, find_case(desk, number))


def read_case(desk: Desk, number: str, actor: Actor) -> tuple[dict[str, Any], Sop]:
    """A case that is open already, read again."""
    row = find_case(desk, number)
    return case_view(desk, row, actor), sop_of(desk, row)


class CaseScreen(CaseReading):
    """A case."""

    def title_words(self) -> str:
        return f"Berkas {self.number}"

    async def _load(self) -> None:
        case, sop = await self.ask(open_case, self.number, self.actor)
        self._covered = False
        self._show(case, sop)

    async def _read_again(self) -> None:
        self._show(*await self.ask(read_case, self.number, self.actor))

    def _show(self, case: dict[str, Any], sop: Sop) -> None:
        self._case, self._sop = case, sop
        self._paint()

    def _paint(self) -> None:
        if self.shown_case is None or self._sop is None:
            return
        text = case_words(self.shown_case, self._sop, self.board.profile, self.words_width)
        self.paint_words(text)

    def action_note(self) -> None:
        """To the thread, or back to it."""
        from board.screens.thread import ThreadScreen

        if self.comes_from(ThreadScreen):
            self.leave()
        else:
            super().action_note()
