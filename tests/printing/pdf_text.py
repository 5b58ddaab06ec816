"""Reads back what stands in our PDFs, with nothing but the standard library: words, pages, sizes, fonts.

Only as much PDF as reportlab writes: it is not a reader for files from outside.
"""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

_OBJECT = re.compile(rb"(?:^|\n)(\d+) 0 obj\s*(.*?)\s*endobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_TOKEN = re.compile(rb"/(F\d+\+\d+|F\d+) [\d.]+ Tf|\(((?:\\.|[^\\()])*)\)|<([0-9A-Fa-f]+)>\s*Tj")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"(": b"(", b")": b")", b"\\": b"\\"}


@dataclass(frozen=True)
class Pdf:
    """A paper, read back."""

    pages: tuple[str, ...]
    """The words of each page, pieces of text apart by a space, in the order they were drawn."""
    sizes: tuple[tuple[float, float], ...]
    raw: bytes

    @property
    def text(self) -> str:
        """The words of all pages."""
        return " ".join(self.pages)

    def says(self, words: str) -> bool:
        """Whether the words are on the paper, wherever its lines break."""
        return squeezed(words) in squeezed(self.text)


def squeezed(words: str) -> str:
    """Without any white space: a name may be broken over lines, even inside."""
    return re.sub(r"\s+", "", words)


def read(content: bytes) -> Pdf:
    """Read a paper back."""
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    pages.sort(key=lambda body: _page_order(objects).index(_self_number(objects, body)))
    sizes = tuple(_size(body) for body in pages)
    return Pdf(tuple(" ".join(_words(objects, body)) for body in pages), sizes, content)


def page_streams(content: bytes) -> list[str]:
    """What is drawn on each page, as the PDF says it."""
    objects = {int(number): body for number, body in _OBJECT.findall(content)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b(?!s)", body)]
    contents = [re.search(rb"/Contents (\d+) 0 R", page) for page in pages]
    return [_stream(objects[int(found[1])]).decode("latin-1") for found in contents if found]


def _self_number(objects: dict[int, bytes], body: bytes) -> int:
    return next(number for number, other in objects.items() if other is body)


def _page_order(objects: dict[int, bytes]) -> list[int]:
    tree = next(body for body in objects.values() if re.search(rb"/Type\s*/Pages\b", body))
    kids = re.search(rb"/Kids\s*\[(.*?)\]", tree, re.DOTALL)
    assert kids
    return [int(number) for number in re.findall(rb"(\d+) 0 R", kids[1])]


def _size(page: bytes) -> tuple[float, float]:
    box = re.search(rb"/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)", page)
    assert box
    return float(box[1]), float(box[2])


def _words(objects: dict[int, bytes], page: bytes) -> Iterator[str]:
    contents = re.search(rb"/Contents (\d+) 0 R", page)
    assert contents
    letters = _fonts(objects, page)
    font: dict[int, str] = {}
    for name, text, coded in _TOKEN.findall(_stream(objects[int(contents[1])])):
        if name:
            font = letters[name.decode()]
        else:
            codes = bytes.fromhex(coded.decode()) if coded else _unescaped(text)
            yield "".join(font.get(code, "�") for code in codes)


def _unescaped(text: bytes) -> bytes:
    def one(found: re.Match[bytes]) -> bytes:
        what = found[1]
        return bytes([int(what, 8)]) if what.isdigit() else _ESCAPES.get(what, what)

    return re.sub(rb"\\([0-7]{1,3}|.)", one, text, flags=re.DOTALL)


def _stream(body: bytes) -> bytes:
    found = _STREAM.search(body)
    assert found
    content = found[1]
    if b"/ASCII85Decode" in body:
        content = base64.a85decode(content.strip().removesuffix(b"~>"))
    if b"/FlateDecode" in body:
        content = zlib.decompress(content)
    return content


def _fonts(objects: dict[int, bytes], page: bytes) -> dict[str, dict[int, str]]:
    """Per font of a page: the letter of each code, by its ToUnicode table."""
    resources = re.search(rb"/Font (\d+) 0 R", page)
    assert resources
    found = {}
    for name, number in re.findall(rb"/(F[\d+]+) (\d+) 0 R", objects[int(resources[1])]):
        table = re.search(rb"/ToUnicode (\d+) 0 R", objects[int(number)])
        found[name.decode()] = _to_unicode(_stream(objects[int(table[1])])) if table else {}
    return found


def _to_unicode(table: bytes) -> dict[int, str]:
    letters: dict[int, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", table, re.DOTALL):
        for code, letter in re.findall(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            letters[int(code, 16)] = bytes.fromhex(letter.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", table, re.DOTALL):
        for first, last, listed, start in re.findall(
            rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*(?:\[(.*?)\]|<([0-9A-Fa-f]+)>)", block, re.DOTALL
        ):
            count = int(last, 16) - int(first, 16) + 1
            targets = re.findall(rb"<([0-9A-Fa-f]+)>", listed) if listed else []
            for offset in range(count):
                value = int(targets[offset], 16) if targets else int(start, 16) + offset
                letters[int(first, 16) + offset] = chr(value)
    return letters
