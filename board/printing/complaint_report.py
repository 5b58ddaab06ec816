"""Laporan Hasil Pengaduan: the complaints of a month per category, how hard, how they ended, how long they took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable

from board.printing.blocks import gap, text
from board.printing.report_parts import report_heading, report_signers
from board.printing.sheet import build
from board.printing.tables import SNUG, grid_with, shares

SMALL = 0.8
"""Of the usual type: the table is wide."""
SHORT = {
    "dicabut": "Dicabut", "tidak_dilengkapi": "Tidak dilengkapi", "kantor": "Kantor", "salah_layanan": "Salah layanan",
    "belum": "Belum",
}  # fmt: skip
"""Heads of narrow columns; others bear their whole title."""
WIDE = {"tidak_dilengkapi": 18, "sederhana": 19, "belum": 13}
"""Room of columns with a longer or a shorter word in their head."""


@dataclass(frozen=True)
class Column:
    """A column of counts; ``group`` joins neighbours under one head."""

    group: str
    head: str
    room: float
    value: str


def complaint_report_paper(data: dict[str, Any]) -> bytes:
    """The report of a month; of a running month it says that it is provisional."""
    columns = _columns(data)
    named = [("No", 7.0), ("Kategori aduan", 34.0)]
    head = [*(title for title, _ in named), *_grouped(columns)]
    subhead = [*("" for _ in named), *(column.head if column.group else "" for column in columns)]
    room = [*(width for _, width in named), *(column.room for column in columns)]

    def story(width: float, size: float) -> list[Flowable]:
        small = size * SMALL
        rows = [_line(place, row, columns, small) for place, row in enumerate(data["rows"], start=1)]
        rows.append(_line("", {**data["total"], "title": "Jumlah"}, columns, small, bold=True))
        end = [gap(2), *_notes(data, size), gap(5), report_signers(data, width, size)]
        table = grid_with(end, head, rows, shares(width, *room), small, subhead=subhead,
                          spans=_spans(len(named), columns))  # fmt: skip
        return [*report_heading(data, size), *table]

    return build(data, story)


def _columns(data: dict[str, Any]) -> list[Column]:
    return [
        Column("", "Sisa awal", 12, "opening"),
        Column("", "Masuk", 13, "incoming"),
        Column("Selesai", "Jumlah", 14, "done"),
        Column("Selesai", "Diteruskan", 19, "referred"),
        Column("Batal", "Jumlah", 14, "void"),
        *(Column("Batal", SHORT.get(kind, title), WIDE.get(kind, 15), f"void_{kind}")
          for kind, title in data["kinds"].items()),
        Column("", "Sisa akhir", 12, "closing"),
        *(Column("Tingkat", SHORT.get(level, title), WIDE.get(level, 17), f"level_{level}")
          for level, title in data["levels"].items()),
        Column("Lama jawab (jam kerja)", "Rata-rata", 17, "answer_average_minutes"),
        Column("Lama jawab (jam kerja)", "Terlama", 15, "answer_longest_minutes"),
        *(Column("Lewat batas", item["span"], 13, f"past_{limit}") for limit, item in data["limits"].items()),
    ]  # fmt: skip


def _grouped(columns: Sequence[Column]) -> list[str]:
    """The upper heads: a group's name over its first column."""
    before = ["", *(column.group for column in columns[:-1])]
    return [
        column.head if not column.group else "" if column.group == group else column.group
        for column, group in zip(columns, before, strict=True)
    ]


def _spans(named: int, columns: Sequence[Column]) -> list[tuple[int, int, int, int]]:
    spans = [(place, 0, place, 1) for place in range(named)]
    groups: dict[str, list[int]] = {}
    for place, column in enumerate(columns, start=named):
        if column.group:
            groups.setdefault(column.group, []).append(place)
        else:
            spans.append((place, 0, place, 1))
    return [*spans, *((places[0], 0, places[-1], 0) for places in groups.values())]


def _line(
    place: object, row: Mapping[str, Any], columns: Sequence[Column], size: float, *, bold: bool = False
) -> list[Flowable]:
    flat = {
        **row,
        **{f"void_{kind}": number for kind, number in row["void_by"].items()},
        **{f"level_{level}": number for level, number in row["levels"].items()},
        **{f"past_{name}": number for name, number in row["past"].items()},
        **{name: _hours(row[name]) for name in ("answer_average_minutes", "answer_longest_minutes")},
    }
    said = [text(cell, size, bold=bold, leading=SNUG) for cell in (place, row["title"])]
    counts = (text(flat[column.value], size, bold=bold, align=TA_RIGHT, leading=SNUG) for column in columns)
    return [*said, *counts]


def _hours(minutes: int | None) -> str:
    return "-" if minutes is None else f"{minutes / 60:.1f}".replace(".", ",")


def _notes(data: dict[str, Any], size: float) -> list[Flowable]:
    balance = "Sisa awal + masuk = selesai + batal + sisa akhir: "
    balance += "seimbang." if data["balanced"] else "TIDAK SEIMBANG. Jalankan board verify sebelum dipakai."
    told = [
        balance,
        "Lama jawab: jam kerja sejak diterima sampai dijawab, dari yang selesai, termasuk waktu menunggu pelapor.",
    ]
    limits = "; ".join(
        f"{item['title'].lower()} {item['span']} sejak {item['since']}" for item in data["limits"].values()
    )
    told += [f"Lewat batas: {limits}."] if limits else []
    again = data["total"]["reopened"]
    told += [f"Yang masuk termasuk {again} aduan selesai yang dibuka kembali."] if again else []
    return [text(line, size) for line in told]
