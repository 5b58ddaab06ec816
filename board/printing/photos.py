"""Foto berkas: the photos of a case in a grid, as many on a page as the office wants; other files are named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image as Pictures
from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, PageBreak, Paragraph, Spacer, Table, TableStyle

from board.printing.blocks import FillPage, fitted, gap, head_of, text
from board.printing.pictures import picture_of, scale_of
from board.printing.sheet import build
from board.printing.working_papers import paper_head

LEAST_HEIGHT = 120 * mm
"""Room a page of photos needs; where there is less, it begins on the next page."""
CELL_GAP = 3 * mm
GRIDS = {1: ((1, 1),), 2: ((1, 2), (2, 1)), 4: ((2, 2), (1, 4), (4, 1)), 6: ((2, 3), (3, 2), (1, 6))}
"""Photos on a page → the ways (columns, rows) to lay them out."""
USUAL = 4
"""Photos on a page of a snapshot made before an office could choose."""
PDF = "application/pdf"
GONE = "(foto tidak dicetak: tidak ada lagi atau dirahasiakan)"


@dataclass(frozen=True)
class Photo:
    """A photo with what stands below it."""

    title: str
    """Its place in the list of files, and what it is for."""
    name: str
    path: Path | None
    """None where it may not be shown, or is gone."""
    width: int = 0
    height: int = 0

    def scale(self, width: float, height: float) -> float:
        """Points to a dot, in proportion, in the room there is."""
        return scale_of((self.width, self.height), width, height) if self.path else 0.0


def photos(data: dict[str, Any]) -> bytes:
    """The photos handed in, for a desk that reads paper."""
    per_page = data.get("photos_per_page", USUAL)

    def story(width: float, size: float) -> list[Flowable]:
        files = [(_title(place, item), item) for place, item in enumerate(data["attachments"], start=1)]
        shown = [_photo(title, item) for title, item in files if item["mime"] != PDF]
        flowables = [*paper_head(data, width, size), *_named([file for file in files if file[1]["mime"] == PDF], size)]
        for begin in range(0, len(shown), per_page):
            flowables.append(PageBreak() if begin else CondPageBreak(LEAST_HEIGHT))
            flowables.append(_page(shown[begin : begin + per_page], size))
        if not files:
            flowables.append(text("Belum ada foto terlampir; berkas dibawa sebagai kertas.", size))
        return flowables

    return build(data, story)


def _title(place: int, item: dict[str, Any]) -> str:
    # Snapshots made before titles were kept in them have the id alone.
    told = item.get("title") or (item["requirement"] or "lampiran").replace("_", " ")
    return f"{place}. {told}"


def _photo(title: str, item: dict[str, Any]) -> Photo:
    path = Path(item["path"]) if item.get("path") else None
    if path is None or not path.is_file():
        return Photo(title, item["name"], None)
    with Pictures.open(path) as picture:
        return Photo(title, item["name"], path, picture.width, picture.height)


def _named(files: list[tuple[str, dict[str, Any]]], size: float) -> list[Flowable]:
    """Files that are no photos, by name: reportlab draws no pages of other PDFs."""
    if not files:
        return []
    lines = [
        text(f"{title}: {item['name']} ({_pages(item)}: buka dari lampiran)", size, space=2) for title, item in files
    ]
    return [*head_of("Berkas PDF, tidak dicetak di sini", size), *lines, gap(3)]


def _pages(item: dict[str, Any]) -> str:
    return f"PDF, {item['pages']} halaman" if item.get("pages") else "PDF"


def _page(shown: list[Photo], size: float) -> FillPage:
    """One page of photos, in the smallest grid that holds them all, laid out so that they are largest."""
    room = min(count for count in GRIDS if count >= len(shown))

    def make(width: float, height: float) -> Flowable:
        caption = _caption_height(size)
        columns, rows = max(GRIDS[room], key=lambda grid: _area(shown, width / grid[0], height / grid[1] - caption))
        wide, high = width / columns, height / rows
        cells = [_cell(photo, wide - CELL_GAP, high - CELL_GAP, size) for photo in shown]
        cells += [[]] * (columns * rows - len(cells))
        table = Table(
            [cells[begin : begin + columns] for begin in range(0, len(cells), columns)],
            colWidths=[wide] * columns, rowHeights=[high] * rows, hAlign="LEFT",
        )  # fmt: skip
        table.setStyle(TableStyle([
            ("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("RIGHTPADDING", (0, 0), (-1, -1), CELL_GAP), ("TOPPADDING", (0, 0), (-1, -1), 0),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 0),
        ]))  # fmt: skip
        return table

    return FillPage(make)


def _caption_height(size: float) -> float:
    return size * 6


def _area(shown: list[Photo], width: float, height: float) -> float:
    return sum(photo.scale(width, height) ** 2 * photo.width * photo.height for photo in shown)


def _cell(photo: Photo, width: float, height: float, size: float) -> list[Flowable]:
    caption: list[Paragraph] = [
        fitted(photo.title, size * 0.9, width, 2, bold=True),
        fitted(photo.name, size * 0.8, width, 2),
    ]
    if photo.path is None:
        return [*caption, Spacer(0, 2), text(GONE, size * 0.9)]
    return [*caption, Spacer(0, 2), picture_of(photo.path, width, height - _caption_height(size))]
