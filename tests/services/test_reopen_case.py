"""A finished complaint is taken up again: its number stays, promise and solusi begin anew, every month balances."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tests.commands import Commands
from tests.complaints import ADUAN, complaint, messages, move, recorded, solved
from tests.offices import Clock


def reopened(board: Commands, number: str, *words: str, reason: str = "belum_tuntas") -> dict[str, Any]:
    case: dict[str, Any] = board.ok("case", "reopen", number, "--reason", reason, *words, user="ade")
    return case


def recap(board: Commands, month: str) -> dict[str, Any]:
    rows = board.ok("report", "recap", "--month", month)["rows"]
    return next(row for row in rows if row["sop"] == ADUAN)


def test_it_runs_again_under_its_number(board: Commands, clock: Clock) -> None:
    number = recorded(board)
    closed = solved(board, number)
    clock.forward(days=7)
    case = reopened(board, number, "--note", "pelapor menelepon", "--key", "buka-1")
    assert (case["status"], case["step"]["id"], case["round"]) == ("berjalan", "terima", closed["round"] + 1)
    assert (case["closed_at"], case["ready_at"], case["outcome"]) == (None, None, "")
    assert case["due_at"] == "2026-12-01T16:00:00+07:00", "promised from now"
    assert case["books"] == closed["books"]
    assert "jawaban_lewat" not in case["data"], "how the next answer goes out is recorded anew"
    told = case["events"][-1]
    assert (told["intent"], told["reason"], told["note"]) == ("buka_kembali", "belum_tuntas", "pelapor menelepon")
    assert reopened(board, number, "--note", "pelapor menelepon", "--key", "buka-1")["version"] == case["version"]
    text = messages(board, number)[-1]["text"]
    assert "kami buka kembali" in text
    assert "menelepon" not in text, "why is for the office"
    due = {row["id"]: row["due_at"][:10] for row in case["deadlines"]}
    assert due["tanggapan_awal"] == "2026-12-14", "to the law it is a new one"
    assert board.ok("verify")["ok"]


def test_an_earlier_solusi_closes_nothing(board: Commands, clock: Clock) -> None:
    number = recorded(board)
    solved(board, number)
    reopened(board, number)
    move(board, number, "sederhana")
    assert board.refused("case", "move", number, "selesai", user="ade")["error"] == "solution"
    clock.forward(minutes=10)
    case = solved(board, number, "Kini benar.")
    assert (case["status"], case["data"]["jawaban_pukul"]) == ("selesai", "09:10")
    assert "Kini benar." in messages(board, number)[-1]["text"]
    assert len({row["text"] for row in case["books"]}) == len(case["books"]) == 3
    assert board.ok("verify")["ok"]


def test_a_reopening_is_taken_back_like_a_move(board: Commands) -> None:
    number = recorded(board)
    closed = solved(board, number)
    reopened(board, number)
    case = board.ok("case", "undo", number, user="ade")
    same = ("status", "outcome", "closed_at", "ready_at", "round", "data", "step", "due_at", "complete_at")
    assert {name: case[name] for name in same} == {name: closed[name] for name in same}
    assert not any("buka kembali" in item["text"] for item in messages(board, number)), "not sent any more"
    assert recap(board, "2026-11")["reopened"] == 0
    case = reopened(board, number)
    assert board.refused("case", "undo", number, user="putu")["error"] == "not_yours_to_undo"
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize(
    ("ends", "user", "words", "error"),
    [
        (False, "ade", ("--reason", "belum_tuntas"), "not_finished"),
        (True, "putu", ("--reason", "belum_tuntas"), "role"),
        (True, "ade", ("--reason", "lainnya"), "input"),
        (True, "ade", ("--reason", "x" * 2001), "input"),
    ],
)
def test_who_reopens_what(board: Commands, ends: bool, user: str, words: tuple[str, ...], error: str) -> None:
    number = recorded(board)
    if ends:
        solved(board, number)
    assert board.refused("case", "reopen", number, *words, user=user)["error"] == error


def test_what_is_batal_stays_so(board: Commands) -> None:
    number = complaint(board)
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "sudah jelas", user="ade")
    assert board.refused("case", "reopen", number, "--reason", "belum_tuntas", user="ade")["error"] == "not_finished"


def test_every_month_balances_and_none_that_ended_changes(board: Commands, clock: Clock) -> None:
    """Done in November; taken up in December and done there; taken up again in January and still open in February."""
    number = recorded(board)
    solved(board, number)
    november = recap(board, "2026-11")
    assert (november["incoming"], november["done"], november["closing"], november["on_time"]) == (1, 1, 0, 1)
    clock.now = datetime(2026, 12, 10, 2, 0, tzinfo=UTC)
    reopened(board, number)
    move(board, number, "sederhana")
    clock.now = datetime(2026, 12, 30, 2, 0, tzinfo=UTC)
    solved(board, number, "Kini benar.")
    clock.now = datetime(2027, 1, 11, 2, 0, tzinfo=UTC)
    reopened(board, number)
    clock.now = datetime(2027, 2, 1, 2, 0, tzinfo=UTC)
    keys = ("opening", "incoming", "reopened", "done", "closing", "on_time", "late", "balanced")
    told = {month: tuple(recap(board, month)[key] for key in keys)
            for month in ("2026-10", "2026-11", "2026-12", "2027-01", "2027-02")}  # fmt: skip
    assert told == {
        "2026-10": (0, 0, 0, 0, 0, 0, 0, True),
        "2026-11": (0, 1, 0, 1, 0, 1, 0, True),
        "2026-12": (0, 1, 1, 1, 0, 0, 1, True),
        "2027-01": (0, 1, 1, 0, 1, 0, 0, True),
        "2027-02": (1, 0, 0, 0, 1, 0, 0, True),
    }
