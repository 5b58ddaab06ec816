"""Drawn papers for the demonstration: what a photo of a KTP or a KK looks like from afar, with nobody's data on it."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO

from PIL import Image, ImageDraw

_SIZE, _MARGIN, _LINE = (640, 420), 28, 26


def draw_paper(title: str, lines: Sequence[str], *, tint: str = "#cfe3f2") -> bytes:
    """A small JPEG of a paper with a title and some lines, marked CONTOH."""
    image = Image.new("RGB", _SIZE, "#6b6259")
    draw = ImageDraw.Draw(image)
    draw.rectangle((12, 12, _SIZE[0] - 12, _SIZE[1] - 12), fill=tint)
    for place, words in enumerate([title, "", *lines, "", "CONTOH - bukan dokumen"]):
        draw.text((_MARGIN, _MARGIN + place * _LINE), words, fill="black", font_size=20 if place else 26)
    out = BytesIO()
    image.save(out, "JPEG", quality=80)
    return out.getvalue()
