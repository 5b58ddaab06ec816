"""Who a complaint is about (terlapor): an officer from whom the whole case is kept."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from board.models.base import Millis, Row


class Accused(Row):
    """An officer who neither sees nor handles a case; an end is written, never deleted (PRODUCT 1, Complaint team)."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    login = TextField()
    title = TextField()
    """The person's name as it was then."""
    at = Millis()
    by = TextField()
    ended_at = Millis(null=True)
    ended_by = TextField(null=True)
    end_reason = TextField(null=True)

    class Meta:
        table_name = "accused"
        indexes = ((("office", "login", "ended_at"), False),)
