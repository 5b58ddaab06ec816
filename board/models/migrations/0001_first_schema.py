"""The first schema. The models in here are frozen copies: they never follow later changes of the live ones."""

from peewee import SQL, AutoField, BigIntegerField, CompositeKey, IntegerField, Model, TextField


class Frozen(Model):
    class Meta:
        strict_tables = True
        legacy_table_names = False


class ProfileRow(Frozen):
    office = TextField(primary_key=True)
    source_digest = TextField()
    definition = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "profiles"


class Setting(Frozen):
    office = TextField()
    name = TextField()
    value = IntegerField()

    class Meta:
        table_name = "settings"
        primary_key = CompositeKey("office", "name")


class SopVersion(Frozen):
    office = TextField()
    sop = TextField()
    version = IntegerField()
    digest = TextField()
    source_digest = TextField()
    starts_on = TextField()
    definition = TextField()
    at = BigIntegerField()
    by = TextField()

    class Meta:
        table_name = "sops"
        primary_key = CompositeKey("office", "sop", "version")


class User(Frozen):
    id = AutoField()
    office = TextField()
    name = TextField()
    title = TextField()
    nip = TextField()
    pangkat = TextField()
    password = TextField()
    active = IntegerField()
    at = BigIntegerField()

    class Meta:
        table_name = "users"
        indexes = ((("office", "name"), True),)


class RoleGrant(Frozen):
    id = AutoField()
    office = TextField()
    user_id = IntegerField(index=True)
    role = TextField()
    bidang = TextField()
    at = BigIntegerField()
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "roles"


class MandateRow(Frozen):
    id = AutoField()
    office = TextField()
    deputy_id = IntegerField(index=True)
    principal_id = IntegerField()
    kind = TextField()
    from_on = TextField()
    to_on = TextField()
    letter = TextField()
    scope = TextField()
    at = BigIntegerField()
    by = TextField()
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "mandates"


class Case(Frozen):
    id = AutoField()
    office = TextField()
    number = TextField()
    sop = TextField()
    sop_version = IntegerField()
    step = TextField()
    role = TextField()
    status = TextField()
    open = IntegerField()
    due = BigIntegerField()
    version = IntegerField()
    round = IntegerField()
    channel = TextField()
    urgent = TextField()
    name = TextField()
    name_search = TextField()
    nik = TextField()
    no_kk = TextField()
    phone = TextField()
    siak_number = TextField()
    data = TextField()
    requirements = TextField()
    pickup_code = TextField()
    holder = TextField(null=True)
    holder_title = TextField(null=True)
    held_at = BigIntegerField(null=True)
    received_at = BigIntegerField()
    recorded_at = BigIntegerField()
    entered_at = BigIntegerField()
    complete_at = BigIntegerField(null=True)
    due_at = BigIntegerField(null=True)
    paused_at = BigIntegerField(null=True)
    ready_at = BigIntegerField(null=True)
    issued_at = BigIntegerField(null=True)
    closed_at = BigIntegerField(null=True)
    outcome = TextField()

    class Meta:
        table_name = "cases"
        indexes = ((("office", "number"), True),)


class Link(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    other_id = IntegerField(index=True)
    kind = TextField()
    at = BigIntegerField()
    by = TextField()
    ended_at = BigIntegerField(null=True)

    class Meta:
        table_name = "links"


class Attachment(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    name = TextField()
    mime = TextField()
    size = IntegerField()
    pages = IntegerField()
    sha256 = TextField()
    requirement = TextField(null=True)
    at = BigIntegerField()
    by = TextField()

    class Meta:
        table_name = "attachments"
        indexes = ((("case_id", "sha256"), False),)


class Event(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField()
    seq = IntegerField()
    at = BigIntegerField()
    intent = TextField()
    from_step = TextField(null=True)
    to_step = TextField(null=True)
    actor = TextField()
    role = TextField()
    reason = TextField(null=True)
    version = IntegerField()
    text = TextField()
    prev = TextField()
    hash = TextField()

    class Meta:
        table_name = "events"
        indexes = ((("case_id", "seq"), True), (("office", "at"), False),)


class JournalEntry(Frozen):
    office = TextField()
    chain = TextField()
    seq = IntegerField()
    at = BigIntegerField()
    actor = TextField()
    what = TextField()
    subject = TextField()
    text = TextField()
    prev = TextField()
    hash = TextField()

    class Meta:
        table_name = "journal"
        primary_key = CompositeKey("office", "chain", "seq")


class Command(Frozen):
    office = TextField()
    key = TextField()
    digest = TextField()
    case_id = IntegerField()
    at = BigIntegerField()

    class Meta:
        table_name = "commands"
        primary_key = CompositeKey("office", "key")


class Counter(Frozen):
    office = TextField()
    book = TextField()
    year = IntegerField()
    series = TextField()
    last = IntegerField()

    class Meta:
        table_name = "counters"
        primary_key = CompositeKey("office", "book", "year", "series")


class RegisterRow(Frozen):
    office = TextField()
    book = TextField()
    year = IntegerField()
    series = TextField()
    number = IntegerField()
    text = TextField()
    case_id = IntegerField()
    step = TextField()
    at = BigIntegerField()
    by = TextField()
    subject = TextField()
    state = TextField()
    void_reason = TextField(null=True)
    void_by = TextField(null=True)
    void_at = BigIntegerField(null=True)

    class Meta:
        table_name = "registers"
        primary_key = CompositeKey("office", "book", "year", "series", "number")
        indexes = ((("case_id", "book", "step"), True),)


class PrintJob(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    document = TextField()
    step = TextField()
    round = IntegerField()
    copy = IntegerField()
    state = TextField()
    snapshot = TextField()
    shows = TextField()
    reason = TextField(null=True)
    by = TextField()
    at = BigIntegerField()
    path = TextField(null=True)
    sha256 = TextField(null=True)
    queue_job = TextField(null=True)
    error = TextField(null=True)
    changed_at = BigIntegerField(null=True)

    class Meta:
        table_name = "print_jobs"
        indexes = ((("office", "state"), False),)


class Message(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField(index=True)
    kind = TextField()
    phone = TextField()
    text = TextField()
    state = TextField()
    at = BigIntegerField()
    by = TextField()
    sent_at = BigIntegerField(null=True)
    sent_by = TextField(null=True)

    class Meta:
        table_name = "messages"
        indexes = ((("office", "state"), False),)


class Note(Frozen):
    id = AutoField()
    office = TextField()
    case_id = IntegerField()
    seq = IntegerField()
    kind = TextField()
    at = BigIntegerField()
    author = TextField()
    role = TextField()
    text = TextField()

    class Meta:
        table_name = "notes"
        indexes = ((("case_id", "seq"), True),)


class Draft(Frozen):
    office = TextField()
    user = TextField()
    form = TextField()
    body = TextField()
    at = BigIntegerField()

    class Meta:
        table_name = "drafts"
        primary_key = CompositeKey("office", "user", "form")

TABLES = [
    ProfileRow, Setting, SopVersion, User, RoleGrant, MandateRow,
    Case, Link, Attachment, Event, JournalEntry, Command,
    Counter, RegisterRow, PrintJob, Message, Note, Draft,
]  # fmt: skip
OPEN = SQL("open = 1")
CASE_INDEXES = [
    Case.index(Case.office, Case.sop, Case.step, Case.due, Case.id, name="case_column").where(OPEN),
    Case.index(Case.office, Case.role, Case.due, Case.id, name="case_role").where(OPEN),
    Case.index(Case.office, Case.due, Case.id, name="case_open").where(OPEN),
    Case.index(Case.office, Case.status, Case.id, name="case_status"),
    Case.index(Case.office, Case.nik, name="case_nik"),
    Case.index(Case.office, Case.no_kk, name="case_no_kk"),
    Case.index(Case.office, Case.phone, name="case_phone"),
    Case.index(Case.office, Case.name_search, name="case_name_search"),
    Case.index(Case.office, Case.siak_number, name="case_siak_number"),
]

# History is added to and never altered: what was written stays written. A register row may be marked BATAL once,
# and nothing else of it may change.
APPEND_ONLY = ["events", "journal", "notes", "commands"]
NEVER_DELETED = ["cases", "registers", "print_jobs", "messages", "users", "roles", "mandates", "sops", "links"]
REGISTER_IDENTITY = [
    "office", "book", "year", "series", "number", "text", "case_id", "step", "at", "by", "subject",
]  # fmt: skip


def up(migrator, db):
    db.bind(TABLES, bind_refs=False, bind_backrefs=False)
    db.create_tables(TABLES)
    for index in CASE_INDEXES:
        db.execute(index)
    for table in APPEND_ONLY:
        _forbid(db, table, "UPDATE")
    for table in [*APPEND_ONLY, *NEVER_DELETED]:
        _forbid(db, table, "DELETE")
    changed = " OR ".join(f"NEW.{column} IS NOT OLD.{column}" for column in REGISTER_IDENTITY)
    db.execute_sql(
        "CREATE TRIGGER registers_keep BEFORE UPDATE ON registers "
        f"WHEN OLD.state <> 'berlaku' OR NEW.state <> 'batal' OR {changed} "
        "BEGIN SELECT RAISE(ABORT, 'registers: a row may only be marked batal, once'); END"
    )


def _forbid(db, table, verb):
    db.execute_sql(
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
        f"BEGIN SELECT RAISE(ABORT, '{table}: {verb} is not allowed'); END"
    )
