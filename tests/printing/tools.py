"""Debian programs that look at a paper with other eyes than ours. Where one is absent, its test says so aloud."""

from __future__ import annotations

import shutil
import subprocess

import pytest

PACKAGES = {"pdftoppm": "poppler-utils", "pdffonts": "poppler-utils", "qpdf": "qpdf", "zbarimg": "zbar-tools"}


def run(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program; skip the test, with the package to install, where it is not there."""
    found = shutil.which(program)
    if found is None:
        pytest.skip(f"{program} is not on this machine (apt install {PACKAGES[program]}): not checked")
    return subprocess.run([found, *arguments], capture_output=True, text=True, check=False, timeout=60)
