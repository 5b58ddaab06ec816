"""Lists in pages: where one ends the next begins, whatever was written meanwhile (PRODUCT 4, ``next``)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from board.errors import InputInvalid, Problem

Row = TypeVar("Row")


def page(
    found: Iterable[Row], limit: int | None, told: Callable[[Row], dict[str, Any]], place: Callable[[Row], str]
) -> dict[str, Any]:
    """A list as the contract tells it, from one row more than it may hold (``one_more``).

    Args:
        told: a row as it is shown.
        place: the ``next`` of a row.
    """
    rows = list(found)
    shown = rows[:limit]
    return {"rows": [told(row) for row in shown], "next": place(shown[-1]) if len(rows) > len(shown) else None}


def one_more(limit: int | None) -> int | None:
    """How many rows to read: whether there is a next page shows in the row that is not shown."""
    return None if limit is None else limit + 1


def portions(items: Sequence[Row], size: int = 500) -> Iterator[Sequence[Row]]:
    """Items in portions that one query can name; no items, no query."""
    return (items[start : start + size] for start in range(0, len(items), size))


def parse_place(text: str, parts: int = 1) -> tuple[int, ...]:
    """The numbers of a ``next``, as it comes back in ``--after``.

    Raises:
        InputInvalid: it is not one.
    """
    words = text.split(".")
    # Eighteen figures are the most that surely fit into a column.
    if len(words) != parts or not all(re.fullmatch(r"-?[0-9]{1,18}", word) for word in words):
        raise InputInvalid([Problem("after", "--after: pakai nilai next dari daftar sebelumnya.")])
    return tuple(map(int, words))
