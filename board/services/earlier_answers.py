"""Earlier answers, found by their words: what the office has said before is cited, and need not be thought out again.

Only what was said to applicants is searched, never an internal note, by those who read such cases inside. The
words of the applicant's own name, and numbers of people, are left out; an answer may name others: looking is recorded.
"""

from __future__ import annotations

import heapq
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

from peewee import Expression

from board import wording
from board.errors import InputInvalid, Problem
from board.models.case import Case
from board.models.damaged import rows_of
from board.models.thread import Note
from board.printing.confidential import HIDDEN, without_pelapor
from board.services.access import record_look
from board.services.contacts import also_known
from board.services.desk import Desk
from board.services.known_names import must_be_known
from board.services.paging import one_more, page, parse_place
from board.services.sight import in_sight, reads_notes
from board.services.snapshot import letter_number
from board.services.thread_notes import ANSWERS
from board.services.times import iso
from board.workflow.answers import WHO
from board.workflow.facts import Actor
from board.workflow.sop import Sop, Status

FIELD = "jawaban"
"""Field of a consultation that holds its answer, sent with the letter."""
EXCERPT = 200
"""Letters of an answer that a list shows."""
Place = tuple[int, int, int]
"""Where an answer stands in the list, newest first: moment, case, note."""


@dataclass(frozen=True)
class EarlierAnswer:
    """One answer, without the name of who got it."""

    place: Place
    number: str
    sop: str
    service: str
    kind: str
    text: str
    letter: str | None
    """Number of the letter it went out with."""

    @property
    def citation(self) -> str:
        """``(lihat KSL-2026-00003, 400.12/0007/DISDUKCAPIL/2026)``."""
        return f"(lihat {', '.join(filter(None, (self.number, self.letter)))})"


def search_answers(
    desk: Desk, words: str, actor: Actor, *, sop: str | None, limit: int | None, after: str | None
) -> dict[str, Any]:
    """Earlier answers as the contract tells a list, newest first; looking is written to the access journal.

    Raises:
        InputInvalid: no words, or ``after`` is not the ``next`` of a list.
        NotFound: the office has no such SOP.
    """
    if not wording.search_form(words):
        raise InputInvalid([Problem("words", "Sebut kata yang dicari pada jawaban terdahulu.")])
    must_be_known(desk, sop=sop)
    record_look(desk, "jawaban", actor, "jawaban")
    begin = parse_place(after, 3) if after is not None else None
    found = earlier_answers(desk, words, sop=sop, limit=one_more(limit), after=begin)
    return page(found, limit, lambda item: _told(desk, item, words), lambda item: ".".join(map(str, item.place)))


def earlier_answers(
    desk: Desk, words: str, *, sop: str | None = None, limit: int | None = None, after: tuple[int, ...] | None = None
) -> list[EarlierAnswer]:
    """Answers in which all words stand, in any order, newest first; without words the newest ones."""
    wanted = wording.search_form(words).split()
    open_to = [item for item in desk.shelf.versions() if reads_notes(desk, item) and sop in (None, item.id)]
    both = heapq.merge(_notes(desk, open_to, wanted), _fields(desk, open_to, wanted), key=_order)
    fitting = (item for item in both if (after is None or item.place < after) and _says(item.text, wanted))
    return list(islice(fitting, limit))


def _order(item: EarlierAnswer) -> tuple[int, ...]:
    return tuple(-part for part in item.place)


def _says(text: str, wanted: Sequence[str]) -> bool:
    told = wording.search_form(text)
    return all(word in told for word in wanted)


def _holds(column: Any, wanted: Sequence[str]) -> list[Expression]:
    """What the database can already leave out; accents and other scripts are compared afterwards."""
    return [column.contains(word) for word in wanted if word.isalnum() and word.isascii()]


def _of_cases(desk: Desk, sops: Sequence[Sop]) -> list[Any]:
    ids = sorted({sop.id for sop in sops})
    return [Case.office == desk.office, Case.sop.in_(ids), Case.status != Status.VOID.value, *in_sight(desk)]


def _notes(desk: Desk, sops: Sequence[Sop], wanted: Sequence[str]) -> Iterator[EarlierAnswer]:
    found = (
        Note.select(Note, Case)
        .join(Case, on=(Case.id == Note.case_id), attr="about")
        .where(*_of_cases(desk, sops), Note.kind.in_(ANSWERS), Note.hidden_at.is_null(), *_holds(Note.text, wanted))
        .order_by(Note.at.desc(), Note.case_id.desc(), Note.seq.desc())
    )
    for note in rows_of(found):
        yield _answer(desk, note.about, (note.at, note.case_id, note.seq), note.kind, note.text)


def _fields(desk: Desk, sops: Sequence[Sop], wanted: Sequence[str]) -> Iterator[EarlierAnswer]:
    """Answers of consultations that went out."""
    answering = [sop for sop in sops if sop.field(FIELD)]
    found = (
        Case.select()
        .where(*_of_cases(desk, answering), Case.issued_at.is_null(False), *_holds(Case.data, wanted))
        .order_by(Case.issued_at.desc(), Case.id.desc())
    )
    for row in rows_of(found):
        written = json.loads(row.data).get(FIELD)
        if written:
            yield _answer(desk, row, (row.issued_at, row.id, 0), FIELD, str(written))


def _answer(desk: Desk, row: Case, place: Place, kind: str, text: str) -> EarlierAnswer:
    service = desk.shelf.get(row.sop, row.sop_version).short
    return EarlierAnswer(place, row.number, row.sop, service, kind, _nameless(row, text), letter_number(desk, row))


def _nameless(row: Case, text: str) -> str:
    """An answer as it may be read by, and sent to, others than who got it: without every word that tells who it was."""
    applicant = {"name": row.name, "nik": row.nik, "no_kk": row.no_kk, "phone": row.phone}
    told = without_pelapor({"text": text}, applicant, also_known(row.id) if row.secret else ())["text"]
    return wording.masked(str(told).replace(HIDDEN, WHO))


def _told(desk: Desk, item: EarlierAnswer, words: str) -> dict[str, Any]:
    return {
        "number": item.number,
        "at": iso(item.place[0], desk.zone),
        "sop": item.sop,
        "service": item.service,
        "kind": item.kind,
        "excerpt": excerpt(item.text, words),
        "letter": item.letter,
    }


def excerpt(text: str, words: str) -> str:
    """About two hundred letters of an answer, around the first word that was searched for."""
    line = wording.clean(" ".join(text.split()))
    low = line.casefold()
    hits = [place for word in words.casefold().split() if (place := low.find(word)) >= 0]
    begin = max(0, min(min(hits, default=0) - EXCERPT // 4, len(line) - EXCERPT))
    shown = line[begin : begin + EXCERPT]
    return f"{'…' if begin else ''}{shown}{'…' if begin + EXCERPT < len(line) else ''}"
