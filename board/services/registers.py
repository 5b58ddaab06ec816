"""Numbers: the next row of a register book, gapless, inside the transaction of what it records."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.models.case import Case
from board.models.register import Counter, RegisterRow
from board.services.desk import Desk
from board.services.times import millis
from board.workflow.facts import Actor
from board.workflow.office import REGISTRATION
from board.workflow.sop import Sop

TRAINING_PREFIX = "LAT-"
"""Numbers of a latihan office begin with it, so that they can never be taken for real ones (PRODUCT 5.8)."""


def series_of(desk: Desk, book_id: str, series: str | None, sop: Sop, now: datetime) -> str:
    """The series a row belongs to; a book that starts anew each day carries the day in it."""
    book = desk.profile.books[book_id]
    named = sop.code if book.series == "sop" else (series or book.series)
    return f"{named}:{now.date().isoformat()}" if book.reset == "hari" else named


def take_number(desk: Desk, book_id: str, series: str, now: datetime) -> tuple[int, int, str]:
    """The next number of a series: year, number, and the text the office writes.

    The counter row is raised in the transaction of the row that uses it, so a number is never lost (STORAGE 0.5).
    """
    year = now.year
    inserted = (
        Counter.insert(office=desk.office, book=book_id, year=year, series=series, last=1)
        .on_conflict(
            conflict_target=[Counter.office, Counter.book, Counter.year, Counter.series],
            update={Counter.last: Counter.last + 1},
        )
        .returning(Counter.last)
        .tuples()
        .execute()
    )
    number = next(iter(inserted))[0]
    shown = series.partition(":")[0]
    text = desk.profile.books[book_id].text(shown, year, number)
    return year, number, f"{TRAINING_PREFIX}{text}" if desk.profile.training else text


def write_row(
    desk: Desk,
    row: Case,
    book_id: str,
    series: str | None,
    *,
    sop: Sop,
    step: str,
    subject: str,
    actor: Actor,
    now: datetime,
) -> RegisterRow | None:
    """A new row of a case in a book for a step, with the next number; None where the step wrote it before."""
    existing = RegisterRow.get_or_none(
        (RegisterRow.case_id == row.id) & (RegisterRow.book == book_id) & (RegisterRow.step == step)
    )
    if existing is not None:
        return None
    named = series_of(desk, book_id, series, sop, now)
    year, number, text = take_number(desk, book_id, named, now)
    return insert_row(
        desk, row.id, book_id, year, named, number, text, step=step, subject=subject, actor=actor, now=now
    )


def insert_row(
    desk: Desk,
    case_id: int,
    book_id: str,
    year: int,
    series: str,
    number: int,
    text: str,
    *,
    step: str,
    subject: str,
    actor: Actor,
    now: datetime,
) -> RegisterRow:
    """A numbered row, its number already taken."""
    created: RegisterRow = RegisterRow.create(
        office=desk.office,
        book=book_id,
        year=year,
        series=series,
        number=number,
        text=text,
        case_id=case_id,
        step=step,
        at=millis(now),
        by=actor.title,
        subject=subject,
        state="berlaku",
    )
    return created


def has_registration(book_id: str) -> bool:
    """Whether the book's row was written when the case was registered: the case number itself (PRODUCT 3)."""
    return book_id == REGISTRATION


def void_rows(desk: Desk, row: Case, reason: str, actor: Actor, now: datetime) -> list[RegisterRow]:
    """Mark the rows of a cancelled case BATAL, in the books that ask for it; which they were. Nothing is deleted."""
    books = [name for name, book in desk.profile.books.items() if book.void]
    valid = (RegisterRow.case_id == row.id) & (RegisterRow.book.in_(books)) & (RegisterRow.state == "berlaku")
    rows = list(RegisterRow.select().where(valid).order_by(RegisterRow.book, RegisterRow.number))
    RegisterRow.update(state="batal", void_reason=reason, void_by=actor.title, void_at=millis(now)).where(
        valid
    ).execute()
    return rows


def as_told(row: RegisterRow) -> dict[str, Any]:
    """A row as the event that wrote it, or made it BATAL, tells it."""
    return {
        "book": row.book, "year": row.year, "series": row.series, "number": row.number, "text": row.text,
        "step": row.step, "subject": row.subject,
    }  # fmt: skip
