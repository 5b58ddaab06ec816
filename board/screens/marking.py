"""Marking cases and deciding on all of them at once: what cannot be decided is skipped, and told with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from board.errors import BoardError
from board.screens.bindings import bind
from board.screens.case_actions import CaseActions
from board.screens.choice import ConfirmScreen
from board.screens.decided import DecidedScreen, take_back, undone_words
from board.screens.form import Form, Group
from board.screens.keeping import Send
from board.services.decide_many import Outcome, Ruling, decide_many, reasons_among, signatures_among
from board.services.drafts import Way
from board.services.tray import MOST, Pick
from board.workflow.sop import Field, Option

PORTION = 10
"""Cases decided between two words about how far it has come."""


class Marking(CaseActions):
    """Keys that mark cases on the board, and what the deciding keys do while some are marked."""

    BINDINGS = [
        bind("space", "mark", "Pilih", "Tandai berkas ini; t dan k lalu memutuskan semua yang ditandai.",
             id="board.mark"),
        bind("asterisk", "mark_all", "Pilih semua", "Tandai semua yang disaring di kolom ini; sekali lagi: hapus.",
             id="board.mark_all", show=False),
    ]  # fmt: skip

    def __init__(self) -> None:
        super().__init__()
        self.marks: dict[int, Pick] = {}
        self._decided: list[Pick] = []
        """What the last decision on many decided, as it left each case."""

    def in_cursor(self) -> Pick | None:
        """The case under the cursor."""
        raise NotImplementedError

    async def in_column(self) -> Sequence[Pick]:
        """Every case of the column in hand."""
        raise NotImplementedError

    def show_marks(self) -> None:
        """Draw the marks as they are now."""
        raise NotImplementedError

    def next_card(self) -> None:
        """Go on to the card below."""
        raise NotImplementedError

    def forget_marks(self) -> None:
        """Nothing is marked any more."""
        self.marks = {}
        self.show_marks()

    def action_mark(self) -> None:
        """Mark the case under the cursor, or take its mark away, and go on to the next."""
        pick = self.in_cursor()
        if pick is None:
            self.say("Belum ada berkas yang dipilih.")
            return
        if self.marks.pop(pick.id, None) is None:
            self.marks[pick.id] = pick
        self.show_marks()
        self.next_card()

    def action_mark_all(self) -> None:
        """Mark the whole column, or nothing."""
        self.act(self._mark_all())

    async def _mark_all(self) -> None:
        picks = {pick.id: pick for pick in await self.in_column()}
        if not picks:
            self.say("Tidak ada berkas yang dapat ditandai di kolom ini.")
            return
        self.marks = {} if picks.keys() <= self.marks.keys() else {**self.marks, **picks}
        self.show_marks()
        most = f" (paling banyak {MOST} sekaligus)" if len(picks) == MOST else ""
        self.say(f"{len(self.marks)} berkas ditandai{most}: t lanjut, k kembali." if self.marks else "Tanda dihapus.")

    def action_forward(self) -> None:
        """Move the case on, or all that are marked."""
        if self.marks:
            self._pressed("t", lambda: self.act(self._forward_all()))
        else:
            super().action_forward()

    def action_return(self) -> None:
        """Send the case back, or all that are marked."""
        if self.marks:
            self.act(self._return_all())
        else:
            super().action_return()

    def action_back(self) -> None:
        """Nothing is marked any more."""
        if self.marks and not self.acting:
            self.forget_marks()
        else:
            super().action_back()

    async def _forward_all(self) -> None:
        picks = list(self.marks.values())
        signing = await self.ask(signatures_among, picks)
        question = f"Teruskan atau setujui {len(picks)} berkas?"
        about = "Berkas yang dipegang rekan, sudah berubah, atau belum siap tidak diputuskan; alasannya disebut."
        if signing:
            question = f"Semua sudah ditandatangani? {signing} dari {len(picks)} berkas"
            signed = "Ya: papan mencatat tanda tangan yang sudah terjadi di luar; ini bukan tanda tangan."
            about = f"{signed}\n{about}"
        if await self.app.push_screen_wait(ConfirmScreen(question, about)):
            await self._show_outcomes(*await self._decide_all(picks, Ruling()))

    async def _return_all(self) -> None:
        await self.return_many(list(self.marks.values()))

    async def return_many(self, picks: Sequence[Pick]) -> None:
        """Send cases back: for which reason."""

        async def save(values: dict[str, Any], send: Send) -> tuple[list[Outcome], str]:
            # Each case is decided on in a transaction of its own: sent once more, those that went back are skipped.
            ruling = Ruling(back=True, reason=values["reason"], note=values["note"] or "")
            return await self._decide_all(picks, ruling)

        known = await self.ask(reasons_among, picks)
        options = tuple(Option(code, title) for code, title in self.board.profile.return_reasons(known).items())
        fields = [
            Field("reason", "Alasan", "enum", required=True, options=options),
            Field("note", "Catatan", "long", max=1000),
        ]
        about = f"{len(picks)} berkas kembali dengan alasan yang sama, masing-masing satu tingkat."
        title, way = f"Kembalikan {len(picks)} berkas", Way("return_many", facts={"picks": [*map(asdict, picks)]})
        decided = await self.fill(Form(title, [Group("", fields)], about=about, save=save, way=way))
        if decided is not None:
            await self._show_outcomes(*decided)

    async def _decide_all(self, picks: Sequence[Pick], ruling: Ruling) -> tuple[list[Outcome], str]:
        """Decide on cases, a portion at a time: what became of each, and why it stopped before the last."""
        outcomes: list[Outcome] = []
        broken = ""
        for begin in range(0, len(picks), PORTION):
            self.say(f"{begin} dari {len(picks)} berkas…")
            try:
                outcomes += await self.ask(decide_many, self.actor.name, picks[begin : begin + PORTION], ruling)
            except BoardError as refused:
                if not outcomes:
                    raise
                # What was decided until then is told all the same.
                broken = refused.sentence
                break
        return outcomes, broken

    async def _show_outcomes(self, outcomes: list[Outcome], broken: str) -> None:
        if any(item.prints for item in outcomes):
            self.board.start_printing()
        self._decided = [item.pick for item in outcomes if item.done]
        self.board.last_moved = None
        self.forget_marks()
        screen = DecidedScreen(outcomes, broken)
        await self.app.push_screen_wait(screen)
        if screen.taken_back:
            self._decided = []
        await self.changed(screen.told)

    def _undo_last(self) -> None:
        """Take back the last decision: one on many while no single one came after it."""
        if self._decided and self.board.last_moved is None:
            self.act(self._undo_all())
        else:
            super()._undo_last()

    async def _undo_all(self) -> None:
        question = f"Urungkan keputusan terakhir atas {len(self._decided)} berkas?"
        if await self.app.push_screen_wait(ConfirmScreen(question, "Yang sudah dilanjutkan orang lain tetap.")):
            picks, self._decided = self._decided, []
            outcomes = await take_back(self, picks)
            await self.app.push_screen_wait(DecidedScreen(outcomes, undone=True))
            await self.changed(undone_words(outcomes))
