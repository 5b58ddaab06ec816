"""Earlier answers: found by their words, cited by number and letter; nothing of who got them or what stays inside."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from board.services.earlier_answers import excerpt
from tests.commands import Commands
from tests.services.test_thread_list import ADUAN, KK, note, register
from tests.services.test_thread_view import secret
from tests.walker import Walker

KONSULTASI = "landak.konsultasi"


def search(board: Commands, *words: str | int, user: str | None = "ade") -> list[dict[str, Any]]:
    """The rows of ``thread search``."""
    rows: list[dict[str, Any]] = board.ok("thread", "search", *words, user=user)["rows"]
    return rows


def test_all_words_in_any_order_and_case(board: Commands) -> None:
    number = register(board, KK)
    for text in ("Ejaan NAMA ibu mengikuti akta.", "Nama ayah mengikuti ijazah.", "Silakan datang."):
        board.clock.forward(minutes=1)
        note(board, number, "jawaban", text, user="wati")
    note(board, number, "internal", "Nama ibu mengikuti siapa?", user="wati")
    note(board, number, "pelapor", "Nama ibu saya?", user="wati")
    (row,) = search(board, "ibu", "nama", user="wati")
    assert row == {
        "number": number, "at": "2026-11-23T09:01:00+07:00", "sop": KK, "service": "KK Baru", "kind": "jawaban",
        "excerpt": "Ejaan NAMA ibu mengikuti akta.", "letter": None,
    }  # fmt: skip
    assert [row["excerpt"][:9] for row in search(board, "mengikuti", user="wati")] == ["Nama ayah", "Ejaan NAM"], (
        "newest first"
    )
    assert search(board, "mengikuti", "--sop", ADUAN) == []
    first = board.ok("thread", "search", "mengikuti", "--limit", 1)
    rest = board.ok("thread", "search", "mengikuti", "--after", first["next"])
    assert [row["excerpt"][:4] for row in (*first["rows"], *rest["rows"])] == ["Nama", "Ejaa"]
    assert rest["next"] is None
    assert board.refused("thread", "search", " ")["error"] == "input"
    assert board.refused("thread", "search", "x", "--sop", "tiada")["error"] == "not_found"


def test_the_answer_of_a_consultation_is_found_with_its_letter(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, KONSULTASI, tmp_path, jawaban="Nama disesuaikan dengan akta kelahiran ibu Siti Aminah.")
    unsent = walker.walk(walker.register(), walker.route("ajukan", "putuskan"))["number"]
    board.ok("case", "edit", unsent, "--file", "-", user="tono", stdin={"data": {"jawaban": "Nama belum pasti."}})
    assert search(board, "nama", user="tono") == [], "an answer that did not go out is none"
    sent = walker.walk(walker.register(), min(walker.branches(), key=len))
    (row,) = search(board, "AKTA", "nama", user="tono")
    assert (row["number"], row["kind"]) == (sent["number"], "jawaban")
    assert row["letter"] == "400.12/0001/DISDUKCAPIL/2026"
    assert row["excerpt"] == "Nama disesuaikan dengan akta kelahiran ibu [siapa]."


def test_answers_to_complaints_are_for_their_roles(board: Commands) -> None:
    number, hidden = register(board), secret(board)
    note(board, number, "solusi", "Petugas loket sudah ditegur.")
    note(board, hidden, "solusi", "Uang Ibu Siti sudah kembali; petugas loket ditegur. NIK 0000014505900001.")
    assert {row["number"] for row in search(board, "petugas", "ditegur", user="timo")} == {number, hidden}
    told = json.dumps(search(board, "ditegur"))
    assert not {word for word in ("Siti", "SITI", "0000014505900001") if word in told}
    for user in ("wati", "harun", "auditor"):
        assert search(board, "ditegur", user=user) == []


def test_what_was_taken_back_or_moved_out_is_not_cited(board: Commands) -> None:
    number, other = register(board, KK), register(board, KK)
    note(board, number, "jawaban", "Silakan datang besok.", user="wati")
    note(board, other, "jawaban", "Silakan datang lusa.", user="wati")
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Dicabut.", user="wati")
    assert [row["number"] for row in search(board, "silakan", user="wati")] == [other]


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Pendek saja.", "saja", "Pendek saja."),
        ("a " * 200 + "KUNCI " + "b " * 200, "kunci", "…" + ("a " * 25 + "KUNCI " + "b " * 72) + "…"),
        ("Baris satu\nbaris  dua", "dua", "Baris satu baris dua"),
    ],
)
def test_the_excerpt_is_cut_around_the_word(text: str, words: str, shown: str) -> None:
    assert excerpt(text, words) == shown
