"""A calendar that changes while promises run: who is told, what moves, and what never does."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.walker import Walker

MONDAY, TUESDAY, WEDNESDAY, THURSDAY = "2026-11-23", "2026-11-24", "2026-11-25", "2026-11-26"


@pytest.fixture
def walker(board: Commands, tmp_path: Path) -> Walker:
    return Walker(board, "waykanan.kk_baru", tmp_path)


@pytest.fixture
def births(board: Commands, tmp_path: Path) -> Walker:
    """Akta lahir: its promise stands still while the witnesses have yet to sign."""
    return Walker(board, "waykanan.akta_lahir", tmp_path)


def promised(walker: Walker) -> dict[str, Any]:
    """A case whose promise runs."""
    case = walker.walk(walker.register(), walker.route(walker.sop["steps"][0]["id"], "koreksi_kasi"))
    assert case["due_at"] == due(TUESDAY)
    return case


def with_witnesses(births: Walker) -> dict[str, Any]:
    """A birth whose promise stands still."""
    *path, pause = births.route(births.sop["steps"][0]["id"], "tanda_tangan_register")
    return births.move(births.walk(births.register(), path), pause)


def signed(births: Walker, case: dict[str, Any]) -> dict[str, Any]:
    """The same one after the witnesses have signed."""
    return births.move(births.show(case["number"]), births.forward("tanda_tangan_register")[0])


def due(day: str, clock: str = "16:00") -> str:
    return f"{day}T{clock}:00+07:00"


def add_to_profile(home: Path, text: str) -> None:
    with (home / "office.toml").open("a", encoding="utf-8") as file:
        file.write(f"\n{text}")


def announce(home: Path, day: str) -> None:
    """The bupati closes the office on a day."""
    add_to_profile(home, f'[[holidays]]\nday = "{day}"\nname = "Libur daerah"\n')


def told_by_doctor(board: Commands) -> dict[str, Any]:
    checks = board.run("doctor").json["checks"]
    return next(dict(check) for check in checks if check["name"] == "promises")


def test_a_promise_on_a_day_that_was_closed_since_is_told_and_moved(
    board: Commands, home: Path, walker: Walker, clock: Clock
) -> None:
    case, fresh = promised(walker), walker.register()
    assert told_by_doctor(board)["ok"]
    announce(home, TUESDAY)
    told = told_by_doctor(board)
    assert (told["ok"], told["sentence"].split(".")[0]) == (False, "Janji 1 berkas diberikan sebelum kalender berubah")
    clock.forward(minutes=5)
    change = {"minutes": 450, "before": due(TUESDAY), "after": due(WEDNESDAY)}
    assert board.ok("calendar", "apply", user="admin") == {
        "moved": 1, "rows": [{"number": case["number"], **change}],
    }  # fmt: skip
    moved = walker.show(case["number"])
    assert (moved["due_at"], moved["version"]) == (due(WEDNESDAY), case["version"] + 1)
    event = moved["events"][-1]
    assert (event["intent"], event["role"], event["detail"]) == ("kalender", "pengelola", change)
    assert walker.show(fresh["number"])["due_at"] is None
    assert board.ok("verify")["ok"]
    assert told_by_doctor(board)["ok"]


def test_what_was_applied_is_not_applied_again(board: Commands, home: Path, walker: Walker) -> None:
    case = promised(walker)
    announce(home, TUESDAY)
    assert board.ok("calendar", "apply")["moved"] == 1
    assert board.ok("calendar", "apply") == {"moved": 0, "rows": []}
    assert walker.show(case["number"])["version"] == case["version"] + 1
    announce(home, WEDNESDAY)
    assert board.ok("calendar", "apply")["rows"][0]["after"] == due(THURSDAY)
    assert board.ok("verify")["ok"]


def test_a_day_closed_before_the_promise_falls_due_moves_it_as_well(
    board: Commands, home: Path, births: Walker, clock: Clock
) -> None:
    case = with_witnesses(births)
    clock.forward(days=1)
    assert signed(births, case)["due_at"] == due(WEDNESDAY)
    announce(home, MONDAY)
    # Complete counts as of Tuesday, so Wednesday is promised; of the pause Tuesday 07.30 to 09.00 was working time.
    assert board.ok("calendar", "apply")["rows"][0]["after"] == due(THURSDAY, "09:00")
    assert board.ok("verify")["ok"]


def test_a_promise_that_stands_still_is_moved_and_goes_on_when_the_pause_ends(
    board: Commands, home: Path, births: Walker, clock: Clock
) -> None:
    case = with_witnesses(births)
    announce(home, TUESDAY)
    assert board.ok("calendar", "apply")["rows"][0]["after"] == due(WEDNESDAY)
    clock.forward(days=2)
    case = signed(births, case)
    assert case["due_at"] == due(THURSDAY), "Monday 09.00 to Wednesday 09.00 took one working day"
    assert told_by_doctor(board)["ok"]
    assert board.ok("verify")["ok"]


def test_an_outage_that_moved_a_promise_is_counted_by_the_new_calendar(
    board: Commands, home: Path, walker: Walker, clock: Clock
) -> None:
    add_to_profile(home, '[outages]\npause_promise = ["siak"]\n')
    case = promised(walker)
    board.ok("outage", "start", "siak", "--reason", "x")
    clock.forward(hours=4)
    board.ok("outage", "end", "siak")
    assert walker.show(case["number"])["due_at"] == due(WEDNESDAY, "10:30")
    assert told_by_doctor(board)["ok"]
    announce(home, WEDNESDAY)
    assert board.ok("calendar", "apply")["rows"][0]["after"] == due(THURSDAY, "10:30")
    assert board.ok("verify")["ok"]


def test_no_promise_ever_moves_earlier(board: Commands, home: Path, walker: Walker) -> None:
    """A day that opens, and hours that end sooner or later, move nothing."""
    announce(home, TUESDAY)
    case = walker.walk(walker.register(), walker.route(walker.sop["steps"][0]["id"], "koreksi_kasi"))
    assert case["due_at"] == due(WEDNESDAY)
    office = home / "office.toml"
    written = office.read_text(encoding="utf-8")
    for changed in (
        written.replace(TUESDAY, "2026-12-09"),
        written.replace("13.00-16.00", "13.00-15.00"),
        written.replace("13.00-16.00", "13.00-17.00"),
    ):
        assert changed != written
        office.write_text(changed, encoding="utf-8")
        assert told_by_doctor(board)["ok"]
        assert board.ok("calendar", "apply")["moved"] == 0
    assert walker.show(case["number"])["due_at"] == case["due_at"]


def test_a_document_that_is_ready_has_kept_its_promise(board: Commands, home: Path, walker: Walker) -> None:
    case = walker.register()
    while case["ready_at"] is None:
        case = walker.move(case, walker.forward(case["step"]["id"])[0])
    announce(home, TUESDAY)
    assert board.ok("calendar", "apply")["moved"] == 0


@pytest.mark.parametrize("user", ["rina", "harun", "auditor"])
def test_only_an_administrator_moves_promises(board: Commands, home: Path, walker: Walker, user: str) -> None:
    case = promised(walker)
    announce(home, TUESDAY)
    assert board.refused("calendar", "apply", user=user)["error"] == "not_authorised"
    assert walker.show(case["number"])["version"] == case["version"]


def test_an_administrator_moves_a_complaint_about_an_officer_without_hearing_of_it(
    board: Commands, home: Path, tmp_path: Path
) -> None:
    complaints = Walker(board, "waykanan.pengaduan", tmp_path)
    case = complaints.register()
    while case["due_at"] is None:
        case = complaints.move(case, complaints.forward(case["step"]["id"])[0])
    board.ok("case", "accused", case["number"], "rina", user="ade")
    announce(home, case["due_at"][:10])
    assert board.ok("calendar", "apply", user="admin") == {"moved": 1, "rows": []}
    assert complaints.show(case["number"], user="ade")["due_at"] > case["due_at"]
    assert board.ok("verify")["ok"]


def test_all_promises_move_or_none(board: Commands, home: Path, walker: Walker) -> None:
    first, second = promised(walker), promised(walker)
    announce(home, TUESDAY)

    def runs(sop: str) -> None:
        with sqlite3.connect(home / "board.db") as damage:
            damage.execute("UPDATE cases SET sop = ? WHERE number = ?", (sop, second["number"]))

    runs("tiada")
    assert board.run("calendar", "apply").code == 3
    runs("waykanan.kk_baru")
    assert walker.show(first["number"])["version"] == first["version"]
    assert board.ok("calendar", "apply")["moved"] == 2
