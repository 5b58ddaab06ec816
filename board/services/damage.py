"""Stored text that cannot be read any more: one sentence for people, which ``verify`` then makes precise."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager

from board.errors import DatabaseUnreachable, NotFound
from board.models.database import engine_errors

DAMAGED = "DATA RUSAK"
"""Stands in a list where a row says what cannot be; opening that case tells more, and so does ``verify``."""


@contextmanager
def stored_errors() -> Iterator[None]:
    """What the engine says, and what a stored text says that is no text or no JSON, as one sentence.

    Raises:
        DatabaseUnreachable: with the error as its cause.
    """
    try:
        with engine_errors():
            yield
    except (UnicodeDecodeError, json.JSONDecodeError) as broken:
        raise DatabaseUnreachable(
            "Sebagian isi basis data rusak dan tidak terbaca. Cari tempatnya dengan: board verify"
        ) from broken


@contextmanager
def case_readable(number: str) -> Iterator[None]:
    """For the few lines that make a stored case into facts.

    Raises:
        DatabaseUnreachable: naming the case, where one of them fails.
    """
    try:
        yield
    except (ValueError, LookupError, TypeError, AttributeError, NotFound) as broken:
        raise DatabaseUnreachable(
            f"Data berkas {number} rusak dan tidak terbaca. Jalankan: board verify, lalu pulihkan dari cadangan."
        ) from broken
