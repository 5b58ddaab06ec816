"""A complaint whose pelapor asked for secrecy: no paper tells who it was, whatever the paper (DOMAIN E.4).

The snapshot is cleaned before any builder sees it, so that a new paper cannot forget to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

HIDDEN = "dirahasiakan"


def is_secret(answers: Mapping[str, Any]) -> bool:
    """Whether the pelapor asked for secrecy."""
    return answers.get("rahasiakan") == "ya"


def without_secrets(data: dict[str, Any]) -> dict[str, Any]:
    """The snapshot as it may be printed; the same one where nobody asked for secrecy."""
    if not is_secret(data["data"]):
        return data
    applicant = data["applicant"]
    phone = applicant["phone"].removeprefix("+62")
    telling = [applicant["name"], applicant["nik"], applicant["no_kk"]]
    patterns = [re.escape(words) for words in telling if words] + ([rf"(?:\+?62|0)?{phone}"] if phone else [])
    cleaned: dict[str, Any] = _scrubbed(data, re.compile("|".join(patterns), re.IGNORECASE))
    # Their identity card is among the photos, and its name may say whose it is.
    files = [{**item, "name": HIDDEN, "path": None} for item in data["attachments"]]
    return cleaned | {"applicant": {"name": HIDDEN, "nik": "", "no_kk": "", "phone": ""}, "attachments": files}


def _scrubbed(value: Any, telling: re.Pattern[str]) -> Any:
    if isinstance(value, str):
        return telling.sub(HIDDEN, value)
    if isinstance(value, dict):
        return {name: _scrubbed(item, telling) for name, item in value.items()}
    if isinstance(value, list | tuple):
        return [_scrubbed(item, telling) for item in value]
    return value
