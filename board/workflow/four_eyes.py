"""Four eyes: who entered a case may not approve it, nor approve it twice in two offices (PRODUCT 1, DOMAIN A.12).

A mandate makes no second pair of eyes: the login decides, whatever role it acts in. An office may let it pass, and
then it is marked; the switch stands in the office's profile, per SOP, so that a case never waits for nobody.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from board.workflow.paraf import decides
from board.workflow.sop import Intent, Move, Sop, Step

FourEyes = Literal["wajib", "tandai", "bebas"]
"""Refused; allowed and marked in the event and on the lembar paraf; not looked at."""


@dataclass(frozen=True)
class Hand:
    """What one officer did to a case, as far as a second pair of eyes matters."""

    login: str
    intent: str
    step: str
    """Where it was done; empty for the registration."""
    role: str
    wrote: bool = False
    """Whether it brought data."""


@dataclass(frozen=True)
class SameHand:
    """Why an approval would have only one pair of eyes."""

    role: str
    """In which role the officer has had the case before."""
    entered: bool
    """Whether they entered it; else they approved it."""

    @property
    def words(self) -> str:
        """As the event tells it: ``mengisi`` or ``menyetujui``."""
        return "mengisi" if self.entered else "menyetujui"


def same_hand(sop: Sop, step: Step, move: Move, hands: Iterable[Hand], login: str, role: str) -> SameHand | None:
    """Whether an officer who would approve has entered the case, or approved it in another role.

    Args:
        hands: of the moves and edits that were not taken back, in their order.
        role: the one they would approve in.
    """
    if move.intent is not Intent.APPROVE:
        return None
    approved: dict[str, Hand] = {}
    entered = None
    known = {item.id: item for item in sop.steps}
    for hand in hands:
        at = known.get(hand.step)
        if at is not None and decides(at):
            if hand.intent == Intent.APPROVE:
                # Of one step only the last approval stands: the case came back and was looked at anew.
                approved[hand.step] = hand
        elif hand.login == login and (at is None or hand.wrote or hand.intent == Intent.FORWARD):
            entered = hand
    if entered is not None:
        return SameHand(entered.role, entered=True)
    twice = [hand for hand in approved.values() if hand.login == login and hand.role != role and hand.step != step.id]
    return SameHand(twice[-1].role, entered=False) if twice else None
