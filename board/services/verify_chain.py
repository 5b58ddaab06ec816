"""What all checks of ``verify`` share: a fault, and whether one link of a chain still holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from board.models.event import Event, JournalEntry
from board.services.record import link
from board.services.times import instant


@dataclass(frozen=True)
class Fault:
    """One thing that is not as it must be."""

    kind: str
    where: str
    sentence: str


Told = list[tuple[Event, dict[str, Any]]]
"""The events of a case with what each tells."""


def surviving(where: str, faults: Iterator[Fault]) -> Iterator[Fault]:
    """The faults a check finds; where damage of a kind nobody foresaw ends it, that is a fault too."""
    try:
        yield from faults
    except (ValueError, LookupError, TypeError, AttributeError) as broken:
        yield Fault("unreadable", where, f"Tidak dapat diperiksa sampai habis ({type(broken).__name__}): isinya rusak.")


def linked(entry: Event | JournalEntry, prev: str) -> bool:
    """Whether an entry follows on ``prev`` and its text is the one that was written."""
    return bool(entry.prev == prev and entry.hash == link(entry.prev, entry.text))


def told_in(entry: JournalEntry) -> dict[str, Any]:
    """What a journal line tells; nothing where its text was damaged."""
    try:
        told = json.loads(entry.text)
    except ValueError:
        return {}
    return told if isinstance(told, dict) else {}


def same_second(stored: int, told: object) -> bool:
    """Whether a stored moment is the one a text tells; texts tell seconds."""
    found = instant(told)
    return found is not None and stored // 1000 == found // 1000
