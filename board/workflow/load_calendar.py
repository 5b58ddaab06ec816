"""The calendar of an office as its files write it: holidays, seasons with hours of their own, days of piket.

Read here into plain rows for ``load_office``, and checked when the whole profile is known.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from board import wording
from board.errors import ConfigInvalid
from board.workflow.calendar import WorkingCalendar, parse_clock, parse_span
from board.workflow.config_files import Unreadable, read_text, read_toml
from board.workflow.invalid import in_words
from board.workflow.office import WEEKDAYS, Hours, Profile, SeasonHours
from board.workflow.office_files import HOLIDAY_FILE, SEASON_FILE

LONGEST_CLOSED = 365
"""Days that an office may be closed on end; a longer stretch is a mistake in a file, and an end to all reckoning."""
_SPANS = 'tulis seperti ["07.30-12.00", "13.00-16.00"]'


def holidays_of(home: Path, own: Any) -> Any:
    """The rows of ``hari_libur.csv``, then those of the office's own profile.

    Args:
        own: ``holidays`` of the profile; what is no list is left for the shape to refuse.

    Raises:
        ConfigInvalid: the table has a fault.
    """
    shared = _holidays(home / HOLIDAY_FILE)
    return [*shared, *own] if isinstance(own, list) else own


def seasons_of(home: Path, shipped: Path, own: Any) -> Any:
    """The seasons of ``musim.toml``, and those of the office's own profile, which replace one of the same name.

    Args:
        shipped: the configuration that came with the program; its seasons count where the office has no such file.
        own: ``seasons`` of the profile; what is no list of tables is left for the shape to refuse.

    Raises:
        ConfigInvalid: the file has faults.
    """
    path = home / SEASON_FILE
    try:
        plain = read_toml(path if path.exists() else shipped / SEASON_FILE)
    except Unreadable as told:
        raise ConfigInvalid(SEASON_FILE, [str(told)]) from None
    rows = plain.pop("seasons", [])
    if plain:
        raise ConfigInvalid(SEASON_FILE, [f"{wording.quoted(name)}: tidak dikenal" for name in plain])
    try:
        TypeAdapter(tuple[SeasonHours, ...]).validate_python(rows)
    except ValidationError as invalid:
        raise ConfigInvalid(SEASON_FILE, [f"seasons.{in_words(error)}" for error in invalid.errors()]) from None
    if not isinstance(own, list):
        return own
    named = {row.get("name") for row in own if isinstance(row, dict)}
    return [*(row for row in rows if row["name"] not in named), *own]


def calendar_faults(profile: Profile) -> Iterator[str]:
    """What is wrong with hours, holidays, seasons and days of piket, in words."""
    faults = list(_single_faults(profile))
    yield from faults
    if not faults:
        # Only what is sound by itself can be put together.
        yield from _closed_faults(profile.calendar)


def _closed_faults(calendar: WorkingCalendar) -> Iterator[str]:
    """A stretch without a working day that no promise could be reckoned across."""
    turns = {*calendar.holidays, *(day for season in calendar.seasons for day in (season.first, season.last))}
    for day in sorted(turns):
        if (date.max - day).days < LONGEST_CLOSED:
            return
        year = (day + timedelta(days=offset) for offset in range(LONGEST_CLOSED + 1))
        if not any(map(calendar.is_open_on, year)):
            yield (
                f"kalender: sejak {day} setahun tanpa satu pun hari kerja, janji layanan tidak dapat dihitung; "
                "periksa holidays, seasons dan hours"
            )
            return


def _single_faults(profile: Profile) -> Iterator[str]:
    yield from _hour_faults("hours", profile.hours)
    for holiday in profile.holidays:
        if _day(holiday.day) is None:
            yield f'holidays: "{wording.quoted(holiday.day)}" bukan tanggal (2026-01-01)'
        elif not wording.clean(holiday.name):
            yield f"holidays {holiday.day}: name tidak boleh kosong"
    yield from _season_faults(profile)
    yield from _duty_faults(profile)
    if profile.target_before.strip():
        try:
            parse_clock(profile.target_before)
        except ValueError:
            yield 'target_before: tulis jam seperti "12.00", atau kosongkan bila tanpa target'


def _season_faults(profile: Profile) -> Iterator[str]:
    placed: list[tuple[date, date, str]] = []
    for season in profile.seasons:
        name = wording.quoted(season.name)
        where = f'seasons "{name}"'
        if not name:
            yield "seasons: name tidak boleh kosong"
        first, last = _day(season.first_day), _day(season.last_day)
        if first is None or last is None:
            yield f"{where}: first_day dan last_day ditulis sebagai tanggal (2026-02-19)"
        elif first > last:
            yield f"{where}: first_day {season.first_day} sesudah last_day {season.last_day}; tukar keduanya"
        else:
            placed.append((first, last, name))
        yield from _hour_faults(f"{where}: hours", season.hours)
    for before, after in pairwise(sorted(placed)):
        if after[0] <= before[1]:
            yield f'seasons: "{before[2]}" dan "{after[2]}" bertumpuk; satu hari hanya punya satu jam kerja'


def _duty_faults(profile: Profile) -> Iterator[str]:
    closed: dict[str, list[bool]] = {}
    for holiday in profile.holidays:
        closed.setdefault(holiday.day, []).append(holiday.joint_leave)
    told: set[str] = set()
    for item in profile.duty_days:
        where, day = f"duty_days {wording.quoted(item.day)}", _day(item.day)
        if day is None:
            yield f'duty_days: "{wording.quoted(item.day)}" bukan tanggal (2026-12-24)'
            continue
        if item.day in told:
            yield f"{where}: disebut dua kali"
        told.add(item.day)
        if not all(closed.get(item.day, [False])):
            yield f"{where}: bukan cuti bersama; piket hanya membuka cuti bersama, bukan hari libur"
        if item.hours:
            yield from _span_faults(f"{where}: hours", item.hours)
        elif day.weekday() in _closed_weekdays(profile, day):
            yield f'{where}: {wording.WEEKDAYS[day.weekday()]} tidak punya jam kerja; tulis hours = ["08.00-12.00"]'


def _closed_weekdays(profile: Profile, day: date) -> set[int]:
    """Weekdays without hours in the week of a day: those of its season, or the ordinary ones."""
    hours = next(
        (
            season.hours
            for season in profile.seasons
            if (first := _day(season.first_day)) and (last := _day(season.last_day)) and first <= day <= last
        ),
        profile.hours,
    )
    return {place for place, name in enumerate(WEEKDAYS) if not hours.get(name)}


def _hour_faults(where: str, hours: Hours) -> Iterator[str]:
    for name, spans in hours.items():
        if name not in WEEKDAYS:
            yield f'{where}: hari "{name}" tidak dikenal ({", ".join(WEEKDAYS)})'
        yield from _span_faults(f"{where}.{name}", spans)
    if not any(hours.values()):
        yield f"{where}: tidak ada satu pun hari kerja"


def _span_faults(where: str, spans: Sequence[str]) -> Iterator[str]:
    try:
        parsed = [parse_span(text) for text in spans]
    except ValueError:
        yield f"{where}: {_SPANS}"
        return
    if any(before[1] > after[0] for before, after in pairwise(parsed)):
        yield f"{where}: jam bertumpuk atau tidak berurutan"


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    # 20260219 is a date as well, but another one than the text that names it elsewhere.
    return day if day.isoformat() == text else None


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
