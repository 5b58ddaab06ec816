"""Every SOP walked to its end by the command line: on every branch, through every return, past every wrong role."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Commands
from tests.walker import Walker

SOPS = (
    "landak.konsultasi", "landak.kk_umum", "pasbar.keliling", "waykanan.kk_baru", "waykanan.skpwni",
    "waykanan.ktp_ganti", "waykanan.kia_baru", "waykanan.akta_lahir", "waykanan.akta_mati", "waykanan.pengaduan",
    "balangan.dikjamila",
)  # fmt: skip
BRANCH_MINUTES = {
    "landak.konsultasi": [10, 15],
    "waykanan.pengaduan": [20, 50, 60],
    "waykanan.kk_baru": [45],
    "waykanan.skpwni": [45],
    "waykanan.ktp_ganti": [25],
    "waykanan.kia_baru": [29],
    "waykanan.akta_lahir": [80],
    "waykanan.akta_mati": [80],
    "landak.kk_umum": [10],
    "balangan.dikjamila": [70],
    "pasbar.keliling": [0],
}


DELIVERIES = {
    "waykanan.kk_baru": ("ambil", "pdf_wa"),
    "waykanan.skpwni": ("ambil", "pdf_wa"),
    "waykanan.ktp_ganti": ("pos", "ambil"),
    "waykanan.kia_baru": ("pos", "ambil"),
    "balangan.dikjamila": ("ambil", "pdf_wa"),
}
"""Ways a document goes out, where a service has several."""


def applying(walker: Walker, step: dict[str, Any], names: Iterable[str], case: dict[str, Any]) -> set[str]:
    """Those papers or books of a step whose condition holds for the case as it is after the move."""
    return {name for name in names if walker.holds(step["when"].get(name), case)}


def test_the_deliveries_walked_are_those_of_the_services(board: Commands) -> None:
    offered = {sop_id: tuple(board.ok("sop", "show", sop_id)["delivery"]) for sop_id in SOPS}
    assert {sop_id: ways for sop_id, ways in offered.items() if len(ways) > 1} == DELIVERIES


@pytest.mark.parametrize("sop_id", SOPS)
def test_every_branch_reaches_its_end(sop_id: str, board: Commands, tmp_path: Path) -> None:
    walk_every_branch(Walker(board, sop_id, tmp_path))


@pytest.mark.parametrize("sop_id", SOPS)
def test_every_branch_reaches_its_end_with_what_is_needed_alone(sop_id: str, board: Commands, tmp_path: Path) -> None:
    walk_every_branch(Walker(board, sop_id, tmp_path, needed_only=True))


@pytest.mark.parametrize(("sop_id", "way"), [(sop_id, way) for sop_id, ways in DELIVERIES.items() for way in ways])
def test_every_way_of_delivery_reaches_its_end(sop_id: str, way: str, board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, sop_id, tmp_path, cara_serah=way, bukti_pengambilan="ada")
    (case,) = walk_every_branch(walker)
    handed = {job["document"] for job in case["prints"]} & {"bukti_penyerahan", "label_pos"}
    assert handed == {"ambil": {"bukti_penyerahan"}, "pos": {"label_pos"}, "pdf_wa": set()}[way]
    books = {row["book"] for row in case["books"]}
    if "pos" in DELIVERIES[sop_id]:
        assert books & {"ekspedisi", "penyerahan"} == {"ekspedisi" if way == "pos" else "penyerahan"}


def walk_every_branch(walker: Walker) -> list[dict[str, Any]]:
    """Walk each way to an end, looking at every step; the cases as they ended."""
    board, sop_id = walker.board, walker.sop["id"]
    minutes, ended = [], []
    for branch in walker.branches():
        case = walker.register()
        assert case["status"] == "berjalan"
        assert case["due_at"] is None
        assert [row["text"] for row in case["books"]] == [case["number"]]
        complete = False
        for move in branch:
            step = walker.steps[move["from"]]
            assert case["step"]["id"] == step["id"]
            before = {job["id"] for job in case["prints"]}
            case = walker.move(case, move)
            told = case["events"][-1]
            assert (told["intent"], told["from"], told["to"]) == (move["intent"], step["id"], move["to"])
            assert told["role"] in move["by"]
            complete = complete or move["complete"]
            assert (case["due_at"] is not None) == (complete and walker.sop["promise"] is not None)
            made = {job["document"] for job in case["prints"] if job["id"] not in before}
            assert made == applying(walker, step, move["prints"], case)
            assert {job["state"] for job in case["prints"]} <= {"rendered"}
            written = {row["book"] for row in case["books"] if row["step"] == step["id"]} - {"pendaftaran"}
            if move["intent"] != "eskalasi":
                assert written == applying(walker, step, step["books"], case) - {"pendaftaran"}
        assert case["status"] == "selesai"
        assert case["ready_at"] is not None
        assert case["moves"] == []
        minutes.append(sum(walker.steps[move["from"]]["minutes"] or 0 for move in branch))
        ended.append(case)
    assert sorted(minutes) == BRANCH_MINUTES[sop_id]
    report = board.ok("verify")
    assert report["ok"], report["faults"]
    assert all(row["gaps"] == 0 for row in board.ok("book", "list")["rows"])
    return ended


@pytest.fixture
def paper_of_any_kind(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers come out without being drawn: what is on them is looked at where the branches are walked."""
    monkeypatch.setattr("board.printing.documents.render", lambda data: b"%PDF-1.4\n%%EOF\n")


@pytest.mark.usefixtures("paper_of_any_kind")
@pytest.mark.parametrize("sop_id", SOPS)
def test_every_return_goes_back_and_comes_forward_again(sop_id: str, board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, sop_id, tmp_path)
    returns = [(step, move) for step in walker.sop["steps"] for move in step["moves"] if move["intent"] == "kembalikan"]
    for step, move in returns:
        case = walker.walk(walker.register(), walker.route(walker.sop["steps"][0]["id"], step["id"]))
        numbers = {row["text"] for row in case["books"]}
        rounds = case["round"]
        case = walker.move(case, move)
        told = case["events"][-1]
        assert (told["intent"], told["to"], told["reason"]) == ("kembalikan", move["to"], "salah_tulis")
        assert told["note"] == "Periksa lagi."
        if move["to"] == "pemohon":
            assert case["status"] == "menunggu_pemohon"
            assert case["step"]["id"] == step["id"]
            assert [item["intent"] for item in case["moves"]] == ["terima"]
            refusal = board.refused("case", "move", case["number"], "teruskan", user=walker.officer(move["by"]))
            assert refusal["error"] == "at_applicant"
            case = board.ok("case", "move", case["number"], "terima", user=walker.officer(move["by"]))
            assert case["step"]["id"] == step["id"]
            assert case["round"] == rounds
        else:
            assert case["step"]["id"] == move["to"]
            assert case["round"] == rounds + 1
            case = walker.walk(case, walker.route(move["to"], step["id"]))
            assert case["step"]["id"] == step["id"]
        assert numbers <= {row["text"] for row in case["books"]}, "numbers stay, and are used again"
        per_step = [(row["book"], row["step"]) for row in case["books"]]
        assert len(per_step) == len(set(per_step)), "one row per case, book and step"
    assert board.ok("verify")["ok"]


@pytest.mark.usefixtures("paper_of_any_kind")
@pytest.mark.parametrize("sop_id", SOPS)
def test_a_role_that_may_not_is_refused_at_every_step(sop_id: str, board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, sop_id, tmp_path)
    case = walker.register()
    longest = max(walker.branches(), key=len)
    for move in longest:
        step = walker.steps[move["from"]]
        walker.prepare(case, move)
        version = walker.show(case["number"])["version"]
        for offered in step["moves"]:
            stranger = walker.stranger(offered["by"])
            words = ["case", "move", case["number"], offered["intent"]]
            words += ["--to", offered["to"]] if offered["to"] else []
            refusal = board.refused(*words, "--note", "Coba.", user=stranger)
            assert refusal["error"] == "role"
            assert f"langkah {'tambahan' if step['no'] == '+' else step['no']}" in refusal["reason"]
            assert walker.sop["short"] in refusal["reason"]
            seen = walker.show(case["number"], stranger)
            verdicts = {(item["intent"], item["to"]): item["allowed"] for item in seen["moves"]}
            assert verdicts[(offered["intent"], offered["to"])] is False
        assert walker.show(case["number"])["version"] == version, "a refusal writes nothing"
        case = walker.move(walker.show(case["number"]), move)
    assert case["status"] == "selesai"


def test_kasi_of_another_bidang_is_refused(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, "waykanan.akta_lahir", tmp_path)
    case = walker.walk(walker.register(), walker.route("kirim", "verifikasi_kasi"))
    refusal = board.refused("case", "move", case["number"], "setujui", user="rina")
    assert refusal["error"] == "role"
    assert board.ok("case", "move", case["number"], "setujui", user="candra")["step"]["id"] == "verifikasi_kabid"
