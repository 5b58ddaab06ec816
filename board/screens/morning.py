"""Ringkasan pagi: what to look at first; Enter on a line opens its cases, Enter on a case opens it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.events import Resize
from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.case_list import CaseListScreen
from board.services.morning import Morning, load_morning, morning_cases
from board.services.morning_cases import HELD, TRAY
from board.services.morning_lines import INBOX, OUTAGES
from board.services.morning_lines import Line as SummaryLine
from board.widgets import inks
from board.widgets.lines import Line
from board.widgets.pick_list import PickList, Row

NAMED = frozenset({"trays", "office", "absent"})
"""Sections whose lines begin with a name."""
WIDEST = 116
"""Cells of a line, however wide the terminal: the eye has to find its way from left to right (theme.tcss)."""
LEFT = 58
"""Cells of a case in a list, in front of why it is there."""
TITLE = 16
"""Cells in front of a line, where the first one of a section bears its title."""


class MorningScreen(OfficeScreen[None]):
    """The summary."""

    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas dari baris yang ditunjuk.", id="morning.open"),
        bind("r,f5", "reload", "Segarkan", "Hitung ulang ringkasan.", id="morning.reload"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._lines: dict[str, SummaryLine] = {}
        self._titles: dict[str, str] = {}
        """Of the list that a line opens, by its key."""

    def title_words(self) -> str:
        return "Ringkasan pagi"

    def corner_words(self) -> str:
        return f"{self.board.who_words}  {self.board.day_words}"

    def body(self) -> Iterator[Widget]:
        yield PickList(empty="Tidak ada yang menunggu.")
        yield Line("", id="detail")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def _load(self) -> None:
        self._show(await self.ask(load_morning, self.actor.name))

    def _show(self, morning: Morning) -> None:
        rows = []
        self._lines = {}
        for section in morning.sections:
            for place, line in enumerate(section.lines):
                title = section.title if place == 0 else ""
                # A line without cases of its own keeps its place by its section and its words.
                key = line.key or f"{section.id}:{line.words}"
                self._lines[key] = line
                self._titles[key] = line.words if section.id in NAMED else f"{section.title}: {line.words}"
                ink = inks.BOLD if line.alert else inks.PLAIN
                rows.append(Row(key, f"{title:<{TITLE}}{line.words}", line.right, ink))
        if morning.quiet:
            # The summary says what it looked at: nothing there is an answer too.
            nothing = SummaryLine(", ".join(morning.quiet).lower())
            self._lines[""] = nothing
            rows.append(Row("", f"{'Tidak ada':<{TITLE}}{nothing.words}", ink=inks.DIM))
        self.query_one(PickList).show(rows)

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        line = self._lines.get(message.row.key) if message.row else None
        self.query_one("#detail", Line).say(_sentence(line) if line else "")

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open what the line is about."""
        row = self.query_one(PickList).selected
        line = self._lines.get(row.key) if row else None
        if line is None or not line.key:
            self.say("Baris ini tidak punya daftar berkas.")
        elif line.key == OUTAGES:
            from board.screens.outages import OutagesScreen

            self.app.push_screen(OutagesScreen(), self._again)
        elif line.key == INBOX:
            from board.screens.inbox import InboxScreen

            self.app.push_screen(InboxScreen(), self._again)
        else:
            self.app.push_screen(MorningCasesScreen(line.key, self._titles[line.key]), self._again)

    def _again(self, _: None) -> None:
        self.act(self._load())

    def action_reload(self) -> None:
        """Count again."""
        self.act(self._reloaded())

    async def _reloaded(self) -> None:
        await self._load()
        self.say("Ringkasan dihitung ulang.")

    def on_resize(self, event: Resize) -> None:
        self.query_one(PickList).refresh()


def _sentence(line: SummaryLine) -> str:
    return line.detail or f"{line.words}{f', {line.right}' if line.right else ''}"


class MorningCasesScreen(CaseListScreen):
    """The cases of one line, and why each is among them."""

    EMPTY = "Tidak ada lagi."
    BINDINGS = [
        bind("enter", "open", "Buka", "Buka berkas yang ditunjuk.", id="morning.case"),
    ]

    def __init__(self, key: str, title: str) -> None:
        super().__init__()
        self._key, self._title = key, title

    def title_words(self) -> str:
        return self._title

    async def _fetch(self, limit: int) -> dict[str, Any]:
        return await self.ask(morning_cases, self.actor.name, self._key, limit=limit)

    def _listed(self, row: dict[str, Any]) -> Row:
        urgent = "!!" if row["urgent"] else ""
        # Of a tray the title tells which.
        tray = "" if self._key.startswith(TRAY) else row["step"]["tray"]
        words = f"{urgent + row['number']:<15} {row['applicant']['name']:<12} {row['service']:<11} {tray}"
        most = max(24, min(self.size.width, WIDEST) - LEFT)
        why = str(row["why"])
        ink = inks.BOLD if row["late"] or row["urgent"] else inks.PLAIN
        return Row(row["number"], words, why if len(why) <= most else f"{why[: most - 1]}…", ink)

    def _detail(self, row: dict[str, Any]) -> str:
        """The whole line, what it is here for first: at 80 columns the list may cut its middle."""
        told = row["holder"] and not self._key.startswith(HELD)
        held = f", dikerjakan {row['holder']}" if told else ""
        return (
            f"{row['number']}: {row['why']}{held} · {row['applicant']['name']}, {row['service']}, {row['step']['tray']}"
        )
