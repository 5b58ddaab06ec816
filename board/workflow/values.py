"""What people type or send, made into the values a case stores: checked field by field, in Indonesian."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from board import wording
from board.errors import Problem
from board.workflow import numbers
from board.workflow.calendar import parse_clock
from board.workflow.conditions import holds, parse
from board.workflow.sop import Field, Sop

LONGEST = {"text": 200, "name": 60, "long": 8000}
"""Upper bounds where a field names none; names after Permendagri 73/2022."""
APPLICANT = {
    "name": Field("name", "Nama pemohon", "name"),
    "nik": Field("nik", "NIK pemohon", "nik"),
    "no_kk": Field("no_kk", "No. KK pemohon", "no_kk"),
    "phone": Field("phone", "Nomor telepon pemohon", "phone"),
}
"""What is known of the applicant of every case, whatever the service."""
RELATION, HEAD = "shdk", "kepala_keluarga"
"""The column of the relation within a family, and its head (DOMAIN C.3)."""
_BETWEEN = " '.,-/"
_NAME = re.compile(r"[^\W\d_]+(?:[ '.,\-/]+[^\W\d_]+)*[.']?")
_DATE_FORMS = (
    (re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})", re.ASCII), (1, 2, 3)),
    (re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})", re.ASCII), (3, 2, 1)),
)


@dataclass
class Checked:
    """The outcome of checking some input: clean values, what is wrong, and what only looks odd."""

    values: dict[str, Any] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


@dataclass(frozen=True)
class Checker:
    """Checks values for one office on one day."""

    today: date
    regions: frozenset[str] = frozenset()
    """Region codes beyond the national list that are no reason to warn."""

    def data(
        self, sop: Sop, raw: Mapping[str, Any], have: Mapping[str, Any] | None = None, received: date | None = None
    ) -> Checked:
        """Check the ``data`` of a case: unknown fields, types, ranges, dates in order.

        Args:
            have: what the case holds already; compared against, not returned.
            received: the day the berkas came in; today by default.
        """
        checked = Checked()
        for name, value in raw.items():
            found = sop.field(name)
            if found is None:
                known = ", ".join(item.id for item in sop.fields)
                told = f'Medan "{wording.quoted(name)}" tidak dikenal pada SOP {sop.short}. Yang dikenal: {known}.'
                checked.problems.append(Problem(name, told))
            else:
                self.field(found, value, checked)
        values = {**(have or {}), **checked.values}
        _dates_in_order(sop, values, checked)
        self._compare_niks(sop.fields, values, checked)
        _compare_late(sop.fields, values, received or self.today, checked)
        return checked

    def applicant(self, raw: Mapping[str, Any], required: Collection[str] = ()) -> Checked:
        """Check the ``applicant`` of a case; problems and warnings name their field ``applicant.nik``.

        Args:
            required: which of name, nik, no_kk, phone may not be empty.
        """
        checked = Checked()
        for name, value in raw.items():
            if name in APPLICANT:
                self.field(APPLICANT[name], value, checked)
            else:
                told = f'Medan pemohon "{wording.quoted(name)}" tidak dikenal. Yang dikenal: {", ".join(APPLICANT)}.'
                checked.problems.append(Problem(name, told))
        _demand([item for name, item in APPLICANT.items() if name in required], checked)
        return Checked(checked.values, _under("applicant", checked.problems), _under("applicant", checked.warnings))

    def field(self, item: Field, value: Any, checked: Checked) -> None:
        """Check one value and note it in ``checked``; an empty value clears the field."""
        if _is_empty(value):
            checked.values[item.id] = [] if item.type == "rows" else ""
            return
        if item.type == "rows":
            self._rows(item, value, checked)
            return
        try:
            clean = self._scalar(item, as_text(value))
        except ValueError as refused:
            checked.problems.append(Problem(item.id, _about(item, str(refused))))
            return
        checked.values[item.id] = clean
        checked.warnings += [Problem(item.id, _about(item, text)) for text in self._odd(item, clean)]

    def _scalar(self, item: Field, text: str) -> str:
        text = wording.clean(text, lines=item.type == "long")
        if item.type in numbers.PARSERS:
            return numbers.PARSERS[item.type](text)
        match item.type:
            case "enum":
                return _option(item, text)
            case "date":
                return self._date(item, text).isoformat()
            case "time":
                return _time(text)
            case "int":
                return _whole_number(item, text)
            case "digits":
                return _digits(item, text)
            case "name":
                text = check_name(text)
        longest = item.max or LONGEST.get(item.type, 200)
        if len(text) > longest:
            raise ValueError(f"paling panjang {longest} huruf, ini {len(text)}.")
        return text

    def _date(self, item: Field, text: str) -> date:
        day = parse_date(text)
        if item.past and day > self.today:
            raise ValueError("tanggal tidak boleh melewati hari ini.")
        return day

    def _odd(self, item: Field, value: str) -> list[str]:
        if item.type == "nik":
            return numbers.nik_warnings(value, self.today, regions=self.regions)
        if item.type == "no_kk":
            return numbers.kk_warnings(value, regions=self.regions)
        return []

    def _rows(self, item: Field, value: Any, checked: Checked) -> None:
        if not isinstance(value, list) or not all(isinstance(row, Mapping) for row in value):
            checked.problems.append(Problem(item.id, f"{item.title}: tulis sebagai daftar baris."))
            return
        if item.max and len(value) > item.max:
            checked.problems.append(Problem(item.id, f"{item.title}: paling banyak {item.max} baris."))
            return
        columns = {column.id: column for column in item.columns}
        rows = []
        for place, raw in enumerate(value, start=1):
            row = Checked()
            for name, cell in raw.items():
                if name not in columns:
                    row.problems.append(Problem(name, f'kolom "{wording.quoted(name)}" tidak dikenal.'))
                else:
                    self.field(columns[name], cell, row)
            _demand([column for column in item.columns if column.required], row)
            self._compare_niks(item.columns, row.values, row)
            checked.problems += [Problem(item.id, f"{item.title} baris {place}: {p.sentence}") for p in row.problems]
            checked.warnings += [Problem(item.id, f"{item.title} baris {place}: {p.sentence}") for p in row.warnings]
            rows.append({name: cell for name, cell in row.values.items() if cell})
        heads = sum(row.get(RELATION) == HEAD for row in rows)
        if heads > 1:
            checked.problems.append(Problem(item.id, f"{item.title}: hanya satu Kepala Keluarga dalam satu KK."))
        elif item.family and not heads:
            told = f"{item.title}: pilih siapa Kepala Keluarga; tepat satu dalam satu KK."
            checked.problems.append(Problem(item.id, told))
        checked.values[item.id] = rows

    def _compare_niks(self, items: Sequence[Field], values: Mapping[str, Any], checked: Checked) -> None:
        """Warn of a NIK unlike the birth date or sex beside it, where this input touches one of them."""
        for item in items:
            nik = values.get(item.id)
            if item.type != "nik" or not nik or checked.values.keys().isdisjoint({item.id, item.born, item.sex}):
                continue
            born, sex = values.get(item.born or ""), values.get(item.sex or "")
            day = date.fromisoformat(born) if born else None
            unlike = numbers.nik_mismatches(nik, self.today, born=day, sex=sex)
            checked.warnings += [Problem(item.id, _about(item, text)) for text in unlike]


def _compare_late(items: Sequence[Field], values: Mapping[str, Any], received: date, checked: Checked) -> None:
    """Warn of an akta number that tells a late record unlike the dates, where this input touches one of them."""
    for item in items:
        if item.late is None or not values.get(item.id):
            continue
        if checked.values.keys().isdisjoint({item.id, *(clause.name for clause in parse(item.late))}):
            continue
        odd = numbers.akta_warnings(values[item.id], late=holds(item.late, values, received))
        checked.warnings += [Problem(item.id, _about(item, text)) for text in odd]


def _dates_in_order(sop: Sop, values: Mapping[str, Any], checked: Checked) -> None:
    for item in sop.fields:
        earlier = item.not_before and values.get(item.not_before)
        later = values.get(item.id)
        if earlier and later and later < earlier:
            first = sop.field(str(item.not_before))
            title = first.title.lower() if first else ""
            checked.problems.append(Problem(item.id, f"{item.title}: tidak boleh sebelum {title}."))


def _demand(items: Sequence[Field], checked: Checked) -> None:
    """Tell what is empty and may not be; what is wrong already is not called empty too."""
    wrong = {problem.field for problem in checked.problems}
    for item in items:
        if not checked.values.get(item.id) and item.id not in wrong:
            checked.problems.append(Problem(item.id, f"{item.title} wajib diisi."))


def _under(prefix: str, problems: Sequence[Problem]) -> list[Problem]:
    return [Problem(f"{prefix}.{problem.field}", problem.sentence) for problem in problems]


def _is_empty(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and not wording.clean(value))


def as_text(value: object) -> str:
    """A single value that came as JSON, as somebody would have typed it: a text, or a whole number.

    Raises:
        ValueError: with the sentence to show.
    """
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise ValueError("tulis sebagai teks atau angka.")
    try:
        return str(value)
    except ValueError:  # Python writes no whole number of thousands of figures
        raise ValueError("angkanya terlalu panjang.") from None


def _about(item: Field, sentence: str) -> str:
    """A sentence that names its field, unless it does so already."""
    return sentence if sentence.startswith(item.title) else f"{item.title}: {sentence}"


def check_name(text: str) -> str:
    """A name in capitals: letters, spaces, ``' . - , /``.

    Raises:
        ValueError: with the sentence to show.
    """
    name = " ".join(text.upper().split())
    # \\w also takes fractions, superscripts and Roman numerals, which are figures in disguise.
    letters = all(char.isalpha() or char in _BETWEEN for char in name)
    if not letters or not _NAME.fullmatch(name):
        raise ValueError("nama hanya berisi huruf, spasi, dan tanda ' . - ,")
    if len(name) > LONGEST["name"]:
        raise ValueError(f"paling panjang {LONGEST['name']} huruf, ini {len(name)}.")
    return name


def parse_date(text: str) -> date:
    """A date written ``29-05-2012`` or ``2012-05-29``.

    Raises:
        ValueError: with the sentence to show.
    """
    for pattern, (year, month, day) in _DATE_FORMS:
        if found := pattern.fullmatch(text.strip()):
            try:
                return date(int(found[year]), int(found[month]), int(found[day]))
            except ValueError:
                break
    raise ValueError("tanggal tidak sah; tulis seperti 29-05-2012.")


def _option(item: Field, text: str) -> str:
    wanted = text.casefold()
    for option in item.options:
        if wanted in {option.value.casefold(), option.title.casefold(), str(option.code)}:
            return option.value
    raise ValueError(f"pilih salah satu: {', '.join(option.value for option in item.options)}.")


def _time(text: str) -> str:
    try:
        return parse_clock(text).strftime("%H:%M")
    except ValueError:
        raise ValueError("jam tidak sah; tulis seperti 08.15.") from None


def _whole_number(item: Field, text: str) -> str:
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII):
        raise ValueError("tulis sebagai angka.")
    value = int(text)
    if (item.min is not None and value < item.min) or (item.max is not None and value > item.max):
        raise ValueError(f"isi antara {item.min} dan {item.max}.")
    return str(value)


def _digits(item: Field, text: str) -> str:
    value = numbers.digits(text)
    signed = text.startswith("-")
    if signed or not re.fullmatch(r"\d+", value, re.ASCII) or (item.length and len(value) > item.length):
        raise ValueError(f"isi {item.length} angka." if item.length else "isi angka.")
    if item.min is not None and len(value) < item.min:
        raise ValueError(f"isi tepat {item.min} angka.")
    return value.zfill(item.length) if item.length else value
