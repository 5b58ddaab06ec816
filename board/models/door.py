"""One question to an office's database from outside the program: whose is this key?

sshd asks it at every login, before anybody is in. So nothing is imported here but the engine, nothing is written, and
no rule is left to the caller: a row that comes back lets its officer in.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import apsw

from board.errors import DatabaseUnreachable

PATIENCE_MS = 3_000
"""How long a database that is just being written is waited for; sshd waits along."""
_ZONE = "SELECT json_extract(definition, '$.zone') FROM profiles LIMIT 1"
_FOUND = """
SELECT k.id, u.name, k.kind, k.blob
FROM ssh_keys k JOIN users u ON u.id = k.user_id AND u.office = k.office
WHERE k.fingerprint = :fingerprint AND k.revoked_at IS NULL AND u.active = 1 AND (
    EXISTS (SELECT 1 FROM roles r WHERE r.user_id = u.id AND r.ended_at IS NULL)
    OR EXISTS (
        SELECT 1 FROM mandates m WHERE m.deputy_id = u.id AND m.ended_at IS NULL
        AND m.from_on <= :today AND m.to_on >= :today
    )
)
"""
"""A role whose period is not now lets in as well: the board itself then says from when until when it holds."""


@dataclass(frozen=True)
class KnownKey:
    """A key that opens the board, and for whom."""

    id: int
    user: str
    kind: str
    blob: str


def known_key(path: Path, fingerprint: str, today_in: Callable[[str], str]) -> KnownKey | None:
    """The key of a fingerprint, if its officer may come in; asked of a database that is only read.

    Args:
        today_in: the calendar day (ISO) in a time zone of the office's profile.

    Raises:
        DatabaseUnreachable: nothing can be found out now.
    """
    try:
        connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
        try:
            connection.set_busy_timeout(PATIENCE_MS)
            for (zone,) in connection.execute(_ZONE):
                asked = {"fingerprint": fingerprint, "today": today_in(zone)}
                for row in connection.execute(_FOUND, asked):
                    return KnownKey(*row)
        finally:
            connection.close()
    except apsw.Error as broken:
        raise DatabaseUnreachable(f"Basis data tidak terbaca ({type(broken).__name__}).") from broken
    return None
