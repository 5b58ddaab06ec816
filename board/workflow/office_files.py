"""The files an office's profile is made of, and one digest over them.

Apart from ``load_office`` so that a session can see that nothing changed without importing pydantic.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

SHARED = ("books", "documents", "roles", "messages", "reasons")
HOLIDAY_FILE = "hari_libur.csv"
FILES = ("office.toml", *(f"{name}.toml" for name in SHARED), HOLIDAY_FILE)
"""Files of a home that make up the profile, in the order they are hashed."""


def source_digest(home: Path) -> str:
    """One digest over all files of the profile, to notice an edit without reading them as TOML."""
    total = hashlib.sha256()
    for name in FILES:
        path = home / name
        total.update(path.read_bytes() if path.is_file() else b"-")
        total.update(b"\0")
    return total.hexdigest()
