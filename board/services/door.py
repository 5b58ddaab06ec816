"""What sshd is told about a key somebody offers: one line that lets its officer in and nothing else, or nothing.

Imported before anybody is in, by a process that lives for one answer: no desk, no peewee, no profile (TERMINALS 5).
"""

from __future__ import annotations

import re
from datetime import datetime
from pathlib import Path

from board.models.door import known_key
from board.settings import DATABASE_FILE
from board.wording import ZONES
from board.workflow.logins import LOGIN
from board.workflow.public_key import KINDS, fingerprint

PROGRAM_PATH = re.compile(r"/[A-Za-z0-9._/-]+")
"""A path that means the same to sshd, to every shell and in its own file: no blank, nothing to quote."""


def admission(home: Path, kind: str, blob: str, session: Path, now: datetime) -> str:
    """The line of ``authorized_keys`` for an offered key; empty where it opens nothing.

    Args:
        kind: algorithm of the key (sshd's ``%t``).
        blob: the key in base64 (``%k``).
        session: the program that opens a session; it is handed the officer and the id of the key.

    Raises:
        DatabaseUnreachable: nobody can be let in now.
    """
    if kind not in KINDS or not PROGRAM_PATH.fullmatch(str(session)):
        return ""
    try:
        asked = fingerprint(blob)
    except ValueError:
        return ""
    known = known_key(home / DATABASE_FILE, asked, lambda zone: now.astimezone(ZONES[zone]).date().isoformat())
    if known is None or (known.kind, known.blob) != (kind, blob) or not LOGIN.fullmatch(known.user):
        return ""
    return f'restrict,pty,command="{session} {known.user} {known.id}" {kind} {blob}'
