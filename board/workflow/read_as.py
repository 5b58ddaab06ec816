"""What somebody typed into a search, recognised by its shape alone."""

from __future__ import annotations

import re
from dataclasses import dataclass

from board import wording
from board.workflow import numbers

SHORTEST_PART = 4
"""Digits by which part of a number is looked for, as people dictate the last ones."""
CASE, SIAK, PERSON, PHONE, PART, NAME = "nomor", "siak", "nik", "telepon", "sebagian", "nama"
TITLES = {
    CASE: "nomor berkas", SIAK: "nomor SIAK", PERSON: "NIK atau No. KK", PHONE: "telepon",
    PART: "sebagian nomor (NIK, No. KK, telepon)", NAME: "nama",
}  # fmt: skip
"""How the screen says it was read."""
_SHORT = re.compile(r"([A-Za-z]{2,5})[ -]?(\d{1,6})", re.ASCII)
_GROUPED = re.compile(r"[\d\s.+()\-]*", re.ASCII)


@dataclass(frozen=True)
class Reading:
    """What was typed, and what it is.

    Args:
        kind: one of those above.
        text: without control signs, as typed.
        value: in the form that is compared: digits alone, a phone as ``+62…``, a number of SIAK, a name.
        short: of ``kk-8``, series and number.
    """

    kind: str
    text: str
    value: str
    short: tuple[str, int] | None = None


def read_as(typed: str) -> Reading:
    """How a search is read; a text that has no shape of its own is a name."""
    text = wording.clean(typed)
    said = _SHORT.fullmatch(text)
    if said:
        return Reading(CASE, text, text.upper(), (said[1].upper(), int(said[2])))
    siak = _siak(text)
    if siak:
        return Reading(SIAK, text, siak)
    if text and _GROUPED.fullmatch(text):
        return _digits(text)
    if any(char.isdigit() for char in text) and " " not in text:
        return Reading(CASE, text, text.upper())
    return Reading(NAME, text, wording.search_form(text))


def _digits(text: str) -> Reading:
    plain = re.sub(r"\D", "", text)
    if len(plain) == 16 and "+" not in text:
        return Reading(PERSON, text, plain)
    if plain.startswith(("0", "62", "8")):
        try:
            return Reading(PHONE, text, numbers.parse_phone(text))
        except ValueError:
            pass
    return Reading(PART if len(plain) >= SHORTEST_PART else CASE, text, plain)


def _siak(text: str) -> str | None:
    for kind in ("no_akta", "no_skpwni"):
        try:
            return numbers.PARSERS[kind](text)
        except ValueError:
            continue
    return None
