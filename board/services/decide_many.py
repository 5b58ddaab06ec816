"""One decision for many cases, each in its own transaction: what cannot be decided is skipped and told (PRODUCT 5)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from board.errors import BoardError
from board.models.case import Case
from board.services.case_desk import CaseDesk, lay_out
from board.services.desk import Desk
from board.services.move_case import Moved, MoveOrder, move_case
from board.services.tray import Pick
from board.services.undo_case import undo_case
from board.workflow import refusals
from board.workflow.engine import Choice
from board.workflow.sop import PEMOHON, Step


@dataclass(frozen=True)
class Ruling:
    """What is decided: on, or back with a reason and a note, which the way on has none of."""

    back: bool = False
    reason: str | None = None
    note: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one case."""

    pick: Pick
    """The case; of one that was decided, as the decision left it."""
    done: bool
    words: str
    """Where it went, or why it was skipped."""
    prints: bool = False
    """Papers wait for the printer."""

    @property
    def number(self) -> str:
        """Of the case."""
        return self.pick.number


def signatures_among(desk: Desk, picks: Sequence[Pick]) -> int:
    """How many of the cases lie at a step that signs: going on there records what happened outside."""
    return sum(step.signs for step in _steps_of(desk, picks))


def reasons_among(desk: Desk, picks: Sequence[Pick]) -> tuple[str, ...]:
    """Coded reasons that the steps of the cases know for a return, those of most cases first."""
    known = Counter(
        code
        for step in _steps_of(desk, picks)
        for code in dict.fromkeys(code for move in step.moves for code in move.reasons)
    )
    return tuple(code for code, _ in known.most_common())


def _steps_of(desk: Desk, picks: Sequence[Pick]) -> Iterator[Step]:
    """The step each case lies at."""
    places = Case.select(Case.sop, Case.sop_version, Case.step).where(Case.id.in_([pick.id for pick in picks]))
    return (desk.shelf.get(sop, version).step(step) for sop, version, step in places.tuples())


def decide_many(desk: Desk, user: str, picks: Iterable[Pick], ruling: Ruling) -> list[Outcome]:
    """Decide on each case as it was marked; what was taken, changed or is not ready is skipped, never guessed at."""
    return [_decide(desk, user, pick, ruling) for pick in picks]


def _decide(desk: Desk, user: str, pick: Pick, ruling: Ruling) -> Outcome:
    try:
        laid = lay_out(desk, pick.number, user, pick.version)
        move = _only_way(laid, back=ruling.back).move
        order = MoveOrder(move.intent, move.to, ruling.reason, ruling.note, seen=pick.version)
        moved = move_case(desk, pick.number, user, order)
    except BoardError as refused:
        # A row that is damaged, too, keeps nobody from the others; whatever it is, it is told.
        return Outcome(pick, False, _why(refused, pick.number))
    return Outcome(replace(pick, version=moved.case.version), True, _went(laid, moved), prints=bool(moved.prints))


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


def _why(refused: BoardError, number: str) -> str:
    """A refusal beside the number it is about: what the row says already is left out."""
    return refused.sentence.removeprefix(f"Berkas {number} ")


def undo_many(desk: Desk, user: str, picks: Iterable[Pick]) -> list[Outcome]:
    """Take back one decision on many, as far as nobody has built on it."""
    return [_undo(desk, user, pick) for pick in picks]


def _undo(desk: Desk, user: str, pick: Pick) -> Outcome:
    try:
        undo_case(desk, pick.number, user, seen=pick.version)
    except BoardError as refused:
        return Outcome(pick, False, _why(refused, pick.number))
    return Outcome(pick, True, "diurungkan")
