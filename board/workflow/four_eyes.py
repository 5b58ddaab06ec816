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
    """Where it was done; empty for the registration, and for what was done under another service."""
    role: str
    to: str = ""
    """Of a return, where the case went."""
    fields: tuple[str, ...] = ()
    """What was written: fields of the case, ``applicant.nik``."""


@dataclass(frozen=True)
class SameHand:
    """Why an approval would have only one pair of eyes."""

    role: str
    """In which role the officer has had the case before."""
    entered: bool
    """Whether they entered it; else they approved it."""
    mended: bool = False
    """Whether all they entered was put in where it is approved: whoever checks it below settles that."""

    @property
    def words(self) -> str:
        """As the event tells it: ``mengisi`` or ``menyetujui``."""
        return "mengisi" if self.entered else "menyetujui"


def same_hand(sop: Sop, step: Step, move: Move, hands: Iterable[Hand], login: str, role: str) -> SameHand | None:
    """Whether an officer who would approve has entered the case, or approved it in another role.

    Who writes into a case while it is theirs to approve has entered that part of it, until somebody below has looked at
    it again; what the approving step itself asks for is no such thing.

    Args:
        hands: of what was not taken back, in order.
        role: the one they would approve in.
    """
    if move.intent is not Intent.APPROVE:
        return None
    places = {item.id: place for place, item in enumerate(sop.steps)}
    approved: dict[str, Hand] = {}
    entered: Hand | None = None
    mended: Hand | None = None
    for hand in hands:
        deciding = hand.step in places and decides(sop.step(hand.step))
        own = hand.login == login
        if hand.to in places:
            # What was approved from there on is looked at anew.
            approved = {name: before for name, before in approved.items() if places[name] < places[hand.to]}
        if not deciding:
            if own and (hand.step not in places or hand.fields or hand.intent == Intent.FORWARD):
                entered = hand
            elif hand.intent == Intent.FORWARD:
                mended = None
        elif own and _foreign(sop, hand):
            mended = hand
        if deciding and hand.intent == Intent.APPROVE:
            approved[hand.step] = hand
    if entered or mended:
        before = entered or mended
        assert before is not None
        return SameHand(before.role, entered=True, mended=entered is None)
    twice = [hand for hand in approved.values() if hand.login == login and hand.role != role and hand.step != step.id]
    return SameHand(twice[-1].role, entered=False) if twice else None


def _foreign(sop: Sop, hand: Hand) -> bool:
    """Whether something was written that belongs to a step below: what an approving step asks for is its own."""
    items = (sop.field(name) for name in hand.fields)
    return any(item is None or not decides(sop.step(item.step)) for item in items)
