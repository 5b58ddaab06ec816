"""Urungkan: take back one's own last move while nobody has built on it. A reversing event; numbers stay."""

from __future__ import annotations

import json

from board.models.case import Case
from board.models.event import Event
from board.models.paper import Message
from board.services.case_people import index_people
from board.services.desk import Desk
from board.services.event_words import EVENT_TITLES
from board.services.messages import QUEUED, VOID
from board.services.move_case import siak_number
from board.services.record import Happening, record, told_by
from board.services.reopenings import REOPENED
from board.services.work_case import at_work
from board.workflow import refusals
from board.workflow.doings import UNDONE
from board.workflow.sop import Intent

UNDOABLE = frozenset({*(intent.value for intent in Intent), REOPENED})


def undo_case(desk: Desk, number: str, user: str, *, seen: int | None = None, key: str | None = None) -> Case:
    """Put a case back to where it was before the officer's own last move.

    Register rows and papers of that move stay: the same step reuses them when the case passes it again.

    Args:
        seen: version the move left behind: another one means that something happened since.

    Raises:
        MoveRefused: the last event is not a move, or somebody else's, or the officer has lost the role of it.
        StaleCase: the case is not at ``seen`` any more.
        NumberTaken: another case has taken the number that would come back.
    """
    with at_work(desk, number, user, UNDONE, key=key, seen=seen) as work:
        row = work.row
        if work.repeated:
            return row
        last = Event.get((Event.case_id == row.id) & (Event.seq == row.version))
        told = told_by(last)
        if last.intent not in UNDOABLE or "before" not in told["detail"]:
            raise refusals.nothing_to_undo(row.number, EVENT_TITLES.get(last.intent, last.intent))
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
            UNDONE, from_step=row.step, to_step=changes["step"],
            detail={"undone": last.seq},
        )  # fmt: skip
        record(desk, row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)
        index_people(desk, row, work.sop, data)
        Message.update(state=VOID).where(
            (Message.case_id == row.id) & (Message.state == QUEUED) & (Message.at == last.at)
        ).execute()
        return row
