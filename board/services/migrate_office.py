"""``board migrate``: bring an office's database up to this program's version."""

from __future__ import annotations

from pathlib import Path

from board.models import schema
from board.models.database import Store
from board.services.case_people import index_everybody
from board.services.desk import must_hold_office, open_desk
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
        names = schema.migrate(store)
    finally:
        store.close()
    if names:
        desk = open_desk(home)
        try:
            with desk.store.writing():
                index_everybody(desk)
        finally:
            desk.close()
    return names
