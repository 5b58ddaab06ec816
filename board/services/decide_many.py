"""One decision for many cases, each in its own transaction: what cannot be decided is skipped and told (PRODUCT 5)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from board.errors import Refused
from board.models.case import Case
from board.services.case_desk import CaseDesk, lay_out
from board.services.desk import Desk
from board.services.move_case import Moved, MoveOrder, move_case
from board.services.tray import Pick
from board.services.undo_case import undo_case
from board.workflow import refusals
from board.workflow.engine import Choice
from board.workflow.sop import PEMOHON


@dataclass(frozen=True)
class Ruling:
    """What is decided: on, or back with a reason."""

    back: bool = False
    reason: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one case."""

    number: str
    done: bool
    words: str
    """Where it went, or why it was skipped."""
    prints: bool = False
    """Papers wait for the printer."""


def signatures_among(desk: Desk, picks: Sequence[Pick]) -> int:
    """How many of the cases lie at a step that signs: going on there records what happened outside."""
    places = Case.select(Case.sop, Case.sop_version, Case.step).where(Case.id.in_([pick.id for pick in picks]))
    return sum(desk.shelf.get(sop, version).step(step).signs for sop, version, step in places.tuples())


def decide_many(desk: Desk, user: str, picks: Iterable[Pick], ruling: Ruling, key: str) -> list[Outcome]:
    """Decide on each case as it was marked; one that was taken, changed or is not ready is skipped, never guessed at.

    Args:
        key: of the whole decision; asked again with it, nothing is done twice.

    Raises:
        Broken: the database failed; what was decided until then is stored.
    """
    return [_decide(desk, user, pick, ruling, f"{key}:{pick.id}") for pick in picks]


def _decide(desk: Desk, user: str, pick: Pick, ruling: Ruling, key: str) -> Outcome:
    try:
        laid = lay_out(desk, pick.number, user, pick.version)
        move = _only_way(laid, back=ruling.back).move
        reason = ruling.reason if ruling.back else None
        order = MoveOrder(
            move.intent, move.to, reason, ruling.note if ruling.back else "", seen=pick.version, key=key
        )  # fmt: skip
        moved = move_case(desk, pick.number, user, order)
    except Refused as refused:
        return Outcome(pick.number, False, refused.sentence)
    return Outcome(pick.number, True, _went(laid, moved), prints=bool(moved.prints))


def _only_way(laid: CaseDesk, *, back: bool) -> Choice:
    """The one way an officer has for a case; more than one want a look of their own.

    Raises:
        MoveRefused: none, several, or the one is refused.
    """
    ways = [choice for choice in (laid.back if back else laid.forward) if choice.grant is not None]
    inside = [choice for choice in ways if choice.move.to != PEMOHON]
    if back and len(inside) == 1:
        # What is asked of an applicant differs from case to case.
        ways = inside
    if len(ways) > 1 or any(choice.move.answers or choice.move.to == PEMOHON for choice in ways):
        raise refusals.one_by_one(laid.sop, laid.step, laid.number)
    if not ways:
        offered = laid.back if back else laid.forward
        if offered and offered[0].refused:
            raise offered[0].refused
        raise refusals.no_way(laid.sop, laid.step, laid.number, back)
    if ways[0].refused:
        raise ways[0].refused
    return ways[0]


def _went(laid: CaseDesk, moved: Moved) -> str:
    row = moved.case
    if not row.open:
        return "selesai"
    return f"ke {laid.sop.step(row.step).tray}"


def undo_many(desk: Desk, user: str, numbers: Iterable[str]) -> list[Outcome]:
    """Take back one decision on many, as far as nobody has built on it."""
    return [_undo(desk, user, number) for number in numbers]


def _undo(desk: Desk, user: str, number: str) -> Outcome:
    try:
        undo_case(desk, number, user)
    except Refused as refused:
        return Outcome(number, False, refused.sentence)
    return Outcome(number, True, "diurungkan")
