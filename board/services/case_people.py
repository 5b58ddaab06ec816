"""People named in the data of a case, as an index: who is in flight already, whichever case names them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from board import wording
from board.models.case import Case, CasePerson
from board.services.desk import Desk
from board.workflow.sop import Field, Sop

Person = tuple[str, str]
"""NIK (empty where unknown) and the name as it is searched for."""


def index_people(desk: Desk, row: Case, sop: Sop, data: Mapping[str, Any]) -> None:
    """Bring the index up to date with the data of a case, inside the caller's transaction."""
    CasePerson.delete().where(CasePerson.case_id == row.id).execute()
    for nik, name in people_in(sop, data):
        CasePerson.create(office=desk.office, case_id=row.id, nik=nik, name_search=name)


def people_in(sop: Sop, data: Mapping[str, Any]) -> list[Person]:
    """Everybody the data names by a NIK or, in a row of a table, by name; each once."""
    return list(dict.fromkeys(person for person in _people(sop.fields, data) if any(person)))


def _people(fields: tuple[Field, ...], data: Mapping[str, Any]) -> Iterator[Person]:
    names = {item.id: item for item in fields if item.type == "name"}
    for item in fields:
        value = data.get(item.id)
        if not value or item.bystander:
            continue
        if item.type == "rows":
            for member in value:
                yield from _people(item.columns, member)
        elif item.type == "nik":
            beside = item.id.replace("nik", "nama")
            name = data.get(beside) if beside in names else ""
            yield str(value), wording.search_form(str(name or ""))
        elif item.type == "name" and item.id.replace("nama", "nik") not in {other.id for other in fields}:
            yield "", wording.search_form(str(value))
