"""The table of spellings an office searches names with: its own copy, or the one that came with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from board.errors import ConfigInvalid
from board.settings import config_folder
from board.workflow.config_files import Unreadable, read_toml
from board.workflow.names_alike import Spelling, build_spelling

SPELLING_FILE = "ejaan.toml"


def spelling_of(home: Path) -> Spelling:
    """The table, read once in a session and when its file changes.

    Raises:
        ConfigInvalid: the office's own copy has a fault.
    """
    path = home / SPELLING_FILE
    if not path.exists():
        path = config_folder() / SPELLING_FILE
    return _read(path, path.stat().st_mtime_ns)


@cache
def _read(path: Path, _changed: int) -> Spelling:
    try:
        return build_spelling(read_toml(path))
    except Unreadable as told:
        raise ConfigInvalid(SPELLING_FILE, [str(told)]) from None
