"""Ambil alih: a case that lies with a colleague goes on with somebody else, and the colleague is told."""

from __future__ import annotations

from textwrap import shorten

from board import wording
from board.models.case import Case
from board.services.desk import Desk
from board.services.notices import tell
from board.services.record import Happening, record
from board.services.remarks import remark
from board.services.times import millis
from board.services.work_case import at_work
from board.workflow import permissions
from board.workflow.doings import TAKEN_OVER

LONGEST_WORDS = 160
"""Letters of a note that the colleague reads at once; all of it stands in the history."""


def take_over(
    desk: Desk, number: str, user: str, note: str = "", *, seen: int | None = None, key: str | None = None
) -> Case:
    """Take a case from the colleague who holds it; what they were writing stays a draft of theirs.

    Raises:
        MoveRefused: nobody holds it, the officer does already, or it is not their turn.
        StaleCase: the case is not the one the officer saw.
        InputInvalid: the note is too long.
    """
    with at_work(desk, number, user, TAKEN_OVER, key=key, seen=seen, note=note) as work:
        row = work.row
        if work.repeated:
            return row
        grant = permissions.may_take_over(work.sop, work.facts, work.actor)
        said = remark(note, "note")
        before, title = row.holder, row.holder_title
        changes = {"holder": work.actor.name, "holder_title": work.actor.title, "held_at": millis(work.now)}
        happening = Happening(
            TAKEN_OVER, from_step=row.step, to_step=row.step, note=said, detail={"holder": title, "login": before}
        )
        record(desk, row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)
        # Nobody's roles are looked up when it is read: what is said inside a confidential service stays in its event.
        why = f": {shorten(said, LONGEST_WORDS, placeholder=' …')}" if said and not work.sop.confidential else "."
        told = f"Berkas {row.number} diambil alih oleh {work.actor.title} pada {wording.stamp(work.now)}{why}"
        tell(desk, before, row, told, by=work.actor.title, now=work.now)
        return row
