"""Idempotency: a command that carries a key is carried out once (STORAGE 0.6, PRODUCT 3).

The key is claimed in the transaction of what it asks for. So it also tells, when the database fails while storing,
whether the command was stored (STORAGE 3.3); commands without a key of the caller's get one of their own for that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from board.errors import CommitUncertain, DatabaseUnreachable, KeyReused
from board.models.case import Case
from board.models.database import engine_errors
from board.models.event import NO_CASE, Command
from board.services.desk import Desk
from board.services.times import millis
from board.workflow.stored import canonical, digest


@dataclass
class Once:
    """A command between its beginning and its commit."""

    repeated: bool
    """The command was carried out before: there is nothing left to do."""
    done: Case | None
    """The case as it is now, where the command was carried out before and is about one."""
    case: Case | None = None
    """The case the command is about, set by whoever carries it out; None: it is about none."""


@contextmanager
def once(desk: Desk, key: str | None, content: Any) -> Iterator[Once]:
    """One command in one transaction; where ``repeated`` is set, there is nothing left to do.

    Args:
        content: everything the command was asked with; the same key with other content is another command.

    Raises:
        KeyReused: the key was used with other content.
        CommitUncertain: the database failed while storing; it tells whether the command was stored.
    """
    claimed = key or str(uuid4())
    try:
        with desk.store.writing():
            before = _done_before(desk, key, content)
            about = before.case_id if before else NO_CASE
            command = Once(before is not None, Case.get_by_id(about) if about != NO_CASE else None)
            yield command
            if not command.repeated:
                Command.create(
                    office=desk.office, key=claimed, digest=digest(canonical(content)),
                    case_id=command.case.id if command.case else NO_CASE, at=millis(desk.now()),
                )  # fmt: skip
    except CommitUncertain as broken:
        raise CommitUncertain(broken.why, stored=_is_stored(desk, claimed)) from broken


def _done_before(desk: Desk, key: str | None, content: Any) -> Command | None:
    if key is None:
        return None
    done = _find(desk, key)
    if done is not None and done.digest != digest(canonical(content)):
        raise KeyReused(key)
    return done


def _is_stored(desk: Desk, key: str) -> bool | None:
    try:
        with engine_errors():
            return _find(desk, key) is not None
    except DatabaseUnreachable:
        return None


def _find(desk: Desk, key: str) -> Command | None:
    found: Command | None = Command.get_or_none((Command.office == desk.office) & (Command.key == key))
    return found
