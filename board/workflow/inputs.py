"""Whole inputs from outside, checked for their shape before any rule looks at them: the JSON of ``case new``."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from dateutil.parser import isoparse
from pydantic import TypeAdapter, ValidationError

from board.errors import InputInvalid, Problem
from board.workflow.invalid import in_words
from board.workflow.sop import FORBID

_YEARS = range(1900, 2201)
"""Years a berkas can have come in; beyond them a moment may not even be told in another zone."""


@dataclass(frozen=True)
class NewCaseInput:
    """The input of ``case new`` (PRODUCT 4). What the values mean is checked by ``values.Checker`` and the service."""

    __pydantic_config__ = FORBID

    applicant: dict[str, Any]
    channel: str | None = None
    received_at: str | None = None
    received_reason: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    requirements: dict[str, str] = field(default_factory=dict)
    receipt: bool | None = None
    waits_for: str = ""
    same_applicant: str = ""
    about: str = ""


def parse_json_object(text: str, what: str) -> dict[str, Any]:
    """A JSON object.

    Raises:
        InputInvalid: not JSON, not an object, or not to be stored as text.
    """
    try:
        plain = json.loads(text)
        # An escaped half of a character is JSON, but nothing that can be stored, hashed or printed.
        json.dumps(plain, ensure_ascii=False).encode()
    except (ValueError, RecursionError) as broken:
        raise InputInvalid([Problem(what, f"{what}: bukan JSON yang sah{_json_fault(broken)}.")]) from None
    if not isinstance(plain, dict):
        raise InputInvalid([Problem(what, f'{what}: tulis sebagai objek JSON, {{"...": ...}}.')])
    return plain


def _json_fault(broken: Exception) -> str:
    match broken:
        case json.JSONDecodeError():
            return f" (baris {broken.lineno}, kolom {broken.colno})"
        case UnicodeEncodeError():
            return " (ada huruf yang tidak utuh)"
        case ValueError():
            return " (ada angka yang terlalu panjang)"
    return ""


def parse_new_case(plain: dict[str, Any]) -> NewCaseInput:
    """The shape of a new case.

    Raises:
        InputInvalid: keys that are unknown, missing, or of the wrong kind; all of them.
    """
    try:
        parsed: NewCaseInput = TypeAdapter(NewCaseInput).validate_python(plain)
    except ValidationError as invalid:
        raise InputInvalid(
            [
                Problem(str(error["loc"][0]) if error["loc"] else "isi", f"{in_words(error)}.")
                for error in invalid.errors()
            ]
        ) from None
    return parsed


def parse_moment(text: str, zone: tzinfo, what: str) -> datetime:
    """An ISO 8601 moment; without an offset it is the office's own time.

    Raises:
        InputInvalid: not a moment, or none of these centuries.
    """
    try:
        moment: datetime = isoparse(text)
        if moment.year not in _YEARS:
            raise ValueError(text)
    except (ValueError, OverflowError):
        raise InputInvalid([Problem(what, f"{what}: tulis seperti 2026-11-23T07:30+07:00.")]) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
