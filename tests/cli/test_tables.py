"""Tables for people say what papers, states and checks are called; ids are for programs and stay in the JSON."""

from __future__ import annotations

import pytest

from board.cli.main import main
from board.services.doctor import TITLES
from tests.commands import Commands
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"


@pytest.fixture
def registered(board: Commands) -> Commands:
    """An office with one case, handed in at the counter and sent back to the applicant."""
    new = {"applicant": APPLICANT, "channel": "loket"}
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"]
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    return board


def table(board: Commands, capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """What a person reads."""
    capsys.readouterr()
    main(["--home", str(board.home), *words], clock=board.clock)
    return capsys.readouterr().out


def test_papers_are_called_by_their_titles(registered: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    told = table(registered, capsys, "print", "list")
    assert "Tanda Terima Berkas" in told
    assert "siap di spool" in told
    assert "tanda_terima_berkas  " not in told
    row = registered.ok("print", "list")["rows"][0]
    assert (row["document"], row["state"]) == ("tanda_terima_berkas", "rendered")


def test_cases_tell_their_status_in_words(registered: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (("case", "list"), ("case", "find", "aminah")):
        assert "Menunggu pemohon" in table(registered, capsys, *words)
        assert registered.ok(*words)["rows"][0]["status"] == "menunggu_pemohon"


def test_checks_are_named_in_indonesian(board: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    names = {check["name"] for check in board.run("doctor").json["checks"]}
    assert names == set(TITLES)
    told = table(board, capsys, "doctor")
    for title in TITLES.values():
        assert title in told
    assert "durability" not in told
