"""A print queue of three lines: a script called ``lp`` that stands first on PATH."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

ACCEPTS = 'echo "$@" >> "$(dirname "$0")/told"\necho "request id is kantor-17 (1 file(s))"'
UNKNOWN_QUEUE = 'echo "lp: The printer or class does not exist." >&2\nexit 1'
HANGS = "exec sleep 60"


def fake_lp(folder: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """Install it for the length of a test; what ``ACCEPTS`` was told stands in the file returned."""
    folder.mkdir(exist_ok=True)
    program = folder / "lp"
    program.write_text(f"#!/bin/sh\n{script}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    return folder / "told"
