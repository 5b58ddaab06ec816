"""People named in the data of a case, as an index: who is in flight already, whichever case names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

from board import wording
from board.errors import DatabaseUnreachable
from board.models.case import Case, CasePerson
from board.models.damaged import rows_of
from board.services.desk import Desk
from board.services.facts_of import bare_facts, sop_of
from board.workflow.sop import Field, Sop

Person = tuple[str, str]
"""NIK (empty where unknown) and the name as it is searched for."""


def index_people(desk: Desk, row: Case, sop: Sop, data: Mapping[str, Any]) -> None:
    """Bring the index up to date with the data of a case, inside the caller's transaction."""
    CasePerson.delete().where(CasePerson.case_id == row.id).execute()
    for nik, name in people_in(sop, data):
        CasePerson.create(office=desk.office, case_id=row.id, nik=nik, name_search=name)


def index_everybody(desk: Desk) -> None:
    """Make the index anew from the cases as they are: a database that was migrated has none yet."""
    for row in list(rows_of(Case.select().where(Case.office == desk.office))):
        with suppress(DatabaseUnreachable):
            # A damaged row is told by ``verify``; it keeps nobody from being found by the others.
            index_people(desk, row, sop_of(desk, row), bare_facts(desk, row).data)


def people_in(sop: Sop, data: Mapping[str, Any]) -> list[Person]:
    """Everybody the data names by a NIK or, in a row of a table, by name; each once."""
    return list(dict.fromkeys(person for person in _people(sop.fields, data) if any(person)))


def _people(fields: tuple[Field, ...], data: Mapping[str, Any]) -> Iterator[Person]:
    ids = {item.id for item in fields}
    for item in fields:
        value = data.get(item.id)
        if not value or item.bystander:
            continue
        # The name and the NIK of one person stand beside each other under one word: nama_ibu, nik_ibu.
        name_id, nik_id = item.id.replace("nik", "nama"), item.id.replace("nama", "nik")
        if item.type == "rows":
            for member in value:
                yield from _people(item.columns, member)
        elif item.type == "nik":
            yield str(value), wording.search_form(str(data.get(name_id) or "")) if name_id in ids else ""
        elif item.type == "name" and (nik_id == item.id or not data.get(nik_id)):
            yield "", wording.search_form(str(value))
