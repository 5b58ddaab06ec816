"""Rekap Catatan Konsultasi: one line a consultation, nobody named in full, each answer in one month."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from board.printing.consultation_report import consultation_report_paper
from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.printing.papers import SENTENCE, snapshot
from tests.printing.pdf_text import read
from tests.walker import APPLICANT, Walker

SOP, MONTH = "landak.konsultasi", "2026-11"
DECEMBER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
MATTER = f"=Ejaan nama {APPLICANT['name']} ({APPLICANT['nik']}) pada KK."


def report(board: Commands, month: str = MONTH, user: str = "tono") -> dict[str, Any]:
    """The recap of a month."""
    told: dict[str, Any] = board.ok("report", "consultations", "--month", month, user=user)
    return told


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of October still unanswered; of November one collected after a meeting, one answered, withdrawn, new."""
    tmp_path, clock = tmp_path_factory.mktemp("lived"), Clock()
    board = Commands(copy_office(template, tmp_path / "kantor"), clock)
    walker = Walker(board, SOP, tmp_path, pokok=MATTER)
    plain, met = sorted(walker.branches(), key=len)
    clock.now = datetime(2026, 10, 30, 2, 0, tzinfo=UTC)
    walker.walk(walker.register(), plain[:2])
    clock.now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    walker.walk(walker.register(), met)
    walker.walk(walker.register(), plain[:-1])
    withdrawn = walker.walk(walker.register(), plain[:2])
    board.ok("case", "cancel", withdrawn["number"], "--kind", "dicabut", "--note", "batal", user="tono")
    walker.walk(walker.register(), plain[:2])
    walker.register()
    return board.home


@pytest.fixture
def november(lived: Path, board: Commands, clock: Clock, tmp_path: Path) -> Walker:
    """That office, for a test of its own."""
    copy_office(lived, board.home, again=True)
    return Walker(board, SOP, tmp_path, pokok=MATTER)


def test_each_consultation_of_the_month_has_its_line(november: Walker, board: Commands) -> None:
    told = report(board)
    assert (told["final"], told["balanced"], told["next"]) == (False, True, None)
    met, plain, void, new = told["rows"]
    assert met == {
        "case": "KSL-2026-00002", "register": "KONS/2026/0002", "recap": "RKP/2026/0001",
        "registered_on": "2026-11-23", "applicant": "SITI A.",
        "topic": "=Ejaan nama SITI A. (000001******0001) pada KK.",
        "meeting": True, "answer": "Nama dapat disesuaikan dengan akta kelahiran melalui permohonan perubahan KK.",
        "letter": "400.12/0001/DISDUKCAPIL/2026", "answered_on": "2026-11-23", "collected_on": "2026-11-23",
        "state": "dijawab",
    }  # fmt: skip
    assert (plain["meeting"], plain["letter"], plain["collected_on"]) == (False, "400.12/0003/DISDUKCAPIL/2026", None)
    assert [row["state"] for row in (void, new)] == ["batal", "belum dijawab"]
    assert (new["answer"], new["letter"], new["answered_on"]) == ("", None, None)
    assert told["total"] == {
        "opening": 1, "registered": 4, "answered": 2, "void": 1, "waiting": 2, "meetings": 1, "collected": 1,
    }  # fmt: skip


def test_an_answer_stands_in_the_month_it_was_given(november: Walker, board: Commands, clock: Clock) -> None:
    before = report(board)
    clock.now = DECEMBER
    november.walk(november.show("KSL-2026-00001"), november.route("verifikasi", "terima"))
    board.ok("case", "move", "KSL-2026-00003", "selesai", user="tono")
    ended = report(board)
    assert ended["final"]
    assert (ended["rows"], ended["total"]) == (before["rows"], before["total"])
    december = report(board, "2026-12")
    assert [row["register"] for row in december["rows"]] == ["KONS/2026/0001"]
    assert (december["total"]["opening"], december["total"]["waiting"]) == (ended["total"]["waiting"], 1)
    told = report(board, "2026-10")
    assert [(row["register"], row["state"]) for row in told["rows"]] == [("KONS/2026/0001", "belum dijawab")]


def test_it_is_for_the_team_and_those_who_answer_for_it(november: Walker, board: Commands) -> None:
    for user in ("tono", "harun", "bakti", "auditor", "admin"):
        assert len(report(board, user=user)["rows"]) == 4
    for user in ("wati", "ade", "rina"):
        told = board.refused("report", "consultations", "--month", MONTH, user=user)
        assert told["error"] == "not_authorised"
        assert "Tim Penanganan Konsultasi" in told["reason"]


def test_who_looked_is_written(november: Walker, board: Commands) -> None:
    board.refused("report", "consultations", "--month", MONTH, user="wati")
    report(board)
    with closing(sqlite3.connect(board.home / "board.db")) as connection:
        rows = connection.execute("SELECT subject, text FROM journal WHERE subject LIKE 'rekap%'").fetchall()
    assert [(subject, json.loads(text)["detail"]) for subject, text in rows] == [
        ("rekap_konsultasi 2026-11", {"login": "tono", "part": "rekap"})
    ]


def test_lines_that_are_not_theirs_to_see_are_left_out_but_counted(november: Walker, board: Commands) -> None:
    whole = report(board)
    with closing(sqlite3.connect(board.home / "board.db")) as connection, connection:
        connection.execute(
            "INSERT INTO accused (office, case_id, login, title, at, by) VALUES ('contoh', 3, 'tono', 'TONO', 0, 'x')"
        )
        connection.execute("UPDATE cases SET secret = 1 WHERE id = 2")
    told = report(board)
    assert [row["case"] for row in told["rows"]] == ["KSL-2026-00002", "KSL-2026-00004", "KSL-2026-00005"]
    assert told["total"] == whole["total"]
    hidden = told["rows"][0]
    assert {hidden[name] for name in ("applicant", "topic", "answer")} == {"dirahasiakan"}


def test_the_paper_and_the_table_name_nobody_in_full(november: Walker, board: Commands, tmp_path: Path) -> None:
    board.ok("thread", "note", "KSL-2026-00002", "--kind", "internal", "--text", "RAHASIA DAPUR", user="tono")
    for kind in ("pdf", "csv"):
        board.ok("report", "consultations", "--month", MONTH, f"--{kind}", tmp_path / f"k.{kind}", user="harun")
    paper, table = read((tmp_path / "k.pdf").read_bytes()), (tmp_path / "k.csv").read_text()
    for words in ("AMINAH", APPLICANT["nik"], "DAPUR", "81200000001"):
        assert words not in paper.text + table
    for words in ("REKAP CATATAN KONSULTASI BULAN NOVEMBER 2026", "SEMENTARA", "KONS/2026/0002 RKP/2026/0001",
                  "23 Nov 2026 SITI A.", "BATAL", "BELUM DIJAWAB", "400.12/0001/DISDUKCAPIL/2026",
                  "Sisa awal 1 + didaftarkan 4 = dijawab 2 + batal 1 + belum dijawab 2: seimbang.", "Mengetahui,",
                  "Dr. HARUN SETIAWAN", "Ketua Tim Penanganan Konsultasi,", "TONO SUBEKTI"):  # fmt: skip
        assert paper.says(words), paper.text
    assert len(paper.pages) == 1
    head, *rows = csv.reader(io.StringIO(table))
    assert head[:5] == ["No. register", "No. rekap", "Didaftarkan", "Pemohon", "Pokok persoalan"]
    assert [row[head.index("Rapat")] for row in rows] == ["ya", "tidak", "tidak", "tidak"]
    assert rows[0][4].startswith("'=Ejaan"), "no cell is a formula"


def test_a_month_without_consultations_says_so(board: Commands, tmp_path: Path) -> None:
    board.ok("report", "consultations", "--month", MONTH, "--pdf", tmp_path / "k.pdf")
    assert read((tmp_path / "k.pdf").read_bytes()).says("Tidak ada konsultasi pada bulan ini. Sisa awal 0")


def test_a_full_month_runs_over_pages_and_ends_with_its_signatures() -> None:
    row = {
        "register": "KONS/2026/0001", "recap": "RKP/2026/0001", "registered_on": "2026-11-23", "applicant": "SITI A.",
        "topic": SENTENCE * 2, "meeting": True, "answer": SENTENCE * 2, "letter": "LAT-400.12/0001/DISDUKCAPIL/2026",
        "answered_on": "2026-11-23", "collected_on": None, "state": "dijawab",
    }  # fmt: skip
    total = dict.fromkeys(("opening", "registered", "answered", "void", "waiting", "meetings", "collected"), 60)
    data = snapshot("surat_jawaban", paper="A4-lanskap", training=True, heading="Rekap", rows=[row] * 60, total=total,
                    final=True, balanced=False, maker=None)  # fmt: skip
    content = consultation_report_paper(data)
    assert content == consultation_report_paper(data)
    paper = read(content)
    assert all("Pokok persoalan" in page and "LATIHAN" in page for page in paper.pages[:-1])
    assert "KONS/2026/0001" in paper.pages[-1]
    assert "Yang membuat" in paper.pages[-1]
    assert paper.says("TIDAK SEIMBANG")
