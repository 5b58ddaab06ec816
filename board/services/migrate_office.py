"""``board migrate``: bring an office's database up to this program's version."""

from __future__ import annotations

from pathlib import Path

from board.errors import HomeUnusable
from board.models import schema
from board.models.database import Store
from board.settings import DATABASE_FILE


def migrate_office(home: Path) -> list[str]:
    """Apply pending migrations; returns their names.

    Raises:
        HomeUnusable: there is no office in the folder.
        DatabaseUnreachable: the database cannot be opened.
    """
    path = home / DATABASE_FILE
    if not path.is_file():
        raise HomeUnusable(f"Tidak ada kantor di {home}.")
    store = Store(path)
    try:
        return schema.migrate(store)
    finally:
        store.close()
