"""Cases: one row per berkas, where it stands, and what is known of it."""

from __future__ import annotations

from peewee import SQL, AutoField, IntegerField, TextField

from board.models.base import Millis, Row

OPEN = SQL("open = 1")
"""The condition of the board's partial indexes, as a literal: a bound parameter loses the index (PERFORMANCE)."""

LIFT = 10**15
"""Width of one band of ``due``, in milliseconds; far larger than any moment.

``due`` is the sort key of every board column and never null. Bands from the top: urgent cases (one LIFT below zero),
the others (from zero), cases that wait for the applicant or for witnesses (one LIFT above). Inside a band the promised
moment sorts; cases without a promise follow, from NO_PROMISE on, by arrival.
"""
NO_PROMISE = LIFT // 2


class Case(Row):
    """One case."""

    id = AutoField()
    office = TextField()
    number = TextField()
    sop = TextField()
    sop_version = IntegerField()
    step = TextField()
    role = TextField()
    """Canonical role whose column of Papan kantor shows the case."""
    status = TextField()
    open = IntegerField()
    due = Millis()
    version = IntegerField()
    round = IntegerField()
    channel = TextField()
    urgent = TextField(default="")
    """Coded reason, empty when not urgent."""

    name = TextField()
    name_search = TextField()
    nik = TextField(default="")
    no_kk = TextField(default="")
    phone = TextField(default="")
    siak_number = TextField(default="")
    data = TextField()
    requirements = TextField()
    pickup_code = TextField()

    holder = TextField(null=True)
    holder_title = TextField(null=True)
    held_at = Millis(null=True)

    received_at = Millis()
    recorded_at = Millis()
    entered_at = Millis()
    """When the case came to its step."""
    complete_at = Millis(null=True)
    due_at = Millis(null=True)
    paused_at = Millis(null=True)
    ready_at = Millis(null=True)
    issued_at = Millis(null=True)
    closed_at = Millis(null=True)
    outcome = TextField(default="")
    """How a case ended: selesai or diteruskan; why it is batal: dicabut, tidak_dilengkapi, kantor, salah_layanan."""

    physical_holder = TextField(null=True)
    """Login name of who has the paper folder on the desk; NULL while nobody scanned it."""
    physical_title = TextField(null=True)
    physical_at = Millis(null=True)
    sought_at = Millis(null=True)
    """Since when the paper folder is looked for (fisik dicari)."""
    news_at = Millis(null=True)
    """When something came from the applicant that nobody has acted on yet, while the case waits for them."""
    secret = IntegerField(default=0)
    """1 where the pelapor asked for secrecy; derived from ``data`` whenever that is written."""

    class Meta:
        table_name = "cases"
        indexes = ((("office", "number"), True),)


Case.add_index(Case.index(Case.office, Case.sop, Case.step, Case.due, Case.id, name="case_column").where(OPEN))
Case.add_index(Case.index(Case.office, Case.role, Case.due, Case.id, name="case_role").where(OPEN))
Case.add_index(Case.index(Case.office, Case.due, Case.id, name="case_open").where(OPEN))
Case.add_index(Case.index(Case.office, Case.sop, Case.step, Case.entered_at, Case.due, name="case_tray").where(OPEN))
Case.add_index(Case.index(Case.office, Case.holder, name="case_held").where(OPEN, Case.holder.is_null(False)))
Case.add_index(Case.index(Case.office, Case.sought_at, name="case_sought").where(Case.sought_at.is_null(False)))
Case.add_index(Case.index(Case.office, Case.status, Case.id, name="case_status"))
for _column in (Case.nik, Case.no_kk, Case.phone, Case.name_search, Case.siak_number):
    Case.add_index(Case.index(Case.office, _column, name=f"case_{_column.name}"))


WRONG_SERVICE = "salah_layanan"
"""Kind of the link from a BATAL case to the one that goes on in its place."""


class Link(Row):
    """Two cases that belong together; an end is written, never deleted."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    other_id = IntegerField(index=True)
    kind = TextField()
    at = Millis()
    by = TextField()
    ended_at = Millis(null=True)
    note = TextField(default="")
    ended_by = TextField(null=True)
    end_reason = TextField(null=True)

    class Meta:
        table_name = "links"


class Contact(Row):
    """Another phone that speaks for the applicant of a case; the first one stands on the case itself."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    phone = TextField()
    name = TextField(default="")
    at = Millis()
    by = TextField()
    ended_at = Millis(null=True)

    class Meta:
        table_name = "contacts"
        indexes = ((("office", "phone"), False),)


class CasePerson(Row):
    """A person named in the data of a case: family members, parents, the child. Derived from the case, never told."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    nik = TextField()
    """Empty where only the name is known."""
    name_search = TextField()

    class Meta:
        table_name = "case_people"
        indexes = ((("office", "nik"), False), (("office", "name_search"), False))


class Attachment(Row):
    """A file handed in with a case, kept by content in the office's folder."""

    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    name = TextField()
    mime = TextField()
    size = IntegerField()
    pages = IntegerField()
    sha256 = TextField()
    requirement = TextField(null=True)
    at = Millis()
    by = TextField()
    sender = TextField(default="")
    """Phone it came from; empty at the counter."""
    bundle_id = IntegerField(null=True)
    hidden_at = Millis(null=True)
    """Since when it is out of sight: it lay in the wrong case (salah alamat)."""
    hidden_by = TextField(null=True)
    hidden_reason = TextField(null=True)
    moved_to = IntegerField(null=True)
    """Id of the case it belongs to."""

    class Meta:
        table_name = "attachments"
        indexes = ((("case_id", "sha256"), False),)
