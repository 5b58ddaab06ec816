"""What waits is found by an index: how long in which tray, held by whom, whose paper folder is looked for.

The models in here are frozen copies: they never follow later changes of the live ones.
"""

from peewee import SQL, AutoField, BigIntegerField, IntegerField, Model, TextField

OPEN = SQL("open = 1")


class Case(Model):
    id = AutoField()
    office = TextField()
    sop = TextField()
    step = TextField()
    open = IntegerField()
    due = BigIntegerField()
    holder = TextField(null=True)
    entered_at = BigIntegerField()
    sought_at = BigIntegerField(null=True)

    class Meta:
        table_name = "cases"
        legacy_table_names = False


class PrintJob(Model):
    id = AutoField()
    office = TextField()
    case_id = IntegerField()
    state = TextField()

    class Meta:
        table_name = "print_jobs"
        legacy_table_names = False
        indexes = ((("office", "state", "case_id"), False),)


INDEXES = (
    Case.index(Case.office, Case.sop, Case.step, Case.entered_at, Case.due, name="case_tray").where(OPEN),
    Case.index(Case.office, Case.holder, name="case_held").where(OPEN, Case.holder.is_null(False)),
    Case.index(Case.office, Case.sought_at, name="case_sought").where(Case.sought_at.is_null(False)),
)


def up(migrator, db):
    db.bind([Case, PrintJob], bind_refs=False, bind_backrefs=False)
    for index in INDEXES:
        db.execute(index)
    db.execute_sql("DROP INDEX print_jobs_office_state")
    PrintJob._schema.create_indexes()
