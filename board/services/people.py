"""Officers: who they are, what they may do, and who stands in for whom."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from typing import Any, get_args

from board import wording
from board.errors import InputInvalid, NotAuthorised, NotFound, Problem, Refused
from board.models.case import OPEN, Case
from board.models.office import MandateRow, RoleGrant, User
from board.services.desk import Desk
from board.services.facts_of import actor_of, find_user
from board.services.passwords import hash_password, password_fits
from board.services.record import ACCESS_LOG, OFFICE_LOG, Happening, believable_now, journal, record
from board.services.times import iso, millis
from board.workflow.facts import Actor
from board.workflow.office import ADMIN, DESKLESS
from board.workflow.sop import Bidang

SCOPES = ("paraf", "ttd", "tte")
DEFAULT_SCOPE = ("paraf", "ttd")
KINDS = ("plh", "plt")
LONGEST_MANDATE = 366
"""Days of one mandate: an absence of more than a year is a new letter."""
_LOGIN = re.compile(r"[a-z][a-z0-9._-]{1,31}")


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


def add_user(
    desk: Desk, name: str, title: str, roles: Sequence[str], *, by: str, password: str | None = None, nip: str = "",
    pangkat: str = "",
) -> User:  # fmt: skip
    """Add an officer. Without a password nobody can log in by name; the command line can still act for them.

    Raises:
        InputInvalid: login name, title, NIP, rank, role or password not as expected, or the name is taken.
    """
    problems = []
    if not _LOGIN.fullmatch(name):
        problems.append(Problem("name", "Nama pengguna: 2-32 huruf kecil, angka, titik, atau strip; diawali huruf."))
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
    stored = hash_password(password) if password else ""
    with desk.store.writing():
        now = believable_now(desk)
        if User.get_or_none((User.office == desk.office) & (User.name == name)) is not None:
            raise InputInvalid([Problem("name", f"Nama pengguna {name} sudah dipakai.")])
        user: User = User.create(
            office=desk.office, name=name, title=clean_title, nip=nip.replace(" ", ""), pangkat=rank,
            password=stored, active=1, at=millis(now),
        )  # fmt: skip
        for role, bidang in pairs:
            _grant(desk, user, role, bidang)
        journal(desk, OFFICE_LOG, by, "user_add", name, {"roles": [_role_text(*pair) for pair in pairs]})
    return user


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
        held = set(_current_roles(user))
        for role, bidang in taken:
            RoleGrant.update(ended_at=now).where(
                (RoleGrant.user_id == user.id)
                & (RoleGrant.role == role)
                & (RoleGrant.bidang == bidang)
                & RoleGrant.ended_at.is_null()
            ).execute()
        for role, bidang in given:
            if (role, bidang) not in held:
                _grant(desk, user, role, bidang)
        if ADMIN in {role for role, _ in held} and ADMIN not in {role for role, _ in _current_roles(user)}:
            _keep_an_administrator(desk, user)
        journal(desk, OFFICE_LOG, by, "user_role", name, {"add": list(add), "remove": list(remove)})
    return user


def set_password(desk: Desk, name: str, password: str, *, by: str) -> None:
    """Set an officer's password.

    Raises:
        NotFound, InputInvalid: no such officer, or the password is too short.
    """
    stored = hash_password(password)
    with desk.store.writing():
        user = find_user(desk, name)
        believable_now(desk)
        User.update(password=stored).where(User.id == user.id).execute()
        journal(desk, OFFICE_LOG, by, "user_password", name, {})


def disable_user(desk: Desk, name: str, *, by: str) -> list[str]:
    """Close an account; cases the officer holds go back into their trays. Returns their numbers.

    Raises:
        NotFound: no such officer.
        Refused: nobody would be left to administer.
    """
    with desk.store.writing():
        user = find_user(desk, name)
        now = believable_now(desk)
        if ADMIN in {role for role, _ in _current_roles(user)}:
            _keep_an_administrator(desk, user)
        User.update(active=0).where(User.id == user.id).execute()
        held = list(Case.select().where(Case.office == desk.office, Case.holder == name, OPEN))
        for row in held:
            record(
                desk, row,
                Happening(
                    "lepas", from_step=row.step, to_step=row.step, note=f"Akun {name} dinonaktifkan",
                    detail={"holder": row.holder_title},
                ),
                actor=Actor(by, by), grant=None, now=now,
                changes={"holder": None, "holder_title": None, "held_at": None},
            )  # fmt: skip
        journal(desk, OFFICE_LOG, by, "user_disable", name, {"released": [row.number for row in held]})
    return [row.number for row in held]


def list_users(desk: Desk) -> list[dict[str, Any]]:
    """All officers, the disabled ones too."""
    users = User.select().where(User.office == desk.office).order_by(User.name)
    return [
        {
            "name": user.name,
            "title": user.title,
            "roles": [_role_text(*pair) for pair in _current_roles(user)],
            "active": bool(user.active),
            "password_set": bool(user.password),
        }
        for user in users
    ]


def log_in(desk: Desk, name: str, password: str) -> Actor:
    """The officer of a name and password.

    Raises:
        NotAuthorised: unknown, disabled, or wrong password; one sentence for all of them.
    """
    user = User.get_or_none((User.office == desk.office) & (User.name == name.strip().lower()) & (User.active == 1))
    fits = password_fits(password, user.password if user else "")
    with desk.store.writing():
        journal(desk, ACCESS_LOG, name.strip()[:32], "masuk" if fits else "masuk_gagal", "", {})
    if not fits or user is None:
        raise NotAuthorised("Nama pengguna atau sandi keliru.")
    return actor_of(desk, user.name)


def add_mandate(
    desk: Desk,
    deputy: str,
    principal: str,
    *,
    kind: str,
    from_on: date,
    to_on: date,
    letter: str,
    scope: Sequence[str],
    by: str,
) -> MandateRow:
    """Let an officer act for an absent head from one day to another, both included.

    Raises:
        NotFound, InputInvalid: unknown officers, kind or scope, the days do not fit, or nobody could act by it.
    """
    problems = []
    if kind not in KINDS:
        problems.append(Problem("kind", f'Jenis mandat "{wording.quoted(kind)}" tidak dikenal; pilih plh atau plt.'))
    if to_on < from_on:
        problems.append(Problem("to", "Tanggal akhir mandat tidak boleh sebelum tanggal mulai."))
    elif (to_on - from_on).days >= LONGEST_MANDATE:
        problems.append(Problem("to", f"Mandat paling lama {LONGEST_MANDATE} hari; buat mandat baru sesudahnya."))
    if deputy == principal:
        problems.append(Problem("for", "Pejabat tidak dapat mewakili dirinya sendiri."))
    unknown = [item for item in scope if item not in SCOPES]
    if unknown or not scope:
        problems.append(Problem("scope", f"Lingkup mandat: pilih dari {', '.join(SCOPES)}."))
    if problems:
        raise InputInvalid(problems)
    with desk.store.writing():
        now = believable_now(desk)
        acting, absent = find_user(desk, deputy), find_user(desk, principal)
        _refuse_idle_mandate(desk, acting, absent, kind, from_on.isoformat(), to_on.isoformat())
        row: MandateRow = MandateRow.create(
            office=desk.office, deputy_id=acting.id, principal_id=absent.id, kind=kind,
            from_on=from_on.isoformat(), to_on=to_on.isoformat(), letter=wording.clean(letter),
            scope=",".join(item for item in SCOPES if item in scope), at=millis(now), by=by,
        )  # fmt: skip
        journal(
            desk, OFFICE_LOG, by, "mandate_add", deputy,
            {"for": principal, "kind": kind, "from": row.from_on, "to": row.to_on, "letter": row.letter,
             "scope": row.scope},
        )  # fmt: skip
    return row


def _refuse_idle_mandate(desk: Desk, deputy: User, principal: User, kind: str, from_on: str, to_on: str) -> None:
    """A mandate nobody could act by, or one that stands already."""
    if not deputy.active:
        raise InputInvalid([Problem("deputy", f"Akun {deputy.name} sudah dinonaktifkan dan tidak dapat mewakili.")])
    if not principal.active and kind != "plt":
        # The head has left: whoever fills the empty chair is Plt., who is away for a while is represented by a Plh.
        told = f"Akun {principal.name} sudah dinonaktifkan; jabatan yang kosong diisi Plt. (--kind plt)."
        raise InputInvalid([Problem("for", told)])
    if all(role in DESKLESS for role, _ in _current_roles(principal)):
        told = f"{principal.title} tidak punya peran pada SOP; pengelola dan auditor tidak dapat diwakili."
        raise InputInvalid([Problem("for", told)])
    same = MandateRow.get_or_none(
        (MandateRow.deputy_id == deputy.id) & (MandateRow.principal_id == principal.id) & MandateRow.ended_at.is_null()
        & (MandateRow.from_on <= to_on) & (MandateRow.to_on >= from_on)
    )  # fmt: skip
    if same is not None:
        told = f"Mandat {same.id} sudah berlaku {same.from_on} sampai {same.to_on}; akhiri dahulu: board mandate end."
        raise InputInvalid([Problem("from", told)])


def end_mandate(desk: Desk, mandate_id: int, *, by: str) -> MandateRow:
    """End a mandate now.

    Raises:
        NotFound: no such mandate, or it has ended.
    """
    with desk.store.writing():
        now = believable_now(desk)
        row = MandateRow.get_or_none(
            (MandateRow.office == desk.office) & (MandateRow.id == mandate_id) & MandateRow.ended_at.is_null()
        )
        if row is None:
            raise NotFound("Mandat", str(mandate_id), "Lihat board mandate list.")
        MandateRow.update(ended_at=millis(now)).where(MandateRow.id == mandate_id).execute()
        journal(desk, OFFICE_LOG, by, "mandate_end", str(mandate_id), {})
        found: MandateRow = row
    return found


def list_mandates(desk: Desk) -> list[dict[str, Any]]:
    """All mandates, those that ended too."""
    names = {user.id: user.name for user in User.select().where(User.office == desk.office)}
    today = desk.today().isoformat()
    return [
        {
            "id": row.id,
            "deputy": names[row.deputy_id],
            "for": names[row.principal_id],
            "kind": row.kind,
            "from": row.from_on,
            "to": row.to_on,
            "letter": row.letter or None,
            "scope": row.scope.split(","),
            "active": row.ended_at is None and row.from_on <= today <= row.to_on,
            "ended_at": iso(row.ended_at, desk.zone),
        }
        for row in MandateRow.select().where(MandateRow.office == desk.office).order_by(MandateRow.id)
    ]


def _keep_an_administrator(desk: Desk, leaving: User) -> None:
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


def _grant(desk: Desk, user: User, role: str, bidang: str) -> None:
    RoleGrant.create(office=desk.office, user_id=user.id, role=role, bidang=bidang, at=millis(desk.now()))


def _current_roles(user: User) -> list[tuple[str, str]]:
    rows = RoleGrant.select(RoleGrant.role, RoleGrant.bidang).where(
        (RoleGrant.user_id == user.id) & RoleGrant.ended_at.is_null()
    )
    return list(rows.order_by(RoleGrant.id).tuples())


def _role_text(role: str, bidang: str) -> str:
    return f"{role}:{bidang}" if bidang else role
