"""What may happen to a case: ``choices`` to show and ``decide`` to do are the same code.

Facts and ``now`` are arguments; nothing here reads a clock or a row. A refusal comes back as a value on the choice
(``refused``), so that a screen can show a key as live and answer it with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from board import wording
from board.errors import MoveRefused
from board.workflow import refusals
from board.workflow.calendar import WorkingCalendar
from board.workflow.checks import OTHER, REASON, failing, known
from board.workflow.conditions import holds
from board.workflow.facts import Actor, CaseFacts, Grant, MoveRequest
from board.workflow.four_eyes import SameHand, same_hand
from board.workflow.sop import (
    CLOCK_STILL,
    CLOSED,
    INTENT_TITLES,
    PEMOHON,
    Intent,
    Move,
    Sop,
    Status,
    Step,
    split_book,
)


@dataclass(frozen=True)
class Choice:
    """One move as it looks to one officer: allowed, or refused with the reason."""

    move: Move
    title: str
    """What the key does here: ``Setujui, ke Koreksi Kabid``."""
    grant: Grant | None
    refused: MoveRefused | None

    @property
    def allowed(self) -> bool:
        """Whether pressing the key now would do it."""
        return self.refused is None


@dataclass(frozen=True)
class Decision:
    """What a move does, complete: the service writes it down and adds nothing of its own."""

    move: Move
    from_step: str
    to: str | None
    """As events tell it: a step id, ``pemohon``, or None at the end."""
    step: str
    """Where the case stands afterwards; at the applicant or the end: the step it left."""
    status: Status
    grant: Grant
    reason: str | None
    note: str
    round: int
    due_at: datetime | None
    ready_at: datetime | None
    paused_at: datetime | None
    complete: bool
    issued: bool
    prints: tuple[str, ...]
    books: tuple[tuple[str, str | None], ...]
    message: str | None
    same_hand: SameHand | None = None
    """The officer had the case before in another role, and the office lets that pass and marks it."""

    @property
    def closes(self) -> bool:
        """Whether the case ends here."""
        return self.status in CLOSED


@dataclass(frozen=True)
class Rules:
    """What of the office's configuration the engine needs."""

    calendar: WorkingCalendar
    each_round: frozenset[str] = frozenset()
    """Papers that are made again after every return; all others once for the step that makes them."""
    cancel_roles: tuple[str, ...] = ("kabid", "kadis")
    """Who may cancel a case in the office's name."""


def choices(sop: Sop, case: CaseFacts, actor: Actor) -> list[Choice]:
    """Every move of the step a case stands in, judged for ``actor``."""
    if case.status in CLOSED:
        return []
    step = sop.step(case.step)
    if case.status is Status.AT_APPLICANT:
        back = accept_move(step)
        return [_judge(sop, step, back, case, actor)]
    return [_judge(sop, step, move, case, actor) for move in step.moves]


def accept_move(step: Step) -> Move:
    """The way back from the applicant to the step that sent the case there, for whoever could send it."""
    by = tuple(dict.fromkeys(role for move in step.moves if move.to == PEMOHON for role in move.by))
    return Move(Intent.ACCEPT, by=by, to=step.id)


def decide(sop: Sop, case: CaseFacts, actor: Actor, request: MoveRequest, now: datetime, rules: Rules) -> Decision:
    """The consequences of a move.

    Args:
        case: the facts read inside the writing transaction, data already merged with what the move brings.
        now: aware, in the office's zone.

    Raises:
        MoveRefused: the same refusal ``choices`` shows, or one that concerns the request itself.
    """
    step = sop.step(case.step)
    if case.status in CLOSED:
        raise refusals.closed(sop, case)
    choice = _asked_for(sop, step, choices(sop, case, actor), case, request)
    if choice.refused:
        raise choice.refused
    move = choice.move
    request = replace(request, note=wording.clean(request.note, lines=True))
    if REASON in move.requires and not (request.reason or request.note):
        raise refusals.reason_missing(sop, step)
    assert choice.grant is not None
    decision = _consequences(sop, step, move, case, request, choice.grant, now, rules)
    if case.four_eyes == "tandai":
        before = same_hand(sop, step, move, case.hands, actor.name, choice.grant.role)
        return replace(decision, same_hand=before)
    return decision


def _judge(sop: Sop, step: Step, move: Move, case: CaseFacts, actor: Actor) -> Choice:
    grant = actor.grant_for(move.by, sop.bidang, _signature(sop, step, move))
    return Choice(move, _title(sop, move), grant, _refusal(sop, step, move, case, actor, grant))


def _signature(sop: Sop, step: Step, move: Move) -> str | None:
    """The scope a mandate needs for a move, where the move is a signature."""
    if not (step.signs and move.intent is Intent.APPROVE):
        return None
    return "tte" if sop.signing == "tte" else "ttd"


def _refusal(
    sop: Sop, step: Step, move: Move, case: CaseFacts, actor: Actor, grant: Grant | None
) -> MoveRefused | None:
    if grant is None:
        return refusals.not_yours(sop, step, move.by, actor)
    signature = _signature(sop, step, move)
    if grant.mandate and not grant.signs(signature):
        return refusals.mandate_too_narrow(sop, step, grant.mandate.words, tte=signature == "tte")
    if case.holder and case.holder != actor.name:
        return refusals.held(sop, step, case, wording.stamp(case.held_at) if case.held_at else "tadi")
    if case.four_eyes == "wajib" and (before := same_hand(sop, step, move, case.hands, actor.name, grant.role)):
        return refusals.one_pair_of_eyes(sop, step, case, before)
    return failing(sop, step, move, case)


def _title(sop: Sop, move: Move) -> str:
    title = INTENT_TITLES[move.intent]
    if move.to == PEMOHON:
        return f"Minta dilengkapi ({sop.role_title(PEMOHON)})"
    if move.to is None:
        return title
    return f"{title}, ke {sop.step(move.to).tray}"


def _asked_for(sop: Sop, step: Step, offered: list[Choice], case: CaseFacts, request: MoveRequest) -> Choice:
    fitting = [choice for choice in offered if choice.move.intent == request.intent]
    if not fitting:
        if case.status is Status.AT_APPLICANT:
            raise refusals.at_applicant(sop, step, case)
        if request.intent == Intent.ACCEPT:
            raise refusals.not_at_applicant(sop, step, case)
        raise refusals.no_such_move(sop, step, request.intent, [choice.move.intent for choice in offered])
    if request.to is not None:
        fitting = [choice for choice in fitting if choice.move.to == request.to]
        if not fitting:
            ways = [choice.move.name for choice in offered]
            raise refusals.no_such_move(sop, step, f"{request.intent}→{request.to}", ways)
    if len(fitting) > 1:
        raise refusals.which_way(sop, step, request.intent, [choice.move.to or "akhir" for choice in fitting])
    return fitting[0]


def _consequences(
    sop: Sop,
    step: Step,
    move: Move,
    case: CaseFacts,
    request: MoveRequest,
    grant: Grant,
    now: datetime,
    rules: Rules,
) -> Decision:
    target = step if move.to in (None, PEMOHON) else sop.step(str(move.to))
    if move.to is None:
        status = Status.DONE
    elif move.to == PEMOHON:
        status = Status.AT_APPLICANT
    else:
        status = target.status
    went_back = move.back and move.to != PEMOHON
    due_at, paused_at = _clock(sop, move, case, status, now, rules.calendar)
    ready_at = now if move.ready and case.ready_at is None else case.ready_at
    decision = Decision(
        move=move,
        from_step=step.id,
        to=move.to,
        step=target.id,
        status=status,
        grant=grant,
        reason=request.reason or (OTHER if REASON in move.requires else None),
        note=request.note,
        round=case.round + 1 if went_back else case.round,
        due_at=due_at,
        ready_at=None if went_back else ready_at,
        paused_at=paused_at,
        complete=case.complete or move.complete,
        issued=case.issued or move.issues,
        prints=(),
        books=(),
        message=move.message,
    )
    return replace(
        decision,
        prints=papers_to_print(sop, step, move, case, rules),
        books=_books_to_write(sop, step, move, case),
    )


def _clock(
    sop: Sop, move: Move, case: CaseFacts, status: Status, now: datetime, calendar: WorkingCalendar
) -> tuple[datetime | None, datetime | None]:
    """Due and pause after a move: the pause that ends moves due by the working time it took (DOMAIN E.1)."""
    due_at = case.due_at
    if case.paused_at and due_at:
        due_at = calendar.after_working_time(due_at, calendar.working_time(case.paused_at, now))
    if move.complete and not case.complete and sop.promise:
        due_at = calendar.due(sop.promise, now)
    paused = status in CLOCK_STILL
    return due_at, now if paused else None


def papers_to_print(sop: Sop, step: Step, move: Move, case: CaseFacts, rules: Rules) -> tuple[str, ...]:
    """Papers of a move that apply and were not printed already (before it by ``c``, or in an earlier pass).

    A draft printed before a correction is not the draft of what goes on: it is made again.
    """
    facts, shown = known(sop, case), case.shown
    made = {
        paper.document
        for paper in case.papers
        if paper.step == step.id
        and (paper.document not in rules.each_round or (paper.round, paper.shows) == (case.round, shown))
    }
    return tuple(
        document
        for document in move.prints
        if document not in made and holds(step.when.get(document), facts, case.received_on)
    )


def _books_to_write(sop: Sop, step: Step, move: Move, case: CaseFacts) -> tuple[tuple[str, str | None], ...]:
    """Books of the step, on its way forward only; a row that exists for the step is reused by the service."""
    if move.back or move.intent is Intent.ACCEPT or not move.writes:
        return ()
    facts = known(sop, case)
    entries = [split_book(entry) for entry in step.books]
    return tuple(entry for entry in entries if holds(step.when.get(entry[0]), facts, case.received_on))
