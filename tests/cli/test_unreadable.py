"""Configuration that nobody may read, and input that never ends: one sentence, nothing used, nothing waited for."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.commands import Commands

Closing = Callable[[str], None]


@pytest.fixture
def closed(board: Commands, monkeypatch: pytest.MonkeyPatch) -> Closing:
    """Takes away the right to read what a name ends in; the account that runs the tests may be root."""
    names: list[str] = []

    def refuse(path: Path) -> None:
        if any(str(path).endswith(name) for name in names):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))

    read, look = Path.read_bytes, Path.iterdir
    monkeypatch.setattr(Path, "read_bytes", lambda path: (refuse(path), read(path))[1])
    monkeypatch.setattr(Path, "iterdir", lambda path: (refuse(path), look(path))[1])
    return names.append


@pytest.mark.parametrize("name", ["office.toml", "roles.toml", "hari_libur.csv"])
def test_a_profile_that_nobody_may_read_is_told_and_the_old_one_used(
    name: str, board: Commands, closed: Closing
) -> None:
    closed(name)
    answer = board.run("case", "list")
    assert answer.code == 0
    assert f"{name}: tidak dapat dibaca: hak akses tidak cukup" in answer.err


def test_an_sop_that_nobody_may_read(board: Commands, closed: Closing) -> None:
    closed("kk_baru.1.toml")
    answer = board.run("sop", "check")
    assert answer.code == 2
    assert "waykanan.kk_baru.1.toml: tidak dapat dibaca: hak akses tidak cukup" in answer.refusal["reason"]
    told = {check["name"]: check for check in board.run("doctor").json["checks"]}["sops"]
    assert not told["ok"]
    assert "waykanan.kk_baru.1.toml: tidak dapat dibaca" in told["sentence"]


def test_a_folder_nobody_may_look_into_is_not_an_empty_one(board: Commands, closed: Closing) -> None:
    closed("/sop")
    answer = board.run("sop", "check")
    assert (answer.code, answer.out) == (2, "")
    assert answer.refusal["reason"] == "sop: tidak dapat dibuka: hak akses tidak cukup"
    assert board.run("case", "list").code == 0


def test_init_tells_which_shipped_file_it_cannot_read(board: Commands, tmp_path: Path, closed: Closing) -> None:
    closed("config/books.toml")
    answer = Commands(tmp_path / "baru", board.clock).run(
        "init", "--office", "contoh", "--admin", "arif", "--password-stdin", stdin="sandi-contoh\n"
    )
    assert answer.code == 2
    assert answer.refusal["reason"].startswith("books.toml: tidak dapat dibaca: hak akses tidak cukup")
    assert not (tmp_path / "baru").exists()


@pytest.mark.parametrize("words", [("case", "new", "--sop", "waykanan.kk_baru", "--file"), ("sop", "check")])
def test_a_pipe_is_not_waited_for(words: tuple[str, ...], board: Commands, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipa")
    answer = board.run(*words, str(tmp_path / "pipa"), user="wati")
    assert (answer.code, answer.refusal["error"]) == (2, "usage")
    assert "bukan berkas biasa" in answer.refusal["reason"]
