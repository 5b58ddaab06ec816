"""The board: columns of cases in three views, and the keys that move them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

from textual.events import Resize
from textual.widget import Widget

from board import wording
from board.errors import BoardError
from board.screens.bindings import bind
from board.screens.case_actions import InHand
from board.screens.choice import ChoiceScreen, ConfirmScreen
from board.screens.marking import Marking
from board.services import lists, notices
from board.services.board_reads import (
    FIRST_PAGE,
    MY_DESK,
    OFFICE,
    SOP,
    Loaded,
    Wanted,
    load_view,
    more_cards,
    read_page,
    sops_in_use,
)
from board.services.bundles import may_sort
from board.services.draft_list import broken_off
from board.services.lists import BoardView as View
from board.services.lists import Filter, Spot
from board.services.notices import Told
from board.services.tray import Pick, whole_tray
from board.widgets import inks
from board.widgets.board_view import BoardView, first_pages
from board.widgets.lines import KeyLine, Line
from board.widgets.pick_list import Row
from board.workflow.permissions import handles_incidents

KEYS: tuple[str, ...] = (
    "board.open", "case.forward", "case.return", "board.register", "board.mark", "board.search", "case.print", "help",
    "case.fields", "board.morning", "case.requirements", "case.release", "board.filter", "board.inbox", "case.note",
    "case.messages", "case.files", "board.waiting", "board.quit",
)  # fmt: skip
"""Which keys the line below names, as far as it reaches: the first ones are those of nearly every case."""


class BoardScreen(Marking):
    """The first screen."""

    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas yang dipilih; aduan dan konsultasi pada utasnya.", id="board.open"),
        bind("b,f3", "register", "Baru", "Daftarkan berkas baru.", id="board.register"),
        bind("i", "inbox", "Kotak masuk", "Kiriman yang belum bernomor: jadikan berkas, gabungkan, atau sisihkan.",
             id="board.inbox"),
        bind("y", "waiting", "Belum dijawab", "Berkas yang menunggu jawaban pemohon; tulis pengingat.",
             id="board.waiting"),
        bind("0", "morning", "Ringkasan", "Ringkasan pagi: baki, yang terlambat, yang belum tercetak atau terkirim.",
             id="board.morning"),
        bind("1", "view('meja')", "Meja saya", "Semua langkah tempat peran Anda bekerja.", id="board.desk", show=False),
        bind("2", "view('sop')", "Papan SOP", "Satu SOP dengan semua langkahnya.", id="board.sop", show=False),
        bind("3", "view('kantor')", "Papan kantor", "Satu kolom untuk setiap peran.", id="board.office", show=False),
        bind("v", "pick_sop", "Pilih SOP", "Pilih SOP untuk Papan SOP.", id="board.pick", show=False),
        bind("f", "filter", "Saring", "Hanya terlambat, mendesak, atau yang Anda kerjakan.", id="board.filter"),
        bind("r,f5", "reload", "Segarkan", "Baca ulang papan.", id="board.reload", show=False),
        bind("left,shift+tab", "column(-1)", "Kolom kiri", "Ke kolom di kiri.", id="board.left", show=False),
        bind("right,tab", "column(1)", "Kolom kanan", "Ke kolom di kanan.", id="board.right", show=False),
        bind("up", "move(-1)", "Naik", "Berkas sebelumnya.", id="board.up", show=False),
        bind("down", "move(1)", "Turun", "Berkas berikutnya.", id="board.down", show=False),
        bind("pageup", "page(-1)", "Halaman", "Satu halaman ke atas.", id="board.pageup", show=False),
        bind("pagedown", "page(1)", "Halaman", "Satu halaman ke bawah.", id="board.pagedown", show=False),
        bind("home", "edge(False)", "Teratas", "Berkas pertama kolom ini.", id="board.home", show=False),
        bind("end", "edge(True)", "Terbawah", "Berkas terakhir kolom ini.", id="board.end", show=False),
        bind("9", "terminal", "Tampilan", "Garis atau huruf aneh, warna sulit dibaca: pilih tampilan terminal ini.",
             id="board.terminal", show=False),
        bind("z,f8", "drafts", "Draf", "Isian yang terputus atau belum disimpan: lanjutkan, baca, atau buang.",
             id="board.drafts", show=False),
        bind("8,ctrl+o", "lock", "Kunci", "Kunci layar; sandi Anda membukanya persis seperti tadi.", id="board.lock",
             show=False),
        bind("q,f10", "leave", "Keluar", "Tutup papan, setelah ditanya.", id="board.quit"),
    ]  # fmt: skip

    def __init__(self, *, start_with_office: bool = False) -> None:
        super().__init__()
        self._view = OFFICE if start_with_office else MY_DESK
        self._sop_id: str | None = None
        self._narrowed = Filter()
        self._shown: View | None = None
        self._waiting = 0
        self._drafts = 0
        self._sorts = False
        self._outage = ""
        self._told: tuple[Told, ...] = ()
        self._painted_at = 0.0

    def title_words(self) -> str:
        return f"Papan · {self.board.profile.short}"

    def corner_words(self) -> str:
        return f"{self.board.who_words}  {self.board.day_words}"

    def body(self) -> Iterator[Widget]:
        yield Line("", id="views")
        notice = Line("", ink=inks.BOLD, id="outage")
        notice.display = False
        yield notice
        yield BoardView(self.actor.name)

    def key_words(self) -> list[tuple[str, str]]:
        ranked = {binding.id: (keys.split(",")[0], binding.description) for keys, binding in self.own_bindings()}
        order = KEYS
        if not self._sorts:
            # Who registers nothing has no use for either.
            order = tuple(name for name in KEYS if name not in {"board.register", "board.inbox"})
        elif self._waiting and "board.inbox" in ranked:
            # What waits there is the work at hand: beside "Baru", in a word that leaves room for the help.
            ranked["board.inbox"] = (ranked["board.inbox"][0], "Masuk")
            order = (*KEYS[:4], "board.inbox", "board.search", "help", *KEYS[5:])
        return [ranked[name] for name in dict.fromkeys(order) if name in ranked]

    async def on_mount(self) -> None:
        self.say(" ".join(self.board.notices))
        first = self.board.first_view
        self._show(await asyncio.wrap_future(first) if first else await self._read(self._first_pages), begin=True)
        self._sorts = await self.ask(may_sort, self.actor)
        if self._sorts:
            self._show_counts()
            self.board.watch_inbox()
        if handles_incidents(self.board.profile, self.actor):
            await self._tell_incidents()
        await self._tell_news()
        if self._drafts:
            await self._tell_broken_off()

    async def _tell_broken_off(self) -> None:
        """What a dropped line broke off, before whatever else there is to be told."""
        from board.screens.drafts import broken_off_words

        broken = await self.ask(broken_off, self.actor.name)
        if broken:
            (key,) = (keys.split(", ")[0] for keys, binding in self.own_bindings() if binding.id == "board.drafts")
            self.say(f"{broken_off_words(broken, self.board.now(), key)} {self.said}".strip())

    async def _tell_incidents(self) -> None:
        from board.services.incidents import incident_notice

        notice = await self.ask(incident_notice)
        if notice:
            self.say(f"{self.said} {notice}".strip())

    async def _tell_news(self) -> None:
        """What colleagues did to cases of the officer, behind whatever is being said."""
        if self._told:
            told, self._told = self._told, ()
            self.say(" ".join(filter(None, (self.said, *(item.text for item in told)))))
            await self.ask(notices.seen, self.actor.name, [item.id for item in told])

    # --- reading -------------------------------------------------------------------------------------------------

    @property
    def columns(self) -> BoardView:
        """The board widget."""
        return self.query_one(BoardView)

    async def _read(self, choose: Callable[[View], Sequence[Wanted]]) -> Loaded:
        return await self.ask(load_view, self.actor.name, self._view, self._sop_id, self._narrowed, choose)

    def _show(self, loaded: Loaded, *, begin: bool = False) -> None:
        self._shown, self._waiting, self._outage = loaded.view, loaded.waiting, loaded.outage
        self._told, self._drafts = loaded.told, loaded.drafts
        self.columns.empty_words = (
            "Tidak ada yang lolos saringan (f)." if self._narrowed.active else "Belum ada berkas di sini."
        )
        self.columns.show(loaded, begin=begin)
        self._show_counts()

    def _first_pages(self, view: View) -> list[Wanted]:
        return first_pages(view, self.app.size.width)

    async def reload(self, *, keep: bool = True, seek: Wanted | None = None) -> None:
        """Read the view again; the cursor stays on its case, or goes to the one that is sought."""
        if not keep:
            self.forget_marks()
            self.columns.forget()
            self._show(await self._read(self._first_pages), begin=True)
            return
        sought = seek.column if seek else None
        wanted = [want for want in self.columns.on_screen() if want.column != sought]
        self._show(await self._read(lambda view: [*wanted, *([seek] if seek else [])]))

    async def on_board_view_page_wanted(self, message: BoardView.PageWanted) -> None:
        with self.refusals_shown():
            page = await self.ask(read_page, self.actor.name, message.column, message.wanted, self._narrowed)
            self.columns.fill(message.wanted, page)

    async def on_board_view_cards_wanted(self, message: BoardView.CardsWanted) -> None:
        with self.refusals_shown():
            cards = await self.ask(
                more_cards, self.actor.name, message.column, message.after, message.before, self._narrowed
            )
            more = len(cards) == lists.PAGE
            self.columns.extend(message.column.key, cards, forward=message.before is None, more=more)

    def _show_counts(self) -> None:
        assert self._shown is not None
        title = f": {self._shown.title}" if self._view == SOP else ""
        full = {MY_DESK: "1 Meja saya", SOP: f"2 Papan SOP{title}", OFFICE: "3 Papan kantor"}
        short = {MY_DESK: "1 Meja", SOP: f"2 SOP{title}", OFFICE: "3 Kantor"}
        count, late, today = self._shown.totals
        arrived = f"masuk {self._waiting} " if self._sorts and self._waiting else ""
        numbers = f"{arrived}berkas {count} terlambat {late} hari ini {today}"
        if self._narrowed.active:
            numbers = f"saring {self._filter_words()}: {count}"
        if self._drafts:
            numbers = f"draf {self._drafts} {numbers}"
        if self.marks:
            numbers = f"ditandai {len(self.marks)}, {numbers}"
        room = self.app.size.width - len(numbers) - 3
        written = [
            " ".join(f"[{name}]" if view == self._view else f" {name} " for view, name in names.items())
            for names in (full, {**short, MY_DESK: full[MY_DESK]}, short)
        ]
        beside = [f"{words}  {self._outage}" for words in written if self._outage]
        fitting = next((words for words in (*beside, *written) if len(words) <= room), written[-1])
        self.query_one("#views", Line).say(fitting, numbers)
        # A line of its own only where it finds no room beside the names of the views.
        notice = self.query_one("#outage", Line)
        notice.display = bool(self._outage) and fitting not in beside
        notice.say(self._outage)
        self.query_one(KeyLine).show(self.key_words())

    def _filter_words(self) -> str:
        words = [
            ("terlambat", self._narrowed.late),
            ("mendesak", self._narrowed.urgent),
            ("milik saya", self._narrowed.mine),
        ]
        return ", ".join([word for word, on in words if on] + ([self._narrowed.text] if self._narrowed.text else []))

    async def others_changed(self) -> None:
        """Another process committed something."""
        before = self.columns.selected
        await self.reload()
        after = self.columns.selected
        if before and after and before.id != after.id:
            # A key that is on its way means the case that was there.
            self._painted_at = monotonic()
            self.say(f"{before.number} baru saja dipindahkan rekan; kini {after.number} yang ditunjuk.")
        await self._tell_news()

    # --- marks ---------------------------------------------------------------------------------------------------

    def in_cursor(self) -> Pick | None:
        card = self.columns.selected
        return Pick(card.id, card.number, card.version, card.holder) if card else None

    async def in_column(self) -> Sequence[Pick]:
        column = self.columns.column
        return await self.ask(whole_tray, self.actor.name, column, self._narrowed) if column else []

    def show_marks(self) -> None:
        self.columns.mark(frozenset(self.marks))
        if self._shown is not None:
            self._show_counts()

    def next_card(self) -> None:
        self.columns.move_cursor(1)

    # --- actions of CaseActions ----------------------------------------------------------------------------------

    def in_hand(self) -> InHand | None:
        card = self.columns.selected
        return InHand(card.number, card.version) if card else None

    def moved_last(self) -> str | None:
        # The case that was moved has left the cursor: it is the one meant, whatever is in hand now.
        case = self.in_hand()
        return self.board.last_moved or (case.number if case else None)

    async def changed(self, sentence: str, *, spot: Spot | None = None, seek: bool = False) -> None:
        if spot and seek:
            await self.seek(spot)
        else:
            await self.reload()
        if spot and self.columns.selected is None and self._mine(spot):
            # The tray is empty and the case lies in another one of the officer's: go along with it.
            await self.seek(spot)
        if sentence:
            self.say(sentence)
        await self._tell_news()

    def _mine(self, spot: Spot) -> bool:
        return any(column.mine and (spot.sop, spot.step) in column.places for column in self.columns.columns)

    # --- keys ----------------------------------------------------------------------------------------------------

    def action_forward(self) -> None:
        """Move the case on, or all that are marked."""
        if self.board.pressed_at >= self._painted_at:
            super().action_forward()

    def action_terminal(self) -> None:
        """Choose how the board is drawn on this terminal."""
        self.board.check_terminal()

    def action_move(self, by: int) -> None:
        """Move within the column."""
        self.columns.move_cursor(by)

    def action_page(self, by: int) -> None:
        """Move by a page."""
        self.columns.move_cursor(by * self.columns.per_page)

    def action_edge(self, last: bool) -> None:
        """To the first or last case of the column."""
        self.columns.move_to_end(last)

    def action_column(self, by: int) -> None:
        """To another column."""
        self.columns.move_column(by)

    def action_open(self) -> None:
        """Open the case in hand."""
        card = self.columns.selected
        if card is None:
            self.say("Belum ada berkas di kolom ini.")
        elif card.threaded:
            self.action_note()
        elif (column := self.columns.column) and column.decides and card.holder in {None, self.actor.name}:
            self.act(self._clear(column, card.number))
        else:
            self._show_case(card.number)

    async def _clear(self, column: lists.Column, number: str) -> None:
        """Clear a column, beginning with the case in hand."""
        from board.screens.clearing import ClearingScreen
        from board.screens.clearing_queue import ClearingQueue

        picks = await self.ask(whole_tray, self.actor.name, column, self._narrowed)
        free = [pick.number for pick in picks if pick.holder in {None, self.actor.name}]
        if number not in free:
            self._show_case(number)
            return
        await self.app.push_screen_wait(ClearingScreen(column, ClearingQueue(free, number)))
        await self.reload()
        self.say(self.board.take_remark())

    def _show_case(self, number: str) -> None:
        from board.screens.case import CaseScreen

        self.app.push_screen(CaseScreen(number), lambda _: self.act(self.reload()))

    def action_inbox(self) -> None:
        """Open the kotak masuk."""
        if not self._sorts:
            self.say("Kotak masuk dipegang petugas yang mendaftarkan berkas; peran Anda tidak mendaftarkan.")
            return
        from board.screens.inbox import InboxScreen

        self.app.push_screen(InboxScreen(), lambda _: self.act(self.reload()))

    def action_waiting(self) -> None:
        """Who is waited for."""
        from board.screens.waiting import WaitingScreen

        self.app.push_screen(WaitingScreen(), lambda _: self.act(self.reload()))

    def action_morning(self) -> None:
        """The summary of the morning."""
        from board.screens.morning import MorningScreen

        self.app.push_screen(MorningScreen(), lambda _: self.act(self.reload()))

    def action_drafts(self) -> None:
        """What was broken off, or left as a draft."""
        self.act(self._show_drafts())

    async def _show_drafts(self) -> None:
        from board.screens.drafts import DraftsScreen, DraftTextScreen

        chosen = await self.app.push_screen_wait(DraftsScreen())
        if chosen is not None and chosen.kept is not None:
            from board.screens import ways

            try:
                await ways.go_on(self, chosen.kept)
            except BoardError as refused:
                await self.app.push_screen_wait(DraftTextScreen(chosen, refused.sentence))
                self.say(self.board.take_remark())
        await self.reload()

    def action_view(self, view: str) -> None:
        """Another view."""
        self.act(self._switch(view))

    async def _switch(self, view: str) -> None:
        if view == SOP and self._sop_id is None:
            sops = await self.ask(sops_in_use)
            card = self.columns.selected
            self._sop_id = card.sop if card else sops[0].id
        if view != self._view:
            self._view = view
            await self.reload(keep=False)

    def action_pick_sop(self) -> None:
        """Choose the SOP of Papan SOP."""
        self.act(self._pick_sop())

    async def _pick_sop(self) -> None:
        sops = await self.ask(sops_in_use)
        rows = [Row(sop.id, sop.title, sop.office) for sop in sops]
        picked = await self.app.push_screen_wait(ChoiceScreen("Pilih SOP", rows))
        if picked:
            self._view, self._sop_id = SOP, picked
            await self.reload(keep=False)

    def action_filter(self) -> None:
        """Narrow the board."""
        self.act(self._filter())

    async def _filter(self) -> None:
        on = self._narrowed
        kinds = [
            ("late", "yang terlambat", on.late),
            ("urgent", "yang mendesak", on.urgent),
            ("mine", "yang saya kerjakan", on.mine),
        ]
        rows = [Row(key, f"[{'x' if chosen else ' '}] Hanya {words}") for key, words, chosen in kinds]
        rows.append(Row("none", "    Tampilkan semua"))
        picked = await self.app.push_screen_wait(ChoiceScreen("Saring papan", rows))
        if picked is None:
            return
        switched: dict[str, Filter] = {
            "late": replace(on, late=not on.late),
            "urgent": replace(on, urgent=not on.urgent),
            "mine": replace(on, mine=not on.mine),
            "none": Filter(),
        }
        self._narrowed = switched[picked]
        await self.reload(keep=False)

    def action_reload(self) -> None:
        """Read the board again."""
        self.act(self._reloaded())

    async def _reloaded(self) -> None:
        await self.reload()
        self.say(f"Papan dibaca ulang pukul {wording.clock_time(self.board.now())}.")

    def action_register(self) -> None:
        """Register a case."""
        self.act(self.register())

    async def seek(self, spot: Spot) -> None:
        """Read the board again and put the cursor on a case, wherever in its column it lies."""
        places = [(spot.sop, spot.step) in column.places or column.role == spot.role for column in self.columns.columns]
        if True not in places:
            await self.reload()
            return
        index = places.index(True)
        await self.reload(seek=Wanted(self.columns.columns[index].key, spot.key, spot.id, FIRST_PAGE))
        self.columns.focus_column(index)

    def action_leave(self) -> None:
        """Leave the board, after asking."""
        self.act(self._leave())

    async def _leave(self) -> None:
        question = "Keluar dari aplikasi?"
        if await self.app.push_screen_wait(ConfirmScreen(question, "Isian yang belum dikirim tersimpan sebagai draf.")):
            self.app.exit()

    def leave(self) -> None:
        """Esc on the board clears the status line and the marks; it never leaves."""

    def on_resize(self, event: Resize) -> None:
        self.columns.refresh()
        if self._shown is not None:
            self._show_counts()
