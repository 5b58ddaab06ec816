"""Links between cases as rows: what kinds there are, and the one place that writes them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.models.case import Case, Link
from board.services.desk import Desk
from board.services.times import millis
from board.workflow.facts import Actor, Grant

WAITS_FOR, SAME_APPLICANT = "menunggu", "pemohon_sama"
"""This case waits for the other one; it is another service for the applicant of the other one."""


def link_told(link: Link, other: Case) -> dict[str, Any]:
    """A link as an event tells it."""
    return {"id": link.id, "number": other.number, "kind": link.kind}


def write_link(
    desk: Desk, row: Case, other: Case, kind: str, *, actor: Actor, grant: Grant | None, now: datetime, note: str = ""
) -> Link:
    """Link a case to another one, inside the caller's transaction; the caller's event tells it.

    Args:
        grant: the role the officer acts in, as the event tells it.
    """
    link: Link = Link.create(
        office=desk.office, case_id=row.id, other_id=other.id, kind=kind, at=millis(now), by=actor.title, note=note
    )
    return link
