"""Lembar penerimaan manual: what the counter writes on while SIAK or the power is down, and the slip torn off below.

It bears no number: that is given when the case is recorded, and written in by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, PageBreak, Table

from board.printing.blocks import Tick, centred, gap, heading, keep, letterhead, text
from board.printing.sheet import FREE_OF_CHARGE, NO_BREAK, build
from board.printing.signing import signers
from board.printing.tables import shares, side_by_side, table_style

DOTS = "." * 200
NIK = 16
PEN = 7.2 * mm
"""Height of a line for the pen."""
CROWDED = 12
"""Requirements beyond which the lists are set smaller, so that both parts stay on one page."""


def intake_sheet(data: dict[str, Any]) -> bytes:
    """As many sheets of a service as are wanted, one to a page."""

    def story(width: float, size: float) -> list[Flowable]:
        flowables: list[Flowable] = []
        for sheet in range(data["sheets"]):
            flowables += [PageBreak()] if sheet else []
            flowables += _sheet(data, width, size)
        return flowables

    return build(data, story, kop=False)


def _sheet(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    small = size * (0.72 if len(data["requirements"]) > CROWDED else 0.88)
    return [
        *letterhead(data["office"], size * 0.85, width, data["logo"]),
        heading(data["title"].upper(), size * 1.25),
        centred(data["service"], size * 1.1, bold=True),
        gap(1.5),
        *_particulars(data, width, size),
        gap(1.5),
        text("Persyaratan yang diterima (beri tanda; tulis F bila fotokopi):", small, bold=True, space=1),
        _checklist(data["requirements"], width, small),
        gap(1.5),
        _line("Catatan", width, size),
        gap(2),
        _number_later(width, size),
        gap(2),
        signers([("Pemohon", ""), ("Petugas penerima", "")], width, size * 0.85),
        _cut(size),
        keep(_slip(data, width, size, small)),
    ]


def _particulars(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    half = width / 2 - 2 * mm
    channels = "   ".join(_box(title) for title in data["channels"])
    return [
        side_by_side([_line("Tanggal", half, size), _line("Pukul", half, size)], [width / 2] * 2),
        _line("Nama pemohon", width, size),
        _boxes("NIK", width, size),
        _boxes("No. KK", width, size),
        side_by_side([_line("Telepon / WA", half, size), text(f"Kanal:  {channels}", size * 0.85)], [width / 2] * 2),
    ]


def _box(title: object) -> str:
    """A box to tick within a line, never parted from what it is for."""
    return f"[{NO_BREAK * 3}]{NO_BREAK}{title}"


def _line(label: str, width: float, size: float) -> Table:
    """A label and dots for the pen."""
    room = 27 * mm
    return _row(
        [text(label, size * 0.9), text(DOTS[: int((width - room) / (size * 0.33))], size * 0.9)], [room, width - room]
    )


def _boxes(label: str, width: float, size: float) -> Table:
    """A label and sixteen boxes, one for each figure."""
    room, side = 27 * mm, 6 * mm
    cells = Table([[""] * NIK], colWidths=[side] * NIK, rowHeights=[side], hAlign="LEFT")
    cells.setStyle(table_style(("GRID", (0, 0), (-1, -1), 0.6, "black")))
    return _row([text(label, size * 0.9), cells], [room, width - room])


def _row(cells: Sequence[Flowable], widths: Sequence[float]) -> Table:
    row = Table([list(cells)], colWidths=list(widths), rowHeights=[PEN], hAlign="LEFT")
    row.setStyle(
        table_style(("VALIGN", (0, 0), (-1, -1), "MIDDLE"), ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 0), ("TOPPADDING", (0, 0), (-1, -1), 0),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0))
    )  # fmt: skip
    return row


def _checklist(requirements: Sequence[dict[str, Any]], width: float, size: float) -> Table:
    """Boxes and titles in two columns, read downwards."""
    titles = [
        f"{place}. {item['title']}{'' if item['always'] else ' (bila berlaku)'}"
        for place, item in enumerate(requirements, start=1)
    ]
    half = (len(titles) + 1) // 2
    pairs = [(titles[place], titles[place + half] if place + half < len(titles) else "") for place in range(half)]
    rows = [
        [
            cell
            for title in pair
            for cell in ((Tick(False, size), text(title, size, leading=1.12)) if title else ("", ""))
        ]
        for pair in pairs
    ] or [["", text("Layanan ini tidak mensyaratkan berkas.", size), "", ""]]
    table = Table(rows, colWidths=shares(width, 4, 46, 4, 46), hAlign="LEFT")
    table.setStyle(
        table_style(("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (-1, -1), 1),
                    ("RIGHTPADDING", (0, 0), (-1, -1), 3), ("TOPPADDING", (0, 0), (-1, -1), 0.6),
                    ("BOTTOMPADDING", (0, 0), (-1, -1), 0.8), size=size)
    )  # fmt: skip
    return table


def _number_later(width: float, size: float) -> Table:
    told = text(
        "Nomor diisi setelah listrik atau sistem pulih: ............................  "
        "dicatat oleh ..........................  pukul ............", size * 0.85,
    )  # fmt: skip
    table = Table([[told]], colWidths=[width], hAlign="LEFT")
    table.setStyle(table_style(("BOX", (0, 0), (-1, -1), 0.8, "black"), ("TOPPADDING", (0, 0), (-1, -1), 5),
                               ("BOTTOMPADDING", (0, 0), (-1, -1), 6)))  # fmt: skip
    return table


def _cut(size: float) -> Flowable:
    return keep([
        gap(2),
        centred("- - - - - - - -  potong di sini: bagian bawah untuk pemohon  - - - - - - - -", size * 0.72),
        HRFlowable(width="100%", thickness=0.6, dash=(3, 3), spaceBefore=1, spaceAfter=4),
    ])  # fmt: skip


def _slip(data: dict[str, Any], width: float, size: float, small: float) -> list[Flowable]:
    office = data["office"]
    half = width / 2 - 2 * mm
    contact = f" WhatsApp layanan: {office['phone']}." if office["phone"] else ""
    count = len(data["requirements"])
    numbers = "   ".join(_box(place) for place in range(1, count + 1))
    return [
        text(f"{office['short']}: tanda terima sementara {data['number']}", size * 0.95, bold=True, space=1),
        side_by_side([_line("Tanggal", half, size), _line("Pukul", half, size)], [width / 2] * 2),
        _line("Nama pemohon", width, size),
        *([text(f"Persyaratan diterima (nomor seperti di atas):  {numbers}", small, space=2)] if count else []),
        _line("Petugas", width, size),
        text(
            f"{FREE_OF_CHARGE}. Nomor berkas kami beritahukan setelah sistem pulih; simpan lembar ini. "
            f"Jam layanan {office['service_hours']} {office['zone']}.{contact}", size * 0.85,
        ),
    ]  # fmt: skip
