"""Asking the applicant: what is asked is frozen, unreadable papers are asked again, and what comes is told by round."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.commands import Commands
from tests.walker import APPLICANT

KK, AKTA = "waykanan.kk_baru", "waykanan.akta_lahir"


@pytest.fixture
def number(board: Commands) -> str:
    """A birth certificate by WhatsApp at the step that verifies it, its marriage book ticked."""
    data = {"tgl_lahir_anak": "2026-11-02", "perkawinan_ortu": "tercatat", "asal_usul": "diketahui"}
    new = {"applicant": APPLICANT, "channel": "wa", "data": data}
    found = str(board.ok("case", "new", "--sop", AKTA, user="wati", stdin=new)["number"])
    board.ok("case", "move", found, "teruskan", user="wati")
    board.ok("case", "check", found, "buku_nikah", user="wati")
    return found


def ask(board: Commands, number: str, *wanted: str, note: str = "", **more: Any) -> dict[str, Any]:
    """Send a case to the applicant; the case."""
    words = ["case", "move", number, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang", "--note", note]
    words += ["--ask", ",".join(wanted)] if wanted != ("all",) else []
    case: dict[str, Any] = board.ok(*words, user="wati", **more)
    return case


def told(board: Commands, number: str, kind: str = "kurang") -> str:
    """The text of the last message of a kind."""
    rows = [row for row in board.ok("outbox", "list", "--all", "--number", number)["rows"] if row["kind"] == kind]
    return str(board.ok("outbox", "show", rows[-1]["id"])["text"])


def attach(board: Commands, number: str, folder: Path, name: str, requirement: str | None = None) -> int:
    """Hand in a photo; its id."""
    photo = folder / f"{name}.png"
    Image.effect_noise((8, 8), 50).convert("RGB").save(photo)
    extra = ["--requirement", requirement] if requirement else []
    return int(board.ok("case", "attach", number, photo, *extra, user="wati")["attachments"][-1]["id"])


def items(case: dict[str, Any], place: int = -1) -> dict[str, tuple[bool, bool]]:
    """Requirement → asked again, came; of one round."""
    return {item["requirement"]: (item["asked_again"], item["came"]) for item in case["asked"][place]["items"]}


def test_what_the_officer_adds_is_a_sentence_of_its_own(board: Commands, number: str) -> None:
    ask(board, number, "fc_kk", note="foto sebelumnya buram")
    assert "belum lengkap: Fotokopi KK. foto sebelumnya buram. Mohon" in told(board, number)


def test_what_was_not_sent_is_void_once_the_case_is_taken_back(board: Commands, number: str) -> None:
    ask(board, number, "fc_kk")
    board.ok("case", "remind", number, user="wati")
    board.ok("case", "move", number, "terima", user="wati")
    rows = board.ok("outbox", "list", "--all", "--number", number)["rows"]
    assert {row["kind"]: row["state"] for row in rows} == {"diterima": "queued", "kurang": "void", "pengingat": "void"}
    assert board.ok("verify")["ok"]


def test_nobody_is_reminded_of_what_has_come(board: Commands, number: str, tmp_path: Path) -> None:
    ask(board, number, "fc_kk")
    attach(board, number, tmp_path, "kk", "fc_kk")
    for again in ([], ["--again"]):
        refused = board.refused("case", "remind", number, *again, user="wati")
        assert refused["error"] == "all_has_come"
        assert "sudah datang; periksa lalu terima kembali" in refused["reason"]


def test_all_that_is_missing_is_asked_where_nothing_is_named(board: Commands, number: str) -> None:
    case = ask(board, number, "all")
    assert items(case) == dict.fromkeys(["f201", "ket_lahir", "fc_kk"], (False, False))
    assert case["events"][-1]["detail"]["asked"] == ["f201", "ket_lahir", "fc_kk"]
    assert "Surat keterangan kelahiran atau F-2.03" in told(board, number)


def test_the_message_lists_exactly_what_is_asked(board: Commands, number: str) -> None:
    ask(board, number, "fc_kk", note="Halaman kedua juga.")
    text = told(board, number)
    assert "belum lengkap: Fotokopi KK. Halaman kedua juga. Mohon" in text
    assert "F-2.01" not in text


def test_nothing_but_the_note_may_be_asked(board: Commands, number: str) -> None:
    case = ask(board, number, "", note="Hubungi kami.")
    assert case["asked"][-1]["items"] == []
    assert "belum lengkap: Persyaratan kurang, Hubungi kami. Mohon" in told(board, number)


def test_an_unreadable_paper_is_asked_again_and_counts_as_missing(board: Commands, number: str, tmp_path: Path) -> None:
    case = ask(board, number, "buku_nikah")
    assert items(case) == {"buku_nikah": (True, False)}
    assert {item["id"]: item["met"] for item in case["requirements"]}["buku_nikah"] is False
    assert "Buku nikah" in told(board, number)
    assert "(diminta ulang)" in told(board, number)
    board.clock.forward(hours=1)
    new = attach(board, number, tmp_path, "buku")
    case = board.ok("case", "show", number)
    assert (items(case)["buku_nikah"], case["asked"][-1]["unassigned"]) == ((True, False), 1)
    case = board.ok("case", "assign", number, new, "--requirement", "buku_nikah", user="wati")
    assert items(case)["buku_nikah"] == (True, True)
    assert {item["id"]: item["met"] for item in case["requirements"]}["buku_nikah"] is True
    assert board.ok("verify")["faults"] == []


def test_undoing_a_request_brings_the_tick_back(board: Commands, number: str) -> None:
    ask(board, number, "buku_nikah")
    case = board.ok("case", "undo", number, user="wati")
    assert {item["id"]: item["form"] for item in case["requirements"]}["buku_nikah"] == "asli"
    assert case["asked"] == []
    assert board.ok("verify")["faults"] == []


def test_several_rounds_are_told_apart(board: Commands, number: str, tmp_path: Path) -> None:
    ask(board, number, "fc_kk", "ket_lahir")
    board.clock.forward(days=1)
    attach(board, number, tmp_path, "kk", "fc_kk")
    case = board.ok("case", "move", number, "terima", user="wati")
    assert case["asked"][0]["answered_at"]
    assert case["asked"][0]["current"]
    board.clock.forward(minutes=5)
    case = ask(board, number, "ket_lahir")
    assert [(item["round"], item["current"]) for item in case["asked"]] == [(1, False), (2, True)]
    assert items(case, 0) == {"fc_kk": (False, True), "ket_lahir": (False, False)}
    board.clock.forward(days=1)
    attach(board, number, tmp_path, "f203", "f203")
    case = board.ok("case", "show", number)
    assert items(case, 1) == {"ket_lahir": (False, True)}, "what may stand in for a paper answers for it"
    assert items(case, 0)["ket_lahir"] == (False, False), "what came later does not answer an earlier request"


def test_a_request_is_done_with_when_the_case_goes_on(board: Commands, number: str) -> None:
    ask(board, number, "all")
    board.ok("case", "move", number, "terima", user="wati")
    for paper in ("f201", "ket_lahir", "fc_kk"):
        form = "fotokopi" if paper == "fc_kk" else "asli"
        case = board.ok("case", "check", number, paper, "--form", form, user="wati")
    assert all(came for _, came in items(case).values())
    assert case["asked"][-1]["current"]
    case = board.ok("case", "check", number, "fc_kk", "--off", user="wati")
    assert items(case)["fc_kk"] == (False, False), "a tick that was taken back is no answer"
    board.ok("case", "check", number, "fc_kk", "--form", "fotokopi", user="wati")
    case = board.ok("case", "move", number, "teruskan", user="wati")
    assert not case["asked"][-1]["current"]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("ngawur", "tidak dikenal. Yang dapat diminta: f201"),
        ("0000014505900001", '"000001******0001" tidak dikenal'),
        ("sk_kadis", "dibuat kantor"),
        ("fc_kk,../../etc", "tidak dikenal"),
    ],
)
def test_what_cannot_be_asked_is_refused_whole(board: Commands, number: str, wanted: str, sentence: str) -> None:
    before = board.ok("case", "show", number)
    words = ("case", "move", number, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang")
    refusal = board.refused(*words, "--ask", wanted, user="wati")
    assert refusal["error"] == "input"
    assert sentence in refusal["reason"]
    assert board.ok("case", "show", number) == before


def test_only_the_applicant_is_asked(board: Commands, number: str) -> None:
    refusal = board.refused("case", "move", number, "teruskan", "--ask", "fc_kk", user="wati")
    assert refusal["error"] in {"input", "requirements"}
    for paper in ("f201", "ket_lahir", "fc_kk"):
        form = "fotokopi" if paper == "fc_kk" else "asli"
        board.ok("case", "check", number, paper, "--form", form, user="wati")
    refusal = board.refused("case", "move", number, "teruskan", "--ask", "fc_kk", user="wati")
    assert "hanya dapat disebut saat mengembalikan ke pemohon" in refusal["reason"]


def test_the_same_key_asks_once(board: Commands, number: str) -> None:
    words = ("case", "move", number, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang", "--key", "k1")
    first = board.ok(*words, "--ask", "fc_kk", user="wati")
    assert board.ok(*words, "--ask", "fc_kk", user="wati")["version"] == first["version"]
    assert board.refused(*words, "--ask", "f201", user="wati")["error"] == "key_reused"
