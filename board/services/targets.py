"""When the office itself means to be done with a case: that day, where it was complete in the morning (DOMAIN E.1)."""

from __future__ import annotations

from datetime import datetime

from board.models.case import Case
from board.services.desk import Desk
from board.services.times import moment
from board.workflow.sop import Sop


def target_at(desk: Desk, row: Case, sop: Sop) -> datetime | None:
    """The target of a case; None where its service, its hour or the office has none.

    What has moved the promise since (a pause, an outage) moves the target as far: it is worked out and stored nowhere.
    """
    before = desk.profile.target_clock
    if before is None or sop.promise is None or row.complete_at is None or row.due_at is None:
        return None
    calendar, complete_at = desk.profile.calendar, moment(row.complete_at, desk.zone)
    target = calendar.target(sop.promise, complete_at, before)
    if target is None:
        return None
    moved = calendar.working_time(calendar.due(sop.promise, complete_at), moment(row.due_at, desk.zone))
    return calendar.after_working_time(target, moved)
