"""A good SOP file and how to break it: text in, faults out."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.errors import SopFault, SopInvalid
from board.workflow.lint import Vocabulary
from board.workflow.load import Library, load_sop
from board.workflow.sop import Option, Sop

NAME = "contoh.surat.1.toml"
GOOD = (Path(__file__).parent / "files" / NAME).read_text(encoding="utf-8")
LIBRARY = Library(
    fields={"alamat": {"title": "Alamat", "type": "text", "max": 100}, "rt": {"title": "RT", "type": "digits"}},
    sets={"tempat": ["alamat", "rt"]},
    lists={"jenis": (Option("baru", "Baru", 1), Option("ulang", "Ulang"))},
)
VOCABULARY = Vocabulary(
    roles=frozenset({"pemohon", "saksi", "loket", "kasi", "kabid"}),
    outside=frozenset({"pemohon", "saksi"}),
    documents=frozenset({"tanda_terima", "konsep"}),
    books={"pendaftaran": frozenset({"sop"}), "agenda": frozenset({"masuk", "keluar"})},
    messages=frozenset({"kurang"}),
    reasons=frozenset({"salah_tulis", "lainnya"}),
)

Fault = tuple[str | None, str | None, str]
"""Step, move, sentence."""


def changed(*changes: tuple[str, str]) -> str:
    """The good file with some passages replaced; each must stand there exactly once."""
    text = GOOD
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} times in the good file: {old}"
        text = text.replace(old, new)
    return text


def written(folder: Path, text: str, name: str = NAME) -> Path:
    """A file with that text."""
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def load(path: Path) -> Sop:
    """The SOP of a file, with the small library and vocabulary of these tests."""
    return load_sop(path, LIBRARY, VOCABULARY)


def faults_of(path: Path) -> list[SopFault]:
    """Why a file is refused."""
    with pytest.raises(SopInvalid) as refused:
        load(path)
    return list(refused.value.faults)


def told(faults: list[SopFault]) -> list[Fault]:
    """Faults without their file."""
    return [(fault.step, fault.move, fault.sentence) for fault in faults]
