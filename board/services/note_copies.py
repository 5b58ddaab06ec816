"""A note that goes along to another case: what an applicant wrote belongs to their case, whichever number it has."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from board.models.case import Case
from board.models.thread import Note
from board.services.desk import Desk
from board.services.record import NOTED, Happening, record
from board.services.thread_notes import newest_seq, note_digest
from board.workflow.facts import Actor, Grant


def copy_note(
    desk: Desk, note: Note, to: Case, *, source: Case, actor: Actor, grant: Grant | None, now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> Note:  # fmt: skip
    """Copy a note with its time and who wrote it down, with one event, inside the caller's transaction.

    Args:
        changes: columns of the case that change with it.
    """
    copied: Note = Note.create(
        office=desk.office, case_id=to.id, seq=newest_seq(to.id) + 1, kind=note.kind, at=note.at, author=note.author,
        role=note.role, text=note.text, login=note.login,
    )  # fmt: skip
    detail = {
        "kind": note.kind,
        "note": copied.seq,
        "digest": note_digest(copied),
        "from": source.number,
        "at": note.at,
    }
    happening = Happening(NOTED, from_step=to.step, to_step=to.step, note=f"Dari {source.number}", detail=detail)
    record(desk, to, happening, actor=actor, grant=grant, now=now, changes=changes)
    return copied
