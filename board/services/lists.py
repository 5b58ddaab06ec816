"""What the board and ``case list`` show: pages of cases and the counts of columns, masked, never more than is drawn.

Every query carries the literal ``open = 1`` of the partial indexes and pages by key, not by offset.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import groupby
from typing import Any

from peewee import Case as SqlCase
from peewee import Expression, ModelSelect, Tuple, fn

from board import wording
from board.errors import NotFound
from board.models.case import LIFT, OPEN, Case, Link
from board.models.damaged import rows_of
from board.models.event import Event
from board.models.paper import PrintJob
from board.services.damage import DAMAGED
from board.services.desk import Desk
from board.services.known_names import must_be_known
from board.services.links import WAITS_FOR
from board.services.paging import one_more, page, parse_place
from board.services.papers import FAILED, QUEUED, UNKNOWN
from board.services.record import parse_told, standing
from board.services.sight import in_sight, list_name, searchable
from board.services.thread_reads import unread_of
from board.services.times import millis, moment
from board.services.walks import walk_of
from board.workflow.deadlines import overstayed
from board.workflow.doings import RELEASED, TAKEN, TAKEN_OVER
from board.workflow.facts import Actor
from board.workflow.open_time import OpenTime
from board.workflow.sop import CHANNEL_TITLES, PEMOHON, Intent, Sop, Status, Step
from board.workflow.threads import lives_on_thread

PAGE = 60
_HAD = (TAKEN, TAKEN_OVER, *(intent.value for intent in Intent))
"""Intents of the events by which somebody had a case before: taken, or moved while it lay open."""
_STATUSES = frozenset(Status)
Key = tuple[int, int]
"""Place of a case in every column: (due, id)."""


@dataclass(frozen=True)
class Spot:
    """Where on the board a case stands."""

    id: int
    sop: str
    step: str
    role: str
    key: Key


def spot_of(row: Case) -> Spot:
    """The place of a case just written."""
    return Spot(row.id, row.sop, row.step, row.role, (row.due, row.id))


@dataclass(frozen=True)
class Card:
    """One case on the board: the name masked, the rest ready to be drawn."""

    id: int
    number: str
    sop: str
    sop_version: int
    step: str
    short: str
    name: str
    channel: str
    status: Status
    due: int
    due_at: int | None
    entered_at: int
    urgent: bool
    holder: str | None
    holder_title: str | None
    held_at: int | None
    standard: int | None
    """Standard minutes of its step."""
    round: int
    version: int
    unprinted: bool = False
    waits: bool = False
    """Another open case has to come first."""
    news: bool = False
    """Something came from the applicant that nobody has acted on."""
    sought: bool = False
    """Its paper folder is looked for."""
    unread: int = 0
    """Notes of others in its thread that the officer has not read."""
    threaded: bool = False
    """The service lives on its thread."""
    limit: str = ""
    """The limit of law that it has passed: ``60 hari``."""
    back_at: int | None = None
    """When it came back to its tray: from the applicant, or from an officer who put it back."""
    ready_at: int | None = None
    """Since when its promise is met."""

    earlier_ms: int = 0
    """Working time on this visit before whoever has it took it, in milliseconds."""

    @property
    def key(self) -> Key:
        """Its place in the column."""
        return self.due, self.id


@dataclass(frozen=True)
class Filter:
    """What the board is narrowed to."""

    late: bool = False
    urgent: bool = False
    mine: bool = False
    text: str = ""

    @property
    def active(self) -> bool:
        """Whether anything is left out."""
        return self != Filter()


@dataclass(frozen=True)
class Column:
    """One column: where its cases are, and how many."""

    key: str
    title: str
    places: tuple[tuple[str, str], ...] = ()
    """(sop, step) pairs it gathers; empty for a column of a role."""
    role: str | None = None
    count: int = 0
    late: int = 0
    today: int = 0
    waiting: int = 0
    mine: bool = False
    """Whether the officer acts here."""
    decides: bool = False
    """Whether they approve here what came from below: a column to clear."""


@dataclass(frozen=True)
class BoardView:
    """A view of the board: its columns with counts, not the cases."""

    columns: tuple[Column, ...]
    title: str
    at: int
    """Moment of the counts, epoch milliseconds."""

    @property
    def totals(self) -> tuple[int, int, int]:
        """Cases, late ones, due today: over all columns."""
        counted = self.columns
        return sum(c.count for c in counted), sum(c.late for c in counted), sum(c.today for c in counted)


@dataclass(frozen=True)
class Counts:
    """Numbers of one (sop, step) or role."""

    count: int = 0
    late: int = 0
    today: int = 0
    waiting: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.count + other.count, self.late + other.late, self.today + other.today, self.waiting + other.waiting
        )


def my_desk(desk: Desk, actor: Actor, narrowed: Filter | None = None) -> BoardView:
    """Meja saya: every step where the officer's roles act, over all SOPs, gathered by the name of the tray."""
    deciding = {(sop.id, step.id) for sop in desk.shelf.versions() for step in sop.steps if _approves(actor, sop, step)}
    columns = [
        Column(key=f"tray:{tray}", title=tray, places=places, mine=True, decides=not deciding.isdisjoint(places))
        for tray, places in my_trays(desk, actor).items()
    ]
    return _counted(desk, actor, columns, "Meja saya", narrowed or Filter())


def my_trays(desk: Desk, actor: Actor) -> dict[str, tuple[tuple[str, str], ...]]:
    """The trays of an officer, from the first of a case's way to the last: name → (sop, step) pairs it gathers."""
    trays: dict[str, list[tuple[str, str]]] = {}
    rank: dict[str, int] = {}
    for sop in desk.shelf.versions():
        for place, step in enumerate(sop.steps):
            if actor.grant_for(step.acting, sop.bidang):
                pairs = trays.setdefault(step.tray, [])
                if (sop.id, step.id) not in pairs:
                    pairs.append((sop.id, step.id))
                rank[step.tray] = max(rank.get(step.tray, 0), place)
    return {tray: tuple(pairs) for tray, pairs in sorted(trays.items(), key=lambda item: (rank[item[0]], item[0]))}


def _approves(actor: Actor, sop: Sop, step: Step) -> bool:
    """Whether an officer approves at a step what came from below."""
    roles = tuple(role for move in step.moves if move.intent is Intent.APPROVE for role in move.by)
    return actor.grant_for(roles, sop.bidang) is not None


def sop_board(desk: Desk, actor: Actor, sop: Sop, narrowed: Filter | None = None) -> BoardView:
    """Papan SOP: all steps of one SOP, in its order."""
    columns = [
        Column(
            key=f"step:{sop.id}:{step.id}",
            title=f"{step.no} {step.tray}",
            places=((sop.id, step.id),),
            mine=actor.grant_for(step.acting, sop.bidang) is not None,
            decides=_approves(actor, sop, step),
        )
        for step in sop.steps
    ]
    return _counted(desk, actor, columns, sop.short, narrowed or Filter())


def office_board(desk: Desk, actor: Actor, narrowed: Filter | None = None) -> BoardView:
    """Papan kantor: one column per role that acts in an installed SOP; waiting applicants stand apart."""
    acting = {role for sop in desk.shelf.versions() for step in sop.steps for role in step.acting}
    roles = sorted(acting, key=lambda role: desk.profile.roles[role].desk)
    columns = [
        Column(key=f"role:{role}", title=desk.profile.roles[role].title, role=role, mine=actor.has(role))
        for role in [*roles, PEMOHON]
    ]
    return _counted(desk, actor, columns, "Papan kantor", narrowed or Filter())


def _counted(desk: Desk, actor: Actor, columns: Sequence[Column], title: str, narrowed: Filter) -> BoardView:
    now = desk.now()
    by_role = any(column.role for column in columns)
    numbers = _counts(desk, actor, by_role, narrowed, now)
    counted = []
    for column in columns:
        keys: Iterable[tuple[str, ...]] = [(column.role,)] if column.role else column.places
        total = sum((numbers.get(key, Counts()) for key in keys), start=Counts())
        counted.append(replace(column, count=total.count, late=total.late, today=total.today, waiting=total.waiting))
    return BoardView(tuple(counted), title, millis(now))


def _counts(desk: Desk, actor: Actor, by_role: bool, narrowed: Filter, now: datetime) -> dict[tuple[str, ...], Counts]:
    """Counts of all columns in one walk over a covering index (STORAGE 5)."""
    present, midnight = millis(now), millis(end_of_day(now))
    keys = [Case.role] if by_role else [Case.sop, Case.step]
    late = due_before(present)
    today = due_before(midnight) & ~late
    rows = (
        Case.select(
            *keys,
            fn.COUNT(Case.id),
            how_many(late),
            how_many(today),
            how_many(Case.due >= LIFT),
        )
        .where(Case.office == desk.office, OPEN, *shown_to(desk, actor, narrowed, now))
        .group_by(*keys)
        .tuples()
    )
    width = len(keys)
    return {tuple(row[:width]): Counts(*(value or 0 for value in row[width:])) for row in rows_of(rows)}


def how_many(condition: Expression) -> Any:
    """The number of rows that fulfil a condition, among those of a group."""
    return fn.SUM(SqlCase(None, [(condition, 1)], 0))


def due_before(present: int) -> Expression:
    """Promised before a moment, in the urgent band or the ordinary one; waiting cases are not late."""
    ordinary = (Case.due >= 0) & (Case.due < present)
    urgent = (Case.due >= -LIFT) & (Case.due < present - LIFT)
    return ordinary | urgent


def end_of_day(now: datetime) -> datetime:
    """The midnight at which the day of a moment ends."""
    return datetime.combine(now.date() + timedelta(days=1), time(), now.tzinfo)


def shown_to(desk: Desk, actor: Actor, narrowed: Filter, now: datetime) -> list[Expression]:
    """The conditions of every page and count of a board: what the officer may see, and what they narrowed it to.

    Args:
        now: what was promised before it is late.
    """
    desk = desk.seen_by(actor)
    found = in_sight(desk)
    if narrowed.late:
        found.append(due_before(millis(now)))
    if narrowed.urgent:
        found.append(Case.urgent != "")
    if narrowed.mine:
        found.append(Case.holder == actor.name)
    if narrowed.text:
        found.append(_text_matches(desk, narrowed.text))
    return found


def _text_matches(desk: Desk, text: str) -> Expression:
    wanted = wording.search_form(text)
    number = text.strip().upper()
    return (searchable(desk) & Case.name_search.contains(wanted)) | Case.number.contains(number)


def cards(
    desk: Desk,
    actor: Actor,
    column: Column,
    *,
    after: Key | None = None,
    before: Key | None = None,
    limit: int = PAGE,
    narrowed: Filter | None = None,
) -> list[Card]:
    """A page of a column, in its order: from the top, after a key, or (``before``) the page that ends at a key."""
    conditions = shown_to(desk, actor, narrowed or Filter(), desk.now())
    found = bare_cards(desk, column, conditions, after=after, before=before, limit=limit)
    return marked(found, marks_of(desk, actor, found))


def bare_cards(
    desk: Desk,
    column: Column,
    conditions: Sequence[Expression],
    *,
    after: Key | None = None,
    before: Key | None = None,
    limit: int,
) -> list[Card]:
    """A page as ``cards`` has it, without what other rows say of its cases: that is asked once for several columns.

    Args:
        conditions: see ``shown_to``; the same for every column.
    """
    pages = [
        _page(desk, place, conditions, after, before, limit) for place in (column.places or ((column.role or "",),))
    ]
    backwards = before is not None
    merged = list(heapq.merge(*pages, key=lambda row: (row.due, row.id), reverse=backwards))[:limit]
    if backwards:
        merged.reverse()
    return _as_cards(desk, merged)


def _page(
    desk: Desk,
    place: tuple[str, ...],
    conditions: Sequence[Expression],
    after: Key | None,
    before: Key | None,
    limit: int,
) -> list[Any]:
    query: ModelSelect = Case.select(*_CARD_COLUMNS).where(Case.office == desk.office, OPEN)
    if len(place) == 1:
        query = query.where(Case.role == place[0])
    else:
        query = query.where(Case.sop == place[0], Case.step == place[1])
    if conditions:
        query = query.where(*conditions)
    if after is not None:
        query = query.where(Tuple(Case.due, Case.id) > after)
    if before is not None:
        query = query.where(Tuple(Case.due, Case.id) < before)
    order = (Case.due.desc(), Case.id.desc()) if before is not None else (Case.due, Case.id)
    return list(rows_of(query.order_by(*order).limit(limit).namedtuples()))


_CARD_COLUMNS = (
    Case.id, Case.number, Case.sop, Case.sop_version, Case.step, Case.name, Case.channel, Case.status, Case.due,
    Case.due_at, Case.entered_at, Case.urgent, Case.holder, Case.holder_title, Case.held_at, Case.round, Case.version,
    Case.news_at, Case.sought_at, Case.secret, Case.complete_at, Case.ready_at,
)  # fmt: skip


def _as_cards(desk: Desk, rows: Sequence[Any]) -> list[Card]:
    now = desk.now()
    return [
        Card(
            id=row.id, number=row.number, sop=row.sop, sop_version=row.sop_version, step=row.step,
            short=sop.short if sop else DAMAGED, threaded=bool(sop and lives_on_thread(sop)),
            name=list_name(row.name, row.secret),
            channel=CHANNEL_TITLES.get(row.channel, DAMAGED), status=_status(row.status),
            due=row.due, due_at=row.due_at, entered_at=row.entered_at, urgent=bool(row.urgent),
            holder=row.holder, holder_title=row.holder_title, held_at=row.held_at,
            standard=standard_minutes(sop, row.step), round=row.round, version=row.version,
            news=row.news_at is not None, sought=row.sought_at is not None, limit=_limit(desk, row, sop, now),
            ready_at=row.ready_at,
        )
        for row in rows
        for sop in (_sop(desk, row),)
    ]  # fmt: skip


def standard_minutes(sop: Sop | None, step_id: str) -> int | None:
    """What the SOP gives a step; None where it gives nothing, or has no such step."""
    return next((step.minutes for step in sop.steps if step.id == step_id), None) if sop else None


def _limit(desk: Desk, row: Any, sop: Sop | None, now: datetime) -> str:
    if row.complete_at is None or sop is None or not sop.deadlines:
        return ""
    past = overstayed(sop, moment(row.complete_at, desk.zone), now, desk.profile.calendar)
    return f"{past.amount} {past.unit.replace('_', ' ').removesuffix(' kalender')}" if past else ""


def _sop(desk: Desk, row: Any) -> Sop | None:
    try:
        return desk.shelf.get(row.sop, row.sop_version)
    except NotFound:
        return None


def _status(stored: str) -> Status:
    return Status(stored) if stored in _STATUSES else Status.RUNNING


Marks = tuple[set[int], set[int], dict[int, int], dict[int, int], dict[int, int]]
"""Cases with a paper nobody holds yet, cases that wait for another one, unread notes by case, since when a case is back
in its tray, and how long it was worked on before it was taken."""


def marks_of(desk: Desk, actor: Actor, found: Iterable[Card]) -> Marks:
    """What other rows say of cards: the same few queries for a page and for a whole board."""
    cards = list(found)
    ids = [card.id for card in cards]
    unread = unread_of(desk, actor, ((card.id, card.sop, card.sop_version) for card in cards))
    idle = [card.id for card in cards if card.holder is None and card.status is Status.RUNNING]
    return _without_paper(ids), _waiting_for_another(ids), unread, _back_in_tray(idle), _worked_before(desk, cards)


def marked(found: Sequence[Card], marks: Marks) -> list[Card]:
    """Cards with what other rows say of them."""
    unprinted, waiting, unread, back, earlier = marks
    return [
        replace(
            card, unprinted=card.id in unprinted, waits=card.id in waiting, unread=unread.get(card.id, 0),
            back_at=back.get(card.id), earlier_ms=earlier.get(card.id, 0),
        )
        if any(card.id in mark for mark in marks)
        else card
        for card in found
    ]  # fmt: skip


def _back_in_tray(ids: Sequence[int]) -> dict[int, int]:
    """When cases of a page last came back from the applicant, or from an officer who put them back."""
    if not ids:
        return {}
    back = Event.select(Event.case_id, fn.MAX(Event.at)).where(
        Event.case_id.in_(ids), Event.intent.in_((Intent.ACCEPT.value, RELEASED))
    )
    return dict(back.group_by(Event.case_id).tuples())


def _worked_before(desk: Desk, cards: Sequence[Card]) -> dict[int, int]:
    """Working milliseconds on this visit before it was last taken, of the held cases of a page that were had before.

    Of these alone the whole way is read, by the rule of the case screen: they are few, and one rule is never two.
    """
    held = [card.id for card in cards if card.holder is not None and card.status is Status.RUNNING]
    if not held:
        return {}
    before = (
        Event.select(Event.case_id)
        .join(Case, on=(Case.id == Event.case_id))
        .where(
            Event.case_id.in_(held), Event.intent.in_(_HAD), Event.from_step == Case.step,
            Event.at >= Case.entered_at, Event.at < Case.held_at,
        )
        .distinct()
    )  # fmt: skip
    ids = [case_id for (case_id,) in before.tuples()]
    if not ids:
        return {}
    sops = {card.id: _sop(desk, card) for card in cards}
    events = rows_of(Event.select().where(Event.case_id.in_(ids)).order_by(Event.case_id, Event.seq))
    clock, now, found = OpenTime(desk.profile.calendar), desk.now(), dict[int, int]()
    for case_id, rows in groupby(events, key=lambda event: event.case_id):
        told = [(event, said) for event in rows if (said := parse_told(event.text)) is not None]
        sop = sops[case_id]
        way = walk_of(desk, sop, standing(told), now) if sop is not None else None
        if way is not None and way.visits and way.visits[-1].held:
            visit = way.visits[-1]
            earlier = replace(visit, held=visit.held[:-1]).held_time(clock)
            found[case_id] = earlier // timedelta(milliseconds=1)
    return found


def _without_paper(ids: Sequence[int]) -> set[int]:
    """Cases of a page that have a paper nobody holds yet (PRODUCT 5.4)."""
    if not ids:
        return set()
    jobs = PrintJob.select(PrintJob.case_id).where(
        PrintJob.case_id.in_(ids), PrintJob.state.in_([QUEUED, FAILED, UNKNOWN])
    )
    return {case_id for (case_id,) in jobs.tuples()}


def _waiting_for_another(ids: Sequence[int]) -> set[int]:
    """Cases of a page that are linked to an open one they wait for."""
    if not ids:
        return set()
    other = Case.alias()
    links = (
        Link.select(Link.case_id)
        .join(other, on=(other.id == Link.other_id))
        .where(Link.case_id.in_(ids), Link.kind == WAITS_FOR, Link.ended_at.is_null(), other.open == 1)
    )
    return {case_id for (case_id,) in links.tuples()}


@dataclass(frozen=True)
class CaseQuery:
    """What ``case list`` asks for."""

    sop: str | None = None
    step: str | None = None
    role: str | None = None
    late: bool = False
    text: str = ""
    status: str | None = None
    limit: int = 50
    after: str | None = None


def list_cases(desk: Desk, query: CaseQuery) -> dict[str, Any]:
    """Rows of cases, oldest promise first, the applicant masked; ``next`` continues the list.

    Closed cases are listed only when their status is asked for.

    Raises:
        NotFound: the office has no such SOP, step or role.
        InputInvalid: ``after`` is not the ``next`` of a list.
    """
    must_be_known(desk, sop=query.sop, step=query.step, role=query.role)
    now = desk.now()
    conditions: list[Any] = [Case.office == desk.office, *in_sight(desk)]
    if query.status:
        conditions.append(Case.status == query.status)
    if query.status not in {Status.DONE.value, Status.VOID.value}:
        conditions.append(OPEN)
    for column, wanted in ((Case.sop, query.sop), (Case.step, query.step), (Case.role, query.role)):
        if wanted:
            conditions.append(column == wanted)
    if query.late:
        conditions.append(due_before(millis(now)))
    if query.text:
        conditions.append(_text_matches(desk, query.text))
    if query.after is not None:
        conditions.append(Tuple(Case.due, Case.id) > parse_place(query.after, 2))
    rows = list(rows_of(Case.select().where(*conditions).order_by(Case.due, Case.id).limit(one_more(query.limit))))
    return page(rows, query.limit, lambda row: listed_row(desk, row, now), lambda row: f"{row.due}.{row.id}")


def listed_row(desk: Desk, row: Case, now: datetime) -> dict[str, Any]:
    """One row of a list: masked, with what a person needs to choose it."""
    try:
        sop = desk.shelf.get(row.sop, row.sop_version)
        service, step = sop.short, sop.step(row.step)
        place = {"id": step.id, "no": step.no, "title": step.title, "tray": step.tray}
    except (NotFound, KeyError):
        service, place = DAMAGED, {"id": row.step, "no": "?", "title": DAMAGED, "tray": DAMAGED}
    due_at = moment(row.due_at, desk.zone) if row.due_at is not None else None
    running = row.paused_at is None and row.open and row.ready_at is None
    return {
        "number": row.number,
        "sop": row.sop,
        "service": service,
        "step": place,
        "role": row.role,
        "status": row.status,
        "due_at": due_at.isoformat(timespec="seconds") if due_at else None,
        "late": bool(running and due_at and due_at < now),
        "received_at": moment(row.received_at, desk.zone).isoformat(timespec="seconds"),
        "urgent": bool(row.urgent),
        "holder": row.holder_title,
        "version": row.version,
        "applicant": {
            "name": list_name(row.name, row.secret),
            **applicant_numbers({"nik": row.nik, "no_kk": row.no_kk, "phone": row.phone}, bool(row.secret)),
        },
    }


def applicant_numbers(applicant: Mapping[str, str], secret: bool) -> dict[str, str]:
    """The numbers of an applicant as lists show them: masked, or none where the name was given in confidence."""
    nik, no_kk, phone = ("", "", "") if secret else (applicant[name] for name in ("nik", "no_kk", "phone"))
    return {"nik": wording.mask_number(nik), "no_kk": wording.mask_number(no_kk), "phone": wording.mask_phone(phone)}
