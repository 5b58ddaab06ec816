"""The field library beside the SOP files: ``fields.toml`` and ``lists.toml``."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.errors import SopInvalid
from board.workflow.load import load_sops, read_library
from board.workflow.sop import Option
from tests.workflow.broken import VOCABULARY, changed, written
from tests.workflow.given import CONFIG


def library_folder(folder: Path, fields: str = "", lists: str = "") -> Path:
    (folder / "fields.toml").write_text(fields, encoding="utf-8")
    (folder / "lists.toml").write_text(lists, encoding="utf-8")
    return folder


def test_a_library_is_read(tmp_path: Path) -> None:
    fields = '[fields]\nrt = { title = "RT", type = "digits" }\n[sets]\ntempat = ["rt"]\n'
    lists = '[jk]\nvalues = [{ value = "L", title = "Laki-laki" }]\n'
    found = read_library(library_folder(tmp_path, fields, lists))
    assert found.fields == {"rt": {"title": "RT", "type": "digits"}}
    assert found.sets == {"tempat": ["rt"]}
    assert found.lists == {"jk": (Option("L", "Laki-laki"),)}


def test_the_shipped_sets_name_fields_that_are_there() -> None:
    found = read_library(CONFIG)
    assert {name for names in found.sets.values() for name in names} <= found.fields.keys()
    assert {str(field["list"]) for field in found.fields.values() if "list" in field} <= found.lists.keys()


def test_a_library_that_is_missing_or_no_toml(tmp_path: Path) -> None:
    with pytest.raises(SopInvalid, match=r"fields\.toml: berkas tidak ada"):
        read_library(tmp_path)
    with pytest.raises(SopInvalid, match=r"lists\.toml: bukan TOML yang sah"):
        read_library(library_folder(tmp_path, "", "x = "))


@pytest.mark.parametrize(
    ("fields", "lists"),
    [
        ("fields = 3", ""),
        ("[set]\ntempat = []", ""),
        ("[fields]\nalamat = 3", '[jenis]\nvalues = [{ value = "baru", title = "Baru" }]'),
        ('[fields]\nalamat = { title = "A", type = "text" }', "jenis = 3"),
        ('[fields]\nalamat = { title = "A", type = "text" }', '[jenis]\nvalues = [{ title = "Baru" }]'),
    ],
)
def test_a_library_of_a_wrong_shape_is_a_fault(fields: str, lists: str, tmp_path: Path) -> None:
    narrowed = changed(('list = "jenis", step = "kirim"', 'list = "jenis", only = ["baru"], step = "kirim"'))
    path = written(tmp_path, narrowed)
    with pytest.raises(SopInvalid):
        load_sops([path], read_library(library_folder(tmp_path, fields, lists)), VOCABULARY)
