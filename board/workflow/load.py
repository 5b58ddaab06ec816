"""TOML → Sop. The one file of this room that opens files, and the gate no faulty SOP passes.

A file may name fields of the office's field library (``use``, or simply the same id), sets of fields (``include``) and
reference lists (``list``); all of that is copied in, so that a stored SOP stands on its own.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from board.errors import SopFault, SopInvalid
from board.workflow import lint
from board.workflow.invalid import in_words
from board.workflow.lint import Vocabulary
from board.workflow.sop import Sop


@dataclass(frozen=True)
class Library:
    """The shared parts of SOP files: ``fields.toml`` and ``lists.toml``."""

    fields: dict[str, dict[str, Any]]
    sets: dict[str, list[str]]
    lists: dict[str, list[dict[str, Any]]]


def read_library(folder: Path) -> Library:
    """The library in a folder of configuration.

    Raises:
        SopInvalid: a file is missing or not TOML.
    """
    fields, lists = _toml(folder / "fields.toml"), _toml(folder / "lists.toml")
    return Library(
        fields=fields.get("fields", {}),
        sets=fields.get("sets", {}),
        lists={name: entry.get("values", []) for name, entry in lists.items()},
    )


def load_sops(paths: Sequence[Path], library: Library, vocabulary: Vocabulary) -> list[Sop]:
    """Every SOP of some files.

    Raises:
        SopInvalid: any file has a fault; the error carries all faults of all files.
    """
    found: list[Sop] = []
    faults: list[SopFault] = []
    for path in paths:
        try:
            found.append(load_sop(path, library, vocabulary))
        except SopInvalid as invalid:
            faults += invalid.faults
    faults += _clashes(found)
    if faults:
        raise SopInvalid(faults)
    return found


def load_sop(path: Path, library: Library, vocabulary: Vocabulary) -> Sop:
    """One SOP from its file.

    Raises:
        SopInvalid: with every fault of the file.
    """
    faults: list[SopFault] = []
    plain = _toml(path)
    plain["fields"] = list(_resolved_fields(plain.get("fields", []), library, path.name, faults))
    try:
        sop = TypeAdapter(Sop).validate_python(plain)
    except ValidationError as invalid:
        faults += [_shape_fault(path.name, plain, error) for error in invalid.errors()]
        raise SopInvalid(faults) from None
    if not sop.steps:
        faults.append(SopFault(path.name, "SOP tidak punya langkah"))
    else:
        faults += lint.faults(sop, path.name, vocabulary)
    if path.name != f"{sop.id}.{sop.version}.toml":
        faults.append(SopFault(path.name, f"nama berkas harus {sop.id}.{sop.version}.toml"))
    if faults:
        raise SopInvalid(faults)
    return sop


def _toml(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise SopInvalid([SopFault(path.name, f"berkas tidak ada: {path}")]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise SopInvalid([SopFault(path.name, f"bukan TOML yang sah: {broken}")]) from None
    except OSError as broken:
        raise SopInvalid([SopFault(path.name, f"tidak dapat dibaca: {broken.strerror}")]) from None


def _resolved_fields(entries: Any, library: Library, file: str, faults: list[SopFault]) -> Iterator[dict[str, Any]]:
    if not isinstance(entries, list):
        faults.append(SopFault(file, "fields harus berupa daftar"))
        return
    for entry in entries:
        if not isinstance(entry, dict):
            faults.append(SopFault(file, "setiap isian harus berupa tabel"))
        elif "include" in entry:
            shared = {key: value for key, value in entry.items() if key != "include"}
            names = library.sets.get(str(entry["include"]))
            if names is None:
                faults.append(SopFault(file, f'kumpulan isian "{entry["include"]}" tidak ada'))
            for name in names or []:
                yield _resolved_field({**shared, "id": name}, library, file, faults)
        else:
            yield _resolved_field(entry, library, file, faults)


def _resolved_field(entry: dict[str, Any], library: Library, file: str, faults: list[SopFault]) -> dict[str, Any]:
    source = entry.get("use", entry.get("id"))
    shared = library.fields.get(str(source))
    if "use" in entry and shared is None:
        faults.append(SopFault(file, f'isian "{entry.get("id")}" memakai "{source}" yang tidak ada di fields.toml'))
    # What the SOP states itself wins over the library, except that a text in full replaces a reference.
    merged = {**(shared or {}), **{key: value for key, value in entry.items() if key != "use"}}
    if "columns" in merged:
        merged["columns"] = [_resolved_field(column, library, file, faults) for column in merged["columns"]]
    if "list" in merged:
        merged["options"] = _options(merged, library, file, faults)
    return {key: value for key, value in merged.items() if key not in {"list", "only"}}


def _options(entry: dict[str, Any], library: Library, file: str, faults: list[SopFault]) -> list[dict[str, Any]]:
    values = library.lists.get(str(entry["list"]))
    if values is None:
        faults.append(SopFault(file, f'isian "{entry.get("id")}": daftar "{entry["list"]}" tidak ada di lists.toml'))
        return []
    only = entry.get("only")
    if only is None:
        return values
    for value in only:
        if value not in [option["value"] for option in values]:
            faults.append(SopFault(file, f'isian "{entry.get("id")}": "{value}" tidak ada pada daftar {entry["list"]}'))
    return [option for value in only for option in values if option["value"] == value]


def _shape_fault(file: str, plain: dict[str, Any], error: Any) -> SopFault:
    place, step, move = list(error["loc"]), None, None
    if len(place) > 1 and place[0] == "steps" and isinstance(place[1], int):
        row = plain["steps"][place[1]]
        step = str(row.get("no", place[1] + 1)) if isinstance(row, dict) else str(place[1] + 1)
        if len(place) > 3 and place[2] == "moves" and isinstance(place[3], int):
            entry = row["moves"][place[3]]
            move = f"{entry.get('intent', '?')}→{entry.get('to', 'akhir')}" if isinstance(entry, dict) else "?"
    return SopFault(file, in_words(error), step, move)


def _clashes(sops: Sequence[Sop]) -> list[SopFault]:
    faults = []
    codes: dict[str, str] = {}
    for sop in sops:
        other = codes.setdefault(sop.code, sop.id)
        if other != sop.id:
            faults.append(SopFault(sop.id, f'kode nomor "{sop.code}" sudah dipakai {other}'))
    return faults
