"""What the command line reads: files, standard input, passwords."""

from __future__ import annotations

import getpass
import stat
import sys
from pathlib import Path
from typing import BinaryIO

from board.errors import InputInvalid, Problem, UsageWrong
from board.wording import os_words, quoted, size_words

LARGEST = 5 * 1024 * 1024
STANDARD_INPUT = "-"


def refuse_irregular(path: Path) -> None:
    """Only what may be read whole: a pipe may never end, and opening it already waits for whoever writes into it.

    What is missing is told by whoever opens it.

    Raises:
        UsageWrong: a device, a pipe or a folder.
    """
    try:
        kind = path.stat().st_mode
    except OSError:
        return
    if not stat.S_ISREG(kind):
        raise UsageWrong(f"{quoted(str(path))} bukan berkas biasa; sebut berkas, atau - untuk masukan standar.")


def text_of(source: str, what: str) -> str:
    """The text of a file, or of standard input for ``-``.

    Raises:
        UsageWrong: it cannot be read, or is no regular file.
        InputInvalid: it is too large or not UTF-8.
    """
    try:
        raw = _raw(source)
    except OSError as broken:
        raise UsageWrong(f"{quoted(source)} tidak dapat dibaca: {os_words(broken)}.") from None
    if len(raw) > LARGEST:
        raise InputInvalid([Problem(what, f"{what}: lebih dari {size_words(LARGEST)}.")])
    return _decoded(raw, what)


def new_password(*, from_stdin: bool) -> str:
    """A new password: a line of standard input, or asked twice on the terminal.

    Raises:
        UsageWrong: nobody is there to be asked.
        InputInvalid: nothing was typed, or not the same twice.
    """
    if from_stdin:
        typed = _decoded(_standard_input().readline(LARGEST), "password").rstrip("\r\n")
    else:
        typed = _asked_twice()
    if not typed:
        raise InputInvalid([Problem("password", "Sandi masih kosong; tulis sandinya.")])
    return typed


def _asked_twice() -> str:
    if sys.stdin is None or not sys.stdin.isatty():
        raise UsageWrong("Sandi tidak dapat ditanyakan di sini; pakai --password-stdin.")
    try:
        password, again = getpass.getpass("Sandi baru: "), getpass.getpass("Ulangi sandi: ")
    except EOFError:
        raise UsageWrong("Sandi tidak jadi ditulis; ulangi perintahnya.") from None
    if password != again:
        raise InputInvalid([Problem("password", "Kedua sandi tidak sama.")])
    return password


def _raw(source: str) -> bytes:
    """At most one byte more than may be read: what never ends (/dev/zero) must not fill the memory."""
    if source == STANDARD_INPUT:
        return _standard_input().read(LARGEST + 1)
    refuse_irregular(Path(source))
    with Path(source).open("rb") as file:
        return file.read(LARGEST + 1)


def _standard_input() -> BinaryIO:
    if sys.stdin is None:
        raise UsageWrong("Masukan standar tertutup; alirkan isinya ke perintah ini, atau sebut berkasnya.")
    return sys.stdin.buffer


def _decoded(raw: bytes, what: str) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputInvalid([Problem(what, f"{what}: bukan teks UTF-8.")]) from None
