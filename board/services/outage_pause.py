"""At the end of an outage that pauses the promise: every promise that was running moves on by the time it took.

Only where the office's profile names the system (``outages.pause_promise``). All cases move, or none: it is part of
the transaction that ends the outage.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from board.models.case import Case
from board.models.office import Outage
from board.services.desk import Desk
from board.services.running_promises import (
    move_promise,
    outages_counted,
    pauses,
    pausing_outages,
    running_promises,
)
from board.services.times import millis, moment
from board.workflow.doings import OUTAGE_MOVED
from board.workflow.facts import Actor, Grant
from board.workflow.lost_time import lost_time


def move_promises(desk: Desk, outage: Outage, actor: Actor, grant: Grant | None, now: datetime) -> int:
    """Move due of every open case by the working time it lost; inside the caller's transaction.

    Returns:
        How many cases were moved.
    """
    outages = pausing_outages(desk)
    span = outages.pop(outage.id)
    moved = 0
    for row, told in running_promises(desk):
        stood = [(since, until or now) for since, until in pauses(desk, told)]
        counted = [*stood, *outages_counted(told, outages)]
        lost = lost_time(desk.profile.calendar, span, moment(row.complete_at, desk.zone), counted)
        moved += _move(desk, row, outage, lost, actor, grant, now)
    return moved


def _move(
    desk: Desk, row: Case, outage: Outage, lost: timedelta, actor: Actor, grant: Grant | None, now: datetime
) -> bool:
    if not lost:
        return False
    due_at = millis(desk.profile.calendar.after_working_time(moment(row.due_at, desk.zone), lost))
    move_promise(
        desk, row, due_at, lost, OUTAGE_MOVED, actor=actor, grant=grant, now=now, note=outage.reason,
        cause={"outage": outage.id, "system": outage.system},
    )  # fmt: skip
    return True
