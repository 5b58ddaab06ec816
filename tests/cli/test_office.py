"""Where an office is: folders that cannot be looked into, the account that acts, what init and demo tell."""

from __future__ import annotations

import os
import pwd
import re
from pathlib import Path

import pytest

from board import settings
from board.cli import output
from board.cli.main import main
from board.errors import HomeUnusable
from tests.commands import ROOT, Commands


@pytest.mark.parametrize("words", [("case", "list"), ("migrate",), ("demo", "--no-open"), ("doctor",)])
@pytest.mark.parametrize("name", ["a" * 300, "a/" * 3000, "putar/x"])
def test_a_folder_nobody_can_look_into(
    words: tuple[str, ...], name: str, board: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "putar").symlink_to(tmp_path / "putar")
    board.home = Path(name)
    answer = board.run(*words)
    assert (answer.code, answer.out, answer.refusal["error"]) == (2, "", "home")
    assert "Errno" not in answer.err


def test_a_folder_without_the_right_to_enter(board: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(path: Path) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refused)
    answer = board.run("case", "list")
    assert (answer.code, answer.refusal["error"]) == (2, "home")
    assert "hak akses tidak cukup" in answer.refusal["reason"]


def test_init_tells_where_the_office_is(
    board: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "baru").mkdir()
    monkeypatch.chdir(tmp_path / "baru")
    board.home = Path()
    words = ("init", "--office", "contoh", "--admin", "sari", "--password-stdin")
    assert board.ok(*words, stdin="sandi-sari\n")["home"] == str(tmp_path / "baru")
    assert board.ok("case", "list")["rows"] == [], "the folder one stands in is the office"
    capsys.readouterr()
    assert main(["demo", "--home", "contoh", "--cases", "1", "--no-open"]) == 0
    assert "Kantor contoh siap di contoh" in capsys.readouterr().out


def test_the_demonstration_is_found_again(board: Commands, tmp_path: Path) -> None:
    board.home = tmp_path / "contoh"
    first = board.ok("demo", "--cases", "2", "--no-open")
    cases = board.ok("case", "list", "--limit", 500)
    assert board.ok("demo", "--cases", "9", "--no-open") == first
    assert board.ok("case", "list", "--limit", 500) == cases
    assert not [path.name for path in board.home.iterdir() if path.name.startswith(".bangun")]


def test_nobody_chooses_the_name_in_the_journal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "kadis")
    monkeypatch.setenv("USER", "kadis")
    assert settings.system_actor() == f"os:{pwd.getpwuid(os.getuid()).pw_name}"


def test_an_account_without_a_name_and_a_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "BOARD_HOME", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 54321)
    assert settings.system_actor() == "os:54321"
    with pytest.raises(HomeUnusable, match="--home"):
        settings.default_home()


def test_what_is_printed_is_printed_in_one_place() -> None:
    for path in (ROOT / "board" / "cli").glob("*.py"):
        if path.name != Path(output.__file__).name:
            assert not re.search(r"(?<![\w.])print\(|std(out|err)\.write", path.read_text(encoding="utf-8")), path.name
