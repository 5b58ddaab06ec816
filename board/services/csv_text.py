"""Tables for other programs: RFC 4180, UTF-8, and nothing in them that a spreadsheet would calculate."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from board.wording import clean

_CALCULATES = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Beginnings of a cell that spreadsheets take for a formula, also what an applicant gave as a name; wide ones, too."""


def csv_text(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A table; None is an empty cell."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([_cell(title) for title in head])
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def csv_tables(tables: Iterable[tuple[str, Sequence[str], Iterable[Sequence[object]]]], *notes: str) -> str:
    """Tables one after another, each under its title and an empty line apart; sentences about them at the end."""
    parts = [csv_text([title], [head, *rows]) for title, head, rows in tables]
    return "\r\n".join([*parts, *(csv_text([note], []) for note in notes)])


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    # Whoever looks at the file in a terminal must not be steered by it either.
    plain = clean(value)
    return f"'{plain}" if plain.startswith(_CALCULATES) else plain
