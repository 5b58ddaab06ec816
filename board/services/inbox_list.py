"""What the kotak masuk shows: lists of bundles, masked, and one bundle in full."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from board import wording
from board.models.case import Attachment, Case
from board.models.inbox import Bundle
from board.models.thread import Note
from board.services.access import record_look
from board.services.attachments import stored_name
from board.services.bundles import (
    NEW,
    STATE_TITLES,
    BundleFacts,
    BundleFileFacts,
    bundle_facts,
    bundles_in_sight,
    facts_of_bundles,
    find_bundle,
    sorter_of,
    waiting_count,
)
from board.services.desk import Desk
from board.services.inbox_folder import inbox_path
from board.services.inbox_match import Match, matches_of
from board.services.paging import one_more, page, parse_place, portions
from board.services.thread_notes import APPLICANTS
from board.services.times import iso, moment
from board.workflow.facts import Actor
from board.workflow.office import DESKLESS

ANY = "semua"
STATES = (*STATE_TITLES, ANY)
MOVED = "(dipindahkan ke berkas lain)"
"""Stands for the name of a file that lay in the wrong case."""
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


def waiting_bundles(desk: Desk, actor: Actor | None = None, limit: int = 200) -> InboxShown:
    """The bundles nobody has sorted yet, with what whoever looks may know of their cases."""
    with desk.store.reading():
        rows = list(_bundles(desk, NEW).limit(limit))
        facts, matches = facts_of_bundles(desk, rows), matches_of(desk, rows, actor)
        shown = tuple(Arrived(facts[row.id], tuple(matches[row.id])) for row in rows)
        return InboxShown(shown, waiting_count(desk), str(inbox_path(desk)))


def list_bundles(
    desk: Desk, state: str, *, limit: int | None, after: str | None, actor: Actor | None = None
) -> dict[str, Any]:
    """Bundles in a state or in any, oldest first, as the contract tells a list.

    Raises:
        InputInvalid: no such place to go on from.
    """
    query = _bundles(desk, state)
    if after is not None:
        at, last = parse_place(after, 2)
        query = query.where((Bundle.arrived_at > at) | ((Bundle.arrived_at == at) & (Bundle.id > last)))
    with desk.store.reading():
        found = list(query.limit(one_more(limit)))
        told = _listed(desk, found, actor)
        return page(found, limit, lambda row: told[row.id], lambda row: f"{row.arrived_at}.{row.id}")


def show_bundle(desk: Desk, bundle_id: int, user: str | None, system: str) -> dict[str, Any]:
    """One bundle in full; looking is written to the access journal.

    Args:
        user: who sorts, administers or audits; None: the account of the operating system, ``system``.

    Raises:
        NotFound, NotAuthorised: no such bundle, or it is not the officer's to read.
    """
    row = find_bundle(desk, bundle_id)
    actor = Actor(system, system) if user is None else sorter_of(desk, user, also=DESKLESS, writes=False)
    record_look(desk, f"kiriman {row.id}", actor, "kiriman")
    return bundle_view(desk, row)


def bundle_view(desk: Desk, row: Bundle) -> dict[str, Any]:
    """A bundle with nothing masked: for whoever has looked, or has just settled it."""
    facts, moved, words_moved = bundle_facts(desk, row), _contents_moved(row), _words_moved(row)
    return {
        **_listed(desk, [row])[row.id],
        "phone": row.phone,
        "nik": row.nik,
        "text": "" if words_moved else row.text,
        "note": row.note,
        "settled_at": iso(row.settled_at, desk.zone),
        "settled_by": row.settled_by,
        "files": [_file(desk, item, moved=item.sha256 in moved) for item in facts.files],
    }  # fmt: skip


def _file(desk: Desk, item: BundleFileFacts, *, moved: bool) -> dict[str, Any]:
    """A file of a bundle; of one that lay in the wrong case only that there was one."""
    kept = item.sha256 if not moved else ""
    return {
        "id": item.id, "name": MOVED if moved else item.name, "mime": item.mime, "size": item.size,
        "pages": item.pages, "sha256": kept, "refused": item.refused or None,
        "path": str(desk.attachments / stored_name(kept, item.mime)) if kept else None,
    }  # fmt: skip


def _contents_moved(row: Bundle) -> set[str]:
    """Contents that this bundle brought into a case where they did not belong."""
    hidden = (Attachment.bundle_id == row.id) & Attachment.hidden_at.is_null(False)
    return {sha256 for (sha256,) in Attachment.select(Attachment.sha256).where(hidden).tuples()}


def _words_moved(row: Bundle) -> bool:
    """Whether the words of this bundle were taken out of the case they went into."""
    hidden = (Note.case_id == row.case_id) & (Note.kind == APPLICANTS) & Note.hidden_at.is_null(False)
    return bool(row.text) and any(row.text in note.text for note in Note.select().where(hidden))


def _bundles(desk: Desk, state: str) -> Any:
    query = (
        Bundle.select()
        .where(Bundle.office == desk.office, *bundles_in_sight(desk))
        .order_by(Bundle.arrived_at, Bundle.id)
    )
    return query if state == ANY else query.where(Bundle.state == state)


def _listed(desk: Desk, rows: Sequence[Bundle], actor: Actor | None = None) -> dict[int, dict[str, Any]]:
    """Bundles as a list tells them, by their ids."""
    facts, matches = facts_of_bundles(desk, rows), matches_of(desk, [row for row in rows if row.state == NEW], actor)
    cases: dict[int, str] = {}
    for some in portions([row.case_id for row in rows if row.case_id]):
        cases.update(Case.select(Case.id, Case.number).where(Case.id.in_(some)).tuples())
    return {row.id: _line(desk, row, facts[row.id], cases.get(row.case_id), matches.get(row.id, [])) for row in rows}


def _line(desk: Desk, row: Bundle, facts: BundleFacts, case: str | None, matches: Sequence[Match]) -> dict[str, Any]:
    words = "" if row.case_id and _words_moved(row) else wording.masked(wording.clean(row.text))
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
        "matches": [{"number": match.number, "why": match.why} for match in matches],
    }
