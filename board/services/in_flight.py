"""Who is being served already: open cases with a NIK or No. KK, as applicant or named in their data.

Only services that go by such numbers count: whoever complains or asks for advice is not told by their next berkas.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from board.errors import NotFound, Problem
from board.models.case import OPEN, Case, CasePerson
from board.models.damaged import rows_of
from board.services.case_people import people_in
from board.services.desk import Desk
from board.wording import mask_name
from board.workflow import numbers
from board.workflow.sop import Sop, Status

MOST = 5
BY_NUMBER = {"nik": "NIK ini", "no_kk": "No. KK ini"}
"""What is looked for, and how a sentence begins that tells where it was found."""


@dataclass(frozen=True)
class InFlight:
    """An open case that somebody is on already."""

    number: str
    service: str
    place: str
    """Tray it lies in, or that it waits for the applicant."""
    holder: str | None

    @property
    def words(self) -> str:
        """``KK-2026-00012 (KK Baru, di Koreksi Kasi, dipegang RINA MARLINA)``."""
        held = f", dipegang {self.holder}" if self.holder else ""
        return f"{self.number} ({self.service}, {self.place}{held})"


def in_flight(desk: Desk, kind: str, typed: str, but: str | None = None) -> list[InFlight]:
    """Open cases with a NIK or No. KK, newest first, so that nobody registers the same thing twice unaware.

    Args:
        kind: ``nik`` or ``no_kk``.
        but: number of the case that asks.
    """
    try:
        number = numbers.PARSERS[kind](typed)
    except ValueError:
        return []
    column = Case.nik if kind == "nik" else Case.no_kk
    conditions: list[Any] = [(Case.office == desk.office) & (column == number)]
    if kind == "nik":
        people = CasePerson.select(CasePerson.case_id).where(CasePerson.office == desk.office, CasePerson.nik == number)
        # They are of this office; named again, it would have its whole index walked.
        conditions.append(Case.id.in_(people))
    # Asked one after the other: an index serves each of them, and none serves both.
    rows = {row.id: row for condition in conditions for row in rows_of(Case.select().where(condition, OPEN))}
    newest = (_as_found(desk, rows[row_id]) for row_id in sorted(rows, reverse=True) if rows[row_id].number != but)
    return [item for item in newest if item is not None][:MOST]


def _as_found(desk: Desk, row: Case) -> InFlight | None:
    try:
        sop = desk.shelf.get(row.sop, row.sop_version)
        place = "menunggu pemohon" if row.status == Status.AT_APPLICANT else f"di {sop.step(row.step).tray}"
    except (NotFound, KeyError):
        return None
    return InFlight(row.number, sop.short, place, row.holder_title) if goes_by_number(sop) else None


def goes_by_number(sop: Sop) -> bool:
    """Whether a service is about somebody's documents; a complaint or a question leaves no mark on those."""
    return not {"nik", "no_kk"}.isdisjoint(sop.identity)


def flight_words(subject: str, found: list[InFlight]) -> str:
    """``NIK ini ada pada KK-2026-00012 (…).``, or nothing."""
    return f"{subject} ada pada {'; '.join(item.words for item in found)}." if found else ""


def applicant_warnings(desk: Desk, applicant: Mapping[str, str], but: str) -> list[Problem]:
    """What is in flight with the numbers of an applicant, besides the case ``but``."""
    told = (
        (kind, flight_words(subject, in_flight(desk, kind, applicant.get(kind) or "", but)))
        for kind, subject in BY_NUMBER.items()
    )
    return [Problem(f"applicant.{kind}", sentence) for kind, sentence in told if sentence]


def people_warnings(
    desk: Desk, sop: Sop, data: Mapping[str, Any], but: str, known: Mapping[str, Any] | None = None
) -> list[Problem]:
    """What is in flight of the people named in the data of the case ``but``.

    Args:
        known: data whose people have been told of before.
    """
    before = {nik for nik, _ in people_in(sop, known or {})}
    told = []
    for nik, name in dict.fromkeys(people_in(sop, data)):
        if nik and nik not in before:
            subject = f"NIK anggota {mask_name(name.upper())}" if name else "NIK yang disebut"
            told.append(flight_words(subject, in_flight(desk, "nik", nik, but)))
    return [Problem("data", sentence) for sentence in told if sentence]
