"""One case as it lies before an officer: its SOP, its facts, and every move with its verdict."""

from __future__ import annotations

from dataclasses import dataclass

from board.errors import MoveRefused
from board.services.close_thread import close_thread
from board.services.desk import Desk
from board.services.facts_of import actor_of, facts_of, find_case, must_be_as_seen, sop_of
from board.services.messages import ready_words
from board.services.move_case import Moved, MoveOrder, move_case
from board.workflow import engine, permissions
from board.workflow.engine import Choice
from board.workflow.facts import Actor, CaseFacts
from board.workflow.sop import Intent, Sop, Step


@dataclass(frozen=True)
class CaseDesk:
    """What a decision needs to see. ``version`` guards the move against a colleague's."""

    number: str
    version: int
    sop: Sop
    step: Step
    facts: CaseFacts
    actor: Actor
    choices: tuple[Choice, ...]
    secret: bool = False
    """Whether the applicant's name was given in confidence."""
    work_refused: MoveRefused | None = None
    """Why the officer may not fill in or tick here; None: they may."""

    @property
    def forward(self) -> list[Choice]:
        """Ways on, the branches too."""
        return [choice for choice in self.choices if not choice.move.back]

    @property
    def back(self) -> list[Choice]:
        """Ways back, to a step or to the applicant."""
        return [choice for choice in self.choices if choice.move.back]


def lay_out(desk: Desk, number: str, user: str, seen: int | None = None) -> CaseDesk:
    """Read a case afresh for an officer.

    Args:
        seen: version the officer has on screen; None: whichever it is now.

    Raises:
        StaleCase: the case is not the one the officer sees.
        NotFound, NotAuthorised: see ``board.errors``.
    """
    with desk.store.reading():
        actor = actor_of(desk, user)
        row = find_case(desk.seen_by(actor), number)
        must_be_as_seen(row, seen)
        sop, facts = sop_of(desk, row), facts_of(desk, row)
    choices = tuple(engine.choices(sop, facts, actor))
    return CaseDesk(
        row.number,
        row.version,
        sop,
        sop.step(row.step),
        facts,
        actor,
        choices,
        secret=bool(row.secret),
        work_refused=_refused(sop, facts, actor),
    )


def _refused(sop: Sop, facts: CaseFacts, actor: Actor) -> MoveRefused | None:
    try:
        permissions.may_work(sop, facts, actor)
    except MoveRefused as refused:
        return refused
    return None


def close_and_tell(desk: Desk, number: str, user: str, order: MoveOrder, solution: str) -> tuple[Moved, str]:
    """Convey the office's answer and say what happened, in one visit to the database."""
    moved = close_thread(desk, number, user, order, solution)
    return moved, moved_words(desk, moved)


def moved_words(desk: Desk, moved: Moved) -> str:
    """The sentence after a move: where the berkas is now, what has yet to come out, what has to be sent."""
    row = moved.case
    sop = sop_of(desk, row)
    step = sop.step(row.step)
    decision = moved.decision
    if decision is None or not row.open:
        words = f"Berkas {row.number} selesai."
    elif decision.to == "pemohon":
        words = f"Berkas {row.number} menunggu pemohon. Waktu dijeda."
    elif decision.move.intent is Intent.ACCEPT:
        words = f"Berkas {row.number} diterima kembali; lanjut di {step.tray}."
    else:
        verb = "dikembalikan" if decision.move.back else "diteruskan"
        words = f"Berkas {row.number} {verb} ke {step.tray} ({sop.role_titles(step.acting)})."
        if decision.move.intent is Intent.APPROVE and sop.step(decision.from_step).signs:
            words += f" Tercatat sudah {'TTE' if sop.signing == 'tte' else 'ditandatangani'}."
    if moved.prints:
        words += f" {len(moved.prints)} dokumen dicetak."
    return words + ready_words(moved.message)


def move_and_tell(desk: Desk, number: str, user: str, order: MoveOrder) -> tuple[Moved, str]:
    """Move a case and say what happened, in one visit to the database."""
    moved = move_case(desk, number, user, order)
    return moved, moved_words(desk, moved)
