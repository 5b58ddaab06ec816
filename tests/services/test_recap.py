"""Rekap bulanan: every line balances, months follow on one another, and nobody's name is in it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.printing.pdf_text import read
from tests.walker import APPLICANT, Walker

DECEMBER = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)


@pytest.fixture
def november(board: Commands, clock: Clock, tmp_path: Path) -> Walker:
    """A month of KK baru: one done, one withdrawn, one transferred away, one sent back, one urgent and still there."""
    walker = Walker(board, "waykanan.kk_baru", tmp_path)
    kirim = walker.sop["steps"][0]["id"]
    away = next(move for move in walker.steps[kirim]["moves"] if move["to"] == "pemohon")
    clock.now = datetime(2026, 10, 30, 2, 0, tzinfo=UTC)
    old = walker.register()
    clock.now = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)
    walker.walk(old, walker.branches()[0])
    board.ok("case", "cancel", walker.register()["number"], "--kind", "dicabut", "--note", "batal", user="wati")
    board.ok("case", "transfer", walker.register()["number"], "--sop", "waykanan.ktp_ganti", user="wati")
    sent = walker.move(walker.register(), away)
    board.ok("case", "move", sent["number"], "terima", user="wati")
    board.ok("case", "urgent", sent["number"], "--reason", "sakit", user="wati")
    undone = walker.move(walker.show(sent["number"]), away)
    board.ok("case", "undo", undone["number"], user="wati")
    return walker


def line(told: dict[str, Any], sop: str) -> dict[str, Any]:
    """The row of a service."""
    return next(row for row in told["rows"] if row["sop"] == sop)


def test_what_came_and_went_balances(november: Walker, board: Commands) -> None:
    told = board.ok("report", "recap", "--month", "2026-11")
    assert (told["final"], told["balanced"]) == (False, True)
    row = line(told, "waykanan.kk_baru")
    assert row == {
        "sop": "waykanan.kk_baru", "service": "KK Baru", "opening": 1, "incoming": 3, "reopened": 0, "done": 1,
        "void": 2, "void_by": {"dicabut": 1, "tidak_dilengkapi": 0, "kantor": 0, "salah_layanan": 1},
        "closing": 1, "balanced": True, "returned": 1, "urgent": 1, "urgent_by": {"sakit": 1}, "on_time": 1, "late": 0,
    }  # fmt: skip
    other = line(told, "waykanan.ktp_ganti")
    assert (other["opening"], other["incoming"], other["closing"]) == (0, 1, 1)
    assert told["total"]["closing"] == 2
    assert {sop["id"] for sop in board.ok("sop", "list")["rows"]} == {row["sop"] for row in told["rows"]}


def test_a_mark_that_came_along_counts_once(board: Commands) -> None:
    stdin = {"applicant": APPLICANT}
    number = board.ok("case", "new", "--sop", "waykanan.kk_baru", user="wati", stdin=stdin)["number"]
    board.ok("case", "urgent", number, "--reason", "sakit", user="wati")
    board.ok("case", "transfer", number, "--sop", "waykanan.ktp_ganti", user="wati")
    told = board.ok("report", "recap", "--month", "2026-11")
    assert (told["total"]["urgent"], line(told, "waykanan.kk_baru")["urgent"]) == (1, 1)


def test_a_mark_that_was_taken_back_counts_as_none(board: Commands) -> None:
    stdin = {"applicant": APPLICANT}
    number = board.ok("case", "new", "--sop", "waykanan.kk_baru", user="wati", stdin=stdin)["number"]
    for words, counted in ((["--reason", "sakit"], 1), (["--off"], 0), (["--reason", "sekolah"], 1)):
        board.ok("case", "urgent", number, *words, user="wati")
        assert board.ok("report", "recap", "--month", "2026-11")["total"]["urgent"] == counted


def test_one_month_goes_on_where_the_last_ended(november: Walker, board: Commands, clock: Clock) -> None:
    late = {"received_at": "2026-11-30T15:00:00+07:00", "received_reason": "listrik padam"}
    clock.now = DECEMBER
    before = board.ok("report", "recap", "--month", "2026-11")
    november.register(**late)
    november.walk(november.show("KK-2026-00004"), november.branches()[0])
    ended = board.ok("report", "recap", "--month", "2026-11")
    assert ended["final"]
    assert ended == before, "what is written down later changes no month that has ended"
    december = board.ok("report", "recap", "--month", "2026-12")
    for row in december["rows"]:
        assert row["opening"] == line(ended, row["sop"])["closing"]
    assert line(december, "waykanan.kk_baru")["incoming"] == 1
    october = board.ok("report", "recap", "--month", "2026-10")
    assert line(october, "waykanan.kk_baru")["closing"] == line(ended, "waykanan.kk_baru")["opening"] == 1


def test_late_is_what_was_ready_after_its_promise(board: Commands, clock: Clock, tmp_path: Path) -> None:
    walker = Walker(board, "waykanan.kk_baru", tmp_path)
    *path, last = walker.branches()[0]
    case = walker.walk(walker.register(), path[:2])
    assert case["due_at"]
    clock.forward(days=7)
    walker.walk(case, [*path[2:], last])
    row = line(board.ok("report", "recap", "--month", "2026-11"), "waykanan.kk_baru")
    assert (row["done"], row["on_time"], row["late"]) == (1, 0, 1)


def test_outages_count_with_the_hours_of_the_month(board: Commands, clock: Clock) -> None:
    clock.now = datetime(2026, 11, 30, 15, 0, tzinfo=UTC)
    board.ok("outage", "start", "siak", "--reason", "laporan 0000014505900001")
    clock.now = DECEMBER
    told = board.ok("report", "recap", "--month", "2026-11")["outages"]
    assert [(row["title"], row["hours"], row["open"]) for row in told] == [("SIAK", 2.0, True)]
    assert told[0]["reason"] == "laporan 000001******0001"
    assert board.ok("report", "recap", "--month", "2026-12")["outages"][0]["hours"] == 8.0
    assert board.ok("report", "recap", "--month", "2026-10")["outages"] == []


def test_the_paper_is_provisional_until_the_month_has_ended(
    november: Walker, board: Commands, clock: Clock, tmp_path: Path
) -> None:
    board.ok("outage", "start", "siak", "--reason", "jaringan pusat", "--at", "08.10")
    board.ok("outage", "end", "siak")
    file = tmp_path / "rekap.pdf"
    board.ok("report", "recap", "--month", "2026-11", "--pdf", file, user="rina")
    paper = read(file.read_bytes())
    for words in ("REKAPITULASI LAYANAN BULAN NOVEMBER 2026", "SEMENTARA", "Data per 23 Nov 2026 09.00 WIB",
                  "sisa akhir: seimbang", "Sakit atau rawat inap 1", "jaringan pusat", "Mengetahui,",
                  "Dr. HARUN SETIAWAN", "Kota Contoh, 23 November 2026", "RINA MARLINA"):  # fmt: skip
        assert paper.says(words), paper.text
    assert len(paper.pages) == 1
    assert APPLICANT["name"] not in paper.text
    clock.now = DECEMBER
    board.ok("report", "recap", "--month", "2026-11", "--pdf", file, user="rina")
    assert "SEMENTARA" not in read(file.read_bytes()).text


def test_an_office_names_who_signs_its_reports(board: Commands, home: Path, tmp_path: Path) -> None:
    blocks = "".join(
        f'\n[signatures.{name}]\ntitle = "{title}"\nrole = "{role}"\n'
        for name, title, role in (("rekap_bulanan", "Kabid Dafduk", "kabid"), ("pembuat_rekap_bulanan", "Kasi", "kasi"))
    )
    profile = home / "office.toml"
    profile.write_text(profile.read_text() + blocks)
    board.ok("report", "recap", "--month", "2026-11", "--pdf", tmp_path / "r.pdf", user="wati")
    paper = read((tmp_path / "r.pdf").read_bytes())
    assert paper.says("Kabid Dafduk,")
    assert paper.says("BAKTI NUGRAHA")
    assert paper.says("Kasi,")
    assert not paper.says("Yang membuat")


def test_the_table_for_other_programs(november: Walker, board: Commands, tmp_path: Path) -> None:
    file = tmp_path / "rekap.csv"
    board.ok("report", "recap", "--month", "2026-11", "--csv", file)
    head, *rows = csv.reader(io.StringIO(file.read_text()))
    assert head[:6] == ["Layanan", "Sisa awal", "Masuk", "Selesai", "Batal", "Dicabut pemohon"]
    assert len(rows) == 12
    assert rows[-1][0] == "Jumlah"
    assert rows[-1][head.index("Batal")] == "2"
    assert all(row[head.index("Seimbang")] == "ya" for row in rows)


@pytest.mark.parametrize("month", ["2027-01", "2026-00", "2026-13", "11-2026", "", "2026-11-01", "x" * 5000, "٢٠٢٦-١١"])
def test_a_month_that_is_none(month: str, board: Commands) -> None:
    assert list(board.refused("report", "recap", "--month", month)["fields"]) == ["month"]


def test_a_file_that_cannot_be_written_leaves_nothing(board: Commands, tmp_path: Path) -> None:
    for file in (tmp_path, tmp_path / "tidak" / "ada.pdf"):
        for option in ("--csv", "--pdf"):
            answer = board.run("report", "recap", "--month", "2026-11", option, file)
            assert (answer.code, answer.out) == (2, "")
    assert not (tmp_path / "tidak").exists()


def test_a_line_that_does_not_balance_says_so(november: Walker, board: Commands, tmp_path: Path) -> None:
    """Only an edit past the program can do that: a case that is closed without having ended."""
    import sqlite3

    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute("UPDATE cases SET status = 'berjalan' WHERE status = 'selesai'")
    told = board.ok("report", "recap", "--month", "2026-11")
    assert (told["balanced"], line(told, "waykanan.kk_baru")["balanced"]) == (False, False)
    board.ok("report", "recap", "--month", "2026-11", "--pdf", tmp_path / "rekap.pdf")
    assert read((tmp_path / "rekap.pdf").read_bytes()).says("TIDAK SEIMBANG")
