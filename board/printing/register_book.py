"""A register book of one year, as it stands on the shelf: landscape, the head on every page, BATAL rows marked."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Flowable, Table, TableStyle

from board.printing.blocks import gap, head_of, heading, text
from board.printing.sheet import build
from board.printing.tables import SHADE, grid, shares

HEAD = ("No.", "Nomor", "Dicatat", "Berkas", "Pemohon", "Layanan", "Oleh", "Keterangan")
ROOM = (5.5, 13, 15, 13, 22, 12, 18, 22)
MOST_ON_A_PAGE = 50
"""More rows than any page holds."""


def register_book(data: dict[str, Any]) -> bytes:
    """Every series of the book as a table of its own.

    Args:
        data: what ``sheet.build`` asks for, and ``series``: series → rows.
    """

    def story(width: float, size: float) -> list[Flowable]:
        told: list[Flowable] = [heading(f"{data['title'].upper()} TAHUN {data['number']}", size * 1.5), gap(2)]
        if not data["series"]:
            told.append(text("Belum ada baris pada tahun ini.", size))
        for series, rows in data["series"].items():
            if series:
                told += head_of(f"Seri {series}", size)
            told += [Ledger(rows, size), gap(4)]
        return told

    return build(data, story)


class Ledger(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A table that is laid out page by page: one table of all rows would be measured anew for every page."""

    def __init__(self, rows: Sequence[dict[str, Any]], size: float) -> None:
        super().__init__()
        self._rows, self._size = rows, size
        self._table: Any = None

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """Higher than the page while there are more rows than one can hold."""
        self._table = self._table or _table(self._rows[:MOST_ON_A_PAGE], width, self._size)
        wide, high = self._table.wrapOn(self.canv, width, height)
        return wide, high if len(self._rows) <= MOST_ON_A_PAGE else max(high, height + 1)

    def split(self, width: float, height: float) -> list[Flowable]:
        """The rows that fit on the page, and the others."""
        first, *rest = self._table.split(width, height) or [None]
        if first is None:
            return []
        taken = len(first._cellvalues) - 1
        if sum(len(part._cellvalues) - 1 for part in (first, *rest)) > len(self._rows[:MOST_ON_A_PAGE]):
            # A row higher than a page was torn apart, and its second half is no row of ours.
            taken = MOST_ON_A_PAGE
        else:
            rest = []
        return [first, *rest, *([Ledger(self._rows[taken:], self._size)] if self._rows[taken:] else [])]

    def draw(self) -> None:
        """The last page."""
        self._table.drawOn(self.canv, 0, 0)


def _table(rows: Sequence[dict[str, Any]], width: float, size: float) -> Table:
    cells = [
        (str(row["number"]), *(row[name] for name in ("text", "at", "case", "name", "subject", "by", "remark")))
        for row in rows
    ]
    table = grid(HEAD, cells, shares(width, *ROOM), size)
    table.setStyle(
        TableStyle([("BACKGROUND", (0, line), (-1, line), SHADE) for line, row in enumerate(rows, 1) if row["void"]])
    )
    return table
