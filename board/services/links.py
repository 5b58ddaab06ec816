"""Links between cases as rows. What an event tells of one comes from here; the events are the caller's."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import Expression

from board.errors import DatabaseUnreachable
from board.models.case import OPEN, WRONG_SERVICE, Case, Link
from board.services.damage import DAMAGED
from board.services.desk import Desk
from board.services.facts_of import sop_of
from board.services.sight import closed_cases
from board.services.times import iso, millis
from board.workflow.facts import Actor, Grant
from board.workflow.sop import Sop, status_title

DUPLICATE, WAITS_FOR, RELATED = "ganda", "menunggu", "terkait"
SAME_APPLICANT = "pemohon_sama"
ABOUT = "aduan"
"""From a complaint to the case it is about. Told by the complaint alone: on the other case it leaves no mark."""
KIND_TITLES = {
    DUPLICATE: "Berkas ganda",
    WAITS_FOR: "Menunggu berkas",
    RELATED: "Terkait",
    SAME_APPLICANT: "Layanan lain pemohon ini",
    WRONG_SERVICE: "Salah layanan",
    ABOUT: "Aduan tentang berkas",
}
WAITED_FOR = "Ditunggu berkas"
"""The other end of a case that waits."""
ONWARD, BACKWARD = "ke", "dari"


def write_link(
    desk: Desk, row: Case, other: Case, kind: str, *, actor: Actor, grant: Grant | None, now: datetime, note: str = ""
) -> Link:
    """Link a case to another one, inside the caller's transaction; ``link_told`` is what the caller's event tells.

    Args:
        grant: the role the officer acts in; a mandate stands beside the name, as it does in the event.
    """
    by = f"{actor.title}, {grant.mandate.words}" if grant and grant.mandate else actor.title
    link: Link = Link.create(
        office=desk.office, case_id=row.id, other_id=other.id, kind=kind, at=millis(now), by=by, note=note
    )
    return link


def link_told(link: Link, other: Case) -> dict[str, Any]:
    """A new link as one entry of the list ``links`` in the detail of an event of the case it leads from."""
    return {"id": link.id, "kind": link.kind, "number": other.number, "note": link.note}


def end_link(link: Link, *, actor: Actor, now: datetime, reason: str) -> None:
    """Take a link back, inside the caller's transaction; the events are the caller's."""
    ending = {"ended_at": millis(now), "ended_by": actor.title, "end_reason": reason}
    Link.update(ending).where(Link.id == link.id).execute()


def seen_from(row: Case) -> Expression:
    """The condition of the links a case may show: its own, and those that lead to it, but for complaints about it."""
    return (Link.case_id == row.id) | ((Link.other_id == row.id) & (Link.kind != ABOUT))


def may_complain(sop: Sop, other: Sop) -> bool:
    """Whether a case of one service may be about a case of the other: a complaint about what is none."""
    return sop.confidential and not other.confidential


def links_of(desk: Desk, row: Case, *, ended: bool = False) -> list[dict[str, Any]]:
    """Cases that belong to this one, in either direction, as far as whoever asks may know of them.

    Args:
        ended: also links that were taken back.
    """
    mine = seen_from(row)
    rows = Link.select().where(mine if ended else mine & Link.ended_at.is_null()).order_by(Link.id)
    closed = closed_cases(desk)
    links = [link for link in rows if closed.isdisjoint({link.case_id, link.other_id})]
    others = {link.other_id if link.case_id == row.id else link.case_id for link in links}
    cases = {case.id: case for case in Case.select().where(Case.id.in_(others))}
    found = []
    for link in links:
        onward = link.case_id == row.id
        other = cases.get(link.other_id if onward else link.case_id)
        found.append(
            {
                "id": link.id,
                "number": other.number if other else None,
                "status": other.status if other else None,
                "kind": link.kind,
                "direction": ONWARD if onward else BACKWARD,
                "place": _place(desk, other) if other else "",
                "note": link.note,
                "at": iso(link.at, desk.zone),
                "by": link.by,
                "ended_at": iso(link.ended_at, desk.zone),
                "ended_by": link.ended_by,
                "end_reason": link.end_reason,
            }
        )
    return found


def waits_for(row: Case) -> list[Link]:
    """The links by which other open cases wait for this one, oldest first."""
    mine = (Link.other_id == row.id) & (Link.kind == WAITS_FOR) & Link.ended_at.is_null()
    return list(Link.select().join(Case, on=(Case.id == Link.case_id)).where(mine, OPEN).order_by(Link.id))


def _place(desk: Desk, row: Case) -> str:
    """Where a linked case is: its tray, or how it ended."""
    if not row.open:
        return status_title(row.status).lower()
    try:
        return sop_of(desk, row).step(row.step).tray
    except DatabaseUnreachable:
        # The case that is looked at is sound; the other one tells of its own damage.
        return DAMAGED


def link_words(link: dict[str, Any]) -> str:
    """What a link says of the other case: ``Menunggu berkas KK-2026-00012``."""
    return f"{kind_words(link['kind'], link['direction'])} {link['number']}"


def kind_words(kind: str, direction: str) -> str:
    """What a kind of link says of the other case, seen from either end."""
    return WAITED_FOR if (kind, direction) == (WAITS_FOR, BACKWARD) else KIND_TITLES.get(kind, kind)


def replaced_by(row: Case) -> str | None:
    """Number of the case that a transferred one goes on as."""
    return _other_number(Link.other_id, Link.case_id == row.id)


def replaces(row: Case) -> str | None:
    """Number of the BATAL case that this one took over from."""
    return _other_number(Link.case_id, Link.other_id == row.id)


def _other_number(wanted: Any, mine: Any) -> str | None:
    found: str | None = (
        Case.select(Case.number).join(Link, on=(Case.id == wanted)).where(mine & (Link.kind == WRONG_SERVICE)).scalar()
    )
    return found
