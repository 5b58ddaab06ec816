"""Case numbers as an office likes to write them: found again however they are typed."""

from __future__ import annotations

import pytest

from tests.commands import Commands
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"
MIXED = "{series}/Dukcapil/{year}/{number:04d}"


@pytest.fixture
def mixed(board: Commands) -> Commands:
    """An office whose numbers have small letters."""
    with (board.home / "office.toml").open("a", encoding="utf-8") as file:
        file.write(f'\n[books.pendaftaran]\npattern = "{MIXED}"\n')
    return board


@pytest.mark.parametrize("typed", ["KK/Dukcapil/2026/0001", "kk/dukcapil/2026/0001", " KK/DUKCAPIL/2026/0001 "])
def test_a_number_with_small_letters_is_found(typed: str, mixed: Commands) -> None:
    made = mixed.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    assert made["number"] == "KK/Dukcapil/2026/0001"
    assert mixed.ok("case", "show", typed, user="wati")["number"] == made["number"]
    assert mixed.ok("case", "take", typed, user="wati")["holder"]
    assert [row["number"] for row in mixed.ok("case", "find", typed)["rows"]] == [made["number"]]


def test_a_faulty_pattern_is_told_and_not_used(board: Commands) -> None:
    with (board.home / "office.toml").open("a", encoding="utf-8") as file:
        file.write('\n[books.pendaftaran]\npattern = "{series:.1}-{year}-{number}"\n')
    answer = board.run("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    assert "books.pendaftaran.pattern" in answer.err
    assert answer.json["number"] == "KK-2026-00001"
