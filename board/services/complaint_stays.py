"""Every time a complaint was with the office: from when it came, or was taken up again, until it ended.

Read from the events, which stay as they were: the columns of a case tell only how it stands now. So the report of a
month that has ended stays the same whatever happens to a complaint afterwards.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from peewee import Expression

from board.models.case import Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.models.thread import Note
from board.services.deadlines_of import level_told
from board.services.desk import Desk
from board.services.happened import happened
from board.services.record import Told, is_request
from board.services.refer_case import REFERRED
from board.services.times import millis, moment
from board.workflow.answering import AT, ON
from board.workflow.calendar import parse_clock
from board.workflow.deadlines import Moments, Standing, deadlines
from board.workflow.facts import NoteKind
from board.workflow.sop import CLOSED, Deadline, Sop, Status

CATEGORY = "kategori"
_CLOSED = frozenset(status.value for status in CLOSED)


@dataclass(frozen=True)
class Stay:
    """One time a complaint was with the office. Moments in milliseconds; ``None``: it has not happened."""

    category: str
    began: int
    """When it was written down, or taken up again."""
    since: int
    """When it was received, or taken up again: from here the pelapor waits."""
    again: bool
    level: str | None
    past: frozenset[str]
    """Limits of law the office let pass, by id of the deadline."""
    ended: int | None
    answered: int | None
    """When the last answer reached the pelapor."""
    outcome: str
    """``selesai``, ``diteruskan``, or the kind of batal; empty while it goes on."""


@dataclass(frozen=True)
class Stays:
    """What a report counts."""

    found: tuple[Stay, ...]
    agree: bool
    """Whether the columns of the cases tell the same end as their events."""


def office_limits(sop: Sop) -> list[Deadline]:
    """The deadlines of a complaint that are the office's to meet: to answer, and to settle."""
    return [item for item in sop.deadlines if item.until in ("dijawab", "selesai")]


def stays_in(desk: Desk, sops: Sequence[Sop], begin: datetime, end: datetime) -> Stays:
    """The stays that reach into a span of time, as they stood at its end."""
    first, until = millis(begin), millis(end)
    reaching = (
        (Case.office == desk.office)
        & Case.sop.in_(sorted({sop.id for sop in sops}))
        & (Case.recorded_at < until)
        & (Case.closed_at.is_null() | (Case.closed_at >= first))
    )
    versions = {(sop.id, sop.version): sop for sop in sops}
    happening, replies = happened(reaching), _replies(reaching)
    found: list[Stay] = []
    agree = True
    for row in rows_of(Case.select().where(reaching).order_by(Case.id)):
        parts = _parts(happening[row.id])
        agree = agree and _end(parts[-1]) == row.closed_at and (row.closed_at is None) == (row.status not in _CLOSED)
        look = _Look(desk, row, versions[row.sop, row.sop_version], replies[row.id], until)
        each = (look.stay(parts, place) for place in range(len(parts)))
        found += [stay for stay in each if stay.began < until and (stay.ended is None or stay.ended >= first)]
    return Stays(tuple(found), agree)


def _replies(reaching: Expression) -> Mapping[int, list[int]]:
    """Per case when the office wrote something that the pelapor reads."""
    query = (
        Note.select(Note.case_id, Note.at)
        .join(Case, on=(Case.id == Note.case_id))
        .where(reaching, Note.kind.in_((NoteKind.ANSWER.value, NoteKind.SOLUTION.value)), Note.hidden_at.is_null())
    )
    found: dict[int, list[int]] = defaultdict(list)
    for case_id, at in query.tuples():
        found[case_id].append(at)
    return found


def _parts(events: Sequence[Told]) -> list[list[Told]]:
    """The events of each stay: a new one begins where a closed case is open again."""
    parts: list[list[Told]] = [[]]
    for event, told in events:
        if _end(parts[-1]) is not None and not _is_closed(told):
            parts.append([])
        parts[-1].append((event, told))
    return parts


def _is_closed(told: Mapping[str, Any]) -> bool:
    return told["state"]["status"] in _CLOSED


def _ending(part: Sequence[Told]) -> Told | None:
    return next(((event, told) for event, told in part if _is_closed(told)), None)


def _end(part: Sequence[Told]) -> int | None:
    ending = _ending(part)
    return ending[0].at if ending else None


@dataclass(frozen=True)
class _Look:
    """A case as a report looks at it: up to the moment ``until``."""

    desk: Desk
    row: Case
    sop: Sop
    replies: Sequence[int]
    until: int

    def stay(self, parts: Sequence[Sequence[Told]], place: int) -> Stay:
        """One of the stays of the case."""
        row, again = self.row, place > 0
        part = [(event, told) for event, told in parts[place] if event.at < self.until]
        began, since = (parts[place][0][0].at,) * 2 if again else (row.recorded_at, row.received_at)
        ending, data = _ending(part), json.loads(row.data)
        ended = ending[0].at if ending else None
        # How an earlier answer went out is taken away where the case is taken up again, which tells what it was.
        answer = data if place == len(parts) - 1 else _taken_away(parts[place + 1][0][1])
        return Stay(
            category=str(data.get(CATEGORY) or ""),
            began=began,
            since=since,
            again=again,
            level=level_told(self.sop, part),
            past=self._past(part, since, began if again else None, ended),
            ended=ended,
            answered=max(since, min(_answered(self.desk, answer) or ended, ended)) if ended else None,
            outcome=_outcome(*ending) if ending else "",
        )

    def _past(self, part: Sequence[Told], since: int, complete: int | None, ended: int | None) -> frozenset[str]:
        declared = [event.at for event, _ in part if _completes(self.sop, event)]
        known = complete or min(declared, default=None)
        last = self.until if ended is None else ended + 1
        moments = Moments(
            received=self._moment(since),
            complete=self._moment(known) if known else None,
            asked=tuple(self._moment(event.at) for event, _ in part if is_request(event)),
            answers=tuple(self._moment(at) for at in self.replies if since <= at < last),
            closed=self._moment(ended) if ended else None,
        )
        seen = min(self.desk.now(), self._moment(self.until))
        found = deadlines(self.sop, moments, seen, self.desk.profile.calendar)
        own = office_limits(self.sop)
        return frozenset(item.deadline.id for item in found if item.deadline in own and item.state is Standing.PAST)

    def _moment(self, stored: int) -> datetime:
        return moment(stored, self.desk.zone)


def _completes(sop: Sop, event: Event) -> bool:
    moves = sop.step(event.from_step).moves if event.from_step else ()
    return any(move.complete and (move.intent, move.to) == (event.intent, event.to_step) for move in moves)


def _taken_away(told: Mapping[str, Any]) -> dict[str, Any]:
    return {name: old for name, (old, _) in told["detail"].get("data", {}).items()}


def _answered(desk: Desk, answer: Mapping[str, Any]) -> int | None:
    """When an answer was given, as far as the case tells: at the end of a day of which the hour is not known."""
    if not answer.get(ON):
        return None
    clock = parse_clock(answer[AT]) if answer.get(AT) else time(23, 59)
    return millis(datetime.combine(date.fromisoformat(answer[ON]), clock, desk.zone))


def _outcome(event: Event, told: Mapping[str, Any]) -> str:
    if told["state"]["status"] == Status.VOID:
        return event.reason or ""
    return REFERRED if "referred" in told["detail"] else Status.DONE.value
