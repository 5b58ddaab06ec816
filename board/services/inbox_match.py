"""Which open cases a bundle may belong to, best first, and why: the officer decides, the board only suggests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from board.errors import BoardError
from board.models.case import OPEN, Attachment, Case, CasePerson, Contact
from board.models.damaged import rows_of
from board.models.inbox import Bundle, BundleFile
from board.services.desk import Desk
from board.services.facts_of import bare_facts, sop_of
from board.services.link_cases import is_complaint
from board.services.paging import portions
from board.services.sight import in_sight, list_name
from board.workflow.checks import missing_from_applicant
from board.workflow.facts import Actor
from board.workflow.sop import Status

MOST = 5
_WEIGHTS = {
    "telepon pemohon": 4, "NIK pemohon": 4, "isi yang sama sudah terlampir": 4, "telepon lain pada berkas": 3,
    "No. KK pemohon": 3, "NIK anggota keluarga": 2,
}  # fmt: skip
"""How much each tie says; that the case waits for its applicant says more than any of them."""
_WAITS = 20


@dataclass(frozen=True)
class Match:
    """A case a bundle may belong to."""

    number: str
    name: str
    """Masked."""
    service: str
    why: str


def matches_of(desk: Desk, bundles: Sequence[Bundle], actor: Actor | None = None) -> dict[int, list[Match]]:
    """Open cases tied to bundles by phone, NIK or content; those that wait for their applicant come first.

    The same few queries for one bundle and for all that are shown: the list is read whenever a colleague commits.

    Args:
        actor: who looks; that somebody complained is suggested only to those who receive complaints (PRODUCT 1).

    Returns:
        id of a bundle → what it may belong to.
    """
    ties: dict[int, dict[int, set[str]]] = {row.id: {} for row in bundles}
    for reason, bundle_id, case_id in _ties(desk, bundles):
        ties[bundle_id].setdefault(case_id, set()).add(reason)
    known: dict[int, _Candidate] = {}
    sight = in_sight(desk.seen_by(actor) if actor else desk)
    for some in portions(sorted({case_id for found in ties.values() for case_id in found})):
        for row in rows_of(Case.select().where(Case.id.in_(some) & OPEN, *sight)):
            if _may_know(desk, row, actor):
                known[row.id] = _candidate(desk, row)
    return {
        bundle_id: _best((known[case_id], reasons) for case_id, reasons in found.items() if case_id in known)
        for bundle_id, found in ties.items()
    }


def _may_know(desk: Desk, row: Case, actor: Actor | None) -> bool:
    try:
        sop = sop_of(desk, row)
    except BoardError:
        return True
    return not is_complaint(sop) or (actor is not None and actor.grant_for(sop.register_by, sop.bidang) is not None)


def _ties(desk: Desk, bundles: Sequence[Bundle]) -> Iterator[tuple[str, int, int]]:
    """Why, which bundle, which case."""
    phones, niks = _by_value(bundles, "phone"), _by_value(bundles, "nik")
    mine = (Case.office == desk.office) & OPEN
    contacts = (Contact.office == desk.office) & Contact.ended_at.is_null()
    columns = [
        ("telepon pemohon", phones, Case.phone, Case.id, mine),
        ("telepon lain pada berkas", phones, Contact.phone, Contact.case_id, contacts),
        ("NIK pemohon", niks, Case.nik, Case.id, mine),
        ("No. KK pemohon", niks, Case.no_kk, Case.id, mine),
        ("NIK anggota keluarga", niks, CasePerson.nik, CasePerson.case_id, CasePerson.office == desk.office),
        (
            "isi yang sama sudah terlampir", _contents(bundles), Attachment.sha256, Attachment.case_id,
            (Attachment.office == desk.office) & Attachment.hidden_at.is_null(),
        ),
    ]  # fmt: skip
    for reason, wanted, column, case_id, where in columns:
        for some in portions(list(wanted)):
            for value, found in rows_of(column.model.select(column, case_id).where(where & column.in_(some)).tuples()):
                yield from ((reason, bundle_id, found) for bundle_id in wanted.get(value, ()))


def _by_value(bundles: Sequence[Bundle], name: str) -> dict[str, list[int]]:
    """What bundles tell in a column, and which of them tell it."""
    found: dict[str, list[int]] = {}
    for row in bundles:
        if value := getattr(row, name):
            found.setdefault(value, []).append(row.id)
    return found


def _contents(bundles: Sequence[Bundle]) -> dict[str, list[int]]:
    """The contents bundles brought, and which of them brought it."""
    found: dict[str, list[int]] = {}
    told = BundleFile.select(BundleFile.sha256, BundleFile.bundle_id)
    for some in portions([row.id for row in bundles]):
        for sha256, bundle_id in told.where(BundleFile.bundle_id.in_(some) & (BundleFile.sha256 != "")).tuples():
            found.setdefault(sha256, []).append(bundle_id)
    return found


@dataclass(frozen=True)
class _Candidate:
    """An open case, read once for every bundle it may belong to."""

    row: Case
    service: str
    waits: str
    """That it waits for its applicant, and for which papers; empty where it does not."""
    damaged: bool


def _candidate(desk: Desk, row: Case) -> _Candidate:
    service, waits = row.sop, ""
    try:
        sop = sop_of(desk, row)
        service = sop.short
        if row.status == Status.AT_APPLICANT.value:
            lacks = [item.title for item in missing_from_applicant(sop, bare_facts(desk, row))]
            waits = "menunggu pemohon" + (f": {', '.join(lacks)}" if lacks else "")
    except BoardError:
        # A damaged case is still one a bundle may belong to; opening it tells what is wrong with it.
        return _Candidate(row, service, "", True)
    return _Candidate(row, service, waits, False)


def _best(tied: Iterable[tuple[_Candidate, set[str]]]) -> list[Match]:
    ranked = sorted((_judged(case, ties) for case, ties in tied), key=lambda item: (-item[0], -item[1]))
    return [match for _, _, match in ranked[:MOST]]


def _judged(case: _Candidate, ties: set[str]) -> tuple[int, int, Match]:
    """How well a case fits, and what is told of it."""
    reasons = [reason for reason in _WEIGHTS if reason in ties]
    weight = sum(_WEIGHTS[reason] for reason in reasons) + (_WAITS if case.waits else 0)
    told = [*([case.waits] if case.waits else []), *reasons, *(["datanya rusak"] if case.damaged else [])]
    return (
        weight,
        case.row.id,
        Match(case.row.number, list_name(case.row.name, case.row.secret), case.service, ", ".join(told)),
    )
