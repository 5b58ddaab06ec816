"""Working together: who is away, and what an officer is to be told when they next look.

The models in here are frozen copies: they never follow later changes of the live ones.
"""

from peewee import AutoField, BigIntegerField, IntegerField, Model, TextField


class Frozen(Model):
    class Meta:
        strict_tables = True
        legacy_table_names = False


class Absence(Frozen):
    id = AutoField()
    office = TextField()
    user_id = IntegerField(index=True)
    from_on = TextField()
    to_on = TextField()
    reason = TextField(default="")
    at = BigIntegerField()
    by = TextField()
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "absences"


class Notice(Frozen):
    id = AutoField()
    office = TextField()
    user = TextField()
    case_id = IntegerField()
    text = TextField()
    at = BigIntegerField()
    by = TextField()
    seen_at = BigIntegerField(null=True)

    class Meta:
        table_name = "notices"
        indexes = ((("office", "user", "seen_at"), False),)


TABLES = [Absence, Notice]


def up(migrator, db):
    db.bind(TABLES, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    # Told by the office's journal since they can be recorded, like mandates.
    db.execute_sql(
        "CREATE TRIGGER absences_no_delete BEFORE DELETE ON absences "
        "BEGIN SELECT RAISE(ABORT, 'absences: DELETE is not allowed'); END"
    )
