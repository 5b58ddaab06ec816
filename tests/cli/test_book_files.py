"""``book show --csv F`` and ``--pdf F``: the whole year as a file, names in full, and who looked (PRODUCT 4)."""

from __future__ import annotations

import csv
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from board.cli.main import main
from board.printing.register_book import register_book
from board.services.csv_text import csv_text
from tests.commands import Commands
from tests.printing import tools
from tests.printing.papers import snapshot
from tests.printing.pdf_text import read
from tests.walker import APPLICANT

KK, KIA, ADUAN = "waykanan.kk_baru", "waykanan.kia_baru", "waykanan.pengaduan"
BOOK = ("book", "show", "pendaftaran", "2026")


def register(board: Commands, sop: str = KK, user: str = "wati", **changes: Any) -> str:
    """A case; its number."""
    new = {"applicant": {**APPLICANT, **changes}, "channel": "loket"}
    return str(board.ok("case", "new", "--sop", sop, user=user, stdin=new)["number"])


def looks(board: Commands) -> list[tuple[str, str, str]]:
    """Who looked at which book."""
    with sqlite3.connect(board.home / "board.db") as connection:
        lines = connection.execute("SELECT actor, subject, text FROM journal WHERE chain = 'akses' ORDER BY seq")
        return [(actor, subject, json.loads(text)["detail"]["part"]) for actor, subject, text in lines]


def test_a_book_as_csv(board: Commands, tmp_path: Path) -> None:
    register(board)
    gone = register(board, KIA, name="BUDI SANTOSO")
    board.ok("case", "cancel", gone, "--kind", "dicabut", "--note", 'Tidak jadi, "nanti".', user="wati")
    file = tmp_path / "buku.csv"
    told = board.ok(*BOOK, "--csv", str(file), user="rina")
    assert told == {"book": "pendaftaran", "year": 2026, "file": str(file), "rows": 2}
    raw = file.read_bytes()
    assert raw.count(b"\r\n") == 3 and raw.replace(b"\r\n", b"").count(b"\n") == 0
    head, *rows = csv.reader(raw.decode("utf-8").splitlines())
    by_name = {row["Pemohon"]: row for row in (dict(zip(head, row, strict=True)) for row in rows)}
    assert by_name["SITI AMINAH"]["Nomor"] == "KK-2026-00001"
    assert by_name["SITI AMINAH"]["Dicatat"] == "2026-11-23T09:00:00+07:00"
    assert by_name["BUDI SANTOSO"]["Keadaan"] == "batal"
    assert by_name["BUDI SANTOSO"]["Alasan batal"] == 'Dicabut pemohon: Tidak jadi, "nanti".'
    assert looks(board) == [("RINA MARLINA, S.Sos.", "pendaftaran 2026", "buku")]
    assert file.stat().st_mode & 0o077 == 0
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize("cell", ["=1+1", "+62", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("x")'])
def test_no_cell_is_a_formula(cell: str) -> None:
    (row,) = list(csv.reader(csv_text(["a"], [[cell]]).split("\r\n", 1)[1:], strict=False))
    assert row[0].startswith("'")
    assert csv_text(["a", "b"], [[None, 7]]) == "a,b\r\n,7\r\n"


def test_a_book_as_pdf(board: Commands, tmp_path: Path) -> None:
    register(board)
    gone = register(board, KIA, name="BUDI SANTOSO")
    board.ok("case", "cancel", gone, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    file = tmp_path / "buku.pdf"
    board.ok(*BOOK, "--pdf", str(file), user="rina")
    paper = read(file.read_bytes())
    assert paper.sizes[0][0] > paper.sizes[0][1], "landscape"
    for words in ("DINAS KEPENDUDUKAN", "BUKU REGISTER PENDAFTARAN TAHUN 2026", "Seri KK", "SITI AMINAH",
                  "BUDI SANTOSO", "BATAL 23 Nov 2026 09.00, WATI KURNIA. Dicabut pemohon: Tidak jadi.", "hal. 1",
                  "RINA MARLINA"):  # fmt: skip
        assert paper.says(words), words
    assert looks(board) == [("RINA MARLINA, S.Sos.", "pendaftaran 2026", "buku")]
    assert tools.run("qpdf", "--check", str(file)).returncode == 0


def book(rows: int, **changes: Any) -> dict[str, Any]:
    """The snapshot of a book."""
    line = {"at": "23 Nov 2026 09.00", "case": "KK-2026-00001", "name": "SITI AMINAH", "subject": "KK Baru",
            "by": "WATI KURNIA", "void": False, "remark": ""}  # fmt: skip
    told = [{**line, "number": place, "text": f"NO-{place:05d}"} for place in range(1, rows + 1)]
    page = {"paper": "A4-lanskap", "draft": False, "training": False, "copies": 1, "round": 1}
    return {
        **snapshot("tanda_terima_berkas"),
        **page,
        "number": "2026",
        "title": "Buku",
        "series": {"KK": told},
        **changes,
    }


@pytest.mark.parametrize("rows", [1, 32, 49, 50, 51, 99, 250])
def test_every_row_stands_once_and_every_page_has_the_head(rows: int) -> None:
    paper = read(register_book(book(rows)))
    for place, page in enumerate(paper.pages, 1):
        assert "Keterangan" in page and f"hal. {place}" in page
    numbers = [word for word in paper.text.split() if word.startswith("NO-")]
    assert numbers == [f"NO-{place:05d}" for place in range(1, rows + 1)]


def test_a_void_row_is_shaded() -> None:
    data, plain = book(3), book(3)
    data["series"]["KK"][1]["void"] = True
    assert register_book(data) != register_book(plain)


def test_a_row_higher_than_a_page_is_told_to_its_end() -> None:
    data = book(60)
    words = [f"kata{place:04d}" for place in range(800)]
    data["series"]["KK"][30] |= {"void": True, "remark": "BATAL " + " ".join(words)}
    paper = read(register_book(data))
    assert all(paper.says(word) for word in words)
    assert all(paper.says(f"NO-{place:05d}") for place in range(1, 61))


def test_a_book_without_rows_says_so(board: Commands, tmp_path: Path) -> None:
    board.ok("book", "show", "arsip", "2026", "--pdf", str(tmp_path / "a.pdf"))
    assert read((tmp_path / "a.pdf").read_bytes()).says("Belum ada baris pada tahun ini.")
    assert board.ok("book", "show", "arsip", "2026", "--csv", str(tmp_path / "a.csv"))["rows"] == 0


def test_a_training_office_prints_it_as_one(board: Commands) -> None:
    assert read(register_book(book(3, training=True))).says("LATIHAN")


def test_a_secret_pelapor_is_in_no_file(board: Commands, tmp_path: Path) -> None:
    new = {"applicant": APPLICANT, "channel": "loket", "data": {"rahasiakan": "ya"}}
    board.ok("case", "new", "--sop", ADUAN, user="ade", stdin=new)
    for kind in ("--csv", "--pdf"):
        board.ok(*BOOK, kind, str(tmp_path / f"b{kind}"))
    assert "SITI" not in (tmp_path / "b--csv").read_text()
    assert "dirahasiakan" in (tmp_path / "b--csv").read_text()
    paper = read((tmp_path / "b--pdf").read_bytes())
    assert paper.says("dirahasiakan") and not paper.says("SITI")


@pytest.mark.parametrize("kind", ["--csv", "--pdf"])
def test_what_cannot_be_written_is_refused_and_nothing_is_half_written(
    kind: str, board: Commands, tmp_path: Path
) -> None:
    register(board)
    (tmp_path / "lama").write_text("lama")
    os.mkfifo(tmp_path / "pipa")
    for name, words in (("tidak/ada.csv", "tidak ada"), (".", "bukan berkas biasa"), ("pipa", "bukan berkas biasa")):
        answer = board.run(*BOOK, kind, str(tmp_path / name))
        assert (answer.code, answer.refusal["error"]) == (2, "usage")
        assert words in answer.refusal["reason"]
    assert board.run("book", "show", "tidak_ada", "2026", kind, str(tmp_path / "lama")).code == 1
    assert board.run(*BOOK, kind, str(tmp_path / "lama"), "--limit", 1).code == 2
    assert board.run(*BOOK, "--csv", "a", "--pdf", "b").code == 2
    assert (tmp_path / "lama").read_text() == "lama"
    assert sorted(path.name for path in tmp_path.iterdir() if path.is_file()) == ["lama"]
    assert looks(board) == []


def test_a_person_is_told_where_it_is(board: Commands, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    register(board)
    capsys.readouterr()
    assert main(["--home", str(board.home), *BOOK, "--csv", str(tmp_path / "b.csv")], clock=board.clock) == 0
    assert capsys.readouterr().out == f"1 baris ditulis ke {tmp_path / 'b.csv'}.\n"


def test_a_file_of_another_kind_is_not_written_over(board: Commands, tmp_path: Path) -> None:
    mine = tmp_path / "catatan.txt"
    mine.write_text("jangan hilang")
    for words in (("book", "show", "pendaftaran", "2026", "--csv"), ("report", "recap", "--month", "2026-11", "--pdf")):
        answer = board.run(*words, str(mine))
        assert answer.code == 2
        assert "sudah ada dan bukan berkas PDF atau CSV" in answer.refusal["reason"]
    assert mine.read_text() == "jangan hilang"
