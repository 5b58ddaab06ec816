"""``keys.toml``: what an office may give another key, and what it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.screens.own_keys import own_keymap
from tests.commands import Commands


def keymap(home: Path, text: str) -> tuple[dict[str, str], list[str]]:
    (home / "keys.toml").write_text(text, encoding="utf-8")
    return own_keymap(home)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"case.forward" = "7"', {"case.forward": "7"}),
        ('"case.forward" = "Z, F2"\n"board.drafts" = "f8"', {"case.forward": "z,Z,f2", "board.drafts": "f8"}),
        ('"case.forward" = "k"\n"case.return" = "t"', {"case.forward": "k,K", "case.return": "t,T"}),
        ('"board.open" = "enter,7"', {"board.open": "enter,7"}),
        ('"case.again" = "*"\n"board.mark_all" = "+"', {"case.again": "asterisk", "board.mark_all": "plus"}),
        ('"form.save" = "f5,ctrl+g"', {"form.save": "f5,ctrl+g"}),
    ],
)
def test_keys_an_office_may_choose(text: str, expected: dict[str, str], tmp_path: Path) -> None:
    assert keymap(tmp_path, text) == (expected, [])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('"case.forward" = "zg"', "pilih satu huruf"),
        ('"case.forward" = ""', "pilih satu huruf"),
        ('"case.forward" = "ctrl+c"', "pilih satu huruf"),
        ('"case.forward" = "enter"', "Enter, Esc, Tab, spasi, dan panah tetap"),
        ('"case.forward" = "f11"', "pilih satu huruf"),
        ('"case.forward" = "é"', "pilih satu huruf"),
        ('"case.forward" = "k"', "sudah dipakai case.return pada layar Papan"),
        ('"form.save" = "s"', "hanya F1 sampai F10"),
        ('"case.terus" = "z"', "tidak dikenal"),
        ('"case.forward" = 7', "tidak dikenal"),
        ('case.forward = "z"', 'tulis seperti "case.forward" = "g"'),
        ("case.forward = ", "bukan TOML yang sah"),
    ],
)
def test_a_key_that_cannot_be_is_told_and_not_used(text: str, words: str, tmp_path: Path) -> None:
    used, faults = keymap(tmp_path, text)
    assert used == {}
    assert len(faults) == 1 and words in faults[0]
    assert faults[0].startswith("keys.toml")


def test_two_actions_that_want_one_key(tmp_path: Path) -> None:
    used, faults = keymap(tmp_path, '"case.forward" = "7"\n"case.release" = "7"')
    assert len(used) == len(faults) == 1


def test_an_entry_that_fails_gives_its_key_back(tmp_path: Path) -> None:
    """``t`` is free only while forward has left it."""
    used, faults = keymap(tmp_path, '"case.forward" = "a"\n"case.return" = "t"')
    assert (used, len(faults)) == ({}, 2)


def test_board_keys_shows_the_keys_in_force(board: Commands) -> None:
    keymap(board.home, '"case.forward" = "7"\n"case.release" = "zg"')
    answer = board.run("keys")
    keys = {row["id"]: row["keys"] for row in answer.json["rows"]}
    assert (keys["case.forward"], keys["case.release"]) == ("7", "a")
    assert "case.release" in answer.err
