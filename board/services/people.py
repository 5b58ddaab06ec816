"""Officers as accounts: who there are, what they are called, and the password they come in with."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from board import wording
from board.errors import InputInvalid, NotAuthorised, Problem
from board.models.office import User
from board.services.absences import absent_today
from board.services.desk import Desk
from board.services.facts_of import actor_of, find_user
from board.services.login_trials import forget_tries
from board.services.passwords import hash_password
from board.services.record import OFFICE_LOG, believable_now, journal
from board.services.roles import grant_role, held_roles, must_fit_together, parse_roles, period_of, role_text
from board.services.times import millis
from board.workflow import logins
from board.workflow.office import ADMIN


def administrator(desk: Desk, user: str | None, system: str) -> str:
    """Who administers: a pengelola by name, or (without ``--user``) the account of the operating system.

    Raises:
        NotAuthorised: the named officer is no pengelola.
    """
    if user is None:
        return system
    actor = actor_of(desk, user)
    if not actor.has(ADMIN):
        raise NotAuthorised(f"{actor.title} bukan pengelola; hanya pengelola yang mengatur kantor.")
    return actor.title


def add_user(
    desk: Desk, name: str, title: str, roles: Sequence[str], *, by: str, password: str | None = None, nip: str = "",
    pangkat: str = "", first: date | None = None, last: date | None = None,
    own: bool = False,
) -> User:  # fmt: skip
    """Add an officer. Without a password nobody can log in by name; the command line can still act for them.

    Args:
        first: the day from which the roles hold.
        last: the last day on which they do.
        own: the officer chose the password; one that somebody else has set is changed at the first login.

    Raises:
        InputInvalid: login name, title, NIP, rank, role, period or password not as expected, or the name is taken.
    """
    problems = []
    if not logins.LOGIN.fullmatch(name):
        problems.append(Problem("name", logins.EXPECTED))
    clean_title = wording.clean(title)
    if not clean_title or len(clean_title) > 80:
        problems.append(Problem("title", "Nama lengkap wajib diisi, paling panjang 80 huruf."))
    if nip and not re.fullmatch(r"[0-9]{18}", nip.replace(" ", "")):
        problems.append(Problem("nip", "NIP harus 18 angka."))
    rank = wording.clean(pangkat)
    if len(rank) > 60:
        problems.append(Problem("pangkat", "Pangkat paling panjang 60 huruf."))
    if not roles:
        problems.append(Problem("role", "Sebut paling sedikit satu peran dengan --role."))
    if problems:
        raise InputInvalid(problems)
    pairs = parse_roles(desk, roles)
    must_fit_together(role for role, _ in pairs)
    period = period_of(desk, roles, first, last)
    stored = hash_password(password) if password else ""
    with desk.store.writing():
        now = believable_now(desk)
        if User.get_or_none((User.office == desk.office) & (User.name == name)) is not None:
            raise InputInvalid([Problem("name", f"Nama pengguna {name} sudah dipakai.")])
        user: User = User.create(
            office=desk.office, name=name, title=clean_title, nip=nip.replace(" ", ""), pangkat=rank,
            password=stored, active=1, at=millis(now), must_change=int(bool(stored) and not own),
        )  # fmt: skip
        for role, bidang in pairs:
            grant_role(desk, user, role, bidang, period)
        told = {"roles": [role_text(*pair) for pair in pairs], **period.told}
        journal(desk, OFFICE_LOG, by, "user_add", name, told)
    return user


def set_password(desk: Desk, name: str, password: str, *, by: str, own: bool = False) -> None:
    """Set an officer's password.

    Args:
        own: they set it themselves; else the next login asks for a new one, that nobody else knows.

    Raises:
        NotFound, InputInvalid: no such officer, or the password is too short.
    """
    stored = hash_password(password)
    with desk.store.writing():
        user = find_user(desk, name)
        believable_now(desk)
        User.update(password=stored, must_change=int(not own)).where(User.id == user.id).execute()
        forget_tries(desk, user.name)
        journal(desk, OFFICE_LOG, by, "user_password", name, {})


def list_users(desk: Desk) -> list[dict[str, Any]]:
    """All officers, the disabled ones too; a role given for a period counts among ``roles`` while it holds."""
    users, today = User.select().where(User.office == desk.office).order_by(User.name), desk.today().isoformat()
    absent = absent_today(desk)
    return [{**_listed(user, today), "absent": absent.get(user.name)} for user in users]


def _listed(user: User, today: str) -> dict[str, Any]:
    held = held_roles(user)
    periods = [
        {
            "role": role_text(*pair), "from": period.from_on or None, "until": period.to_on or None,
            "active": period.covers(today),
        }
        for pair, period in held.items()
        if period.told
    ]  # fmt: skip
    return {
        "name": user.name,
        "title": user.title,
        "roles": [role_text(*pair) for pair, period in held.items() if period.covers(today)],
        "periods": periods,
        "active": bool(user.active),
        "password_set": bool(user.password),
    }
