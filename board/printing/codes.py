"""The internal code of a paper: a QR or Code128 of its case number, for the office's own scanners.

It carries nothing but the number and can not be taken for a TTE: it says so beside it, and it is never on a draft.
"""

from __future__ import annotations

from reportlab.graphics.barcode.code128 import Code128
from reportlab.graphics.barcode.qr import QrCodeWidget
from reportlab.graphics.shapes import Drawing
from reportlab.lib.units import mm


def qr(text: str, size: float = 24 * mm) -> Drawing:
    """A QR code of ``size`` points."""
    widget = QrCodeWidget(text, barLevel="M")
    left, bottom, right, _ = widget.getBounds()
    scale = size / (right - left)
    drawing = Drawing(size, size, transform=[scale, 0, 0, scale, -left * scale, -bottom * scale])
    drawing.add(widget)
    return drawing


def code128(text: str, width: float = 60 * mm, height: float = 11 * mm) -> Code128:
    """A Code128 not wider than ``width`` points, for a hand scanner."""
    probe = Code128(text, barHeight=height, barWidth=1, quiet=True)
    return Code128(text, barHeight=height, barWidth=min(1.1, width / probe.width), quiet=True)
