"""Photos and scans from outside: decoded before they are kept, upright, and without what the phone wrote into them."""

from __future__ import annotations

import struct
import warnings
import zlib
from io import BytesIO

import pytest
from PIL import Image

from board.printing import images
from board.printing.documents import render
from board.printing.images import cleaned_file
from board.printing.kinds import kind_of
from board.printing.unreadable import Unreadable
from tests.printing.papers import snapshot

ORIENTATION, MAKE, GPS = 0x0112, 0x010F, 0x8825
PLACE = {1: "S", 2: (4.0, 31.0, 15.0), 3: "E", 4: (104.0, 31.0, 9.0)}


def picture() -> Image.Image:
    """Eighty by forty, red on the left, blue on the right."""
    made = Image.new("RGB", (80, 40), (200, 0, 0))
    made.paste((0, 0, 200), (40, 0, 80, 40))
    return made


def saved(image: Image.Image, kind: str, orientation: int | None = None, **more: object) -> bytes:
    """The image as a file, with EXIF as a phone writes it if an orientation is given."""
    out = BytesIO()
    if orientation:
        exif = Image.Exif()
        exif[ORIENTATION], exif[MAKE], exif[GPS] = orientation, "TELEPON RAHASIA", PLACE
        more["exif"] = exif
    image.save(out, kind, **more)
    return out.getvalue()


def opened(content: bytes) -> Image.Image:
    """A cleaned file, read again."""
    image = Image.open(BytesIO(content))
    image.load()
    return image


def near(colour: object, wanted: tuple[int, int, int]) -> bool:
    """Whether a colour is this one, as far as JPEG keeps colours."""
    assert isinstance(colour, tuple)
    return all(abs(one - other) < 40 for one, other in zip(colour[:3], wanted, strict=True))


RED, BLUE = (200, 0, 0), (0, 0, 200)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize(
    ("orientation", "size", "top_left", "bottom_right"),
    [(1, (80, 40), RED, BLUE), (2, (80, 40), BLUE, RED), (3, (80, 40), BLUE, RED), (4, (80, 40), RED, BLUE),
     (5, (40, 80), RED, BLUE), (6, (40, 80), RED, BLUE), (7, (40, 80), BLUE, RED), (8, (40, 80), BLUE, RED)],
)  # fmt: skip
def test_a_photo_is_turned_upright_and_its_exif_is_gone(
    kind: str, orientation: int, size: tuple[int, int], top_left: tuple[int, int, int], bottom_right: tuple[int, ...]
) -> None:
    content = saved(picture(), kind, orientation)
    assert b"TELEPON RAHASIA" in content
    cleaned, mime, pages = cleaned_file(content)
    image = opened(cleaned)
    assert (mime, pages) == (f"image/{kind.lower()}", 1)
    assert image.size == size
    assert near(image.getpixel((4, 4)), top_left)
    assert near(image.getpixel((size[0] - 5, size[1] - 5)), (bottom_right[0], bottom_right[1], bottom_right[2]))
    assert dict(image.getexif()) == {}
    assert b"TELEPON RAHASIA" not in cleaned
    assert b"Exif" not in cleaned
    assert b"eXIf" not in cleaned


def test_comments_of_a_png_and_profiles_are_gone() -> None:
    from PIL.PngImagePlugin import PngInfo

    told = PngInfo()
    told.add_text("Comment", "lokasi rumah")
    cleaned, _, _ = cleaned_file(saved(picture(), "PNG", pnginfo=told, icc_profile=b"profil" * 40))
    assert b"lokasi rumah" not in cleaned
    assert opened(cleaned).info == {}


def test_a_pdf_is_kept_as_it_is_with_its_pages_counted() -> None:
    content = render(snapshot("tanda_terima_berkas"))
    assert cleaned_file(content) == (content, "application/pdf", 2)


@pytest.mark.parametrize(
    "catalogue",
    [
        b"/OpenAction << /S /URI /URI (http://contoh.example.id) >>",
        b"/OpenAction << /S /GoToR /F (\\\\contoh\\x.pdf) /D [0 /Fit] >>",
        b"/OpenAction [3 0 R /Fit] /OpenAction << /S /JavaScript /JS (app.alert) >>",
        b"/OpenAction << /S /JavaScript /JS (app.alert) >> /OpenAction [3 0 R /Fit]",
    ],
)  # fmt: skip
def test_a_pdf_that_does_something_when_opened_is_refused(catalogue: bytes) -> None:
    with pytest.raises(Unreadable, match="memuat"):
        cleaned_file(written_by_hand(catalogue))
    assert cleaned_file(written_by_hand(b"/OpenAction [3 0 R /Fit]"))[1:] == ("application/pdf", 1)


def written_by_hand(catalogue: bytes) -> bytes:
    """A PDF of one page; a writer would not let a key stand twice."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + catalogue + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>",
    ]
    content, places = b"%PDF-1.4\n", []
    for number, item in enumerate(objects, start=1):
        places.append(len(content))
        content += b"%d 0 obj %s endobj\n" % (number, item)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    return content + (
        b"xref\n0 4\n0000000000 65535 f \n" + table
        + b"trailer << /Root 1 0 R /Size 4 >>\nstartxref\n%d\n%%%%EOF\n" % len(content)
    )  # fmt: skip


@pytest.mark.parametrize("mode", ["P", "L", "1", "LA", "RGBA", "I;16", "CMYK"])
def test_pictures_of_any_kind_stay_what_they_show(mode: str) -> None:
    grey = Image.new("L", (20, 20), 90)
    if mode == "I;16":
        made = Image.new("I;16", (20, 20), 90 * 256)
    elif mode == "P":
        made = picture().convert("P", palette=Image.Palette.ADAPTIVE)
    else:
        made = grey.convert("RGB").convert(mode) if mode in ("CMYK", "RGBA") else grey.convert(mode)
    cleaned, _, _ = cleaned_file(saved(made, "JPEG" if mode == "CMYK" else "PNG"))
    shown = opened(cleaned).convert("RGB").getpixel((2, 2))
    wanted = RED if mode == "P" else (90, 90, 90)
    assert mode == "1" or near(shown, wanted), "a scan of sixteen bits must not come out white"


def test_what_is_transparent_stays_transparent() -> None:
    palette = picture().convert("P", palette=Image.Palette.ADAPTIVE)
    cleaned, _, _ = cleaned_file(saved(palette, "PNG", transparency=palette.getpixel((2, 2))))
    image = opened(cleaned)
    assert image.mode == "RGBA"
    assert image.getpixel((2, 2))[3] == 0  # type: ignore[index]
    assert image.getpixel((70, 2))[3] == 255  # type: ignore[index]


@pytest.mark.parametrize(
    "content",
    [
        b"", b"\0", b"GIF89a" + b"\0" * 40, b"RIFF\x24\0\0\0WEBPVP8 ", b"PK\x03\x04", b"<svg/>", b"MZ\x90\0",
        b"\x00\x00\x00\x18ftypheic", b" %PDF-1.4 %%EOF", b"foto.jpg",
    ],
)  # fmt: skip
def test_other_kinds_of_files_are_refused_whatever_they_are_called(content: bytes) -> None:
    assert kind_of(content) is None
    with pytest.raises(Unreadable, match="bukan foto JPEG, PNG, atau PDF"):
        cleaned_file(content)


@pytest.mark.parametrize("start", [b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n"])
def test_the_first_bytes_alone_do_not_make_a_photo(start: bytes) -> None:
    for rest in (b"", b"\0" * 4000, b"<?php system($_GET[0]); ?>", bytes(range(256)) * 20):
        with pytest.raises(Unreadable, match="rusak"):
            cleaned_file(start + rest)


def test_a_gif_in_the_clothes_of_a_png_is_refused() -> None:
    gif = saved(picture().convert("P"), "GIF")
    with pytest.raises(Unreadable, match="rusak"):
        cleaned_file(b"\x89PNG\r\n\x1a\n" + gif)


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.9])
def test_a_truncated_photo_is_refused(kind: str, share: float) -> None:
    noise = Image.effect_noise((120, 90), 60).convert("RGB")
    content = saved(noise, kind)
    with pytest.raises(Unreadable, match="rusak"):
        cleaned_file(content[: int(len(content) * share)])


def test_a_truncated_pdf_is_refused() -> None:
    content = render(snapshot("surat_jawaban"))
    with pytest.raises(Unreadable, match="PDF tidak utuh"):
        cleaned_file(content[: len(content) // 2])


def chunk(kind: bytes, content: bytes) -> bytes:
    """A chunk of a PNG."""
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def bomb(width: int, height: int) -> bytes:
    """A PNG of few bytes that claims so many pixels."""
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"\0" * 4096, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8_000, 10_000, 20_000, 25_000, 60_000, 2_000_000_000])
def test_a_decompression_bomb_is_refused_before_it_unfolds(side: int) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with pytest.raises(Unreadable, match="terlalu besar"):
            cleaned_file(bomb(side, side))


def test_a_bomb_in_the_comments_is_refused() -> None:
    text = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"A" * 80_000_000, 9))
    content = saved(picture(), "PNG")
    with pytest.raises(Unreadable, match="rusak"):
        cleaned_file(content[:33] + text + content[33:])


def test_the_largest_scan_is_still_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    assert images.MOST_PIXELS >= 35_000_000, "an A4 page at 600 dpi"
    monkeypatch.setattr(images, "MOST_PIXELS", 80 * 40)
    assert cleaned_file(saved(picture(), "PNG"))[1] == "image/png"
    with pytest.raises(Unreadable, match="terlalu besar"):
        cleaned_file(saved(Image.new("RGB", (81, 40)), "PNG"))


def test_damaged_exif_does_not_lose_a_sound_photo() -> None:
    content = bytearray(saved(picture(), "JPEG", 6))
    start = content.index(b"Exif") + 6
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for place in range(start, start + 90):
            for value in (0x00, 0x7F, 0xFF):
                hurt = bytearray(content)
                hurt[place] = value
                image = opened(cleaned_file(bytes(hurt))[0])
                assert sorted(image.size) == [40, 80]


ENTRIES = {
    "words": b"\0\x02\0\0\0\x04abc\0",
    "a number that means nothing": b"\0\x03\0\0\0\x01\0\x63\0\0",
    "no value": b"\0\x03" + b"\0" * 8,
}
"""Kind, count and value of an EXIF entry."""


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_an_orientation_that_is_none_leaves_the_photo_as_it_is(entry: bytes) -> None:
    content, six = saved(picture(), "JPEG", 6), b"\x01\x12\0\x03\0\0\0\x01\0\x06\0\0"
    assert content.count(six) == 1
    image = opened(cleaned_file(content.replace(six, six[:2] + entry))[0])
    assert image.size == (80, 40)
    assert near(image.getpixel((4, 4)), RED)
