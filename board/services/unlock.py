"""A screen that was left alone: locked for everybody but its officer."""

from __future__ import annotations

from board.models.office import User
from board.services.desk import Desk
from board.services.facts_of import actor_of, find_user
from board.services.login_trials import begin_try, forget_tries
from board.services.passwords import password_fits
from board.services.record import ACCESS_LOG, journal


def can_unlock(desk: Desk, user: str) -> bool:
    """Whether an officer has a sandi that nobody else knows; who comes in by key alone may have none.

    Raises:
        NotFound: no such officer.
    """
    row = find_user(desk, user)
    return bool(row.password) and not row.must_change


def lock(desk: Desk, user: str) -> bool:
    """Write down that the screen of an officer was locked.

    Returns:
        whether its officer can open it again.

    Raises:
        NotAuthorised: the account was closed meanwhile.
    """
    actor = actor_of(desk, user)
    opens = can_unlock(desk, user)
    with desk.store.writing():
        journal(desk, ACCESS_LOG, actor.title, "kunci_layar", "", {"login": user})
    return opens


def unlock(desk: Desk, user: str, password: str) -> bool:
    """Whether a password opens the screen of an officer.

    Raises:
        NotAuthorised: the account was closed meanwhile, or its roles hold no more.
        LoginSlowed: after wrong passwords in a row it is too early for another one.
    """
    actor = actor_of(desk, user)
    begin_try(desk, user)
    row: User = find_user(desk, user)
    fits = password_fits(password, row.password) and not row.must_change
    with desk.store.writing():
        if fits:
            forget_tries(desk, user)
        what = "buka_layar" if fits else "buka_layar_gagal"
        journal(desk, ACCESS_LOG, actor.title, what, "", {"login": user})
    return fits
