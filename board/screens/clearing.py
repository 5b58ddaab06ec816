"""Clearing a column: one case a screen, one key decides, the next comes by itself (PRODUCT 1).

A decision counts only for the case that was painted when its key was pressed: one that was on its way while the next
case came is told so and does nothing. Nothing is asked where the key already says what it does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from time import monotonic
from typing import Any

from rich.text import Text
from textual.containers import VerticalScroll
from textual.events import Key
from textual.widget import Widget

from board.errors import BoardError, NotFound
from board.screens.bindings import bind
from board.screens.case import CaseScreen, read_case
from board.screens.case_reading import CaseReading
from board.screens.choice import ChoiceScreen
from board.screens.clearing_queue import ClearingQueue
from board.screens.clearing_words import clearing_words
from board.services.access import record_look
from board.services.lists import Column, Spot
from board.services.search import the_one
from board.services.show_case import BERKAS
from board.services.undo_case import undo_case
from board.widgets.lines import KeyLine
from board.widgets.pick_list import Row
from board.widgets.scan_field import ScanField
from board.workflow.sop import CLOSED, Intent, Status

KEYS = (
    "case.forward", "case.return", "clearing.later", "case.undo", "clearing.whole", "case.files", "case.print",
    "help", "back", "case.fields", "case.note", "case.release",
)  # fmt: skip
"""Which keys the line below names, as far as it reaches."""


class ClearingScreen(CaseReading):
    """A column of cases to decide on; answers what was done, in words."""

    AUTO_FOCUS = ""
    SCANS = True
    ASKS_SIGNED = False
    BINDINGS = [
        bind("n", "later", "Nanti", "Lewati berkas ini; ia tetap di kolom.", id="clearing.later"),
        bind("enter", "whole", "Selengkapnya", "Berkas ini dengan segalanya. Ketik atau pindai nomor: ke berkas itu.",
             id="clearing.whole"),
    ]  # fmt: skip

    def __init__(self, column: Column, queue: ClearingQueue) -> None:
        super().__init__(queue.next() or "")
        self._column, self._queue = column, queue
        self._painted_at = 0.0
        self._gone_on = ""
        """What became of the case on the screen while it stood there: it is no longer decided on here."""
        self._over = False

    # --- frame ---------------------------------------------------------------------------------------------------

    def title_words(self) -> str:
        put_off = f" · nanti {len(self._queue.put_off)}" if self._queue.put_off else ""
        return f"{self._column.title}: {self._queue.place} dari {self._queue.total}{put_off}"

    def body(self) -> Iterator[Widget]:
        yield from super().body()
        field = ScanField("Ke nomor, lalu Enter")
        field.display = False
        yield field

    def key_words(self) -> list[tuple[str, str]]:
        if self._over:
            return [("Enter", "Papan"), ("u", "Urungkan"), ("Esc", "Papan")]
        ranked = {binding.id: (keys.split(",")[0], binding.description) for keys, binding in self.own_bindings()}
        if "case.forward" in ranked and (title := self._deciding_title()):
            ranked["case.forward"] = (ranked["case.forward"][0], title)
        return [ranked[name] for name in KEYS if name in ranked]

    def _deciding_title(self) -> str:
        """What the forward key does here: where it records a signature, it says so instead of asking."""
        if self._case is None or self._sop is None:
            return ""
        step = self._sop.step(self._case["step"]["id"])
        ways = [move for move in self._case["moves"] if move["intent"] != Intent.RETURN]
        if step.signs and any(move["intent"] == Intent.APPROVE for move in ways):
            return "Catat sudah TTE" if self._sop.signing == "tte" else "Catat sudah ditandatangani"
        return ways[0]["title"].split(",")[0] if len(ways) == 1 else ""

    # --- one after the other -------------------------------------------------------------------------------------

    async def _load(self) -> None:
        try:
            shown = await self._show(self.number)
        except BoardError as broken:
            self._queue.unread += 1
            await self._go_on(broken.sentence)
        else:
            if not shown:
                self._queue.gone += 1
                await self._go_on("")

    async def _read_again(self) -> None:
        """A colleague did something: what is painted anew was on nobody's screen when a key was pressed."""
        if self._over or self._case is None:
            return
        before = self._case["version"]
        case, sop = await self.ask(read_case, self.number, self.actor)
        if case["version"] == before:
            return
        who = case["events"][-1]["actor"]
        self._case, self._sop = case, sop
        if self._waits_here(case):
            self._paint()
            self.call_after_refresh(self._painted)
            self.say(f"Berkas ini baru saja diubah oleh {who}. Periksa lagi.")
        else:
            # Nobody is taken away from a case without a word: the next key goes on.
            self._gone_on = f"{self.number} sudah diputuskan oleh {who}."
            self.say(self._gone_on)

    async def _show(self, number: str) -> bool:
        """Show a case if it still waits in this column; the look is written before the next key is heard."""
        try:
            case, sop = await self.ask(read_case, number, self.actor)
        except NotFound:
            return False
        if not self._waits_here(case):
            return False
        self.number, self._case, self._sop, self._gone_on = number, case, sop, ""
        self._covered = False
        self.opened_at = self.board.now()
        self._paint()
        self.query_one(VerticalScroll).scroll_home(animate=False)
        self.call_after_refresh(self._painted)
        await self.ask(record_look, number, self.actor, BERKAS)
        return True

    def _waits_here(self, case: dict[str, Any]) -> bool:
        place = case["sop"], case["step"]["id"]
        return place in self._column.places and Status(case["status"]) not in {*CLOSED, Status.AT_APPLICANT}

    def _painted(self) -> None:
        self._painted_at = monotonic()

    async def _go_on(self, sentence: str) -> None:
        """To the next case that still waits; at the end back to the board."""
        while (number := self._queue.next()) is not None:
            try:
                if await self._show(number):
                    self.say(sentence)
                    return
                self._queue.gone += 1
            except BoardError as broken:
                # A case that cannot be read keeps nobody from the others.
                self._queue.unread += 1
                sentence = f"{sentence} {broken.sentence}".strip()
        self._finish(sentence)

    def _finish(self, sentence: str) -> None:
        """Stay on a page of its own: the key that decided the last case, pressed once more, decides nothing."""
        self._over, self._case = True, None
        self.paint_words(Text(f"Kolom ini selesai: {self._queue.words()}.\n\nEnter atau Esc: kembali ke papan."))
        self.show_title()
        self.query_one(KeyLine).show(self.key_words())
        self.say(sentence)

    def leave(self) -> None:
        """Back to the board, which says what was done."""
        if self._queue.decided or self._queue.put_off:
            self.board.remark = f"{self._column.title}: {self._queue.words()}."
        super().leave()

    def _paint(self) -> None:
        if self.shown_case is None or self._sop is None:
            return
        text = clearing_words(self.shown_case, self._sop, self.board.profile, self.board.now(), self.words_width)
        self.paint_words(text)
        self.show_title()
        self.query_one(KeyLine).show(self.key_words())

    # --- what was done -------------------------------------------------------------------------------------------

    async def changed(self, sentence: str, *, spot: Spot | None = None, seek: bool = False) -> None:
        if spot is None or (spot.sop, spot.step) in self._column.places:
            case, sop = await self.ask(read_case, self.number, self.actor)
            if self._waits_here(case):
                self._case, self._sop = case, sop
                self._paint()
                self.call_after_refresh(self._painted)
                self.say(sentence)
                return
        if spot is not None or self.board.last_moved == self.number:
            self._queue.decided.append(self.number)
        else:
            self._queue.gone += 1
        await self._go_on(sentence)

    def moved_last(self) -> str | None:
        return self._queue.decided[-1] if self._queue.decided else None

    async def _undo(self, number: str) -> None:
        """The case whose decision was taken back is the one in hand again."""
        self.board.last_moved = None
        await self.ask(undo_case, number, self.actor.name)
        told = f"Keputusan tentang {number} diurungkan."
        if await self._show(number):
            self._over = False
            self._queue.jump(number)
            self.show_title()
        else:
            self._queue.decided.remove(number)
        self.say(told)

    # --- keys ----------------------------------------------------------------------------------------------------

    def action_forward(self) -> None:
        """Decide."""
        self._meant(super().action_forward)

    def action_return(self) -> None:
        """Send the case back."""
        self._meant(super().action_return)

    def action_undo(self) -> None:
        """Take the last decision back; after the last case of the column too."""
        if self._over:
            super().action_undo()
        else:
            self._meant(super().action_undo)

    def action_later(self) -> None:
        """Leave the case in the column and go on."""
        self._meant(lambda: self._pressed("n", self._later))

    def _later(self) -> None:
        if not self.acting:
            self._queue.put_off.append(self.number)
            self.act(self._go_on(f"{self.number} nanti."))

    def _meant(self, do: Callable[[], None]) -> None:
        """A key that was pressed before this case stood on the screen was meant for another one."""
        if self._over:
            self.say("Kolom ini sudah selesai. Enter: kembali ke papan.")
        elif self.board.pressed_at < self._painted_at:
            self.say("Tombol itu ditekan sebelum berkas ini tampil; belum ada yang diputuskan.")
        elif self._gone_on:
            self._queue.gone += 1
            self.act(self._go_on(self._gone_on))
        else:
            do()

    def action_whole(self) -> None:
        """The case with everything."""
        if self._over:
            self.leave()
        else:
            self.app.push_screen(CaseScreen(self.number), lambda _: self.act(self.changed("")))

    def action_note(self) -> None:
        """The thread of the case."""
        self._with_case(self._thread)

    # --- to a number ---------------------------------------------------------------------------------------------

    def on_key(self, event: Key) -> None:
        field = self.query_one(ScanField)
        if field.has_focus:
            if event.key == "escape":
                event.stop()
                self._close_field()
        elif event.character and event.character.isdecimal() and not self._over:
            event.stop()
            field.display = True
            field.value = event.character
            field.focus()
            field.cursor_position = 1

    def _close_field(self) -> None:
        field = self.query_one(ScanField)
        field.value, field.display = "", False
        self.set_focus(None)

    def on_scan_field_scanned(self, message: ScanField.Scanned) -> None:
        self._close_field()
        self.scanned(message.text)

    def scanned(self, text: str) -> None:
        self.act(self._jump(text))

    async def _jump(self, text: str) -> None:
        fitting = self._queue.meant(text)
        if len(fitting) > 1:
            rows = [Row(number, number) for number in fitting]
            number = await self.app.push_screen_wait(ChoiceScreen("Berkas yang mana?", rows))
            if number is None:
                return
        else:
            number = fitting[0] if fitting else (await self.ask(the_one, text)).number
        if number == self.number:
            self.say(f"{number} sudah di layar.")
        elif await self._show(number):
            self._queue.jump(number)
            self.show_title()
            self.say("")
        else:
            self.say(f"{number} tidak menunggu di {self._column.title}.")
