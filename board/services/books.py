"""Register books as lists: what each holds, and the rows of one (PRODUCT 4, book)."""

from __future__ import annotations

from typing import Any

from peewee import Case as SqlCase
from peewee import ModelSelect, Tuple, fn

from board.errors import NotFound
from board.models.case import Case
from board.models.register import RegisterRow
from board.printing.confidential import HIDDEN
from board.services.desk import Desk
from board.services.paging import one_more, page, parse_place
from board.services.sight import CLOSED_ROW, closed_cases
from board.services.times import iso
from board.wording import mask_person


def list_books(desk: Desk) -> list[dict[str, Any]]:
    """Every series that has rows: first and last number, how many, how many BATAL, how many missing."""
    voided = SqlCase(None, [(RegisterRow.state == "batal", 1)], 0)
    groups = (
        RegisterRow.select(
            RegisterRow.book, RegisterRow.year, RegisterRow.series,
            fn.MIN(RegisterRow.number), fn.MAX(RegisterRow.number), fn.COUNT(RegisterRow.number), fn.SUM(voided),
        )
        .where(RegisterRow.office == desk.office)
        .group_by(RegisterRow.book, RegisterRow.year, RegisterRow.series)
        .order_by(RegisterRow.book, RegisterRow.year, RegisterRow.series)
        .tuples()
    )  # fmt: skip
    return [
        {
            "book": book, "title": desk.profile.books[book].title, "year": year, "series": series, "first": first,
            "last": last, "count": count, "void": void, "gaps": last - count,
        }
        for book, year, series, first, last, count, void in groups
    ]  # fmt: skip


def show_book(
    desk: Desk, book: str, year: int, *, limit: int | None = None, after: str | None = None
) -> dict[str, Any]:
    """The rows of a book in a year, in the order of its numbers, series by series; nobody is named in them.

    Args:
        limit: rows of one page; the whole year without it.
        after: the ``next`` of the page before.

    Raises:
        NotFound, InputInvalid: the office has no such book, or the list no such place.
    """
    query = rows_of(desk, book, year)
    if after is not None:
        number, _, series = after.partition(".")
        query = query.where(Tuple(RegisterRow.series, RegisterRow.number) > (series, *parse_place(number)))
    found = closed_rows(desk, list(query.limit(one_more(limit)).objects()))
    return page(found, limit, lambda row: _told(desk, row), lambda row: f"{row.number}.{row.series}")


def rows_of(desk: Desk, book: str, year: int) -> ModelSelect:
    """The rows of a book in a year, each with number, applicant and data of its case.

    Raises:
        NotFound: the office has no such book.
    """
    if book not in desk.profile.books:
        raise NotFound("Buku", book, f"Yang ada: {', '.join(desk.profile.books)}.")
    case = (Case.number.alias("case_number"), Case.name.alias("applicant"), Case.data.alias("case_data"),
            Case.secret.alias("case_secret"))  # fmt: skip
    return (
        RegisterRow.select(RegisterRow, *case)
        .join(Case, on=(Case.id == RegisterRow.case_id))
        .where((RegisterRow.office == desk.office) & (RegisterRow.book == book) & (RegisterRow.year == year))
        .order_by(RegisterRow.series, RegisterRow.number)
    )


def _told(desk: Desk, row: Any) -> dict[str, Any]:
    return {
        "book": row.book, "year": row.year, "series": row.series, "number": row.number, "text": row.text,
        "case": row.case_number, "step": row.step, "subject": row.subject, "at": iso(row.at, desk.zone),
        "by": row.by, "state": row.state, "void_by": row.void_by,
        "void_reason": mask_person(row.void_reason or "", row.applicant) or None,
        "void_at": iso(row.void_at, desk.zone),
    }  # fmt: skip


def closed_rows(desk: Desk, rows: list[Any]) -> list[Any]:
    """Rows of a book as whoever asks may read them: of a case that is closed to them the number alone stands, because a
    book has no gaps; of one in confidence not why it was ended.
    """
    closed = closed_cases(desk)
    for row in rows:
        if row.void_reason and row.case_secret:
            # Whoever cancelled it wrote freely, and a book is read by everybody.
            row.void_reason = HIDDEN
        if row.case_id in closed:
            row.text = row.case_number = row.step = row.by = row.subject = row.applicant = CLOSED_ROW
            row.void_reason = row.void_by = None
    return rows
