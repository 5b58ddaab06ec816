"""The page a paper stands on: sizes, letterhead, watermark, footer, copies.

Papers are built with ``invariant``: equal data give equal bytes, so the true date is printed as text (STORAGE 8).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from io import BytesIO
from math import atan2, degrees, hypot
from typing import Any

from reportlab.lib.pagesizes import A4, A5, landscape
from reportlab.lib.units import mm
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageBreak, PageTemplate

from board.printing.blocks import letterhead, text
from board.printing.fonts import BOLD, REGULAR, printable, register_fonts
from board.printing.particulars import acting
from board.wording import TRAINING, after_corrections

DRAFT_MARK = "KONSEP — BUKAN DOKUMEN SAH"
TRAINING_MARK = TRAINING
INTERNAL_MARK = "INTERNAL"
FREE_OF_CHARGE = "TIDAK DIPUNGUT BIAYA"
SIZES: dict[str, tuple[float, float]] = {
    "A4": A4,
    "A4-lanskap": landscape(A4),
    "A5": A5,
    "F4": (215 * mm, 330 * mm),
    "struk": (80 * mm, 100 * mm),
}
"""Paper sizes in points; F4 is the Indonesian folio, which reportlab does not know."""
NO_BREAK = "\N{NO-BREAK SPACE}"
MARK_ROOM = 26
"""Height at the top of a page that bears a mark."""


@dataclass(frozen=True)
class Look:
    """Sizes that depend on the paper: type, margins, and where the footer stands."""

    base: float
    left: float
    right: float
    top: float
    foot: float


LOOKS = {
    "A4": Look(10, 25 * mm, 20 * mm, 14 * mm, 10 * mm),
    "F4": Look(10, 25 * mm, 20 * mm, 14 * mm, 10 * mm),
    "A4-lanskap": Look(8.2, 12 * mm, 12 * mm, 10 * mm, 7 * mm),
    "A5": Look(9, 13 * mm, 13 * mm, 10 * mm, 7 * mm),
    "struk": Look(8.5, 5 * mm, 5 * mm, 5 * mm, 4 * mm),
}


@dataclass
class Page:
    """What is the same on every page of a paper."""

    data: dict[str, Any]
    readers: Sequence[str]
    """For whom each copy is."""
    counted: Callable[[int], str] = "hal. {}".format
    """A page's number in words."""

    def __post_init__(self) -> None:
        paper = str(self.data["paper"])
        self.size, self.look = SIZES[paper], LOOKS[paper]
        self.width = self.size[0] - self.look.left - self.look.right
        due = ((DRAFT_MARK, self.data["draft"]), (TRAINING_MARK, self.data["training"]),
               (INTERNAL_MARK, self.data.get("internal")))  # fmt: skip
        self.marks = [mark for mark, wanted in due if wanted]
        self.top = max(self.look.top, MARK_ROOM) if self.marks else self.look.top
        self.footer = self._footer() if paper != "struk" else []
        self.note = self._note()
        heights = [block.wrap(width, self.size[1])[1] for block, width in (*self.footer, *self.note)]
        self.bottom = self.look.foot + sum(heights) + 2 * mm

    def _footer(self) -> list[tuple[Flowable, float]]:
        data = self.data
        words = [data["title"], data["number"], f"dicetak {data['printed_at']} {data['office']['zone']}", data["by"]]
        words += [data["acting_for"]] if data["acting_for"] else []
        words += [told] if (told := after_corrections(data["round"])) else []
        width = self.width - 15 * mm
        return [(text(self._whole(words, width, REGULAR, 6.4), 6.4), width)]

    @staticmethod
    def _whole(words: Sequence[str], width: float, font: str, size: float) -> str:
        """Parts of a line that may break between them, but inside one only where it fills more than a line."""
        fit = (
            part.replace(" ", NO_BREAK) if stringWidth(printable(part), font, size) < width * 0.95 else part
            for part in words
        )
        return " · ".join(fit)

    def _note(self) -> list[tuple[Flowable, float]]:
        if self.data.get("copy", 1) < 2:
            return []
        data = self.data
        made = f"dicetak ulang {data['copy_at']} {data['office']['zone']}"
        told = self._whole([made, acting(data["copy_by"], data["copy_acting_for"])], self.width, BOLD, 7.6)
        words = f"SALINAN KE-{data['copy']} · {told} · alasan: {data['copy_reason']}"
        return [(text(words, 7.6, bold=True), self.width)]

    def before(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """Under the text: the marks."""
        if self.marks:
            canvas.saveState()
            _watermark(canvas, self.size, self.marks)
            canvas.restoreState()

    def after(self, canvas: Canvas, _document: BaseDocTemplate) -> None:
        """Around the text: footer, SALINAN, and for whom this copy is."""
        canvas.saveState()
        canvas.setFillGray(0)
        height = self.look.foot
        for block, _ in (*self.footer, *self.note):
            block.drawOn(canvas, self.look.left, height)
            height += block.height
        copy, first = getattr(canvas, "board_copy", (0, 1))
        if self.footer:
            canvas.setFont(REGULAR, 6.4)
            canvas.drawRightString(
                self.size[0] - self.look.right, self.look.foot + 1.8, self.counted(canvas.getPageNumber() - first + 1)
            )
        if int(self.data["copies"]) > 1 and self.footer:
            reader = self.readers[copy] if copy < len(self.readers) else f"rangkap {copy + 1}"
            canvas.setFont(REGULAR, 6.8)
            canvas.drawRightString(self.size[0] - self.look.right, self.size[1] - 16, f"Lembar {copy + 1}: {reader}")
        canvas.restoreState()


class CopyBegins(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """Marks where a copy begins, so that its pages are counted from one."""

    def __init__(self, copy: int) -> None:
        super().__init__()
        self._copy = copy

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """It takes no room."""
        return 0, 0

    def draw(self) -> None:
        """Tell the page."""
        self.canv.board_copy = (self._copy, self.canv.getPageNumber())


def build(
    data: dict[str, Any],
    story: Callable[[float, float], list[Flowable]],
    *,
    kop: bool = True,
    readers: Sequence[str] = ("untuk pemohon", "untuk arsip"),
    counted: Callable[[int], str] = "hal. {}".format,
) -> bytes:
    """A paper as PDF.

    Args:
        data: the snapshot; page, marks and copies come from it.
        story: called with the width to fill and the base size of type; once per copy.
        kop: whether the paper bears the letterhead (a draft of a national form does not, nor does a roll).
        readers: for whom the copies are, where there is more than one.
        counted: the number of a page of a copy, in words.
    """
    register_fonts()
    page = Page(data, readers, counted)
    look, out = page.look, BytesIO()
    document = BaseDocTemplate(
        out, pagesize=page.size, title=f"{data['title']} {data['number']}", author=data["office"]["agency"],
        subject=data["service"], lang="id-ID", invariant=1, initialFontName=REGULAR,
    )  # fmt: skip
    frame = Frame(
        look.left, page.bottom, page.width, page.size[1] - page.top - page.bottom,
        leftPadding=0, rightPadding=0, topPadding=0, bottomPadding=0,
    )  # fmt: skip
    document.addPageTemplates([PageTemplate(id="page", frames=[frame], onPage=page.before, onPageEnd=page.after)])
    flowables: list[Flowable] = []
    for copy in range(int(data["copies"])):
        if copy:
            flowables.append(PageBreak())
        flowables.append(CopyBegins(copy))
        if kop:
            flowables += letterhead(data["office"], look.base, page.width, data.get("logo", ""))
        flowables += story(page.width, look.base)
    document.build(flowables)
    return out.getvalue()


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
