"""What a complaint is about: the cases it leads to, with their walk. Read from the complaint's side alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from board import wording
from board.errors import DatabaseUnreachable
from board.models.case import Case, Link
from board.services.damage import DAMAGED
from board.services.desk import Desk
from board.services.facts_of import find_case, sop_of
from board.services.links import ABOUT
from board.services.sight import in_sight
from board.services.timeline import Passed, Timeline, timeline
from board.services.times import iso, moment


@dataclass(frozen=True)
class AboutCase:
    """A case that a complaint is about."""

    since: int
    """Since when the complaint says so."""
    note: str
    walk: Timeline


def about_of(desk: Desk, row: Case) -> list[AboutCase]:
    """The cases a complaint is about, as far as whoever asks may see them; in the order they were named."""
    mine = (Link.case_id == row.id) & (Link.kind == ABOUT) & Link.ended_at.is_null()
    links = list(Link.select().where(mine).order_by(Link.id))
    cases = {
        case.id: case for case in Case.select().where(Case.id.in_([link.other_id for link in links]), *in_sight(desk))
    }
    return [
        AboutCase(link.at, link.note, _walk(desk, cases[link.other_id])) for link in links if link.other_id in cases
    ]


def _walk(desk: Desk, row: Case) -> Timeline:
    try:
        return timeline(desk, row)
    except DatabaseUnreachable:
        # The complaint is sound; the other case tells of its own damage.
        told = (row.number, row.sop, row.status, row.received_at, row.due_at, row.ready_at)
        return Timeline(*told, place=DAMAGED, since=row.entered_at, clock=None, rows=())


def about_told(desk: Desk, row: Case) -> list[dict[str, Any]]:
    """Those cases as the contract tells them."""
    return [
        {
            "number": item.walk.number,
            "service": item.walk.service,
            "status": item.walk.status,
            "since": iso(item.since, desk.zone),
            "note": item.note,
            "received_at": iso(item.walk.received_at, desk.zone),
            "due_at": iso(item.walk.due_at, desk.zone),
            "ready_at": iso(item.walk.ready_at, desk.zone),
            "place": item.walk.place,
            "place_since": iso(item.walk.since, desk.zone),
            "place_clock": item.walk.clock,
            "timeline": [_told(desk, passed) for passed in item.walk.rows],
        }
        for item in about_of(desk, row)
    ]


def _told(desk: Desk, passed: Passed) -> dict[str, Any]:
    return {
        "at": iso(passed.at, desk.zone),
        "step": {"no": passed.no, "tray": passed.tray},
        "what": passed.what,
        "by": passed.by,
        "role": passed.role,
        "clock": passed.clock,
        "rested_minutes": passed.rested,
        "waiting": passed.waiting or None,
        "paused_minutes": passed.paused,
    }


def about_on_paper(desk: Desk, row: Case) -> list[dict[str, Any]]:
    """Those cases as the papers of the complaint print them."""
    return [
        {
            "number": item.walk.number,
            "service": item.walk.service,
            "status": item.walk.place,
            "rows": list(_printed(desk, item.walk)),
        }
        for item in about_of(desk, row)
    ]


def _printed(desk: Desk, walk: Timeline) -> Iterator[dict[str, Any]]:
    for passed in walk.rows:
        waited = f" (menunggu {passed.waiting} {passed.paused} menit)" if passed.waiting else ""
        yield {
            "at": wording.stamp(moment(passed.at, desk.zone)),
            "step": f"{passed.no}. {passed.tray}",
            "what": passed.what + waited,
            "by": f"{passed.by} ({passed.role})" if passed.role else passed.by,
            "clock": passed.clock,
            "rested_minutes": passed.rested,
        }


def complains(desk: Desk, number: str) -> bool:
    """Whether a case is a complaint, which may be about others.

    Raises:
        NotFound: no such case.
    """
    return sop_of(desk, find_case(desk, number)).confidential
