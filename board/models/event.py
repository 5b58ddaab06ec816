"""What happened: events of cases, and the two journals of the office. Added to, never altered (triggers refuse it)."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, TextField

from board.models.base import Millis, Row


class Event(Row):
    """One thing that happened to a case. ``text`` is what the hash chain covers; the columns repeat it for queries."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField()
    seq = IntegerField()
    at = Millis()
    intent = TextField()
    from_step = TextField(null=True)
    to_step = TextField(null=True)
    actor = TextField()
    role = TextField()
    reason = TextField(null=True)
    version = IntegerField()
    """Version of the case after the event."""
    text = TextField()
    prev = TextField()
    hash = TextField()

    class Meta:
        table_name = "events"
        indexes = ((("case_id", "seq"), True), (("office", "at"), False))


class JournalEntry(Row):
    """A line of an office journal with a chain of its own: ``akses`` (who looked) or ``kantor`` (who administered)."""

    office = TextField()
    chain = TextField()
    seq = IntegerField()
    at = Millis()
    actor = TextField()
    what = TextField()
    subject = TextField()
    text = TextField()
    prev = TextField()
    hash = TextField()

    class Meta:
        table_name = "journal"
        primary_key = CompositeKey("office", "chain", "seq")


NO_CASE = 0
"""Instead of a case in a command that is about none: what becomes of a bundle that is no application."""


class Command(Row):
    """A command that was carried out, by its key: the same key never acts twice (STORAGE 0.6)."""

    office = TextField()
    key = TextField()
    digest = TextField()
    case_id = IntegerField()
    """Id of the case it was about, or NO_CASE."""
    at = Millis()

    class Meta:
        table_name = "commands"
        primary_key = CompositeKey("office", "key")
