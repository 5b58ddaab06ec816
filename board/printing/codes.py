"""Codes: the internal one of a paper, and the one on the terminal that opens a chat.

A paper bears a QR or Code128 of its case number, for the office's own scanners. It carries nothing but the number and
can not be taken for a TTE: it says so beside it, and it is never on a draft.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel
from reportlab.lib.units import mm
from reportlab.platypus import Flowable

QUIET = 4
"""Empty modules around a QR code, without which scanners miss it."""


@lru_cache(maxsize=32)
def _modules(text: str, level: int = QRErrorCorrectLevel.M) -> tuple[tuple[bool, ...], ...]:
    code = QRCode(None, level)
    code.addData(text)
    code.make()
    return tuple(tuple(map(bool, row)) for row in code.modules)


class Qr(Flowable):  # type: ignore[misc]  # reportlab ships no types
    """A QR code of ``size`` points, quiet zone included."""

    def __init__(self, text: str, size: float = 26 * mm) -> None:
        super().__init__()
        self.rows = _modules(text)
        self.width = self.height = size

    def draw(self) -> None:
        """Every run of dark modules as one bar."""
        side = self.width / (len(self.rows) + 2 * QUIET)
        path = self.canv.beginPath()
        for place, row in enumerate(self.rows):
            column = 0
            for dark, run in groupby(row):
                length = len(list(run))
                if dark:
                    top = self.height - (place + QUIET + 1) * side
                    path.rect((column + QUIET) * side, top, length * side, side)
                column += length
        self.canv.setFillGray(0)
        self.canv.drawPath(path, stroke=0, fill=1)


def qr(text: str, size: float = 26 * mm) -> Qr:
    """A QR code of a number."""
    return Qr(text, size)


def code128(text: str, width: float = 60 * mm, height: float = 11 * mm) -> Code128:
    """A Code128 not wider than ``width`` points, quiet zones of ten bars included, for a hand scanner."""
    probe = Code128(text, barHeight=height, barWidth=1, lquiet=10, rquiet=10)
    bar = min(1.1, width / probe.width)
    code = Code128(text, barHeight=height, barWidth=bar, lquiet=10 * bar, rquiet=10 * bar)
    code.hAlign = "CENTER"
    return code


LARGEST_CODE = 2800
"""Letters that surely fit into a QR code of the lowest correction."""
_HALVES = {(False, False): " ", (True, False): "▀", (False, True): "▄", (True, True): "█"}


def character_qr(text: str, *, blocks: bool, light_ink: bool) -> list[str]:
    """A QR code made of characters, quiet zone included, as small as can be: nothing smudges a screen.

    Args:
        blocks: half blocks, two modules one above the other in a cell; otherwise two signs ``##`` for each module.
        light_ink: draw the light modules, for a terminal that writes light on dark; otherwise the dark ones.

    Raises:
        ValueError: the text is longer than ``LARGEST_CODE``.
    """
    if len(text) > LARGEST_CODE:
        raise ValueError(f"{len(text)} letters do not fit into a code")
    modules = _modules(text, QRErrorCorrectLevel.L)
    empty = [(False,) * (len(modules) + 2 * QUIET)] * QUIET
    side = (False,) * QUIET
    rows = [*empty, *((*side, *row, *side) for row in modules), *empty]
    drawn = [[dark != light_ink for dark in row] for row in rows]
    if not blocks:
        return ["".join("##" if ink else "  " for ink in row) for row in drawn]
    if len(drawn) % 2:
        drawn.append([light_ink] * len(drawn[0]))
    return [
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(drawn[::2], drawn[1::2], strict=True)
    ]
