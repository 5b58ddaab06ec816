"""Who may do what in an office: the name on the command line is looked at, whatever the command."""

from __future__ import annotations

import pytest

from tests.commands import Commands


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
