"""The triggers and indexes a database must have: those the migrations make, no fewer, no more, no others.

The triggers keep history from being altered (``migrations``); whoever may write the file may drop them, and put them
back afterwards, but not leave them out unseen.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from board.models import schema
from board.models.database import Store


def guard_faults(store: Store) -> list[str]:
    """Names of triggers and indexes that are missing, changed, or of nobody's making."""
    with TemporaryDirectory() as folder:
        fresh = Store(Path(folder) / "board.db", create=True)
        try:
            schema.migrate(fresh)
            wanted = _guards(fresh)
        finally:
            fresh.close()
    have = _guards(store)
    return sorted(name for name in wanted.keys() | have.keys() if wanted.get(name) != have.get(name))


def _guards(store: Store) -> dict[str, str]:
    rows = store.database.execute_sql(
        "SELECT name, tbl_name, sql FROM sqlite_master WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
    ).fetchall()
    return {name: f"{table}: {sql}" for name, table, sql in rows}
