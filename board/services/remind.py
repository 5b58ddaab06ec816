"""A reminder to an applicant who has not answered: what is still missing of what was asked, once more."""

from __future__ import annotations

from typing import Any

from board.models.case import Case
from board.models.paper import Message
from board.services.ask_applicant import list_of_asked
from board.services.asked_rounds import AskedRound, rounds_of
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.messages import QUEUED, REMINDER, VOID, write_message
from board.services.record import Happening, history_of, record
from board.services.times import moment
from board.services.work_case import Work, at_work
from board.wording import clock_time
from board.workflow import permissions, refusals
from board.workflow.sop import Sop, Status

REMINDED = "pengingat"
"""Intent of the event that tells of a reminder."""


def remind_applicant(
    desk: Desk, number: str, user: str, *, again: bool = False, key: str | None = None
) -> Message | None:
    """Write a reminder, ready to be sent; None where the command's key had been carried out before.

    Args:
        again: although one was written today, or something came that nobody has looked at.

    Raises:
        MoveRefused: the case is not at the applicant, has no phone, or has all that was asked; or one of the grounds
            that ``again`` overrides.
    """
    with at_work(desk, number, user, REMINDED, key=key, again=again) as work:
        if work.repeated:
            return None
        row = work.row
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        step = work.sop.step(row.step)
        if work.facts.status is not Status.AT_APPLICANT:
            raise refusals.not_at_applicant(work.sop, step, work.facts)
        if not addressee(row):
            raise refusals.no_phone(work.facts)
        rounds = rounds_of(row, work.sop, history_of(row))
        if rounds and rounds[-1].items and all(item.came for item in rounds[-1].items):
            raise refusals.all_has_come(work.facts)
        if not again:
            _not_too_often(work)
        asked = still_asked(work.sop, rounds[-1]) if rounds else None
        note = rounds[-1].note if rounds and not asked else ""
        # One that was never sent says nothing that the new one does not.
        Message.update(state=VOID).where(_reminders(row) & (Message.state == QUEUED)).execute()
        message = write_message(desk, row, work.sop, REMINDER, actor=work.actor, now=work.now, note=note, asked=asked)
        happening = Happening(REMINDED, from_step=row.step, to_step=row.step, detail={"message": message.id})
        record(desk, row, happening, actor=work.actor, grant=grant, now=work.now)
        return message


def _not_too_often(work: Work) -> None:
    row, zone = work.row, work.desk.zone
    if row.news_at is not None:
        raise refusals.news_unread(work.facts)
    written = _reminders(row) & (Message.state != VOID)
    last = Message.select(Message.at).where(written).order_by(Message.id.desc()).limit(1).scalar()
    if last is not None and moment(last, zone).date() == work.now.date():
        raise refusals.reminded_today(work.facts, clock_time(moment(last, zone)))


def _reminders(row: Case) -> Any:
    return (Message.case_id == row.id) & (Message.kind == REMINDER)


def still_asked(sop: Sop, asked: AskedRound) -> list[str]:
    """What was asked in a round and has not come, in words."""
    items = {item.id: item for item in sop.requirements}
    return list_of_asked(sop, [(items[paper.requirement], paper.again) for paper in asked.items if not paper.came])
