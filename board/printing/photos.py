"""Foto berkas: every photo of the case with its caption, as many on a page as fit; other files are named."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image as Pictures
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image

from board.printing.blocks import gap, keep, text
from board.printing.sheet import build
from board.printing.working_papers import paper_head

HIGHEST = 92 * mm
"""Two photos on a page."""
DOTS_PER_POINT = 200 / 72
"""Photos are printed at 200 dpi: more is only a larger file."""
PDF = "application/pdf"


def photos(data: dict[str, Any]) -> bytes:
    """The photos handed in, for a desk that reads paper."""

    def story(width: float, size: float) -> list[Flowable]:
        flowables = paper_head(data, width, size)
        for place, item in enumerate(data["attachments"], start=1):
            requirement = (item["requirement"] or "lampiran").replace("_", " ")
            caption = text(f"{place}. {requirement}: {item['name']}", size, bold=True, space=2)
            flowables.append(keep([caption, _shown(item, width, size), gap(4)]))
        if not data["attachments"]:
            flowables.append(text("Belum ada foto terlampir; berkas dibawa sebagai kertas.", size))
        return flowables

    return build(data, story)


def _shown(item: dict[str, Any], width: float, size: float) -> Flowable:
    if item["mime"] == PDF:
        return text("(berkas PDF: buka dari lampiran)", size)
    path = item.get("path")
    if not path or not Path(path).is_file():
        return text("(foto tidak dicetak: tidak ada lagi atau dirahasiakan)", size)
    return picture_of(Path(path), width, HIGHEST)


class Photo(Image):  # type: ignore[misc]  # reportlab ships no types
    """A picture that is let go of once it is drawn: unpacked it takes twenty times what the paper keeps of it."""

    _img: Any

    def draw(self) -> None:
        """The picture."""
        reader = self._img
        super().draw()
        # reportlab's reader holds itself: without this, all photos of a paper would be unpacked at the same time.
        reader.__dict__.pop("jpeg_fh", None)
        self._img = self._file = None


def picture_of(path: Path, width: float, height: float) -> Photo:
    """A photo as large as a room allows, with no more dots than paper shows.

    Raises:
        OSError, ValueError, SyntaxError: it cannot be opened.
    """
    with Pictures.open(path) as picture:
        scale = min(width / picture.width, height / picture.height, 1.5)
        wide, high = picture.width * scale, picture.height * scale
        picture.draft("RGB", (round(wide * DOTS_PER_POINT), round(high * DOTS_PER_POINT)))
        picture.thumbnail((round(wide * DOTS_PER_POINT), round(high * DOTS_PER_POINT)))
        out = BytesIO()
        # White below a transparent scan, as paper is.
        flat = Pictures.new("RGB", picture.size, "white")
        flat.paste(picture, mask=picture.getchannel("A") if "A" in picture.getbands() else None)
        flat.save(out, "JPEG", quality=85)
    # From bytes: reportlab may not be handed a path (its trustedHosts policy), and the file may move later.
    shown = Photo(BytesIO(out.getvalue()), width=wide, height=high)
    shown.hAlign = "LEFT"
    return shown
