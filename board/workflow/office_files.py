"""The files an office's profile is made of, and one digest over them.

Apart from ``load_office`` so that a session can see that nothing changed without importing pydantic.
"""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from board import __version__
from board.workflow.config_files import Unreadable, files_in, read_bytes

SHARED = ("books", "documents", "roles", "messages", "reasons")
ANSWER_FOLDER = "jawaban"
"""Templates of answers, one file each; an office made before there were any has no such folder."""
HOLIDAY_FILE = "hari_libur.csv"
SEASON_FILE = "musim.toml"
"""Seasons with hours of their own; an office made before there were any has no such file."""
FILES = ("office.toml", *(f"{name}.toml" for name in SHARED), HOLIDAY_FILE, SEASON_FILE)
"""Files of a home that make up the profile, in the order they are hashed."""


def answer_files(home: Path) -> list[Path] | None:
    """The templates of answers of an office; None where it has no folder of its own.

    Raises:
        Unreadable: nobody may look into the folder.
    """
    folder = home / ANSWER_FOLDER
    return files_in(folder, ".toml") if folder.exists() else None


def _content(path: Path) -> bytes:
    try:
        return read_bytes(path) + b"\0"
    except Unreadable:
        return b"-\0"


def source_digest(home: Path) -> str:
    """One digest over all files of the profile, to notice an edit without reading them as TOML.

    A file that cannot be read counts as an edit: whoever reads the profile then is told why.
    """
    # A newer program may know papers and messages that the files do not name: then they are read again.
    total = hashlib.sha256(__version__.encode())
    for name in FILES:
        total.update(_content(home / name))
    try:
        own = answer_files(home)
    except Unreadable:
        own = None
    total.update(b"-" if own is None else b"+")
    for path in own or ():
        total.update(os.fsencode(path.name) + b"\0" + _content(path))
    return total.hexdigest()
