"""Marking cases and deciding on all of them at once: what cannot be decided is skipped, and told with its reason."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from uuid import uuid4

from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.case_actions import CaseActions
from board.screens.choice import ConfirmScreen
from board.screens.form import Form, Group
from board.services.decide_many import Outcome, Ruling, decide_many, signatures_among, undo_many
from board.services.tray import Pick
from board.widgets import inks
from board.widgets.pick_list import PickList, Row
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
        self.marks = {} if picks and picks.keys() <= self.marks.keys() else {**self.marks, **picks}
        self.show_marks()
        self.say(f"{len(self.marks)} berkas ditandai: t lanjut, k kembali." if self.marks else "Tanda dihapus.")

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
        about = "Yang dipegang rekan, sudah berubah, atau belum siap dilewati dan disebut alasannya."
        if signing:
            question = f"Semua sudah ditandatangani? {signing} dari {len(picks)} berkas"
            about = f"Papan mencatat tanda tangan yang terjadi di luar; ini bukan tanda tangan.\n{about}"
        if await self.app.push_screen_wait(ConfirmScreen(question, about)):
            await self._decide_all(picks, Ruling())

    async def _return_all(self) -> None:
        picks = list(self.marks.values())
        options = tuple(Option(code, title) for code, title in self.board.profile.return_reasons(()).items())
        fields = [
            Field("reason", "Alasan", "enum", required=True, options=options),
            Field("note", "Catatan", "long", max=1000),
        ]
        about = f"{len(picks)} berkas kembali dengan alasan yang sama, masing-masing satu tingkat."
        answer = await self.fill(Form(f"Kembalikan {len(picks)} berkas", [Group("", fields)], about=about))
        if answer is not None:
            await self._decide_all(picks, Ruling(back=True, reason=answer["reason"], note=answer.get("note") or ""))

    async def _decide_all(self, picks: Sequence[Pick], ruling: Ruling) -> None:
        key = str(uuid4())
        outcomes: list[Outcome] = []
        for begin in range(0, len(picks), PORTION):
            self.say(f"{begin} dari {len(picks)} berkas…")
            portion = picks[begin : begin + PORTION]
            outcomes += await self.ask(decide_many, self.actor.name, portion, ruling, key)
        if any(item.prints for item in outcomes):
            self.board.start_printing()
        self.forget_marks()
        await self.app.push_screen_wait(OutcomesScreen(outcomes))
        await self.changed("")


class OutcomesScreen(OfficeScreen[None]):
    """What became of many cases: those skipped with the reason, the others by where they are now."""

    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas yang dilewati.", id="outcomes.open"),
        bind("u", "undo", "Urungkan semua", "Urungkan keputusan ini selama belum dilanjutkan orang lain.",
             id="outcomes.undo"),
    ]  # fmt: skip

    def __init__(self, outcomes: Sequence[Outcome]) -> None:
        super().__init__()
        self._outcomes = list(outcomes)

    def title_words(self) -> str:
        return "Hasil keputusan"

    def body(self) -> Iterator[Widget]:
        yield PickList(self._rows())

    def on_mount(self) -> None:
        self.say(self._told())

    def _told(self) -> str:
        done = sum(item.done for item in self._outcomes)
        return f"{done} diputuskan, {len(self._outcomes) - done} dilewati."

    def _rows(self) -> list[Row]:
        skipped = [item for item in self._outcomes if not item.done]
        went = Counter(item.words for item in self._outcomes if item.done)
        rows = [Row(item.number, f"{item.number}  dilewati: {item.words}", ink=inks.BOLD) for item in skipped]
        return rows + [Row("", f"{count} berkas {words}") for words, count in went.items()]

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the case under the cursor."""
        row = self.query_one(PickList).selected
        if row is None or not row.key:
            self.leave()
            return
        from board.screens.case import CaseScreen

        self.app.push_screen(CaseScreen(row.key))

    def action_undo(self) -> None:
        """Take the whole decision back."""
        self.act(self._undo())

    async def _undo(self) -> None:
        numbers = [item.number for item in self._outcomes if item.done]
        if not numbers:
            self.say("Tidak ada keputusan yang dapat diurungkan.")
            return
        undone: list[Outcome] = []
        for begin in range(0, len(numbers), PORTION):
            undone += await self.ask(undo_many, self.actor.name, numbers[begin : begin + PORTION])
        self._outcomes = undone
        self.query_one(PickList).show(self._rows(), keep=False)
        back = sum(item.done for item in undone)
        self.say(f"{back} keputusan diurungkan, {len(undone) - back} sudah dilanjutkan orang lain.")
