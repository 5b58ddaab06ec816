"""The questions a search asks, one after the other: in the order of cost and certainty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from peewee import Expression, ModelSelect, fn

from board.models.case import Case, CasePerson, Contact
from board.models.register import RegisterRow
from board.services.desk import Desk
from board.services.sight import members_searchable, searchable
from board.workflow import read_as
from board.workflow.numbers import parse_phone
from board.workflow.office import REGISTRATION
from board.workflow.read_as import SHORTEST_PART, Reading

NUMBER, SIAK, NIK, NO_KK, PHONE, CONTACT = "nomor", "siak", "nik", "no_kk", "telepon", "kontak"
NAME, MEMBER, PART, ALIKE = "nama", "anggota", "sebagian", "mirip"
"""By what a case was found; a stable part of the command line's answer."""
FOUND_WORDS = {PART: "sebagian nomor", ALIKE: "mirip", CONTACT: "kontak"}
"""What is said of a row that stands there for another reason than what was typed says."""
SHORTEST_INSIDE = 6
"""Digits that are looked for anywhere in a number; fewer only at its end, as people dictate it."""
SHORTEST_WORD = 3
"""Letters that are looked for anywhere in a name or number of a case."""


@dataclass(frozen=True)
class Stage:
    """One question.

    Args:
        certain: whether what it finds is meant without doubt, so that nobody need look at it before it is used; of 17
            nobody knows which series and year it ends, however few cases are open.
        member: of a stage that looks among the people named in the data of cases, who is looked for; whose case is
            meant by a family member is for a person to say.
    """

    found_by: str
    condition: Any
    certain: bool = True
    member: Any = None


class Stages:
    """The questions of one search, for whoever asks."""

    def __init__(self, desk: Desk, reading: Reading) -> None:
        self._desk, self._reading = desk, reading
        self._person, self._named = searchable(desk), members_searchable(desk)

    def __iter__(self) -> Iterator[Stage]:
        reading = self._reading
        upper = reading.text.upper()
        # Whatever it looks like: how an office writes its numbers is its own.
        yield Stage(NUMBER, Case.number.in_([reading.text, upper]))
        yield Stage(SIAK, Case.siak_number.in_([upper, reading.value] if reading.kind == read_as.SIAK else [upper]))
        if reading.short:
            yield Stage(NUMBER, Case.id.in_(self._newest(*reading.short)))
        yield from {
            read_as.PERSON: self._by_nik, read_as.PHONE: self._by_phone, read_as.PART: self._by_phone,
            read_as.NAME: self._by_name,
        }.get(reading.kind, lambda: iter(()))()  # fmt: skip
        if reading.text.isdecimal():
            # Of digits people say the last ones: 0001 is no part of 00012.
            yield Stage(NUMBER, Case.number.endswith(reading.value), certain=False)
        elif len(reading.text) >= SHORTEST_WORD:
            # The whole number in other letters than it is written with, which no index finds, is no part of one.
            yield Stage(NUMBER, fn.LOWER(Case.number) == reading.text.lower())
            yield Stage(NUMBER, Case.number.contains(upper), certain=False)
        if reading.kind in {read_as.PHONE, read_as.PART}:
            yield from self._by_part()

    def alike(self, names: list[str]) -> Iterator[Stage]:
        """Cases of applicants and members with some names."""
        yield Stage(ALIKE, Case.name_search.in_(names) & self._person, certain=False)
        yield self._among_members(ALIKE, CasePerson.name_search.in_(names))

    def _newest(self, series: str, number: int) -> ModelSelect:
        """The newest case of a series with a number, as people say it: ``kk-8``."""
        year = self._desk.today().year
        row = (
            (RegisterRow.office == self._desk.office) & (RegisterRow.book == REGISTRATION)
            & RegisterRow.year.in_([year, year - 1]) & (RegisterRow.series == series) & (RegisterRow.number == number)
        )  # fmt: skip
        return RegisterRow.select(RegisterRow.case_id).where(row).order_by(RegisterRow.year.desc()).limit(1)

    def _by_nik(self) -> Iterator[Stage]:
        number = self._reading.value
        yield Stage(NIK, (Case.nik == number) & self._person)
        yield Stage(NO_KK, (Case.no_kk == number) & self._person)
        yield self._among_members(MEMBER, CasePerson.nik == number)

    def _by_phone(self) -> Iterator[Stage]:
        try:
            phone = parse_phone(self._reading.text)
        except ValueError:
            return
        speaks = Contact.select(Contact.case_id).where((Contact.phone == phone) & Contact.ended_at.is_null())
        yield Stage(PHONE, (Case.phone == phone) & self._person)
        yield Stage(CONTACT, Case.id.in_(speaks) & self._person)

    def _by_name(self) -> Iterator[Stage]:
        name = self._reading.value
        if not name:
            # Signs that leave nothing to compare would begin every name.
            return
        # A range instead of LIKE, so that the index on the name serves it.
        begins = (Case.name_search >= name) & (Case.name_search < name + "\U0010ffff")
        yield Stage(NAME, begins & self._person)
        if len(name) < SHORTEST_WORD:
            return
        yield Stage(NAME, Case.name_search.contains(name) & self._person)
        yield self._among_members(MEMBER, CasePerson.name_search.contains(name))

    def _by_part(self) -> Iterator[Stage]:
        digits = "".join(char for char in self._reading.text if char.isdigit())
        # A phone is kept as +62 and what follows the zero that people say.
        said = digits.removeprefix("0")
        local = said if len(said) >= SHORTEST_PART else digits
        speaks = Contact.select(Contact.case_id).where(_part(Contact.phone, local) & Contact.ended_at.is_null())
        own = _part(Case.nik, digits) | _part(Case.no_kk, digits) | _part(Case.phone, local) | Case.id.in_(speaks)
        yield Stage(PART, own & self._person, certain=False)
        yield self._among_members(PART, _part(CasePerson.nik, digits))

    def _among_members(self, found_by: str, member: Expression) -> Stage:
        cases = CasePerson.select(CasePerson.case_id).where((CasePerson.office == self._desk.office) & member)
        return Stage(found_by, Case.id.in_(cases) & self._named, certain=False, member=member)


def _part(column: Any, digits: str) -> Expression:
    found: Expression = column.contains(digits) if len(digits) >= SHORTEST_INSIDE else column.endswith(digits)
    return found
