"""What lies in every tray, counted in one walk over one index: how much, how late, since when, what sits too long."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from peewee import Case as SqlCase
from peewee import Expression, fn

from board.models.case import LIFT, OPEN, Case
from board.models.damaged import rows_of
from board.services.desk import Desk
from board.services.lists import due_before, end_of_day, how_many
from board.services.move_case import column_role
from board.services.sight import in_sight
from board.services.times import millis
from board.workflow.facts import Actor
from board.workflow.sitting import collect_limit, tray_limit
from board.workflow.sop import Status

Key = tuple[str, str]
"""A tray: SOP and step."""


@dataclass(frozen=True)
class Tray:
    """A step of an installed SOP as a place where cases lie."""

    key: Key
    title: str
    role: str
    """Whose column of Papan kantor it is."""
    mine: bool
    """Whether the officer acts there."""
    ready: bool
    """Finished documents wait there for whom they are for."""
    limit: int | None
    """What came before this moment has been there for too long; None: nothing ever is."""


@dataclass(frozen=True)
class Pile:
    """The cases of one tray, or of several."""

    count: int = 0
    """Those whose turn it is, without the ones that wait for the applicant or for witnesses."""
    late: int = 0
    today: int = 0
    waiting: int = 0
    over: int = 0
    """How many have been there for longer than the office wants."""
    oldest: int | None = None
    """When the first of those that are there came."""
    first_late: int | None = None
    """The moment that was promised and is past longest."""
    first_today: int | None = None

    def __add__(self, other: Pile) -> Pile:
        return Pile(
            self.count + other.count, self.late + other.late, self.today + other.today, self.waiting + other.waiting,
            self.over + other.over, _first(self.oldest, other.oldest), _first(self.first_late, other.first_late),
            _first(self.first_today, other.first_today),
        )  # fmt: skip


def _first(*moments: int | None) -> int | None:
    return min((moment for moment in moments if moment is not None), default=None)


def trays_of(desk: Desk, actor: Actor | None) -> dict[Key, Tray]:
    """Every tray of the office; where versions of an SOP differ, as the newest has it.

    Args:
        actor: whose trays are marked; None: nobody's.
    """
    now, sitting, calendar = desk.now(), desk.profile.sitting, desk.profile.calendar
    found = {}
    limits: dict[tuple[bool, int | None], datetime | None] = {}
    for sop in sorted(desk.shelf.versions(), key=lambda item: item.version):
        for step in sop.steps:
            ready, waits = step.status is Status.READY, step.status is Status.AT_WITNESSES
            kind = ready, step.minutes
            if kind not in limits:
                limits[kind] = (
                    collect_limit(sitting, calendar, now) if ready else tray_limit(sitting, step.minutes, calendar, now)
                )
            limit = None if waits else limits[kind]
            found[sop.id, step.id] = Tray(
                key=(sop.id, step.id), title=step.tray, role=column_role(step, step.status),
                mine=actor is not None and actor.grant_for(step.acting, sop.bidang) is not None,
                ready=ready, limit=None if limit is None else millis(limit),
            )  # fmt: skip
    return found


def piles_of(desk: Desk, trays: Mapping[Key, Tray]) -> dict[Key, Pile]:
    """What lies in every tray that holds anything, as far as whoever asks may see it."""
    now = desk.now()
    present, midnight = millis(now), millis(end_of_day(now))
    late = due_before(present)
    today = due_before(midnight) & ~late
    promised = SqlCase(None, [(Case.due < 0, Case.due + LIFT)], Case.due)
    turn = Case.due < LIFT
    limits = sorted({tray.limit for tray in trays.values() if tray.limit is not None})
    rows = (
        Case.select(
            Case.sop, Case.step, how_many(turn), how_many(late), how_many(today), how_many(~turn),
            *(fn.MIN(SqlCase(None, [(condition, value)])) for condition, value in (
                (turn, Case.entered_at), (late, promised), (today, promised),
            )),
            *(how_many(turn & (Case.entered_at < limit)) for limit in limits),
        )
        .where(Case.office == desk.office, OPEN, *in_sight(desk))
        .group_by(Case.sop, Case.step)
        .tuples()
    )  # fmt: skip
    found = {}
    for sop, step, count, late_count, today_count, waiting, oldest, first_late, first_today, *over in rows_of(rows):
        tray = trays.get((sop, step))
        past = dict(zip(limits, over, strict=True))
        sitting = past[tray.limit] if tray is not None and tray.limit is not None else 0
        found[sop, step] = Pile(
            count, late_count, today_count, waiting, sitting, oldest, first_late, first_today,
        )  # fmt: skip
    return found


def within(trays: Iterable[Tray]) -> Expression:
    """The condition of lying in one of some trays."""
    steps: dict[str, list[str]] = {}
    for tray in trays:
        steps.setdefault(tray.key[0], []).append(tray.key[1])
    condition: Expression = Case.sop.in_([])
    for sop, names in sorted(steps.items()):
        condition |= (Case.sop == sop) & Case.step.in_(sorted(names))
    return condition


def too_long(trays: Iterable[Tray]) -> Expression:
    """The condition of having been in one of some trays for longer than the office wants; waiting cases are not."""
    by_limit: dict[int, list[Tray]] = {}
    for tray in trays:
        if tray.limit is not None:
            by_limit.setdefault(tray.limit, []).append(tray)
    condition: Expression = Case.sop.in_([])
    for limit, places in sorted(by_limit.items()):
        condition |= within(places) & (Case.entered_at < limit)
    return (Case.due < LIFT) & condition
