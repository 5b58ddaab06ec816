"""What a snapshot says, put into the words of a paper: fields, dates, masks, who acted."""

from __future__ import annotations

from datetime import date
from typing import Any

from board import wording
from board.wording import long_date


def field(data: dict[str, Any], name: str) -> str:
    """A field in words, empty where it is not filled in."""
    return next((str(item["value"]) for item in data["fields"] if item["id"] == name), "")


def option(data: dict[str, Any], name: str, value: object) -> str:
    """The title of an option of a field; the value itself where it has none."""
    return str(data["titles"].get(name, {}).get(value, value or ""))


def day(value: object) -> date | None:
    """A stored date."""
    return date.fromisoformat(str(value)) if value else None


def printed_day(data: dict[str, Any]) -> date:
    """The day of the paper."""
    return date.fromisoformat(data["printed_on"])


def dated(data: dict[str, Any]) -> str:
    """``Kota Contoh, 23 November 2026``."""
    return f"{data['office']['place']}, {long_date(printed_day(data))}"


def clock(data: dict[str, Any], value: object) -> str:
    """``08.15 WIB`` for a stored time, empty for none."""
    return f"{str(value).replace(':', '.')} {data['office']['zone']}" if value else ""


def masked(words: object) -> str:
    """Text in which every number of sixteen digits, a NIK or No. KK, is masked (DOMAIN E.5)."""
    return wording.masked(str(words or ""))


def brief(words: object, longest: int) -> str:
    """The beginning of a long text, on one line, where a slip only has to name the matter."""
    line = " ".join(str(words or "").split())
    return line if len(line) <= longest else f"{line[:longest].rsplit(' ', 1)[0]} …"


def local_phone(phone: str) -> str:
    """``081200000001``: as it is dialled in the country."""
    return f"0{phone[3:]}" if phone.startswith("+62") else phone


def promise(data: dict[str, Any]) -> str:
    """When the document may be ready, as far as it was promised."""
    if data["due"]:
        return f"Perkiraan selesai: {data['due']} {data['office']['zone']}."
    if data["promise"]:
        return f"Perkiraan selesai: {data['promise']}."
    return ""


def acting(person: str, mandate: str | None) -> str:
    """An officer with the mandate they acted by: in their own name, and visibly for somebody (PRODUCT 1)."""
    return f"{person}, {mandate}" if mandate else person


def doer(data: dict[str, Any]) -> str:
    """The officer who made the paper."""
    return acting(data["by"], data["acting_for"])


def signs(title: str, data: dict[str, Any]) -> tuple[str, str, str]:
    """The room to sign of the officer who made the paper: title, name, mandate."""
    return title, data["by"], data["acting_for"] or ""
