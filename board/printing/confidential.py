"""A complaint whose pelapor asked for secrecy: no paper tells who it was, whatever the paper (DOMAIN E.4).

The snapshot is cleaned before any builder sees it, so that a new paper cannot forget to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

HIDDEN = "dirahasiakan"
NOBODY = {"name": HIDDEN, "nik": "", "no_kk": "", "phone": ""}
"""The applicant, for whoever may not know who it is."""
SHORTEST_NAME = 3
"""Letters of a word of the name that tells who it was; shorter ones stand in half the sentences there are."""
OWN_WORDS = frozenset({"data", "fields", "text", "what", "why", "note"})
"""Parts of a snapshot that may repeat what the pelapor wrote. What the office writes everywhere else may have a word in
common with the name (HARI, ADE), and a gap there would tell it."""


def is_secret(answers: Mapping[str, Any]) -> bool:
    """Whether the pelapor asked for secrecy."""
    return answers.get("rahasiakan") == "ya"


def without_secrets(data: dict[str, Any]) -> dict[str, Any]:
    """The snapshot as it may be printed; the same one where nobody asked for secrecy."""
    if not is_secret(data["data"]):
        return data
    cleaned: dict[str, Any] = without_pelapor(data, data["applicant"])
    # Their identity card is among the photos, and its name may say whose it is.
    files = [{**item, "name": HIDDEN, "path": None} for item in data["attachments"]]
    return cleaned | {"applicant": dict(NOBODY), "attachments": files}


def _telling(applicant: Mapping[str, str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What tells who the pelapor is anywhere, and what does in their own words."""
    phone = applicant["phone"].removeprefix("+62")
    telling = [applicant["name"], applicant["nik"], applicant["no_kk"]]
    whole = [re.escape(words) for words in telling if words] + ([rf"(?:\+?62|0)?{phone}"] if phone else [])
    called = [word for word in re.findall(r"\w+", applicant["name"]) if len(word) >= SHORTEST_NAME]
    words = [*whole, *(rf"\b{re.escape(word)}\b" for word in called)]
    return _any_of(whole), _any_of(words)


def without_pelapor(value: Any, applicant: Mapping[str, str]) -> Any:
    """Anything about a case without who its pelapor is, for whoever may not know."""
    return _scrubbed(value, *_telling(applicant))


def _any_of(patterns: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(patterns), re.IGNORECASE)


def _scrubbed(value: Any, telling: re.Pattern[str], own: re.Pattern[str]) -> Any:
    """A part of a snapshot without what ``telling`` finds; in the pelapor's own words, without what ``own`` finds."""
    if isinstance(value, str):
        return telling.sub(HIDDEN, value)
    if isinstance(value, dict):
        return {name: _scrubbed(item, own if name in OWN_WORDS else telling, own) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(item, telling, own) for item in value]
    return value
