"""What a session asks, it asks for an officer who may have left since it was opened, or whose key may be revoked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from board.errors import NotAuthorised, NotFound, SessionOver
from board.models.access import SshKey
from board.services.desk import Desk
from board.services.facts_of import actor_of, find_user
from board.services.record import ACCESS_LOG, journal
from board.services.ssh_keys import find_key
from board.workflow.facts import Actor

P = ParamSpec("P")
R = TypeVar("R")

STRANGE_KEY = "Kunci SSH ini bukan kunci Anda di papan ini, atau sudah tidak dikenal. Hubungi pengelola."


def enter(desk: Desk, user: str) -> Actor:
    """The officer a session was opened for; recorded with the key that opened it (``Desk.key_id``), if one did.

    Raises:
        NotFound, NotAuthorised: no such officer, or one who may not come in today.
        SessionOver: the key is not this officer's, or was revoked.
    """
    actor = actor_of(desk, user)
    key = _key_in_force(desk, user)
    detail = {"login": user, "key": desk.key_id, **({"fingerprint": key.fingerprint} if key else {})}
    with desk.store.writing():
        journal(desk, ACCESS_LOG, actor.title, "masuk", "", detail)
    return actor


def still_here(_desk: Desk) -> None:
    """Nothing but whether the officer may still ask; see ``in_session``."""


def in_session(
    desk: Desk, user: str | None, service: Callable[Concatenate[Desk, P], R], *arguments: P.args, **options: P.kwargs
) -> R:
    """Call a service for whoever is at the board.

    Args:
        user: login name; None while nobody has come in yet.

    Raises:
        SessionOver: the account was closed meanwhile, the roles were given for a period that is over, or the key was
            revoked.
    """
    if user is None:
        return service(desk, *arguments, **options)
    try:
        actor = actor_of(desk, user)
    except NotAuthorised as refused:
        raise SessionOver(refused.sentence) from None
    _key_in_force(desk, user)
    return service(desk.seen_by(actor), *arguments, **options)


def _key_in_force(desk: Desk, user: str) -> SshKey | None:
    """The key the session came in with; None where it came in without one: an administrator at the machine."""
    if desk.key_id is None:
        return None
    try:
        key = find_key(desk, desk.key_id)
    except NotFound:
        raise SessionOver(STRANGE_KEY) from None
    if key.user_id != find_user(desk, user).id:
        raise SessionOver(STRANGE_KEY)
    if key.revoked_at is not None:
        where = f", {key.comment}" if key.comment else ""
        raise SessionOver(f"Kunci SSH yang Anda pakai masuk (kunci {key.id}{where}) sudah dicabut. Hubungi pengelola.")
    return key
