"""Photos and scans: what kind of file it is, whether it can be opened at all, and without its EXIF.

Everything from outside is decoded before it is kept: a file that only bears the name of a photo is refused, and so
is an image that would unfold into more pixels than a scan can have.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from board.printing.kinds import PDF, kind_of, not_taken
from board.printing.unreadable import Unreadable

MOST_PIXELS = 60_000_000
"""A 600 dpi scan of an A4 page has 35 million."""
_TOO_LARGE = "gambar terlalu besar; kirim foto biasa."
_ORIENTATION = 0x0112
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT, 3: Image.Transpose.ROTATE_180, 4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE, 6: Image.Transpose.ROTATE_270, 7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}  # fmt: skip
"""What brings a photo upright, by its EXIF orientation."""


def cleaned_file(content: bytes) -> tuple[bytes, str, int]:
    """A file as it is kept: its bytes without EXIF, its type, its pages.

    Raises:
        Unreadable: not a JPEG, PNG or PDF, damaged, too many pixels, or a PDF that can act.
    """
    mime = kind_of(content)
    if mime is None:
        raise Unreadable(not_taken(content))
    if mime == PDF:
        # pypdf is only needed where a PDF came.
        from board.printing.pdfs import page_count

        return content, mime, page_count(content)
    return _without_exif(content, mime), mime, 1


def _without_exif(content: bytes, mime: str) -> bytes:
    try:
        # Pillow warns about damaged EXIF on standard error, where the board's terminal is.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _decoded(content, mime)
    except Image.DecompressionBombError:
        raise Unreadable(_TOO_LARGE) from None
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError):
        raise Unreadable("gambar rusak atau tidak dapat dibuka; minta pemohon mengirim ulang.") from None


def _decoded(content: bytes, mime: str) -> bytes:
    with Image.open(BytesIO(content), formats=["JPEG" if mime == "image/jpeg" else "PNG"]) as image:
        if image.width * image.height > MOST_PIXELS:
            raise Unreadable(_TOO_LARGE)
        image.load()
        turned = _upright(image)
        out = BytesIO()
        if mime == "image/jpeg":
            (turned if turned.mode == "RGB" else turned.convert("RGB")).save(out, "JPEG", quality=90)
        else:
            turned.save(out, "PNG")
        return out.getvalue()


def _upright(image: Image.Image) -> Image.Image:
    """The picture the way it was meant to be seen; pixels only, the EXIF that said so is gone afterwards."""
    turn = _TURNS.get(_orientation(image))
    transparent = "A" in image.getbands() or "transparency" in image.info
    flat = _eight_bits(image).convert("RGBA" if transparent else "RGB")
    if turn is not None:
        flat = flat.transpose(turn)
    # Whatever else the file carried (profile, comment, texts) would be saved again from here.
    flat.info.clear()
    return flat


def _orientation(image: Image.Image) -> int:
    """EXIF orientation, 1 to 8; 1 where there is none, or none that can be read."""
    try:
        return int(image.getexif().get(_ORIENTATION, 1))
    except Exception:
        # Pillow's reader of damaged EXIF raises whatever it stumbles over; the photo itself may be sound.
        return 1


def _eight_bits(image: Image.Image) -> Image.Image:
    """Scans of sixteen bits a pixel, brought down to eight: Pillow would make them white."""
    if not image.mode.startswith("I"):
        return image
    return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
