"""Office configuration → Profile: ``office.toml`` with the shared tables beside it, checked as one.

A table in ``office.toml`` (``[books.agenda]``) changes single keys of the shared one, so that a file copied at
``board init`` can stay as it was shipped.
"""

from __future__ import annotations

import csv
import re
import string
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from board.errors import ConfigInvalid
from board.workflow.calendar import parse_span
from board.workflow.checks import OTHER
from board.workflow.config_files import Unreadable, read_text, read_toml
from board.workflow.invalid import in_words
from board.workflow.office import REGISTRATION, WEEKDAYS, Profile
from board.workflow.office_files import HOLIDAY_FILE, SHARED

NEEDED_BOOKS = (REGISTRATION, "agenda")
NEEDED_DOCUMENTS = ("berita_acara_pembatalan",)
NEEDED_MESSAGES = ("diterima", "batal")
"""What the program itself writes, prints and tells, whatever the SOPs of the office name."""
MESSAGE_VARIABLES = (
    "nama", "nomor", "layanan", "permohonan", "dokumen", "daftar", "jam", "kantor", "catatan", "kode",
)  # fmt: skip
NUMBER_PARTS: Mapping[str, object] = {"series": "X", "year": 2026, "number": 1}
LETTER_PARTS: Mapping[str, object] = {"number": 1, "year": 2026}


def load_profile(home: Path) -> Profile:
    """The profile of the office in ``home``.

    Raises:
        ConfigInvalid: the first file that has faults, with all of them.
    """
    plain = _toml(home / "office.toml")
    plain.pop("database", None)
    for name in SHARED:
        plain[name] = _merged(_toml(home / f"{name}.toml"), plain.get(name, {}))
    own = plain.get("holidays", [])
    shared = _holidays(home / HOLIDAY_FILE)
    plain["holidays"] = [*shared, *own] if isinstance(own, list) else own
    try:
        profile = TypeAdapter(Profile).validate_python(plain)
    except ValidationError as invalid:
        raise ConfigInvalid("office.toml", [in_words(error) for error in invalid.errors()]) from None
    faults = list(_faults(profile))
    if faults:
        raise ConfigInvalid("office.toml", faults)
    return profile


def _toml(path: Path) -> dict[str, Any]:
    try:
        return read_toml(path)
    except Unreadable as told:
        raise ConfigInvalid(path.name, [str(told)]) from None


def _merged(shared: dict[str, Any], own: Any) -> Any:
    """The shared table with single keys of the office's own; what is no table is left for the shape to refuse."""
    if not isinstance(own, dict):
        return own
    merged = dict(shared)
    for key, value in own.items():
        both_tables = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = {**merged[key], **value} if both_tables else value
    return merged


def _holidays(path: Path) -> list[dict[str, Any]]:
    try:
        rows = csv.DictReader(StringIO(read_text(path)))
        return [_holiday(path, place, row) for place, row in enumerate(rows, start=2)]
    except Unreadable as told:
        raise ConfigInvalid(path.name, [str(told)]) from None
    except csv.Error:
        raise ConfigInvalid(path.name, ["bukan tabel CSV yang sah"]) from None


def _holiday(path: Path, place: int, row: Mapping[str, str | None]) -> dict[str, Any]:
    day, kind, name = (row.get(column) for column in ("tanggal", "jenis", "nama"))
    try:
        if not (day and kind and name):
            raise ValueError(row)
        on = date.fromisoformat(day.strip())
    except ValueError:
        raise ConfigInvalid(path.name, [f"baris {place}: tulis tanggal (2026-01-01), hari, jenis, nama"]) from None
    return {"day": on.isoformat(), "name": name, "joint_leave": kind.lower().startswith("cuti")}


def _faults(profile: Profile) -> Iterator[str]:
    yield from _hour_faults(profile)
    for holiday in profile.holidays:
        try:
            date.fromisoformat(holiday.day)
        except ValueError:
            yield f'holidays: "{holiday.day}" bukan tanggal (2026-01-01)'
    yield from _missing_entries(profile)
    yield from _number_faults(profile)
    for name, text in profile.messages.items():
        yield from _message_faults(name, text)
    for name in ("kembalikan", "mendesak"):
        if OTHER not in profile.reasons.get(name, {}):
            yield f'reasons.{name}: alasan "{OTHER}" wajib ada'
    for role in (*profile.cancel_roles, *(item.role for item in (profile.signature, *profile.signatures.values()))):
        if role not in profile.roles:
            yield f'peran "{role}" tidak dikenal'
    yield from _paper_faults(profile)
    if not re.fullmatch(r"\d{4}", profile.region, re.ASCII):
        yield "region: kode wilayah 4 angka Kemendagri"


def _hour_faults(profile: Profile) -> Iterator[str]:
    for name, spans in profile.hours.items():
        if name not in WEEKDAYS:
            yield f'hours: hari "{name}" tidak dikenal ({", ".join(WEEKDAYS)})'
        try:
            parsed = [parse_span(text) for text in spans]
        except ValueError:
            yield f'hours.{name}: tulis seperti ["07.30-12.00", "13.00-16.00"]'
            continue
        if any(before[1] > after[0] for before, after in pairwise(parsed)):
            yield f"hours.{name}: jam bertumpuk atau tidak berurutan"
    if not any(profile.hours.values()):
        yield "hours: tidak ada satu pun hari kerja"


def _missing_entries(profile: Profile) -> Iterator[str]:
    needed: tuple[tuple[str, Mapping[str, object], tuple[str, ...]], ...] = (
        ("books", profile.books, NEEDED_BOOKS),
        ("documents", profile.documents, NEEDED_DOCUMENTS),
        ("messages", profile.messages, NEEDED_MESSAGES),
    )
    for table, have, names in needed:
        for name in names:
            if name not in have:
                yield f"{table}: {name} wajib ada"


def _number_faults(profile: Profile) -> Iterator[str]:
    for name, book in profile.books.items():
        # The number of a case is its name in the whole office: apart from all SOPs, years and days.
        needed = NUMBER_PARTS if name == REGISTRATION else ("number",)
        yield from _pattern_faults(f"books.{name}.pattern", book.pattern, NUMBER_PARTS, needed)
    if REGISTRATION in profile.books and profile.books[REGISTRATION].reset != "tahun":
        yield f'books.{REGISTRATION}.reset: harus "tahun"'
    yield from _pattern_faults("letter_pattern", profile.letter_pattern, LETTER_PARTS, ("number",))


def _pattern_faults(where: str, pattern: str, known: Mapping[str, object], needed: Iterable[str]) -> Iterator[str]:
    try:
        used = _variables(pattern)
        if used <= known.keys():
            pattern.format(**known)
    except ValueError:
        used = {pattern}
    if not used <= known.keys():
        yield f"{where}: hanya {_in_braces(known)} yang dikenal"
    elif missing := [part for part in needed if part not in used]:
        yield f"{where}: {_in_braces(missing)} wajib ada agar nomornya tidak kembar"


def _message_faults(name: str, text: str) -> Iterator[str]:
    try:
        used = _variables(text)
    except ValueError:
        yield f"messages.{name}: kurung kurawal tidak berpasangan"
        return
    for unknown in sorted(used.difference(MESSAGE_VARIABLES)):
        yield f"messages.{name}: variabel {{{unknown}}} tidak dikenal"


def _variables(template: str) -> set[str]:
    """The names in braces.

    Raises:
        ValueError: braces that do not match, or stand inside one another.
    """
    found = set()
    for _, name, form, _ in string.Formatter().parse(template):
        if "{" in (form or ""):
            raise ValueError(template)
        if name is not None:
            found.add(name)
    return found


def _in_braces(names: Iterable[str]) -> str:
    return " ".join(f"{{{name}}}" for name in names)


def _paper_faults(profile: Profile) -> Iterator[str]:
    for name, document in profile.documents.items():
        if document.copies < 1:
            yield f"documents.{name}.copies: paling sedikit 1"
    for table, names in (("signatures", profile.signatures), ("printing.queues", profile.printing.queues)):
        for name in names:
            if name not in profile.documents:
                yield f'{table}: cetakan "{name}" tidak dikenal'
