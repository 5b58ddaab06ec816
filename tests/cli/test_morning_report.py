"""``board report morning``, absences and letters of mandates as a person reads them at the command line."""

from __future__ import annotations

from typing import Any

import pytest

from board.cli.main import main
from tests.commands import Commands
from tests.test_cli_contract import fits, maybe, moment, rows
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"


def told(board: Commands, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a person reads."""
    capsys.readouterr()
    assert main(["--home", str(board.home), *words], clock=board.clock) == 0
    return capsys.readouterr().out


def test_the_summary_in_words_names_the_key_of_every_list(board: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]
    board.clock.forward(hours=2)
    text = told(board, capsys, "report", "morning", "--user", "wati")
    assert "Baki Anda\n  Terima berkas: 1 berkas (tertua 2 jam)  [tray:Terima berkas]\n  Kosong: " in text
    assert text.endswith("gangguan.\n")
    assert "Tidak ada: terlambat, hari ini" in text
    lines = told(board, capsys, "report", "morning", "--list", "tray:Terima berkas", "--user", "wati").splitlines()
    assert lines[0].split() == ["Nomor", "Pemohon", "Layanan", "Baki", "Sebab"]
    assert [part for part in lines[1].split("  ") if part] == [
        number, "SITI A.", "KK Baru", "Terima berkas", "2 jam di baki",
    ]  # fmt: skip


def test_the_summary_as_a_program_reads_it(board: Commands) -> None:
    board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    line: dict[str, Any] = {
        "key": maybe(str), "words": str, "right": str, "count": int, "alert": bool, "detail": str,
    }  # fmt: skip
    summary = board.ok("report", "morning", user="wati")
    fits(summary, {"at": moment, "whole": bool, "sections": [{"id": str, "title": str, "lines": [line]}],
                   "quiet": [str]})  # fmt: skip
    listed = board.ok("report", "morning", "--list", "tray:Terima berkas", user="wati")
    fits(listed, rows({"number": str, "service": str, "why": str, "late": bool}))
    assert board.run("report", "morning", "--list", "late", "--after", "x", user="wati").code == 1


def test_people_read_who_is_away_and_which_letters_are_to_come(
    board: Commands, capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--from", "2026-11-23", "--to", "2026-11-25")
    text = told(board, capsys, "user", "absent", "rina", *days, "--reason", "cuti")
    assert (
        text
        == "rina tercatat tidak di tempat 23 Nov 2026 s.d. 25 Nov 2026. Tunjuk wakilnya dengan: board mandate add\n"
    )
    told(board, capsys, "mandate", "add", "candra", "--for", "rina", *days)
    assert "cuti s.d. 25 Nov, Plh. CANDRA WIJAYA" in told(board, capsys, "user", "list")
    assert "nomor surat menyusul" in told(board, capsys, "mandate", "list")
    assert told(board, capsys, "user", "present", "rina").splitlines() == [
        "Catatan tidak di tempat rina (23 Nov 2026 s.d. 25 Nov 2026) diakhiri.",
        "Mandat 1 masih mewakilinya; akhiri dengan: board mandate end 1",
    ]
    assert told(board, capsys, "mandate", "letter", "1", "800/9") == "Mandat 1: nomor surat 800/9 tercatat.\n"
    assert "menyusul" not in told(board, capsys, "mandate", "list")
