"""A whole tray at once: what ``*`` marks, and what an officer clears case by case."""

from __future__ import annotations

from dataclasses import dataclass

from board.models.case import LIFT
from board.services.desk import Desk
from board.services.facts_of import actor_of
from board.services.lists import Column, Filter, bare_cards, shown_to

MOST = 1000
"""Cases of a tray that are taken in hand at once; whoever has more begins again."""


@dataclass(frozen=True)
class Pick:
    """A case somebody means, as they saw it: another version is another case to decide on."""

    id: int
    number: str
    version: int
    holder: str | None = None
    """Login name of who works on it."""


def whole_tray(desk: Desk, user: str, column: Column, narrowed: Filter) -> list[Pick]:
    """The cases of a column that wait for the office, in its order, as it is narrowed; at most ``MOST``."""
    with desk.store.reading():
        actor = actor_of(desk, user)
        found = bare_cards(desk, column, shown_to(desk, actor, narrowed, desk.now()), limit=MOST)
    return [Pick(card.id, card.number, card.version, card.holder) for card in found if card.due < LIFT]
