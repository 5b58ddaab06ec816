"""What the kotak masuk shows: lists of bundles, masked, and one bundle in full."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from board import wording
from board.models.case import Case
from board.models.inbox import Bundle
from board.services.access import record_look
from board.services.attachments import stored_name
from board.services.bundles import NEW, STATE_TITLES, BundleFacts, bundle_facts, find_bundle, waiting_count
from board.services.desk import Desk
from board.services.inbox_folder import inbox_path
from board.services.inbox_match import Match, matches_of
from board.services.paging import one_more, page, parse_place
from board.services.times import iso, moment
from board.workflow.facts import Actor

ANY = "semua"
STATES = (*STATE_TITLES, ANY)
LONGEST_WORDS = 120
"""Of what a sender wrote, in a list."""


@dataclass(frozen=True)
class Arrived:
    """A bundle on the screen: its facts, and where it may belong."""

    facts: BundleFacts
    matches: tuple[Match, ...]


@dataclass(frozen=True)
class InboxShown:
    """What the screen shows: bundles that wait, oldest first, how many there are, and where the folder is."""

    waiting: tuple[Arrived, ...]
    count: int
    folder: str


def waiting_bundles(desk: Desk, limit: int = 200) -> InboxShown:
    """The bundles nobody has sorted yet."""
    with desk.store.reading():
        rows = list(_bundles(desk, NEW).limit(limit))
        shown = tuple(Arrived(bundle_facts(desk, row), tuple(matches_of(desk, row))) for row in rows)
        return InboxShown(shown, waiting_count(desk), str(inbox_path(desk)))


def list_bundles(desk: Desk, state: str, *, limit: int | None, after: str | None) -> dict[str, Any]:
    """Bundles in a state or in any, oldest first, as the contract tells a list.

    Raises:
        InputInvalid: no such place to go on from.
    """
    query = _bundles(desk, state)
    if after is not None:
        at, last = parse_place(after, 2)
        query = query.where((Bundle.arrived_at > at) | ((Bundle.arrived_at == at) & (Bundle.id > last)))
    with desk.store.reading():
        found = query.limit(one_more(limit))
        return page(found, limit, lambda row: _listed(desk, row), lambda row: f"{row.arrived_at}.{row.id}")


def show_bundle(desk: Desk, bundle_id: int, actor: Actor) -> dict[str, Any]:
    """One bundle in full; looking is written to the access journal.

    Raises:
        NotFound: no such bundle.
    """
    row = find_bundle(desk, bundle_id)
    record_look(desk, f"kiriman {row.id}", actor, "kiriman")
    return bundle_view(desk, row)


def bundle_view(desk: Desk, row: Bundle) -> dict[str, Any]:
    """A bundle with nothing masked: for whoever has looked, or has just settled it."""
    facts = bundle_facts(desk, row)
    return {
        **_listed(desk, row),
        "phone": row.phone,
        "nik": row.nik,
        "text": row.text,
        "note": row.note,
        "settled_at": iso(row.settled_at, desk.zone),
        "settled_by": row.settled_by,
        "files": [
            {
                "id": item.id, "name": item.name, "mime": item.mime, "size": item.size, "pages": item.pages,
                "sha256": item.sha256, "refused": item.refused or None,
                "path": str(desk.attachments / stored_name(item.sha256, item.mime)) if item.sha256 else None,
            }
            for item in facts.files
        ],
    }  # fmt: skip


def _bundles(desk: Desk, state: str) -> Any:
    query = Bundle.select().where(Bundle.office == desk.office).order_by(Bundle.arrived_at, Bundle.id)
    return query if state == ANY else query.where(Bundle.state == state)


def _listed(desk: Desk, row: Bundle) -> dict[str, Any]:
    facts = bundle_facts(desk, row)
    case = Case.select(Case.number).where(Case.id == row.case_id).scalar() if row.case_id else None
    words = wording.masked(wording.clean(row.text))
    return {
        "id": row.id,
        "phone": wording.mask_phone(row.phone),
        "arrived_at": moment(row.arrived_at, desk.zone).isoformat(timespec="seconds"),
        "state": row.state,
        "files": len(facts.kept),
        "pages": sum(item.pages for item in facts.kept),
        "size": sum(item.size for item in facts.kept),
        "refused": len(facts.files) - len(facts.kept),
        "nik": wording.mask_number(row.nik),
        "text": words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…",
        "case": case,
        "reason": row.reason,
        "matches": [{"number": match.number, "why": match.why} for match in matches_of(desk, row)]
        if row.state == NEW
        else [],
    }
