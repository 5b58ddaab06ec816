"""What was typed, in words: dates as people write them, choices by their titles, tables field by field."""

from __future__ import annotations

import pytest

from board.screens.typed_words import typed_words
from board.workflow.sop import Field, Option

SEX = Field("jk", "Jenis kelamin", "enum", options=(Option("L", "Laki-laki"), Option("P", "Perempuan")))
BORN = Field("lahir", "Tanggal lahir", "date")
FAMILY = Field("anggota", "Anggota", "rows", columns=(Field("nama", "Nama", "name"), SEX, BORN))


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        (SEX, "L", [("Jenis kelamin", "Laki-laki")]),
        (SEX, "L P", [("Jenis kelamin", "Laki-laki, Perempuan")]),
        (SEX, "", [("Jenis kelamin", "-")]),
        (BORN, "1990-05-05", [("Tanggal lahir", "05-05-1990")]),
        (BORN, "5-5-19", [("Tanggal lahir", "5-5-19")]),
        (Field("note", "Catatan", "long"), "satu\ndua", [("Catatan", "satu\ndua")]),
        (
            FAMILY,
            [{"nama": "BUDI", "jk": "L"}, {"nama": "ANI", "gone": "x"}],
            [("Anggota 1, Nama", "BUDI"), ("Anggota 1, Jenis kelamin", "Laki-laki"), ("Anggota 2, Nama", "ANI")],
        ),
    ],
)
def test_what_was_typed_is_legible(field: Field, value: object, words: list[tuple[str, str]]) -> None:
    assert typed_words(field, value) == words
