"""The rank of an officer: given with the account, printed below their name."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.printing.pdf_text import read
from tests.walker import Walker


def test_the_rank_of_whoever_signs_stands_in_the_letter(board: Commands, tmp_path: Path) -> None:
    words = ("user", "add", "ketua", "--name", "TUTI KETUA", "--role", "tim_aduan", "--pangkat", "Penata (III/c)")
    board.ok(*words, user="admin")
    board.ok("user", "disable", "timo", user="admin")
    profile = board.home / "office.toml"
    profile.write_text(profile.read_text().replace('role = "tim_konsultasi"', 'role = "tim_aduan"'))
    walker = Walker(board, "landak.konsultasi", tmp_path)
    case = walker.walk(walker.register(), min(walker.branches(), key=len))
    (job,) = [job for job in case["prints"] if job["document"] == "surat_jawaban"]
    assert read((board.home / "spool" / job["path"]).read_bytes()).says("TUTI KETUA Penata (III/c)")


def test_a_rank_longer_than_a_line_is_refused(board: Commands) -> None:
    words = ("user", "add", "ketua", "--name", "TUTI KETUA", "--role", "kadis", "--pangkat", "x" * 61)
    assert "60 huruf" in board.refused(*words, user="admin")["fields"]["pangkat"]
