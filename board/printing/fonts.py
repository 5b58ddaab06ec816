"""The one typeface of all papers, and text that can be printed with it.

Bitstream Vera comes with reportlab, may be embedded freely, and is embedded always. A character it lacks is never a
silent box: it is printed as its code, ``(U+0101)``, so that nobody takes a damaged name for a right one (STORAGE 8).
"""

from __future__ import annotations

from functools import cache
from xml.sax.saxutils import escape

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.pdfmetrics import getFont, registerFont
from reportlab.pdfbase.ttfonts import TTFont

from board.wording import clean

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "Vera", "VeraBd", "VeraIt", "VeraBI"


@cache
def register_fonts() -> None:
    """Make the typeface known to reportlab; once per process."""
    for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC):
        registerFont(TTFont(name, f"{name}.ttf"))
    for bold, italic, name in ((0, 0, REGULAR), (1, 0, BOLD), (0, 1, ITALIC), (1, 1, BOLD_ITALIC)):
        addMapping(REGULAR, bold, italic, name)


def printable(text: object, *, lines: bool = False) -> str:
    """Text without control characters, every missing glyph spelled out."""
    register_fonts()
    known = getFont(REGULAR).face.charToGlyph
    return "".join(
        char if char == "\n" or ord(char) in known else f"(U+{ord(char):04X})"
        for char in clean("" if text is None else str(text), lines=lines)
    )


def markup(text: object) -> str:
    """Printable text for a paragraph: nothing in it is taken for a tag, line breaks are kept."""
    return escape(printable(text, lines=True)).replace("\n", "<br/>")
