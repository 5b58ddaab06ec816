"""Coming in by name and password. Whom SSH has let in for one officer needs neither."""

from __future__ import annotations

from dataclasses import dataclass

from board.errors import InputInvalid, NotAuthorised, Problem
from board.models.office import User
from board.services.desk import Desk
from board.services.facts_of import actor_of
from board.services.login_trials import begin_try, forget_tries, typed_name
from board.services.passwords import hash_password, password_fits
from board.services.record import ACCESS_LOG, OFFICE_LOG, believable_now, journal
from board.workflow.facts import Actor

WRONG = "Nama pengguna atau sandi keliru."
SAME = "Sandi baru harus berbeda dari sandi sekarang."


@dataclass(frozen=True)
class AtTheDoor:
    """Who gave the right password."""

    actor: Actor
    must_change: bool
    """Somebody else knows the password: a new one comes first."""


def log_in(desk: Desk, name: str, password: str) -> AtTheDoor:
    """The officer of a name and password.

    Raises:
        NotAuthorised: unknown, disabled, or wrong password; one sentence for all of them. Also an officer whose roles
            do not hold today, who is told so.
        LoginSlowed: after wrong passwords in a row it is too early for another one.
    """
    typed = typed_name(name)
    begin_try(desk, typed)
    user = _active(desk, name)
    fits = password_fits(password, user.password if user else "")
    actor, refused = None, NotAuthorised(WRONG)
    if fits and user is not None:
        try:
            actor = actor_of(desk, user.name)
        except NotAuthorised as told:
            refused = told
    must_change = bool(user and user.must_change)
    what = "masuk_gagal" if actor is None else "masuk_ganti_sandi" if must_change else "masuk"
    with desk.store.writing():
        if fits:
            forget_tries(desk, typed)
        journal(desk, ACCESS_LOG, typed, what, "", {})
    if actor is None:
        raise refused
    return AtTheDoor(actor, must_change)


def change_own_password(desk: Desk, name: str, password: str, new: str, again: str) -> Actor:
    """Let an officer at the door choose a password that nobody else knows, and come in with it.

    Args:
        again: the new one, typed a second time.

    Raises:
        NotAuthorised: the present password is not (or no longer) right.
        InputInvalid: the new one is too short, the same as before, or not typed the same twice.
    """
    if new != again:
        raise InputInvalid([Problem("again", "Kedua sandi tidak sama; ketik ulang keduanya.")])
    stored = hash_password(new)
    user = _active(desk, name)
    if not password_fits(password, user.password if user else "") or user is None:
        raise NotAuthorised(WRONG)
    if new == password:
        raise InputInvalid([Problem("password", SAME)])
    actor = actor_of(desk, user.name)
    with desk.store.writing():
        believable_now(desk)
        unchanged = (User.id == user.id) & (User.password == user.password) & (User.active == 1)
        if not User.update(password=stored, must_change=0).where(unchanged).execute():
            raise NotAuthorised("Sandi ini baru saja diganti orang lain. Hubungi pengelola.")
        journal(desk, OFFICE_LOG, actor.title, "user_password", user.name, {"own": True})
        journal(desk, ACCESS_LOG, user.name, "masuk", "", {})
    return actor


def choose_own_password(desk: Desk, name: str, new: str, again: str) -> Actor:
    """Let an officer who came in by a key choose a password of their own, which opens their locked screen.

    Only where there is none that they alone know, and only in a session that a key of theirs opened: the key says who
    they are as well as a password would.

    Raises:
        NotAuthorised: the session was opened without a key, or the officer has a password of their own.
        InputInvalid: too short, or not typed the same twice.
    """
    if new != again:
        raise InputInvalid([Problem("again", "Kedua sandi tidak sama; ketik ulang keduanya.")])
    stored = hash_password(new)
    actor, user = actor_of(desk, name), _active(desk, name)
    if desk.key_id is None or user is None or (user.password and not user.must_change):
        raise NotAuthorised("Sandi sendiri hanya dibuat sekali, dalam sesi yang masuk dengan kunci.")
    with desk.store.writing():
        believable_now(desk)
        unchanged = (User.id == user.id) & (User.password == user.password) & (User.active == 1)
        if not User.update(password=stored, must_change=0).where(unchanged).execute():
            raise NotAuthorised("Sandi ini baru saja diganti orang lain. Hubungi pengelola.")
        journal(desk, OFFICE_LOG, actor.title, "user_password", user.name, {"own": True})
    return actor


def _active(desk: Desk, name: str) -> User | None:
    named = (User.office == desk.office) & (User.name == name.strip().lower()) & (User.active == 1)
    user: User | None = User.get_or_none(named)
    return user
