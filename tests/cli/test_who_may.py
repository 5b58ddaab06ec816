"""Who may do what in an office: the name on the command line is looked at, whatever the command."""

from __future__ import annotations

from typing import Any

import pytest

from board.services.desk import open_desk
from board.services.facts_of import actor_of
from tests.cli.test_dossier import register
from tests.commands import Commands
from tests.offices import Clock
from tests.services.test_verify import by_hand


@pytest.mark.parametrize(("user", "code"), [("auditor", "not_authorised"), ("siapa", "not_found")])
def test_a_name_that_may_not_print(user: str, code: str, board: Commands) -> None:
    assert board.refused("print", "run", user=user)["error"] == code


def test_a_closed_account_does_not_print(board: Commands) -> None:
    board.ok("user", "disable", "wati")
    assert board.refused("print", "run", user="wati")["error"] == "not_authorised"
    assert board.ok("print", "run")["failed"] == 0
    assert board.ok("print", "run", user="oki")["failed"] == 0


@pytest.mark.parametrize("password", [" " * 12, "\u200b" * 12, "  abc   \u3000  "])
def test_a_password_of_blanks_is_none(password: str, board: Commands) -> None:
    told = board.refused("user", "password", "wati", "--password-stdin", stdin=f"{password}\n")
    assert "paling pendek 8" in told["reason"]


MANDATE = ("mandate", "add", "wati", "--from", "2026-11-23", "--to", "2026-11-30", "--scope", "paraf", "--for")


def test_a_mandate_hands_over_no_administration(board: Commands) -> None:
    told = board.refused(*MANDATE, "admin")
    assert (told["error"], list(told["fields"])) == ("input", ["for"])
    board.ok("user", "role", "admin", "--add", "kasi:dafduk")
    board.ok(*MANDATE, "admin")
    for words in (("user", "add", "x1", "--name", "X", "--role", "kadis"), ("user", "disable", "admin")):
        assert board.refused(*words, user="wati")["error"] == "not_authorised"


def test_somebody_administers(board: Commands) -> None:
    for words in (("user", "disable", "admin"), ("user", "role", "admin", "--remove", "pengelola")):
        assert "satu-satunya pengelola yang aktif" in board.refused(*words, user="admin")["reason"]
    assert next(row for row in board.ok("user", "list")["rows"] if row["name"] == "admin")["roles"] == ["pengelola"]
    board.ok("user", "role", "rina", "--add", "pengelola")
    board.ok("user", "role", "admin", "--remove", "pengelola", "--add", "kasi", user="admin")
    assert board.refused("user", "disable", "rina")["error"] == "refused"
    board.ok("user", "disable", "wati")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"--to": "2027-11-24"}, "to"), ({"--to": "2026-11-22"}, "to"), ({"--for": "wati"}, "for"),
        ({"--for": "auditor"}, "for"), ({"--for": "oki"}, "for"), ({"--for": "serah"}, "from"),
    ],
)  # fmt: skip
def test_mandates_nobody_could_mean(change: dict[str, str], field: str, board: Commands) -> None:
    board.ok("user", "disable", "oki")
    board.ok(*MANDATE, "serah")
    words = {"--from": "2026-11-23", "--to": "2026-11-30", "--for": "rina", **change}
    told = board.refused("mandate", "add", "wati", *(part for pair in words.items() for part in pair))
    assert list(told["fields"]) == [field]


def test_mandates_that_stand(board: Commands) -> None:
    board.ok("user", "disable", "harun")
    given = board.ok(*MANDATE, "harun", "--kind", "plt")
    assert board.refused(*MANDATE, "harun", "--kind", "plt")["error"] == "input"
    board.ok("mandate", "end", given["id"])
    board.ok(*MANDATE, "harun", "--kind", "plt")
    board.ok("mandate", "add", "wati", "--for", "harun", "--kind", "plt", "--from", "2026-12-01", "--to", "2027-11-30")


def test_a_closed_account_represents_nobody(board: Commands) -> None:
    board.ok("user", "disable", "wati")
    assert list(board.refused(*MANDATE, "rina")["fields"]) == ["deputy"]


BPK = ("user", "add", "bpk", "--name", "AUDITOR BPK", "--role", "auditor")


def of(board: Commands, name: str) -> Any:
    """An officer as ``user list`` tells them."""
    return next(row for row in board.ok("user", "list")["rows"] if row["name"] == name)


def test_a_role_for_a_period_holds_on_its_days_only(board: Commands, clock: Clock) -> None:
    added = board.ok(*BPK, "--from", "2026-12-01", "--until", "2026-12-15")
    assert added["roles"] == []
    assert added["periods"] == [{"role": "auditor", "from": "2026-12-01", "until": "2026-12-15", "active": False}]
    for day, inside in ((0, False), (7, False), (8, True), (22, True), (23, False)):
        clock.now = Clock().now
        clock.forward(days=day)
        answer = board.run("case", "list", user="bpk")
        assert (answer.code == 0) == inside, day
        if not inside:
            assert answer.refusal["reason"].startswith("Peran Auditor Anda berlaku 1 Des 2026 s.d. 15 Des 2026.")
        assert of(board, "bpk")["roles"] == (["auditor"] if inside else [])
    assert board.ok("verify")["ok"]


def test_a_period_is_given_anew_and_taken_away(board: Commands, clock: Clock) -> None:
    board.ok(*BPK, "--until", "2026-11-23")
    clock.forward(days=3)
    assert board.run("case", "list", user="bpk").code == 1
    board.ok("user", "role", "bpk", "--add", "auditor", "--until", "2026-12-31")
    assert of(board, "bpk")["periods"] == [{"role": "auditor", "from": None, "until": "2026-12-31", "active": True}]
    assert board.ok("case", "list", user="bpk")["rows"] == []
    board.ok("user", "role", "bpk", "--add", "auditor")
    assert (of(board, "bpk")["roles"], of(board, "bpk")["periods"]) == (["auditor"], [])
    board.ok("user", "role", "bpk", "--remove", "auditor")
    assert of(board, "bpk")["roles"] == []
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize(
    ("words", "field"),
    [
        (("--until", "2026-11-22"), "until"), (("--from", "2026-12-02", "--until", "2026-12-01"), "until"),
        (("--role", "pengelola", "--until", "2026-12-01"), "role"),
    ],
)  # fmt: skip
def test_periods_nobody_could_mean(words: tuple[str, ...], field: str, board: Commands) -> None:
    told = board.refused(*BPK, *words)
    assert list(told["fields"]) == [field]
    assert board.run("user", "role", "wati", "--remove", "pelayanan", "--until", "2026-12-01").code == 2


@pytest.mark.parametrize("column", ["from_on", "to_on"])
def test_a_period_lengthened_by_hand_is_found(column: str, board: Commands) -> None:
    board.ok(*BPK, "--from", "2026-11-23", "--until", "2026-12-15")
    with by_hand(board.home) as connection:
        connection.execute(f"UPDATE roles SET {column} = '2026-12-31' WHERE {column} <> ''")
    assert [fault["kind"] for fault in board.run("verify").json["faults"]] == ["role"]


def test_a_role_out_of_its_period_is_not_represented(board: Commands, clock: Clock) -> None:
    board.ok("user", "role", "rina", "--add", "kasi:dafduk", "--until", "2026-11-24")
    board.ok("mandate", "add", "oki", "--for", "rina", "--from", "2026-11-23", "--to", "2026-11-30")
    assert board.ok("verify")["ok"]
    reopened = open_desk(board.home, clock=clock)
    assert actor_of(reopened, "oki").has("kasi")
    clock.forward(days=2)
    assert not actor_of(reopened, "oki").has("kasi")
    reopened.close()


def test_what_somebody_who_leaves_had_in_hand_is_told(board: Commands) -> None:
    number, other = register(board), register(board)
    board.ok("case", "take", number, user="wati")
    with by_hand(board.home) as connection:
        connection.execute("UPDATE cases SET physical_holder = 'wati' WHERE number = ?", (other,))
        connection.execute("INSERT INTO drafts SELECT office, 'wati', 'new', '{}', 0, '', '', '', 0 FROM users LIMIT 1")
    acting = board.ok("mandate", "add", "wati", "--for", "rina", "--from", "2026-11-23", "--to", "2026-11-30")["id"]
    absent = board.ok("mandate", "add", "oki", "--for", "wati", "--from", "2026-12-01", "--to", "2026-12-02")["id"]
    told = board.ok("user", "disable", "wati")
    assert told == {"name": "wati", "active": False, "released": [number], "folders": [other], "drafts": 1,
                    "mandates_ended": [acting], "absent_in": [absent], "keys": 0}  # fmt: skip
    assert board.ok("case", "show", number)["holder"] is None
    assert [row["id"] for row in board.ok("mandate", "list")["rows"] if row["ended_at"]] == [acting]
    faults = board.run("verify").json["faults"]
    assert {fault["kind"] for fault in faults} == {"content"}, "only what was edited by hand above"


def test_who_returns_has_the_roles_they_left_with(board: Commands) -> None:
    board.ok("user", "disable", "wati")
    assert board.refused("user", "enable", "wati", user="rina")["error"] == "not_authorised"
    assert board.ok("user", "enable", "wati")["roles"] == ["pelayanan"]
    assert register(board)
    assert "sudah aktif" in board.refused("user", "enable", "wati")["reason"]
    assert board.refused("user", "enable", "siapa")["error"] == "not_found"
    assert board.ok("verify")["ok"]
