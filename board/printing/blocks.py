"""The building blocks of every paper: text, titles, chapters, boxes to tick, the letterhead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from io import BytesIO
from typing import Any

from PIL import Image as Pictures
from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import (
    CondPageBreak,
    Flowable,
    HRFlowable,
    Image,
    KeepTogether,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)  # fmt: skip

from board.printing.fonts import BOLD, ITALIC, REGULAR, markup, printable

LEADING = 1.32
"""Height of a line, in sizes of its type."""
LOGO, LOGO_DOTS = 6.5, 300
"""Side of the room for the lambang, in sizes of the type; and its most dots, about 300 to the inch."""
GRID = colors.Color(0.45, 0.45, 0.45)


@cache
def style(
    size: float, *, bold: bool = False, italic: bool = False, align: int = 0, space: float = 0, tied: bool = False,
    indent: float = 0, leading: float = LEADING,
) -> ParagraphStyle:  # fmt: skip
    """A paragraph style; ``align`` 0 left, 1 centre, 2 right; ``tied`` stays on the page of what follows."""
    font = BOLD if bold else ITALIC if italic else REGULAR
    return ParagraphStyle(
        f"s{size}{font}{align}{space}{tied}{indent}{leading}", fontName=font, fontSize=size, leading=size * leading,
        alignment=align, spaceAfter=space, leftIndent=indent, keepWithNext=tied, allowWidows=0, allowOrphans=0,
    )  # fmt: skip


def text(value: object, size: float, **look: Any) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(markup(value), style(size, **look))


def centred(value: object, size: float, *, bold: bool = False, italic: bool = False) -> Paragraph:
    """A centred line."""
    return text(value, size, bold=bold, italic=italic, align=TA_CENTER)


def fitted(value: object, size: float, width: float, most: int, **look: Any) -> Paragraph:
    """A paragraph no higher than ``most`` lines of its size, for places that must not grow.

    What is longer stands in smaller type, and is cut with "…" where that is not enough either.
    """
    words, height = printable(value, lines=True), most * size * LEADING + 0.1
    while True:
        for smaller in (1, 0.85, 0.7, 0.55):
            block = text(words, size * smaller, **look)
            if block.wrap(width, height)[1] <= height:
                return block
        words = f"{words[: len(words) * 4 // 5].rstrip(' …')}…"


def balanced(value: object, size: float, width: float, *, bold: bool = False) -> Paragraph:
    """A centred title; where it needs more than one line they are about equally long."""
    told, font = printable(value), BOLD if bold else REGULAR
    full = stringWidth(told, font, size)
    if full <= width:
        return centred(told, size, bold=bold)
    wanted = int(full // width) + 1
    goal = full / wanted
    while len(lines := _broken(told, font, size, goal)) > wanted and goal < width:
        goal *= 1.05
    return centred("\n".join(lines), size, bold=bold)


def _broken(words: str, font: str, size: float, goal: float) -> list[str]:
    """Lines of words, none much wider than ``goal``."""
    lines = [""]
    for word in words.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and stringWidth(longer, font, size) > goal:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def right(value: object, size: float) -> Paragraph:
    """A line at the right margin."""
    return text(value, size, align=TA_RIGHT)


def gap(millimetres: float) -> Spacer:
    """Empty space."""
    return Spacer(0, millimetres * mm)


def heading(value: object, size: float, *, underlined: bool = False) -> Paragraph:
    """The title of a paper."""
    told = markup(value)
    return Paragraph(f"<u>{told}</u>" if underlined else told, style(size, bold=True, align=TA_CENTER, space=2))


def head_of(title: str, size: float) -> list[Flowable]:
    """A small heading, which is never the last line of a page."""
    return [CondPageBreak(size * 5), text(title, size, bold=True, space=1)]


def chapter(title: str, words: object, size: float) -> list[Flowable]:
    """A heading and its text, paragraph by paragraph so that it may run over pages; nothing where it is empty."""
    lines = [line for line in str(words or "").split("\n") if line.strip()]
    if not lines:
        return []
    return [*head_of(title, size), *(text(line, size, space=2) for line in lines), gap(1.5)]


class Tick(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A box that is ticked or not; the typeface has none."""

    def __init__(self, ticked: bool, size: float) -> None:
        super().__init__()
        self.ticked, self.side = ticked, size

    def wrap(self, width: float, _height: float) -> tuple[float, float]:
        """As wide as its cell, in whose middle it stands."""
        self.width, self.height = width, self.side
        return width, self.side

    def draw(self) -> None:
        """The box, and a cross in it."""
        self.canv.translate((self.width - self.side) / 2, 0)
        self.canv.setLineWidth(0.7)
        self.canv.rect(0, 0, self.side, self.side)
        if self.ticked:
            inset, far = self.side * 0.2, self.side * 0.8
            self.canv.setLineWidth(1.2)
            self.canv.lines([(inset, inset, far, far), (inset, far, far, inset)])


class FillPage(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """One block as high as what is left of the page.

    Args:
        make: called with the width and height there are.
    """

    def __init__(self, make: Callable[[float, float], Flowable]) -> None:
        super().__init__()
        self._make = make

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        """The size of the block."""
        self._block = self._make(width, height)
        size: tuple[float, float] = self._block.wrapOn(self.canv, width, height)
        return size

    def draw(self) -> None:
        """The block; it is let go of, since a page of it may be a photo."""
        self._block.drawOn(self.canv, 0, 0)
        del self._block


def pen_lines(count: int) -> list[Flowable]:
    """Ruled lines to write on."""
    return [HRFlowable(width="100%", thickness=0.4, color=GRID, spaceBefore=7 * mm, spaceAfter=0)] * count


def written(title: str, words: object, size: float, lines: int) -> list[Flowable]:
    """A chapter; where nothing is known yet, its heading and room for the pen."""
    return chapter(title, words, size) or [*head_of(title, size), *pen_lines(lines), gap(3)]


def letterhead(office: dict[str, Any], size: float, width: float, logo: str = "") -> list[Flowable]:
    """The kop: lambang, government, agency, address lines, and the double rule below (DOMAIN D).

    Args:
        logo: file of the lambang, empty for none.
    """
    room = size * LOGO if logo else 0
    names = [
        balanced(office["government"].upper(), size * 1.2, width - 2 * room),
        _agency(office["agency"].upper(), size, width - 2 * room),
        *(balanced(line, size * 0.85, width - 2 * room) for line in office["lines"]),
    ]
    if logo:
        # The same room is left at the right, so that the names stand in the middle of the page.
        names = [_beside([_lambang(logo, room), names, ""], [room, width - 2 * room, room])]
    return [
        *names,
        gap(1.5),
        HRFlowable(width="100%", thickness=1.6, color=colors.black, spaceBefore=0, spaceAfter=1),
        HRFlowable(width="100%", thickness=0.5, color=colors.black, spaceBefore=0.6, spaceAfter=3 * mm),
    ]


def _lambang(path: str, room: float) -> Image:
    """From bytes: reportlab may not be handed a path (its trustedHosts policy). No larger than paper shows it."""
    out = BytesIO()
    with Pictures.open(path) as picture:
        picture.thumbnail((LOGO_DOTS, LOGO_DOTS))
        picture.convert("RGBA").save(out, "PNG")
    shown = Image(BytesIO(out.getvalue()))
    scale = room * 0.85 / max(shown.imageWidth, shown.imageHeight)
    shown.drawWidth, shown.drawHeight = shown.imageWidth * scale, shown.imageHeight * scale
    return shown


def _beside(cells: list[object], widths: list[float]) -> Table:
    table = Table([cells], colWidths=widths, hAlign="LEFT")
    table.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("ALIGN", (0, 0), (0, 0), "LEFT"),
                    *((side, (0, 0), (-1, -1), 0) for side in
                      ("LEFTPADDING", "RIGHTPADDING", "TOPPADDING", "BOTTOMPADDING"))])
    )  # fmt: skip
    return table


def _agency(name: str, size: float, width: float) -> Paragraph:
    """The name of the dinas: as large as one line allows, on two lines only where it would be small."""
    full = stringWidth(printable(name), BOLD, size)
    # A name without a printable letter has no width.
    return balanced(name, size * min(1.45, max(1.15, width / full if full else 0)), width, bold=True)


def keep(flowables: Sequence[Flowable]) -> KeepTogether:
    """Blocks that must not be torn apart by a page end."""
    return KeepTogether(list(flowables))
