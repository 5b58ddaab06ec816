"""What reopenings of cases tell: which notes belong to what was settled before, and what was closed until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from board.models.case import Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.models.thread import Note
from board.services.record import parse_told
from board.workflow import doings
from board.workflow.doings import UNDONE
from board.workflow.facts import NoteKind

REOPENED = doings.REOPENED
"""Intent of the event that takes a closed case up again."""


@dataclass(frozen=True)
class Reopening:
    """One reopening that stands."""

    case_id: int
    at: int
    notes: int
    """Last note of the thread when the case was taken up again."""
    before: dict[str, Any]
    """The columns of the case as it was closed."""


def reopenings(*conditions: Any) -> Iterator[Reopening]:
    """Every reopening that was not taken back, of the events some conditions choose, oldest first."""
    events = Event.select().where(Event.intent.in_((REOPENED, UNDONE)), *conditions).order_by(Event.id)
    found = list(rows_of(events))
    # A reopening can be undone only while it is the last thing that happened.
    undone = {(event.case_id, event.seq - 1) for event in found if event.intent == UNDONE}
    for event in found:
        told = parse_told(event.text) if event.intent == REOPENED else None
        if told is not None and (event.case_id, event.seq) not in undone:
            yield Reopening(event.case_id, event.at, told["detail"]["notes"], told["detail"]["before"])


def settled_notes(row: Case) -> int:
    """The last note of what was settled before a case was taken up again: an earlier solusi closes nothing now."""
    if row.round == 1:
        return 0
    return max((item.notes for item in reopenings(Event.case_id == row.id)), default=0)


def last_solution(row: Case) -> str:
    """The solusi that a case has now; empty while it has none, or none since it was taken up again."""
    mine = (Note.case_id == row.id) & (Note.kind == NoteKind.SOLUTION.value) & Note.hidden_at.is_null()
    own = Note.select(Note.text).where(mine, Note.seq > settled_notes(row)).order_by(Note.seq.desc()).limit(1)
    return own.scalar() or ""
