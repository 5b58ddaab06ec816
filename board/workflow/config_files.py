"""Reading configuration: the bytes, text or TOML of a file, the files of a folder, or one sentence on why not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from stat import S_ISDIR, S_ISREG
from typing import Any

from board.wording import os_words

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)", re.ASCII)


MOST_BYTES = 4_000_000
"""No file that somebody writes by hand is larger."""


class Unreadable(ValueError):
    """A file that cannot be used; the message is the sentence, without the file's name."""


def read_bytes(path: Path) -> bytes:
    """What a file holds.

    Raises:
        Unreadable: no such file, no ordinary one, too large, or not to be opened.
    """
    try:
        told = path.stat()
        # A folder is told by the sentence of trying to read it.
        if not S_ISREG(told.st_mode) and not S_ISDIR(told.st_mode):
            raise Unreadable("bukan berkas biasa")
        if S_ISREG(told.st_mode) and told.st_size > MOST_BYTES:
            raise Unreadable(f"lebih besar dari {MOST_BYTES // 1_000_000} MB")
        return path.read_bytes()
    except FileNotFoundError:
        raise Unreadable(f"berkas tidak ada: {path}") from None
    except OSError as broken:
        raise Unreadable(f"tidak dapat dibaca: {os_words(broken)}") from None


def read_text(path: Path) -> str:
    """The text of a file, without the byte order mark that editors on Windows and spreadsheets put in front.

    Raises:
        Unreadable: as ``read_bytes``, or not UTF-8.
    """
    try:
        text = read_bytes(path).decode("utf-8-sig")
    except UnicodeDecodeError as broken:
        raise Unreadable(f"bukan teks UTF-8 (byte ke-{broken.start + 1})") from None
    # As a text file is read: line ends of Windows are line ends.
    return text.replace("\r\n", "\n").replace("\r", "\n")


def files_in(folder: Path, ending: str) -> list[Path]:
    """The files of a folder, by name.

    Raises:
        Unreadable: no such folder, or not to be opened. A folder nobody may look into is not an empty one.
    """
    try:
        return sorted(path for path in folder.iterdir() if path.name.endswith(ending))
    except FileNotFoundError:
        raise Unreadable(f"folder tidak ada: {folder}") from None
    except OSError as broken:
        raise Unreadable(f"tidak dapat dibuka: {os_words(broken)}") from None


def read_toml(path: Path) -> dict[str, Any]:
    """The tables of a file.

    Raises:
        Unreadable: as ``read_text``, or not TOML.
    """
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise Unreadable("bukan TOML yang sah: bersarang terlalu dalam") from None
    except ValueError as broken:
        raise Unreadable(f"bukan TOML yang sah: {_toml_fault(broken)}") from None


def _toml_fault(broken: ValueError) -> str:
    """Where the fault is, which is all that can be told in Indonesian; a number too long has no place."""
    if not isinstance(broken, tomllib.TOMLDecodeError):
        return "ada angka yang terlalu panjang"
    place = _PLACE.search(str(broken))
    return f"periksa baris {place[1]}, kolom {place[2]}" if place else "periksa akhir berkas"
