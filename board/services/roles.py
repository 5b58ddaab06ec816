"""What officers may do: roles given and taken, and that somebody is always left to administer."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import get_args

from board import wording
from board.errors import InputInvalid, Problem, Refused
from board.models.office import RoleGrant, User
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.record import OFFICE_LOG, believable_now, journal
from board.services.times import millis
from board.workflow.office import ADMIN, AUDITOR
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


@dataclass(frozen=True)
class Period:
    """From when until when a role is given, both days included; an empty bound is none."""

    from_on: str = ""
    to_on: str = ""

    @property
    def told(self) -> dict[str, str]:
        """As the office's journal tells it; nothing where there is no bound."""
        bounds = {"from": self.from_on, "until": self.to_on}
        return {name: day for name, day in bounds.items() if day}

    def covers(self, day: str) -> bool:
        """Whether the role holds on a day."""
        return self.from_on <= day and (not self.to_on or day <= self.to_on)


ALWAYS = Period()


def period_of(desk: Desk, roles: Iterable[str], first: date | None, last: date | None) -> Period:
    """The period in which roles are given.

    Raises:
        InputInvalid: it is over, ends before it begins, or would leave nobody to administer once it ends.
    """
    problems = []
    if last is not None and first is not None and last < first:
        problems.append(Problem("until", "Tanggal akhir tidak boleh sebelum tanggal mulai."))
    elif last is not None and last < desk.today():
        problems.append(Problem("until", f"Masa berlaku sampai {wording.short_date(last)} sudah lewat."))
    if (first or last) and ADMIN in {role.partition(":")[0] for role in roles}:
        problems.append(
            Problem("role", "Peran pengelola tidak dapat diberi masa berlaku: kantor selalu butuh pengelola.")
        )
    if problems:
        raise InputInvalid(problems)
    return Period(first.isoformat() if first else "", last.isoformat() if last else "")


def must_fit_together(roles: Iterable[str]) -> None:
    """Refuse roles that one account cannot have: who looks things over does not also do them.

    Raises:
        InputInvalid: auditor beside another role.
    """
    if AUDITOR in (held := set(roles)) and len(held) > 1:
        told = "Auditor hanya membaca; peran lain perlu akun tersendiri, atau cabut dahulu peran auditornya (--remove)."
        raise InputInvalid([Problem("role", told)])


def change_roles(
    desk: Desk, name: str, *, add: Sequence[str], remove: Sequence[str], by: str, first: date | None = None,
    last: date | None = None,
) -> User:  # fmt: skip
    """Give and take roles.

    Args:
        first: the day from which the roles given hold; a role that is held already gets the new period.
        last: the last day on which they do.

    Raises:
        NotFound, InputInvalid: no such officer or role, or a period that cannot be.
        Refused: nobody would be left to administer.
    """
    given, taken = parse_roles(desk, add), parse_roles(desk, remove)
    period = period_of(desk, add, first, last)
    with desk.store.writing():
        user = find_user(desk, name)
        now = millis(believable_now(desk))
        held = held_roles(user)
        for pair in taken:
            _end_role(user, pair, now)
        for pair in given:
            # What was held and is taken does not come back by being given.
            if held.get(pair) == period or (pair in held and pair in taken):
                continue
            _end_role(user, pair, now)
            grant_role(desk, user, *pair, period)
        must_fit_together(role for role, _ in held_roles(user))
        if ADMIN in {role for role, _ in held} and ADMIN not in {role for role, _ in held_roles(user)}:
            keep_an_administrator(desk, user)
        journal(
            desk, OFFICE_LOG, by, "user_role", name, {"add": list(add), "remove": list(remove), **period.told}
        )  # fmt: skip
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


def grant_role(desk: Desk, user: User, role: str, bidang: str, period: Period = ALWAYS) -> None:
    """Give a role, inside the caller's transaction."""
    RoleGrant.create(
        office=desk.office, user_id=user.id, role=role, bidang=bidang, at=millis(desk.now()), from_on=period.from_on,
        to_on=period.to_on,
    )  # fmt: skip


def _end_role(user: User, pair: tuple[str, str], now: int) -> None:
    role, bidang = pair
    same = (RoleGrant.user_id == user.id) & (RoleGrant.role == role) & (RoleGrant.bidang == bidang)
    RoleGrant.update(ended_at=now).where(same & RoleGrant.ended_at.is_null()).execute()


def held_roles(user: User) -> dict[tuple[str, str], Period]:
    """The roles that were given and not taken back, whether or not their period is now: (role, bidang) → period."""
    rows = RoleGrant.select().where((RoleGrant.user_id == user.id) & RoleGrant.ended_at.is_null())
    return {(row.role, row.bidang): Period(row.from_on, row.to_on) for row in rows.order_by(RoleGrant.id)}


def role_text(role: str, bidang: str) -> str:
    """``kasi:dafduk``, as roles are typed."""
    return f"{role}:{bidang}" if bidang else role
