"""The office itself: its people, their roles and mandates, its profile and the SOPs it has installed."""

from __future__ import annotations

from peewee import AutoField, CompositeKey, IntegerField, TextField

from board.models.base import Millis, Row


class User(Row):
    """An officer. Never deleted: history shows the name as it was then, a disabled user cannot act."""

    id = AutoField()
    office = TextField()
    name = TextField()
    """Login name."""
    title = TextField()
    """The person's name as printed."""
    nip = TextField(default="")
    pangkat = TextField(default="")
    """Rank and class as printed below the name: ``Pembina Utama Muda (IV/c)``."""
    password = TextField(default="")
    active = IntegerField(default=1)
    at = Millis()
    must_change = IntegerField(default=0)
    """1 while the password is one that somebody else has set: the next login asks for a new one."""

    class Meta:
        table_name = "users"
        indexes = ((("office", "name"), True),)


class RoleGrant(Row):
    """A role of an officer, in one bidang or (empty) in all."""

    id = AutoField()
    office = TextField()
    user_id = IntegerField(index=True)
    role = TextField()
    bidang = TextField(default="")
    at = Millis()
    ended_at = Millis(null=True)
    from_on = TextField(default="")
    """First and last day of a role given for a period (an auditor's), both included; empty: without bounds."""
    to_on = TextField(default="")

    class Meta:
        table_name = "roles"


class MandateRow(Row):
    """Plh or Plt: an officer acts for an absent head, from one day to another (both included)."""

    id = AutoField()
    office = TextField()
    deputy_id = IntegerField(index=True)
    principal_id = IntegerField()
    kind = TextField()
    from_on = TextField()
    to_on = TextField()
    letter = TextField(default="")
    scope = TextField()
    """Comma separated: paraf, ttd, tte."""
    at = Millis()
    by = TextField()
    ended_at = Millis(null=True)

    class Meta:
        table_name = "mandates"


class Absence(Row):
    """An officer who is away from one day to another (both included): colleagues see it before they wait."""

    id = AutoField()
    office = TextField()
    user_id = IntegerField(index=True)
    from_on = TextField()
    to_on = TextField()
    reason = TextField(default="")
    at = Millis()
    by = TextField()
    ended_at = Millis(null=True)

    class Meta:
        table_name = "absences"


class SopVersion(Row):
    """An installed SOP version: the canonical text, its digest, and the day from which new cases begin on it."""

    office = TextField()
    sop = TextField()
    version = IntegerField()
    digest = TextField()
    source_digest = TextField()
    """Digest of the file it came from, to report a file that was changed since."""
    starts_on = TextField()
    definition = TextField()
    at = Millis()
    by = TextField()

    class Meta:
        table_name = "sops"
        primary_key = CompositeKey("office", "sop", "version")


class ProfileRow(Row):
    """The office's configuration as it was last found sound, so that a faulty edit never stops the office."""

    office = TextField(primary_key=True)
    source_digest = TextField()
    definition = TextField()
    at = Millis()

    class Meta:
        table_name = "profiles"


class Outage(Row):
    """Gangguan: a system the office works with was down from one moment to another."""

    id = AutoField()
    office = TextField()
    system = TextField()
    """An id of ``Profile.outages.systems``: siak, bsre, listrik."""
    reason = TextField()
    started_at = Millis()
    ended_at = Millis(null=True)
    pauses = IntegerField()
    """1 where the office lets it pause the promise."""
    by = TextField()
    ended_by = TextField(null=True)

    class Meta:
        table_name = "outages"
        indexes = ((("office", "ended_at"), False), (("office", "started_at"), False))


class Setting(Row):
    """Single values of the office: which clock was confirmed, whether this is a training office."""

    office = TextField()
    name = TextField()
    value = IntegerField()

    class Meta:
        table_name = "settings"
        primary_key = CompositeKey("office", "name")
