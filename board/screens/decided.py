"""What became of a decision on many: cases that were skipped with the reason, then the others with where they went."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.services.decide_many import Outcome, undo_many
from board.services.tray import Pick
from board.widgets import inks
from board.widgets.pick_list import PickList, Row

PORTION = 20
"""Decisions taken back in one visit to the database."""


class DecidedScreen(OfficeScreen[None]):
    """The outcome of one decision on many, or of taking one back."""

    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas yang ditunjuk.", id="decided.open"),
        bind("u", "undo", "Urungkan semua", "Urungkan keputusan ini selama belum dilanjutkan orang lain.",
             id="decided.undo"),
    ]  # fmt: skip

    def __init__(self, outcomes: Sequence[Outcome], broken: str = "", *, undone: bool = False) -> None:
        """Args: broken: why it stopped before the last case; undone: whether a decision was taken back."""
        super().__init__()
        self._outcomes, self._broken = list(outcomes), broken
        self.taken_back = undone

    def title_words(self) -> str:
        return f"Hasil: {self._counts()}"

    def body(self) -> Iterator[Widget]:
        yield PickList(self._rows(), empty="Tidak ada berkas yang diputuskan.")

    def on_mount(self) -> None:
        self.say(self.told)

    @property
    def told(self) -> str:
        """What became of all of them, in a sentence."""
        words = undone_words(self._outcomes) if self.taken_back else f"{self._counts()}."
        return f"{words} {self._broken}".strip()

    def _counts(self) -> str:
        done = sum(item.done for item in self._outcomes)
        what = ("diurungkan", "tidak") if self.taken_back else ("diputuskan", "dilewati")
        return f"{done} {what[0]}, {len(self._outcomes) - done} {what[1]}"

    def _rows(self) -> list[Row]:
        ordered = sorted(self._outcomes, key=lambda item: item.done)
        return [
            Row(item.number, f"{item.number}  {item.words}", ink=inks.PLAIN if item.done else inks.BOLD)
            for item in ordered
        ]

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        """The whole reason, which a narrow line cuts."""
        chosen = next((item for item in self._outcomes if message.row and item.number == message.row.key), None)
        if chosen is not None and not chosen.done:
            self.say(f"{chosen.number}: {chosen.words}")

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the case under the cursor."""
        row = self.query_one(PickList).selected
        if row is not None:
            from board.screens.case import CaseScreen

            self.app.push_screen(CaseScreen(row.key))

    def action_undo(self) -> None:
        """Take the whole decision back."""
        picks = [item.pick for item in self._outcomes if item.done]
        if self.taken_back or not picks:
            self.say("Sudah diurungkan." if self.taken_back else "Tidak ada keputusan yang dapat diurungkan.")
        else:
            self.act(self._undo(picks))

    async def _undo(self, picks: Sequence[Pick]) -> None:
        self._outcomes, self.taken_back = await take_back(self, picks), True
        self.query_one(PickList).show(self._rows(), keep=False)
        self.show_title()
        self.say(self.told)


async def take_back(screen: OfficeScreen[Any], picks: Sequence[Pick]) -> list[Outcome]:
    """Take back decisions, a portion at a time, so that a board that is looked at meanwhile answers."""
    undone: list[Outcome] = []
    for begin in range(0, len(picks), PORTION):
        undone += await screen.ask(undo_many, screen.actor.name, picks[begin : begin + PORTION])
    return undone


def undone_words(outcomes: Sequence[Outcome]) -> str:
    """How far a decision on many was taken back."""
    back = sum(item.done for item in outcomes)
    kept = len(outcomes) - back
    return f"{back} keputusan diurungkan" + (f", {kept} tidak dapat." if kept else ".")
