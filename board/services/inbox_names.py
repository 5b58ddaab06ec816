"""What the names of an upload say: whose phone, when, and a NIK, however people and phones write them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from board.wording import clean
from board.workflow.numbers import parse_phone

_NIK = re.compile(r"(?<![0-9])[0-9]{16}(?![0-9])")
_NIK_IN_WORDS = re.compile(r"\bnik\b\D{0,12}((?:[0-9][ .\-]?){15}[0-9])(?![0-9])", re.IGNORECASE)
"""In a message only what is called a NIK is one: a No. KK has as many digits."""
_TIME = re.compile(
    r"(?<![0-9])(20[0-9]{2})[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12][0-9]|3[01])"
    r"(?:(?:\s+(?:at|pukul)\s+|[-_T ,]{1,2})"
    r"(?:([01][0-9]|2[0-3])([0-5][0-9])([0-5][0-9])?|([01]?[0-9]|2[0-3])[.:\-]([0-5][0-9])(?:[.:\-]([0-5][0-9]))?)"
    r"(?![0-9]))?",
)
"""``20261121-0712``, ``2026-11-21 07.12``, ``20261121_071233``, ``WhatsApp Image 2026-11-21 at 07.12.33``."""
_PHONES = (
    re.compile(r"(?<![0-9])(?:\+?62|0)8[0-9]{8,11}(?![0-9])"),
    re.compile(r"(?<![0-9])(?:\+?62[ .\-]?|0)8[0-9]{1,3}[ .\-][0-9]{3,4}[ .\-]?[0-9]{3,5}(?![0-9])"),
)
"""A number in one piece, and as an address book writes it."""


@dataclass(frozen=True)
class NameFacts:
    """What one name says."""

    phone: str
    """As ``+62…``; empty where none is read."""
    nik: str
    at: datetime | None
    """By the clock of the office; None where the name tells no hour."""
    key: str
    """Under which loose files gather into one bundle.

    The phone and the minute. Without a phone, only what surely came together: the same NIK, or the same second.
    """


def read_name(name: str) -> NameFacts:
    """Read the name of a folder or a file.

    Args:
        name: as the folder told it; bytes that are no text may stand in it.
    """
    text = clean(name)
    nik = _NIK.search(text)
    rest = _NIK.sub("|", text)
    day = _TIME.search(rest)
    at, seconds = _moment(day) if day else (None, False)
    rest = _TIME.sub("|", rest)
    found = next((hit for pattern in _PHONES if (hit := pattern.search(rest))), None)
    phone = parse_phone(found[0]) if found else ""
    minute = at.strftime("%Y%m%d-%H%M") if at else ""
    if phone or nik:
        key = "_".join(part for part in (phone or (nik[0] if nik else ""), minute) if part)
    else:
        key = at.strftime("%Y%m%d-%H%M%S") if at and seconds else name
    return NameFacts(phone, nik[0] if nik else "", at, key)


def nik_in(words: str) -> str:
    """The NIK that somebody wrote in a message; empty where there is none."""
    found = _NIK_IN_WORDS.search(words)
    return re.sub(r"[^0-9]", "", found[1]) if found else ""


def _moment(found: re.Match[str]) -> tuple[datetime | None, bool]:
    """The moment a name tells, and whether to the second; a day alone tells no hour."""
    year, month, day, *clock = found.groups()
    hour, minute, second = clock[:3] if clock[0] else clock[3:]
    if hour is None:
        return None, False
    try:
        told = datetime(int(year), int(month), int(day), int(hour), int(minute), int(second or 0))
    except ValueError:
        return None, False
    return told, second is not None
