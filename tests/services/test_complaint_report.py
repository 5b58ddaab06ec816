"""Laporan Hasil Pengaduan: every line balances, times are the office's hours, and nobody and nothing is named in it."""

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

from board.printing.complaint_report import complaint_report_paper
from board.services.complaint_report import LEVELS
from board.services.end_case import KINDS
from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.printing.papers import LONG_PLACE, snapshot
from tests.printing.pdf_text import read
from tests.walker import APPLICANT, Walker

ADUAN, MONTH = "waykanan.pengaduan", "2026-11"
DECEMBER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
SECRET = "KATA RAHASIA DALAM ADUAN"


def report(board: Commands, month: str = MONTH, **more: Any) -> dict[str, Any]:
    """The report of a month."""
    told: dict[str, Any] = board.ok("report", "complaints", "--month", month, **more)
    return told


def line(told: dict[str, Any], category: str | None) -> dict[str, Any]:
    """The row of a category."""
    return next(row for row in told["rows"] if row["category"] == category)


def complaints(board: Commands, folder: Path, category: str = "data") -> Walker:
    """Walks complaints of one category whose words must not be told."""
    return Walker(board, ADUAN, folder, kategori=category, uraian=SECRET, rahasiakan="ya")


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One of October still there; simple, complex and escalated ones answered; one withdrawn; one not yet looked at."""
    tmp_path, clock = tmp_path_factory.mktemp("lived"), Clock()
    board = Commands(copy_office(template, tmp_path / "kantor"), clock)
    walker = complaints(board, tmp_path)
    simple, hard, escalated = sorted(walker.branches(), key=len)
    clock.now = datetime(2026, 10, 30, 2, 0, tzinfo=UTC)
    walker.walk(walker.register(), hard[:2])
    clock.now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    for path in (simple, hard):
        case = walker.walk(walker.register(), path[:-1])
        clock.forward(hours=1)
        walker.walk(case, path[-1:])
    complaints(board, tmp_path, "petugas").walk(walker.register(), escalated)
    withdrawn = walker.walk(walker.register(), simple[:2])
    board.ok("case", "cancel", withdrawn["number"], "--kind", "dicabut", "--note", "batal", user="ade")
    walker.register()
    return board.home


@pytest.fixture
def november(lived: Path, board: Commands, clock: Clock, tmp_path: Path) -> Walker:
    """That office, for a test of its own, as two hours went by."""
    copy_office(lived, board.home, again=True)
    clock.forward(hours=2)
    return complaints(board, tmp_path)


def test_what_came_and_went_balances_in_every_category(november: Walker, board: Commands) -> None:
    told = report(board)
    assert (told["final"], told["balanced"], told["next"]) == (False, True, None)
    row = line(told, "data")
    assert {name: row[name] for name in ("opening", "incoming", "done", "void", "closing")} == {
        "opening": 1, "incoming": 3, "done": 2, "void": 1, "closing": 1,
    }  # fmt: skip
    assert row["void_by"] == {**dict.fromkeys(KINDS, 0), "dicabut": 1}
    assert row["levels"] == {"sederhana": 2, "kompleks": 2, "belum": 0}
    assert (row["answer_average_minutes"], row["answer_longest_minutes"]) == (60, 60)
    assert line(told, "petugas")["levels"] == {"sederhana": 0, "kompleks": 1, "belum": 0}, "escalated is hard"
    assert line(told, None)["levels"] == {"sederhana": 0, "kompleks": 0, "belum": 1}
    assert line(told, None)["title"] == "Belum dikategorikan"
    assert [row["title"] for row in told["rows"]][:2] == ["Data kependudukan keliru", "Layanan lambat"]
    recap = next(row for row in board.ok("report", "recap", "--month", MONTH)["rows"] if row["sop"] == ADUAN)
    for name in ("opening", "incoming", "done", "void", "closing"):
        assert told["total"][name] == sum(row[name] for row in told["rows"]) == recap[name]


def test_an_ended_month_stays_and_the_next_goes_on(november: Walker, board: Commands, clock: Clock) -> None:
    clock.now = DECEMBER
    before = report(board)
    assert before["final"]
    november.walk(november.show("PGD-2026-00001"), november.route("lapor", "sampaikan")[-3:])
    board.ok("thread", "note", "PGD-2026-00001", "--kind", "jawaban", "--text", "Kami proses.", user="ade")
    assert report(board) == before
    december = report(board, "2026-12")
    for row in december["rows"]:
        assert row["opening"] == line(before, row["category"])["closing"]
    assert line(report(board, "2026-10"), "data")["closing"] == line(before, "data")["opening"]


def test_an_end_that_was_taken_back_is_none(board: Commands, tmp_path: Path) -> None:
    walker = complaints(board, tmp_path)
    simple = min(walker.branches(), key=len)
    number = walker.walk(walker.register(), simple)["number"]
    assert report(board)["total"]["done"] == 1
    board.ok("case", "undo", number, user="ade")
    total = report(board)["total"]
    assert (total["incoming"], total["reopened"], total["done"], total["closing"]) == (1, 0, 0, 1)


def test_what_was_taken_up_again_came_in_once_more(board: Commands, clock: Clock, tmp_path: Path) -> None:
    walker = complaints(board, tmp_path)
    *way, last = min(walker.branches(), key=len)
    number = walker.walk(walker.register(), [*way, last])["number"]
    passed_on = walker.walk(walker.register(), way)["number"]
    board.ok("case", "refer", passed_on, "--to", "inspektorat", "--note", "Bukan wewenang kami.", user="ade")
    clock.now = DECEMBER
    before = report(board)
    assert (before["total"]["done"], before["total"]["referred"], before["total"]["closing"]) == (2, 1, 0)
    for closed in (number, passed_on):
        board.ok("case", "reopen", closed, "--reason", "lainnya", "--note", "Belum tuntas.", user="ade")
    clock.forward(hours=2)
    walker.walk(walker.show(number), [*walker.route(walker.show(number)["step"]["id"], "solusi"), last])
    assert report(board)["rows"] == before["rows"], "what was done then stays done"
    december = report(board, "2026-12")
    counts = ("opening", "incoming", "reopened", "done", "void", "closing")
    assert [december["total"][name] for name in counts] == [0, 2, 2, 1, 0, 1]
    assert december["total"]["answer_longest_minutes"] == 120, "from when it was taken up again"
    assert (before["balanced"], december["balanced"]) == (True, True)
    for told in (before, december):
        rows = board.ok("report", "recap", "--month", told["month"])["rows"]
        recap = next(row for row in rows if row["sop"] == ADUAN)
        assert {name: recap[name] for name in counts} == {name: told["total"][name] for name in counts}


def test_limits_count_days_of_the_calendar(board: Commands, clock: Clock, tmp_path: Path) -> None:
    """DOMAIN E.4: 14 days until the pelapor hears something, 60 until a complete complaint is settled."""
    clock.now = datetime(2026, 9, 1, 2, 0, tzinfo=UTC)
    walker = complaints(board, tmp_path)
    silent = walker.walk(walker.register(), min(walker.branches(), key=len)[:2])
    heard = walker.register()["number"]
    for day, first, settled in ((15, 0, 0), (16, 2, 0)):
        clock.now = datetime(2026, 9, day, 2, 0, tzinfo=UTC)
        if day == 15:
            board.ok("thread", "note", heard, "--kind", "internal", "--text", "Cek.", user="ade")
        assert report(board, "2026-09")["total"]["past"] == {"tanggapan_awal": first, "penyelesaian": settled}
    board.ok("thread", "note", silent["number"], "--kind", "jawaban", "--text", "Kami proses.", user="ade")
    for month, day, settled in ((10, 31, 0), (11, 1, 1)):
        clock.now = datetime(2026, month, day, 2, 0, tzinfo=UTC)
        past = report(board, f"2026-{month:02d}")["total"]["past"]
        assert past == {"tanggapan_awal": 2, "penyelesaian": settled}, "late stays late"


def test_an_answer_counts_from_when_it_was_given(board: Commands, clock: Clock, tmp_path: Path) -> None:
    walker = complaints(board, tmp_path)
    path = min(walker.branches(), key=len)
    case = walker.walk(walker.register(), path[:-1])
    clock.forward(hours=5)
    number = walker.walk(case, path[-1:])["number"]
    assert report(board)["total"]["answer_longest_minutes"] == 240, "the hour of rest does not count"
    known = board.ok("case", "show", number)["data"]
    for hour, minutes in (("10:30", 90), ("23:00", 240), ("01:00", 0), ("", 240)):
        data = {**known, "jawaban_tanggal": "2026-11-23", "jawaban_pukul": hour}
        with closing(sqlite3.connect(board.home / "board.db")) as connection, connection:
            connection.execute("UPDATE cases SET data = ? WHERE number = ?", (json.dumps(data), number))
        assert report(board)["total"]["answer_longest_minutes"] == minutes


def test_nobody_and_nothing_is_named(november: Walker, board: Commands, tmp_path: Path) -> None:
    board.ok("thread", "note", "PGD-2026-00001", "--kind", "internal", "--text", SECRET, user="ade")
    board.ok("report", "complaints", "--month", MONTH, "--pdf", tmp_path / "l.pdf", user="rina")
    board.ok("report", "complaints", "--month", MONTH, "--csv", tmp_path / "l.csv", user="rina")
    paper = read((tmp_path / "l.pdf").read_bytes())
    everything = paper.text + (tmp_path / "l.csv").read_text() + json.dumps(report(board))
    for words in ("PGD-", "ADU/", *APPLICANT["name"].split(), APPLICANT["nik"], "KATA", "81200000001"):
        assert words not in everything
    for words in ("LAPORAN HASIL PENGADUAN BULAN NOVEMBER 2026", "SEMENTARA", "Data per 23 Nov 2026 11.00 WIB",
                  "sisa akhir: seimbang", "Mengetahui,", "Dr. HARUN SETIAWAN", "Pejabat Pengelola Pengaduan,",
                  "PUTU ARIMBAWA, S.H.", "Sikap petugas", "Sederhana Kompleks Belum", "1,0"):  # fmt: skip
        assert paper.says(words), paper.text
    assert len(paper.pages) == 1


def test_the_numbers_are_the_offices_whoever_asks(november: Walker, board: Commands) -> None:
    whole = report(board)
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute(
            "INSERT INTO accused (office, case_id, login, title, at, by) VALUES ('contoh', 1, 'rina', 'RINA', 0, 'x')"
        )
    assert report(board, user="rina") == whole


def test_the_table_for_other_programs(november: Walker, board: Commands, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    board.ok("report", "complaints", "--month", MONTH, "--csv", file)
    head, *rows = csv.reader(io.StringIO(file.read_text()))
    assert head[:4] == ["Kategori", "Sisa awal", "Masuk", "Dibuka kembali (dari yang masuk)"]
    assert [row[0] for row in rows][-2:] == ["Belum dikategorikan", "Jumlah"]
    assert rows[-1][head.index("Batal")] == rows[-1][head.index("Dicabut pemohon")] == "1"
    assert all(row[head.index("Seimbang")] == "ya" for row in rows)


def test_a_category_that_is_no_longer_in_the_list_keeps_its_line(november: Walker, board: Commands) -> None:
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute("UPDATE cases SET data = replace(data, '\"petugas\"', '\"=lama\"')")
    told = report(board)
    assert line(told, "=lama")["incoming"] == 1
    assert told["rows"][-1]["category"] is None


def test_columns_that_tell_another_end_than_the_events_are_noticed(
    november: Walker, board: Commands, tmp_path: Path
) -> None:
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute("UPDATE cases SET status = 'berjalan' WHERE status = 'selesai'")
    assert report(board)["balanced"] is False
    board.ok("report", "complaints", "--month", MONTH, "--pdf", tmp_path / "l.pdf")
    assert read((tmp_path / "l.pdf").read_bytes()).says("TIDAK SEIMBANG")


@pytest.mark.parametrize("month", ["2027-01", "2026-00", "11-2026", ""])
def test_a_month_that_is_none(month: str, board: Commands) -> None:
    assert list(board.refused("report", "complaints", "--month", month)["fields"]) == ["month"]


def test_many_categories_run_over_pages_and_end_with_their_signatures() -> None:
    row = {
        "title": LONG_PLACE, "opening": 12345, "incoming": 12345, "reopened": 1, "done": 12345, "referred": 12345,
        "void": 12345, "void_by": dict.fromkeys(KINDS, 12345), "closing": 12345,
        "levels": dict.fromkeys(LEVELS, 12345), "answer_average_minutes": 123456, "answer_longest_minutes": None,
        "past": {"awal": 12345, "akhir": 12345}, "balanced": True,
    }  # fmt: skip
    words = {
        "kinds": KINDS, "levels": LEVELS, "maker": None, "heading": "Laporan",
        "limits": {limit: {"title": "Tanggapan", "span": "14 hari", "since": "diterima"} for limit in row["past"]},
    }  # fmt: skip
    data = snapshot("laporan_aduan", paper="A4-lanskap", training=True, rows=[row] * 40, total=row, final=True,
                    balanced=True, **words)  # fmt: skip
    content = complaint_report_paper(data)
    assert content == complaint_report_paper(data)
    paper = read(content)
    assert len(paper.pages) == 4
    assert "Jumlah" in paper.pages[-1]
    assert "Yang membuat" in paper.pages[-1]
    assert all("Kategori" in page for page in paper.pages[:-1])
    assert all("LATIHAN" in page for page in paper.pages)
