"""Ringkasan pagi: what lies in the trays, is late, has not come out, gone out or turned up, and who is away.

The same for the screen and for ``board report morning`` (PRODUCT 1, 5.1, 5.16, 6.11).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from peewee import Tuple, ValuesList

from board.models.case import LIFT, OPEN, Case
from board.services import morning_cases as cases
from board.services import morning_rest as rest
from board.services.desk import Desk
from board.services.facts_of import actor_of
from board.services.morning_cases import Scope, listed_cases, scope_of
from board.services.morning_lines import Line, Section
from board.services.morning_piles import Key, Pile, Tray, piles_of
from board.services.times import iso, millis, moment
from board.wording import clock_time, short_stamp

OFFICE = "Kantor"


@dataclass(frozen=True)
class Morning:
    """What there is to know this morning."""

    at: int
    whole: bool
    """Whether it tells of the whole office."""
    sections: tuple[Section, ...]
    """Those that have something to tell, in the order of what to look at first."""
    quiet: tuple[str, ...] = field(default=())
    """Titles of the others."""


def load_morning(desk: Desk, user: str | None) -> Morning:
    """The morning of an officer, or (None) of the office itself, in one visit to the database.

    Raises:
        NotFound, NotAuthorised: no such officer, or a closed account.
    """
    with desk.store.reading():
        scope = scope_of(desk, actor_of(desk, user) if user is not None else None)
        sections = [*_trays(scope), *rest.sections(scope)]
    # What needs somebody comes before the long table of all roles.
    sections.sort(key=lambda section: section.title == OFFICE)
    told = tuple(section for section in sections if section.lines)
    quiet = tuple(section.title for section in sections if not section.lines)
    return Morning(millis(desk.now()), scope.whole, told, quiet)


def morning_cases(
    desk: Desk, user: str | None, key: str, *, limit: int | None, after: str | None = None
) -> dict[str, Any]:
    """The cases a line is about; see ``listed_cases``.

    Raises:
        NotFound, NotAuthorised: no such line, no such officer, or a closed account.
        InputInvalid: ``after`` is not the ``next`` of a list.
    """
    with desk.store.reading():
        scope = scope_of(desk, actor_of(desk, user) if user is not None else None)
        return listed_cases(scope, key, limit, after)


def told_morning(desk: Desk, morning: Morning) -> dict[str, Any]:
    """The morning as the contract tells it."""
    return {
        "at": iso(morning.at, desk.zone),
        "whole": morning.whole,
        "sections": [
            {"id": section.id, "title": section.title, "lines": [line.told() for line in section.lines]}
            for section in morning.sections
        ],
        "quiet": list(morning.quiet),
    }


# --- what lies in the trays: one walk ---------------------------------------------------------------------------------


def _trays(scope: Scope) -> Iterator[Section]:
    piles = piles_of(scope.desk, scope.trays)
    mine = {name: _heap(scope, piles, name, keys) for name, keys in scope.own.items()}
    roles: dict[str, list[Key]] = {}
    for key, tray in scope.trays.items():
        roles.setdefault(tray.role, []).append(key)
    offices = {role: _heap(scope, piles, role, keys) for role, keys in roles.items()} if scope.whole else {}
    numbers = _numbers(scope, [*mine.values(), *offices.values()])
    if mine:
        yield Section("trays", "Baki Anda", tuple(_own_lines(scope, mine, numbers)))
    told = {key for key, tray in scope.trays.items() if tray.mine}
    yield from _lateness(scope, {key: pile for key, pile in piles.items() if scope.whole or key in told})
    if scope.whole:
        yield Section("office", OFFICE, tuple(_office_lines(scope, offices, numbers)))


@dataclass(frozen=True)
class _Heap:
    """Trays of one name, or of one role, taken together."""

    name: str
    trays: tuple[Tray, ...]
    pile: Pile


def _heap(scope: Scope, piles: Mapping[Key, Pile], name: str, keys: Iterable[Key]) -> _Heap:
    held = tuple(keys)
    return _Heap(name, tuple(scope.trays[key] for key in held), sum((piles.get(key, Pile()) for key in held), Pile()))


def _numbers(scope: Scope, heaps: list[_Heap]) -> dict[tuple[str, int], str]:
    """Number of the case that has lain longest in each heap, by the name of the heap and when it came."""
    wanted = {(*tray.key, heap.pile.oldest) for heap in heaps if heap.pile.oldest for tray in heap.trays}
    if not wanted:
        return {}
    told = (Case.number, Case.sop, Case.step, Case.entered_at, Case.due)
    place = Tuple(Case.sop, Case.step, Case.entered_at)
    rows = Case.select(*told).where(*scope.cases, OPEN, place.in_(ValuesList(list(wanted)))).tuples()
    # Waiting cases are left out here: as a condition they would cost the query its index.
    found = {(sop, step, at): number for number, sop, step, at, due in rows if due < LIFT}
    return {
        (heap.name, heap.pile.oldest or 0): found[*tray.key, heap.pile.oldest or 0]
        for heap in heaps
        for tray in heap.trays
        if (*tray.key, heap.pile.oldest) in found
    }


def _own_lines(scope: Scope, heaps: Mapping[str, _Heap], numbers: Mapping[tuple[str, int], str]) -> Iterator[Line]:
    empty = []
    for title, heap in heaps.items():
        if heap.pile.count + heap.pile.waiting:
            yield _heap_line(scope, f"{cases.TRAY}:{title}", title, heap, numbers, {"tray": title})
        else:
            empty.append(title)
    if empty:
        yield Line(f"Kosong: {', '.join(empty)}", facts={"empty": empty})


def _office_lines(scope: Scope, heaps: Mapping[str, _Heap], numbers: Mapping[tuple[str, int], str]) -> Iterator[Line]:
    roles = scope.desk.profile.roles
    for role, heap in sorted(heaps.items(), key=lambda item: roles[item[0]].desk):
        if heap.pile.count:
            title = roles[role].title
            facts = {"role": role, "title": title}
            only_turn = _Heap(heap.name, heap.trays, _without_waiting(heap.pile))
            yield _heap_line(scope, f"{cases.ROLE}:{role}", title, only_turn, numbers, facts)
    waiting = sum(heap.pile.waiting for heap in heaps.values())
    if waiting:
        yield Line(f"{waiting} berkas menunggu pemohon atau saksi", count=waiting, facts={"waiting": waiting})


def _without_waiting(pile: Pile) -> Pile:
    return Pile(pile.count, pile.late, pile.today, 0, pile.over, pile.oldest, pile.first_late, pile.first_today)


def _heap_line(
    scope: Scope, key: str, title: str, heap: _Heap, numbers: Mapping[tuple[str, int], str], facts: Mapping[str, Any]
) -> Line:
    pile, zone = heap.pile, scope.desk.zone
    # As the board counts a column: what waits lies there too.
    total = pile.count + pile.waiting
    words = [f"{total} berkas"]
    words += [f"{pile.late} terlambat"] if pile.late else []
    words += [f"{pile.today} hari ini"] if pile.today else []
    words += [f"{pile.waiting} menunggu"] if pile.waiting else []
    oldest, right, detail = None, "", ""
    if pile.oldest is not None:
        number = numbers.get((heap.name, pile.oldest), "")
        oldest = {"number": number or None, "at": iso(pile.oldest, zone)}
        right = f"tertua {scope.since(pile.oldest)}"
        detail = f"{title}: tertua {number}, di baki sejak {short_stamp(moment(pile.oldest, zone))}"
    counts = {"late": pile.late, "today": pile.today, "waiting": pile.waiting, "oldest": oldest}
    return Line(
        f"{title}: {', '.join(words)}", right, key, total, alert=bool(pile.late), detail=detail,
        facts={**facts, **counts},
    )  # fmt: skip


def _lateness(scope: Scope, piles: Mapping[Key, Pile]) -> Iterator[Section]:
    zone = scope.desk.zone
    total = sum(piles.values(), start=Pile())
    lines = []
    if total.first_late is not None:
        told = scope.overdue(total.first_late)
        words = told if told.startswith("sejak") else f"paling lama {told}"
        lines = [Line(f"{total.late} berkas", words, cases.LATE, total.late, alert=True,
                      facts={"first": iso(total.first_late, zone)})]  # fmt: skip
    yield Section("late", "Terlambat", tuple(lines))
    lines = []
    if total.first_today is not None:
        words = f"paling dekat pukul {clock_time(moment(total.first_today, zone))}"
        lines = [Line(f"{total.today} berkas jatuh tempo hari ini", words, cases.TODAY, total.today,
                      facts={"first": iso(total.first_today, zone)})]  # fmt: skip
    yield Section("today", "Hari ini", tuple(lines))
    lines = []
    trays = scope.trays
    sitting = [pile for key, pile in piles.items() if pile.over and key in trays and not trays[key].ready]
    if sitting:
        over = sum(sitting, start=Pile())
        since = over.oldest or 0
        lines = [Line(f"{over.over} berkas masih di baki yang sama", f"paling lama {scope.since(since)}", cases.STUCK,
                      over.over, alert=True, facts={"oldest_at": iso(since, zone)})]  # fmt: skip
    yield Section("stuck", "Terlalu lama", tuple(lines))
    ready = sum((pile for key, pile in piles.items() if key in trays and trays[key].ready), start=Pile())
    lines = []
    if ready.count and ready.oldest is not None:
        days = scope.desk.profile.sitting.collect_days
        remind = f", {ready.over} perlu diingatkan" if ready.over else ""
        detail = f"{ready.over} berkas siap lebih dari {days} hari kerja dan belum diambil" if ready.over else ""
        facts = {"remind": ready.over, "oldest_at": iso(ready.oldest, zone)}
        right = f"tertua {scope.since(ready.oldest)}"
        lines = [Line(f"{ready.count} berkas{remind}", right, cases.READY, ready.count, detail=detail, facts=facts)]
    yield Section("ready", "Siap diambil", tuple(lines))
