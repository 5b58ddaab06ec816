"""The ways of all cases that were with the office in a month, as they stood at its end: for reports about time.

Each event is read once, in order, and only those that move a clock: an office may have hundreds of thousands.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from board.errors import NotFound
from board.models.case import Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.services.desk import Desk
from board.services.record import parse_told, standing
from board.services.refer_case import PASSED_ON
from board.services.times import instant, maybe_moment, millis, moment
from board.services.walks import as_happened
from board.workflow.doings import (
    ACCUSED,
    CANCELLED,
    PROMISE_MOVED,
    REGISTERED,
    RELEASED,
    REOPENED,
    TAKEN,
    TAKEN_OVER,
    UNDONE,
)  # fmt: skip
from board.workflow.sop import MOVES, Sop
from board.workflow.visits import Happened, Walk, walk

CLOCKED = (
    REGISTERED, TAKEN, TAKEN_OVER, RELEASED, REOPENED, CANCELLED, PASSED_ON, ACCUSED, UNDONE, *PROMISE_MOVED,
    *MOVES,
)  # fmt: skip
"""Intents of the events that move a clock, or a promise."""


@dataclass(frozen=True)
class Walked:
    """One case in a month."""

    case_id: int
    sop: Sop
    way: Walk
    happened: tuple[Happened, ...]
    """Its events that stand, up to the end of the month."""
    recorded_at: datetime
    due_when_ready: datetime | None
    """The promise as it stood when the document became ready."""
    due_at: datetime | None
    """The promise as it stood at the end of the month."""

    @property
    def status(self) -> str:
        """Where it was at the end of the month."""
        return self.happened[-1].status if self.happened else ""

    def ready_in(self, begin: datetime, end: datetime) -> datetime | None:
        """When its document became ready, or it was finished, if that was in a span of time and holds at its end."""
        way = self.way
        void = way.closed is not None and way.closed.intent == CANCELLED
        return way.ready_at if way.ready_at is not None and begin <= way.ready_at < end and not void else None


def month_walks(desk: Desk, begin: datetime, end: datetime) -> Iterator[Walked]:
    """The cases that were with the office in a month, by the order they were registered in; damaged ones left out.

    What was taken back later was none in this month either; what else came later changes nothing of it. Open time is
    not told here: whoever counts it does so by the calendar and the hours of today, also for a month that has ended.
    """
    first, until = millis(begin), min(end, desk.now())
    there = (Case.recorded_at < millis(end)) & (Case.closed_at.is_null() | (Case.closed_at >= first))
    query = (
        Event.select(
            Event.case_id, Event.seq, Event.at, Event.intent, Event.from_step, Event.to_step, Event.reason,
            Event.actor, Event.text, Case.sop, Case.sop_version, Case.recorded_at, Case.due_at,
        )
        .join(Case, on=(Case.id == Event.case_id))
        .where(Case.office == desk.office, there, Event.intent.in_(CLOCKED))
        .order_by(Event.case_id, Event.seq)
        .namedtuples()
    )  # fmt: skip
    for _, rows in groupby(rows_of(query), key=lambda row: row.case_id):
        told = [(row, said) for row in rows if (said := parse_told(row.text)) is not None]
        if told and (sop := _sop(desk, told[0][0])) is not None:
            yield _walked(desk, sop, told, end, until)


def _sop(desk: Desk, row: Any) -> Sop | None:
    try:
        return desk.shelf.get(row.sop, row.sop_version)
    except NotFound:
        return None


def _walked(desk: Desk, sop: Sop, told: list[tuple[Any, dict[str, Any]]], end: datetime, until: datetime) -> Walked:
    zone, row, last = desk.zone, told[0][0], millis(end)
    happened = tuple(
        as_happened(moment(event.at, zone), event, said) for event, said in standing(told) if event.at < last
    )
    way = walk(sop, happened, until)
    due = None if way.ready_at is None else _due(told, millis(way.ready_at) + 1)
    return Walked(
        case_id=row.case_id,
        sop=sop,
        way=way,
        happened=happened,
        recorded_at=moment(row.recorded_at, zone),
        due_when_ready=maybe_moment(due, zone),
        due_at=maybe_moment(_due(told, last), zone),
    )


def _due(told: list[tuple[Any, dict[str, Any]]], since: int) -> int | None:
    """The promise as it stood just before a moment: what the next change found, or else what the case says now."""
    for event, said in told:
        before = said["detail"].get("before") if event.at >= since else None
        if isinstance(before, dict):
            due: int | None = before["due_at"]
            return due
        if before is not None:
            return instant(before)
    now: int | None = told[0][0].due_at
    return now
