"""Numbers of SIAK in the services of several documents: each kind has its own shape, and the case shows its own."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Commands
from tests.walker import Walker

KELILING = "pasbar.keliling"


def at_entry(board: Commands, folder: Path, kind: str) -> str:
    """The number of a motor keliling case of a kind of document, before the operator who records its number."""
    walker = Walker(board, KELILING, folder)
    case = walker.register()
    board.ok("case", "edit", case["number"], "--file", "-", user="motor", stdin={"jenis_dokumen": kind})
    case = walker.walk(walker.show(case["number"]), walker.route("kunjungan", "entri"))
    return str(case["number"])


@pytest.mark.parametrize(
    ("kind", "field", "words"),
    [
        ("kk", "no_kk_terbit", "16 angka"),
        ("pindah_datang", "no_kk_terbit", "16 angka"),
        ("akta_lahir", "no_akta_lahir", "pola"),
        ("akta_mati", "no_akta_mati", "pola"),
    ],
)
def test_a_number_has_the_shape_of_its_document(
    kind: str, field: str, words: str, board: Commands, tmp_path: Path
) -> None:
    number = at_entry(board, tmp_path, kind)
    missing = board.refused("case", "move", number, "teruskan", user="oki")
    assert field in missing["missing"]
    assert len([name for name in missing["missing"] if name.startswith("no_")]) == 1
    wrong = board.refused("case", "edit", number, "--file", "-", user="oki", stdin={field: "abc"})
    assert words in wrong["fields"][field]


def test_the_number_of_a_case_is_that_of_its_own_document(board: Commands, tmp_path: Path) -> None:
    """A number left over from another kind of document is not held as this one's."""
    first, second = (at_entry(board, tmp_path, "akta_lahir") for _ in range(2))
    both = {"no_kk_terbit": "0000010211260001", "no_akta_lahir": "0000-LU-23112026-0001"}
    board.ok("case", "edit", first, "--file", "-", user="oki", stdin=both)
    refused = board.refused("case", "edit", second, "--file", "-", user="oki", stdin=both)
    assert (refused["error"], first in refused["reason"]) == ("number_taken", True)
    board.ok("case", "edit", second, "--file", "-", user="oki", stdin={"no_kk_terbit": both["no_kk_terbit"]})
