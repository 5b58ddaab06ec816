"""Who may come in from where: SSH keys, tries at the door, how a terminal is drawn, and what a dropped line broke off.

The models in here are frozen copies: they never follow later changes of the live ones.
"""

from peewee import AutoField, BigIntegerField, CompositeKey, IntegerField, Model, TextField
from playhouse.migrate import SqliteMigrator, migrate


class Frozen(Model):
    class Meta:
        strict_tables = True
        legacy_table_names = False


class SshKey(Frozen):
    id = AutoField()
    office = TextField()
    user_id = IntegerField(index=True)
    kind = TextField()
    blob = TextField()
    fingerprint = TextField()
    comment = TextField(default="")
    at = BigIntegerField()
    by = TextField()
    revoked_at = BigIntegerField(null=True)

    class Meta:
        table_name = "ssh_keys"
        indexes = ((("office", "fingerprint"), True),)


class LoginTrial(Frozen):
    office = TextField()
    name = TextField()
    failed = IntegerField()
    last_at = BigIntegerField()

    class Meta:
        table_name = "login_trials"
        primary_key = CompositeKey("office", "name")


class TerminalChoice(Frozen):
    office = TextField()
    user = TextField()
    term = TextField()
    profile = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "terminal_choices"
        primary_key = CompositeKey("office", "user", "term")


TABLES = [SshKey, LoginTrial, TerminalChoice]
DRAFT_COLUMNS = ("title", "way", "place")


def up(migrator, db):
    db.bind(TABLES, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    alter = SqliteMigrator(db)
    migrate(
        *(alter.add_column("drafts", name, TextField(default="")) for name in DRAFT_COLUMNS),
        alter.add_column("drafts", "cut", IntegerField(default=0)),
    )
    # A key that was given stays known, also when it was revoked: the access log names it.
    db.execute_sql(
        "CREATE TRIGGER ssh_keys_no_delete BEFORE DELETE ON ssh_keys "
        "BEGIN SELECT RAISE(ABORT, 'ssh_keys: DELETE is not allowed'); END"
    )
