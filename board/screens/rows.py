"""The rows of a table field: family members, members who move."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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

    def __init__(
        self,
        field: Field,
        rows: list[dict[str, Any]],
        look_up: LookUp | None = None,
        *,
        touched: Callable[[], None],
        hand: Mapping[str, Any] | None = None,
    ) -> None:
        """Args: touched: called when a row changed, so that the form these rows belong to is kept; hand: where an
        officer was here before, see ``hand``.
        """
        super().__init__()
        self.field, self._rows, self._look_up = field, [dict(row) for row in rows], look_up
        self._touched, self._begin = touched, hand
        self._open: tuple[int, FormScreen] | None = None
        """The row whose form lies open, by its place; a new one stands behind all others."""

    async def on_mount(self) -> None:
        if self._begin is None:
            return
        place = min(int(self._begin.get("row", 0)), len(self._rows))
        self.query_one(PickList).action_move(place)
        if "form" in self._begin:
            self.act(self._edit(place if place < len(self._rows) else None, self._begin["form"]))

    def title_words(self) -> str:
        return self.field.title

    # --- what is kept with the form ------------------------------------------------------------------------------

    def folded(self) -> list[dict[str, Any]]:
        """The rows with what was typed into the one that lies open, as Esc would leave them."""
        if self._open is None or not self._open[1].typed():
            return [dict(row) for row in self._rows]
        place, form = self._open
        return [*map(dict, self._rows[:place]), filled(form.values()), *map(dict, self._rows[place + 1 :])]

    def hand(self) -> dict[str, Any]:
        """The row in hand, and where the cursor stands in its form if that lies open."""
        if self._open is not None:
            return {"row": self._open[0], "form": self._open[1].hand()}
        row = self.query_one(PickList).selected
        return {"row": int(row.key) if row else 0}

    @property
    def bare(self) -> bool:
        return bool(self._rows)

    def body(self) -> Iterator[Widget]:
        yield PickList(self._listed(), empty="Belum ada baris. Tekan b untuk menambah.")

    def _listed(self) -> list[Row]:
        columns = {column.id: column for column in self.field.columns}
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
        if self.field.max and len(self._rows) >= self.field.max:
            self.say(f"Paling banyak {self.field.max} baris.")
            return
        self.act(self._edit(None))

    def action_edit(self) -> None:
        """Change the row under the cursor."""
        row = self.query_one(PickList).selected
        self.act(self._edit(int(row.key) if row else None))

    def on_pick_list_picked(self, message: PickList.Picked) -> None:
        self.action_edit()

    async def _edit(self, place: int | None, hand: Mapping[str, Any] | None = None) -> None:
        have = self._rows[place] if place is not None else {}
        columns = [replace(column, step="") for column in self.field.columns]
        at = place if place is not None else len(self._rows)
        form = FormScreen(
            Form(f"{self.field.title}: baris {at + 1}", [Group("", columns)], values=have, look_up=self._look_up,
                 part=self._touched, hand=hand or {})
        )  # fmt: skip
        self._open = at, form
        answer = await self.app.push_screen_wait(form)
        self._open = None
        if answer is None:
            return
        row = filled(answer)
        if place is None:
            self._rows.append(row)
        else:
            self._rows[place] = row
        self._touched()
        self.query_one(PickList).show(self._listed())
        await self._tell_known(row)

    async def _tell_known(self, row: dict[str, Any]) -> None:
        """Whom the office knows already is told under the rows too: Enter may have left the form before it said so."""
        for column in self.field.columns:
            if self._look_up is not None and row.get(column.id):
                sentence = await self._look_up(column, str(row[column.id]))
                if sentence:
                    self.say(f"{row.get('nama') or column.title}: {sentence}")

    def action_remove(self) -> None:
        """Take away the row under the cursor."""
        row = self.query_one(PickList).selected
        if row:
            taken = self._rows.pop(int(row.key))
            self._touched()
            self.query_one(PickList).show(self._listed())
            self.say(f"Baris {taken.get('nama') or ''} dihapus dari daftar; belum disimpan ke berkas.")

    def action_save(self) -> None:
        """Use the rows."""
        self.dismiss(self._rows)

    def action_back(self) -> None:
        """Leave; the rows as they are now are used, so that nothing typed is lost."""
        self.dismiss(self._rows)


def filled(values: Mapping[str, Any]) -> dict[str, Any]:
    """A row: the columns that hold something."""
    return {name: value for name, value in values.items() if value}
