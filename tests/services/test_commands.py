"""Keys of commands, and a COMMIT that fails: nobody is in doubt whether a command was stored (STORAGE 0.6, 3.3)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import apsw
import pytest
from peewee import OperationalError
from PIL import Image
from playhouse.apsw_ext import APSWDatabase

from board.errors import CommitUncertain, DatabaseUnreachable
from board.models.event import Command
from board.services.desk import Desk
from board.services.move_case import MoveOrder, move_case
from board.services.people import set_password
from board.services.register_case import NewCase, register_case
from board.services.verify import verify
from board.services.work_case import take_case
from tests.commands import Commands
from tests.walker import APPLICANT

KK, KIA = "waykanan.kk_baru", "waykanan.kia_baru"
NUMBER = "KK-2026-00001"
NEW = {"applicant": APPLICANT, "channel": "loket"}

TAKE = ("case", "take", NUMBER)
VERBS: dict[str, tuple[tuple[str, ...], Any, tuple[str, ...]]] = {
    "take": (TAKE, None, ("case", "release", NUMBER)),
    "release": (("case", "release", NUMBER), None, TAKE),
    "edit": (("case", "edit", NUMBER, "--file", "-"), {"alamat": "JL. MERDEKA 1"}, TAKE),
    "check": (("case", "check", NUMBER, "f102"), None, ("case", "check", NUMBER, "f102", "--off")),
    "attach": (("case", "attach", NUMBER, "{photo}"), None, TAKE),
    "urgent": (("case", "urgent", NUMBER, "--reason", "sakit"), None, ("case", "urgent", NUMBER, "--off")),
    "move": (
        ("case", "move", NUMBER, "kembalikan", "--reason", "salah_tulis"), None, ("case", "move", NUMBER, "terima"),
    ),
    "undo": (("case", "undo", NUMBER), None, TAKE),
    "cancel": (("case", "cancel", NUMBER, "--kind", "dicabut", "--note", "Tidak jadi."), None, TAKE),
    "transfer": (("case", "transfer", NUMBER, "--sop", KIA), None, TAKE),
    "receive": (("physical", "receive", NUMBER), None, TAKE),
    "seek": (("physical", "seek", NUMBER), None, TAKE),
    "found": (("physical", "found", NUMBER), None, TAKE),
    "note": (("thread", "note", NUMBER, "--kind", "internal", "--text", "Periksa."), None, TAKE),
    "new": (("case", "new", "--sop", KK), NEW, TAKE),
}  # fmt: skip
"""Verb → a command, what it reads, and another command that a key must not be mistaken for."""


@pytest.fixture
def prepared(board: Commands, tmp_path: Path, request: pytest.FixtureRequest) -> Callable[[str], Callable[..., Any]]:
    """An office in which a verb can be carried out; how to run its command with a key."""
    photo = tmp_path / "foto.jpg"
    Image.new("RGB", (20, 20), "white").save(photo)

    def prepare(verb: str) -> Callable[..., Any]:
        board.ok("case", "new", "--sop", KK, user="wati", stdin=NEW)
        if verb == "release":
            board.ok("case", "take", NUMBER, user="wati")
        if verb == "found":
            board.ok("physical", "seek", NUMBER, user="wati")
        if verb == "undo":
            board.ok("case", "move", NUMBER, "kembalikan", "--reason", "salah_tulis", user="wati")
        words, stdin, other = VERBS[verb]

        def run(*, key: str = "k-1", elsewhere: bool = False) -> Any:
            asked = [word.format(photo=photo) for word in (other if elsewhere else words)]
            return board.run(*asked, "--key", key, user="wati", stdin=None if elsewhere else stdin)

        return run

    return prepare


def state(board: Commands) -> dict[str, Any]:
    """Everything that a command carried out twice would show in: versions, numbers, notes, files, messages."""
    cases = [board.ok("case", "show", row["number"]) for row in
             [*board.ok("case", "list")["rows"], *board.ok("case", "list", "--status", "batal")["rows"]]]  # fmt: skip
    told = [(case["number"], case["version"], len(case["events"]), len(case["thread"]), len(case["attachments"]),
             len(case["books"]), len(case["prints"])) for case in cases]  # fmt: skip
    return {"cases": sorted(told), "messages": len(board.ok("outbox", "list", "--all")["rows"])}


@pytest.mark.parametrize("verb", VERBS)
def test_the_same_key_carries_a_command_out_once(verb: str, prepared: Any, board: Commands) -> None:
    run = prepared(verb)
    first = run()
    assert first.code == 0, first.err
    after = state(board)
    again = run()
    assert (again.code, again.json) == (0, first.json), again.err
    assert state(board) == after
    other = run(elsewhere=True)
    assert (other.code, other.refusal["error"]) == (1, "key_reused")
    assert state(board) == after
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize("verb", VERBS)
def test_a_refused_command_does_not_use_up_its_key(verb: str, prepared: Any, board: Commands) -> None:
    run = prepared(verb)
    now = board.clock.now
    board.clock.forward(days=-1)
    assert run().refusal["error"] == "clock"
    board.clock.now = now
    assert run().code == 0


def test_what_is_repeated_after_the_case_went_on_returns_it_as_it_is(board: Commands) -> None:
    board.ok("case", "new", "--sop", KK, user="wati", stdin=NEW)
    taken = board.ok("case", "take", NUMBER, "--key", "k", user="wati")
    board.ok("case", "cancel", NUMBER, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    again = board.ok("case", "take", NUMBER, "--key", "k", user="wati")
    assert (again["status"], again["version"]) == ("batal", taken["version"] + 1)


# --- a COMMIT that fails ----------------------------------------------------------------------------------------------


class Disk:
    """Fails one COMMIT: before it happened, or after."""

    def __init__(self) -> None:
        self.really = APSWDatabase.commit
        self.fault: str | None = None

    def commit(self, database: APSWDatabase) -> Any:
        fault, self.fault = self.fault, None
        if fault == "before":
            raise OperationalError(apsw.IOError("disk I/O error"))
        done = self.really(database)
        if fault == "after":
            raise OperationalError(apsw.IOError("disk I/O error"))
        return done


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> Disk:
    """The disk under every connection of this process."""
    found = Disk()
    monkeypatch.setattr(APSWDatabase, "commit", lambda database: found.commit(database))
    return found


@pytest.mark.parametrize("fault", ["before", "after"])
@pytest.mark.parametrize("verb", VERBS)
def test_a_failed_commit_tells_which_of_the_two_it_was(
    verb: str, fault: str, prepared: Any, board: Commands, disk: Disk
) -> None:
    run = prepared(verb)
    before = state(board)
    disk.fault = fault
    answer = run()
    assert (answer.code, answer.out) == (3, "")
    stored = fault == "after"
    assert (answer.refusal["error"], answer.refusal["stored"]) == ("database", stored)
    assert ("SUDAH tersimpan" if stored else "TIDAK tersimpan") in answer.refusal["reason"]
    after = state(board)
    assert (after != before) == stored
    assert run().code == 0
    done = state(board)
    assert done != before and (done == after or not stored)
    assert run().code == 0
    assert state(board) == done
    assert board.ok("verify")["ok"]


@pytest.fixture
def number(desk: Desk) -> Iterator[str]:
    """A case of the open office."""
    yield register_case(desk, KK, "wati", NewCase(APPLICANT, channel="loket")).case.number
    assert verify(desk)["ok"]
    assert desk.store.quick_check() == []


@pytest.mark.parametrize("fault", ["before", "after"])
def test_a_command_without_a_key_is_looked_up_too(fault: str, number: str, desk: Desk, disk: Disk) -> None:
    old = desk.store.database.connection()
    desk.store.changed()
    disk.fault = fault
    with pytest.raises(CommitUncertain) as broken:
        take_case(desk, number, "wati")
    assert broken.value.stored == (fault == "after")
    assert desk.store.database.connection() is not old, "the connection that failed is not trusted again"
    assert desk.store.changed(), "a board paints again"
    assert not desk.store.changed()
    moved = move_case(
        desk, number, "wati", MoveOrder("kembalikan", reason="salah_tulis", seen=2 if broken.value.stored else 1)
    )
    assert moved.case.version == (3 if broken.value.stored else 2)


def test_what_the_engine_itself_refuses_to_commit_is_not_stored(number: str, desk: Desk) -> None:
    connection: Any = desk.store.database.connection()
    connection.set_commit_hook(lambda: True)
    with pytest.raises(CommitUncertain) as broken:
        take_case(desk, number, "wati")
    assert broken.value.stored is False
    assert take_case(desk, number, "wati").version == 2


def test_where_the_database_does_not_open_again_nothing_is_promised(
    number: str, desk: Desk, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(*_: Any, **__: Any) -> None:
        raise OperationalError(apsw.CantOpenError("unable to open database file"))

    disk.fault = "after"
    with monkeypatch.context() as gone:
        gone.setattr(desk.store.database, "connect", closed)
        with pytest.raises(CommitUncertain, match="Belum dapat dipastikan") as broken:
            take_case(desk, number, "wati")
    assert broken.value.stored is None
    assert Command.select().count() == 2, "the next command opens it"


def test_an_error_before_the_commit_is_no_doubt(number: str, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: Any, **__: Any) -> None:
        raise OperationalError(apsw.FullError("database or disk is full"))

    monkeypatch.setattr("board.services.work_case.record", full)
    with pytest.raises(OperationalError):
        take_case(desk, number, "wati")
    assert Command.select().count() == 1


def test_what_has_no_key_says_that_it_does_not_know(desk: Desk, disk: Disk) -> None:
    disk.fault = "after"
    with pytest.raises(DatabaseUnreachable, match="Belum dapat dipastikan"):
        set_password(desk, "wati", "sandi-baru", by="test")
    assert json.dumps(verify(desk)["faults"]) == "[]"
