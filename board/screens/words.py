"""A line of a text that is longer than a screen."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from dataclasses import dataclass

from rich.style import Style
from rich.text import Text

from board.widgets import inks


@dataclass(frozen=True)
class Words:
    """One line: its words, how far its continuation is indented, and what it is drawn with."""

    text: str
    hang: int = 4
    ink: Style = inks.PLAIN


def wrapped(lines: Iterable[Words], width: int) -> Text:
    """Lines as one text, broken at a width, what is broken hanging below where its words began."""
    text = Text()
    for line in lines:
        hang = line.hang if width - line.hang >= 20 else 4
        for part in textwrap.wrap(line.text, width, subsequent_indent=" " * hang) or [""]:
            text.append(part, line.ink)
            text.append("\n")
    return text
