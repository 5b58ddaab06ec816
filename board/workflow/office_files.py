"""The files an office's profile is made of, and one digest over them.

Apart from ``load_office`` so that a session can see that nothing changed without importing pydantic.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from board import __version__
from board.workflow.config_files import Unreadable, read_bytes

SHARED = ("books", "documents", "roles", "messages", "reasons")
HOLIDAY_FILE = "hari_libur.csv"
FILES = ("office.toml", *(f"{name}.toml" for name in SHARED), HOLIDAY_FILE)
"""Files of a home that make up the profile, in the order they are hashed."""


def source_digest(home: Path) -> str:
    """One digest over all files of the profile, to notice an edit without reading them as TOML.

    A file that cannot be read counts as an edit: whoever reads the profile then is told why.
    """
    # A newer program may know papers and messages that the files do not name: then they are read again.
    total = hashlib.sha256(__version__.encode())
    for name in FILES:
        try:
            total.update(read_bytes(home / name))
        except Unreadable:
            total.update(b"-")
        total.update(b"\0")
    return total.hexdigest()
