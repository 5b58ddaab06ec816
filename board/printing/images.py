"""Photos and scans: what kind of file it is, whether it can be opened at all, and without its EXIF.

Everything from outside is decoded before it is kept: a file that only bears the name of a photo is refused, and so
is an image that would unfold into more pixels than a scan can have.
"""

from __future__ import annotations

import re
import warnings
from io import BytesIO

from PIL import Image, UnidentifiedImageError

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
_KINDS = ((b"\xff\xd8\xff", "image/jpeg"), (b"\x89PNG\r\n\x1a\n", "image/png"), (b"%PDF-", "application/pdf"))


class Unreadable(Exception):
    """The file is not a photo or PDF we can take; the message is for people."""


def kind_of(content: bytes) -> str | None:
    """The type a file's first bytes tell, whatever it is called."""
    return next((mime for start, mime in _KINDS if content.startswith(start)), None)


def cleaned_file(content: bytes) -> tuple[bytes, str, int]:
    """A file as it is kept: its bytes without EXIF, its type, its pages (0 when a PDF does not tell).

    Raises:
        Unreadable: not a JPEG, PNG or PDF, damaged, or too many pixels.
    """
    mime = kind_of(content)
    if mime is None:
        raise Unreadable("bukan foto JPEG, PNG, atau PDF.")
    if mime == "application/pdf":
        if b"%%EOF" not in content[-2048:]:
            raise Unreadable("PDF tidak utuh; minta pemohon mengirim ulang.")
        return content, mime, len(re.findall(rb"/Type\s*/Page[^s]", content))
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
            turned.convert("RGB").save(out, "JPEG", quality=90)
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
    bare = Image.new(flat.mode, flat.size)
    bare.paste(flat)
    return bare


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
