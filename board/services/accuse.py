"""Terlapor: who a complaint is about. The accused officer neither sees nor handles it, whatever the role (PRODUCT 1).

A complaint about an officer is known to the roles of its SOP alone; ``sight`` keeps it from everybody else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from board.errors import Refused
from board.models.accused import Accused
from board.models.case import Case
from board.models.office import RoleGrant, User
from board.services.desk import Desk
from board.services.facts_of import actor_of, bare_facts, find_case, find_user, holding, sop_of
from board.services.record import Happening, record
from board.services.remarks import needed_remark, remark
from board.services.roles import held_roles
from board.services.sight import knows_inside
from board.services.times import iso, millis
from board.services.work_case import Work, at_work
from board.workflow import permissions
from board.workflow.doings import ACCUSED, CLEARED
from board.workflow.facts import Actor, CaseFacts, Grant
from board.workflow.sop import Sop


@dataclass(frozen=True)
class Accusal:
    """A complaint and who it is about now."""

    number: str
    accused: list[dict[str, Any]]
    warnings: tuple[str, ...] = ()
    """What has to be done outside the board: a folder on the wrong desk, a role nobody else holds."""


def accused_told(desk: Desk, row: Case) -> list[dict[str, Any]]:
    """Who a case is about, as the contract tells it."""
    return [
        {"login": item.login, "name": item.title, "at": iso(item.at, desk.zone), "by": item.by}
        for item in standing(row.id)
    ]


def accused_list(desk: Desk, number: str) -> list[dict[str, Any]]:
    """Who a case is about, for those who know what is said inside.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    return accused_told(desk, row) if knows_inside(desk, sop_of(desk, row)) else []


def standing(case_id: int) -> list[Accused]:
    """Who a case is about now, in the order they were named."""
    mine = (Accused.case_id == case_id) & Accused.ended_at.is_null()
    return list(Accused.select().where(mine).order_by(Accused.id))


def accuse(desk: Desk, number: str, user: str, login: str, note: str = "", *, key: str | None = None) -> Accusal:
    """Name an officer as the one a complaint is about; what they hold of it goes back to the tray.

    Raises:
        Refused: no complaint, or they are named already.
        NotFound: no such case or officer.
        MoveRefused: the officer who names has no role in the SOP.
    """
    told = remark(note, "note")
    with at_work(desk, number, user, ACCUSED, key=key, login=login, note=told) as work:
        row = work.row
        if work.repeated:
            return Accusal(row.number, accused_told(desk, row))
        grant = _may_name(work.sop, work.facts, work.actor)
        about = find_user(desk, login)
        if any(item.login == about.name for item in standing(row.id)):
            raise Refused(f"{about.title} sudah tercatat sebagai terlapor pada {row.number}.")
        item = Accused.create(
            office=desk.office, case_id=row.id, login=about.name, title=about.title, at=millis(work.now),
            by=work.actor.title,
        )  # fmt: skip
        held = {"holder": None, "holder_title": None, "held_at": None} if row.holder == about.name else {}
        detail = {"accused": {"id": item.id, "login": about.name, "title": about.title}}
        _tell(work, grant, Happening(ACCUSED, note=told, detail=detail), held)
        return Accusal(row.number, accused_told(desk, row), tuple(_warnings(desk, work.sop, row, about)))


def clear_accused(desk: Desk, number: str, user: str, login: str, reason: str, *, key: str | None = None) -> Accusal:
    """Take back that a complaint is about an officer: a wrong name, or another officer of that name.

    Raises:
        InputInvalid: no reason.
        Refused: they are not named.
        NotFound, MoveRefused: no such case; no role in the SOP.
    """
    reason = needed_remark(reason, "reason", "Tulis alasan mencabut terlapor; riwayat aduan mencatatnya.")
    with at_work(desk, number, user, CLEARED, key=key, login=login, reason=reason) as work:
        row = work.row
        if work.repeated:
            return Accusal(row.number, accused_told(desk, row))
        grant = _may_name(work.sop, work.facts, work.actor)
        named = [item for item in standing(row.id) if item.login == login]
        if not named:
            raise Refused(f"{login} tidak tercatat sebagai terlapor pada {row.number}.")
        Accused.update(ended_at=millis(work.now), ended_by=work.actor.title, end_reason=reason).where(
            Accused.id == named[0].id
        ).execute()
        detail = {"cleared": {"id": named[0].id, "reason": reason}}
        _tell(work, grant, Happening(CLEARED, note=reason, detail=detail), {})
        return Accusal(row.number, accused_told(desk, row))


@dataclass(frozen=True)
class Officer:
    """An officer to choose from."""

    login: str
    title: str
    named: bool
    """Whether the complaint is about them already."""
    roles: str = ""
    """What they do in the office, in words: names alone are not always known at the counter."""


def may_be_accused(desk: Desk, number: str, user: str) -> list[Officer]:
    """Every officer of the office, for a list to choose from; those who are named come first.

    Raises:
        Refused, MoveRefused, NotFound: see ``accuse``.
    """
    actor = actor_of(desk, user)
    row = find_case(desk.seen_by(actor), number)
    _may_name(sop_of(desk, row), bare_facts(desk, row), actor)
    named = {item.login for item in standing(row.id)}
    rows = User.select().where(User.office == desk.office).order_by(User.title)
    titles = desk.profile.roles
    found = [
        Officer(
            user.name, user.title, user.name in named,
            ", ".join(dict.fromkeys(titles[role].title for role, _ in sorted(held_roles(user)) if role in titles)),
        )
        for user in rows
    ]  # fmt: skip
    return sorted(found, key=lambda who: not who.named)


def _may_name(sop: Sop, facts: CaseFacts, actor: Actor) -> Grant:
    if not sop.confidential:
        raise Refused(f"Terlapor hanya dicatat pada aduan; {facts.number} adalah {sop.short}.")
    return permissions.may_note(sop, facts, actor)


def _tell(work: Work, grant: Grant, happening: Happening, changes: dict[str, Any]) -> None:
    told = Happening(happening.intent, work.row.step, work.row.step, note=happening.note, detail=happening.detail)
    record(work.desk, work.row, told, actor=work.actor, grant=grant, now=work.now, changes=changes)


def _warnings(desk: Desk, sop: Sop, row: Case, about: User) -> list[str]:
    found = []
    if row.physical_holder == about.name:
        found.append(f"Map fisik {row.number} ada pada terlapor; ambil dan pindai ulang (j).")
    named = {item.login for item in standing(row.id)}
    holds = (RoleGrant.user_id == User.id) & holding(desk.today().isoformat())
    acting = dict.fromkeys(role for step in sop.steps for role in step.acting)
    for role in acting:
        others = User.select(User.name).join(RoleGrant, on=holds).where(User.active == 1, RoleGrant.role == role)
        if not {name for (name,) in others.tuples()} - named:
            title = sop.role_title(role)
            found.append(f"Tidak ada {title} lain; minta pengelola memberi peran itu kepada petugas lain.")
    return found
