"""Names on the command line that the office does not have: refused, never answered with an empty list."""

from __future__ import annotations

import pytest

from tests.commands import Commands

KK = "waykanan.kk_baru"


@pytest.mark.parametrize(
    ("words", "known"),
    [
        (("case", "list", "--sop", "salah"), KK),
        (("case", "list", "--sop", ""), KK),
        (("case", "list", "--step", "zzz"), "koreksi_kasi"),
        (("case", "list", "--sop", KK, "--step", "kunjungan"), "serah_terima"),
        (("case", "list", "--role", "xyz"), "pelayanan"),
        (("thread", "list", "--sop", "salah"), KK),
    ],
)
def test_a_name_that_narrows_a_list_must_exist(words: tuple[str, ...], known: str, board: Commands) -> None:
    refusal = board.refused(*words)
    assert refusal["error"] == "not_found"
    assert known in refusal["reason"], "the sentence says which there are"


@pytest.mark.parametrize(
    "words", [("--sop", KK), ("--step", "kunjungan"), ("--sop", KK, "--step", "entri"), ("--role", "kasi")]
)
def test_a_name_that_exists_may_have_no_cases(words: tuple[str, ...], board: Commands) -> None:
    assert board.ok("case", "list", *words)["rows"] == []


READS = [
    ("case", "list"), ("case", "find", "x"), ("thread", "list"), ("book", "list"),
    ("book", "show", "pendaftaran", "2026"), ("print", "list"), ("outbox", "list"), ("sop", "list"),
    ("sop", "show", KK), ("sop", "check"), ("user", "list"), ("mandate", "list"), ("verify",), ("doctor",),
]  # fmt: skip


@pytest.mark.parametrize("words", READS, ids=" ".join)
def test_whoever_reads_must_be_an_officer_of_the_office(words: tuple[str, ...], board: Commands) -> None:
    assert board.refused(*words, user="nobody")["error"] == "not_found"
    board.ok("user", "disable", "wati", user="admin")
    refusal = board.refused(*words, user="wati")
    assert (refusal["error"], "dinonaktifkan" in refusal["reason"]) == ("not_authorised", True)
    assert board.run(*words, user="auditor").err == ""
