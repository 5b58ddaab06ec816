"""Isian yang belum disimpan: what was broken off or left as a draft; gone on with, read, or thrown away on purpose."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from textual.containers import VerticalScroll
from textual.widget import Widget

from board import wording
from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.choice import ConfirmScreen
from board.services.access import FIELDS
from board.services.draft_list import DraftShown, list_drafts, throw_away
from board.widgets import inks
from board.widgets.pick_list import PickList, Row
from board.widgets.texts import PlainText

PAGE = 200
MORE = "more:"


class DraftsScreen(OfficeScreen[DraftShown]):
    """The drafts of the officer, newest first; answers the one to go on with."""

    TITLE_WORDS = "Isian yang belum disimpan"
    BINDINGS = [
        bind("enter", "go_on", "Lanjutkan", "Buka isian yang ditunjuk tepat di tempat terakhir.", id="draft.go_on"),
        bind("l", "read", "Baca", "Baca apa yang sudah diketik, tanpa membuka formulirnya.", id="draft.read"),
        bind("x,delete", "throw", "Buang", "Buang isian yang ditunjuk, setelah ditanya.", id="draft.throw"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._drafts: dict[str, DraftShown] = {}

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Semua isian sudah disimpan.")

    async def on_mount(self) -> None:
        await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def _load(self, *, more: bool = False) -> None:
        wanted = PAGE * (len(self._drafts) // PAGE + more or 1)
        found = await self.ask(list_drafts, self.actor.name, wanted + 1)
        self._drafts = {shown.name: shown for shown in found[:wanted]}
        now = self.board.now()
        rows = [
            Row(shown.name, shown.title, state_words(shown, now), inks.BOLD if shown.cut else inks.PLAIN)
            for shown in self._drafts.values()
        ]
        if len(found) > wanted:
            rows.append(Row(MORE, "Tampilkan lebih banyak"))
        self.query_one(PickList).show(rows)

    def _chosen(self) -> DraftShown | None:
        row = self.query_one(PickList).selected
        return self._drafts.get(row.key) if row else None

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_go_on()

    def action_go_on(self) -> None:
        """Go on with the form under the cursor, or list more of them."""
        row, chosen = self.query_one(PickList).selected, self._chosen()
        if row and row.key == MORE:
            self.act(self._load(more=True))
        elif chosen and self._legible(chosen):
            self.dismiss(chosen)

    def action_read(self) -> None:
        """Read what was typed."""
        chosen = self._chosen()
        if chosen and self._legible(chosen):
            self.act(self._read(chosen))

    def _legible(self, chosen: DraftShown) -> bool:
        if chosen.kept is None:
            self.say(f"{chosen.title}: tidak dapat dibuka; hanya dapat dibuang (x).")
        return chosen.kept is not None

    async def _read(self, chosen: DraftShown) -> None:
        await self.app.push_screen_wait(DraftTextScreen(chosen))
        await self._load()
        self.say(self.board.take_remark())

    def action_throw(self) -> None:
        """Throw the form under the cursor away."""
        chosen = self._chosen()
        if chosen:
            self.act(self._throw(chosen))

    async def _throw(self, chosen: DraftShown) -> None:
        if await thrown_away(self, chosen):
            await self._load()
            self.say(self.board.take_remark())


class DraftTextScreen(OfficeScreen[None]):
    """What was typed into a form, in words: to be read and copied where the form is no longer possible.

    Args:
        why: the form cannot be opened.
    """

    BINDINGS = [
        bind("x,delete", "throw", "Buang", "Buang isian ini, setelah ditanya.", id="draft_text.throw"),
        bind("up", "scroll(-1)", "Gulir", "Gulir ke atas.", id="draft_text.up", show=False),
        bind("down", "scroll(1)", "Gulir", "Gulir ke bawah.", id="draft_text.down", show=False),
        bind("pageup", "page(-1)", "Halaman", "Satu halaman ke atas.", id="draft_text.pageup", show=False),
        bind("pagedown,space", "page(1)", "Halaman", "Satu halaman ke bawah.", id="draft_text.pagedown", show=False),
    ]

    def __init__(self, shown: DraftShown, why: str = "") -> None:
        super().__init__()
        self._shown, self._why = shown, why

    def title_words(self) -> str:
        return self._shown.title

    @property
    def bare(self) -> bool:
        # What was typed may name somebody.
        return True

    @property
    def looked_at(self) -> tuple[str, str] | None:
        way = self._shown.kept.way if self._shown.kept else None
        return (way.case, FIELDS) if way is not None and way.case else None

    def body(self) -> Iterator[Widget]:
        if self._why:
            told = f"{self._why}\n\nYang sudah Anda ketik tetap tersimpan di sini sampai Anda membuangnya (x)."
            yield PlainText(told, classes="about")
        with VerticalScroll(can_focus=False):
            yield PlainText("\n".join(self._lines()), id="words")

    def _lines(self) -> Iterator[str]:
        kept = self._shown.kept
        assert kept is not None
        # Drafts of the first version tell no titles.
        for title, value in kept.words or [[name, str(value)] for name, value in kept.values.items()]:
            words = wording.clean(value, lines=True)
            yield f"{wording.clean(title)}:\n{words}\n" if "\n" in words else f"{wording.clean(title)}: {words}"

    def action_scroll(self, by: int) -> None:
        """Scroll by a line."""
        self.query_one(VerticalScroll).scroll_relative(y=by, animate=False)

    def action_page(self, by: int) -> None:
        """Scroll by a page."""
        scroll = self.query_one(VerticalScroll)
        scroll.scroll_relative(y=by * (scroll.size.height - 1), animate=False)

    def action_throw(self) -> None:
        """Throw it away."""
        self.act(self._throw())

    async def _throw(self) -> None:
        if await thrown_away(self, self._shown):
            self.dismiss(None)


async def thrown_away(screen: OfficeScreen[Any], shown: DraftShown) -> bool:
    """Throw a draft away, once the officer has said so."""
    question = ConfirmScreen("Buang isian ini?", f"{shown.title}\n\nYang sudah diketik tidak dapat dikembalikan.")
    if not await screen.app.push_screen_wait(question):
        return False
    await screen.ask(throw_away, screen.actor.name, shown.name, shown.stamp)
    screen.board.remark = f"Dibuang: {shown.title.rstrip('.?')}."
    return True


def state_words(shown: DraftShown, now: datetime) -> str:
    """``terputus 08.12``: how a form was left, and when."""
    how = "terputus" if shown.cut else "ditinggal"
    return f"{'terbuka di sesi lain' if shown.open_elsewhere else how} {_when(shown.at, now)}"


def broken_off_words(broken: Sequence[DraftShown], now: datetime, key: str) -> str:
    """What a dropped line broke off, for whoever comes back.

    Args:
        broken: newest first, at least one.
        key: that leads to the list.
    """
    newest = broken[0]
    what = "Masih terbuka di sesi lain" if newest.open_elsewhere else "Terputus"
    others = f" Dan {len(broken) - 1} isian lain." if broken[1:] else ""
    told = f"{what} {_when(newest.at, now)}: {newest.title.rstrip('.?')}.{others}"
    if newest.open_elsewhere:
        # A line that has just dropped looks the same until the server notices: both ways on have to be named.
        return f"{told} Lanjutkan di sana; bila sambungannya putus, tekan {key}."
    return f"{told} Tekan {key} untuk melanjutkan."


def _when(at: datetime, now: datetime) -> str:
    return wording.clock_time(at) if at.date() == now.date() else wording.short_stamp(at)
