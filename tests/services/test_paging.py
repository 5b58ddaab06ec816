"""Lists in pages: every row once, whatever is written between two pages."""

from __future__ import annotations

from typing import Any

import pytest

from board.errors import InputInvalid
from board.services.paging import one_more, page, parse_place
from tests.commands import Commands
from tests.walker import APPLICANT

KK, SKP = "waykanan.kk_baru", "waykanan.skpwni"
LISTS = [
    ("print", "list"), ("outbox", "list"), ("outbox", "list", "--all"), ("book", "show", "pendaftaran", "2026"),
    ("case", "list"), ("thread", "list"),
]  # fmt: skip


def fill(board: Commands, times: int = 3) -> None:
    """Cases of two services with papers, messages, notes and two series of numbers."""
    for _ in range(times):
        for sop in (KK, SKP):
            new = {"applicant": APPLICANT, "channel": "loket"}
            number = board.ok("case", "new", "--sop", sop, user="wati", stdin=new)["number"]
            board.ok("thread", "note", number, "--kind", "internal", "--text", "x", user="wati")
            board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")


def test_the_row_too_many_is_not_shown() -> None:
    def told(rows: range, limit: int | None) -> dict[str, Any]:
        return page(rows, limit, lambda row: {"id": row}, str)

    assert told(range(0), 2) == {"rows": [], "next": None}
    assert told(range(2), 2) == {"rows": [{"id": 0}, {"id": 1}], "next": None}
    assert told(range(3), 2) == {"rows": [{"id": 0}, {"id": 1}], "next": "1"}
    assert told(range(3), None)["next"] is None
    assert (one_more(None), one_more(2)) == (None, 3)


@pytest.mark.parametrize("text", ["", "x", "1.2", "9" * 19, "٣", "1_0", " 1", "+1", "1\n", "--1", "1e3"])
def test_what_no_list_told_is_no_place(text: str) -> None:
    with pytest.raises(InputInvalid, match="nilai next"):
        parse_place(text)


def test_a_place_is_what_a_list_told() -> None:
    assert parse_place("-1000000000000000.17", 2) == (-1_000_000_000_000_000, 17)


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
@pytest.mark.parametrize("limit", [1, 2, 6])
def test_pages_cover_every_row_once(words: tuple[str, ...], limit: int, board: Commands) -> None:
    fill(board)
    whole = board.ok(*words, *(("--limit", 1000) if words[1] == "list" else ()))
    assert whole["next"] is None
    assert len(whole["rows"]) >= 6
    found: list[Any] = []
    after: tuple[str, ...] = ()
    while True:
        told = board.ok(*words, "--limit", limit, *after)
        assert 1 <= len(told["rows"]) <= limit
        found += told["rows"]
        if told["next"] is None:
            break
        after = (f"--after={told['next']}",)
    assert found == whole["rows"]


def test_what_is_written_between_two_pages_moves_no_row(board: Commands) -> None:
    fill(board, 2)
    first = board.ok("print", "list", "--limit", 2)
    fill(board, 1)
    rest = board.ok("print", "list", f"--after={first['next']}")
    ids = [row["id"] for row in first["rows"] + rest["rows"]]
    assert ids == sorted(ids, reverse=True)
    assert ids[-1] == 1 and len(set(ids)) == len(ids) == ids[0]


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
@pytest.mark.parametrize("after", ["", "x", "9" * 20, "9" * 20 + ".1", "1.2.3"])
def test_a_wrong_place_is_refused(words: tuple[str, ...], after: str, board: Commands) -> None:
    if words[0] == "book" and after == "1.2.3":
        return  # a series may have a dot in it
    refusal = board.refused(*words, f"--after={after}")
    assert (refusal["error"], list(refusal["fields"])) == ("input", ["after"])


def test_lists_of_work_and_of_numbers_are_whole_by_themselves(board: Commands) -> None:
    fill(board)
    assert len(board.ok("book", "show", "pendaftaran", "2026")["rows"]) == 6
    assert len(board.ok("outbox", "list", "--all")["rows"]) >= 6
    assert board.ok("book", "show", "pendaftaran", "2025") == {"rows": [], "next": None}


def test_a_person_is_told_how_the_list_goes_on(board: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    from board.cli.main import main

    fill(board, 1)
    capsys.readouterr()
    assert main(["--home", str(board.home), "case", "list", "--limit", "1"], clock=board.clock) == 0
    told = capsys.readouterr()
    assert "--after=" in told.err and "--after" not in told.out
