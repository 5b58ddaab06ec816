"""Coming in by name and password. Whom SSH has let in for one officer needs neither."""

from __future__ import annotations

from board.errors import NotAuthorised
from board.models.office import User
from board.services.desk import Desk
from board.services.facts_of import actor_of
from board.services.passwords import password_fits
from board.services.record import ACCESS_LOG, journal
from board.workflow.facts import Actor


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
