"""The shape of Ringkasan pagi: sections with lines in words, and what a program may want to know of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

INBOX, OUTAGES = "inbox", "outages"
"""Keys of lines that open a screen of their own; the others name cases (``morning_cases``)."""


@dataclass(frozen=True)
class Line:
    """One line."""

    words: str
    right: str = ""
    key: str = ""
    """What it opens; empty: nothing."""
    count: int = 0
    alert: bool = False
    """Whether it should be looked at first."""
    detail: str = ""
    """The same in a sentence, with what finds no room in the line."""
    facts: Mapping[str, Any] = field(default_factory=dict)

    def told(self) -> dict[str, Any]:
        """As the contract tells it."""
        return {
            "key": self.key or None, "words": self.words, "right": self.right, "count": self.count,
            "alert": self.alert, "detail": self.detail, **self.facts,
        }  # fmt: skip


@dataclass(frozen=True)
class Section:
    """Lines about one thing; none where there is nothing to tell."""

    id: str
    title: str
    """At most 15 letters: it stands in front of its first line."""
    lines: tuple[Line, ...] = ()
