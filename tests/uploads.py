"""Uploads for tests: photos and PDFs in the upload folder, finished a minute ago."""

from __future__ import annotations

import io
import os
import random
import struct
import time
import zlib
from pathlib import Path

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

MORNING = "20261123-0712"
"""Before the clock of the tests: Monday 23 November 2026, 09.00 WIB."""


def photo(shade: int = 200, *, kind: str = "JPEG", size: tuple[int, int] = (24, 16)) -> bytes:
    """A photo of noise; another shade is another content."""
    out = io.BytesIO()
    Image.frombytes("RGB", size, random.Random(shade).randbytes(size[0] * size[1] * 3)).save(out, kind)
    return out.getvalue()


def pdf(pages: int = 1, *, root: dict[str, object] | None = None, password: str = "") -> bytes:
    """A PDF of blank pages, with more in its catalogue."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(100, 100)
    for name, value in (root or {}).items():
        writer.root_object[NameObject(name)] = as_pdf(value)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def as_pdf(value: object) -> object:
    """A value as an object of a PDF; texts that begin with a slash are names."""
    if isinstance(value, dict):
        return DictionaryObject({NameObject(name): as_pdf(item) for name, item in value.items()})
    if isinstance(value, list):
        return ArrayObject([as_pdf(item) for item in value])
    text = str(value)
    return NameObject(text) if text.startswith("/") else TextStringObject(text)


def bomb(width: int, height: int) -> bytes:
    """A PNG of a few kilobytes that unfolds into so many pixels."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    packer, row = zlib.compressobj(9), b"\0" * (width + 1)
    body = b"".join(packer.compress(row) for _ in range(height)) + packer.flush()
    head = struct.pack(">II", width, height) + b"\x08\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def inbox(home: Path) -> Path:
    """The upload folder of a test office."""
    return home / "inbox"


def upload(home: Path, name: str | bytes, content: bytes, *, age: float = 60) -> Path:
    """Put a file into the upload folder, as if it had been finished ``age`` seconds ago."""
    path = Path(os.fsdecode(os.path.join(os.fsencode(inbox(home)), os.fsencode(name))))
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    dated(path, age)
    return path


def dated(path: Path, age: float = 60) -> None:
    """Let a file have been written so many seconds ago."""
    then = time.time() - age
    os.utime(path, (then, then), follow_symlinks=False)


def bundle(home: Path, phone: str = "081234567890", *, at: str = MORNING, photos: int = 2, words: str = "") -> str:
    """A folder of one sender; its name."""
    name = f"{phone}_{at}"
    for number in range(photos):
        upload(home, f"{name}/foto{number}.jpg", photo(int(phone[-4:]) * 7 + number))
    if words:
        upload(home, f"{name}/pesan.txt", words.encode())
    return name
