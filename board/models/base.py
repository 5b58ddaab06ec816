"""The base of all rows and the two column types that need a word of explanation."""

from __future__ import annotations

from peewee import BigIntegerField, Model


class Row(Model):
    """Strict tables: SQLite then refuses text in a number column as PostgreSQL does (STORAGE 1.3)."""

    class Meta:
        strict_tables = True
        legacy_table_names = False


class Millis(BigIntegerField):
    """A moment as epoch milliseconds, UTC."""
