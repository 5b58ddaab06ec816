"""Urungkan: take back one's own last move while nobody has built on it. A reversing event; numbers stay."""

from __future__ import annotations

import json

from board.models.case import Case
from board.models.event import Event
from board.models.paper import Message
from board.services.desk import Desk
from board.services.messages import QUEUED, VOID
from board.services.move_case import siak_number
from board.services.record import Happening, record, told_by
from board.services.reopenings import REOPENED
from board.services.work_case import at_work
from board.workflow import refusals
from board.workflow.sop import Intent

UNDOABLE = frozenset({*(intent.value for intent in Intent), REOPENED})


def undo_case(desk: Desk, number: str, user: str, *, key: str | None = None) -> Case:
    """Put a case back to where it was before the officer's own last move.

    Register rows and papers of that move stay: the same step reuses them when the case passes it again.

    Raises:
        MoveRefused: the last event is not a move, or somebody else's, or the officer has lost the role of it.
        NumberTaken: another case has taken the number that would come back.
    """
    with at_work(desk, number, user, "urungkan", key=key) as work:
        row = work.row
        if work.repeated:
            return row
        last = Event.get((Event.case_id == row.id) & (Event.seq == row.version))
        told = told_by(last)
        if last.intent not in UNDOABLE or "before" not in told["detail"]:
            raise refusals.nothing_to_undo(row.number)
        if told["login"] != work.actor.name:
            raise refusals.not_yours_to_undo(row.number, last.actor)
        grant = work.actor.grant_for((last.role,), work.sop.bidang)
        if grant is None:
            raise refusals.not_yours(work.sop, work.sop.step(last.from_step), (last.role,), work.actor)
        data = dict(work.facts.data)
        for name, (old, _new) in told["detail"].get("data", {}).items():
            if old is None:
                data.pop(name, None)
            else:
                data[name] = old
        changes = {
            **told["detail"]["before"],
            "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
            "siak_number": siak_number(desk, row, work.sop, data),
        }
        happening = Happening(
            "urungkan", from_step=row.step, to_step=changes["step"],
            detail={"undone": last.seq},
        )  # fmt: skip
        record(desk, row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)
        Message.update(state=VOID).where(
            (Message.case_id == row.id) & (Message.state == QUEUED) & (Message.at == last.at)
        ).execute()
        return row
