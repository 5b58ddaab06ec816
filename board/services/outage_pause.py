"""At the end of an outage that pauses the promise: every promise that was running moves on by the time it took.

Only where the office's profile names the system (``outages.pause_promise``). All cases move, or none: it is part of
the transaction that ends the outage.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from board.models.case import OPEN, Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.models.office import Outage
from board.services.desk import Desk
from board.services.record import Happening, record, told_by
from board.services.times import iso, millis, moment, sort_key
from board.workflow.facts import Actor, Grant
from board.workflow.lost_time import Interval, lost_time
from board.workflow.sop import Status

MOVED = "gangguan"
"""Event of a case whose promise was moved."""
BATCH = 200
"""Cases whose history is read at a time."""
_STILL = frozenset({Status.AT_APPLICANT.value, Status.AT_WITNESSES.value})


def move_promises(desk: Desk, outage: Outage, actor: Actor, grant: Grant | None, now: datetime) -> int:
    """Move due of every open case by the working time it lost; inside the caller's transaction.

    Returns:
        How many cases were moved.
    """
    span = moment(outage.started_at, desk.zone), moment(outage.ended_at, desk.zone)
    others = {
        row.id: (moment(row.started_at, desk.zone), moment(row.ended_at, desk.zone))
        for row in rows_of(
            Outage.select().where(
                (Outage.office == desk.office) & (Outage.pauses == 1) & (Outage.id != outage.id)
                & Outage.ended_at.is_null(False)
            )
        )
    }  # fmt: skip
    running = list(
        rows_of(
            Case.select().where(
                Case.office == desk.office, OPEN, Case.due_at.is_null(False), Case.ready_at.is_null(),
                Case.complete_at < outage.ended_at,
            )
        )
    )  # fmt: skip
    moved = 0
    for first in range(0, len(running), BATCH):
        rows = running[first : first + BATCH]
        events = _events(rows)
        for row in rows:
            counted = [*_pauses(desk, events[row.id], now), *_counted(events[row.id], others)]
            lost = lost_time(desk.profile.calendar, span, moment(row.complete_at, desk.zone), counted)
            moved += _move(desk, row, outage, lost, actor, grant, now)
    return moved


def _move(
    desk: Desk, row: Case, outage: Outage, lost: timedelta, actor: Actor, grant: Grant | None, now: datetime
) -> bool:
    if not lost:
        return False
    due_at = millis(desk.profile.calendar.after_working_time(moment(row.due_at, desk.zone), lost))
    changes = {
        "due_at": due_at,
        "due": sort_key(
            due_at=due_at, received_at=row.received_at, urgent=bool(row.urgent), paused=row.paused_at is not None,
            ready=False,
        ),
    }  # fmt: skip
    detail = {
        "outage": outage.id, "system": outage.system, "minutes": int(lost.total_seconds() // 60),
        "before": iso(row.due_at, desk.zone), "after": iso(due_at, desk.zone),
    }  # fmt: skip
    happening = Happening(MOVED, from_step=row.step, to_step=row.step, note=outage.reason, detail=detail)
    record(desk, row, happening, actor=actor, grant=grant, now=now, changes=changes)
    return True


def _events(rows: Sequence[Case]) -> dict[int, list[tuple[Event, dict[str, Any]]]]:
    found: dict[int, list[tuple[Event, dict[str, Any]]]] = {row.id: [] for row in rows}
    for event in Event.select().where(Event.case_id.in_(list(found))).order_by(Event.case_id, Event.seq):
        found[event.case_id].append((event, told_by(event)))
    return found


def _pauses(desk: Desk, events: Sequence[tuple[Event, dict[str, Any]]], now: datetime) -> Iterator[Interval]:
    """When a case was with the applicant or with witnesses; what was taken back did not happen."""
    undone = {told["detail"].get("undone") for _, told in events}
    since: datetime | None = None
    for event, told in events:
        if event.seq in undone or "undone" in told["detail"]:
            continue
        at, still = moment(event.at, desk.zone), told["state"].get("status") in _STILL
        if still and since is None:
            since = at
        elif not still and since is not None:
            yield since, at
            since = None
    if since is not None:
        yield since, now


def _counted(events: Sequence[tuple[Event, dict[str, Any]]], outages: dict[int, Interval]) -> Iterator[Interval]:
    """Other outages by which the promise of this case was moved already."""
    for event, told in events:
        if event.intent == MOVED and told["detail"].get("outage") in outages:
            yield outages[told["detail"]["outage"]]
