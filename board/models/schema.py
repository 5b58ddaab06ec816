"""All rows together: binding them to a database at start, checking its version, migrating it."""

from __future__ import annotations

from pathlib import Path

from board.errors import DatabaseUnreachable, SchemaOutdated
from board.models.access import LoginTrial, SshKey, TerminalChoice
from board.models.accused import Accused
from board.models.base import Row
from board.models.case import Attachment, Case, CasePerson, Contact, Link
from board.models.database import Store
from board.models.event import Command, Event, JournalEntry
from board.models.inbox import Bundle, BundleFile
from board.models.incident import Incident
from board.models.notice import Notice
from board.models.office import Absence, MandateRow, Outage, ProfileRow, RoleGrant, Setting, SopVersion, User
from board.models.paper import Message, PrintJob
from board.models.register import Counter, RegisterRow
from board.models.thread import Draft, Note, ThreadRead

ROWS: tuple[type[Row], ...] = (
    ProfileRow, Setting, SopVersion, User, RoleGrant, MandateRow, Absence, Outage,
    Bundle, BundleFile, Case, Link, Contact, CasePerson, Attachment, Incident, Accused, Event, JournalEntry, Command,
    Counter, RegisterRow, PrintJob, Message, Note, ThreadRead, Draft, Notice,
    SshKey, LoginTrial, TerminalChoice,
)  # fmt: skip
MIGRATIONS = Path(__file__).parent / "migrations"
HISTORY = "schema_migration"


def bind(store: Store) -> None:
    """Point every row class at the store; done once per process, at start."""
    store.database.bind(list(ROWS), bind_refs=False, bind_backrefs=False)


def wanted() -> list[str]:
    """Names of all migrations this program knows, in order."""
    return sorted(path.stem for path in MIGRATIONS.glob("[0-9]*.py"))


def applied(store: Store) -> list[str]:
    """Names of the migrations a database has."""
    if not store.database.table_exists(HISTORY):
        return []
    rows = store.database.execute_sql(f"SELECT name FROM {HISTORY} ORDER BY name").fetchall()
    return [row[0] for row in rows]


def check(store: Store) -> None:
    """Refuse a database of another version; officers' processes never migrate.

    Raises:
        SchemaOutdated: it waits for a migration.
        DatabaseUnreachable: it is newer than this program.
    """
    have, want = applied(store), wanted()
    if have == want:
        return
    if set(have) - set(want):
        raise DatabaseUnreachable("Basis data ini dibuat oleh versi papan yang lebih baru. Perbarui program papan.")
    raise SchemaOutdated("Basis data menunggu pembaruan. Hubungi pengelola untuk menjalankan: board migrate")


def migrate(store: Store) -> list[str]:
    """Apply pending migrations behind the writer gate; returns their names."""
    from playhouse.migrations import Runner

    # The runner records a datetime, which apsw does not bind by itself.
    store.database.connection().convert_binding = lambda cursor, place, value: str(value)
    with store.gated():
        names: list[str] = Runner(store.database, str(MIGRATIONS), table_name=HISTORY).up()
    return names
