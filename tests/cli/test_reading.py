"""What is read: files of any kind, standard input in any state, passwords."""

from __future__ import annotations

import getpass
import io
import os
import sys
from pathlib import Path

import pytest

from board.cli.reading import LARGEST, new_password, text_of
from board.errors import BoardError, InputInvalid, UsageWrong
from tests.commands import ROOT, Commands


def stdin_of(raw: bytes) -> io.TextIOWrapper:
    """Standard input with some bytes in it."""
    return io.TextIOWrapper(io.BytesIO(raw))


class Terminal(io.StringIO):
    """Somebody who can be asked."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/", "bukan berkas biasa"), ("/tidak/ada", "tidak ada"), ("/etc/passwd/x", "bukan folder"),
        ("", "bukan berkas biasa"),
        ("a" * 300, "terlalu panjang"), ("/proc/self/mem", "tidak dapat dibaca"),
        ("/dev/zero", "bukan berkas biasa"),
    ],
)  # fmt: skip
def test_what_is_no_file_says_why(path: str, words: str) -> None:
    with pytest.raises(UsageWrong, match=words):
        text_of(path, "case new")


def test_what_is_endless_is_not_read_to_its_end(tmp_path: Path) -> None:
    with (tmp_path / "besar.json").open("wb") as file:
        file.truncate(LARGEST * 1000)
    with pytest.raises(InputInvalid, match="lebih dari 5 MB"):
        text_of(str(tmp_path / "besar.json"), "case new")


def test_a_pipe_is_read_as_standard_input_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.write(writing, b'\xef\xbb\xbf{"a": 1}')
    os.close(writing)
    with pytest.raises(UsageWrong, match="atau - untuk masukan standar"):
        text_of(f"/dev/fd/{reading}", "case new")
    with open(reading, encoding="utf-8") as stdin:
        monkeypatch.setattr(sys, "stdin", stdin)
        assert text_of("-", "case new") == '{"a": 1}'


@pytest.mark.parametrize("stdin", [None, stdin_of(b"\xff"), stdin_of(b""), stdin_of(b"\r\n")])
def test_a_password_that_is_none(stdin: io.TextIOWrapper | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(BoardError):
        new_password(from_stdin=True)


def test_a_password_is_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin_of(" sandi é \r\nlain\n".encode()))
    assert new_password(from_stdin=True) == " sandi é "


@pytest.mark.parametrize(
    ("typed", "told"),
    [(["satu", "dua"], "tidak sama"), (["", ""], "kosong"), ([EOFError], "tidak jadi"), (["satu", EOFError], "tidak")],
)
def test_a_password_asked_on_the_terminal(typed: list[object], told: str, monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(typed)

    def ask(prompt: str) -> str:
        answer = next(answers)
        if answer is EOFError:
            raise EOFError
        return str(answer)

    monkeypatch.setattr(sys, "stdin", Terminal())
    monkeypatch.setattr(getpass, "getpass", ask)
    with pytest.raises(BoardError, match=told):
        new_password(from_stdin=False)


@pytest.mark.parametrize("stdin", [None, stdin_of(b"sandi-baru\n")])
def test_nobody_to_be_asked(stdin: io.TextIOWrapper | None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", stdin)
    with pytest.raises(UsageWrong, match="--password-stdin"):
        new_password(from_stdin=False)


def test_an_account_is_not_opened_without_the_password_that_was_announced(board: Commands) -> None:
    words = ("user", "add", "niken", "--name", "NIKEN", "--role", "kasi", "--password-stdin")
    assert board.refused(*words, stdin="")["error"] == "input"
    assert "niken" not in {row["name"] for row in board.ok("user", "list")["rows"]}


@pytest.mark.parametrize("verb", ["check", "install"])
@pytest.mark.parametrize("path", ["/dev/zero", "/dev/stdin", "/"])
def test_an_sop_is_a_file(verb: str, path: str, board: Commands) -> None:
    answer = board.run("sop", verb, str(ROOT / "config/sop/waykanan.kk_baru.1.toml"), path)
    assert (answer.code, answer.refusal["error"]) == (2, "usage")
    assert "bukan berkas biasa" in answer.refusal["reason"]


def test_an_sop_is_not_huge(board: Commands, tmp_path: Path) -> None:
    path = tmp_path / "x.1.toml"
    path.write_bytes(b"#" * (1024 * 1024 + 1))
    assert "itu bukan berkas SOP" in board.run("sop", "check", str(path)).refusal["reason"]
