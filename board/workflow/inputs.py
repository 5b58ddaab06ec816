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


@dataclass(frozen=True)
class NewCaseInput:
    """The input of ``case new`` (PRODUCT 4). What the values mean is checked by the service."""

    __pydantic_config__ = FORBID

    applicant: dict[str, str | int | None]
    channel: str | None = None
    received_at: str | None = None
    received_reason: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    requirements: dict[str, str] = field(default_factory=dict)
    receipt: bool | None = None


def parse_json_object(text: str, what: str) -> dict[str, Any]:
    """A JSON object.

    Raises:
        InputInvalid: not JSON, or not an object.
    """
    try:
        plain = json.loads(text)
    except (json.JSONDecodeError, RecursionError) as broken:
        where = f" (baris {broken.lineno}, kolom {broken.colno})" if isinstance(broken, json.JSONDecodeError) else ""
        raise InputInvalid([Problem(what, f"{what}: bukan JSON yang sah{where}.")]) from None
    if not isinstance(plain, dict):
        raise InputInvalid([Problem(what, f'{what}: tulis sebagai objek JSON, {{"...": ...}}.')])
    return plain


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
        InputInvalid: not a moment.
    """
    try:
        moment: datetime = isoparse(text)
    except (ValueError, OverflowError):
        raise InputInvalid([Problem(what, f"{what}: tulis seperti 2026-11-23T07:30+07:00.")]) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
