"""TOML → Sop. The gate no faulty SOP passes.

A file may name fields of the office's field library (``use``, or simply the same id), sets of fields (``include``) and
reference lists (``list``); all of that is copied in, so that a stored SOP stands on its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from board.errors import SopFault, SopInvalid
from board.workflow import lint
from board.workflow.config_files import Unreadable, read_toml
from board.workflow.invalid import in_words
from board.workflow.lint import Vocabulary
from board.workflow.sop import FORBID, Option, Sop


@dataclass(frozen=True)
class Library:
    """The shared parts of SOP files: ``fields.toml`` and ``lists.toml``."""

    fields: dict[str, dict[str, Any]]
    sets: dict[str, list[str]]
    lists: dict[str, tuple[Option, ...]]


@dataclass(frozen=True)
class FieldsFile:
    """The shape of ``fields.toml``; what a field holds is checked in the SOP that names it."""

    __pydantic_config__ = FORBID

    fields: dict[str, dict[str, Any]] = field(default_factory=dict)
    sets: dict[str, list[str]] = field(default_factory=dict)


@dataclass(frozen=True)
class ListEntry:
    """One list of ``lists.toml``."""

    __pydantic_config__ = FORBID

    values: tuple[Option, ...]


def read_library(folder: Path) -> Library:
    """The library in a folder of configuration.

    Raises:
        SopInvalid: a file is missing, not TOML, or of another shape.
    """
    shared: FieldsFile = _shaped(FieldsFile, folder / "fields.toml")
    lists: dict[str, ListEntry] = _shaped(dict[str, ListEntry], folder / "lists.toml")
    return Library(shared.fields, shared.sets, {name: entry.values for name, entry in lists.items()})


def load_sops(paths: Sequence[Path], library: Library, vocabulary: Vocabulary) -> list[Sop]:
    """Every SOP of some files.

    Raises:
        SopInvalid: any file has a fault; the error carries all faults of all files.
    """
    found: list[tuple[Path, Sop]] = []
    faults: list[SopFault] = []
    for path in paths:
        try:
            found.append((path, load_sop(path, library, vocabulary)))
        except SopInvalid as invalid:
            faults += invalid.faults
    faults += _clashes(found)
    if faults:
        raise SopInvalid(faults)
    return [sop for _, sop in found]


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
        return read_toml(path)
    except Unreadable as told:
        raise SopInvalid([SopFault(path.name, str(told))]) from None


def _shaped(shape: Any, path: Path) -> Any:
    plain = _toml(path)
    try:
        return TypeAdapter(shape).validate_python(plain)
    except ValidationError as invalid:
        raise SopInvalid([SopFault(path.name, in_words(error)) for error in invalid.errors()]) from None


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
    columns = merged.get("columns")
    if isinstance(columns, list):
        merged["columns"] = [
            _resolved_field(column, library, file, faults) if isinstance(column, dict) else column for column in columns
        ]
    if "list" in merged:
        merged["options"] = list(_options(merged, library, file, faults))
    return {key: value for key, value in merged.items() if key not in {"list", "only"}}


def _options(entry: dict[str, Any], library: Library, file: str, faults: list[SopFault]) -> Iterator[Option]:
    name, only = entry.get("id"), entry.get("only")
    listed = library.lists.get(str(entry["list"]))
    if listed is None:
        faults.append(SopFault(file, f'isian "{name}": daftar "{entry["list"]}" tidak ada di lists.toml'))
    elif only is None:
        yield from listed
    elif not isinstance(only, list):
        faults.append(SopFault(file, f'isian "{name}": only harus berupa daftar'))
    else:
        options = {option.value: option for option in listed}
        for value in map(str, only):
            if value in options:
                yield options[value]
            else:
                faults.append(SopFault(file, f'isian "{name}": "{value}" tidak ada pada daftar {entry["list"]}'))


def _shape_fault(file: str, plain: dict[str, Any], error: Any) -> SopFault:
    place, step, move = list(error["loc"]), None, None
    if len(place) > 1 and place[0] == "steps" and isinstance(place[1], int):
        row = plain["steps"][place[1]]
        step = str(row.get("no", place[1] + 1)) if isinstance(row, dict) else str(place[1] + 1)
        if len(place) > 3 and place[2] == "moves" and isinstance(place[3], int):
            entry = row["moves"][place[3]]
            move = f"{entry.get('intent', '?')}→{entry.get('to', 'akhir')}" if isinstance(entry, dict) else "?"
    return SopFault(file, in_words(error), step, move)


def _clashes(found: Sequence[tuple[Path, Sop]]) -> Iterator[SopFault]:
    codes: dict[str, str] = {}
    places: dict[tuple[str, int], Path] = {}
    for path, sop in found:
        owner = codes.setdefault(sop.code, sop.id)
        if owner != sop.id:
            yield SopFault(path.name, f'kode nomor "{sop.code}" sudah dipakai {owner}')
        first = places.setdefault((sop.id, sop.version), path)
        if first is not path:
            yield SopFault(path.name, f"{sop.id} versi {sop.version} sudah dibaca dari {first}")
