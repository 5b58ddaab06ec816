"""Which cases a line of Ringkasan pagi is about, and why each of them: one description for counting and for listing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from peewee import SQL, Expression, ModelSelect, Tuple, fn

from board.errors import NotFound
from board.models.case import LIFT, OPEN, Case
from board.models.damaged import rows_of
from board.models.paper import Message, PrintJob
from board.services.custody import paper_words
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.known_names import must_be_known
from board.services.lists import due_before, end_of_day, listed_row, my_trays
from board.services.messages import ANSWER
from board.services.messages import QUEUED as UNSENT
from board.services.morning_piles import Key, Tray, too_long, trays_of, within
from board.services.outage_rows import since_words
from board.services.paging import one_more, page, parse_place
from board.services.papers import FAILED, QUEUED, RENDERED, STATE_TITLES, UNKNOWN
from board.services.sight import in_sight
from board.services.thread_reads import unread_notes
from board.services.times import millis, moment
from board.wording import clock_time
from board.workflow.facts import Actor
from board.workflow.permissions import is_inside
from board.workflow.sitting import collect_limit, sitting_words
from board.workflow.threads import lives_on_thread

NOT_PRINTED = (FAILED, UNKNOWN, QUEUED, RENDERED)
"""States of a paper that nobody has in hand for certain, the one that needs somebody most first (PRODUCT 6.7)."""
TRAY, ROLE, LATE, TODAY, STUCK, READY = "tray", "role", "late", "today", "stuck", "ready"
PAPER, MESSAGE, ANSWERS, UNREAD, SOUGHT, HELD = "paper", "message", "answer", "unread", "sought", "held"
Whys = Callable[[Sequence[Any]], Mapping[int, str]]


@dataclass(frozen=True)
class Scope:
    """Whose morning it is: what is read for them, and from where.

    Args:
        desk: as the officer sees it.
        actor: None for the office itself.
    """

    desk: Desk
    actor: Actor | None
    whole: bool
    """Whether the whole office is told of, and not the officer's own trays alone."""
    trays: Mapping[Key, Tray] = field(default_factory=dict)

    @property
    def own(self) -> dict[str, tuple[Key, ...]]:
        """The officer's own trays, named and in order as Meja saya has its columns."""
        return my_trays(self.desk, self.actor) if self.actor is not None else {}

    @property
    def places(self) -> list[Tray]:
        """The trays that are told of."""
        return [tray for tray in self.trays.values() if self.whole or tray.mine]

    @cached_property
    def services(self) -> list[str]:
        """Ids of the services in which the officer has a role: what comes from them is theirs to see to."""
        actor = self.actor
        return sorted({sop.id for sop in self.desk.shelf.versions() if actor is not None and is_inside(sop, actor)})

    def in_places(self) -> list[Expression]:
        """The condition of lying where it is told of."""
        return [] if self.whole else [within(self.places)]

    def in_services(self) -> list[Expression]:
        """The condition of belonging to a service that is told of."""
        return [] if self.whole else [Case.sop.in_(self.services)]

    @cached_property
    def cases(self) -> list[Expression]:
        """What every query begins with; asked for once."""
        return [Case.office == self.desk.office, *in_sight(self.desk)]

    def since(self, stored: int) -> str:
        """How long ago a moment was, in working time."""
        desk = self.desk
        return sitting_words(moment(stored, desk.zone), desk.profile.calendar, desk.now())

    def overdue(self, stored: int) -> str:
        """How far back a moment lies: ``2 hari kerja``, and below one when it was: the minutes of a night are none."""
        desk, due = self.desk, moment(stored, self.desk.zone)
        days = desk.profile.calendar.working_days_between(due.date(), desk.now().date())
        return f"{days} hari kerja" if days else f"sejak {since_words(due, desk.now())}"


def scope_of(desk: Desk, actor: Actor | None) -> Scope:
    """The morning of an officer, or (None) of the office itself."""
    asked = desk if actor is None else desk.seen_by(actor)
    whole = actor is None or any(actor.has(role) for role in desk.profile.sitting.whole_office)
    return Scope(asked, actor, whole, trays_of(asked, actor))


@dataclass(frozen=True)
class Chosen:
    """The cases of a line: conditions beside those of the scope, and why each is among them."""

    where: list[Expression]
    order: Any
    """The column by which they stand, never empty in them; the id decides where it is the same."""
    whys: Whys


def chosen(scope: Scope, key: str) -> Chosen:
    """The cases of a line.

    Args:
        key: as the line names it: ``late``, ``tray:Koreksi Kasi``, ``paper:failed``.

    Raises:
        NotFound: no line is called so.
    """
    kind, _, rest = key.partition(":")
    build = _KINDS.get(kind)
    if build is None or bool(rest) != (kind in _NAMED):
        known = ", ".join(f"{name}:…" if name in _NAMED else name for name in _KINDS)
        raise NotFound("Baris ringkasan", key, f"Yang ada: {known}.")
    return build(scope, rest)


def listed_cases(scope: Scope, key: str, limit: int | None, after: str | None = None) -> dict[str, Any]:
    """The cases of a line as the contract tells a list, each with ``why``.

    Args:
        after: the ``next`` of the page before.

    Raises:
        NotFound: no line is called so.
        InputInvalid: ``after`` is not the ``next`` of a list.
    """
    desk, now = scope.desk, scope.desk.now()
    found = chosen(scope, key)
    conditions = [*scope.cases, *found.where]
    if after is not None:
        conditions.append(Tuple(found.order, Case.id) > parse_place(after, 2))
    query = Case.select().where(*conditions).order_by(found.order, Case.id).limit(one_more(limit))
    rows = list(rows_of(query))
    whys = found.whys(rows)

    def told(row: Case) -> dict[str, Any]:
        return {**listed_row(desk, row, now), "why": whys.get(row.id, "")}

    return page(rows, limit, told, lambda row: f"{getattr(row, found.order.name)}.{row.id}")


# --- where they lie, and when they are due ----------------------------------------------------------------------------

_DUE, _PROMISED, _ARRIVAL = Case.due, Case.due_at, Case.entered_at


def _each(why: Callable[[Any], str]) -> Whys:
    return lambda rows: {row.id: why(row) for row in rows}


def _here(scope: Scope, row: Any) -> str:
    if row.due >= LIFT:
        return "menunggu pemohon atau saksi"
    late = "terlambat, " if row.due_at is not None and row.ready_at is None and _past(scope, row) else ""
    return f"{late}{scope.since(row.entered_at)} di baki"


def _past(scope: Scope, row: Any) -> bool:
    return bool(row.due_at < millis(scope.desk.now()))


def _tray(scope: Scope, title: str) -> Chosen:
    mine = scope.own
    if title not in mine:
        raise NotFound("Baki", title, f"Baki Anda: {', '.join(mine) or 'tidak ada'}.")
    return Chosen([OPEN, within(scope.trays[key] for key in mine[title])], _DUE, _each(lambda row: _here(scope, row)))


def _role(scope: Scope, role: str) -> Chosen:
    must_be_known(scope.desk, role=role)
    # The conditions of the counts, not Case.role: who waits for the applicant is in nobody's hands.
    places = [tray for tray in scope.places if tray.role == role]
    where = [OPEN, Case.due < LIFT, within(places)]
    return Chosen(where, _DUE, _each(lambda row: _here(scope, row)))


def _late(scope: Scope, _: str) -> Chosen:
    where = [OPEN, due_before(millis(scope.desk.now())), *scope.in_places()]
    return Chosen(where, _PROMISED, _each(lambda row: f"lewat {scope.overdue(row.due_at)}"))


def _today(scope: Scope, _: str) -> Chosen:
    now, zone = scope.desk.now(), scope.desk.zone
    where = [OPEN, due_before(millis(end_of_day(now))), ~due_before(millis(now)), *scope.in_places()]
    return Chosen(where, _PROMISED, _each(lambda row: f"jatuh tempo {clock_time(moment(row.due_at, zone))}"))


def _stuck(scope: Scope, _: str) -> Chosen:
    where = [OPEN, too_long(tray for tray in scope.places if not tray.ready)]
    return Chosen(where, _ARRIVAL, _each(lambda row: f"{scope.since(row.entered_at)} di baki"))


def _ready(scope: Scope, _: str) -> Chosen:
    desk = scope.desk
    limit = collect_limit(desk.profile.sitting, desk.profile.calendar, desk.now())
    over = None if limit is None else millis(limit)

    def why(row: Any) -> str:
        remind = ", ingatkan" if over is not None and row.entered_at < over else ""
        return f"{scope.since(row.entered_at)}{remind}"

    where = [OPEN, Case.due < LIFT, within(tray for tray in scope.places if tray.ready)]
    return Chosen(where, _ARRIVAL, _each(why))


# --- papers and messages ----------------------------------------------------------------------------------------------


def paper_jobs(scope: Scope, state: str) -> ModelSelect:
    """Papers of a state that are still somebody's business: one in the spool of a case that ended is not."""
    same = [PrintJob.office == scope.desk.office, PrintJob.state == state]
    told = [*scope.cases, *scope.in_services()]
    if state == RENDERED:
        # Where there is no printer nearly every paper stays so: only indexes are asked, of papers and of open cases.
        return PrintJob.select().where(*same, PrintJob.case_id.in_(Case.select(Case.id).where(*told, OPEN)))
    return PrintJob.select().join(Case, on=(Case.id == PrintJob.case_id)).where(*same, *told)


def _paper(scope: Scope, state: str) -> Chosen:
    if state not in NOT_PRINTED:
        raise NotFound("Keadaan cetakan", state, f"Yang ada: {', '.join(NOT_PRINTED)}.")
    titles = scope.desk.profile.documents

    def whys(rows: Sequence[Any]) -> Mapping[int, str]:
        same = (PrintJob.state == state) & PrintJob.case_id.in_([row.id for row in rows])
        named: dict[int, list[str]] = {}
        for case_id, document in PrintJob.select(PrintJob.case_id, PrintJob.document).where(same).tuples():
            named.setdefault(case_id, []).append(titles[document].title if document in titles else document)
        # What is looked for when fetching papers is their names; the state stands above the list.
        return {case_id: ", ".join(dict.fromkeys(papers)) for case_id, papers in named.items()}

    return Chosen([Case.id.in_(paper_jobs(scope, state).select(PrintJob.case_id))], _ARRIVAL, whys)


def paper_state(state: str) -> str:
    """A state as the summary calls it."""
    return "di spool, belum dikonfirmasi" if state == RENDERED else STATE_TITLES[state]


def message_condition(scope: Scope, *, answers: bool) -> list[Expression]:
    """Messages that nobody has sent: the office's answers, or all the others."""
    kind = Message.kind == ANSWER if answers else Message.kind != ANSWER
    told = [Message.office == scope.desk.office, Message.state == UNSENT, kind]
    return [*told, *scope.cases, *scope.in_services()]


def _messages(answers: bool) -> Callable[[Scope, str], Chosen]:
    def build(scope: Scope, _: str) -> Chosen:
        texts = Message.select(Message.case_id).join(Case, on=(Case.id == Message.case_id))

        def whys(rows: Sequence[Any]) -> Mapping[int, str]:
            kind = Message.kind == ANSWER if answers else Message.kind != ANSWER
            same = (Message.state == UNSENT) & kind & Message.case_id.in_([row.id for row in rows])
            first = Message.select(Message.case_id, fn.MIN(Message.at)).where(same).group_by(Message.case_id)
            return {case_id: f"siap sejak {_when(scope, at)}" for case_id, at in first.tuples()}

        return Chosen([Case.id.in_(texts.where(*message_condition(scope, answers=answers)))], _ARRIVAL, whys)

    return build


def _when(scope: Scope, stored: int) -> str:
    return since_words(moment(stored, scope.desk.zone), scope.desk.now())


# --- threads, paper folders, colleagues -------------------------------------------------------------------------------


def thread_condition(scope: Scope) -> list[Expression]:
    """Threads an officer follows: of what lies in their trays, and of their services that live on a thread."""
    live = {sop.id for sop in scope.desk.shelf.versions() if lives_on_thread(sop)} & {*scope.services}
    mine = within(tray for tray in scope.trays.values() if tray.mine)
    return [OPEN, mine | Case.sop.in_(sorted(live))]


def _unread(scope: Scope, _: str) -> Chosen:
    if scope.actor is None:
        return Chosen([SQL("0")], _ARRIVAL, lambda rows: {})
    notes = unread_notes(scope.desk, scope.actor, scope.services)
    counted = {row[0]: row[1] for row in notes.where(*scope.cases, *thread_condition(scope)).tuples()}
    return Chosen([Case.id.in_(sorted(counted))], _DUE, _each(lambda row: f"{counted[row.id]} catatan belum dibaca"))


def _sought(scope: Scope, _: str) -> Chosen:
    def why(row: Any) -> str:
        return f"{paper_words({'holder': row.physical_title})}, dicari {_when(scope, row.sought_at)}"

    return Chosen([Case.sought_at.is_null(False), *scope.in_services()], Case.sought_at, _each(why))


def held_condition(scope: Scope, logins: Iterable[str]) -> list[Expression]:
    """What some colleagues hold, of the trays that are told of."""
    return [OPEN, Case.holder.in_(sorted(logins)), *scope.in_places()]


def _held(scope: Scope, login: str) -> Chosen:
    find_user(scope.desk, login)
    return Chosen(
        held_condition(scope, [login]), _DUE, _each(lambda row: f"dipegang sejak {_when(scope, row.held_at)}")
    )


_KINDS: dict[str, Callable[[Scope, str], Chosen]] = {
    TRAY: _tray, ROLE: _role, LATE: _late, TODAY: _today, STUCK: _stuck, READY: _ready, PAPER: _paper,
    MESSAGE: _messages(False), ANSWERS: _messages(True), UNREAD: _unread, SOUGHT: _sought, HELD: _held,
}  # fmt: skip
_NAMED = frozenset({TRAY, ROLE, PAPER, HELD})
"""Kinds whose key goes on after a colon."""
