"""The board: columns of cases in three views, and the keys that move them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from textual.events import Resize
from textual.widget import Widget

from board import wording
from board.screens.bindings import bind
from board.screens.case_actions import CaseActions
from board.screens.choice import ChoiceScreen, ConfirmScreen
from board.services import lists
from board.services.desk import Desk
from board.services.facts_of import actor_of
from board.services.lists import BoardView as View
from board.services.lists import Card, Column, Filter, Key
from board.services.register_case import services_of
from board.widgets.board_view import BoardView, Window
from board.widgets.lines import Line
from board.widgets.pick_list import Row
from board.workflow.sop import Sop

MY_DESK, SOP, OFFICE = "meja", "sop", "kantor"
FIRST_PAGE = 40


@dataclass(frozen=True)
class Wanted:
    """What of a column is to be read: from its top, or from the case that stands first on screen."""

    column: str
    start: Key | None
    keep: int | None
    limit: int


@dataclass(frozen=True)
class Loaded:
    """A view, and the cards of its open columns."""

    view: View
    now: datetime
    pages: dict[str, tuple[list[Card], bool, bool]]
    """Column → cards, whether the first is the top, whether the last is the end."""


def load_view(
    desk: Desk, user: str, view: str, sop_id: str | None, narrowed: Filter, wanted: tuple[Wanted, ...]
) -> Loaded:
    """Counts of a view and the pages that are on screen, in one state of the database."""
    actor = actor_of(desk, user)
    with desk.store.reading():
        if view == SOP and sop_id:
            shown = lists.sop_board(desk, actor, desk.shelf.current(sop_id, desk.today()), narrowed)
        elif view == OFFICE:
            shown = lists.office_board(desk, actor, narrowed)
        else:
            shown = lists.my_desk(desk, actor, narrowed)
        columns = {column.key: column for column in shown.columns}
        pages = {
            want.column: _page(desk, user, columns[want.column], want, narrowed)
            for want in wanted
            if want.column in columns
        }
    return Loaded(shown, desk.now(), pages)


def _page(desk: Desk, user: str, column: Column, want: Wanted, narrowed: Filter) -> tuple[list[Card], bool, bool]:
    actor = actor_of(desk, user)
    # The key just before the first case on screen, so that this case comes along if it is still there.
    after = (want.start[0], want.start[1] - 1) if want.start else None
    cards = lists.cards(desk, actor, column, after=after, limit=want.limit, narrowed=narrowed)
    if after is not None and len(cards) < want.limit:
        end = cards[-1].key if cards else (2**62, 0)
        cards = lists.cards(desk, actor, column, before=(end[0], end[1] + 1), limit=want.limit, narrowed=narrowed)
        return cards, len(cards) < want.limit, True
    return cards, after is None, len(cards) < want.limit


def more_cards(
    desk: Desk, user: str, column: Column, after: Key | None, before: Key | None, narrowed: Filter
) -> list[Card]:
    """A further page of a column."""
    actor = actor_of(desk, user)
    return lists.cards(desk, actor, column, after=after, before=before, narrowed=narrowed)


def sops_in_use(desk: Desk) -> list[Sop]:
    """The services of the office."""
    return desk.shelf.in_use(desk.today())


class BoardScreen(CaseActions):
    """The first screen."""

    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas yang dipilih.", id="board.open"),
        bind("b,f3", "register", "Baru", "Daftarkan berkas baru.", id="board.register"),
        bind("slash,f7", "search", "Cari", "Cari nomor, NIK, No. KK, telepon, atau nama.", id="board.search"),
        bind("1", "view('meja')", "Meja saya", "Semua langkah tempat peran Anda bekerja.", id="board.desk", show=False),
        bind("2", "view('sop')", "Papan SOP", "Satu SOP dengan semua langkahnya.", id="board.sop", show=False),
        bind("3", "view('kantor')", "Papan kantor", "Satu kolom untuk setiap peran.", id="board.office", show=False),
        bind("s", "pick_sop", "Pilih SOP", "Pilih SOP untuk Papan SOP.", id="board.pick", show=False),
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
        bind("q,f10", "leave", "Keluar", "Tutup papan, setelah ditanya.", id="board.quit"),
    ]  # fmt: skip

    def __init__(self, *, start_with_office: bool = False) -> None:
        super().__init__()
        self._view = OFFICE if start_with_office else MY_DESK
        self._sop_id: str | None = None
        self._narrowed = Filter()
        self._shown: View | None = None

    def title_words(self) -> str:
        return f"Papan · {self.board.profile.short}"

    def corner_words(self) -> str:
        return f"{self.board.who_words}  {self.board.day_words}"

    def body(self) -> Iterator[Widget]:
        yield Line("", id="views")
        yield BoardView(self.actor.name)

    def key_words(self) -> list[tuple[str, str]]:
        order = ("board.open", "case.forward", "case.return", "board.register", "board.search", "case.print", "help",
                 "case.fields", "case.requirements", "case.release", "board.filter", "case.note", "case.messages",
                 "board.quit")  # fmt: skip
        ranked = {binding.id: (keys.split(",")[0], binding.description) for keys, binding in self.own_bindings()}
        return [ranked[name] for name in order if name in ranked]

    async def on_mount(self) -> None:
        for notice in self.board.notices:
            self.say(notice)
        await self.reload()

    # --- reading -------------------------------------------------------------------------------------------------

    @property
    def columns(self) -> BoardView:
        """The board widget."""
        return self.query_one(BoardView)

    async def reload(self, *, keep: bool = True) -> None:
        """Read the view again; the cursor stays on its case."""
        wanted = tuple(self._want(column, window, keep) for column, window in self.columns.open_columns())
        loaded = await self.ask(load_view, self.actor.name, self._view, self._sop_id, self._narrowed, wanted)
        self._shown = loaded.view
        self.columns.show_view(loaded.view, loaded.now)
        for key, (cards, top, end) in loaded.pages.items():
            want = next(item for item in wanted if item.column == key)
            self.columns.fill(key, cards, keep=want.keep, top=top, end=end)
        self._show_counts()

    def _want(self, column: Column, window: Window | None, keep: bool) -> Wanted:
        if window is None or not window.cards or not keep:
            return Wanted(column.key, None, None, FIRST_PAGE)
        first = window.cards[window.top].key if window.more_before or window.top else None
        selected = window.selected
        return Wanted(column.key, first, selected.id if selected else None, max(FIRST_PAGE, 2 * self.columns.per_page))

    async def on_board_view_cards_wanted(self, message: BoardView.CardsWanted) -> None:
        cards = await self.ask(
            more_cards, self.actor.name, message.column, message.after, message.before, self._narrowed
        )
        full = len(cards) == lists.PAGE
        if not message.replace:
            self.columns.extend(message.column.key, cards, forward=message.before is None, more=full)
        elif message.before is not None:
            last = cards[-1].id if cards else None
            self.columns.fill(message.column.key, cards, keep=last, top=not full, end=True)
        else:
            self.columns.fill(message.column.key, cards, keep=None, top=True, end=not full)

    def _show_counts(self) -> None:
        assert self._shown is not None
        names = {MY_DESK: "1 Meja saya", SOP: "2 Papan SOP", OFFICE: "3 Papan kantor"}
        if self._view == SOP:
            names[SOP] += f": {self._shown.title}"
        left = " ".join(f"[{name}]" if view == self._view else f" {name} " for view, name in names.items())
        count, late, today = self._shown.totals
        numbers = f"berkas {count} terlambat {late} hari ini {today}"
        if self._narrowed.active:
            numbers = f"saring {self._filter_words()}: {count}"
        self.query_one("#views", Line).say(left, numbers)

    def _filter_words(self) -> str:
        words = [
            ("terlambat", self._narrowed.late),
            ("mendesak", self._narrowed.urgent),
            ("milik saya", self._narrowed.mine),
        ]
        return ", ".join([word for word, on in words if on] + ([self._narrowed.text] if self._narrowed.text else []))

    async def others_changed(self) -> None:
        """Another process committed something."""
        await self.reload()

    # --- actions of CaseActions ----------------------------------------------------------------------------------

    def number_in_hand(self) -> str | None:
        card = self.columns.selected
        return card.number if card else None

    async def changed(self, sentence: str) -> None:
        await self.reload()
        if sentence:
            self.say(sentence)

    # --- keys ----------------------------------------------------------------------------------------------------

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
        number = self.number_in_hand()
        if number:
            self.show_case(number)
        else:
            self.say("Belum ada berkas di kolom ini.")

    def show_case(self, number: str) -> None:
        """Open a case."""
        from board.screens.case import CaseScreen

        self.app.push_screen(CaseScreen(number), lambda _: self.act(self.reload()))

    def action_search(self) -> None:
        """Search."""
        from board.screens.search import SearchScreen

        def found(number: str | None) -> None:
            if number:
                self.show_case(number)

        self.app.push_screen(SearchScreen(), found)

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
        rows = [
            Row("late", "Hanya yang terlambat", "ya" if on.late else ""),
            Row("urgent", "Hanya yang mendesak", "ya" if on.urgent else ""),
            Row("mine", "Hanya yang saya kerjakan", "ya" if on.mine else ""),
            Row("none", "Tampilkan semua"),
        ]
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
        self.act(self._register())

    async def _register(self) -> None:
        from board.screens.register import register

        services = await self.ask(services_of, self.actor.name)
        if not services:
            self.say("Peran Anda tidak mendaftarkan berkas baru pada SOP mana pun.")
            return
        picked: str | None = services[0][0]
        if len(services) > 1:
            rows = [Row(sop_id, title) for sop_id, title in services]
            picked = await self.app.push_screen_wait(ChoiceScreen("Layanan apa?", rows))
        if picked is None:
            return
        sop = next(item for item in await self.ask(sops_in_use) if item.id == picked)
        done = await register(self, sop)
        if done is None:
            await self.changed(self.board.take_remark())
            return
        if done.prints:
            self.board.start_printing()
        extra = " Tanda terima dicetak." if done.prints else ""
        extra += " Pesan untuk pemohon siap (w)." if done.message else ""
        await self.changed(f"Berkas {done.case.number} terdaftar.{extra}")
        self.select(done.case.id)

    def select(self, case_id: int) -> None:
        """Put the cursor on a case, if it is on screen."""
        view = self.columns
        for index, column in enumerate(view.columns):
            window = next((held for shown, held in view.open_columns() if shown.key == column.key), None)
            places = {card.id: place for place, card in enumerate(window.cards)} if window else {}
            if window and case_id in places:
                view.focus_column(index)
                view.move_cursor(places[case_id] - window.cursor)

    def action_leave(self) -> None:
        """Leave the board, after asking."""
        self.act(self._leave())

    async def _leave(self) -> None:
        question = "Keluar dari aplikasi?"
        if await self.app.push_screen_wait(ConfirmScreen(question, "Isian yang belum dikirim tersimpan sebagai draf.")):
            self.app.exit()

    def action_back(self) -> None:
        """Esc on the board does nothing but clear the status line; it never leaves."""

    def on_resize(self, event: Resize) -> None:
        self.columns.refresh()
