"""What all checks of ``verify`` share: a fault, and whether one link of a chain still holds."""

from __future__ import annotations

from dataclasses import dataclass

from board.models.event import Event, JournalEntry
from board.services.record import link
from board.services.times import instant


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it must be."""

    kind: str
    where: str
    sentence: str


def linked(entry: Event | JournalEntry, prev: str) -> bool:
    """Whether an entry follows on ``prev`` and its text is the one that was written."""
    return bool(entry.prev == prev and entry.hash == link(entry.prev, entry.text))


def same_second(stored: int, told: object) -> bool:
    """Whether a stored moment is the one a text tells; texts tell seconds."""
    found = instant(told)
    return found is not None and stored // 1000 == found // 1000
