"""How often one officer may be in at the same time, and that a place is free again however its session ended."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from board.errors import NotFound, Refused
from board.services.desk import Desk, open_desk
from board.services.session_places import FOLDER, Place, take_place
from tests.offices import Clock


@pytest.fixture
def few(home: Path, clock: Clock) -> Desk:
    """A session by a key, in an office that lets everybody in twice."""
    with (home / "office.toml").open("a") as file:
        file.write("\n[sessions]\nper_officer = 2\n")
    return replace(open_desk(home, clock=clock), key_id=1)


def taken(desk: Desk, user: str) -> Place:
    """A place that must be free."""
    place = take_place(desk, user)
    assert place is not None
    return place


def test_the_third_session_is_refused_until_one_ends(few: Desk) -> None:
    first, _second = taken(few, "rina"), taken(few, "rina")
    with pytest.raises(Refused, match="sudah masuk 2 kali"):
        take_place(few, "rina")
    taken(few, "wati")
    first.leave()
    taken(few, "rina")
    assert (few.home / FOLDER).stat().st_mode & 0o777 == 0o700
    assert {path.stat().st_mode & 0o777 for path in (few.home / FOLDER).iterdir()} == {0o600}


def test_a_session_that_is_killed_leaves_its_place(few: Desk) -> None:
    _first, ready = taken(few, "rina"), os.pipe()
    child = os.fork()
    if child == 0:
        taken(few, "rina")
        os.write(ready[1], b".")
        signal.pause()
    os.read(ready[0], 1)
    with pytest.raises(Refused):
        take_place(few, "rina")
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    taken(few, "rina")


def test_at_the_machine_nobody_is_counted(few: Desk) -> None:
    assert [take_place(replace(few, key_id=None), "rina") for _ in range(3)] == [None] * 3
    assert not (few.home / FOLDER).exists()


def test_an_office_may_count_nobody(home: Path, clock: Clock) -> None:
    with (home / "office.toml").open("a") as file:
        file.write("\n[sessions]\nper_officer = 0\n")
    assert take_place(replace(open_desk(home, clock=clock), key_id=1), "rina") is None


def test_no_name_leads_out_of_the_folder(few: Desk) -> None:
    with pytest.raises(NotFound):
        take_place(few, "../../rina")
