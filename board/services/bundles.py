"""Kotak masuk as rows: a bundle with its facts, who may sort bundles, and how one is settled, once."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from peewee import Expression

from board.errors import InputInvalid, NotAuthorised, NotFound, Problem, Refused
from board.models.case import Case
from board.models.inbox import Bundle, BundleFile
from board.services.desk import Desk
from board.services.facts_of import actor_of, writer_of
from board.services.known_names import unknown_requirement
from board.services.paging import portions
from board.services.record import OFFICE_LOG, journal
from board.services.sight import in_sight, pelapor_known
from board.services.times import millis, moment
from board.wording import clock_time
from board.workflow.facts import Actor
from board.workflow.sop import Sop

NEW, BECAME, JOINED, DISMISSED = "baru", "berkas", "gabung", "bukan"
WORDS = "text/plain"
"""Type of a file whose content was read as what the sender says; it is no file of the bundle any more."""
BY_PHONE = "wa"
"""The channel of what a phone sent."""
STATE_TITLES = {NEW: "baru", BECAME: "menjadi berkas", JOINED: "digabungkan", DISMISSED: "bukan permohonan"}


@dataclass(frozen=True)
class BundleFileFacts:
    """A file of a bundle; ``refused`` says in a sentence why it was not kept."""

    id: int
    name: str
    mime: str
    size: int
    pages: int
    sha256: str
    refused: str


@dataclass(frozen=True)
class BundleFacts:
    """A bundle as a screen or a form shows it."""

    id: int
    phone: str
    nik: str
    text: str
    arrived_at: datetime
    state: str
    files: tuple[BundleFileFacts, ...]
    """In the order of their names, numbers in them as people count."""

    @property
    def kept(self) -> tuple[BundleFileFacts, ...]:
        """The files that can belong to a case."""
        return tuple(item for item in self.files if not item.refused)


def bundle_facts(desk: Desk, row: Bundle) -> BundleFacts:
    """A bundle with its files."""
    return facts_of_bundles(desk, [row])[row.id]


def facts_of_bundles(desk: Desk, rows: Sequence[Bundle]) -> dict[int, BundleFacts]:
    """Bundles with their files by their ids, with one query for all of them."""
    files: dict[int, list[BundleFileFacts]] = {row.id: [] for row in rows}
    for some in portions(list(files)):
        these = BundleFile.bundle_id.in_(some) & (BundleFile.mime != WORDS)
        for item in BundleFile.select().where(these).order_by(BundleFile.id):
            files[item.bundle_id].append(
                BundleFileFacts(item.id, item.name, item.mime, item.size, item.pages, item.sha256, item.refused)
            )
    return {
        row.id: BundleFacts(
            row.id, row.phone, row.nik, row.text, moment(row.arrived_at, desk.zone), row.state,
            tuple(sorted(files[row.id], key=lambda item: _as_counted(item.name))),
        )
        for row in rows
    }  # fmt: skip


def _as_counted(name: str) -> list[str | int]:
    """A name to sort by as people count: ``IMG_2`` before ``IMG_10``. Every second part is a number."""
    parts = re.split("([0-9]+)", name.casefold())
    return [int(part) if place % 2 else part for place, part in enumerate(parts)]


def find_bundle(desk: Desk, bundle_id: int) -> Bundle:
    """A bundle by its id.

    Raises:
        NotFound: the office has no such bundle.
    """
    mine = Bundle.office == desk.office, Bundle.id == bundle_id
    row: Bundle | None = Bundle.get_or_none(*mine, *bundles_in_sight(desk))
    if row is None:
        raise NotFound("Kiriman", str(bundle_id), "Lihat board inbox list.")
    return row


def bundles_in_sight(desk: Desk) -> list[Expression]:
    """The condition of reading bundles: what became a complaint tells who sent it, and what about."""
    return [*in_sight(desk, Bundle.case_id), pelapor_known(desk, Bundle.case_id)]


def waiting_count(desk: Desk) -> int:
    """How many bundles wait."""
    return int(Bundle.select().where((Bundle.office == desk.office) & (Bundle.state == NEW)).count())


def may_sort(desk: Desk, actor: Actor) -> bool:
    """Whether an officer sorts the kotak masuk: whoever registers any service of the office."""
    return any(actor.grant_for(sop.register_by, sop.bidang) for sop in desk.shelf.in_use(desk.today()))


def sorter_of(desk: Desk, user: str, *, also: frozenset[str] = frozenset(), writes: bool = True) -> Actor:
    """An officer who sorts the kotak masuk.

    Args:
        also: roles to which what is asked for is open besides.
        writes: False for who only reads.

    Raises:
        NotFound, NotAuthorised: no such officer, or their roles register nothing.
    """
    actor = writer_of(desk, user) if writes else actor_of(desk, user)
    if not may_sort(desk, actor) and not any(actor.has(role) for role in also):
        raise NotAuthorised("Kotak masuk dipegang petugas yang mendaftarkan berkas; peran Anda tidak mendaftarkan.")
    return actor


def check_served(sop: Sop, facts: BundleFacts, serves: Mapping[int, Sequence[str]]) -> None:
    """Refuse files of a bundle and requirements of a service that are not there.

    Args:
        serves: id of a file → the requirements it is for.

    Raises:
        InputInvalid: with all of them.
    """
    kept, known = {item.id for item in facts.kept}, [item.id for item in sop.requirements]
    problems = [
        Problem("files", f"Kiriman {facts.id} tidak punya berkas {file_id} yang dapat dilampirkan.")
        for file_id in serves
        if file_id not in kept
    ]
    problems += [
        Problem("files", unknown_requirement(name, known)) for of in serves.values() for name in of if name not in known
    ]
    if problems:
        raise InputInvalid(problems)


def settle(
    desk: Desk, row: Bundle, state: str, *, actor: Actor, now: datetime, case: Case | None = None,
    reason: str | None = None, note: str = "",
) -> None:  # fmt: skip
    """Say what became of a bundle, inside the caller's transaction; the office's journal tells it too.

    Raises:
        Refused: a colleague settled it already.
    """
    changes = {
        "state": state, "case_id": case.id if case else None, "reason": reason, "note": note,
        "settled_at": millis(now), "settled_by": actor.title,
    }  # fmt: skip
    if not Bundle.update(changes).where((Bundle.id == row.id) & (Bundle.state == NEW)).execute():
        raise settled_already(desk, row)
    detail = {"state": state, "case": case.number if case else None, "reason": reason, "note": note}
    journal(desk, OFFICE_LOG, actor.title, "kiriman", str(row.id), detail)


def settled_already(desk: Desk, row: Bundle) -> Refused:
    """Who settled a bundle, when, and how."""
    now = find_bundle(desk, row.id)
    case = Case.get_or_none(Case.id == now.case_id) if now.case_id else None
    became = f" {case.number}" if case else ""
    at = clock_time(moment(now.settled_at, desk.zone)) if now.settled_at else ""
    return Refused(f"Kiriman {row.id} sudah {STATE_TITLES[now.state]}{became} oleh {now.settled_by} pukul {at}.")
