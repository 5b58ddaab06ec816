"""Berkas lengkap: one case as one PDF, with its whole history, its papers and what was handed in (PRODUCT 1, Auditor).

It is a look at the case and not a paper of it: the case does not change, whoever only reads may have it, and the
access journal tells who had it. What is told comes from the events as they were written then.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from board.services.access import record_look
from board.services.desk import Desk
from board.services.dossier_data import dossier_data
from board.services.facts_of import actor_of, bare_facts, find_case, sop_of
from board.services.storage import keep_file, must_be_writable, private_folder
from board.workflow import permissions
from board.workflow.facts import Actor

DOSSIER = "berkas_lengkap"


@dataclass(frozen=True)
class Dossier:
    """A dossier that was written."""

    number: str
    pages: int
    intact: bool
    """Whether the case is what its history says."""


def write_dossier(desk: Desk, number: str, path: Path, user: str | None, system: str) -> Dossier:
    """Write the dossier of a case into a file.

    Args:
        user: who asks; None: whoever works with the account of the operating system, ``system``.

    Raises:
        NotFound, NotAuthorised: no such case or officer, or a closed account.
        MoveRefused: the officer has no role that reads a case as a whole.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.dossier import dossier

    must_be_writable(path)
    with desk.store.reading():
        actor = Actor(system, system) if user is None else actor_of(desk, user)
        desk = desk if user is None else desk.seen_by(actor)
        row = find_case(desk, number)
        sop = sop_of(desk, row)
        grant = None
        if user is not None:
            grant = permissions.may_read_whole(sop, bare_facts(desk, row), actor, desk.profile.dossier_roles)
        data = dossier_data(desk, row, sop, actor, grant)
    record_look(desk, row.number, actor, DOSSIER)
    content, pages = dossier(data)
    keep_file(path, content)
    return Dossier(row.number, pages, not data["faults"])


def dossier_file(desk: Desk, number: str) -> Path:
    """Where a session lets the dossier of a case be written: below the spool, one that takes the place of the last.

    Raises:
        NotFound: no such case.
        HomeUnusable: the folder cannot be made.
    """
    folder: Path = desk.spool / find_case(desk, number).number.replace("/", "_")
    return private_folder(folder) / f"{DOSSIER}.pdf"
