"""How a style is sent to a terminal: as the parameters of one SGR sequence, within what its profile allows.

A style is never taken for its colour alone: in a profile without colour a background becomes bold, so that what stood
out still does, and the words beside it say what it means (TERMINALS R1, R3).
"""

from __future__ import annotations

from functools import lru_cache

from rich.cells import cell_len
from rich.color import Color, ColorSystem, ColorType
from rich.style import Style

from board.terminal.profiles import Profile

BOLD, DIM, UNDERLINE, REVERSE = "1", "2", "4", "7"


def drawn(text: str, style: Style | None, profile: Profile) -> tuple[str, str]:
    """A text as a profile draws it: its words and its ink.

    An example in an empty field is told from what was typed by being dim. Where nothing is, it would look like a value,
    and is left out. Where letters are all there is, the empty room of a field is written with underscores: many old
    terminals know no underline (TERMINALS R3).
    """
    ink = ink_of(style, colour=profile.colour)
    if ink != UNDERLINE or profile.colour:
        return text, ink
    if style is not None and style.dim:
        text = " " * cell_len(text)
    if profile.unicode:
        return text, ink
    typed = text.rstrip(" ")
    return typed + "_" * (len(text) - len(typed)), ""


@lru_cache(maxsize=1024)
def ink_of(style: Style | None, *, colour: bool) -> str:
    """Parameters of the SGR sequence, ``1;31``; empty for plain text.

    Args:
        colour: whether the sixteen colours may be used.
    """
    if not style:
        return ""
    bold, underline, reverse = bool(style.bold), bool(style.underline), bool(style.reverse)
    codes = [code for code, wanted in ((BOLD, bold), (UNDERLINE, underline), (REVERSE, reverse)) if wanted]
    if colour:
        if style.dim and not bold:
            codes.insert(0, DIM)
        codes += _colour(style.color, foreground=True) + _colour(style.bgcolor, foreground=False)
    elif not codes and _colour(style.bgcolor, foreground=False):
        codes = [BOLD]
    return ";".join(codes)


def _colour(colour: Color | None, *, foreground: bool) -> list[str]:
    if colour is None or colour.is_default:
        return []
    if colour.type is not ColorType.STANDARD:
        colour = colour.downgrade(ColorSystem.STANDARD)
    return list(colour.get_ansi_codes(foreground))
