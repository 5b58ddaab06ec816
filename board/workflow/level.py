"""How hard a complaint is taken to be (DOMAIN A.10): which way it went, and whether that was taken back."""

from __future__ import annotations

from collections.abc import Iterable

from board.workflow.sop import Intent, Sop

SIMPLE, COMPLEX = "sederhana", "kompleks"
LEVEL_TITLES = {SIMPLE: "Sederhana", COMPLEX: "Kompleks"}


def level_of(sop: Sop, moves: Iterable[tuple[str, str | None]]) -> str | None:
    """The level after some moves; None before anybody chose.

    Args:
        moves: intent and target of every move that stands, oldest first.
    """
    simple = {move.to for step in sop.steps for move in step.moves if move.intent is Intent.SIMPLE}
    level = None
    for intent, to in moves:
        if intent in (Intent.COMPLEX, Intent.ESCALATE):
            level = COMPLEX
        elif intent == Intent.SIMPLE or (intent == Intent.RETURN and level and to in simple):
            level = SIMPLE
    return level
