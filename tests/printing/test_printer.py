"""Handing a file to ``lp``: what it is told, and what its answers mean."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.printing import printer
from board.printing.printer import PrinterRefused, PrinterSilent, submit
from tests.printing.fake_lp import ACCEPTS, HANGS, UNKNOWN_QUEUE, fake_lp


def test_lp_is_told_queue_title_and_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = fake_lp(tmp_path / "bin", monkeypatch, ACCEPTS)
    assert submit("kantor", tmp_path / "-aneh.pdf", "board-contoh-1") == "kantor-17"
    assert told.read_text().split() == ["-d", "kantor", "-t", "board-contoh-1", "--", str(tmp_path / "-aneh.pdf")]


def test_its_answer_is_understood_in_any_language(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_lp(tmp_path / "bin", monkeypatch, "echo 'id permintaan adalah kantor-8 (1 berkas)'")
    assert submit("kantor", tmp_path / "x.pdf", "board-1") == "kantor-8"
    fake_lp(tmp_path / "bin", monkeypatch, "printf 'diterima \\377'")
    assert submit("kantor", tmp_path / "x.pdf", "board-1") == "board-1", "found again by its title"


def test_an_unknown_queue_is_a_refusal_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_lp(tmp_path / "bin", monkeypatch, UNKNOWN_QUEUE)
    with pytest.raises(PrinterRefused, match=r"Printer kantor tidak ditemukan.*does not exist") as refused:
        submit("kantor", tmp_path / "x.pdf", "board-1")
    assert not isinstance(refused.value, PrinterSilent)


def test_silence_is_no_refusal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake_lp(tmp_path / "bin", monkeypatch, HANGS)
    monkeypatch.setattr(printer, "TIMEOUT", 0.2)
    with pytest.raises(PrinterSilent, match="tidak menjawab"):
        submit("kantor", tmp_path / "x.pdf", "board-1")


@pytest.mark.parametrize("absent", [True, False])
def test_a_machine_without_a_working_lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, absent: bool) -> None:
    if not absent:
        (tmp_path / "lp").write_text("not a program")
        (tmp_path / "lp").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(PrinterRefused, match="Perintah lp"):
        submit("kantor", tmp_path / "x.pdf", "board-1")
