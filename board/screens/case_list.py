"""A list of cases that is read a page at a time, with a sentence about the one under the cursor; Enter opens it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.widgets.lines import Line
from board.widgets.pick_list import PickList, Row

PAGE = 200
MORE = "more:"


class CaseListScreen(OfficeScreen[None]):
    """Cases as a service lists them. Subclasses give ``_fetch``, ``_listed`` and ``_detail``."""

    EMPTY = ""
    """What stands in a list without cases."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: dict[str, dict[str, Any]] = {}

    def body(self) -> Iterator[Widget]:
        yield PickList(empty=self.EMPTY)
        yield Line("", id="detail")

    async def on_mount(self) -> None:
        with self.refusals_shown():
            await self._load()

    async def others_changed(self) -> None:
        await self._load()

    async def _fetch(self, limit: int) -> dict[str, Any]:
        """The first of the cases, as a list of the contract."""
        raise NotImplementedError

    def _listed(self, row: dict[str, Any]) -> Row:
        """A case as a line."""
        raise NotImplementedError

    def _detail(self, row: dict[str, Any]) -> str:
        """What finds no room in the line."""
        raise NotImplementedError

    async def _load(self, *, more: bool = False) -> None:
        # As many as were listed: a reader who has gone on stays where they are.
        wanted = PAGE + (len(self._rows) if more else max(0, len(self._rows) - PAGE))
        listed = await self._fetch(wanted)
        self._rows = {row["number"]: row for row in listed["rows"]}
        rows = [self._listed(row) for row in listed["rows"]]
        if listed["next"]:
            rows.append(Row(MORE, "Tampilkan lebih banyak"))
        self.query_one(PickList).show(rows)

    @property
    def pointed(self) -> str | None:
        """Number of the case under the cursor."""
        row = self.query_one(PickList).selected
        return row.key if row and row.key != MORE else None

    def on_pick_list_moved(self, message: PickList.Moved) -> None:
        row = self._rows.get(message.row.key) if message.row else None
        self.query_one("#detail", Line).say(self._detail(row) if row else "")

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_open()

    def action_open(self) -> None:
        """Open the case, or list more of them."""
        row = self.query_one(PickList).selected
        if row is None:
            return
        if row.key == MORE:
            self.act(self._load(more=True))
            return
        from board.screens.case import CaseScreen

        self.app.push_screen(CaseScreen(row.key), lambda _: self.act(self._load()))
