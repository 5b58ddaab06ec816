"""Office ``contoh``: synthetic people and weeks of history in all SOPs at every step, made by the real services.

Nothing is written around the services: every case was registered, moved, returned and answered as an officer would,
on a clock that walks through the working hours of the past weeks. NIKs begin with the unused region 00.
"""

from __future__ import annotations

import heapq
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from board.models.paper import Message, PrintJob
from board.services.bundles import BY_PHONE
from board.services.demo_inbox import fill_inbox
from board.services.demo_threads import fill_threads
from board.services.desk import Desk, open_desk
from board.services.facts_of import facts_of, find_case
from board.services.init_office import build_database, fill_folder
from board.services.messages import QUEUED, SENT
from board.services.move_case import MoveOrder, move_case
from board.services.papers import COMPLETED
from board.services.people import add_user
from board.services.register_case import NewCase, register_case
from board.services.storage import built_whole
from board.services.thread_notes import write_note
from board.services.times import millis, utc_now
from board.services.work_case import check_all, edit_case, take_case
from board.settings import OFFICE_FILE
from board.workflow import engine
from board.workflow.calendar import WorkingCalendar
from board.workflow.checks import LACKING, SLIP_CODE, applicable, applies, missing_from_applicant, needed_fields
from board.workflow.conditions import holds
from board.workflow.sop import PEMOHON, Field, Intent, Move, Sop, Status

OFFICE, ADMIN_NAME = "contoh", "admin"
WEEKS = 4
PACE = 28
"""Working minutes a case rests in a tray, on average."""
TAKES = 0.6
"""Share of the steps that somebody takes first (Ambil) and works on for a while."""
WORKED = (0.4, 1.3)
"""How long they work on it, in standard minutes of the step."""
USUAL_MINUTES, MOST_MINUTES = 5, 15
"""Standard minutes of a step that has none, and of the longest one."""
FORGOTTEN = 0.12
"""Share of the standing cases that were left lying for days."""
RETURNS = 2
ASKED = 4
"""Cases beside those that were ordered which wait for their applicants: for papers that were asked some days ago."""
ASKED_FROM, ASKED_TO = 2200, 900
"""Working minutes before the end of the history between which they were registered: days, as ``y`` counts them."""
DONE = "selesai"
SLIP, BROUGHT = "bukti_pengambilan", "ada"
"""Nearly everybody brings the slip, although the example of the field shows the other way."""
FRESH_PAPERS = 8
"""Papers of the last moves that are left for the printer; older ones count as printed long ago."""

PEOPLE = (
    ("loket", "LINDA PERMATA", ("loket",)),
    ("motor", "MARWAN TANJUNG", ("petugas_khusus",)),
    ("wati", "WATI KURNIA", ("pelayanan",)),
    ("verif", "VERA NURDIANA", ("verifikator",)),
    ("oki", "OKI FERDINAN", ("operator",)),
    ("serah", "SERUNI HANDAYANI", ("penyerahan",)),
    ("rina", "RINA MARLINA, S.Sos.", ("kasi:dafduk",)),
    ("candra", "CANDRA WIJAYA, S.H.", ("kasi:capil",)),
    ("bakti", "BAKTI NUGRAHA, S.IP.", ("kabid:dafduk",)),
    ("dian", "DIAN PUSPITA, M.Si.", ("kabid:capil",)),
    ("kadis", "Dr. HARUN SETIAWAN, M.Si.", ("kadis",)),
    ("tono", "TONO SUBEKTI", ("tim_konsultasi",)),
    ("aduan", "ADE RAHMAWATI", ("penerima_aduan",)),
    ("pengelola", "PUTU ARIMBAWA, S.H.", ("pengelola_aduan",)),
    ("tim", "TIMOTIUS SARAGI", ("tim_aduan",)),
    ("auditor", "AUDITOR CONTOH", ("auditor",)),
)
_FIRST = [
    "SITI", "BUDI", "ANDI", "DEWI", "RATNA", "AGUS", "NUR", "YUSUF", "MARIA", "HENDRA", "INTAN", "RIZKY", "SARI", "EKO",
    "FITRI", "BAYU", "LESTARI", "DARMA", "KARTIKA", "WAHYU", "MELATI", "PUTRA", "AYU", "JOKO", "RAHMAT", "CITRA",
]  # fmt: skip
_LAST = [
    "AMINAH", "SANTOSO", "PRATAMA", "ANGGRAINI", "WULANDARI", "SALIM", "HIDAYAT", "RAHARJO", "SITOMPUL", "MANURUNG",
    "SAPUTRA", "KUSUMA", "HALIM", "LUBIS", "NASUTION", "WIBOWO", "PERMANA", "UTAMI", "SIREGAR", "MAULANA", "GUNAWAN",
]  # fmt: skip


@dataclass
class Simulation:
    """The office at work on a clock of its own."""

    desk: Desk
    people: dict[str, str]
    random: random.Random
    now: datetime
    until: datetime
    serial: int = 0

    def clock(self) -> datetime:
        """The simulated moment."""
        return self.now


@dataclass(order=True)
class Walk:
    """A case on its way; the one whose turn is next comes first."""

    at: float
    """Working minutes since the office opened."""
    sop: Sop = field(compare=False)
    stop: str = field(compare=False)
    """Step at which it is left standing, or DONE."""
    number: str | None = field(default=None, compare=False)
    returns: int = field(default=RETURNS, compare=False)
    """How often it may still be sent back."""
    asks: bool = field(default=False, compare=False)
    """Whether it is left at the applicant, by the step at which it stops."""
    in_hand: tuple[Move, str] | None = field(default=None, compare=False)
    """The move somebody has taken it for, and who."""


def build_demo(
    home: Path,
    *,
    cases: int,
    by: str,
    progress: Callable[[int, int], None],
    now: datetime | None = None,
    seed: int = 20261123,
) -> None:
    """Build the demonstration office in an empty folder, whole or not at all.

    Args:
        cases: how many, beside the few that wait for their applicants; at least one stands at every step of every SOP.
        progress: told (done, of) while it works.
        now: the moment at which the history ends; the present by default.

    Raises:
        HomeUnusable: see ``built_whole``.
    """
    end = now or utc_now()
    start = end - timedelta(weeks=WEEKS)
    with built_whole(home, OFFICE_FILE) as site:
        fill_folder(site, OFFICE)
        build_database(site, ADMIN_NAME, password=None, by=by, sops_from=start.date(), clock=lambda: start)
        desk = open_desk(site, clock=lambda: start)
        try:
            simulation = Simulation(
                desk, {}, random.Random(seed), start.astimezone(desk.zone),
                end.astimezone(desk.zone) - timedelta(minutes=2),
            )  # fmt: skip
            desk.clock = simulation.clock
            _fill_with_history(simulation, cases, by, progress)
            simulation.now = simulation.until
            with desk.store.writing():
                fill_threads(desk)
            fill_inbox(desk, simulation.until)
        finally:
            desk.close()


def _fill_with_history(simulation: Simulation, cases: int, by: str, progress: Callable[[int, int], None]) -> None:
    desk = simulation.desk
    # One transaction for the whole history: a few seconds instead of thousands of fsyncs.
    with desk.store.writing():
        for name, title, roles in PEOPLE:
            add_user(desk, name, title, roles, by=by)
            for role in roles:
                simulation.people.setdefault(role, name)
        _live_through(simulation, cases, progress)
        _settle_papers(desk)


def _live_through(simulation: Simulation, cases: int, progress: Callable[[int, int], None]) -> None:
    spans = list(_spans(simulation.desk.profile.calendar, simulation.now, simulation.until))
    total = sum((end - begin).total_seconds() / 60 for begin, end in spans)
    walks = [_walk(simulation, planned, total) for planned in _plan(simulation, cases)]
    walks += _walks_to_applicants(simulation, total)
    heapq.heapify(walks)
    cases = len(walks)
    registered = 0
    while walks:
        walk = heapq.heappop(walks)
        if walk.at >= total:
            continue
        simulation.now = max(_moment(spans, walk.at), simulation.now)
        if walk.number is None:
            walk.number = _register(simulation, walk.sop)
            registered += 1
            progress(registered, cases)
            going = True
        else:
            going = _go_on(simulation, walk)
        if going:
            walk.at += _until_next(simulation, walk)
            heapq.heappush(walks, walk)


def _until_next(simulation: Simulation, walk: Walk) -> float:
    """Working minutes until something happens to a case again: in somebody's hands, or in a tray."""
    if walk.in_hand is None:
        return simulation.random.uniform(2, 2 * PACE)
    step = next(step for step in walk.sop.steps if walk.in_hand[0] in step.moves)
    return simulation.random.uniform(*WORKED) * min(step.minutes or USUAL_MINUTES, MOST_MINUTES)


@dataclass(frozen=True)
class Planned:
    """A case to be: its SOP, the step it is left at, and whether it must get there."""

    sop: Sop
    stop: str
    surely: bool


def _plan(simulation: Simulation, cases: int) -> list[Planned]:
    """Which case of which SOP stops where: every step once and surely, the rest mostly done."""
    chance, sops = simulation.random, simulation.desk.shelf.in_use(simulation.desk.today())
    every = [Planned(sop, step.id, True) for sop in sops for step in sop.steps]
    chance.shuffle(every)
    plan = every[:cases]
    while len(plan) < cases:
        sop = chance.choice(sops)
        plan.append(Planned(sop, DONE if chance.random() < 0.6 else chance.choice(sop.steps).id, False))
    return plan


def _walk(simulation: Simulation, planned: Planned, total: float) -> Walk:
    """When a case begins: finished ones any time, standing ones lately, a few of them forgotten for days."""
    chance, sop, stop = simulation.random, planned.sop, planned.stop
    # Longer than the slowest way through, so that who must reach a step does.
    needed = (len(sop.steps) + 1) * (PACE * 2 + WORKED[1] * MOST_MINUTES)
    if stop == DONE or chance.random() < FORGOTTEN:
        begin = chance.uniform(0, max(1.0, total - needed))
    else:
        begin = total - needed - chance.uniform(0, 2 * PACE)
    # Who is sent back on the way may wait for the applicant when the history ends.
    return Walk(max(1.0, begin), sop, stop, returns=0 if planned.surely else RETURNS)


def _walks_to_applicants(simulation: Simulation, total: float) -> list[Walk]:
    """Cases that lack papers, each of another service, as far as the step that asks for them."""
    chance, walks = simulation.random, []
    for sop in simulation.desk.shelf.in_use(simulation.desk.today()):
        asking = next((step for step in sop.steps for move in step.moves if move.to == PEMOHON), None)
        if asking and sop.channel == BY_PHONE and sum(item.by == PEMOHON for item in sop.requirements) > 1:
            begin = max(1.0, total - chance.uniform(ASKED_TO, ASKED_FROM))
            walks.append(Walk(begin, sop, asking.id, returns=0, asks=True))
    return walks[:ASKED]


def _spans(calendar: WorkingCalendar, start: datetime, until: datetime) -> Iterator[tuple[datetime, datetime]]:
    day = start.date() + timedelta(days=1)
    while day <= until.date():
        for opens, closes in calendar.spans_on(day):
            begin = datetime.combine(day, opens, start.tzinfo)
            end = min(datetime.combine(day, closes, start.tzinfo), until)
            if begin < end:
                yield begin, end
        day += timedelta(days=1)


def _moment(spans: list[tuple[datetime, datetime]], minutes: float) -> datetime:
    """The moment at which so much working time has passed."""
    left = timedelta(minutes=minutes)
    for begin, end in spans:
        if left < end - begin:
            return begin + left
        left -= end - begin
    return spans[-1][1]


def _register(simulation: Simulation, sop: Sop) -> str:
    desk = simulation.desk
    simulation.serial += 1
    name = f"{simulation.random.choice(_FIRST)} {simulation.random.choice(_LAST)}"
    serial = f"{simulation.serial:04d}"
    day = simulation.random.randint(1, 28) + (40 if simulation.random.random() < 0.5 else 0)
    applicant = {
        "name": name,
        "nik": f"000001{day:02d}{simulation.random.randint(1, 12):02d}{simulation.random.randint(55, 99):02d}{serial}",
        "no_kk": f"000001{simulation.random.randint(1, 28):02d}0115{serial}",
        "phone": f"08120000{serial}",
    }
    data: dict[str, Any] = {}
    for item in sop.fields:
        if item.step == sop.first.id and holds(item.when, {**data, "kanal": sop.channel}, simulation.now.date()):
            data |= _values(simulation, sop, [item])
    new = NewCase(applicant, data=data)
    user = _user(simulation, sop, sop.register_by)
    registered = register_case(desk, sop.id, user, new)
    return str(registered.case.number)


def _go_on(simulation: Simulation, walk: Walk) -> bool:
    """One thing happens to a case; False when it is left standing for good."""
    desk, chance, number = simulation.desk, simulation.random, str(walk.number)
    row = find_case(desk, number)
    sop, step = walk.sop, walk.sop.step(row.step)
    if row.status == Status.AT_APPLICANT:
        if walk.stop == DONE or chance.random() < 0.8:
            move_case(desk, number, _user(simulation, sop, engine.accept_move(step).by), MoveOrder(Intent.ACCEPT))
            return True
        return False
    if row.step == walk.stop and walk.asks:
        _ask_applicant(simulation, sop, number)
        return False
    if not row.open or row.step == walk.stop:
        return False
    back = [move for move in step.moves if move.back]
    if back and not walk.in_hand and walk.returns and chance.random() < 0.1:
        walk.returns -= 1
        move = chance.choice(back)
        reason = chance.choice(["syarat_kurang", "tidak_terbaca"] if move.to == PEMOHON else ["salah_tulis"])
        note = "" if move.to == PEMOHON else "Periksa ejaan nama ibu."
        move_case(desk, number, _user(simulation, sop, move.by), MoveOrder(move.intent, move.to, reason, note))
        return True
    if walk.in_hand is None:
        move = chance.choice([move for move in step.moves if not move.back and _leads_to(sop, move, walk.stop)])
        user = _user(simulation, sop, move.by)
        if not step.external and chance.random() < TAKES:
            take_case(desk, number, user)
            walk.in_hand = move, user
            return True
    else:
        (move, user), walk.in_hand = walk.in_hand, None
    _prepare(simulation, sop, number, user, move.requires)
    move_case(desk, number, user, MoveOrder(move.intent, move.to))
    return True


def _ask_applicant(simulation: Simulation, sop: Sop, number: str) -> None:
    """All came but the last paper, which is asked for."""
    desk = simulation.desk
    step = sop.step(find_case(desk, number).step)
    move = next(move for move in step.moves if move.to == PEMOHON)
    user = _user(simulation, sop, move.by)
    *came, _ = missing_from_applicant(sop, facts_of(desk, find_case(desk, number)))
    check_all(desk, number, user, {item.id: item.forms[0] for item in came})
    move_case(desk, number, user, MoveOrder(move.intent, move.to, LACKING))


def _leads_to(sop: Sop, move: Move, stop: str) -> bool:
    """Whether a way forward still reaches the step a case is meant for."""
    if stop == DONE or move.to == stop:
        return True
    if move.to is None:
        return False
    return any(_leads_to(sop, onward, stop) for onward in sop.step(move.to).moves if not onward.back)


def _prepare(simulation: Simulation, sop: Sop, number: str, user: str, requires: tuple[str, ...]) -> None:
    """What an officer does before pressing the key: fill in, tick, write the solusi."""
    desk = simulation.desk
    row = find_case(desk, number)
    step = sop.step(row.step)
    _fill_in(simulation, sop, number, user, [item for item in sop.fields if item.step == step.id])
    if "isian_lengkap" in requires:
        _fill_in(simulation, sop, number, user, needed_fields(sop, facts_of(desk, find_case(desk, number)), step))
    if "syarat_lengkap" in requires:
        facts = facts_of(desk, find_case(desk, number))
        ticks = {
            item.id: item.forms[-1] if row.channel == "loket" else item.forms[0] for item in applicable(sop, facts)
        }
        check_all(desk, number, user, ticks)
    # The paper of the step before has long come out of the office's printer.
    PrintJob.update(state=COMPLETED).where((PrintJob.case_id == row.id) & (PrintJob.state == QUEUED)).execute()
    if "solusi" in requires:
        write_note(desk, number, user, "solusi", "Data diperbaiki di SIAK; pelapor menerima dokumen baru.")


def _fill_in(simulation: Simulation, sop: Sop, number: str, user: str, wanted: list[Field]) -> None:
    """Fill in what is still empty and applies, as an officer answers a form from its top."""
    facts = facts_of(simulation.desk, find_case(simulation.desk, number))
    data, fresh = dict(facts.data), dict[str, Any]()
    for item in wanted:
        if not data.get(item.id) and applies(sop, replace(facts, data=data), item):
            own = {SLIP: BROUGHT, SLIP_CODE: facts.pickup_code}
            fresh.update({item.id: own[item.id]} if item.id in own else _values(simulation, sop, [item]))
            data.update(fresh)
    if fresh:
        edit_case(simulation.desk, number, user, data=fresh)


def _values(simulation: Simulation, sop: Sop, wanted: list[Field]) -> dict[str, Any]:
    """Values for some fields: the examples of the SOP, with numbers that are not given out twice."""
    found: dict[str, Any] = {}
    for item in wanted:
        if item.type == "rows":
            found[item.id] = [{column.id: column.example for column in item.columns if column.example}]
        elif item.unique or item.siak:
            simulation.serial += 1
            found[item.id] = item.example[:-4] + f"{simulation.serial % 10000:04d}"
        elif item.past and item.example > simulation.now.date().isoformat():
            found[item.id] = (simulation.now.date() - timedelta(days=simulation.random.randint(2, 40))).isoformat()
        elif item.example:
            found[item.id] = item.example
    if sop.identity and "kepala_keluarga" in found:
        found["kepala_keluarga"] = f"{simulation.random.choice(_FIRST)} {simulation.random.choice(_LAST)}"
    return found


def _user(simulation: Simulation, sop: Sop, roles: tuple[str, ...]) -> str:
    """An officer of the demonstration who may act in one of these roles for the SOP."""
    for role in roles:
        for key in (role, f"{role}:{sop.bidang or 'dafduk'}"):
            if key in simulation.people:
                return simulation.people[key]
    raise LookupError(f"no officer for {roles}")


def _settle_papers(desk: Desk) -> None:
    """Papers and messages of the past left the office long ago; the last few still wait."""
    fresh = [
        job_id for (job_id,) in PrintJob.select(PrintJob.id).order_by(PrintJob.id.desc()).limit(FRESH_PAPERS).tuples()
    ]
    at = millis(desk.now())
    PrintJob.update(state=COMPLETED, changed_at=at).where(PrintJob.id.not_in(fresh)).execute()
    recent = [row for (row,) in Message.select(Message.id).order_by(Message.id.desc()).limit(FRESH_PAPERS).tuples()]
    Message.update(state=SENT, sent_at=at, sent_by="CONTOH").where(
        (Message.state == QUEUED) & Message.id.not_in(recent)
    ).execute()
