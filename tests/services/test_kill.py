"""kill -9 in the middle of registrations and moves, many rounds: nothing acknowledged is lost, no number is burnt.

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
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from board.models.case import Case
from board.models.event import Command, Event
from board.models.register import Counter, RegisterRow
from board.services.books import list_books
from board.services.desk import Desk, open_desk
from board.services.facts_of import find_case
from board.services.move_case import MoveOrder, move_case
from board.services.register_case import NewCase, register_case
from board.services.verify import verify
from tests.offices import Clock
from tests.walker import APPLICANT

CONTEXT = multiprocessing.get_context("fork")
ROUNDS, WRITERS = 20, 3
SOPS = ("waykanan.kk_baru", "waykanan.skpwni")
NEW = NewCase(APPLICANT, channel="loket")


def service(key: str) -> str:
    """The SOP of a registration, told by its key, so that a retry asks for the same."""
    return SOPS[sum(map(int, key.split("-"))) % len(SOPS)]


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


def write_for_ever(home: Path, name: str, doom: Doom, pipe: int) -> None:
    """Register a case, return it to the applicant, take it back; tell the pipe after every commit; again."""

    def done(**told: Any) -> None:
        os.write(pipe, json.dumps(told).encode() + b"\n")

    desk = open_desk(home, clock=Clock())
    doom.hang_over(desk)
    for place in range(1_000):
        key = f"{name}-{place}"
        number = register_case(desk, service(key), "wati", NEW, key=key).case.number
        done(key=key, number=number, version=1)
        for step, order in enumerate(_moves(key), start=2):
            moved = move_case(desk, number, "wati", order)
            done(key=order.key, number=number, version=moved.case.version)
            assert moved.case.version == step


def _moves(key: str) -> Iterator[MoveOrder]:
    yield MoveOrder("kembalikan", note="Foto buram.", key=f"{key}-k")
    yield MoveOrder("terima", key=f"{key}-t")


def one_round(home: Path, place: int, chance: random.Random) -> list[dict[str, Any]]:
    """Some writers, all killed; what they had acknowledged."""
    writers = []
    for writer in range(WRITERS):
        doom = chance.choice(
            [Doom(), Doom(commits=chance.randint(1, 9)), Doom(statements=chance.randint(3, 150))],
        )
        reading, writing = os.pipe()
        process = CONTEXT.Process(target=write_for_ever, args=(home, f"{place}-{writer}", doom, writing))
        process.start()
        os.close(writing)
        writers.append((process, reading))
    told = {reading: b"" for _, reading in writers}
    _listen(told, chance.randint(1, 15))
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


@pytest.fixture(scope="module")
def killed(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """An office after all rounds, and everything that was acknowledged in it."""
    from tests.offices import copy_office

    home = copy_office(template, tmp_path_factory.mktemp("kill") / "kantor")
    chance, told = random.Random(20261123), []
    for place in range(ROUNDS):
        told += one_round(home, place, chance)
        desk = open_desk(home, clock=Clock())
        try:
            report = verify(desk)
            assert report["ok"], (place, report["faults"])
            assert desk.store.quick_check() == []
        finally:
            desk.close()
    return home, told


@pytest.fixture
def survivor(killed: tuple[Path, list[dict[str, Any]]]) -> Iterator[Desk]:
    """The office as the next officer finds it."""
    desk = open_desk(killed[0], clock=Clock())
    yield desk
    desk.close()


Killed = tuple[Path, list[dict[str, Any]]]


def test_writers_got_somewhere(killed: Killed) -> None:
    assert len(killed[1]) >= ROUNDS, "the rounds are long enough to write in"
    assert {ack["number"][:3] for ack in killed[1]} == {"KK-", "SKP"}


def test_everything_acknowledged_is_there(killed: Killed, survivor: Desk) -> None:
    for ack in killed[1]:
        row = find_case(survivor, ack["number"])
        assert row.version >= ack["version"]
        remembered = Command.get(Command.key == ack["key"])
        assert remembered.case_id == row.id


def test_numbers_have_no_gap_and_no_double(killed: Killed, survivor: Desk) -> None:
    assert [book["gaps"] for book in list_books(survivor)] == [0, 0]
    for series in ("KK", "SKP"):
        rows = RegisterRow.select(RegisterRow.number).where(RegisterRow.series == series).order_by(RegisterRow.number)
        numbers = [number for (number,) in rows.tuples()]
        assert numbers == list(range(1, len(numbers) + 1))
        assert Counter.get(Counter.series == series).last == len(numbers)
    assert Case.select().count() == RegisterRow.select().count()


def test_every_event_belongs_to_one_version(killed: Killed, survivor: Desk) -> None:
    versions = sum(version for (version,) in Case.select(Case.version).tuples())
    assert Event.select().count() == versions


def test_a_retry_never_takes_a_second_number(killed: Killed, survivor: Desk) -> None:
    """Every writer's last command is tried again with its key: done before or not, it is done once."""
    acknowledged = {ack["key"]: ack["number"] for ack in killed[1] if ack["key"].count("-") == 2}
    cases = Case.select().count()
    lost = 0
    for place in range(ROUNDS):
        for writer in range(WRITERS):
            for turn in range(1_000):
                key = f"{place}-{writer}-{turn}"
                known = Command.get_or_none(Command.key == key)
                done = register_case(survivor, service(key), "wati", NEW, key=key)
                assert done.repeated == (known is not None)
                lost += known is None
                if key in acknowledged:
                    assert done.case.number == acknowledged[key]
                    assert done.repeated
                again = register_case(survivor, service(key), "wati", NEW, key=key)
                assert (again.case.number, again.repeated) == (done.case.number, True)
                if key not in acknowledged:
                    break
    assert Case.select().count() == cases + lost
    report = verify(survivor)
    assert report["ok"], report["faults"]


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
