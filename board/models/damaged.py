"""Reading rows whose text is no text any more: a fallen bit must not hide the rows beside it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from peewee import SQL, ModelSelect, NodeList, TextField

LOST = "\ufffd"
"""Stands where bytes were that are no UTF-8."""


def rows_of(query: ModelSelect) -> Iterator[Any]:
    """The rows of a query, damaged ones too: bytes that are no UTF-8 read as ``LOST``.

    The engine's own reading gives up at the first such byte; from there on texts are fetched as bytes.
    """
    done = 0
    try:
        for row in query.iterator():
            yield row
            done += 1
    except UnicodeDecodeError:
        yield from islice(_by_bytes(query).iterator(), done, None)


def texts_of(query: ModelSelect) -> list[str]:
    """The one text that each row of a query is, damaged ones too; for many thousands, of which peewee makes no rows."""
    try:
        return [text for (text,) in query.model._meta.database.execute(query)]
    except UnicodeDecodeError:
        return [text for (text,) in rows_of(query.tuples())]


def _by_bytes(query: ModelSelect) -> ModelSelect:
    return query.select(*(_as_bytes(node) if isinstance(node, TextField) else node for node in query._returning))


def _as_bytes(column: TextField) -> Any:
    # Not peewee's own cast, which reads its result as the column it was made of.
    bare = NodeList((SQL("CAST("), column, SQL("AS BLOB)")))
    return bare.converter(_decoded).alias(column.column_name)


def _decoded(stored: bytes | None) -> str | None:
    return None if stored is None else stored.decode("utf-8", "replace")
