"""A photo on paper: in proportion, with no more dots than paper shows, and let go of once it is drawn."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from PIL import Image as Pictures
from reportlab.platypus import Image

DOTS_PER_POINT = 200 / 72
"""Photos are printed at 200 dpi: more is only a larger file."""
LARGEST = 1.5
"""Points a dot may be stretched to: larger only shows the dots."""


class Picture(Image):  # type: ignore[misc]  # reportlab ships no types
    """A picture that is let go of once it is drawn: unpacked it takes twenty times what the paper keeps of it."""

    _img: Any

    def draw(self) -> None:
        """The picture."""
        reader = self._img
        super().draw()
        # reportlab's reader holds itself: without this, all photos of a paper would be unpacked at the same time.
        reader.__dict__.pop("jpeg_fh", None)
        self._img = self._file = None


def scale_of(size: tuple[int, int], width: float, height: float) -> float:
    """Points to a dot, in proportion, in the room there is."""
    return min(width / size[0], height / size[1], LARGEST)


def picture_of(path: Path, width: float, height: float) -> Picture:
    """A photo as large as a room allows.

    Raises:
        OSError, ValueError, SyntaxError: it cannot be opened.
    """
    with Pictures.open(path) as picture:
        scale = scale_of(picture.size, width, height)
        wide, high = picture.width * scale, picture.height * scale
        dots = max(1, round(wide * DOTS_PER_POINT)), max(1, round(high * DOTS_PER_POINT))
        picture.draft("RGB", dots)
        picture.thumbnail(dots)
        out = BytesIO()
        # White below a transparent scan, as paper is.
        flat = Pictures.new("RGB", picture.size, "white")
        flat.paste(picture, mask=picture.getchannel("A") if "A" in picture.getbands() else None)
        flat.save(out, "JPEG", quality=85)
    # From bytes: reportlab may not be handed a path (its trustedHosts policy), and the file may move later.
    shown = Picture(BytesIO(out.getvalue()), width=wide, height=high)
    shown.hAlign = "LEFT"
    return shown
