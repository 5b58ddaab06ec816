"""Who is away: recorded, seen by colleagues, ended early, and told again by the journal."""

from __future__ import annotations

from typing import Any

import pytest

from board.services.absences import absence_notice, absent_today
from board.services.desk import Desk
from tests.commands import Commands
from tests.services.test_verify import damaged, kinds

KK = "waykanan.kk_baru"
NEW = {"applicant": {"name": "SITI AMINAH", "nik": "0000014505900001", "no_kk": "0000010101150001",
                     "phone": "081200000001"}}  # fmt: skip


def away(board: Commands, name: str, first: str, last: str, reason: str = "cuti") -> Any:
    return board.ok("user", "absent", name, "--from", first, "--to", last, "--reason", reason, user="admin")


def stands_in(board: Commands, deputy: str, principal: str, first: str, last: str, *more: str) -> int:
    words = ("mandate", "add", deputy, "--for", principal, "--from", first, "--to", last)
    return int(board.ok(*words, *more, user="admin")["id"])


def listed(board: Commands, name: str) -> Any:
    return next(row["absent"] for row in board.ok("user", "list")["rows"] if row["name"] == name)


def test_an_absence_holds_from_its_first_to_its_last_day_in_the_office_zone(board: Commands, desk: Desk) -> None:
    away(board, "rina", "2026-11-24", "2026-11-25")
    told = []
    for hours in (0, 14.99, 0.02, 24, 23.98, 0.02):  # from 09.00 WIB on Monday over two midnights
        board.clock.forward(hours=hours)
        desk.clock = board.clock
        told.append(absent_today(desk).get("rina"))
    assert told == [None, None, "cuti s.d. 25 Nov", "cuti hari ini", "cuti hari ini", None]


def test_colleagues_see_who_is_away_and_who_stands_in(board: Commands, desk: Desk) -> None:
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin=NEW)["number"]
    board.ok("case", "take", number, user="wati")
    assert board.ok("case", "show", number)["holder_absent"] is None
    away(board, "wati", "2026-11-23", "2026-11-25")
    assert board.ok("case", "show", number)["holder_absent"] == "cuti s.d. 25 Nov"
    assert listed(board, "wati") == "cuti s.d. 25 Nov"
    assert absence_notice(desk) == "Hari ini tidak di tempat: WATI KURNIA (cuti s.d. 25 Nov)."
    stands_in(board, "loket", "wati", "2026-11-23", "2026-11-24")
    assert listed(board, "wati") == "cuti s.d. 25 Nov, Plh. LINDA PERMATA"
    board.ok("case", "release", number, user="wati")
    assert board.ok("case", "show", number)["holder_absent"] is None, "nobody waits for her any more"


def test_a_head_with_a_running_plh_is_away_and_one_whose_chair_is_filled_is_not(board: Commands, desk: Desk) -> None:
    stands_in(board, "dian", "harun", "2026-11-23", "2026-11-30")
    stands_in(board, "rina", "bakti", "2026-11-23", "2026-11-30", "--kind", "plt")
    assert absent_today(desk) == {"harun": "tidak di tempat s.d. 30 Nov, Plh. DIAN PUSPITA"}
    board.ok("user", "disable", "harun")
    assert absent_today(desk) == {}, "nobody waits for who has left"


def test_who_comes_back_early_is_told_what_still_stands_in(board: Commands) -> None:
    away(board, "rina", "2026-11-23", "2026-11-27")
    away(board, "rina", "2026-12-01", "2026-12-02", "diklat")
    mandate = stands_in(board, "candra", "rina", "2026-11-23", "2026-11-27")
    back = board.ok("user", "present", "rina", user="admin")
    assert (back["from"], back["to"], back["mandates"]) == ("2026-11-23", "2026-11-27", [mandate])
    assert listed(board, "rina") == "tidak di tempat s.d. 27 Nov, Plh. CANDRA WIJAYA"
    board.ok("mandate", "end", mandate, user="admin")
    assert listed(board, "rina") is None
    assert board.ok("user", "present", "rina", user="admin")["from"] == "2026-12-01", "the plan is given up"
    assert "tidak tercatat" in board.refused("user", "present", "rina", user="admin")["reason"]


@pytest.mark.parametrize(
    ("first", "last", "reason", "field"),
    [("2026-11-25", "2026-11-24", "", "to"), ("2026-11-01", "2026-11-22", "", "to"),
     ("2026-11-23", "2027-11-24", "", "to"), ("2026-11-23", "2026-11-24", "x" * 61, "reason")],
)  # fmt: skip
def test_what_is_no_absence(first: str, last: str, reason: str, field: str, board: Commands) -> None:
    words = ("user", "absent", "rina", "--from", first, "--to", last, "--reason", reason)
    assert list(board.refused(*words, user="admin")["fields"]) == [field]


def test_days_are_recorded_once_and_only_by_an_administrator(board: Commands) -> None:
    words = ("user", "absent", "rina", "--from", "2026-11-25", "--to", "2026-11-26")
    assert board.refused(*words, user="rina")["error"] == "not_authorised"
    away(board, "rina", "2026-11-24", "2026-11-25")
    told = board.refused(*words, user="admin")["reason"]
    assert "24 Nov 2026 s.d. 25 Nov 2026" in told
    assert "board user present rina" in told
    board.ok("user", "disable", "wati")
    assert board.refused("user", "absent", "wati", *words[3:], user="admin")["error"] == "input"


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE absences SET to_on = '2026-12-31'", "absence"),
        ("UPDATE absences SET reason = 'mangkir'", "absence"),
        ("UPDATE absences SET ended_at = NULL WHERE id = 1", "absence"),
        ("UPDATE absences SET ended_at = 1 WHERE id = 2", "absence"),
        ("DELETE FROM absences WHERE id = 2", "absence"),
        ("INSERT INTO absences SELECT NULL, office, user_id, from_on, to_on, reason, at, by, NULL FROM absences "
         "WHERE id = 1", "absence"),
        ("UPDATE mandates SET letter = '800/9'", "mandate"),
        ("UPDATE mandates SET letter = ''", "mandate"),
    ],
)  # fmt: skip
def test_verify_finds_what_was_done_by_hand(sql: str, kind: str, board: Commands) -> None:
    away(board, "rina", "2026-11-23", "2026-11-24")
    board.ok("user", "present", "rina")
    away(board, "oki", "2026-11-23", "2026-11-24", "dinas luar")
    board.ok("mandate", "letter", stands_in(board, "dian", "harun", "2026-11-23", "2026-11-24"), "800/1", user="admin")
    assert board.ok("verify")["ok"]
    assert kinds(damaged(board, [sql])) == {kind}
