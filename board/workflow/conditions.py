"""The small language of ``when``: ``alasan = hilang``, ``jenis = kk|kia and usia(tgl_lahir_anak) >= 5``.

Clauses joined by ``and``. A clause is a name alone (it is filled), ``not`` a name, or a comparison:
``=`` and ``!=`` with values divided by ``|``; ``>=``, ``>``, ``<=``, ``<`` with a whole number, on an int field or on
``usia(field)`` (age in full years) and ``hari_sejak(field)`` (days since that date). What is not filled compares
as false, except under ``!=``.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

_CLAUSE = re.compile(
    r"(?P<not>not\s+)?(?:(?P<function>usia|hari_sejak)\((?P<argument>\w+)\)|(?P<name>\w+))"
    r"(?:\s*(?P<operator>!=|>=|<=|=|>|<)\s*(?P<values>[\w|]+))?$"
)
_EMPTY: tuple[object, ...] = (None, "", [])
_ORDER: dict[str, Callable[[int, int], bool]] = {
    ">=": operator.ge,
    "<=": operator.le,
    ">": operator.gt,
    "<": operator.lt,
}


@dataclass(frozen=True)
class Clause:
    """One comparison; all clauses of a condition must hold."""

    name: str
    function: str | None
    operator: str | None
    values: tuple[str, ...]
    negated: bool


@cache
def parse(text: str) -> tuple[Clause, ...]:
    """The clauses of a condition.

    Raises:
        ValueError: the text is not of this language; the message is the offending clause.
    """
    clauses = []
    for part in re.split(r"\s+and\s+", text.strip()):
        found = _CLAUSE.match(part)
        if not found:
            raise ValueError(part)
        function, sign = found["function"], found["operator"]
        values = tuple(found["values"].split("|")) if sign else ()
        numeric = all(re.fullmatch(r"\d+", value, re.ASCII) for value in values)
        ordered = sign in _ORDER and not (numeric and len(values) == 1)
        counted = function and not (sign and numeric)
        if ordered or counted or (found["not"] and sign):
            raise ValueError(part)
        clauses.append(Clause(found["argument"] or found["name"], function, sign, values, bool(found["not"])))
    return tuple(clauses)


def holds(text: str | None, known: Mapping[str, object], today: date) -> bool:
    """Whether a condition holds for what is known of a case; no condition always holds."""
    return text is None or all(_clause_holds(clause, known, today) for clause in parse(text))


def _clause_holds(clause: Clause, known: Mapping[str, object], today: date) -> bool:
    value = known.get(clause.name)
    if clause.operator is None:
        return (value in _EMPTY) == clause.negated
    told = None if value in _EMPTY else _told(clause.function, str(value), today)
    if clause.operator == "!=":
        return told not in clause.values
    if told is None or clause.operator == "=":
        return told in clause.values
    try:
        return _ORDER[clause.operator](int(told), int(clause.values[0]))
    except ValueError:
        return False


def _told(function: str | None, value: str, today: date) -> str | None:
    """What a value is compared by: itself, or the age or days that its date tells."""
    if function is None:
        return value
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return None
    return str(full_years(day, today) if function == "usia" else (today - day).days)


def full_years(birth: date, today: date) -> int:
    """Age in full years: a birthday counts from that very day (DOMAIN A.7)."""
    return today.year - birth.year - ((today.month, today.day) < (birth.month, birth.day))
