"""A register book as a file: the whole year, with the names that belong into it (PRODUCT 4, book)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from board import wording
from board.models.register import RegisterRow
from board.printing.confidential import HIDDEN, is_secret
from board.services.access import record_look
from board.services.books import closed_rows, rows_of
from board.services.csv_text import csv_text
from board.services.desk import Desk
from board.services.snapshot import office_words
from board.services.storage import keep_file, must_be_writable
from board.services.times import iso, moment
from board.workflow.facts import Actor

VOID = "batal"
HEAD = (
    "Seri", "Nomor urut", "Nomor", "Dicatat", "Berkas", "Pemohon", "Perihal", "Oleh", "Keadaan", "Alasan batal",
    "Dibatalkan oleh", "Dibatalkan pada",
)  # fmt: skip


def write_book_csv(desk: Desk, book: str, year: int, path: Path, actor: Actor) -> int:
    """Write a book as CSV; looking is written to the access journal.

    Returns:
        How many rows it has.

    Raises:
        NotFound: the office has no such book.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    rows = _rows(desk, book, year, path, actor)
    cells = [
        (
            row.series, row.number, row.text, iso(row.at, desk.zone), row.case_number, _name(row), row.subject, row.by,
            row.state, row.void_reason, row.void_by, iso(row.void_at, desk.zone),
        )
        for row in rows
    ]  # fmt: skip
    keep_file(path, csv_text(HEAD, cells).encode())
    return len(rows)


def write_book_pdf(desk: Desk, book: str, year: int, path: Path, actor: Actor) -> int:
    """Print a book to a PDF; looking is written to the access journal.

    Returns:
        How many rows it has.

    Raises:
        NotFound: the office has no such book.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.register_book import register_book

    rows = _rows(desk, book, year, path, actor)
    keep_file(path, register_book(_snapshot(desk, book, year, rows, actor)))
    return len(rows)


def _rows(desk: Desk, book: str, year: int, path: Path, actor: Actor) -> list[Any]:
    query = rows_of(desk, book, year)
    must_be_writable(path)
    record_look(desk, f"{book} {year}", actor, "buku")
    return closed_rows(desk, list(query.objects()))


def _name(row: Any) -> str:
    """The applicant; not that of a complaint whose pelapor asked for secrecy (DOMAIN E.4)."""
    return HIDDEN if is_secret(json.loads(row.case_data)) else str(row.applicant)


def _snapshot(desk: Desk, book: str, year: int, rows: list[Any], actor: Actor) -> dict[str, Any]:
    profile, now = desk.profile, desk.now()
    series: dict[str, list[dict[str, Any]]] = {}
    for row in rows:
        series.setdefault(row.series, []).append(_printed(desk, row))
    return {
        "title": profile.books[book].title,
        "number": str(year),
        "service": profile.books[book].title,
        "paper": "A4-lanskap",
        "draft": False,
        "training": profile.training,
        "copies": 1,
        "round": 1,
        "office": office_words(profile),
        "printed_at": wording.stamp(now),
        "by": actor.title,
        "acting_for": None,
        "series": series,
    }


def _printed(desk: Desk, row: RegisterRow) -> dict[str, Any]:
    void = row.state == VOID
    return {
        "number": row.number,
        "text": row.text,
        "at": wording.stamp(moment(row.at, desk.zone)),
        "case": row.case_number,
        "name": _name(row),
        "subject": row.subject.partition(":")[0],
        "by": row.by,
        "void": void,
        "remark": f"BATAL {wording.stamp(moment(row.void_at, desk.zone))}, {row.void_by}. {row.void_reason}"
        if void
        else "",
    }
