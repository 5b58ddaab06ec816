"""What whoever asks may see: no complaint about themselves, no name given in confidence (PRODUCT 1, DOMAIN E.4).

The viewer travels with the desk (``Desk.viewer``): every list begins with ``in_sight``, and ``facts_of.find_case`` does
not know a number that is closed to them. So a new list or verb is blind where it has to be without naming this rule.
"""

from __future__ import annotations

from typing import Any

from peewee import Expression

from board.models.accused import Accused
from board.models.case import Case
from board.services.desk import Desk
from board.workflow.facts import Actor
from board.workflow.permissions import is_inside, reads_inside
from board.workflow.sop import Sop


def closed_to_viewer(desk: Desk, case_id: int) -> bool:
    """Whether a case is about whoever asks: whatever their roles and mandates, there is no such case for them."""
    viewer = desk.viewer
    return viewer is not None and Accused.select().where(_about(desk, viewer), Accused.case_id == case_id).exists()


def closed_cases(desk: Desk) -> frozenset[int]:
    """Ids of the cases that are about whoever asks; nearly always none."""
    if desk.viewer is None:
        return frozenset()
    rows = Accused.select(Accused.case_id).where(_about(desk, desk.viewer)).tuples()
    return frozenset(case_id for (case_id,) in rows)


def in_sight(desk: Desk, column: Any = Case.id) -> list[Expression]:
    """The condition every list of cases begins with; nothing where there is nothing to hide.

    Args:
        column: that holds the id of the case, where the query is about what belongs to cases.
    """
    hidden = closed_cases(desk)
    return [column.not_in(sorted(hidden))] if hidden else []


def _about(desk: Desk, viewer: Actor) -> Expression:
    return (Accused.office == desk.office) & (Accused.login == viewer.name) & Accused.ended_at.is_null()


def knows_pelapor(desk: Desk, row: Case, sop: Sop) -> bool:
    """Whether whoever asks may know who the applicant of a case is, where that was given in confidence."""
    return not row.secret or (desk.viewer is not None and is_inside(sop, desk.viewer))


def reads_internal(desk: Desk, sop: Sop) -> bool:
    """Whether the internal notes of a case are for whoever asks; the office itself reads everything."""
    return desk.viewer is None or reads_inside(sop, desk.viewer, desk.profile.dossier_roles)


def searchable(desk: Desk) -> Expression:
    """The condition of searching by name or number of a person: what was given in confidence is found by its roles."""
    viewer = desk.viewer
    own = {sop.id for sop in desk.shelf.versions() if viewer is not None and is_inside(sop, viewer)}
    return (Case.secret == 0) | Case.sop.in_(sorted(own))
