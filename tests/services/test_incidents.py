"""Privacy incidents: 72 hours, two to be told, an end that says why."""

from __future__ import annotations

from typing import Any

import pytest

from board.services import incidents
from board.services.desk import Desk
from board.services.incidents import incident_notice
from tests.commands import Commands
from tests.services.test_misdirected import misfile, right, wrong

__all__ = ["right", "wrong"]


@pytest.fixture
def incident(board: Commands, wrong: str, right: str) -> dict[str, Any]:
    """One that was found a moment ago."""
    misfile(board, wrong, "--attachment", 1, "--to", right)
    row: dict[str, Any] = board.ok("incident", "list")["rows"][0]
    return row


def test_the_deadline_is_seventy_two_hours_away(board: Commands, incident: dict[str, Any]) -> None:
    assert (incident["hours_left"], incident["left"]) == (72, "sisa 72 jam")
    board.clock.forward(hours=31, minutes=1)
    assert board.ok("incident", "list")["rows"][0]["left"] == "sisa 40 jam"
    board.clock.forward(hours=40, minutes=30)
    assert board.ok("incident", "list")["rows"][0]["left"] == "sisa 29 mnt"
    board.clock.forward(hours=4)
    row = board.ok("incident", "list")["rows"][0]
    assert (row["hours_left"], row["left"]) == (-4, "lewat 3 jam")


def test_both_are_told_and_it_is_closed(board: Commands, incident: dict[str, Any]) -> None:
    board.clock.forward(hours=2)
    told = board.ok("incident", "told", 1, "--whom", "subjek", "--at", "2026-11-23T10:30", user="bakti")
    assert told["subject_told_at"] == "2026-11-23T10:30:00+07:00"
    assert "sudah diberi tahu" in board.refused("incident", "told", 1, "--whom", "subjek", user="bakti")["reason"]
    assert "lembaga" in board.refused("incident", "close", 1, user="bakti")["reason"]
    board.ok("incident", "told", 1, "--whom", "lembaga", user="harun")
    closed = board.ok("incident", "close", 1, user="admin")
    assert closed["closed_at"] and closed["hours_left"] is None
    assert board.ok("incident", "list")["rows"] == []
    assert [row["id"] for row in board.ok("incident", "list", "--all")["rows"]] == [1]
    for words in (("close", 1), ("told", 1, "--whom", "subjek"), ("letter", 1, "--whom", "subjek")):
        assert "sudah ditutup" in board.refused("incident", *words, user="bakti")["reason"]
    assert board.ok("verify")["ok"]


def test_a_note_says_why_nobody_need_be_told(board: Commands, incident: dict[str, Any]) -> None:
    row = board.ok("incident", "close", 1, "--note", "Foto buram, tidak terbaca siapa pun.", user="harun")
    assert row["closed_note"].startswith("Foto buram")
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize("at", ["2026-11-23T08:00", "2026-11-23T23:00", "kemarin", "1200-01-01T00:00"])
def test_a_moment_that_cannot_be(board: Commands, incident: dict[str, Any], at: str) -> None:
    board.refused("incident", "told", 1, "--whom", "subjek", "--at", at, user="bakti")
    assert board.ok("incident", "list")["rows"][0]["subject_told_at"] is None


@pytest.mark.parametrize("user", ["wati", "rina", "auditor", "tono"])
def test_only_who_answers_for_it(board: Commands, incident: dict[str, Any], user: str) -> None:
    for words in (("told", 1, "--whom", "subjek"), ("close", 1, "--note", "x"), ("letter", 1, "--whom", "lembaga")):
        assert board.refused("incident", *words, user=user)["error"] == "not_authorised"


def test_no_such_incident(board: Commands) -> None:
    assert "tidak ditemukan" in board.refused("incident", "close", 7, "--note", "x", user="bakti")["reason"]


def test_one_that_no_verb_noticed(board: Commands, wrong: str) -> None:
    row = board.ok("incident", "add", wrong, "--what", "Map tertinggal di warung, NIK 0000014505900001.", user="wati")
    assert (row["kind"], row["case"]) == ("lainnya", wrong)
    assert "0000014505900001" not in row["what"]
    board.refused("incident", "add", wrong, "--what", "  ", user="wati")
    assert board.ok("verify")["ok"]


def test_the_letters_go_to_the_owner_and_to_the_agency(
    board: Commands, incident: dict[str, Any], wrong: str, right: str
) -> None:
    assert board.ok("incident", "letter", 1, "--whom", "subjek", user="bakti")["state"] == "rendered"
    assert [job["document"] for job in board.ok("case", "show", right)["prints"]] == ["pemberitahuan_insiden"]
    board.ok("incident", "letter", 1, "--whom", "lembaga", user="admin")
    assert [job["document"] for job in board.ok("case", "show", wrong)["prints"]] == ["pemberitahuan_insiden"]
    event = board.ok("case", "show", wrong)["events"][-1]
    assert event["detail"] == {"documents": ["pemberitahuan_insiden"], "incident": 1, "whom": "lembaga"}
    assert board.ok("verify")["ok"]


def test_nobody_to_write_to_while_the_owner_is_unknown(board: Commands, wrong: str) -> None:
    misfile(board, wrong, "--attachment", 1, "--unknown")
    told = board.refused("incident", "letter", 1, "--whom", "subjek", user="bakti")
    assert "belum diketahui" in told["reason"]
    board.ok("incident", "letter", 1, "--whom", "lembaga", user="bakti")


def test_the_list_comes_in_pages(board: Commands, wrong: str, right: str) -> None:
    misfile(board, wrong, "--attachment", 1, "--to", right)
    misfile(board, wrong, "--note-seq", 1, "--to", right)
    first = board.ok("incident", "list", "--limit", 1)
    rest = board.ok("incident", "list", "--limit", 1, f"--after={first['next']}")
    assert [row["id"] for row in (*first["rows"], *rest["rows"])] == [1, 2]
    assert rest["next"] is None


def test_the_board_tells_how_many_are_open_and_the_nearest_deadline(
    board: Commands, incident: dict[str, Any], wrong: str, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    board.clock.forward(hours=1)
    board.ok("incident", "add", wrong, "--what", "Map hilang.", user="wati")
    monkeypatch.setattr(incidents, "list_incidents", lambda *_: pytest.fail("all of them were listed"))
    assert incident_notice(desk) == "2 insiden privasi belum selesai, sisa 71 jam. Lihat: x, Insiden privasi."
    board.ok("incident", "close", 1, "--note", "Tidak perlu.", user="bakti")
    board.ok("incident", "close", 2, "--note", "Tidak perlu.", user="bakti")
    assert incident_notice(desk) == ""
