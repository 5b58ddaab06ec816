"""Who has not answered: listed by age, reminded once a day; other phones that speak for an applicant."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.commands import Commands
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"
OTHER = "081300000077"


def asked(board: Commands, **applicant: str) -> str:
    """A case that waits for its applicant; its number."""
    new = {"applicant": {**APPLICANT, **applicant}, "channel": "loket"}
    number = str(board.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"])
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    return number


def waiting(board: Commands, *words: Any) -> dict[str, Any]:
    """The list."""
    found: dict[str, Any] = board.ok("case", "waiting", *words)
    return found


def attach(board: Commands, number: str, folder: Path) -> None:
    """Something comes."""
    photo = folder / "foto.png"
    Image.effect_noise((8, 8), 50).convert("RGB").save(photo)
    board.ok("case", "attach", number, photo, user="wati")


def test_news_come_first_then_the_longest_silence(board: Commands, tmp_path: Path) -> None:
    numbers = []
    for _ in range(3):
        numbers.append(asked(board))
        board.clock.forward(days=1)
    board.clock.forward(days=4)
    attach(board, numbers[1], tmp_path)
    rows = waiting(board)["rows"]
    assert [row["number"] for row in rows] == [numbers[1], numbers[0], numbers[2]]
    assert [bool(row["news_at"]) for row in rows] == [True, False, False]
    # Monday to the Monday after it, Saturday and Sunday between them.
    assert (rows[1]["days"], rows[1]["working_days"], rows[1]["times_asked"]) == (7, 5, 1)
    assert rows[0]["applicant"]["name"] == "SITI A."
    assert rows[0]["phone"] == "0812****001"
    first = waiting(board, "--limit", 2)
    rest = waiting(board, "--limit", 2, f"--after={first['next']}")
    assert [row["number"] for row in (*first["rows"], *rest["rows"])] == [row["number"] for row in rows]
    assert rest["next"] is None
    board.ok("case", "move", numbers[1], "terima", user="wati")
    assert [row["number"] for row in waiting(board)["rows"]] == [numbers[0], numbers[2]]
    assert board.refused("case", "waiting", "--after", "x")["error"] == "input"


def test_a_reminder_lists_what_has_not_come(board: Commands) -> None:
    new = {"applicant": APPLICANT, "channel": "loket"}
    number = board.ok("case", "new", "--sop", "waykanan.akta_lahir", user="wati", stdin=new)["number"]
    board.ok("case", "move", number, "teruskan", user="wati")
    words = ("kembalikan", "--to", "pemohon", "--reason", "syarat_kurang", "--ask", "f201,fc_kk")
    board.ok("case", "move", number, *words, user="wati")
    board.ok("case", "check", number, "f201", user="wati")
    board.ok("case", "remind", number, user="wati")
    rows = board.ok("outbox", "list", "--number", number)["rows"]
    text = board.ok("outbox", "show", next(row["id"] for row in rows if row["kind"] == "pengingat"))["text"]
    assert f"menunggu kelengkapan berkas {number} (Akta Lahir): Fotokopi KK. Mohon dibawa ke loket" in text
    assert waiting(board)["rows"][0]["reminded_at"]
    assert board.ok("verify")["faults"] == []


def test_one_reminder_a_day_and_none_over_unread_news(board: Commands, tmp_path: Path) -> None:
    number = asked(board)
    board.ok("case", "remind", number, user="wati")
    board.clock.forward(hours=3)
    assert board.refused("case", "remind", number, user="wati")["error"] == "reminded"
    board.ok("case", "remind", number, "--again", user="wati")
    board.clock.forward(days=1)
    board.ok("case", "remind", number, "--key", "pagi", user="wati")
    board.ok("case", "remind", number, "--key", "pagi", user="wati")
    rows = [
        row for row in board.ok("outbox", "list", "--all", "--number", number)["rows"] if row["kind"] == "pengingat"
    ]
    assert [row["state"] for row in rows] == ["void", "void", "queued"], "one that was never sent gives way"
    board.clock.forward(days=1)
    attach(board, number, tmp_path)
    assert board.refused("case", "remind", number, user="wati")["error"] == "news"


def test_only_who_is_waited_for_and_can_be_reached_is_reminded(board: Commands) -> None:
    running = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]
    assert board.refused("case", "remind", running, user="wati")["error"] == "not_at_applicant"
    silent = asked(board, phone="")
    before = board.ok("case", "show", silent)["version"]
    assert board.refused("case", "remind", silent, user="wati")["error"] == "no_phone"
    assert board.ok("case", "show", silent)["version"] == before
    board.ok("case", "contact", silent, "add", OTHER, "--name", "Kakak", user="wati")
    board.ok("case", "remind", silent, user="wati")
    assert board.ok("outbox", "list", "--number", silent)["rows"][-1]["to"] == "0813****077"


def test_another_phone_finds_the_case_and_gets_a_message(board: Commands) -> None:
    number = asked(board)
    case = board.ok("case", "contact", number, "add", OTHER, "--name", "BUDI (kakak)", user="wati")
    assert [(item["phone"], item["name"]) for item in case["contacts"]] == [("+6281300000077", "BUDI (kakak)")]
    same = board.ok("case", "contact", number, "add", OTHER, user="wati")
    assert same["version"] == case["version"], "a phone that is known is not noted twice"
    assert [row["number"] for row in board.ok("case", "find", OTHER)["rows"]] == [number]
    message = board.ok("outbox", "list", "--number", number)["rows"][-1]["id"]
    assert board.ok("outbox", "to", message, OTHER, user="wati")["to"] == "+6281300000077"
    refusal = board.refused("outbox", "to", message, "081399999999", user="wati")
    assert "bukan kontak berkas" in refusal["reason"]
    board.ok("case", "contact", number, "end", OTHER, user="wati")
    assert board.ok("case", "find", OTHER)["rows"] == []
    assert board.refused("case", "contact", number, "end", OTHER, user="wati")["error"] == "not_found"
    assert board.refused("case", "contact", number, "add", "bukan nomor", user="wati")["error"] == "input"
    own = board.refused("case", "contact", number, "end", APPLICANT["phone"], user="wati")
    assert "telepon pemohon sendiri" in own["reason"]
    assert board.ok("verify")["faults"] == []


@pytest.mark.parametrize(
    ("statement", "kind"),
    [
        ("UPDATE contacts SET phone = '+6281311111111'", "contact"),
        ("UPDATE contacts SET ended_at = 1", "contact"),
        ("UPDATE messages SET phone = '+6281311111111' WHERE kind = 'kurang'", "message"),
    ],
)
def test_phones_changed_past_the_program_are_found(board: Commands, statement: str, kind: str) -> None:
    number = asked(board)
    board.ok("case", "contact", number, "add", OTHER, user="wati")
    message = board.ok("outbox", "list", "--number", number)["rows"][-1]["id"]
    board.ok("outbox", "to", message, OTHER, user="wati")
    with sqlite3.connect(board.home / "board.db") as connection:
        assert connection.execute(statement).rowcount == 1
    connection.close()
    assert {fault["kind"] for fault in board.run("verify").json["faults"]} == {kind}
