"""What leaves the office: print jobs and messages. Rows of the move's transaction, acted on after it."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from board.models.base import Millis, Row


class PrintJob(Row):
    """One paper to be rendered from its snapshot and printed. Its state is its own: a printer undoes no move."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    document = TextField()
    step = TextField()
    round = IntegerField()
    copy = IntegerField()
    """1 for the first print, 2 for SALINAN KE-2 …"""
    state = TextField()
    snapshot = TextField()
    shows = TextField()
    """Digest of the applicant and data it was made from: another one now, and a draft is made again."""
    reason = TextField(null=True)
    by = TextField()
    at = Millis()
    path = TextField(null=True)
    """Below the spool folder."""
    sha256 = TextField(null=True)
    queue_job = TextField(null=True)
    """The spooler's id; empty while the rendered paper waits for its printer, NULL where it stays in the spool."""
    error = TextField(null=True)
    changed_at = Millis(null=True)

    class Meta:
        table_name = "print_jobs"
        indexes = ((("office", "state", "case_id"), False),)


class Message(Row):
    """A text for the applicant, ready to be sent by WhatsApp; sending is recorded by the officer."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    kind = TextField()
    phone = TextField()
    text = TextField()
    state = TextField()
    at = Millis()
    by = TextField()
    sent_at = Millis(null=True)
    sent_by = TextField(null=True)

    class Meta:
        table_name = "messages"
        indexes = ((("office", "state"), False),)
