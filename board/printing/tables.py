"""Tables of a paper: particulars, ruled tables, blocks beside one another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from board.printing.blocks import GRID, LEADING, keep, text
from board.printing.fonts import REGULAR, printable

SHADE = colors.Color(0.92, 0.92, 0.92)
SNUG = 1.2
"""Height of a line in a ruled table, where the rules keep the rows apart."""
LONG_CELL, TALL_ROW = 200, 200.0
"""Letters of a cell worth measuring, and the points above which its row may be torn apart at a page end."""


def _cell(value: object, size: float, width: float, leading: float = LEADING) -> object:
    """A table cell: a bare string where one line holds it, which costs a tenth of a paragraph."""
    if isinstance(value, Flowable):
        return value
    told = printable(value, lines=True)
    return (
        told if "\n" not in told and stringWidth(told, REGULAR, size) <= width else text(value, size, leading=leading)
    )


def table_style(*commands: tuple[object, ...], size: float = 8, leading: float = LEADING) -> TableStyle:
    """Rules for a table whose bare strings are set in our typeface: reportlab would name its own, not embedded."""
    return TableStyle([("FONT", (0, 0), (-1, -1), REGULAR, size, size * leading), *commands])


def pairs(rows: Sequence[tuple[object, object]], width: float, size: float, label: float = 0.34) -> Table:
    """Label, colon, value: the usual block of particulars. Empty values are printed as ``-``."""
    left, right_side = width * label, width * (1 - label) - 3 * mm
    cells = [[_cell(name, size, left - 2), ":", _cell(value or "-", size, right_side - 2)] for name, value in rows]
    table = Table(cells, colWidths=[left, 3 * mm, right_side], hAlign="LEFT", splitInRow=1)
    table.setStyle(
        table_style(("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 0.6),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.6), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 2), size=size)
    )  # fmt: skip
    return table


def shares(width: float, *parts: float) -> list[float]:
    """Column widths in the given proportion, together ``width``; right on any paper."""
    return [width * part / sum(parts) for part in parts]


def grid(
    head: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[float], size: float,
    *, subhead: Sequence[str] = (), spans: Sequence[tuple[int, int, int, int]] = (), least_height: float = 0,
) -> Table:  # fmt: skip
    """A ruled table with a shaded head that repeats on every page.

    Args:
        head: empty for rows that go on from a table above.
        subhead: a second line of the head; ``spans`` joins cells of the two, as (column, row, column, row).
        least_height: of a row, for the pen.
    """
    heads = [line for line in (head, subhead) if line]
    cells: list[list[object]] = [
        [text(cell, size, bold=True, align=TA_CENTER, leading=SNUG) for cell in line] for line in heads
    ]
    cells += [[_cell(cell, size, width - 6, SNUG) for cell, width in zip(row, widths, strict=True)] for row in rows]
    least = [0.0] * len(heads) + [least_height] * len(rows)
    table = Table(
        cells, colWidths=list(widths), minRowHeights=least, repeatRows=len(heads), hAlign="LEFT",
        splitInRow=int(_has_tall_row(cells, widths)),
    )  # fmt: skip
    last = len(heads) - 1
    table.setStyle(
        table_style(("GRID", (0, 0), (-1, -1), 0.4, GRID),
                    *([("BACKGROUND", (0, 0), (-1, last), SHADE), ("VALIGN", (0, 0), (-1, last), "MIDDLE")]
                      if heads else []),
                    ("VALIGN", (0, last + 1), (-1, -1), "MIDDLE" if least_height else "TOP"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                    ("TOPPADDING", (0, 0), (-1, -1), size * 0.17), ("BOTTOMPADDING", (0, 0), (-1, -1), size * 0.25),
                    *(("SPAN", (left, top), (to, below)) for left, top, to, below in spans), size=size, leading=SNUG)
    )  # fmt: skip
    return table


def _has_tall_row(cells: Sequence[Sequence[object]], widths: Sequence[float]) -> bool:
    """Whether a row might be higher than a page; only then may rows be torn apart."""
    return any(
        isinstance(cell, Paragraph) and len(cell.text) > LONG_CELL and cell.wrap(width - 6, 0)[1] > TALL_ROW
        for row in cells
        for cell, width in zip(row, widths, strict=True)
    )


def grid_with(
    end: Sequence[Flowable], head: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[float],
    size: float, *, subhead: Sequence[str] = (), spans: Sequence[tuple[int, int, int, int]] = (),
    least_height: float = 0,
) -> list[Flowable]:  # fmt: skip
    """A ruled table and what ends the paper; its last rows go along, so that signatures never stand alone."""
    last = max(len(rows) - 2, 1)
    table = grid(head, rows[:last], widths, size, subhead=subhead, spans=spans, least_height=least_height)
    more = [grid([], rows[last:], widths, size, least_height=least_height)] if rows[last:] else []
    return [table, keep([*more, *end])]


def side_by_side(cells: Sequence[Any], widths: Sequence[float]) -> Table:
    """Blocks beside one another without rules."""
    table = Table([list(cells)], colWidths=list(widths), hAlign="LEFT")
    table.setStyle(
        table_style(("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 2), ("TOPPADDING", (0, 0), (-1, -1), 0))
    )  # fmt: skip
    return table


def box(content: Sequence[Flowable], width: float, height: float | None = None) -> Table:
    """A ruled box; of a fixed height where it is for the pen."""
    table = Table([[list(content)]], colWidths=[width], rowHeights=[height], hAlign="LEFT")
    table.setStyle(
        table_style(("BOX", (0, 0), (-1, -1), 0.6, GRID), ("VALIGN", (0, 0), (-1, -1), "TOP"),
                    ("TOPPADDING", (0, 0), (-1, -1), 4), ("BOTTOMPADDING", (0, 0), (-1, -1), 5))
    )  # fmt: skip
    return table
