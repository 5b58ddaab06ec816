"""Register books: gapless numbers per office, book, year and series (DOMAIN B.2)."""

from __future__ import annotations

from peewee import CompositeKey, IntegerField, TextField

from board.models.base import Millis, Row


class Counter(Row):
    """The last number given out of a series; raised in the same transaction as its row."""

    office = TextField()
    book = TextField()
    year = IntegerField()
    series = TextField()
    last = IntegerField()

    class Meta:
        table_name = "counters"
        primary_key = CompositeKey("office", "book", "year", "series")


class RegisterRow(Row):
    """One numbered row of a book. Never altered but for being marked BATAL once (a trigger refuses more)."""

    office = TextField()
    book = TextField()
    year = IntegerField()
    series = TextField()
    number = IntegerField()
    text = TextField()
    """The number as the office writes it."""
    case_id = IntegerField()
    step = TextField()
    at = Millis()
    by = TextField()
    subject = TextField()
    state = TextField(default="berlaku")
    void_reason = TextField(null=True)
    void_by = TextField(null=True)
    void_at = Millis(null=True)

    class Meta:
        table_name = "registers"
        primary_key = CompositeKey("office", "book", "year", "series", "number")
        indexes = ((("case_id", "book", "step"), True),)
