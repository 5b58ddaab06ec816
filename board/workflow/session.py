"""How long a session stays open in front of nobody: what an office sets (PRODUCT 5.6, 5.7)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from board.workflow.sop import FORBID

MOST_SECONDS = 3600
MOST_MINUTES = 720


@dataclass(frozen=True)
class SessionRules:
    """The table ``[session]`` of ``office.toml``. Counted from the last key; 0 turns a limit off."""

    __pydantic_config__ = FORBID

    mask_seconds: int = 120
    """After so long, what is shown in full of a person is covered again."""
    lock_minutes: int = 15
    """After so long the screen is locked, and opens with the sandi of its officer."""
    end_minutes: int = 60
    """A screen that was locked for so long ends its session; what was typed is kept as a draft."""


def session_faults(told: SessionRules) -> Iterator[str]:
    """What cannot be meant."""
    for name, number, most in (
        ("mask_seconds", told.mask_seconds, MOST_SECONDS),
        ("lock_minutes", told.lock_minutes, MOST_MINUTES),
        ("end_minutes", told.end_minutes, MOST_MINUTES),
    ):
        if not 0 <= number <= most:
            yield f"session.{name}: 0 sampai {most}; 0 mematikan"
