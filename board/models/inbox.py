"""Kotak masuk: what lies in the upload folder, one bundle per sender and time, before it has a number."""

from __future__ import annotations

from peewee import AutoField, IntegerField, TextField

from board.models.base import Millis, Row


class Bundle(Row):
    """What one phone sent at one time. Never deleted: it became a case, joined one, or was no application."""

    id = AutoField()
    office = TextField()
    source = TextField()
    """Folder or name prefix below the upload folder, as bytes outside UTF-8 read with surrogates escaped away."""
    phone = TextField(default="")
    nik = TextField(default="")
    """A NIK found in the names, to guess the case it belongs to."""
    text = TextField(default="")
    """What the sender wrote, where a text file came along."""
    arrived_at = Millis()
    """As its name tells; else the time of its oldest file."""
    at = Millis()
    state = TextField()
    """``baru``, ``berkas`` (became a case), ``gabung`` (joined one), ``bukan`` (no application)."""
    case_id = IntegerField(null=True, index=True)
    reason = TextField(null=True)
    note = TextField(default="")
    settled_at = Millis(null=True)
    settled_by = TextField(null=True)

    class Meta:
        table_name = "bundles"
        indexes = (
            (("office", "state", "arrived_at", "id"), False),
            (("office", "source"), False),
            (("office", "phone"), False),
        )


class BundleFile(Row):
    """A file of a bundle: kept by content below ``lampiran/``, or refused with the sentence that says why."""

    id = AutoField()
    office = TextField()
    bundle_id = IntegerField(index=True)
    source = TextField()
    """Where it lay below the upload folder."""
    name = TextField()
    mime = TextField(default="")
    size = IntegerField()
    pages = IntegerField(default=0)
    sha256 = TextField(default="")
    """Empty where it was refused."""
    refused = TextField(default="")
    seen = TextField(default="")
    """Inode, size and time of the original as it was read: a refused one is not read again until it changes."""
    at = Millis()

    class Meta:
        table_name = "bundle_files"
        indexes = ((("office", "sha256"), False), (("office", "source"), False))
