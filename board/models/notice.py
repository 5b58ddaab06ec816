"""What an officer is to be told when they next look at the board."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from board.models.base import Millis, Row


class Notice(Row):
    """One sentence for one officer, about one case. Nobody's history: what it tells of stands in an event."""

    id = AutoField()
    office = TextField()
    user = TextField()
    """Login name of whom it is for."""
    case_id = IntegerField()
    text = TextField()
    at = Millis()
    by = TextField()
    seen_at = Millis(null=True)

    class Meta:
        table_name = "notices"
        indexes = ((("office", "user", "seen_at"), False),)
