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
    """Why a case is batal: dicabut, kantor, salah_layanan."""

    class Meta:
        table_name = "cases"
        indexes = ((("office", "number"), True),)


Case.add_index(Case.index(Case.office, Case.sop, Case.step, Case.due, Case.id, name="case_column").where(OPEN))
Case.add_index(Case.index(Case.office, Case.role, Case.due, Case.id, name="case_role").where(OPEN))
Case.add_index(Case.index(Case.office, Case.due, Case.id, name="case_open").where(OPEN))
Case.add_index(Case.index(Case.office, Case.status, Case.id, name="case_status"))
for _column in (Case.nik, Case.no_kk, Case.phone, Case.name_search, Case.siak_number):
    Case.add_index(Case.index(Case.office, _column, name=f"case_{_column.name}"))


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

    class Meta:
        table_name = "links"


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

    class Meta:
        table_name = "attachments"
        indexes = ((("case_id", "sha256"), False),)
