"""The rows of a table field: family members, members who move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from textual.widget import Widget

from board.screens.base import OfficeScreen
from board.screens.bindings import bind
from board.screens.form import Form, FormScreen, Group, LookUp
from board.widgets.fields import shown_text
from board.widgets.pick_list import PickList, Row
from board.workflow.sop import Field


class RowsScreen(OfficeScreen[list[dict[str, Any]]]):
    """Add, change and take away rows; answers all of them."""

    BINDINGS = [
        bind("enter", "edit", "Ubah", "Ubah baris yang ditunjuk.", id="rows.edit"),
        bind("b", "add", "Tambah", "Tambah baris.", id="rows.add"),
        bind("x,delete", "remove", "Hapus", "Hapus baris yang ditunjuk.", id="rows.remove"),
        bind("f2,s", "save", "Simpan", "Pakai baris-baris ini.", id="rows.save"),
    ]

    def __init__(self, field: Field, rows: list[dict[str, Any]], look_up: LookUp | None = None) -> None:
        super().__init__()
        self._field, self._rows, self._look_up = field, [dict(row) for row in rows], look_up

    def title_words(self) -> str:
        return self._field.title

    def body(self) -> Iterator[Widget]:
        yield PickList(self._listed(), empty="Belum ada baris. Tekan b untuk menambah.")

    def _listed(self) -> list[Row]:
        columns = {column.id: column for column in self._field.columns}
        listed = []
        for place, row in enumerate(self._rows):
            if "nama" in columns:
                shdk = columns["shdk"].in_words(row["shdk"]) if row.get("shdk") and "shdk" in columns else ""
                left, right = row.get("nama"), f"{shdk}  {row.get('nik') or ''}"
            else:
                left, *others = [shown_text(columns[name], row[name]) for name in columns if row.get(name)] or [""]
                right = "  ".join(others)
            listed.append(Row(str(place), f"{place + 1}. {left or '-'}", right))
        return listed

    def action_add(self) -> None:
        """Add a row."""
        if self._field.max and len(self._rows) >= self._field.max:
            self.say(f"Paling banyak {self._field.max} baris.")
            return
        self.act(self._edit(None))

    def action_edit(self) -> None:
        """Change the row under the cursor."""
        row = self.query_one(PickList).selected
        self.act(self._edit(int(row.key) if row else None))

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_edit()

    async def _edit(self, place: int | None) -> None:
        have = self._rows[place] if place is not None else {}
        columns = [replace(column, step="") for column in self._field.columns]
        form = Form(f"{self._field.title}: baris {(place if place is not None else len(self._rows)) + 1}",
                    [Group("", columns)], values=have, look_up=self._look_up, esc_answers=True)  # fmt: skip
        answer = await self.app.push_screen_wait(FormScreen(form))
        if answer is None:
            return
        row = {name: value for name, value in answer.items() if value}
        if place is None:
            self._rows.append(row)
        else:
            self._rows[place] = row
        self.query_one(PickList).show(self._listed())
        await self._tell_known(row)

    async def _tell_known(self, row: dict[str, Any]) -> None:
        """Whom the office knows already is told under the rows too: Enter may have left the form before it said so."""
        for column in self._field.columns:
            if self._look_up is not None and row.get(column.id):
                sentence = await self._look_up(column, str(row[column.id]))
                if sentence:
                    self.say(f"{row.get('nama') or column.title}: {sentence}")

    def action_remove(self) -> None:
        """Take away the row under the cursor."""
        row = self.query_one(PickList).selected
        if row:
            taken = self._rows.pop(int(row.key))
            self.query_one(PickList).show(self._listed())
            self.say(f"Baris {taken.get('nama') or ''} dihapus dari daftar; belum disimpan ke berkas.")

    def action_save(self) -> None:
        """Use the rows."""
        self.dismiss(self._rows)

    def action_back(self) -> None:
        """Leave; the rows as they are now are used, so that nothing typed is lost."""
        self.dismiss(self._rows)
