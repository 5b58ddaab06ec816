"""Reading a file of configuration: its text or its TOML, or one Indonesian sentence on why not."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

from board.wording import os_words

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)", re.ASCII)


class Unreadable(ValueError):
    """A file that cannot be used; the message is the sentence, without the file's name."""


def read_text(path: Path) -> str:
    """The text of a file, without the byte order mark that editors on Windows and spreadsheets put in front.

    Raises:
        Unreadable: no such file, not to be opened, or not UTF-8.
    """
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise Unreadable(f"berkas tidak ada: {path}") from None
    except OSError as broken:
        raise Unreadable(f"tidak dapat dibaca: {os_words(broken)}") from None
    except UnicodeDecodeError as broken:
        raise Unreadable(f"bukan teks UTF-8 (byte ke-{broken.start + 1})") from None


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
