"""What whoever asks may see: no complaint about themselves, no name given in confidence (PRODUCT 1, DOMAIN E.4).

The viewer travels with the desk (``Desk.viewer``): every list begins with ``in_sight``, and ``facts_of.find_case`` does
not know a number that is closed to them. So a new list or verb is blind where it has to be without naming this rule.
A desk without a viewer is the office itself.
"""

from __future__ import annotations

from typing import Any

from peewee import Expression, fn

from board.models.accused import Accused
from board.models.case import Case
from board.printing.confidential import HIDDEN
from board.services.desk import Desk
from board.wording import mask_name
from board.workflow.permissions import is_inside, reads_inside
from board.workflow.sop import Sop

CLOSED_ROW = "tertutup"
"""Stands for what is told of a case that whoever asks does not know of, where its place cannot be left out."""


def closed_cases(desk: Desk) -> frozenset[int]:
    """Ids of the cases that whoever asks does not know of: complaints about an officer, for that officer whatever their
    roles and mandates, and for everybody who has no role in the SOP. Nearly always none.
    """
    viewer = desk.viewer
    if viewer is None:
        return frozenset()
    accused = Accused.select(Accused.case_id, Accused.login, Case.sop).join(Case, on=(Case.id == Accused.case_id))
    rows = accused.where(Accused.office == desk.office, Accused.ended_at.is_null()).tuples()
    own: set[str] | None = None
    closed = set()
    for case_id, login, sop_id in rows:
        if own is None:
            own = _inside(desk)
        if login == viewer.name or sop_id not in own:
            closed.add(case_id)
    return frozenset(closed)


def about_viewer(desk: Desk) -> frozenset[int]:
    """Ids of the cases that are complaints about whoever asks."""
    if desk.viewer is None:
        return frozenset()
    mine = (Accused.office == desk.office) & (Accused.login == desk.viewer.name) & Accused.ended_at.is_null()
    return frozenset(case_id for (case_id,) in Accused.select(Accused.case_id).where(mine).tuples())


def in_sight(desk: Desk, column: Any = Case.id) -> list[Expression]:
    """The condition every list of cases begins with; nothing where there is nothing to hide.

    Args:
        column: that holds the id of the case, where the query is about what belongs to cases; it may be empty.
    """
    closed = closed_cases(desk)
    if not closed:
        return []
    told = column.not_in(sorted(closed))
    # The id of a case itself is never empty, and an OR around it would cost the board its index.
    return [told if column is Case.id else column.is_null() | told]


def _inside(desk: Desk) -> set[str]:
    """Ids of the services in which whoever asks has a role."""
    viewer = desk.viewer
    return {sop.id for sop in desk.shelf.versions() if is_inside(sop, viewer)} if viewer is not None else set()


def knows_pelapor(desk: Desk, row: Case, sop: Sop) -> bool:
    """Whether whoever asks may know who the applicant of a case is, where that was given in confidence."""
    return not row.secret or (desk.viewer is not None and is_inside(sop, desk.viewer))


def knows_inside(desk: Desk, sop: Sop) -> bool:
    """Whether whoever asks may know what is only said among the roles of a confidential SOP."""
    return not sop.confidential or desk.viewer is None or is_inside(sop, desk.viewer)


def reads_notes(desk: Desk, sop: Sop) -> bool:
    """Whether whoever asks reads the internal notes of a case; see ``permissions.reads_inside``."""
    return desk.viewer is None or reads_inside(sop, desk.viewer, desk.profile.dossier_roles)


def searchable(desk: Desk) -> Expression:
    """The condition of searching by a person's name or number: what was given in confidence is found by its roles."""
    return (Case.secret == 0) | Case.sop.in_(sorted(_inside(desk)))


def members_searchable(desk: Desk) -> Expression:
    """The condition of searching by a person named in the data: what is only said inside a confidential SOP is found
    there by its roles alone; see ``searchable`` for the rest.
    """
    kept = {sop.id for sop in desk.shelf.versions() if not knows_inside(desk, sop)}
    return searchable(desk) & Case.sop.not_in(sorted(kept)) if kept else searchable(desk)


def pelapor_known(desk: Desk, column: Any) -> Expression:
    """The condition of listing what came from an applicant beside its case: who sent it is told by it.

    Args:
        column: that holds the id of the case, or is empty.
    """
    kept = Case.select().where((Case.id == column) & ~searchable(desk))
    return column.is_null() | ~fn.EXISTS(kept)


def list_name(name: str, secret: object) -> str:
    """A name as lists show it, to anybody: masked, or not at all where it was given in confidence."""
    return HIDDEN if secret else mask_name(name)
