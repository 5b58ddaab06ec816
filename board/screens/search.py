"""Cari: a number, a NIK, a No. KK, a phone, a name; the answer opens with Enter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.widget import Widget
from textual.widgets import Input

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.services.search import find
from board.widgets.pick_list import PickList, Row
from board.workflow.sop import STATUS_TITLES, Status


class SearchScreen(OfficeScreen[str]):
    """Find a case; answers its number."""

    AUTO_FOCUS = "Input"
    BINDINGS = [
        bind("down,tab", "list", "Ke daftar", "Ke hasil pencarian.", id="search.list"),
    ]

    def title_words(self) -> str:
        return "Cari berkas"

    def body(self) -> Iterator[Widget]:
        field = Input(placeholder="Nomor berkas, NIK, No. KK, telepon, atau nama; lalu Enter", compact=True,
                      classes="search")  # fmt: skip
        field.cursor_blink = False
        yield field
        yield PickList(empty="Ketik yang dicari, lalu Enter.")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.act(self._search(event.value))

    async def _search(self, wanted: str) -> None:
        rows = await self.ask(find, wanted)
        if len(rows) == 1:
            self.dismiss(rows[0]["number"])
            return
        listed = [Row(row["number"], self._line(row), STATUS_TITLES[Status(row["status"])]) for row in rows]
        self.query_one(PickList).show(listed, keep=False)
        if rows:
            self.query_one(PickList).focus()
            self.say(f"{len(rows)} berkas.")
        else:
            self.say("Tidak ada data yang cocok.")

    @staticmethod
    def _line(row: dict[str, Any]) -> str:
        step = row["step"]
        return f"{row['number']:<18} {row['applicant']['name']:<14} {row['service']:<12} {step['no']}. {step['title']}"

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.dismiss(message.row.key)

    def action_list(self) -> None:
        """To the results."""
        self.query_one(PickList).focus()
