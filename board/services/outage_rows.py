"""Gangguan as it is read: what is open now, what a month held, and the words that tell of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.models.damaged import rows_of
from board.models.office import Outage
from board.services.desk import Desk
from board.services.times import iso, millis, moment
from board.wording import clock_time, short_stamp, stamp
from board.workflow.templates import OUTAGE_MESSAGE

TOLD_IN = frozenset({"diterima", "kurang", "pengingat", "status"})
"""Messages that tell of an outage: that a berkas came in, what it lacks, where it is. What is done is not held up."""


def open_outages(desk: Desk) -> list[Outage]:
    """What is down now, longest first."""
    rows = Outage.select().where((Outage.office == desk.office) & Outage.ended_at.is_null())
    return list(rows_of(rows.order_by(Outage.started_at, Outage.id)))


def outages_between(desk: Desk, begin: datetime, end: datetime) -> list[Outage]:
    """Every outage that touches a span of time, oldest first."""
    rows = Outage.select().where(
        (Outage.office == desk.office)
        & (Outage.started_at < millis(end))
        & (Outage.ended_at.is_null() | (Outage.ended_at > millis(begin)))
    )
    return list(rows_of(rows.order_by(Outage.started_at, Outage.id)))


def system_title(desk: Desk, system: str) -> str:
    """A system as people call it; its id where the office no longer names it."""
    return desk.profile.outages.systems.get(system, system)


def outage_view(desk: Desk, row: Outage) -> dict[str, Any]:
    """One outage as the contract tells it."""
    ended = row.ended_at if row.ended_at is not None else millis(desk.now())
    return {
        "id": row.id,
        "system": row.system,
        "title": system_title(desk, row.system),
        "reason": row.reason,
        "started_at": iso(row.started_at, desk.zone),
        "ended_at": iso(row.ended_at, desk.zone),
        "open": row.ended_at is None,
        "hours": round(max(0, ended - row.started_at) / 3_600_000, 2),
        "pauses": bool(row.pauses),
        "by": row.by,
        "ended_by": row.ended_by,
    }


def since_words(started: datetime, now: datetime) -> str:
    """``08.10`` for today, ``20 Nov 08.10`` for another day."""
    return clock_time(started) if started.date() == now.date() else short_stamp(started)


def _since_in_full(started: datetime, now: datetime) -> str:
    return f"pukul {clock_time(started)}" if started.date() == now.date() else stamp(started)


def outage_notice(desk: Desk) -> str:
    """``GANGGUAN SIAK sejak 08.10``: what everybody at a board should know; empty while everything works."""
    now = desk.now()
    told = [
        f"{system_title(desk, row.system)} sejak {since_words(moment(row.started_at, desk.zone), now)}"
        for row in open_outages(desk)
    ]
    return f"GANGGUAN {', '.join(told)}" if told else ""


def outage_sentence(desk: Desk, message: str, now: datetime) -> str:
    """What a message to an applicant tells of outages; empty where it tells nothing, or nothing is down."""
    template = desk.profile.messages.get(OUTAGE_MESSAGE, "")
    if message not in TOLD_IN or not template:
        return ""
    told = [
        template.format(
            sistem=system_title(desk, row.system),
            sejak=_since_in_full(moment(row.started_at, desk.zone), now),
        )
        for row in open_outages(desk)
    ]
    return " ".join(told)
