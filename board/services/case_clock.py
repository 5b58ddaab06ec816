"""The clocks of one case as the contract tells them: its step beside the standard minutes, and its whole way."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from board.services.desk import Desk
from board.services.record import Told
from board.services.walks import walk_of
from board.workflow.open_time import OpenTime, whole_minutes
from board.workflow.sop import Sop
from board.workflow.visits import Visit


def case_clock(desk: Desk, sop: Sop, history: Iterable[Told]) -> dict[str, Any]:
    """Minutes so far, of working time but for ``gross_minutes``; None where something is not measured or not begun.

    Args:
        history: the events of the case that stand, oldest first.
    """
    way, clock = walk_of(desk, sop, history, desk.now()), OpenTime(desk.profile.calendar)
    return {
        "step": step_clock(sop, way.visits[-1], clock) if way.visits else None,
        "net_minutes": _minutes(way.net(clock)),
        "gross_minutes": _minutes(way.gross()),
        "paused_minutes": whole_minutes(way.paused(clock)),
    }


def step_clock(sop: Sop, visit: Visit, clock: OpenTime) -> dict[str, Any]:
    """The clock of one visit: what it was worked on is compared with the standard, what it waited for that is not."""
    standard = sop.step(visit.step).minutes
    touch = whole_minutes(span) if (span := _worked(visit, clock)) is not None else None
    return {
        "standard_minutes": standard,
        "touch_minutes": touch,
        "waiting_minutes": whole_minutes(visit.waiting(clock)),
        "over": 0 if standard is None or touch is None else max(0, touch - standard),
    }


def _worked(visit: Visit, clock: OpenTime) -> timedelta | None:
    """What was moved without Ambil took nobody knows how long; as long as it is there, nothing is nothing."""
    if visit.left is not None:
        return visit.touch(clock)
    return visit.held_time(clock) if visit.held or not visit.unclaimed else None


def _minutes(span: timedelta | None) -> int | None:
    return None if span is None else whole_minutes(span)
