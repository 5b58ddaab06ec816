"""Idempotency: a command that carries a key is carried out once (STORAGE 0.6, PRODUCT 3)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.errors import KeyReused
from board.models.case import Case
from board.models.event import Command
from board.services.desk import Desk
from board.services.times import millis
from board.workflow.stored import canonical, digest


def already_done(desk: Desk, key: str | None, content: Any) -> Case | None:
    """The case a key was used on before with the same content, or None for a new command.

    Raises:
        KeyReused: the key was used with other content.
    """
    if key is None:
        return None
    done = Command.get_or_none((Command.office == desk.office) & (Command.key == key))
    if done is None:
        return None
    if done.digest != digest(canonical(content)):
        raise KeyReused(key)
    row: Case = Case.get_by_id(done.case_id)
    return row


def remember(desk: Desk, key: str | None, content: Any, row: Case, now: datetime) -> None:
    """Note that a command was carried out, inside its own transaction."""
    if key is not None:
        Command.create(office=desk.office, key=key, digest=digest(canonical(content)), case_id=row.id, at=millis(now))
