"""The operator's morning: kotak masuk, contacts, people of a case, hidden files, incidents, custody, gangguan.

The models in here are frozen copies: they never follow later changes of the live ones.
"""

from peewee import AutoField, BigIntegerField, IntegerField, Model, TextField
from playhouse.migrate import SqliteMigrator, migrate


class Frozen(Model):
    class Meta:
        strict_tables = True
        legacy_table_names = False


class Bundle(Frozen):
    id = AutoField()
    office = TextField()
    source = TextField()
    phone = TextField()
    nik = TextField()
    text = TextField()
    arrived_at = BigIntegerField()
    at = BigIntegerField()
    state = TextField()
    case_id = IntegerField(null=True, index=True)
    reason = TextField(null=True)
    note = TextField()
    settled_at = BigIntegerField(null=True)
    settled_by = TextField(null=True)

    class Meta:
        table_name = "bundles"
        indexes = (
            (("office", "state", "arrived_at", "id"), False),
            (("office", "source"), False),
            (("office", "phone"), False),
        )


class BundleFile(Frozen):
    id = AutoField()
    office = TextField()
    bundle_id = IntegerField(index=True)
    source = TextField()
    name = TextField()
    mime = TextField()
    size = IntegerField()
    pages = IntegerField()
    sha256 = TextField()
    refused = TextField()
    seen = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "bundle_files"
        indexes = ((("office", "sha256"), False), (("office", "source"), False))


class Contact(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    phone = TextField()
    name = TextField()
    at = BigIntegerField()
    by = TextField()
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "contacts"
        indexes = ((("office", "phone"), False),)


class CasePerson(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    nik = TextField()
    name_search = TextField()

    class Meta:
        table_name = "case_people"
        indexes = ((("office", "nik"), False), (("office", "name_search"), False))


class Incident(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    other_id = IntegerField(null=True)
    kind = TextField()
    what = TextField()
    found_at = BigIntegerField()
    deadline_at = BigIntegerField()
    subject_told_at = BigIntegerField(null=True)
    agency_told_at = BigIntegerField(null=True)
    closed_at = BigIntegerField(null=True)
    closed_note = TextField()
    by = TextField()

    class Meta:
        table_name = "incidents"
        indexes = ((("office", "closed_at", "deadline_at"), False),)


class Outage(Frozen):
    id = AutoField()
    office = TextField()
    system = TextField()
    reason = TextField()
    started_at = BigIntegerField()
    ended_at = BigIntegerField(null=True)
    pauses = IntegerField()
    by = TextField()
    ended_by = TextField(null=True)

    class Meta:
        table_name = "outages"
        indexes = ((("office", "ended_at"), False), (("office", "started_at"), False))


TABLES = [Bundle, BundleFile, Contact, CasePerson, Incident, Outage]
NEVER_DELETED = ["bundles", "bundle_files", "contacts", "incidents", "outages", "attachments"]
COLUMNS = {
    "cases": {
        "physical_holder": TextField(null=True),
        "physical_title": TextField(null=True),
        "physical_at": BigIntegerField(null=True),
        "sought_at": BigIntegerField(null=True),
        "news_at": BigIntegerField(null=True),
    },
    "attachments": {
        "sender": TextField(default=""),
        "bundle_id": IntegerField(null=True),
        "hidden_at": BigIntegerField(null=True),
        "hidden_by": TextField(null=True),
        "hidden_reason": TextField(null=True),
        "moved_to": IntegerField(null=True),
    },
    "links": {
        "note": TextField(default=""),
        "ended_by": TextField(null=True),
        "end_reason": TextField(null=True),
    },
    "users": {"must_change": IntegerField(default=0)},
    "roles": {"from_on": TextField(default=""), "to_on": TextField(default="")},
    "notes": {
        "hidden_at": BigIntegerField(null=True),
        "hidden_by": TextField(null=True),
        "hidden_reason": TextField(null=True),
        "moved_to": IntegerField(null=True),
    },
}
NOTE_KEPT = ["office", "case_id", "seq", "kind", "at", "author", "role", "text"]


def up(migrator, db):
    db.bind(TABLES, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    alter = SqliteMigrator(db)
    for table, columns in COLUMNS.items():
        migrate(*(alter.add_column(table, name, column) for name, column in columns.items()))
    for table in NEVER_DELETED:
        db.execute_sql(
            f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} "
            f"BEGIN SELECT RAISE(ABORT, '{table}: DELETE is not allowed'); END"
        )
    # A note may be hidden once, when it lay in the wrong case; nothing else of it may change.
    db.execute_sql("DROP TRIGGER notes_no_update")
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in NOTE_KEPT)
    db.execute_sql(
        "CREATE TRIGGER notes_keep BEFORE UPDATE ON notes "
        f"WHEN OLD.hidden_at IS NOT NULL OR NEW.hidden_at IS NULL OR {changed} "
        "BEGIN SELECT RAISE(ABORT, 'notes: UPDATE is not allowed but to hide a note, once'); END"
    )
