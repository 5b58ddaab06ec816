"""PDFs joined into one: pages of ours with the pages of other files between them, and an outline over all.

The files came from outside once. Their pages are taken as pictures of paper: nothing in them that acts is kept.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path

from pypdf import PageObject, PdfReader, PdfWriter

from board.wording import size_words

MOST_PAGES = 300
"""Pages of one file that are joined; a longer one is named and stays where it is."""
MOST_BYTES = 20 * 1024 * 1024
_ACTING = ("/Annots", "/AA", "/B", "/Metadata", "/PieceInfo", "/StructParents", "/Tabs")
"""What a page may bring besides what is seen: links, scripts, forms, another program's notes."""


class NotJoined(Exception):
    """The file cannot be joined; the message is for people."""


def page_count(content: bytes) -> int:
    """Pages of a PDF of ours."""
    return len(PdfReader(BytesIO(content)).pages)


def pages_to_join(path: Path) -> int:
    """How many pages a file would bring: it is read to its end, so that joining it later cannot fail.

    Raises:
        NotJoined: damaged, locked, too long or too large.
    """
    return len(_taken(path, PdfWriter()))


def join(
    own: bytes,
    between: Mapping[int, Path],
    outline: Sequence[tuple[str, int, bool]],
    about: Mapping[str, str],
) -> bytes:  # fmt: skip
    """The pages of ``own``, each followed by the pages of the file that belongs behind it.

    Args:
        between: page of ``own``, counted from 1 → file whose pages follow it.
        outline: title, page of the whole counted from 1, whether it stands below the one before.
        about: ``/Title``, ``/Author``.
    """
    writer = PdfWriter()
    for place, page in enumerate(PdfReader(BytesIO(own)).pages, start=1):
        writer.add_page(page)
        if place in between:
            _taken(between[place], writer)
    parent = None
    for title, page_number, below in outline:
        item = writer.add_outline_item(title=title, page_number=page_number - 1, parent=parent if below else None)
        parent = parent if below else item
    writer.add_metadata(dict(about))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _taken(path: Path, writer: PdfWriter) -> list[PageObject]:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise NotJoined(f"PDF ini lebih dari {size_words(MOST_BYTES)}; buka dari folder lampiran.")
        reader = PdfReader(BytesIO(path.read_bytes()))
        if reader.is_encrypted and not reader.decrypt(""):
            raise NotJoined("PDF ini terkunci dengan sandi; minta pemohon mengirim yang tidak terkunci.")
        if len(reader.pages) > MOST_PAGES:
            raise NotJoined(f"PDF ini lebih dari {MOST_PAGES} halaman; buka dari folder lampiran.")
        if not reader.pages:
            raise NotJoined("PDF ini tidak punya halaman.")
        return [writer.add_page(_bare(page)) for page in reader.pages]
    except NotJoined:
        raise
    except Exception as broken:
        # Whatever a damaged file makes the reader stumble over, the dossier names the file and goes on.
        raise NotJoined("PDF ini rusak atau tidak dapat dibuka.") from broken


def _bare(page: PageObject) -> PageObject:
    for name in _ACTING:
        page.pop(name, None)
    return page
