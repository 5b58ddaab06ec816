"""Promises that run: which cases have one, when it stood still (with the applicant, with witnesses), moving it.

When it stood still is read from the events, so that what was taken back did not happen.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from board.models.case import OPEN, Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.models.office import Outage
from board.services.desk import Desk
from board.services.record import Happening, Told, record, standing, told_by
from board.services.times import iso, moment, sort_key
from board.workflow.doings import OUTAGE_MOVED
from board.workflow.facts import Actor, Grant
from board.workflow.lost_time import Interval
from board.workflow.sop import CLOCK_STILL

BATCH = 200
"""Cases whose history is read at a time."""


def running_promises(desk: Desk) -> Iterator[tuple[Case, list[Told]]]:
    """Every open case whose promise has yet to be kept, with what happened to it."""
    rows = list(
        rows_of(
            Case.select()
            .where(Case.office == desk.office, OPEN, Case.due_at.is_null(False), Case.ready_at.is_null())
            .order_by(Case.id)
        )
    )
    for first in range(0, len(rows), BATCH):
        batch = rows[first : first + BATCH]
        told = _histories(batch)
        yield from ((row, told[row.id]) for row in batch)


def pausing_outages(desk: Desk) -> dict[int, Interval]:
    """Outages that have ended and paused the promise, by id."""
    pausing = (Outage.office == desk.office) & (Outage.pauses == 1) & Outage.ended_at.is_null(False)
    return {
        row.id: (moment(row.started_at, desk.zone), moment(row.ended_at, desk.zone))
        for row in rows_of(Outage.select().where(pausing))
    }


def move_promise(
    desk: Desk,
    row: Case,
    due_at: int,
    lost: timedelta,
    intent: str,
    *,
    actor: Actor,
    grant: Grant | None,
    now: datetime,
    note: str = "",
    cause: Mapping[str, Any] | None = None,
) -> dict[str, Any]:
    """Let a promise fall due at another moment, with the event that tells from where to where.

    Args:
        lost: working time it is moved by.
        cause: what the event tells besides.

    Returns:
        What the event tells.
    """
    detail = {
        **(cause or {}),
        "minutes": int(lost.total_seconds() // 60),
        "before": iso(row.due_at, desk.zone),
        "after": iso(due_at, desk.zone),
    }
    urgent, paused = bool(row.urgent), row.paused_at is not None
    changes = {
        "due_at": due_at,
        "due": sort_key(due_at=due_at, received_at=row.received_at, urgent=urgent, paused=paused, ready=False),
    }
    happening = Happening(intent, from_step=row.step, to_step=row.step, note=note, detail=detail)
    record(desk, row, happening, actor=actor, grant=grant, now=now, changes=changes)
    return detail


def _histories(rows: Sequence[Case]) -> dict[int, list[Told]]:
    found: dict[int, list[Told]] = {row.id: [] for row in rows}
    for event in Event.select().where(Event.case_id.in_(list(found))).order_by(Event.case_id, Event.seq):
        found[event.case_id].append((event, told_by(event)))
    return found


def pauses(desk: Desk, events: Sequence[Told]) -> Iterator[tuple[datetime, datetime | None]]:
    """When a case was with the applicant or with witnesses; the last one is without an end while it lasts."""
    since: datetime | None = None
    for event, told in standing(events):
        at, still = moment(event.at, desk.zone), told["state"].get("status") in CLOCK_STILL
        if still and since is None:
            since = at
        elif not still and since is not None:
            yield since, at
            since = None
    if since is not None:
        yield since, None


def outages_counted(events: Sequence[Told], outages: Mapping[int, Interval]) -> Iterator[Interval]:
    """Those of some outages by which the promise of a case was moved, in order."""
    for event, told in events:
        if event.intent == OUTAGE_MOVED and told["detail"].get("outage") in outages:
            yield outages[told["detail"]["outage"]]
