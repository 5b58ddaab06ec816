"""The deadlines of a case: what its row, its events and its thread tell of when they began and were met."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from board import wording
from board.models.case import Case
from board.models.event import Event
from board.models.thread import Note
from board.services.attachments import ATTACHED, files_of
from board.services.desk import Desk
from board.services.record import NOTED, Told, history_of, is_request
from board.services.reopenings import REOPENED
from board.services.times import maybe_moment, moment
from board.workflow import refusals
from board.workflow.deadlines import Due, Moments, Standing, deadlines, lapsing
from board.workflow.facts import CaseFacts, NoteKind
from board.workflow.level import level_of
from board.workflow.sop import MOVES, Intent, Sop, Status


def level_told(sop: Sop, told: Sequence[Told]) -> str | None:
    """The level of a complaint after what happened since it was last taken up again; None before it was chosen."""
    since = told[_last_reopening(told) or 0 :]
    return level_of(sop, [(event.intent, event.to_step) for event, _ in since if event.intent in MOVES])


def _last_reopening(told: Sequence[Told]) -> int | None:
    """The place in a history at which it begins anew."""
    return max((place for place, (event, _) in enumerate(told) if event.intent == REOPENED), default=None)


def deadlines_of(desk: Desk, row: Case, sop: Sop, told: Sequence[Told]) -> list[Due]:
    """How the deadlines of a case stand now."""
    if not sop.deadlines:
        return []
    return deadlines(sop, _moments(desk, row, sop, told), desk.now(), desk.profile.calendar)


def must_have_lapsed(desk: Desk, row: Case, sop: Sop, facts: CaseFacts) -> None:
    """Refuse to give up an applicant who still has time, or who has answered.

    Raises:
        MoveRefused: the case does not wait for its applicant, nothing lapses in its service, or not yet.
    """
    if not any(item.lapses for item in sop.deadlines):
        raise refusals.never_lapses(sop, facts)
    if facts.status is not Status.AT_APPLICANT:
        raise refusals.not_at_applicant(sop, sop.step(facts.step), facts)
    due = lapsing(sop, _moments(desk, row, sop, history_of(row)), desk.now(), desk.profile.calendar)
    if due is None or due.met_at is not None:
        raise refusals.has_answered(facts)
    if due.at >= desk.now():
        raise refusals.not_lapsed(facts, due.at)


def _moments(desk: Desk, row: Case, sop: Sop, told: Sequence[Told]) -> Moments:
    begin = _last_reopening(told)
    received = row.received_at if begin is None else told[begin][0].at
    since = told[(begin or 0) :]
    in_sight = (Note.case_id == row.id) & Note.hidden_at.is_null()
    seen = {seq for (seq,) in Note.select(Note.seq).where(in_sight).tuples()}
    files = {item.id for item in files_of(row.id)}
    answers, heard = [], []
    for event, said in since:
        detail = said["detail"]
        if event.intent == NOTED and detail["note"] in seen:
            # A note that came from another case keeps the time it had there.
            at = detail.get("at", event.at)
            if detail["kind"] in (NoteKind.ANSWER, NoteKind.SOLUTION):
                answers.append(at)
            elif detail["kind"] == NoteKind.APPLICANT:
                heard.append(at)
        elif event.intent == Intent.ACCEPT or _has_come(event, detail, files):
            heard.append(event.at)
        elif _answers(sop, event):
            answers.append(event.at)
    return Moments(
        received=moment(received, desk.zone),
        complete=maybe_moment(row.complete_at, desk.zone),
        asked=tuple(moment(event.at, desk.zone) for event, _ in since if is_request(event)),
        answers=tuple(moment(at, desk.zone) for at in answers),
        heard=tuple(moment(at, desk.zone) for at in heard),
        closed=maybe_moment(row.closed_at, desk.zone),
    )


def _has_come(event: Event, detail: Mapping[str, Any], files: Collection[int]) -> bool:
    """Whether an event handed in a file that is still in sight."""
    return event.intent == ATTACHED and any(item["id"] in files for item in detail["files"])


def _answers(sop: Sop, event: Event) -> bool:
    moves = next((step.moves for step in sop.steps if step.id == event.from_step), ())
    return any(move.answers and (move.intent, move.to) == (event.intent, event.to_step) for move in moves)


def told_deadlines(found: Sequence[Due]) -> list[dict[str, Any]]:
    """Deadlines as the contract tells them."""
    return [
        {
            "id": item.deadline.id, "title": item.deadline.title, "due_at": item.at.isoformat(timespec="seconds"),
            "state": item.state.value, "met_at": item.met_at.isoformat(timespec="seconds") if item.met_at else None,
            "days": item.days, "unit": item.deadline.unit, "source": item.deadline.source, "words": due_words(item),
        }
        for item in found
    ]  # fmt: skip


def due_words(item: Due) -> str:
    """How a deadline stands: ``sisa 12 hari (5 Des)``, ``lewat 2 hari (5 Des)``, ``terpenuhi 24 Nov``."""
    due, kind = _day(item.at), " kerja" if item.deadline.unit == "hari_kerja" else ""
    if item.state is Standing.RUNNING:
        return f"sisa {item.days} hari{kind} ({due})" if item.days else f"hari ini ({due})"
    if item.met_at is not None:
        in_time = item.state is Standing.MET
        return f"terpenuhi {_day(item.met_at)}" if in_time else f"lewat: baru {_day(item.met_at)} (batas {due})"
    return f"lewat {-item.days} hari{kind} ({due})" if item.days else f"lewat hari ini ({due})"


def _day(at: datetime) -> str:
    return f"{at.day} {wording.MONTHS_SHORT[at.month - 1]}"
