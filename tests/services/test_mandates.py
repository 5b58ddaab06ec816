"""Plh and Plt: begin and end by themselves at midnight of the office, hand over what the head has, and no more."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from board.services.desk import open_desk
from board.services.facts_of import actor_of
from tests.commands import Commands
from tests.offices import four_eyes
from tests.services.test_absences import stands_in
from tests.walker import Walker

KK = "waykanan.kk_baru"


def before_the_kasi(board: Commands, folder: Path) -> str:
    """A case that waits for the kasi of dafduk."""
    walker = Walker(board, KK, folder)
    return str(walker.walk(walker.register(), walker.route("kirim", "koreksi_kasi"))["number"])


def allowed(board: Commands, number: str, user: str) -> bool:
    """Whether an officer may approve a case now."""
    moves = board.ok("case", "show", number, user=user)["moves"]
    return bool(next(move["allowed"] for move in moves if move["intent"] == "setujui"))


def lent(board: Commands, user: str) -> set[tuple[str, str | None, str]]:
    """Role, bidang and principal of what an officer has by mandate today."""
    desk = open_desk(board.home, clock=board.clock)
    try:
        grants = actor_of(desk, user).grants
    finally:
        desk.close()
    return {(grant.role, grant.bidang, grant.mandate.principal) for grant in grants if grant.mandate}


@pytest.mark.parametrize(("zone", "midnight"), [("WIB", 17), ("WITA", 16), ("WIT", 15)])
def test_a_mandate_begins_and_ends_at_midnight_of_the_office(zone: str, midnight: int, board: Commands) -> None:
    profile = board.home / "office.toml"
    profile.write_text(profile.read_text().replace('zone = "WIB"', f'zone = "{zone}"'))
    stands_in(board, "verif", "rina", "2026-11-24", "2026-11-25")
    for day, before in ((23, False), (25, True)):
        board.clock.now = datetime(2026, 11, day, midnight - 1, 59, 59, tzinfo=UTC)
        assert bool(lent(board, "verif")) is before
        board.clock.now = datetime(2026, 11, day, midnight, tzinfo=UTC)
        assert bool(lent(board, "verif")) is not before


def test_a_mandate_hands_over_exactly_the_bidang_of_the_head(board: Commands) -> None:
    stands_in(board, "verif", "candra", "2026-11-23", "2026-11-24")
    assert lent(board, "verif") == {("kasi", "capil", "CANDRA WIJAYA, S.H.")}
    board.ok("user", "role", "candra", "--add", "kabid:capil", "--add", "loket")
    assert {(role, bidang) for role, bidang, _ in lent(board, "verif")} == {
        ("kasi", "capil"), ("kabid", "capil"), ("loket", None),
    }  # fmt: skip
    board.ok("user", "role", "candra", "--remove", "kasi:capil")
    assert ("kasi", "capil") not in {item[:2] for item in lent(board, "verif")}, "what the head no longer has"


def test_a_deputy_of_the_other_bidang_does_not_approve(board: Commands, tmp_path: Path) -> None:
    number = before_the_kasi(board, tmp_path)
    stands_in(board, "verif", "candra", "2026-11-23", "2026-11-24")
    assert not allowed(board, number, "verif")
    stands_in(board, "verif", "rina", "2026-11-23", "2026-11-24")
    assert allowed(board, number, "verif")


def test_one_deputy_for_two_heads_says_for_whom_each_time(board: Commands, tmp_path: Path) -> None:
    four_eyes(board.home, "tandai")
    number = before_the_kasi(board, tmp_path)
    for principal, letter in (("rina", "800/1"), ("bakti", "800/2")):
        stands_in(board, "verif", principal, "2026-11-23", "2026-11-24", "--letter", letter)
    for _ in range(2):
        board.ok("case", "move", number, "setujui", user="verif")
    told = [(event["role"], event["acting_for"]) for event in board.ok("case", "show", number)["events"][-2:]]
    assert told == [
        ("kasi", "Plh. RINA MARLINA, S.Sos. (surat 800/1)"), ("kabid", "Plh. BAKTI NUGRAHA, S.IP. (surat 800/2)"),
    ]  # fmt: skip


def test_mandates_that_overlap_are_refused_for_the_same_two_and_hold_for_two_deputies(
    board: Commands, tmp_path: Path
) -> None:
    number = before_the_kasi(board, tmp_path)
    first = stands_in(board, "verif", "rina", "2026-11-23", "2026-11-25")
    words = ("mandate", "add", "verif", "--for", "rina", "--from", "2026-11-25", "--to", "2026-11-27")
    assert f"Mandat {first} sudah berlaku" in board.refused(*words, user="admin")["reason"]
    second = stands_in(board, "candra", "rina", "2026-11-24", "2026-11-27")
    board.clock.forward(days=1)
    assert all(allowed(board, number, name) for name in ("verif", "candra", "rina"))
    board.ok("mandate", "end", first, user="admin")
    assert [allowed(board, number, name) for name in ("verif", "candra")] == [False, True]
    assert [row["active"] for row in board.ok("mandate", "list")["rows"]] == [False, True]
    board.clock.forward(days=4)
    assert not lent(board, "candra"), "over by itself"
    assert [row["id"] for row in board.ok("mandate", "list")["rows"]] == [first, second]


def test_a_head_who_comes_back_early_is_alone_again_at_once(board: Commands, tmp_path: Path) -> None:
    number = before_the_kasi(board, tmp_path)
    mandate = stands_in(board, "verif", "rina", "2026-11-23", "2026-11-27")
    board.ok("case", "take", number, user="verif")
    board.ok("mandate", "end", mandate, user="admin")
    assert board.refused("case", "move", number, "setujui", user="verif")["error"] == "role"
    board.ok("case", "release", number, user="verif")
    board.ok("case", "move", number, "setujui", user="rina")
    assert board.ok("case", "show", number)["events"][-1]["acting_for"] is None


def test_the_number_of_a_letter_comes_later_and_changes_nothing_written_before(board: Commands, tmp_path: Path) -> None:
    four_eyes(board.home, "tandai")
    number = before_the_kasi(board, tmp_path)
    mandate = stands_in(board, "verif", "rina", "2026-11-23", "2026-11-27")
    row = board.ok("mandate", "list")["rows"][0]
    assert (row["letter"], row["letter_pending"]) == (None, True)
    board.ok("case", "move", number, "setujui", user="verif")
    told = board.ok("mandate", "letter", mandate, "800/44/2026", user="admin")
    assert (told["letter"], told["letter_pending"]) == ("800/44/2026", False)
    assert (
        "sudah bernomor surat 800/44/2026" in board.refused("mandate", "letter", mandate, "1", user="admin")["reason"]
    )
    stands_in(board, "verif", "bakti", "2026-11-23", "2026-11-27", "--letter", "800/45")
    board.ok("case", "move", number, "setujui", user="verif")
    acting = [event["acting_for"] for event in board.ok("case", "show", number)["events"][-2:]]
    assert acting == ["Plh. RINA MARLINA, S.Sos. (nomor surat menyusul)", "Plh. BAKTI NUGRAHA, S.IP. (surat 800/45)"]
    assert board.ok("verify")["ok"]


def test_what_is_no_number_of_a_letter(board: Commands) -> None:
    mandate = stands_in(board, "verif", "rina", "2026-11-23", "2026-11-27")
    for letter in ("", " ", "8" * 81):
        assert list(board.refused("mandate", "letter", mandate, letter, user="admin")["fields"]) == ["letter"]
    assert board.refused("mandate", "letter", mandate + 1, "800/1", user="admin")["error"] == "not_found"
    assert board.refused("mandate", "letter", mandate, "800/1", user="rina")["error"] == "not_authorised"
    board.ok("mandate", "end", mandate, user="admin")
    assert board.ok("mandate", "letter", mandate, "800/1", user="admin")["letter"] == "800/1", "it comes after the end"
