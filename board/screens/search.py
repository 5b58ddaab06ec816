"""Cari: a number, a NIK, a No. KK, a phone, a name; the answer opens with Enter."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from textual.widget import Widget
from textual.widgets import Input

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.case import CaseScreen
from board.services.search import found_words, search
from board.widgets.pick_list import PickList, Row
from board.widgets.texts import TextField
from board.workflow.read_as import TITLES
from board.workflow.sop import status_title


class SearchScreen(OfficeScreen[str]):
    """Find a case: the only one found is answered, of several each is opened from here."""

    AUTO_FOCUS = "Input"
    TYPING = True
    BINDINGS = [
        bind("enter", "look", "Cari", "Cari, atau buka yang ditunjuk.", id="search.look"),
        bind(
            "s",
            "status",
            "Status",
            "Di mana berkas yang ditunjuk pada hasil: kalimat untuk pemohon.",
            id="search.status",
            show=False,
        ),
        bind("down,tab", "list", "Ke daftar", "Ke hasil pencarian; Tab lagi kembali ke isian.", id="search.list"),
    ]

    def title_words(self) -> str:
        return "Cari berkas"

    @property
    def bare(self) -> bool:
        # Somebody's number may stand in the field.
        return bool(self.query_one(Input).value)

    def body(self) -> Iterator[Widget]:
        hint = "Nomor berkas, NIK, No. KK, telepon, nomor SIAK, atau nama; lalu Enter"
        yield TextField(placeholder=hint, classes="search")
        yield PickList(empty="")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.action_look()

    def action_look(self) -> None:
        """Search for what is typed."""
        self.act(self._search(self.query_one(Input).value))

    async def _search(self, wanted: str) -> None:
        found = await self.ask(search, wanted)
        rows = found.rows
        listed = [Row(row["number"], self._line(row), status_title(row["status"])) for row in rows]
        # What only may be meant is looked at before it is opened.
        if len(rows) == 1 and not found_words(rows[0]):
            self.dismiss(rows[0]["number"])
            return
        self.query_one(PickList).show(listed, keep=False)
        if rows:
            self.query_one(PickList).focus()
        told = f"{len(rows)} berkas." if rows else "Tidak ada data yang cocok."
        self.say(f"{told} Dibaca sebagai {TITLES[found.reading.kind]}." if found.reading.text else told)

    @staticmethod
    def _line(row: dict[str, Any]) -> str:
        step, why = row["step"], found_words(row)
        place = f"{step['no']}. {step['tray']}"
        told = f"{why} · {place}" if why else place
        return f"{row['number']:<15} {row['applicant']['name']:<14} {row['service']:<12} {told}"

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.app.push_screen(CaseScreen(message.row.key))

    def action_status(self) -> None:
        """Where the case under the cursor is."""
        row = self.query_one(PickList).selected
        if row:
            self.act(self._status(row.key))

    async def _status(self, number: str) -> None:
        from board.screens.status import show_status

        if await show_status(self, number):
            self.say(f"Pesan status {number} siap dikirim.")

    def action_list(self) -> None:
        """To the results, and back to the field."""
        found = self.query_one(PickList)
        if found.rows and not found.has_focus:
            found.focus()
        else:
            self.query_one(Input).focus()
