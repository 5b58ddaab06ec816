"""Lembar penerimaan manual: every service on one page, nothing filled in, nothing left behind."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Commands
from tests.printing.pdf_text import read

SOPS = (
    "landak.konsultasi", "landak.kk_umum", "pasbar.keliling", "waykanan.kk_baru", "waykanan.skpwni",
    "waykanan.ktp_ganti", "waykanan.kia_baru", "waykanan.akta_lahir", "waykanan.akta_mati", "waykanan.pengaduan",
    "balangan.dikjamila",
)  # fmt: skip
WORDS = (
    "LEMBAR PENERIMAAN MANUAL", "NIK", "No. KK", "Nomor diisi setelah listrik", "dicatat oleh", "Petugas penerima",
    "potong di sini", "TIDAK DIPUNGUT BIAYA", "Disdukcapil Contoh",
)  # fmt: skip


@pytest.mark.parametrize("sop", SOPS)
def test_both_parts_of_every_service_stand_on_one_page(sop: str, board: Commands, tmp_path: Path) -> None:
    file = tmp_path / "lembar.pdf"
    told = board.ok("sop", "intake", sop, "--pdf", file)
    assert told == {"sop": sop, "copies": 1, "file": str(file), "job": None}
    paper = read(file.read_bytes())
    assert len(paper.pages) == 1
    shown = board.ok("sop", "show", sop)
    for words in (*WORDS, shown["title"]):
        assert paper.says(words), paper.text
    wanted = [item for item in shown["requirements"] if item["by"] == "pemohon"]
    for item in wanted:
        assert paper.says(item["title"]), item["title"]


def test_many_sheets_are_one_file_in_the_spool(board: Commands, home: Path) -> None:
    told = board.ok("sop", "intake", "waykanan.kk_baru", "--copies", 3)
    file = Path(told["file"])
    assert file.parent == home / "spool" / "lembar_penerimaan"
    assert len(read(file.read_bytes()).pages) == 3
    assert board.ok("print", "list")["rows"] == [], "no job, no case, no number"
    assert board.ok("case", "list")["rows"] == []


def test_sheets_nobody_could_want(board: Commands, tmp_path: Path) -> None:
    answer = board.run("sop", "intake", "waykanan.kk_baru", "--pdf", tmp_path)
    assert answer.code == 2 and "bukan berkas biasa; sebut nama berkas" in answer.refusal["reason"]
    assert board.refused("sop", "intake", "waykanan.paspor")["error"] == "not_found"
    assert board.refused("sop", "intake", "waykanan.kk_baru", "--copies", 201)["error"] == "input"
    for copies in ("0", "-1", "satu", "9" * 30):
        assert board.run("sop", "intake", "waykanan.kk_baru", "--copies", copies).code == 2
    assert board.run("sop", "intake", "waykanan.kk_baru", "--pdf", tmp_path / "x" / "y.pdf").code == 2


def test_without_a_printer_that_answers_the_sheets_are_still_there(
    board: Commands, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = home / "office.toml"
    profile.write_text(profile.read_text() + '\n[printing]\nqueue = "kantor"\n')
    monkeypatch.setenv("PATH", str(home / "kosong"))
    told = board.refused("sop", "intake", "waykanan.kk_baru")
    assert "Lembarnya sudah dibuat" in told["reason"]
    assert len(list((home / "spool" / "lembar_penerimaan").glob("*.pdf"))) == 1
