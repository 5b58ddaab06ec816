"""Belum ada jawaban: cases that wait for the applicant, those with news first, then the oldest request first."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from peewee import Case as SqlCase
from peewee import Tuple, fn

from board.models.case import OPEN, Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.models.paper import Message
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.lists import listed_row
from board.services.messages import REMINDER, VOID
from board.services.paging import one_more, page, parse_place
from board.services.record import is_request, standing, told_by
from board.services.sight import in_sight
from board.services.times import iso, moment
from board.wording import mask_phone
from board.workflow.doings import UNDONE
from board.workflow.sop import Intent, Status

_NEWS_FIRST = SqlCase(None, [(Case.news_at.is_null(), 1)], 0)


def list_waiting(desk: Desk, *, limit: int | None = 50, after: str | None = None) -> dict[str, Any]:
    """Cases at the applicant as the contract tells a list: masked, each with how long, how often, and when reminded.

    Args:
        after: the ``next`` of the page before.

    Raises:
        InputInvalid: ``after`` is not the ``next`` of a list.
    """
    now = desk.now()
    order = _NEWS_FIRST, Case.paused_at, Case.id
    conditions: list[Any] = [Case.office == desk.office, OPEN, *in_sight(desk)]
    conditions.append(Case.status == Status.AT_APPLICANT.value)
    if after is not None:
        conditions.append(Tuple(*order) > parse_place(after, 3))
    found = list(rows_of(Case.select().where(*conditions).order_by(*order).limit(one_more(limit))))
    ids = [row.id for row in found]
    asked, reminded = _times_asked(ids), _reminded(ids)

    def told(row: Case) -> dict[str, Any]:
        return _waiting_row(desk, row, asked.get(row.id, 0), reminded.get(row.id), now)

    return page(found, limit, told, lambda row: f"{int(row.news_at is None)}.{row.paused_at}.{row.id}")


def _waiting_row(desk: Desk, row: Case, asked: int, reminded: int | None, now: datetime) -> dict[str, Any]:
    since = moment(row.paused_at, desk.zone)
    phone = "" if row.secret else mask_phone(addressee(row))
    listed = listed_row(desk, row, now)
    return {
        **listed,
        "phone": phone,
        "asked_at": iso(row.paused_at, desk.zone),
        "days": (now.date() - since.date()).days,
        "working_days": desk.profile.calendar.working_days_between(since.date(), now.date()),
        "times_asked": asked,
        "reminded_at": iso(reminded, desk.zone),
        "news_at": iso(row.news_at, desk.zone),
    }


def _times_asked(ids: list[int]) -> dict[int, int]:
    """How often each case was sent to the applicant, returns that were taken back left out."""
    wanted = (Intent.RETURN.value, UNDONE)
    events = Event.select().where(Event.case_id.in_(ids) & Event.intent.in_(wanted)).order_by(Event.seq)
    by_case: dict[int, list[Event]] = {}
    for event in events:
        by_case.setdefault(event.case_id, []).append(event)
    return {
        case_id: sum(is_request(event) for event, _ in standing((event, told_by(event)) for event in mine))
        for case_id, mine in by_case.items()
    }


def _reminded(ids: list[int]) -> dict[int, int]:
    """When the last reminder of each case was written."""
    sent = Message.case_id.in_(ids) & (Message.kind == REMINDER) & (Message.state != VOID)
    return dict(Message.select(Message.case_id, fn.MAX(Message.at)).where(sent).group_by(Message.case_id).tuples())
