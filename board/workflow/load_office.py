"""Office configuration → Profile: ``office.toml`` with the shared tables beside it, checked as one.

A table in ``office.toml`` (``[books.agenda]``) changes single keys of the shared one, so that a file copied at
``board init`` can stay as it was shipped.
"""

from __future__ import annotations

import csv
import string
import tomllib
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from board.errors import ConfigInvalid
from board.workflow.calendar import parse_span
from board.workflow.invalid import in_words
from board.workflow.office import WEEKDAYS, Profile
from board.workflow.office_files import HOLIDAY_FILE, SHARED

MESSAGE_VARIABLES = frozenset({"nama", "nomor", "layanan", "dokumen", "daftar", "jam", "kantor", "catatan", "kode"})


def load_profile(home: Path) -> Profile:
    """The profile of the office in ``home``.

    Raises:
        ConfigInvalid: the first file that has faults, with all of them.
    """
    plain = _toml(home / "office.toml")
    plain.pop("database", None)
    for name in SHARED:
        plain[name] = _merged(_toml(home / f"{name}.toml"), plain.get(name, {}))
    plain["holidays"] = _holidays(home / HOLIDAY_FILE) + plain.get("holidays", [])
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
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ConfigInvalid(path.name, [f"berkas tidak ada: {path}"]) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as broken:
        raise ConfigInvalid(path.name, [f"bukan TOML yang sah: {broken}"]) from None
    except OSError as broken:
        raise ConfigInvalid(path.name, [f"tidak dapat dibaca: {broken.strerror}"]) from None


def _merged(shared: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    merged = dict(shared)
    for key, value in own.items():
        both_tables = isinstance(value, dict) and isinstance(merged.get(key), dict)
        merged[key] = {**merged[key], **value} if both_tables else value
    return merged


def _holidays(path: Path) -> list[dict[str, Any]]:
    if not path.is_file():
        raise ConfigInvalid(path.name, [f"berkas tidak ada: {path}"])
    found = []
    with path.open(encoding="utf-8", newline="") as lines:
        for place, row in enumerate(csv.DictReader(lines), start=2):
            try:
                day, kind, name = date.fromisoformat(row["tanggal"].strip()), row["jenis"], row["nama"]
            except (KeyError, ValueError, AttributeError):
                raise ConfigInvalid(
                    path.name, [f"baris {place}: tulis tanggal (2026-01-01), hari, jenis, nama"]
                ) from None
            found.append({"day": day.isoformat(), "name": name, "joint_leave": kind.lower().startswith("cuti")})
    return found


def _faults(profile: Profile) -> Iterator[str]:
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
    for holiday in profile.holidays:
        try:
            date.fromisoformat(holiday.day)
        except ValueError:
            yield f'holidays: "{holiday.day}" bukan tanggal (2026-01-01)'
    for name, book in profile.books.items():
        try:
            book.text("X", 2026, 1)
        except (KeyError, IndexError, ValueError):
            yield f"books.{name}.pattern: hanya {{series}} {{year}} {{number}} yang dikenal"
        if "{number" not in book.pattern:
            yield f"books.{name}.pattern: nomor urut {{number}} wajib ada"
    try:
        profile.letter_pattern.format(number=1, year=2026)
    except (KeyError, IndexError, ValueError):
        yield "letter_pattern: hanya {number} {year} yang dikenal"
    for name, text in profile.messages.items():
        try:
            used = {part[1] for part in string.Formatter().parse(text) if part[1] is not None}
        except ValueError:
            yield f"messages.{name}: kurung kurawal tidak berpasangan"
            continue
        for unknown in sorted(used - MESSAGE_VARIABLES):
            yield f"messages.{name}: variabel {{{unknown}}} tidak dikenal"
    for name in ("pendaftaran", "agenda"):
        if name not in profile.books:
            yield f"books: buku {name} wajib ada"
    for name in ("kembalikan", "mendesak"):
        if "lainnya" not in profile.reasons.get(name, {}):
            yield f'reasons.{name}: alasan "lainnya" wajib ada'
    for role in (*profile.cancel_roles, *(item.role for item in (profile.signature, *profile.signatures.values()))):
        if role not in profile.roles:
            yield f'peran "{role}" tidak dikenal'
    if not (len(profile.region) == 4 and profile.region.isdigit()):
        yield "region: kode wilayah 4 angka Kemendagri"
