"""Wrong passwords in a row are slowed: for every name alike, in every process, and never for good."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from board.errors import LoginSlowed, NotAuthorised
from board.models.access import LoginTrial
from board.models.event import JournalEntry
from board.services import passwords
from board.services.desk import Desk, open_desk
from board.services.log_in import log_in
from board.services.login_trials import LONGEST_WAIT, begin_try, seconds_after, typed_name
from board.services.people import set_password
from board.services.record import ACCESS_LOG
from board.services.unlock import can_unlock, lock, unlock
from tests.offices import Clock

RIGHT, WRONG = "sandi-rina-benar", "sandi-keliru"


@pytest.fixture
def door(desk: Desk) -> Desk:
    """An office whose kasi has a password of her own."""
    set_password(desk, "rina", RIGHT, by="test", own=True)
    return desk


def fails(desk: Desk, name: str, times: int = 1) -> None:
    for _ in range(times):
        with pytest.raises(NotAuthorised, match="Nama pengguna atau sandi keliru"):
            log_in(desk, name, WRONG)


def waits(desk: Desk, name: str, password: str = RIGHT) -> int:
    """Seconds that the next try is told to wait."""
    with pytest.raises(LoginSlowed) as slowed:
        log_in(desk, name, password)
    assert f"{slowed.value.seconds} detik" in slowed.value.sentence
    return slowed.value.seconds


@pytest.mark.parametrize("name", ["rina", "tidakada", "RINA", "0000014505900001", "dina marlina!"])
def test_each_wrong_password_doubles_the_wait(name: str, door: Desk, clock: Clock) -> None:
    """Names that somebody has, that nobody has, that nobody can have: the same, so that none can be guessed."""
    fails(door, name, 3)
    for seconds in (2, 4, 8, 16, 32, 64, 128, 256, 300, 300):
        assert waits(door, name) == seconds
        clock.forward(seconds=seconds - 0.5)
        assert waits(door, name) == 1
        clock.forward(seconds=0.5)
        fails(door, name)


def test_a_right_password_forgets_and_an_early_one_does_not_count(door: Desk, clock: Clock) -> None:
    fails(door, "rina", 3)
    for _ in range(20):
        assert waits(door, "rina") == 2
    clock.forward(seconds=2)
    assert log_in(door, "rina", RIGHT).actor.name == "rina"
    fails(door, "rina", 3)
    assert waits(door, "rina") == 2


def test_each_name_waits_for_itself(door: Desk) -> None:
    fails(door, "bakti", 3)
    assert log_in(door, "rina", RIGHT).actor.name == "rina"


def test_all_processes_count_together(door: Desk, home: Path, clock: Clock) -> None:
    """A try counts before its password is looked at: those that arrive at once get no guess for nothing."""
    for _ in range(3):
        begin_try(door, "rina")
    door.close()
    other = open_desk(home, clock=clock)
    try:
        assert waits(other, "rina") == 2
        with pytest.raises(LoginSlowed):
            unlock(other, "rina", RIGHT)
    finally:
        other.close()


def test_a_clock_set_back_keeps_nobody_out(door: Desk, clock: Clock) -> None:
    for _ in range(12):
        clock.forward(seconds=LONGEST_WAIT)
        begin_try(door, "rina")
    clock.now -= timedelta(days=400)
    assert log_in(door, "rina", RIGHT).actor.name == "rina"
    clock.now += timedelta(days=400)
    assert log_in(door, "rina", RIGHT).actor.name == "rina"


def test_names_are_forgotten_after_a_day(door: Desk, clock: Clock) -> None:
    for name in ("satu", "dua", "tiga"):
        fails(door, name)
    assert LoginTrial.select().count() == 3
    clock.forward(days=1, seconds=1)
    fails(door, "empat")
    assert [row.name for row in LoginTrial.select()] == ["empat"]


def test_a_new_password_lets_its_officer_try_at_once(door: Desk) -> None:
    fails(door, "rina", 3)
    set_password(door, "rina", "sandi-yang-lain", by="test")
    assert log_in(door, "rina", "sandi-yang-lain").must_change


def test_the_journal_tells_of_failures_and_holds_no_number(door: Desk) -> None:
    fails(door, "rina")
    fails(door, "0000014505900001")
    fails(door, "Sandi Rahasia 1")
    log_in(door, "rina", RIGHT)
    lines = JournalEntry.select().where(JournalEntry.chain == ACCESS_LOG).order_by(JournalEntry.seq)
    assert [(line.actor, line.what) for line in lines] == [
        ("rina", "masuk_gagal"), ("?", "masuk_gagal"), ("?", "masuk_gagal"), ("rina", "masuk"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "name"),
    [(" Rina ", "rina"), ("os:root", "?"), ("r", "?"), ("a" * 40, "?"), ("rina\n", "rina")],
)
def test_what_counts_as_a_name(typed: str, name: str) -> None:
    assert typed_name(typed) == name


def test_waits_grow_to_five_minutes_and_no_further() -> None:
    assert [seconds_after(failed) for failed in (0, 1, 2, 3, 4, 10, 11, 10_000)] == [0, 0, 0, 2, 4, 256, 300, 300]


@pytest.fixture
def costs(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[tuple[int, int, int]]]:
    """What each look at a password costs: the parameters of scrypt."""
    spent: list[tuple[int, int, int]] = []
    real = passwords._scrypt

    def counted(password: str, salt: bytes, n: int, r: int, p: int) -> bytes:
        spent.append((n, r, p))
        return real(password, salt, n, r, p)

    monkeypatch.setattr(passwords, "_scrypt", counted)
    yield spent


def test_a_name_that_nobody_has_costs_as_much(door: Desk, costs: list[tuple[int, int, int]]) -> None:
    """Known, without a password, unknown, closed: one and the same work, so that time tells no name."""
    fails(door, "rina")
    known = list(costs)
    assert len(known) == 1
    for name in ("bakti", "tidakada", "?"):
        costs.clear()
        fails(door, name)
        assert costs == known


def test_nobody_sleeps_while_a_name_waits(door: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The refusal comes at once: the database thread serves a whole session."""
    monkeypatch.setattr(time, "sleep", lambda _: pytest.fail("slept"))
    fails(door, "rina", 3)
    assert waits(door, "rina") == 2


def test_a_lock_opens_for_its_officer_alone(door: Desk) -> None:
    assert can_unlock(door, "rina") and lock(door, "rina")
    assert not unlock(door, "rina", WRONG)
    assert unlock(door, "rina", RIGHT)
    set_password(door, "rina", "dari-pengelola", by="test")
    assert not can_unlock(door, "rina") and not lock(door, "rina")
    assert not unlock(door, "rina", "dari-pengelola"), "somebody else knows it"
    assert not can_unlock(door, "bakti")
    lines = JournalEntry.select().where(JournalEntry.chain == ACCESS_LOG).order_by(JournalEntry.seq)
    assert [line.what for line in lines] == [
        "kunci_layar", "buka_layar_gagal", "buka_layar", "kunci_layar", "buka_layar_gagal",
    ]  # fmt: skip
    assert {json.loads(line.text)["detail"]["login"] for line in lines} == {"rina"}
