"""What a terminal can show: three profiles, and which of them fits a terminal nobody has chosen one for (TERMINALS R1).

The unknown terminal gets the poorest profile: text that is dull can be worked with, a screen of rubbish cannot.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Profile:
    """How the board is drawn on a terminal."""

    id: str
    title: str
    """As an officer chooses it."""
    unicode: bool
    """Whether letters and lines beyond ASCII may be sent."""
    colour: bool
    """Whether the sixteen colours may be used; otherwise bold, underline and reverse alone."""


UTF8_COLOR = Profile("utf8-color", "Garis dan warna", unicode=True, colour=True)
UTF8_MONO = Profile("utf8-mono", "Garis, tanpa warna", unicode=True, colour=False)
ASCII_MONO = Profile("ascii-mono", "Huruf biasa saja", unicode=False, colour=False)
PROFILES = {profile.id: profile for profile in (UTF8_COLOR, UTF8_MONO, ASCII_MONO)}

_COLOUR = re.compile(
    r"(xterm|putty|screen|tmux|linux|rxvt|vte|gnome|konsole|kitty|alacritty|foot|st|mintty|cygwin|iterm|ansi|wezterm"
    r"|contour|ghostty|mlterm|terminator|eterm)([-+.0-9].*)?",
    re.IGNORECASE,
)
_MONO = re.compile(r"(vt[1-5]\d\d|wy\d+|xterm-mono|tvi\d+|h19|sun|hpterm|dtterm)([-+].*)?", re.IGNORECASE)
_UTF8 = re.compile(r"utf-?8", re.IGNORECASE)


def fitting(term: str, lang: str, *, no_colour: bool = False) -> Profile:
    """The profile of a terminal nobody has chosen one for.

    Args:
        term: what ``TERM`` says.
        lang: what the locale says (``LC_ALL``, ``LC_CTYPE`` or ``LANG``, the first that is set); empty where a client
            told nothing, as PuTTY does, whose character set is UTF-8 by itself.
        no_colour: ``NO_COLOR`` is set.
    """
    coloured = _COLOUR.fullmatch(term) is not None and not re.fullmatch(r".*-(mono|m)", term, re.IGNORECASE)
    if not coloured and not _MONO.fullmatch(term):
        return ASCII_MONO
    unicode = bool(_UTF8.search(lang)) if lang else coloured
    if not unicode:
        return ASCII_MONO
    return UTF8_COLOR if coloured and not no_colour else UTF8_MONO
