"""Coded reasons: "lainnya" says nothing by itself (PRODUCT 5.10)."""

from __future__ import annotations

import pytest

from tests.commands import Commands
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"
WAYS = [("move", "kembalikan"), ("urgent",)]


@pytest.fixture
def number(board: Commands) -> str:
    """A new case."""
    return str(board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"])


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("reason", [("--reason", "lainnya"), ("--reason", "Lainnya", "--note", " \t")])
def test_another_reason_without_words_is_refused(
    way: tuple[str, ...], reason: tuple[str, ...], number: str, board: Commands
) -> None:
    verb, *intent = way
    refusal = board.refused("case", verb, number, *intent, *reason, user="wati")
    assert refusal["error"] == "input"
    assert refusal["fields"] == {"note": 'Alasan "Lainnya" perlu catatan; tulis alasannya pada catatan.'}
    assert board.ok("case", "show", number)["version"] == 1


def test_a_mark_without_any_reason_is_refused(number: str, board: Commands) -> None:
    assert board.refused("case", "urgent", number, user="wati")["error"] == "input"


@pytest.mark.parametrize("way", WAYS, ids=" ".join)
@pytest.mark.parametrize("reason", [("--reason", "lainnya", "--note", "Ibu sakit"), ("--reason", "Ibu sakit")])
def test_another_reason_in_words_is_kept(
    way: tuple[str, ...], reason: tuple[str, ...], number: str, board: Commands
) -> None:
    verb, *intent = way
    event = board.ok("case", verb, number, *intent, *reason, user="wati")["events"][-1]
    assert (event["reason"], event["note"]) == ("lainnya", "Ibu sakit")


def test_every_other_reason_speaks_for_itself(number: str, board: Commands) -> None:
    assert board.ok("case", "urgent", number, "--reason", "sakit", user="wati")["urgent"]
