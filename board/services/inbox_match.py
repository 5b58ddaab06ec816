"""Which open cases a bundle may belong to, best first, and why: the officer decides, the board only suggests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from board.errors import BoardError
from board.models.case import OPEN, Attachment, Case, CasePerson, Contact
from board.models.damaged import rows_of
from board.models.inbox import Bundle, BundleFile
from board.services.desk import Desk
from board.services.facts_of import bare_facts, sop_of
from board.wording import mask_name
from board.workflow.checks import missing_from_applicant
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


def matches_of(desk: Desk, bundle: Bundle) -> list[Match]:
    """Open cases tied to a bundle by phone, NIK or content; those that wait for their applicant come first."""
    ties: dict[int, set[str]] = {}
    for reason, found in _ties(desk, bundle):
        for case_id in found:
            ties.setdefault(case_id, set()).add(reason)
    if not ties:
        return []
    rows = rows_of(Case.select().where(Case.id.in_(list(ties)[:200]) & OPEN))
    ranked = sorted((_judged(desk, row, ties[row.id]) for row in rows), key=lambda item: (-item[0], -item[1]))
    return [match for _, _, match in ranked[:MOST]]


def _ties(desk: Desk, bundle: Bundle) -> Iterator[tuple[str, list[int]]]:
    mine = Case.office == desk.office
    if bundle.phone:
        yield "telepon pemohon", _ids(Case.select(Case.id).where(mine & OPEN & (Case.phone == bundle.phone)))
        same = (Contact.office == desk.office) & (Contact.phone == bundle.phone) & Contact.ended_at.is_null()
        yield "telepon lain pada berkas", _ids(Contact.select(Contact.case_id).where(same))
    if bundle.nik:
        yield "NIK pemohon", _ids(Case.select(Case.id).where(mine & OPEN & (Case.nik == bundle.nik)))
        yield "No. KK pemohon", _ids(Case.select(Case.id).where(mine & OPEN & (Case.no_kk == bundle.nik)))
        named = (CasePerson.office == desk.office) & (CasePerson.nik == bundle.nik)
        yield "NIK anggota keluarga", _ids(CasePerson.select(CasePerson.case_id).where(named))
    kept = BundleFile.select(BundleFile.sha256).where((BundleFile.bundle_id == bundle.id) & (BundleFile.sha256 != ""))
    shas = [sha256 for (sha256,) in kept.tuples()]
    if shas:
        seen = Attachment.sha256.in_(shas) & Attachment.hidden_at.is_null() & (Attachment.office == desk.office)
        yield "isi yang sama sudah terlampir", _ids(Attachment.select(Attachment.case_id).where(seen))


def _ids(query: Any) -> list[int]:
    return [case_id for (case_id,) in rows_of(query.tuples())]


def _judged(desk: Desk, row: Case, ties: set[str]) -> tuple[int, int, Match]:
    """How well a case fits, and what is told of it."""
    reasons = [reason for reason in _WEIGHTS if reason in ties]
    weight = sum(_WEIGHTS[reason] for reason in reasons)
    service = row.sop
    try:
        sop = sop_of(desk, row)
        service = sop.short
        if row.status == Status.AT_APPLICANT.value:
            lacks = [item.title for item in missing_from_applicant(sop, bare_facts(desk, row))]
            reasons.insert(0, "menunggu pemohon" + (f": {', '.join(lacks)}" if lacks else ""))
            weight += _WAITS
    except BoardError:
        # A damaged case is still one the bundle may belong to; opening it tells what is wrong with it.
        reasons.append("datanya rusak")
    return weight, row.id, Match(row.number, mask_name(row.name), service, ", ".join(reasons))
