"""PDFs from outside: opened, counted, and refused where they could do something when somebody opens them.

The bytes are never altered: a PDF with an electronic signature stays what was signed.
"""

from __future__ import annotations

import logging
import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

from board.printing.unreadable import Unreadable

MOST_PAGES = 300
MOST_OBJECTS = 200_000
"""A scan of three hundred pages has some thousands."""
_DAMAGED = "PDF tidak utuh atau rusak; minta pemohon mengirim ulang."
_ACTIVE = {
    "/JavaScript": "skrip", "/JS": "skrip", "/Launch": "perintah membuka program", "/EmbeddedFiles": "berkas sisipan",
    "/EmbeddedFile": "berkas sisipan", "/XFA": "formulir aktif", "/RichMedia": "media aktif",
    "/SubmitForm": "pengiriman formulir", "/ImportData": "pengambilan data",
}  # fmt: skip
"""Names of what a PDF can do besides being read, as a key or as a value of /S, /Type or /Subtype."""
_SPELLED_OUT = re.compile(rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData)(?![A-Za-z])")
"""The same in plain bytes: a key that stands twice shows only one of its values to a reader, and any to a viewer."""
_TURNS_TO_A_PAGE = "/GoTo"


def page_count(content: bytes) -> int:
    """Pages of a PDF that may be kept.

    Raises:
        Unreadable: damaged, encrypted, without pages or with far too many, or able to act.
    """
    if b"%%EOF" not in content[-2048:]:
        raise Unreadable(_DAMAGED)
    # pypdf tells what it stumbles over on standard error.
    logging.disable(logging.CRITICAL)
    try:
        pages = _checked(PdfReader(BytesIO(content), strict=False))
    except (Unreadable, MemoryError):
        raise
    except Exception:
        # A reader of damaged files raises whatever it stumbles over; which of it does not matter here.
        raise Unreadable(_DAMAGED) from None
    finally:
        logging.disable(logging.NOTSET)
    spelled = _SPELLED_OUT.search(content)
    if spelled:
        raise _acting(_ACTIVE[spelled[0].decode()])
    return pages


def _checked(reader: PdfReader) -> int:
    if reader.is_encrypted:
        raise Unreadable("PDF dikunci sandi; minta pemohon mengirimnya tanpa sandi.")
    told = _told_pages(reader)
    if told > MOST_PAGES:
        raise Unreadable(f"PDF berisi {told} halaman; paling banyak {MOST_PAGES}. Minta halaman yang diperlukan saja.")
    _refuse_active(reader)
    pages = len(reader.pages)
    if not 0 < pages <= MOST_PAGES:
        raise Unreadable(_DAMAGED)
    return pages


def _told_pages(reader: PdfReader) -> int:
    """How many pages the file says it has, before anything walks through them."""
    return int(reader.root_object["/Pages"].get_object()["/Count"])  # type: ignore[index]


def _refuse_active(reader: PdfReader) -> None:
    """Look at every object that can be reached: each once, and without a depth that could be exhausted."""
    seen: set[tuple[int, int]] = set()
    left: list[Any] = [reader.trailer]
    visited = 0
    while left:
        item = left.pop()
        if isinstance(item, IndirectObject):
            place = (item.idnum, item.generation)
            if place in seen:
                continue
            seen.add(place)
            item = item.get_object()
        visited += 1
        if visited > MOST_OBJECTS:
            raise Unreadable("PDF terlalu rumit; minta pemohon mengirim fotonya saja.")
        if isinstance(item, DictionaryObject):
            _refuse_acting(item)
            left += [item.raw_get(key) for key in item]
        elif isinstance(item, ArrayObject):
            left += list(item)


def _refuse_acting(item: DictionaryObject) -> None:
    kinds = {str(item.raw_get(key)) for key in ("/S", "/Type", "/Subtype") if key in item}
    for name in {*map(str, item), *kinds} & _ACTIVE.keys():
        raise _acting(_ACTIVE[name])
    opening = item.get("/OpenAction")
    if isinstance(opening, DictionaryObject) and opening.get("/S") != _TURNS_TO_A_PAGE:
        _refuse_acting(opening)
        raise _acting("tindakan saat dibuka")


def _acting(what: str) -> Unreadable:
    return Unreadable(f"PDF memuat {what}; tidak disimpan. Minta pemohon mengirim scan biasa atau foto.")
