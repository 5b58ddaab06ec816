"""The files of a case as the screen of attachments shows them, with the requirements they may be for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from board.printing.confidential import HIDDEN
from board.services.asked_rounds import rounds_of
from board.services.attachments import files_of
from board.services.desk import Desk
from board.services.facts_of import facts_of, find_case, sop_of
from board.services.record import history_of
from board.services.sight import knows_pelapor
from board.services.times import iso
from board.workflow.checks import applicable
from board.workflow.sop import Requirement


@dataclass(frozen=True)
class FileList:
    """What the screen needs, read in one visit."""

    files: Sequence[Mapping[str, Any]]
    requirements: tuple[Requirement, ...]
    ticked: frozenset[str]
    asked: frozenset[str]
    """Requirements the applicant was asked for and that have not come."""


def list_files(desk: Desk, number: str) -> FileList:
    """The files of a case that are in sight.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    sop, facts = sop_of(desk, row), facts_of(desk, row)
    titles = {item.id: item.title for item in sop.requirements}
    known = knows_pelapor(desk, row, sop)
    files = [
        {
            "id": item.id, "name": item.name if known else HIDDEN, "mime": item.mime, "size": item.size,
            "pages": item.pages, "sender": item.sender if known else "", "requirement": item.requirement,
            "title": titles.get(item.requirement or "", ""), "at": iso(item.at, desk.zone), "by": item.by,
        }
        for item in files_of(row.id)
    ]  # fmt: skip
    rounds = rounds_of(row, sop, history_of(row))
    open_items = rounds[-1].items if rounds and rounds[-1].current else ()
    asked = frozenset(item.requirement for item in open_items if not item.came)
    return FileList(files, tuple(applicable(sop, facts)), frozenset(facts.requirements), asked)
