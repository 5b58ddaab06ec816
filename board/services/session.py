"""What a session asks, it asks for an officer who may have left since it was opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Concatenate, ParamSpec, TypeVar

from board.services.desk import Desk
from board.services.facts_of import actor_of

P = ParamSpec("P")
R = TypeVar("R")


def still_here(_desk: Desk) -> None:
    """Nothing but whether the officer may still ask; see ``in_session``."""


def in_session(
    desk: Desk, user: str | None, service: Callable[Concatenate[Desk, P], R], *arguments: P.args, **options: P.kwargs
) -> R:
    """Call a service for whoever is at the board.

    Args:
        user: login name; None while nobody has come in yet.

    Raises:
        NotAuthorised: the account was closed meanwhile, or the roles were given for a period that is over.
    """
    asking = desk.seen_by(actor_of(desk, user)) if user is not None else desk
    return service(asking, *arguments, **options)
