"""The visits of a case to its steps, and what the clock says of each (DOMAIN E.1, E.2; PRODUCT 6.1).

From events that stand, in their order, to spans of time. A visit begins when the case comes to a step and ends when it
leaves; being sent to the applicant, or to witnesses, is a pause inside it. Its open time falls into four parts that
never overlap:

- *touch*: somebody had it (Ambil to Lepas or to the move), the time that is compared with the standard minutes;
- *waiting*: it lay in the tray until it was first taken, or left without that;
- *paused*: it was with the applicant, or waited for witnesses; that counts as neither;
- *rested*: put back or come back, until somebody took it again.

A move without Ambil claims in the same transaction. Where the case lay alone before the officer who decided, that is
their time with it; else nobody knows how long it took: the touch time of such a visit is not measured, which is another
thing than none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from board.workflow.doings import RELEASED, REOPENED, TAKEN, TAKEN_OVER
from board.workflow.lost_time import Interval, without
from board.workflow.open_time import OpenTime
from board.workflow.sop import CLOCK_STILL, CLOSED, MOVES, PEMOHON, Intent, Move, Sop, Status

_CLOSED = frozenset(status.value for status in CLOSED)


@dataclass(frozen=True)
class Happened:
    """What an event that stands tells the clock."""

    at: datetime
    intent: str
    step: str
    status: str
    """Where the case is afterwards."""
    from_step: str | None = None
    to_step: str | None = None
    reason: str | None = None
    login: str = ""
    name: str = ""
    """Of the officer who acted, as it was then."""
    opened: datetime | None = None
    """Of a move by somebody who took nothing: since when the case lay alone before them, which is a hold as well."""
    lets_go: str = ""
    """Login of an officer who may not have the case any longer, whatever else happened."""


@dataclass(frozen=True)
class Hold:
    """A span in which one officer had the case."""

    login: str
    name: str
    begin: datetime
    end: datetime


@dataclass(frozen=True)
class Visit:
    """One stay of a case at a step."""

    step: str
    arrived: datetime
    until: datetime
    """When it left, or the moment of looking."""
    held: tuple[Hold, ...]
    away: tuple[Interval, ...]
    """With the applicant, or waiting for witnesses."""
    unclaimed: bool
    """Whether some move was made by somebody who had not taken it."""
    left: Happened | None
    """What it left by; None: it is still there."""

    @property
    def taken(self) -> datetime | None:
        """When it was first taken."""
        return self.held[0].begin if self.held else None

    @property
    def measured(self) -> bool:
        """Whether the touch time is known: it was taken, and never moved without that."""
        return bool(self.held) and not self.unclaimed

    def touch(self, clock: OpenTime) -> timedelta | None:
        """Open time in which somebody had it; None where that is not measured."""
        return self.held_time(clock) if self.measured else None

    def held_time(self, clock: OpenTime) -> timedelta:
        """Open time in which somebody had it, as far as that is known."""
        return _open(clock, (part for hold in self.held for part in self._here(hold.begin, hold.end)))

    def held_by(self, login: str, within: Interval, clock: OpenTime) -> timedelta:
        """Open time inside a span in which one officer had it."""
        spans = ((max(hold.begin, within[0]), min(hold.end, within[1])) for hold in self.held if hold.login == login)
        return _open(clock, (part for begin, end in spans if begin < end for part in self._here(begin, end)))

    def waiting(self, clock: OpenTime) -> timedelta:
        """Open time in the tray until it was first taken, or left."""
        return _open(clock, self._here(self.arrived, self.taken or self.until))

    def paused(self, clock: OpenTime) -> timedelta:
        """Open time with the applicant, or waiting for witnesses."""
        return _open(clock, self.away)

    def rested(self, clock: OpenTime) -> timedelta:
        """Open time in the tray after somebody had already had it."""
        whole = clock.between(self.arrived, self.until)
        return whole - self.held_time(clock) - self.waiting(clock) - self.paused(clock)

    def _here(self, begin: datetime, end: datetime) -> list[Interval]:
        return without((begin, end), self.away)


@dataclass(frozen=True)
class Return:
    """A case sent back: along which edge, why, by whom, to whom."""

    at: datetime
    from_step: str
    to: str
    """A step, or ``pemohon``."""
    reason: str
    by: str
    """Login of who sent it back."""
    returned_to: str
    """Login of who had last moved it out of that step; empty where nobody had, and for the applicant."""


@dataclass(frozen=True)
class Walk:
    """The way of a case so far."""

    visits: tuple[Visit, ...]
    returns: tuple[Return, ...]
    reopened: int
    """How often it was taken up again."""
    complete_at: datetime | None
    ready_at: datetime | None
    """When its document became ready, or it was finished without one; None: not yet, or not any more."""
    closed: Happened | None
    until: datetime
    """The moment of looking."""

    @property
    def rounds(self) -> int:
        """Passes through the steps: one, and one more for every return inside the office and every reopening."""
        return 1 + self.reopened + sum(item.to != PEMOHON for item in self.returns)

    @property
    def right_first(self) -> bool:
        """Whether nothing was ever sent back, nor taken up again."""
        return not self.returns and not self.reopened

    @property
    def _span(self) -> Interval | None:
        """The time the promise is about: from complete to ready, or so far."""
        if self.complete_at is None:
            return None
        ended = self.ready_at or (self.closed.at if self.closed else self.until)
        return self.complete_at, max(ended, self.complete_at)

    def net(self, clock: OpenTime) -> timedelta | None:
        """Open time from complete to ready without pauses (bersih, DOMAIN E.1); None before it was complete."""
        if self._span is None:
            return None
        return _open(clock, without(self._span, (part for visit in self.visits for part in visit.away)))

    def gross(self) -> timedelta | None:
        """Calendar time from complete to ready, nights and pauses included (kotor); None before it was complete."""
        return self._span[1] - self._span[0] if self._span else None

    def paused(self, clock: OpenTime) -> timedelta:
        """Open time with the applicant or waiting for witnesses, before it was complete too."""
        return sum((visit.paused(clock) for visit in self.visits), timedelta())


def walk(sop: Sop, happened: Iterable[Happened], until: datetime) -> Walk:
    """The way of a case.

    Args:
        happened: its events that stand, oldest first.
        until: the moment of looking; what has not ended, ends there.
    """
    way = _Way(sop, until)
    for event in happened:
        way.take(event)
    return way.told()


class _Way:
    """A walk while its events are read."""

    def __init__(self, sop: Sop, until: datetime) -> None:
        self._sop, self._until = sop, until
        self._visits: list[Visit] = []
        self._returns: list[Return] = []
        self._last_out: dict[str, str] = {}
        self._reopened = 0
        self._complete: datetime | None = None
        self._ready: datetime | None = None
        self._closed: Happened | None = None
        self._step: str | None = None
        self._arrived = until
        self._held: list[Hold] = []
        self._holder: Happened | None = None
        self._away: list[Interval] = []
        self._away_since: datetime | None = None
        self._unclaimed = False

    def take(self, event: Happened) -> None:
        """The next event."""
        moved = event.intent in MOVES
        if self._step is not None and self._holder is None and event.opened is not None:
            # Whoever had it until then had it, wherever else it lay open.
            since = max(event.opened, self._arrived, *(hold.end for hold in self._held))
            self._holder = replace(event, at=since)
        if self._step is not None and moved and event.intent != Intent.ACCEPT and self._holder is None:
            self._unclaimed = True
        if moved:
            self._note_move(event)
        if event.intent == REOPENED:
            self._reopened += 1
            self._complete, self._ready = event.at, None
        self._note_holder(event, moved)
        self._note_place(event)

    def told(self) -> Walk:
        """The walk as far as it went."""
        if self._step is not None:
            self._end_visit(self._until, None)
        return Walk(
            tuple(self._visits), tuple(self._returns), self._reopened, self._complete, self._ready, self._closed,
            self._until,
        )  # fmt: skip

    def _note_move(self, event: Happened) -> None:
        way = _move(self._sop, event)
        if way is not None and way.complete and self._complete is None:
            self._complete = event.at
        if way is not None and way.ready and self._ready is None:
            self._ready = event.at
        left, to = event.from_step or "", event.to_step or ""
        if event.intent != Intent.RETURN:
            self._last_out[left] = event.login
            return
        sent_to = "" if to == PEMOHON else self._last_out.get(to, "")
        self._returns.append(Return(event.at, left, to, event.reason or "", event.login, sent_to))
        if to != PEMOHON:
            self._ready = None

    def _note_holder(self, event: Happened, moved: bool) -> None:
        begins = event.intent in {TAKEN, TAKEN_OVER}
        let_go = self._holder is not None and event.lets_go == self._holder.login
        if begins or moved or event.intent == RELEASED or let_go or event.status in _CLOSED:
            self._end_hold(event.at)
        if begins:
            self._holder = event

    def _note_place(self, event: Happened) -> None:
        closed, away = event.status in _CLOSED, event.status in CLOCK_STILL
        if self._step is not None and (closed or event.step != self._step):
            self._end_visit(event.at, event)
        if closed:
            self._closed = self._closed or event
            if event.status == Status.DONE:
                self._ready = self._ready or event.at
            return
        self._closed = None
        if self._step is None:
            self._step, self._arrived = event.step, event.at
        if away and self._away_since is None:
            self._away_since = event.at
        elif not away:
            self._end_pause(event.at)

    def _end_hold(self, at: datetime) -> None:
        if self._holder is not None:
            self._held.append(Hold(self._holder.login, self._holder.name, self._holder.at, at))
            self._holder = None

    def _end_pause(self, at: datetime) -> None:
        if self._away_since is not None:
            self._away.append((self._away_since, at))
            self._away_since = None

    def _end_visit(self, at: datetime, left: Happened | None) -> None:
        self._end_hold(at)
        self._end_pause(at)
        self._visits.append(
            Visit(
                str(self._step), self._arrived, at, tuple(self._held), tuple(self._away), self._unclaimed, left,
            )
        )  # fmt: skip
        self._step, self._held, self._away, self._unclaimed = None, [], [], False


def _move(sop: Sop, event: Happened) -> Move | None:
    """What the SOP says of a move that was made."""
    moves: Sequence[Move] = next((step.moves for step in sop.steps if step.id == event.from_step), ())
    return next((move for move in moves if (move.intent, move.to) == (event.intent, event.to_step)), None)


def _open(clock: OpenTime, spans: Iterable[Interval]) -> timedelta:
    return sum((clock.between(begin, end) for begin, end in spans), timedelta())
