"""Lists name nobody: whatever a list prints, as a table or as JSON, no name, number or phone stands in it in full.

``show`` tells everything and the access journal keeps who looked (PRODUCT 5.7).
"""

from __future__ import annotations

import json

import pytest

from board.cli.main import main
from tests.commands import Commands
from tests.walker import APPLICANT

KK, ADUAN = "waykanan.kk_baru", "waykanan.pengaduan"
LISTS = [
    ("outbox", "list", "--all"), ("print", "list"), ("thread", "list"), ("thread", "list", "--status", "batal"),
    ("case", "list"), ("case", "list", "--status", "batal"), ("case", "find", "siti aminah"), ("book", "list"),
    ("book", "show", "pendaftaran", "2026"), ("mandate", "list"), ("user", "list"),
]  # fmt: skip
TELLING = (APPLICANT["name"], "AMINAH", APPLICANT["nik"], APPLICANT["no_kk"], APPLICANT["phone"], "81200000001")


@pytest.fixture
def busy(board: Commands) -> Commands:
    """An office in which whoever wrote something wrote the applicant's name."""
    told = f"Siti Aminah ({APPLICANT['nik']}) mencabut."
    new = {"applicant": APPLICANT, "channel": "loket"}
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"]
    board.ok("case", "move", number, "kembalikan", "--reason", "lainnya", "--note", told, user="wati")
    board.ok("case", "move", number, "terima", user="wati")
    paper = board.ok("print", "list")["rows"][0]["id"]
    board.ok("print", "reprint", paper, "--reason", told, user="wati")
    board.ok("thread", "note", number, "--kind", "internal", "--text", told, user="wati")
    gone = board.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"]
    board.ok("thread", "note", gone, "--kind", "internal", "--text", told, user="wati")
    board.ok("case", "cancel", gone, "--kind", "dicabut", "--note", told, user="wati")
    return board


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
def test_a_list_names_nobody(words: tuple[str, ...], busy: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    told = json.dumps(busy.ok(*words))
    assert json.loads(told)["rows"] or words[0] == "mandate"
    capsys.readouterr()
    assert main(["--home", str(busy.home), *words], clock=busy.clock) == 0
    told += capsys.readouterr().out
    codes = [busy.ok("case", "show", number)["pickup_code"] for number in ("KK-2026-00001", "KK-2026-00002")]
    for telling in (*TELLING, *codes):
        assert telling.casefold() not in told.casefold(), telling


def test_what_a_list_leaves_out_is_shown_in_full(busy: Commands) -> None:
    row = busy.ok("outbox", "list")["rows"][0]
    assert (row["name"], row["kind"], row["state"]) == ("SITI A.", "diterima", "queued")
    shown = busy.ok("outbox", "show", row["id"], user="wati")
    assert "SITI AMINAH" in shown["text"]
    void = busy.ok("book", "show", "pendaftaran", "2026")["rows"][-1]
    assert void["void_reason"] == "Dicabut pemohon: SITI A. (000001******0001) mencabut."
