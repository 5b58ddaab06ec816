"""Papers on a case's way through an SOP: made once, made again, holding a case up, standing back for SIAK's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from board.printing import documents
from tests.commands import Commands
from tests.printing.pdf_text import read
from tests.walker import Walker

LANDAK = "landak.kk_umum"


def at_check(board: Commands, folder: Path, **data: str) -> tuple[Walker, dict[str, Any]]:
    """A KK Umum in Landak at the counter, its berkas being checked."""
    walker = Walker(board, LANDAK, folder)
    case = walker.walk(walker.register(), walker.route("ajukan", "periksa"))
    if data:
        case = board.ok("case", "edit", case["number"], "--file", "-", user="loket", stdin=data)
    return walker, case


def test_a_paper_printed_in_advance_is_not_printed_again_by_the_move(board: Commands, tmp_path: Path) -> None:
    walker, case = at_check(board, tmp_path)
    walker.prepare(case, walker.forward("periksa")[0])
    board.ok("case", "print", case["number"], "konsep_kk", user="loket")
    again = board.refused("case", "print", case["number"], "konsep_kk", user="loket")
    assert again["error"] == "nothing_to_print"
    case = walker.walk(case, walker.route("periksa", "koreksi_kasi"))
    papers = [(job["document"], job["round"], job["copy"]) for job in case["prints"]]
    assert papers.count(("konsep_kk", 1, 1)) == 1
    assert ("tanda_bukti_pengambilan", 1, 1) in papers


def test_a_konsep_printed_before_a_correction_is_made_again(board: Commands, tmp_path: Path) -> None:
    walker, case = at_check(board, tmp_path)
    walker.prepare(case, walker.forward("periksa")[0])
    number = case["number"]
    board.ok("case", "print", number, "konsep_kk", user="loket")
    board.ok("case", "edit", number, "--file", "-", user="loket", stdin={"data": {"alamat": "JL. BETUL 9"}})
    board.ok("case", "print", number, "konsep_kk", user="loket")
    case = walker.walk(walker.show(number), walker.route("periksa", "koreksi_kasi"))
    konsep = [job for job in case["prints"] if job["document"] == "konsep_kk"]
    assert [job["copy"] for job in konsep] == [1, 1], "two originals, and the move prints no third"
    told = [read((board.home / "spool" / job["path"]).read_bytes()).pages for job in konsep]
    assert ["JL. BETUL 9" in str(text) for text in told] == [False, True]


def test_after_a_return_the_konsep_is_made_again_but_not_the_receipt(board: Commands, tmp_path: Path) -> None:
    walker, case = at_check(board, tmp_path)
    case = walker.walk(case, walker.route("periksa", "koreksi_kasi"))
    back = next(move for move in walker.steps["koreksi_kasi"]["moves"] if move["intent"] == "kembalikan")
    case = walker.walk(walker.move(case, back), walker.route("periksa", "koreksi_kasi"))
    made = [(job["document"], job["round"]) for job in case["prints"]]
    assert [entry for entry in made if entry[0] == "konsep_kk"] == [("konsep_kk", 1), ("konsep_kk", 2)]
    assert [document for document, _ in made].count("tanda_bukti_pengambilan") == 1


def konsep_fails(board: Commands, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Walker, dict[str, Any], int]:
    """A case before the kasi whose konsep could not be printed."""
    walker, case = at_check(board, folder)
    with monkeypatch.context() as patch:
        patch.setitem(documents.BUILDERS, "konsep_kk", _broken_builder)
        case = walker.walk(case, walker.route("periksa", "koreksi_kasi"))
    (job,) = [job for job in case["prints"] if job["document"] == "konsep_kk"]
    assert (case["step"]["id"], job["state"]) == ("koreksi_kasi", "failed"), "the move stands, the paper does not"
    refusal = board.refused("case", "move", case["number"], "setujui", user="rina")
    assert refusal["error"] == "paper"
    assert refusal["missing"] == ["konsep_kk"]
    assert "konsep kk" in refusal["reason"]
    return walker, case, job["id"]


def _broken_builder(data: dict[str, Any]) -> bytes:
    raise RuntimeError("printer on fire")


def test_a_konsep_that_did_not_come_out_holds_up_the_kasi(
    board: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    walker, case, job = konsep_fails(board, tmp_path, monkeypatch)
    back = next(move for move in walker.steps["koreksi_kasi"]["moves"] if move["intent"] == "kembalikan")
    verdicts = {move["intent"]: move["allowed"] for move in walker.show(case["number"], "rina")["moves"]}
    assert verdicts == {"setujui": False, "kembalikan": True}
    assert back["to"] == "periksa"
    board.ok("print", "confirm", job, user="loket")
    assert board.ok("case", "move", case["number"], "setujui", user="rina")["step"]["id"] == "koreksi_kabid"


def test_a_reprint_that_came_out_lets_the_kasi_go_on(
    board: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, case, job = konsep_fails(board, tmp_path, monkeypatch)
    again = board.ok("print", "reprint", job, "--reason", "Yang pertama gagal", user="loket")
    assert again["state"] == "rendered"
    assert board.run("case", "move", case["number"], "setujui", user="rina").code == 0


def test_a_konsep_printed_by_siak_is_not_printed_again_and_holds_nothing_up(board: Commands, tmp_path: Path) -> None:
    walker, case = at_check(board, tmp_path, konsep_siak="ya")
    case = walker.walk(case, walker.route("periksa", "koreksi_kasi"))
    assert [job["document"] for job in case["prints"]].count("konsep_kk") == 0
    assert "tanda_bukti_pengambilan" in [job["document"] for job in case["prints"]]
    assert board.ok("case", "move", case["number"], "setujui", user="rina")["step"]["id"] == "koreksi_kabid"


def test_the_letters_of_a_training_office_bear_training_numbers(board: Commands, tmp_path: Path) -> None:
    profile = board.home / "office.toml"
    profile.write_text(profile.read_text().replace("short = ", "training = true\nshort = ", 1))
    walker = Walker(board, "landak.konsultasi", tmp_path)
    case = walker.walk(walker.register(), min(walker.branches(), key=len))
    (job,) = [job for job in case["prints"] if job["document"] == "surat_jawaban"]
    paper = read((board.home / "spool" / job["path"]).read_bytes())
    assert "LATIHAN" in paper.text
    assert paper.says("Nomor : LAT-")
