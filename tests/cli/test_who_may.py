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
