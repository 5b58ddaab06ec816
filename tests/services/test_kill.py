"""kill -9 in the middle of registrations and moves, many rounds: nothing acknowledged is lost, no number is burnt.

Cases go from registration to their end: on the way they take numbers of four books, and papers and messages are queued.
Writers report over a pipe after each commit. Some are killed from outside at a random moment; the others kill
themselves right before a COMMIT or before some SQL statement of a transaction (STORAGE 3.1).
"""

from __future__ import annotations

import json
import multiprocessing
import os
import random
import select
import signal
import time
from collections import Counter as Tally
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from board.models.case import Case
from board.models.event import Command, Event
from board.models.paper import Message, PrintJob
from board.models.register import Counter, RegisterRow
from board.services.books import list_books
from board.services.desk import Desk, open_desk
from board.services.facts_of import find_case
from board.services.move_case import MoveOrder, move_case
from board.services.register_case import NewCase, register_case
from board.services.verify import verify
from board.services.work_case import check_all, edit_case
from tests.commands import Commands
from tests.offices import OFFICERS, Clock, copy_office
from tests.walker import APPLICANT, Walker

CONTEXT = multiprocessing.get_context("fork")
ROUNDS, WRITERS = 20, 3
MOST_TURNS = 150
"""Cases of one writer; with round and writer they still give four figures that nobody else gives."""
SOPS = ("waykanan.kk_baru", "waykanan.skpwni")
BOOKS = {"pendaftaran", "agenda", "arsip", "penyerahan"}
NEW = NewCase(APPLICANT, channel="loket")
LOGINS = {title: login for login, (title, _) in OFFICERS.items()}


@dataclass(frozen=True)
class Step:
    """One command of a case's way, read from the event it left."""

    user: str
    intent: str
    to: str | None
    reason: str | None
    note: str
    data: Mapping[str, Any]
    ticks: Mapping[str, str]

    @classmethod
    def of(cls, event: dict[str, Any]) -> Step:
        """The command behind an event."""
        detail = event["detail"]
        data = {name: new for name, (_, new) in detail.get("data", {}).items()}
        return cls(
            LOGINS[event["actor"]], event["intent"], event["to"], event["reason"], event["note"], data,
            detail.get("requirements", {}),
        )  # fmt: skip

    def carry_out(self, desk: Desk, number: str, key: str) -> int:
        """Do it again on another case; the version of the case after it."""
        if self.intent == "periksa":
            return int(check_all(desk, number, self.user, self.ticks, key=key).version)
        data = {name: _own(name, value, key) for name, value in self.data.items()}
        if self.intent == "ubah":
            return int(edit_case(desk, number, self.user, data=data, key=key).case.version)
        order = MoveOrder(self.intent, self.to, self.reason, self.note, data, key=key)
        return int(move_case(desk, number, self.user, order).case.version)


def _own(name: str, value: Any, key: str) -> Any:
    """A number of SIAK stands on one case only."""
    if name not in {"no_kk_terbit", "no_skpwni"}:
        return value
    place, writer, turn, _ = map(int, key.split("-"))
    return f"{value[:-4]}{(place * WRITERS + writer) * MOST_TURNS + turn:04d}"


@dataclass(frozen=True)
class Way:
    """The way of a service from its registration to its end, and what there is after each of its events."""

    sop: str
    steps: tuple[Step, ...]
    left: tuple[dict[str, Tally[str]], ...] = ()


def left_behind(row: Case) -> dict[str, Tally[str]]:
    """The papers, messages and register rows of a case."""
    return {
        "papers": Tally(job.document for job in PrintJob.select().where(PrintJob.case_id == row.id)),
        "messages": Tally(item.kind for item in Message.select().where(Message.case_id == row.id)),
        "books": Tally(item.book for item in RegisterRow.select().where(RegisterRow.case_id == row.id)),
    }


def way_of(sop: str, folder: Path, template: Path) -> Way:
    """Walk a case once, with a return to the applicant on the way; then once more, looking after each command."""
    board = Commands(copy_office(template, folder / "a"), Clock())
    walker = Walker(board, sop, folder)
    case = walker.register(data={})
    board.ok("case", "move", case["number"], "kembalikan", "--reason", "salah_tulis", user="wati")
    case = board.ok("case", "move", case["number"], "terima", user="wati")
    done = walker.walk(case, walker.branches()[0])
    assert done["status"] == "selesai"
    steps = tuple(Step.of(event) for event in done["events"][1:])
    desk = open_desk(copy_office(template, folder / "b"), clock=Clock())
    row = register_case(desk, sop, "wati", NEW).case
    left = [left_behind(row)]
    for place, step in enumerate(steps):
        step.carry_out(desk, row.number, f"0-0-0-{place}")
        left.append(left_behind(row))
    desk.close()
    return Way(sop, steps, tuple(left))


def way_for(ways: tuple[Way, ...], key: str) -> Way:
    """The way of a case, told by the key of its registration, so that a retry asks for the same."""
    return ways[sum(map(int, key.split("-"))) % len(ways)]


@dataclass(frozen=True)
class Doom:
    """How a writer dies: by its own hand before the n-th commit or statement, or (None) from outside."""

    commits: int | None = None
    statements: int | None = None

    def hang_over(self, desk: Desk) -> None:
        """Let it happen on this writer's connection."""
        connection: Any = desk.store.database.connection()
        left = {"commits": self.commits or 0, "statements": self.statements or 0}

        def passed(kind: str) -> None:
            left[kind] -= 1
            if left[kind] == 0:
                os.kill(os.getpid(), signal.SIGKILL)

        def before_commit() -> bool:
            passed("commits")
            return False

        def before_statement(cursor: Any, sql: str, bindings: Any) -> bool:
            passed("statements")
            return True

        if self.commits:
            connection.set_commit_hook(before_commit)
        if self.statements:
            connection.exec_trace = before_statement


def write_for_ever(home: Path, ways: tuple[Way, ...], name: str, doom: Doom, pipe: int) -> None:
    """Take cases from registration to their end, one after another; tell the pipe after every commit."""

    def done(**told: Any) -> None:
        os.write(pipe, json.dumps(told).encode() + b"\n")

    desk = open_desk(home, clock=Clock())
    doom.hang_over(desk)
    for turn in range(MOST_TURNS):
        key = f"{name}-{turn}"
        way = way_for(ways, key)
        number = register_case(desk, way.sop, "wati", NEW, key=key).case.number
        done(key=key, number=number, version=1, intent="daftar")
        for place, step in enumerate(way.steps):
            version = step.carry_out(desk, number, f"{key}-{place}")
            assert version == place + 2
            done(key=f"{key}-{place}", number=number, version=version, intent=step.intent)


def one_round(home: Path, ways: tuple[Way, ...], place: int, chance: random.Random) -> list[dict[str, Any]]:
    """Some writers, all killed; what they had acknowledged."""
    writers = []
    for writer in range(WRITERS):
        doom = chance.choice(
            [Doom(), Doom(commits=chance.randint(1, 40)), Doom(statements=chance.randint(3, 900))],
        )
        reading, writing = os.pipe()
        process = CONTEXT.Process(target=write_for_ever, args=(home, ways, f"{place}-{writer}", doom, writing))
        process.start()
        os.close(writing)
        writers.append((process, reading))
    told = {reading: b"" for _, reading in writers}
    _listen(told, chance.randint(1, 75))
    time.sleep(chance.uniform(0, 0.01))  # not a wait for something: the moment of death is what varies
    for process, _ in writers:
        os.kill(int(process.pid or 0), signal.SIGKILL)
        process.join()
        assert process.exitcode == -signal.SIGKILL, "killed, not crashed"
    _listen(told, None)
    for reading in told:
        os.close(reading)
    return [json.loads(line) for text in told.values() for line in text.splitlines() if line.endswith(b"}")]


def _listen(told: dict[int, bytes], enough: int | None) -> None:
    """Hear what writers tell, until there is enough of it or all are silent for good."""
    alive = set(told)
    while alive and (enough is None or sum(text.count(b"\n") for text in told.values()) < enough):
        heard, _, _ = select.select(alive, [], [], 60)
        assert heard, "a writer neither wrote nor died"
        for reading in heard:
            text = os.read(reading, 65_536)
            told[reading] += text
            if not text:
                alive.discard(reading)


@dataclass(frozen=True)
class Killed:
    """An office after all rounds, and everything that was acknowledged in it."""

    home: Path
    ways: tuple[Way, ...]
    told: list[dict[str, Any]]


@pytest.fixture(scope="module")
def killed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Killed:
    """All rounds, each followed by a look whether everything is whole."""
    ways = tuple(way_of(sop, tmp_path_factory.mktemp("way"), template) for sop in SOPS)
    home = copy_office(template, tmp_path_factory.mktemp("kill") / "kantor")
    chance, told = random.Random(20261123), []
    for place in range(ROUNDS):
        told += one_round(home, ways, place, chance)
        desk = open_desk(home, clock=Clock())
        try:
            report = verify(desk)
            assert report["ok"], (place, report["faults"])
            assert desk.store.quick_check() == []
        finally:
            desk.close()
    return Killed(home, ways, told)


@pytest.fixture
def survivor(killed: Killed) -> Iterator[Desk]:
    """The office as the next officer finds it."""
    desk = open_desk(killed.home, clock=Clock())
    yield desk
    desk.close()


def test_writers_got_somewhere(killed: Killed, survivor: Desk) -> None:
    assert len(killed.told) >= 10 * ROUNDS, "the rounds are long enough to write in"
    assert {ack["number"][:3] for ack in killed.told} == {"KK-", "SKP"}
    assert {book["book"] for book in list_books(survivor)} == BOOKS
    assert all(way.left[-1]["papers"] and way.left[-1]["messages"] for way in killed.ways)
    assert {"teruskan", "setujui", "selesai"} <= {ack["intent"] for ack in killed.told}


def test_everything_acknowledged_is_there(killed: Killed, survivor: Desk) -> None:
    for ack in killed.told:
        row = find_case(survivor, ack["number"])
        assert row.version >= ack["version"]
        assert Event.get((Event.case_id == row.id) & (Event.seq == ack["version"])).intent == ack["intent"]
        assert Command.get(Command.key == ack["key"]).case_id == row.id


def test_numbers_have_no_gap_and_no_double(killed: Killed, survivor: Desk) -> None:
    gapless(survivor)
    assert Case.select().count() == RegisterRow.select().where(RegisterRow.book == "pendaftaran").count()


def gapless(desk: Desk) -> None:
    """Every series of every book counts 1, 2, 3 … to where its counter stands."""
    assert [book["gaps"] for book in list_books(desk)] == [0] * len(list_books(desk))
    for counter in Counter.select():
        same = (RegisterRow.book == counter.book) & (RegisterRow.series == counter.series)
        numbers = [number for (number,) in RegisterRow.select(RegisterRow.number).where(same).tuples()]
        assert sorted(numbers) == list(range(1, counter.last + 1)), (counter.book, counter.series)


def test_every_event_belongs_to_one_version(killed: Killed, survivor: Desk) -> None:
    versions = sum(version for (version,) in Case.select(Case.version).tuples())
    assert Event.select().count() == versions


def test_papers_messages_and_register_rows_are_those_of_the_events(killed: Killed, survivor: Desk) -> None:
    """A case of n events has what n events make: no paper without its event, no number without its move."""
    ways = {way.sop: way for way in killed.ways}
    for row in Case.select():
        assert left_behind(row) == ways[row.sop].left[row.version - 1], (row.number, row.version)


def test_a_retry_never_takes_a_second_number(killed: Killed, survivor: Desk) -> None:
    """Every case that was begun is taken to its end with the same keys: done before or not, all is done once."""
    acknowledged = {ack["key"]: ack["number"] for ack in killed.told}
    begun = [key for key in _registrations(killed) if Command.get_or_none(Command.key == key)]
    cases = Case.select().count()
    assert len(begun) == cases
    for key in begun:
        way = way_for(killed.ways, key)
        done = register_case(survivor, way.sop, "wati", NEW, key=key)
        assert done.repeated
        assert acknowledged.get(key, done.case.number) == done.case.number
        for place, step in enumerate(way.steps):
            step.carry_out(survivor, done.case.number, f"{key}-{place}")
        row = find_case(survivor, done.case.number)
        assert (row.status, row.version) == ("selesai", len(way.steps) + 1)
        assert left_behind(row) == way.left[-1]
    assert Case.select().count() == cases
    gapless(survivor)
    report = verify(survivor)
    assert report["ok"], report["faults"]


def _registrations(killed: Killed) -> Iterator[str]:
    for place in range(ROUNDS):
        for writer in range(WRITERS):
            for turn in range(MOST_TURNS):
                yield f"{place}-{writer}-{turn}"


def test_a_holder_of_the_gate_that_dies_holds_up_nobody(home: Path, desk: Desk) -> None:
    desk.close()
    reading, writing = os.pipe()

    def hold(pipe: int) -> None:
        own = open_desk(home, clock=Clock())
        with own.store.writing():
            own.store.database.execute_sql("UPDATE users SET nip = '9'")
            os.write(pipe, b"held")
            time.sleep(60)  # killed long before

    process = CONTEXT.Process(target=hold, args=(writing,))
    process.start()
    assert os.read(reading, 4) == b"held"
    os.kill(int(process.pid or 0), signal.SIGKILL)
    process.join()
    os.close(reading)
    os.close(writing)
    desk.store.connect()
    assert register_case(desk, SOPS[0], "wati", NEW).case.number == "KK-2026-00001"
    assert desk.store.database.execute_sql("SELECT count(*) FROM users WHERE nip = '9'").fetchone()[0] == 0
