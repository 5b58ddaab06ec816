"""The way of a case from its events: what the clock of every step is read from (``workflow.visits``)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from board.services.desk import Desk
from board.services.record import Told
from board.services.times import moment
from board.workflow.doings import ACCUSED, OPENED
from board.workflow.sop import Sop
from board.workflow.visits import Happened, Walk, walk


def walk_of(desk: Desk, sop: Sop, history: Iterable[Told], until: datetime) -> Walk:
    """The way of a case up to a moment.

    Args:
        history: its events that stand (``record.standing``), oldest first.
    """
    zone = desk.zone
    told = ((moment(event.at, zone), event, said) for event, said in history)
    return walk(sop, (as_happened(at, event, said) for at, event, said in told if at <= until), until)


def as_happened(at: datetime, event: Any, said: Mapping[str, Any]) -> Happened:
    """What the clock wants to know of an event.

    Args:
        event: the columns of an event, or what has them.
        said: what it tells.
    """
    state, accused = said["state"], said["detail"].get("accused") if event.intent == ACCUSED else None
    return Happened(
        at=at,
        intent=event.intent,
        step=state["step"],
        status=state["status"],
        from_step=event.from_step,
        to_step=event.to_step,
        reason=event.reason,
        login=said["login"],
        name=event.actor,
        opened=datetime.fromisoformat(opened) if (opened := said["detail"].get(OPENED)) else None,
        lets_go=accused["login"] if accused else "",
    )
