"""The thread of a case, and drafts of what officers were writing."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, TextField

from board.models.base import Millis, Row


class Note(Row):
    """One message of a thread: pelapor, internal, jawaban, or solusi. A sent note is never edited."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField()
    seq = IntegerField()
    kind = TextField()
    at = Millis()
    author = TextField()
    role = TextField()
    text = TextField()
    hidden_at = Millis(null=True)
    """Since when it is out of sight: it lay in the wrong case (salah alamat)."""
    hidden_by = TextField(null=True)
    hidden_reason = TextField(null=True)
    moved_to = IntegerField(null=True)
    login = TextField(default="")
    """Login name of the author; empty on notes of the first version."""

    class Meta:
        table_name = "notes"
        indexes = ((("case_id", "seq"), True),)


class ThreadRead(Row):
    """How far an officer has read a thread: what is beyond is unread on the card. Nobody's history, so never told."""

    office = TextField()
    user = TextField()
    case_id = IntegerField()
    seq = IntegerField()

    class Meta:
        table_name = "thread_reads"
        primary_key = CompositeKey("office", "user", "case_id")


class Draft(Row):
    """A form as it was left, per officer; offered again at the next login."""

    office = TextField()
    user = TextField()
    form = TextField()
    body = TextField()
    at = Millis()
    title = TextField(default="")
    """What the form is called, for the list of what was broken off."""
    way = TextField(default="")
    """How the form is opened again, as JSON."""
    place = TextField(default="")
    """The field in hand and the cursor in it, what was typed in words, and which session keeps it, as JSON."""
    cut = IntegerField(default=0)
    """1 while the form was not left by its officer: the line dropped, or the program was ended."""

    class Meta:
        table_name = "drafts"
        primary_key = CompositeKey("office", "user", "form")
