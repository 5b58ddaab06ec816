"""Privacy incidents: personal data that came before the wrong eyes, with the deadline of the law."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from board.models.base import Millis, Row


class Incident(Row):
    """A failure to protect personal data (UU 27/2022: written notice within 3 x 24 hours; DOMAIN E.5)."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    """The case in which the data did not belong."""
    other_id = IntegerField(null=True)
    """The case they belong to."""
    kind = TextField()
    what = TextField()
    found_at = Millis()
    deadline_at = Millis()
    """72 hours after it was found, working time or not."""
    subject_told_at = Millis(null=True)
    agency_told_at = Millis(null=True)
    closed_at = Millis(null=True)
    closed_note = TextField(default="")
    by = TextField()

    class Meta:
        table_name = "incidents"
        indexes = ((("office", "closed_at", "deadline_at"), False),)
