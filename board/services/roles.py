"""What officers may do: roles given and taken, and that somebody is always left to administer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import get_args

from board import wording
from board.errors import InputInvalid, Problem, Refused
from board.models.office import RoleGrant, User
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.record import OFFICE_LOG, believable_now, journal
from board.services.times import millis
from board.workflow.office import ADMIN
from board.workflow.sop import Bidang


def parse_roles(desk: Desk, texts: Sequence[str]) -> list[tuple[str, str]]:
    """``kasi:dafduk`` → (``kasi``, ``dafduk``); without a bidang the role holds in all of them.

    Raises:
        InputInvalid: unknown role or bidang, or a role that has no account.
    """
    problems, found = [], []
    for text in texts:
        role, _, bidang = text.partition(":")
        known = desk.profile.roles.get(role)
        if known is None or known.outside:
            inside = ", ".join(name for name, item in desk.profile.roles.items() if not item.outside)
            problems.append(Problem("role", f'Peran "{wording.quoted(role)}" tidak dikenal. Yang ada: {inside}.'))
        elif bidang and bidang not in get_args(Bidang):
            problems.append(
                Problem("role", f'Bidang "{wording.quoted(bidang)}" tidak dikenal; pilih dafduk atau capil.')
            )
        else:
            found.append((role, bidang))
    if problems:
        raise InputInvalid(problems)
    return list(dict.fromkeys(found))


def change_roles(desk: Desk, name: str, *, add: Sequence[str], remove: Sequence[str], by: str) -> User:
    """Give and take roles.

    Raises:
        NotFound, InputInvalid: no such officer or role.
        Refused: nobody would be left to administer.
    """
    given, taken = parse_roles(desk, add), parse_roles(desk, remove)
    with desk.store.writing():
        user = find_user(desk, name)
        now = millis(believable_now(desk))
        held = set(current_roles(user))
        for role, bidang in taken:
            RoleGrant.update(ended_at=now).where(
                (RoleGrant.user_id == user.id)
                & (RoleGrant.role == role)
                & (RoleGrant.bidang == bidang)
                & RoleGrant.ended_at.is_null()
            ).execute()
        for role, bidang in given:
            if (role, bidang) not in held:
                grant_role(desk, user, role, bidang)
        if ADMIN in {role for role, _ in held} and ADMIN not in {role for role, _ in current_roles(user)}:
            keep_an_administrator(desk, user)
        journal(desk, OFFICE_LOG, by, "user_role", name, {"add": list(add), "remove": list(remove)})
    return user


def keep_an_administrator(desk: Desk, leaving: User) -> None:
    """Refuse what would leave nobody to administer.

    Raises:
        Refused: ``leaving`` is the only one.
    """
    others = (
        User.select()
        .join(RoleGrant, on=(RoleGrant.user_id == User.id))
        .where(
            (User.office == desk.office) & (User.active == 1) & (User.id != leaving.id)
            & (RoleGrant.role == ADMIN) & RoleGrant.ended_at.is_null()
        )
    )  # fmt: skip
    if leaving.active and not others.exists():
        raise Refused(
            f"{leaving.name} satu-satunya pengelola yang aktif. "
            f"Beri dahulu perannya kepada petugas lain: board user role NAMA --add {ADMIN}."
        )


def grant_role(desk: Desk, user: User, role: str, bidang: str) -> None:
    """Give a role, inside the caller's transaction."""
    RoleGrant.create(office=desk.office, user_id=user.id, role=role, bidang=bidang, at=millis(desk.now()))


def current_roles(user: User) -> list[tuple[str, str]]:
    """The roles that were given and not taken back: (role, bidang) pairs."""
    rows = RoleGrant.select(RoleGrant.role, RoleGrant.bidang).where(
        (RoleGrant.user_id == user.id) & RoleGrant.ended_at.is_null()
    )
    return list(rows.order_by(RoleGrant.id).tuples())


def role_text(role: str, bidang: str) -> str:
    """``kasi:dafduk``, as roles are typed."""
    return f"{role}:{bidang}" if bidang else role
