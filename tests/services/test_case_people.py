"""Everybody named in a case's data is found by NIK, and an office that was migrated is indexed."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

from board.models.case import CasePerson
from board.services.desk import open_desk
from tests.commands import Commands

BIRTH = "waykanan.akta_lahir"
CHILD = {
    "nama_anak": "PUTRI AYU",
    "nik_anak": "0000014504260001",
    "nama_ibu": "SITI AMINAH",
    "nik_ibu": "0000014202820002",
}
ROW = {"nama": "BUDI SANTOSO", "nik": "0000010101800001", "jk": "1", "shdk": "kepala_keluarga"}


def people(home: Path) -> list[tuple[str, str]]:
    desk = open_desk(home)
    try:
        return sorted(CasePerson.select(CasePerson.nik, CasePerson.name_search).tuples())
    finally:
        desk.close()


def new(board: Commands, sop: str, data: dict[str, Any]) -> str:
    applicant = {"name": "SITI AMINAH", "nik": "0000014202820002", "phone": "081200000001"}
    number: str = board.ok("case", "new", "--sop", sop, user="wati", stdin={"applicant": applicant, "data": data})[
        "number"
    ]
    return number


def test_child_and_parents_are_found_and_corrections_follow(board: Commands, tmp_path: Path) -> None:
    number = new(board, BIRTH, CHILD)
    assert people(board.home) == [("0000014202820002", "siti aminah"), ("0000014504260001", "putri ayu")]
    edited = tmp_path / "f.json"
    edited.write_text('{"data": {"nama_anak": "PUTRI AYU LESTARI"}}')
    board.ok("case", "edit", number, "--file", str(edited), user="wati")
    assert ("0000014504260001", "putri ayu lestari") in people(board.home)
    assert board.ok("verify")["ok"]


def test_members_of_a_family_are_found_and_witnesses_are_not(board: Commands) -> None:
    new(board, "waykanan.kk_baru", {"anggota": [ROW]})
    new(board, BIRTH, {"saksi1_nama": "JOKO PRASETYO", "saksi1_nik": "0000010303750003"})
    assert people(board.home) == [("0000010101800001", "budi santoso")]


def test_who_was_named_in_a_move_that_is_taken_back_is_found_no_more(board: Commands, tmp_path: Path) -> None:
    number = new(board, "waykanan.kk_baru", {"jenis_permohonan": "keluarga_baru", "kawin_tercatat": "ya"})
    for paper in ("f102", "buku_nikah"):
        board.ok("case", "check", number, paper, "--form", "asli", user="wati")
    board.ok("case", "move", number, "teruskan", user="wati")
    brought = tmp_path / "f.json"
    brought.write_text(json.dumps({"konsep_siak": "ya", "anggota": [ROW]}))
    board.ok("case", "move", number, "teruskan", "--data", str(brought), user="oki")
    assert people(board.home) == [("0000010101800001", "budi santoso")]
    board.ok("case", "undo", number, user="oki")
    assert people(board.home) == []
    assert board.ok("verify")["ok"]


def test_a_migrated_office_is_indexed(board: Commands) -> None:
    new(board, BIRTH, CHILD)
    before = people(board.home)
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute("DELETE FROM case_people")
        for table in ("bundles", "bundle_files", "contacts", "case_people", "incidents", "outages"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("DROP TRIGGER notes_keep")
        connection.execute(
            "CREATE TRIGGER notes_no_update BEFORE UPDATE ON notes "
            "BEGIN SELECT RAISE(ABORT, 'notes: UPDATE is not allowed'); END"
        )
        # An index of a later migration stands on one of the columns: it comes back when they are there again.
        index = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'case_sought'").fetchone()[0]
        connection.execute("DROP INDEX case_sought")
        for table, column in _added():
            connection.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
        connection.execute("DROP TRIGGER attachments_no_delete")
        connection.execute("DELETE FROM schema_migration WHERE name = '0002_morning'")
    assert board.ok("migrate") == {"applied": ["0002_morning"]}
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute(index)
    assert people(board.home) == before
    assert board.ok("verify")["ok"]


def _added() -> list[tuple[str, str]]:
    from importlib import import_module

    columns = import_module("board.models.migrations.0002_morning").COLUMNS
    return [(table, name) for table, names in columns.items() for name in names]
