"""Threads: who a complaint is about, whose name is kept secret, how far officers have read.

The models in here are frozen copies: they never follow later changes of the live ones.
"""

from peewee import AutoField, BigIntegerField, CompositeKey, IntegerField, Model, TextField
from playhouse.migrate import SqliteMigrator, migrate


class Frozen(Model):
    class Meta:
        strict_tables = True
        legacy_table_names = False


class Accused(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    login = TextField()
    title = TextField()
    at = BigIntegerField()
    by = TextField()
    ended_at = BigIntegerField(null=True)
    ended_by = TextField(null=True)
    end_reason = TextField(null=True)

    class Meta:
        table_name = "accused"
        indexes = ((("office", "login", "ended_at"), False),)


class ThreadRead(Frozen):
    office = TextField()
    user = TextField()
    case_id = IntegerField()
    seq = IntegerField()

    class Meta:
        table_name = "thread_reads"
        primary_key = CompositeKey("office", "user", "case_id")


TABLES = [Accused, ThreadRead]


def up(migrator, db):
    db.bind(TABLES, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    alter = SqliteMigrator(db)
    # A new column is filled by an UPDATE, which no note allows while its guard stands.
    (guard,) = db.execute_sql("SELECT sql FROM sqlite_master WHERE name = 'notes_keep'").fetchone()
    db.execute_sql("DROP TRIGGER notes_keep")
    migrate(
        alter.add_column("cases", "secret", IntegerField(default=0)),
        alter.add_column("notes", "login", TextField(default="")),
    )
    db.execute_sql(guard)
    db.execute_sql("UPDATE cases SET secret = 1 WHERE json_valid(data) AND json_extract(data, '$.rahasiakan') = 'ya'")
    carry_over(db)
    db.execute_sql(
        "CREATE TRIGGER accused_no_delete BEFORE DELETE ON accused "
        "BEGIN SELECT RAISE(ABORT, 'accused: DELETE is not allowed'); END"
    )


def carry_over(db):
    """What officers have read and were writing before threads were marked as read."""
    # What was said so far is news to nobody.
    db.execute_sql(
        "INSERT INTO thread_reads (office, user, case_id, seq) "
        "SELECT n.office, u.name, n.case_id, MAX(n.seq) FROM notes AS n "
        "JOIN cases AS c ON c.id = n.case_id AND c.open = 1 JOIN users AS u ON u.office = n.office AND u.active = 1 "
        "GROUP BY n.office, u.name, n.case_id"
    )
    # A note that somebody was writing is offered again under its kind.
    db.execute_sql(
        "UPDATE drafts SET form = form || ':' || COALESCE(json_extract(body, '$.kind'), 'internal') "
        "WHERE form LIKE 'note:%' AND json_valid(body)"
    )
