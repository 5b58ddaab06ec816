"""Finding a case by what is at hand: a number, a NIK, a No. KK, a phone, a name, however spelled (PRODUCT 5.17).

What is typed is recognised by its shape (``workflow/read_as``); then the stages are asked until enough is found. A name
that is not there is looked for among those that may be meant (``workflow/names_alike``). All of it passes ``sight``.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from board import wording
from board.errors import ConfigInvalid, NotFound, Refused
from board.models.case import Case, CasePerson
from board.models.damaged import rows_of, texts_of
from board.services.desk import Desk
from board.services.facts_of import find_case
from board.services.lists import listed_row
from board.services.search_stages import FOUND_WORDS, SHORTEST_WORD, Stage, Stages
from board.services.sight import in_sight
from board.services.spellings import spelling_of
from board.workflow.names_alike import alike
from board.workflow.read_as import NAME, Reading, read_as
from board.workflow.sop import CLOSED

MOST = 50
MANY = 5
"""Cases told where one was meant."""
FEW = 3
"""Fewer found by what was typed of a name, and those that may be meant are looked for as well."""


@dataclass(frozen=True)
class Found:
    """What a search found, and how it was read.

    Args:
        rows: as ``case list`` shows them, with ``found_by`` and ``member``: the person in the data by whom it was
            found, masked.
    """

    reading: Reading
    rows: list[dict[str, Any]]


def search(desk: Desk, text: str, limit: int = MOST) -> Found:
    """Cases that fit, the most certain first; open and closed ones, masked."""
    reading = read_as(text)
    if not reading.text:
        return Found(reading, [])
    stages = Stages(desk, reading)
    hits = _ask(desk, stages, limit)
    if reading.kind == NAME and _wants_more(reading.value, hits):
        try:
            hits += _alike(desk, stages, reading.value, hits, limit)
        except ConfigInvalid:
            # Who was found is not lost for a fault in the table of spellings; where nobody was, it is told.
            if not hits:
                raise
    members, now = _members(hits), desk.now()
    rows = [
        {**listed_row(desk, hit.row, now), "found_by": hit.stage.found_by, "member": members.get(hit.row.id)}
        for hit in hits
    ]
    return Found(reading, rows)


def found_words(row: dict[str, Any]) -> str:
    """By what a row was found, where that is not plain to see: ``mirip``, ``anggota: SITI A.``."""
    member = f"anggota: {row['member']}" if row["member"] else ""
    return ", ".join(filter(None, (FOUND_WORDS.get(row["found_by"], ""), member)))


def find(desk: Desk, text: str, limit: int = MOST) -> list[dict[str, Any]]:
    """Cases that are meant without doubt by what was typed, as rows of a list.

    Neither part of a number, but for the short form ``kk-8``, nor a family member, nor a name that is alike.
    """
    reading = read_as(text)
    if not reading.text:
        return []
    certain = (stage for stage in Stages(desk, reading) if stage.certain)
    now = desk.now()
    return [listed_row(desk, hit.row, now) for hit in _ask(desk, certain, limit)]


def the_one(desk: Desk, text: str) -> Case:
    """The case somebody means who types what is at hand, where only one open case fits without doubt (``find``).

    Raises:
        NotFound: none fits; part of a number is for a search, where its case is seen before it is used.
        Refused: several do.
    """
    rows = find(desk, text, MANY)
    exact = [row for row in rows if row["number"].casefold() == text.strip().casefold()]
    fitting = exact or [row for row in rows if row["status"] not in CLOSED] or rows
    if not fitting:
        raise NotFound("Berkas", text.strip(), "Ketik nomor, NIK, telepon, atau nama pemohonnya.")
    if len(fitting) > 1:
        told = "; ".join(f"{row['number']} {row['applicant']['name']}" for row in fitting[: MANY - 1])
        raise Refused(f"Beberapa berkas cocok: {told}{'; …' if len(fitting) == MANY else ''}. Ketik nomornya.")
    return find_case(desk, fitting[0]["number"])


@dataclass(frozen=True)
class _Hit:
    row: Case
    stage: Stage


def _ask(desk: Desk, stages: Iterable[Stage], limit: int, but: Iterable[int] = ()) -> list[_Hit]:
    found: dict[int, _Hit] = {}
    office, seen = Case.office == desk.office, in_sight(desk)
    for stage in stages:
        if len(found) >= limit:
            break
        rows = Case.select().where(office & stage.condition, *seen)
        known = [*found, *but]
        if known:
            rows = rows.where(Case.id.not_in(known))
        newest = rows.order_by(Case.open.desc(), Case.id.desc()).limit(limit - len(found))
        found |= {row.id: _Hit(row, stage) for row in rows_of(newest)}
    return list(found.values())


def _alike(desk: Desk, stages: Stages, name: str, but: list[_Hit], limit: int) -> list[_Hit]:
    """Cases of people whose name may be meant, the nearest first."""
    near = alike(name, _names(desk), spelling_of(desk.home))[:limit]
    place = {found: index for index, found in enumerate(near)}
    hits = _ask(desk, stages.alike(near), limit - len(but), but=[hit.row.id for hit in but])
    # Somebody found by a member stands behind whoever has the name.
    return sorted(hits, key=lambda hit: (hit.stage.member is not None, place.get(hit.row.name_search, 0)))


def _wants_more(name: str, hits: list[_Hit]) -> bool:
    """Whether names spelled otherwise are looked for: not where somebody has exactly that name."""
    whole = any(hit.row.name_search == name for hit in hits)
    return len(name) >= SHORTEST_WORD and len(hits) < FEW and not whole


def _names(desk: Desk) -> list[str]:
    """Every name the office has, of applicants and of people in the data; whose they are is asked of those that fit."""
    queries = (model.select(model.name_search).where(model.office == desk.office) for model in (Case, CasePerson))
    return [name for query in queries for name in texts_of(query)]


def _members(hits: list[_Hit]) -> dict[int, str]:
    """Case → the person in its data by whom it was found, as lists show people."""
    told: dict[int, str] = {}
    by_stage: dict[int, tuple[Stage, list[int]]] = {}
    for hit in hits:
        if hit.stage.member is not None:
            by_stage.setdefault(id(hit.stage), (hit.stage, []))[1].append(hit.row.id)
    for stage, ids in by_stage.values():
        people = CasePerson.select(CasePerson.case_id, CasePerson.nik, CasePerson.name_search)
        for case_id, nik, name in rows_of(people.where(CasePerson.case_id.in_(ids), stage.member).tuples()):
            told.setdefault(case_id, wording.mask_name(name.upper()) if name else wording.mask_number(nik))
    return told
