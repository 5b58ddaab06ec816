"""The last resort: what no rule foresaw is written down for whoever mends it, and told in one sentence."""

from __future__ import annotations

import os
import re
import traceback
from pathlib import Path

from board import __version__
from board.errors import Unexpected
from board.services.storage import PRIVATE_FILE
from board.services.times import utc_now
from board.settings import OFFICE_FILE
from board.wording import masked

LOG_FILE = "galat.log"
MOST_BYTES = 1024 * 1024
"""A fault that comes back every second must not fill the disk."""
_LONG_NUMBER = re.compile(r"\d{8,}")
"""Phones and the like; numbers of lines are shorter."""
_QUOTED = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"")
_NAME_OF_OURS = re.compile(r".[a-z_][a-z0-9_.]*.")
"""What a message quotes of the program itself, and not of somebody's data."""


def write_crash(home: Path, bug: BaseException) -> Unexpected:
    """Note a bug in the log of the office's folder, where there is an office; the sentence for people.

    The log names lines of the program and no values: those of variables may be names and NIKs.
    """
    kind, path = type(bug).__name__, home / LOG_FILE
    told = "\n".join(map(_without_values, "".join(traceback.format_exception(bug)).splitlines()))
    try:
        if not (home / OFFICE_FILE).is_file():
            return Unexpected(kind, None)
        if path.exists() and path.stat().st_size > MOST_BYTES:
            path.replace(path.with_suffix(".log.lama"))
        handle = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC, PRIVATE_FILE)
        try:
            os.write(handle, f"{utc_now().isoformat()} board {__version__}\n{told}\n".encode(errors="replace"))
        finally:
            os.close(handle)
    except OSError:
        # Nothing may fail here: the sentence alone is told.
        return Unexpected(kind, None)
    return Unexpected(kind, LOG_FILE)


def _without_values(line: str) -> str:
    """A line of a traceback; of what an error says only words of the program are left."""
    if line.startswith(" "):
        return masked(line)
    told = _QUOTED.sub(lambda found: found[0] if _NAME_OF_OURS.fullmatch(found[0]) else "'…'", line)
    return _LONG_NUMBER.sub(lambda found: "*" * len(found[0]), masked(told))
