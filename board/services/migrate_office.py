"""``board migrate``: bring an office's database up to this program's version."""

from __future__ import annotations

from pathlib import Path

from board.models import schema
from board.models.database import Store
from board.services.desk import must_hold_office
from board.settings import DATABASE_FILE


def migrate_office(home: Path) -> list[str]:
    """Apply pending migrations; returns their names.

    Raises:
        HomeUnusable: there is no office in the folder.
        DatabaseUnreachable: the database cannot be opened.
    """
    must_hold_office(home)
    store = Store(home / DATABASE_FILE)
    try:
        return schema.migrate(store)
    finally:
        store.close()
