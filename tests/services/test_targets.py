"""When the office itself means to be done with a case (DOMAIN E.1)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.walker import Walker


@pytest.fixture
def births(board: Commands, tmp_path: Path) -> Walker:
    return Walker(board, "waykanan.akta_lahir", tmp_path)


def complete(births: Walker) -> dict[str, Any]:
    *path, _ = births.route(births.sop["steps"][0]["id"], "tanda_tangan_register")
    return births.walk(births.register(), path)


def test_what_is_complete_in_the_morning_should_be_done_the_same_day(births: Walker) -> None:
    assert births.register()["target_at"] is None, "not complete yet"
    case = complete(births)
    assert (case["target_at"], case["due_at"]) == ("2026-11-23T16:00:00+07:00", "2026-11-24T16:00:00+07:00")


def test_a_pause_moves_the_target_as_far_as_the_promise(births: Walker, clock: Clock) -> None:
    case = complete(births)
    case = births.move(case, births.route(births.sop["steps"][0]["id"], "tanda_tangan_register")[-1])
    clock.forward(hours=1)
    case = births.move(case, births.forward("tanda_tangan_register")[0])
    assert (case["target_at"], case["due_at"]) == ("2026-11-24T08:30:00+07:00", "2026-11-25T08:30:00+07:00")


def test_what_is_complete_after_noon_has_no_target(births: Walker, clock: Clock) -> None:
    clock.forward(hours=3)
    assert complete(births)["target_at"] is None


@pytest.mark.parametrize(("before", "target"), [("", None), ("09.00", None), ("09.01", "2026-11-23T16:00:00+07:00")])
def test_the_hour_is_the_offices_own(home: Path, births: Walker, before: str, target: str | None) -> None:
    office = home / "office.toml"
    office.write_text(f'target_before = "{before}"\n{office.read_text(encoding="utf-8")}', encoding="utf-8")
    assert complete(births)["target_at"] == target


@pytest.mark.parametrize("sop", ["pasbar.keliling", "landak.kk_umum"])
def test_another_promise_has_no_target(board: Commands, tmp_path: Path, sop: str) -> None:
    walker = Walker(board, sop, tmp_path)
    case = walker.register()
    while walker.forward(case["step"]["id"]) and case["status"] != "selesai" and case["due_at"] is None:
        case = walker.move(case, walker.forward(case["step"]["id"])[0])
    assert case["target_at"] is None
