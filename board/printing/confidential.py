"""A complaint whose pelapor asked for secrecy: no paper tells who it was, whatever the paper (DOMAIN E.4).

The snapshot is cleaned before any builder sees it, so that a new paper cannot forget to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

HIDDEN = "dirahasiakan"
SECRECY = "rahasiakan"
"""The answer by which a pelapor asks for it."""
NOBODY = {"name": HIDDEN, "nik": "", "no_kk": "", "phone": ""}
"""The applicant, for whoever may not know who it is."""
SHORTEST_NAME = 3
"""Letters of a word of the name that tells who it was; shorter ones stand in half the sentences there are."""
OWN_WORDS = frozenset({"data", "fields", "text", "what", "why", "note"})
"""Parts of a snapshot that may repeat what the pelapor wrote. What the office writes everywhere else may have a word in
common with the name (HARI, ADE), and a gap there would tell it."""
OFFICE_WORDS = frozenset({"rapat_peserta", "rapat_pimpinan"})
"""Answers that name officers, who may share a word with the pelapor."""


def is_secret(answers: Mapping[str, Any]) -> bool:
    """Whether the pelapor asked for secrecy."""
    return answers.get(SECRECY) == "ya"


def in_confidence(data: dict[str, Any], also: Sequence[Mapping[str, str]]) -> dict[str, Any]:
    """A snapshot of a case whose pelapor has asked for secrecy, whenever it was made.

    Args:
        also: see ``without_pelapor``, as it is known now.
    """
    return {**data, "data": {**data["data"], SECRECY: "ya"}, "also_known": list(also)}


def without_secrets(data: dict[str, Any]) -> dict[str, Any]:
    """The snapshot as it may be printed; the same one where nobody asked for secrecy."""
    if not is_secret(data["data"]):
        return data
    also = data.get("also_known", ())
    kept = {name: value for name, value in data.items() if name != "also_known"}
    cleaned: dict[str, Any] = without_pelapor(kept, data["applicant"], also)
    # Their identity card is among the photos, and its name may say whose it is.
    files = [{**item, "name": HIDDEN, "path": None} for item in data["attachments"]]
    return cleaned | {"applicant": dict(NOBODY), "attachments": files}


def _telling(applicant: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """What tells who the pelapor is anywhere, and what does in their own words."""
    name, phone = applicant.get("name", ""), applicant.get("phone", "").removeprefix("+62")
    numbers = (applicant.get("nik", ""), applicant.get("no_kk", ""))
    whole = [re.escape(name)] if name else []
    whole += [rf"(?<!\d){_digits(number)}(?!\d)" for number in numbers if number]
    whole += [rf"(?:\+?62{_GAP}|0)?{_digits(phone)}"] if phone else []
    called = [word for word in re.findall(r"\w+", name) if len(word) >= SHORTEST_NAME]
    words = [*whole, *(rf"\b{re.escape(word)}\b" for word in called)]
    return whole, words


_GAP = r"[\s.()/-]{0,3}"
"""What people put between the figures of a number: blanks, dots, dashes."""


def _digits(number: str) -> str:
    return _GAP.join(map(re.escape, number))


def without_pelapor(value: Any, applicant: Mapping[str, str], also: Sequence[Mapping[str, str]] = ()) -> Any:
    """Anything about a case without who its pelapor is, for whoever may not know.

    Args:
        also: what else tells who it is: earlier names and numbers, other phones and whose they are.
    """
    known = [_telling(one) for one in (applicant, *also)]
    whole, own = (_any_of([pattern for one in known for pattern in one[place]]) for place in (0, 1))
    return _scrubbed(value, whole, own)


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns) or r"(?!)", re.IGNORECASE)


def _scrubbed(value: Any, whole: re.Pattern[str], own: re.Pattern[str], telling: re.Pattern[str] | None = None) -> Any:
    """A part of a snapshot without what tells who the pelapor is.

    Args:
        whole: finds the name and numbers as a whole; what counts in the words of the office.
        own: finds every word of the name, too; what counts in the pelapor's own words.
        telling: the one of them that counts here.
    """
    telling = telling or whole
    if isinstance(value, str):
        return telling.sub(HIDDEN, value)
    if isinstance(value, dict):
        kinds = dict.fromkeys(OWN_WORDS, own)
        return {
            name: _among_others(item, whole, own)
            if name in OFFICE_WORDS and isinstance(item, str)
            else _scrubbed(item, whole, own, kinds.get(name, telling))
            for name, item in value.items()
        }
    if isinstance(value, list | tuple):
        return [_scrubbed(item, whole, own, telling) for item in value]
    return value


def _among_others(names: str, whole: re.Pattern[str], own: re.Pattern[str]) -> str:
    """A list of people without the pelapor, be it by one name alone; an officer who shares a word stays whole."""
    parts = re.split(r"([\n;,]+)", whole.sub(HIDDEN, names))
    return "".join(HIDDEN if part.strip() and not own.sub("", part).strip(" .") else part for part in parts)
