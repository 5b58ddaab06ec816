"""Gangguan by command line: who says it, what times can be, what messages tell, and promises that move."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from board.models.office import Outage
from board.services.desk import open_desk
from board.workflow.load_office import load_profile
from tests.commands import ROOT, Commands
from tests.offices import Clock
from tests.walker import Walker


@pytest.fixture
def pausing(home: Path) -> Path:
    """An office in which SIAK and the power pause the promise."""
    (home / "office.toml").write_text(
        (home / "office.toml").read_text() + '\n[outages]\npause_promise = ["siak", "listrik"]\n'
    )
    return home


@pytest.fixture
def walker(board: Commands, tmp_path: Path) -> Walker:
    return Walker(board, "waykanan.kk_baru", tmp_path)


def promised(walker: Walker) -> dict[str, Any]:
    """A case whose promise runs."""
    case = walker.register()
    for move in walker.route(walker.sop["steps"][0]["id"], "koreksi_kasi"):
        case = walker.move(case, move)
    assert case["due_at"]
    return case


def test_what_is_down_is_listed_until_it_ends(board: Commands, clock: Clock) -> None:
    down = board.ok("outage", "start", "siak", "--reason", "tidak dapat dibuka", "--at", "08.10", user="rina")
    assert (down["started_at"], down["open"], down["by"]) == ("2026-11-23T08:10:00+07:00", True, "RINA MARLINA, S.Sos.")
    told = board.refused("outage", "start", "siak", "--reason", "lagi", user="admin")
    assert "sejak 23 Nov 2026 08.10" in told["reason"]
    board.ok("outage", "start", "listrik", "--reason", "padam", user="harun")
    clock.forward(minutes=30)
    ended = board.ok("outage", "end", "siak", "--at", "2026-11-23T09:20", user="bakti")
    assert (ended["hours"], ended["moved"], ended["ended_by"]) == (1.17, 0, "BAKTI NUGRAHA, S.IP.")
    assert "sudah berakhir" in board.refused("outage", "end", down["id"])["reason"]
    assert [(row["system"], row["open"]) for row in board.ok("outage", "list")["rows"]] == [
        ("listrik", True), ("siak", False),
    ]  # fmt: skip
    assert board.ok("outage", "list", "--month", "2026-10")["rows"] == []
    again = board.refused("outage", "start", "siak", "--reason", "lagi", "--at", "09.00")
    assert "sampai 23 Nov 2026 09.20" in again["reason"], "the same hours are not counted twice"
    board.ok("outage", "start", "siak", "--reason", "lagi", "--at", "09.20")
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize("user", ["wati", "loket", "putu"])
def test_whoever_does_not_decide_is_told_who_does(board: Commands, user: str) -> None:
    for words in (("start", "siak", "--reason", "x"), ("end", "siak")):
        told = board.refused("outage", *words, user=user)
        assert told["error"] == "not_authorised"
        assert "Pengelola, Kasi, Kabid, Kadis" in told["reason"]
    assert board.refused("outage", "start", "siak", "--reason", "x", user="auditor")["error"] == "not_authorised"


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("internet", "--reason", "x"), "system"),
        (("siak", "--reason", " \t"), "reason"),
        (("siak", "--reason", "x" * 5000), "reason"),
        (("siak", "--reason", "x", "--at", "09.01"), "at"),
        (("siak", "--reason", "x", "--at", "2026-11-24T08:00"), "at"),
        (("siak", "--reason", "x", "--at", "2025-11-23T08:00"), "at"),
        (("siak", "--reason", "x", "--at", "kemarin"), "at"),
        (("siak", "--reason", "x", "--at", "25.99"), "at"),
        (("siak", "--reason", "x", "--at", "9999-12-31T23:59:59+00:00"), "at"),
        (("siak", "--reason", "x", "--at", ""), "at"),
    ],
)
def test_an_outage_nobody_could_mean(board: Commands, words: tuple[str, ...], field: str) -> None:
    assert list(board.refused("outage", "start", *words)["fields"]) == [field]
    assert board.ok("outage", "list")["rows"] == []


def test_an_end_that_cannot_be(board: Commands) -> None:
    board.ok("outage", "start", "siak", "--reason", "x", "--at", "08.10")
    for at in ("08.10", "08.00", "09.30"):
        assert list(board.refused("outage", "end", "siak", "--at", at)["fields"]) == ["at"]
    for which in ("bsre", "99", "-1", "9" * 40, "٣"):
        assert board.run("outage", "end", which).code in {1, 2}
    assert board.refused("outage", "end", "bsre")["error"] == "not_found"
    for month in ("2026-13", "november", "2026-1", "٢٠٢٦-11"):
        assert list(board.refused("outage", "list", "--month", month)["fields"]) == ["month"]
    assert board.ok("outage", "list")["rows"][0]["open"]


def test_messages_tell_of_it_while_it_lasts(board: Commands, walker: Walker, clock: Clock) -> None:
    board.ok("outage", "start", "siak", "--reason", "x", "--at", "08.10")

    def text(number: str) -> str:
        ids = [row["id"] for row in board.ok("outbox", "list", "--number", number)["rows"]]
        return str(board.ok("outbox", "show", ids[-1])["text"])

    during = walker.register()
    assert "Saat ini SIAK sedang terganggu sejak pukul 08.10; " in text(during["number"])
    assert text(during["number"]).endswith("Disdukcapil Contoh")
    clock.forward(days=1)
    back = next(move for move in walker.steps["kirim"]["moves"] if move["to"] == "pemohon")
    assert "sejak 23 Nov 2026 08.10; " in text(walker.move(during, back)["number"])
    board.ok("outage", "end", "siak")
    assert "terganggu" not in text(walker.register()["number"])


def test_the_sentence_of_an_office_is_checked_when_it_is_read(board: Commands, home: Path) -> None:
    messages = home / "messages.toml"
    messages.write_text(messages.read_text().replace("{sistem} sedang", "{nama} sedang"))
    told = board.run("outage", "start", "siak", "--reason", "x")
    assert "messages.gangguan: variabel {nama} tidak dikenal" in told.err
    own = ROOT / "config" / "messages.toml"
    assert "{sistem}" in own.read_text()
    messages.write_text("\n".join(line for line in own.read_text().splitlines() if not line.startswith("gangguan")))
    assert "{sejak}" in load_profile(home, ROOT / "config").messages["gangguan"], "older offices get the shipped one"


def test_without_configuration_no_promise_moves(board: Commands, walker: Walker, clock: Clock) -> None:
    case = promised(walker)
    board.ok("outage", "start", "siak", "--reason", "x", user="rina")
    clock.forward(hours=2)
    assert board.ok("outage", "end", "siak", user="rina")["moved"] == 0
    assert walker.show(case["number"])["version"] == case["version"]


def test_a_promise_moves_by_the_working_time_that_was_lost(
    pausing: Path, board: Commands, walker: Walker, clock: Clock
) -> None:
    case = promised(walker)
    fresh = walker.register()
    assert case["due_at"] == "2026-11-24T16:00:00+07:00"
    board.ok("outage", "start", "siak", "--reason", "jaringan pusat", user="rina")
    clock.forward(hours=4)
    ended = board.ok("outage", "end", "siak", user="rina")
    assert (ended["pauses"], ended["moved"]) == (True, 1)
    moved = walker.show(case["number"])
    # 09.00-12.00 lost; lunch is nobody's working time. Due goes on when the office opens on Wednesday.
    assert moved["due_at"] == "2026-11-25T10:30:00+07:00"
    event = moved["events"][-1]
    assert (event["intent"], event["actor"], event["role"]) == ("gangguan", "RINA MARLINA, S.Sos.", "kasi")
    assert event["detail"] == {
        "outage": ended["id"], "system": "siak", "minutes": 180,
        "before": "2026-11-24T16:00:00+07:00", "after": "2026-11-25T10:30:00+07:00",
    }  # fmt: skip
    assert walker.show(fresh["number"])["due_at"] is None
    assert board.ok("verify")["ok"]


def test_overlapping_outages_are_counted_once(pausing: Path, board: Commands, walker: Walker, clock: Clock) -> None:
    case = promised(walker)
    board.ok("outage", "start", "siak", "--reason", "x")
    clock.forward(hours=1)
    board.ok("outage", "start", "listrik", "--reason", "y")
    board.ok("outage", "start", "bsre", "--reason", "z")
    clock.forward(hours=1)
    board.ok("outage", "end", "siak")
    board.ok("outage", "end", "bsre")
    clock.forward(hours=1)
    board.ok("outage", "end", "listrik")
    assert walker.show(case["number"])["due_at"] == "2026-11-25T10:30:00+07:00", "09.00 to 12.00, once"
    assert board.ok("verify")["ok"]


@pytest.fixture
def births(board: Commands, tmp_path: Path) -> Walker:
    """Akta lahir: its promise stands still while the witnesses have yet to sign."""
    return Walker(board, "waykanan.akta_lahir", tmp_path)


def before_the_witnesses(births: Walker) -> tuple[dict[str, Any], dict[str, Any]]:
    """A birth whose promise runs, and the move that stops its clock."""
    *path, pause = births.route(births.sop["steps"][0]["id"], "tanda_tangan_register")
    case = births.walk(births.register(), path)
    assert case["due_at"] == "2026-11-24T16:00:00+07:00"
    return case, pause


def test_time_that_stood_still_is_not_counted_twice(
    pausing: Path, board: Commands, births: Walker, clock: Clock
) -> None:
    """The end of the pause moves the promise by the pause; the end of the outage only by the rest of it."""
    case, pause = before_the_witnesses(births)
    board.ok("outage", "start", "siak", "--reason", "x")
    clock.forward(hours=1)
    case = births.move(case, pause)
    assert case["paused_at"]
    clock.forward(hours=1)
    case = births.move(case, births.forward("tanda_tangan_register")[0])
    assert case["due_at"] == "2026-11-25T08:30:00+07:00", "an hour with the witnesses"
    clock.forward(hours=1)
    board.ok("outage", "end", "siak")
    assert births.show(case["number"])["due_at"] == "2026-11-25T10:30:00+07:00", "three hours in all"
    assert board.ok("verify")["ok"]


def test_a_pause_that_was_taken_back_was_none(pausing: Path, board: Commands, births: Walker, clock: Clock) -> None:
    case, pause = before_the_witnesses(births)
    board.ok("outage", "start", "siak", "--reason", "x")
    births.move(case, pause)
    clock.forward(hours=2)
    board.ok("case", "undo", case["number"], user=births.officer(pause["by"]))
    board.ok("outage", "end", "siak")
    assert births.show(case["number"])["due_at"] == "2026-11-25T09:30:00+07:00"


def test_a_case_that_still_waits_is_moved_for_the_time_before(
    pausing: Path, board: Commands, births: Walker, clock: Clock
) -> None:
    case, pause = before_the_witnesses(births)
    board.ok("outage", "start", "siak", "--reason", "x")
    clock.forward(hours=1)
    births.move(case, pause)
    clock.forward(hours=1)
    board.ok("outage", "end", "siak")
    waiting = births.show(case["number"])
    assert (waiting["due_at"], waiting["status"]) == ("2026-11-25T08:30:00+07:00", "menunggu_saksi")
    clock.forward(hours=1)
    done = births.move(waiting, births.forward("tanda_tangan_register")[0])
    assert done["due_at"] == "2026-11-25T10:30:00+07:00", "09.00 to 12.00, once"
    assert board.ok("verify")["ok"]


def test_all_promises_move_or_none(
    pausing: Path, board: Commands, walker: Walker, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    from board.services import running_promises

    cases = [promised(walker) for _ in range(3)]
    board.ok("outage", "start", "siak", "--reason", "x")
    clock.forward(hours=1)
    record, seen = running_promises.record, []

    def breaks(desk: Any, row: Any, *rest: Any, **more: Any) -> Any:
        seen.append(row.number)
        if len(seen) == 3:
            raise ValueError("the third of them")
        return record(desk, row, *rest, **more)

    monkeypatch.setattr(running_promises, "record", breaks)
    assert board.run("outage", "end", "siak").code == 3
    monkeypatch.undo()
    assert [walker.show(case["number"])["due_at"] for case in cases] == [case["due_at"] for case in cases]
    assert board.ok("outage", "list")["rows"][0]["open"]
    assert board.ok("outage", "end", "siak")["moved"] == 3


@pytest.mark.parametrize(
    "edit",
    [
        {"reason": "lain"}, {"started_at": 0}, {"pauses": 1}, {"system": "bsre"}, {"by": "ORANG"},
        {"ended_at": 1795000000000}, {"ended_at": None}, {"ended_by": "ORANG"},
    ],
)  # fmt: skip
def test_verify_notices_an_outage_written_past_the_program(
    board: Commands, home: Path, clock: Clock, edit: dict[str, Any]
) -> None:
    board.ok("outage", "start", "siak", "--reason", "x", "--at", "08.10")
    board.ok("outage", "end", "siak")
    desk = open_desk(home, clock=clock)
    Outage.update(**edit).execute()
    desk.close()
    assert {fault["kind"] for fault in board.run("verify").json["faults"]} == {"outage"}


def test_verify_notices_an_outage_that_was_added_or_lost(board: Commands, home: Path, clock: Clock) -> None:
    board.ok("outage", "start", "siak", "--reason", "x")
    with sqlite3.connect(home / "board.db") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE name LIKE 'outages_no_%'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("UPDATE outages SET id = 7")
    faults = [(fault["kind"], fault["where"]) for fault in board.run("verify").json["faults"]]
    assert [fault for fault in faults if fault[0] == "outage"] == [("outage", "gangguan 7"), ("outage", "gangguan 1")]
