"""A line of a text that is longer than a screen."""

from __future__ import annotations

from dataclasses import dataclass

from rich.style import Style

from board.widgets import inks


@dataclass(frozen=True)
class Words:
    """One line: its words, how far its continuation is indented, and what it is drawn with."""

    text: str
    hang: int = 4
    ink: Style = inks.PLAIN
