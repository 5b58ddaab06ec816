"""The frame of every paper: page, letterhead, watermark, footer, and the building blocks its text is made of.

Papers are built with ``invariant``: equal data give equal bytes, so the true date is printed as text (STORAGE 8).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from math import atan2, degrees, hypot
from typing import Any

from reportlab.lib import colors
from reportlab.lib.enums import TA_CENTER, TA_RIGHT
from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    Flowable,
    Frame,
    HRFlowable,
    KeepTogether,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)

from board.printing.fonts import BOLD, ITALIC, REGULAR, markup, printable, register_fonts

DRAFT_MARK = "KONSEP — BUKAN DOKUMEN SAH"
TRAINING_MARK = "LATIHAN"
FREE_OF_CHARGE = "TIDAK DIPUNGUT BIAYA"
SIZES: dict[str, tuple[float, float]] = {
    "A4": A4,
    "A4-lanskap": landscape(A4),
    "A5": A5,
    "F4": (215 * mm, 330 * mm),
    "struk": (80 * mm, 150 * mm),
}
"""Paper sizes in points; F4 is the Indonesian folio, which reportlab does not know."""

GRID = colors.Color(0.45, 0.45, 0.45)
SHADE = colors.Color(0.92, 0.92, 0.92)


@dataclass(frozen=True)
class Look:
    """Sizes that depend on the paper."""

    base: float
    margin: float


LOOKS = {
    "A4": Look(9.5, 20 * mm),
    "F4": Look(9.5, 20 * mm),
    "A4-lanskap": Look(7.5, 12 * mm),
    "A5": Look(8, 12 * mm),
    "struk": Look(8, 5 * mm),
}


def style(size: float, *, bold: bool = False, italic: bool = False, align: int = 0, space: float = 0) -> ParagraphStyle:
    """A paragraph style; ``align`` 0 left, 1 centre, 2 right."""
    font = BOLD if bold else ITALIC if italic else REGULAR
    return ParagraphStyle(
        f"s{size}{font}{align}", fontName=font, fontSize=size, leading=size * 1.32, alignment=align, spaceAfter=space
    )


def text(value: object, size: float = 9.5, **look: Any) -> Paragraph:
    """A paragraph of plain text."""
    return Paragraph(markup(value), style(size, **look))


def centred(value: object, size: float, *, bold: bool = False) -> Paragraph:
    """A centred line."""
    return text(value, size, bold=bold, align=TA_CENTER)


def right(value: object, size: float) -> Paragraph:
    """A line at the right margin."""
    return text(value, size, align=TA_RIGHT)


def gap(millimetres: float) -> Spacer:
    """Empty space."""
    return Spacer(0, millimetres * mm)


def heading(value: object, size: float) -> Paragraph:
    """The title of a paper."""
    return text(value, size, bold=True, align=TA_CENTER, space=2)


def pairs(rows: Sequence[tuple[str, object]], width: float, size: float = 9.5, label: float = 0.34) -> Table:
    """Label, colon, value: the usual block of particulars. Empty values are printed as ``-``."""
    cells = [[text(name, size), text(":", size), text(value or "-", size)] for name, value in rows]
    table = Table(cells, colWidths=[width * label, 3 * mm, width * (1 - label) - 3 * mm], hAlign="LEFT")
    table.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("TOPPADDING", (0, 0), (-1, -1), 0.6),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.6), ("LEFTPADDING", (0, 0), (-1, -1), 0)])
    )  # fmt: skip
    return table


def grid(
    head: Sequence[str], rows: Sequence[Sequence[object]], widths: Sequence[float], size: float = 8.5,
    *, row_height: float | None = None,
) -> Table:  # fmt: skip
    """A ruled table with a shaded head that repeats on every page."""
    cells = [[text(cell, size, bold=True, align=TA_CENTER) for cell in head]]
    cells += [[cell if isinstance(cell, Flowable) else text(cell, size) for cell in row] for row in rows]
    heights = [None, *([row_height] * len(rows))] if row_height else None
    table = Table(cells, colWidths=list(widths), rowHeights=heights, repeatRows=1, hAlign="LEFT")
    table.setStyle(
        TableStyle([("GRID", (0, 0), (-1, -1), 0.4, GRID), ("BACKGROUND", (0, 0), (-1, 0), SHADE),
                    ("VALIGN", (0, 0), (-1, -1), "TOP"), ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
                    ("LEFTPADDING", (0, 0), (-1, -1), 3), ("RIGHTPADDING", (0, 0), (-1, -1), 3),
                    ("TOPPADDING", (0, 0), (-1, -1), 1.8), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.2)])
    )  # fmt: skip
    return table


def side_by_side(cells: Sequence[Any], widths: Sequence[float]) -> Table:
    """Blocks beside one another without rules."""
    table = Table([list(cells)], colWidths=list(widths), hAlign="LEFT")
    table.setStyle(
        TableStyle([("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 2)])
    )  # fmt: skip
    return table


def box(content: Sequence[Flowable], width: float, height: float) -> Table:
    """A ruled box of a fixed size, for the pen."""
    table = Table([[list(content)]], colWidths=[width], rowHeights=[height])
    table.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.4, GRID), ("VALIGN", (0, 0), (-1, -1), "TOP")]))
    return table


def letterhead(office: dict[str, Any], size: float) -> list[Flowable]:
    """The kop: government, agency, address lines, and the double rule below (DOMAIN D)."""
    lines: list[Flowable] = [
        centred(office["government"].upper(), size * 1.2),
        centred(office["agency"].upper(), size * 1.45, bold=True),
        *(centred(line, size * 0.85) for line in office["lines"]),
    ]
    return [
        *lines,
        Spacer(0, 1.5 * mm),
        HRFlowable(width="100%", thickness=1.6, color=colors.black, spaceBefore=0, spaceAfter=1),
        HRFlowable(width="100%", thickness=0.5, color=colors.black, spaceBefore=0.6, spaceAfter=3 * mm),
    ]


def signature(block: dict[str, Any], size: float, *, head: str = "") -> list[Flowable]:
    """A signature block: place and date, a.n. where it is due, the title, room to sign, name and NIP."""
    lines: list[Flowable] = [centred(head, size)] if head else []
    if block.get("on_behalf"):
        lines.append(centred(f"a.n. {block['on_behalf']}", size))
    lines += [centred(f"{block['title']},", size), Spacer(0, 17 * mm)]
    lines.append(centred(block.get("name") or "." * 34, size, bold=True))
    if block.get("nip"):
        nip = block["nip"]
        lines.append(centred(f"NIP {nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}", size))
    return lines


def signers(blocks: Sequence[tuple[str, str]], width: float, size: float) -> Table:
    """Rooms to sign beside one another: a title above, a name (or dots) below."""
    cells = [[centred(title, size), Spacer(0, 15 * mm), centred(name or "." * 26, size)] for title, name in blocks]
    return side_by_side(cells, [width / len(blocks)] * len(blocks))


def keep(flowables: Sequence[Flowable]) -> KeepTogether:
    """Blocks that must not be torn apart by a page end."""
    return KeepTogether(list(flowables))


def build(data: dict[str, Any], story: Callable[[float, float], list[Flowable]], *, kop: bool = True) -> bytes:
    """A paper as PDF.

    Args:
        data: the snapshot; page, marks and copies come from it.
        story: called with the width to fill and the base size of type; once per copy.
        kop: whether the paper bears the letterhead (a draft of a national form does not, nor does a roll).
    """
    register_fonts()
    paper = str(data["paper"])
    size, look = SIZES[paper], LOOKS[paper]
    width = size[0] - 2 * look.margin
    out = BytesIO()
    document = BaseDocTemplate(
        out, pagesize=size, leftMargin=look.margin, rightMargin=look.margin, topMargin=look.margin * 0.75,
        bottomMargin=look.margin, title=f"{data['title']} {data['number']}", author=data["office"]["agency"],
        subject=data["service"], lang="id-ID", invariant=1, initialFontName=REGULAR,
    )  # fmt: skip
    frame = Frame(
        look.margin, look.margin, width, size[1] - look.margin * 1.75,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    decorate = partial(_decorate, data=data, size=size, look=look)
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=decorate)])
    flowables: list[Flowable] = []
    for copy in range(int(data["copies"])):
        if copy:
            flowables.append(PageBreak())
        if kop:
            flowables += letterhead(data["office"], look.base)
        flowables += story(width, look.base)
    document.build(flowables)
    return out.getvalue()


def _decorate(
    canvas: Canvas, document: BaseDocTemplate, *, data: dict[str, Any], size: tuple[float, float], look: Look
) -> None:
    canvas.saveState()
    marks = [mark for mark, due in ((DRAFT_MARK, data["draft"]), (TRAINING_MARK, data["training"])) if due]
    if marks:
        _watermark(canvas, size, marks)
    if data["paper"] != "struk":
        _footer(canvas, data, size, look)
    if data.get("copy", 1) > 1:
        canvas.setFont(BOLD, 8)
        canvas.setFillGray(0)
        note = f"SALINAN KE-{data['copy']} ({data.get('copy_reason') or '-'})"
        canvas.drawString(look.margin, look.margin * 0.55 + 9, printable(note)[:110])
    canvas.restoreState()


def _footer(canvas: Canvas, data: dict[str, Any], size: tuple[float, float], look: Look) -> None:
    left = f"{data['title']} · {data['number']} · dicetak {data['printed_at']} {data['office']['zone']} · {data['by']}"
    if data["round"] > 1:
        left += f" · putaran {data['round']}"
    canvas.setFont(REGULAR, 6.2)
    canvas.setFillGray(0.25)
    canvas.drawString(look.margin, look.margin * 0.55, printable(left))
    canvas.drawRightString(size[0] - look.margin, look.margin * 0.55, f"hal. {canvas.getPageNumber()}")


def _watermark(canvas: Canvas, size: tuple[float, float], marks: Sequence[str]) -> None:
    canvas.saveState()
    canvas.setFillGray(0.89)
    canvas.translate(size[0] / 2, size[1] / 2)
    canvas.rotate(degrees(atan2(size[1], size[0])))
    points = hypot(*size) * 0.78 / max(stringWidth(mark, BOLD, 1) for mark in marks)
    points = min(points, min(size) / 8)
    for place, mark in enumerate(marks):
        canvas.setFont(BOLD, points)
        canvas.drawCentredString(0, -place * points * 1.4, printable(mark))
    canvas.restoreState()
    canvas.setFont(BOLD, 9)
    canvas.setFillGray(0)
    canvas.drawCentredString(size[0] / 2, size[1] - 16, printable("  ·  ".join(marks)))
