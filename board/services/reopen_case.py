"""Buka kembali: a finished complaint is taken up again, under its own number, and wants a solusi of its own again."""

from __future__ import annotations

import json

from board.models.paper import Message
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.end_case import Ended
from board.services.facts_of import facts_of, find_case, sop_of
from board.services.messages import QUEUED, VOID, write_message
from board.services.move_case import changed_fields, coded_reason, column_role, state_before
from board.services.record import Happening, record
from board.services.reopenings import REOPENED
from board.services.thread_notes import newest_seq
from board.services.times import maybe_millis, millis, sort_key
from board.services.work_case import Work, at_work
from board.workflow import permissions
from board.workflow.answering import ANSWER_FIELDS
from board.workflow.facts import Actor, Grant
from board.workflow.sop import Status


def reopen_case(desk: Desk, number: str, user: str, reason: str, note: str = "", *, key: str | None = None) -> Ended:
    """Take a finished case up again where its SOP says: one round more, promised anew, number and register rows kept.

    How the first answer went out stays in the history; the next one is recorded anew.

    Raises:
        InputInvalid: the reason is ``lainnya`` and no note says which, or either is too long.
        MoveRefused: the case was not finished, its service does not reopen, or no right to.
    """
    with at_work(desk, number, user, REOPENED, key=key, reason=reason, note=note) as work:
        if work.repeated:
            return Ended(work.row)
        grant = permissions.may_reopen(work.sop, work.facts, work.actor)
        code, told = coded_reason(desk, REOPENED, reason, note)
        _take_up(work, grant, code, told)
        # What was to be sent told of an end that is none.
        Message.update(state=VOID).where((Message.case_id == work.row.id) & (Message.state == QUEUED)).execute()
        message: Message | None = None
        if addressee(work.row):
            message = write_message(desk, work.row, work.sop, "dibuka", actor=work.actor, now=work.now)
        return Ended(work.row, (), message)


def may_reopen(desk: Desk, number: str, actor: Actor) -> Grant:
    """The right to take a case up again, for a form to ask before it is filled in.

    Raises:
        MoveRefused, NotFound: see ``reopen_case``.
    """
    row = find_case(desk, number)
    return permissions.may_reopen(sop_of(desk, row), facts_of(desk, row), actor)


def _take_up(work: Work, grant: Grant, code: str | None, told: str) -> None:
    row, sop, present = work.row, work.sop, millis(work.now)
    due_at = maybe_millis(work.desk.profile.calendar.due(sop.promise, work.now) if sop.promise else None)
    data = {name: value for name, value in work.facts.data.items() if name not in ANSWER_FIELDS}
    gone = {name: "" for name in work.facts.data if name in ANSWER_FIELDS}
    detail = {
        "before": state_before(row),
        "data": changed_fields(work.facts.data, gone),
        "notes": newest_seq(row.id),
    }
    changes = {
        "step": sop.reopens,
        "role": column_role(sop.step(sop.reopens), Status.RUNNING),
        "status": sop.step(sop.reopens).status.value,
        "open": 1,
        "outcome": "",
        "round": row.round + 1,
        "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
        "entered_at": present,
        "complete_at": present,
        "due_at": due_at,
        "ready_at": None,
        "closed_at": None,
        "due": sort_key(
            due_at=due_at, received_at=row.received_at, urgent=bool(row.urgent), paused=False, ready=False
        ),
    }  # fmt: skip
    happening = Happening(REOPENED, row.step, sop.reopens, code, told, detail)
    record(work.desk, row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)
