"""What is printed: nothing steers the terminal, nothing passes for a line of ours, a lost stream is no crash."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from board.cli import output
from board.cli.main import main
from board.errors import OutputLost
from tests.commands import ROOT, Commands
from tests.walker import APPLICANT

STEERING = "a\x1b[2Jb\x9b31mc\u202ed\u2066e\x07f\x00g\u200bh\x7fi\u2028j\r\x85k\U000e0041l"


def steers(text: str) -> bool:
    """Whether a terminal would do something else than show it."""
    return any(char != "\n" and unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in text)


def test_a_line_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    output.line(f"  {STEERING}\npalsu")
    told = capsys.readouterr().out
    assert told.count("\n") == 1 and told.startswith("  a[2Jb")
    assert not steers(told)


def test_lines_of_a_text_are_set_in(capsys: pytest.CaptureFixture[str]) -> None:
    output.block("Nama salah.\n2026-11-23  Solusi  KADIS\n\n" + STEERING)
    told = capsys.readouterr().out
    assert all(line.startswith("  ") or not line for line in told.splitlines())
    assert not steers(told)


def test_a_table_keeps_its_rows(capsys: pytest.CaptureFixture[str]) -> None:
    output.table([{"a": "satu\ndua", "b": None}], [("a", "A"), ("b", "B")])
    assert capsys.readouterr().out == "A         B\nsatu dua  -\n"


@pytest.mark.parametrize("value", [STEERING, "é – × 🙂 \u00a0", "\ud800", {"\x1b": ["\x9b"]}])
def test_json_keeps_the_value_and_steers_nothing(value: Any) -> None:
    text = output.json_text(value, indent=1)
    assert not steers(text)
    assert json.loads(text) == value


def test_json_keeps_what_can_be_read() -> None:
    assert output.json_text("é – × 🙂") == '"é – × 🙂"'


def test_remarks_steer_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    output.aside(STEERING)
    output.progress("\x1b[2Jx", last=True)
    told = capsys.readouterr().err
    assert not steers(told.replace("\r[2Jx", ""))


class Full(io.StringIO):
    """A stream whose disk is full."""

    def write(self, text: str) -> int:
        raise OSError(28, "No space left on device")


def test_a_full_disk_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", Full())
    with pytest.raises(OutputLost, match="ruang penyimpanan penuh"):
        output.line("x")


def test_a_lost_remark_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", Full())
    output.aside("x")
    output.progress("x", last=False)


def test_without_streams_an_answer_is_lost_and_a_remark_is_not_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    output.prepare()
    with pytest.raises(OutputLost, match="keluaran standar tertutup"):
        output.line("x")
    output.let_go()
    output.aside("x")
    output.flush()


def test_the_answer_is_lost_but_the_case_is_not(board: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    words = ["--home", str(board.home), "case", "new", "--sop", "waykanan.kk_baru", "--user", "wati", "--json"]
    given = io.TextIOWrapper(io.BytesIO(json.dumps({"applicant": APPLICANT}).encode()))
    with monkeypatch.context() as patched:
        patched.setattr(sys, "stdout", Full())
        patched.setattr(sys, "stdin", given)
        assert main(words, clock=board.clock) == 3
    assert len(board.ok("case", "list")["rows"]) == 1


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("{board} sop list | true; exit ${{PIPESTATUS[0]}}", 0), ("{board} sop list >/dev/full", 3),
        ("{board} --json case show X 2>/dev/full", 1), ("{board} case show X 2>&-", 1), ("{board} sop list >&-", 3),
        ("{board} --help >/dev/full", 3), ("{board} --version >/dev/full", 3), ("{board} case --help >&-", 3),
        ("{board} --version | cat", 0),
        ("{board} case show X 2>&1 | true; exit ${{PIPESTATUS[0]}}", 1), ("{board} sop list 2>/dev/full >&2", 3),
    ],
)  # fmt: skip
def test_streams_nobody_reads(command: str, code: int, unbuffered: str, home: Path) -> None:
    board = f"{sys.executable} -m board --home {home}"
    environment = {**os.environ, "PYTHONUNBUFFERED": unbuffered}
    done = subprocess.run(
        ["bash", "-c", command.format(board=board)], capture_output=True, text=True, cwd=ROOT, env=environment,
        check=False, timeout=60,
    )  # fmt: skip
    assert done.returncode == code, done.stderr
    assert "Traceback" not in done.stderr and "Exception ignored" not in done.stderr


def test_a_letter_the_terminal_has_not_costs_one_letter(home: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "board", "--home", str(home), "sop", "show", "waykanan.kk_baru", "--json"],
        capture_output=True, cwd=ROOT, env={**os.environ, "PYTHONIOENCODING": "ascii"}, check=True, timeout=60,
    )  # fmt: skip
    assert json.loads(done.stdout.decode("ascii"))["id"] == "waykanan.kk_baru"
