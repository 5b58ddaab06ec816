"""Laporan alur layanan: every step beside its standard minutes, what was sent back, what was right the first time."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable

from board.printing.bars import BLACK, GREY, WHITE, Bar, Legend, Part
from board.printing.blocks import gap, head_of, text
from board.printing.report_parts import report_heading, report_signers
from board.printing.sheet import build
from board.printing.tables import SNUG, grid, grid_with, shares
from board.wording import UNSEEN_NOT_COUNTED, decimal, working_span

HEAD = ("Layanan", "No", "Langkah", "Waktu standar", "Keluar", "Terukur", "Tanpa Ambil", "Kerja (menit)", "", "",
        "Dalam standar", "Tunggu (menit)", "", "Median kerja dan tunggu")  # fmt: skip
SUBHEAD = ("", "", "", "", "", "", "", "Median", "P90", "Rata-rata", "", "Median", "P90", "")
ROOM = (30.0, 8.0, 30.0, 16.0, 13.0, 14.0, 14.0, 13.0, 11.0, 18.0, 17.0, 13.0, 11.0, 65.0)
SPANS = [(7, 0, 9, 0), (11, 0, 12, 0), *((place, 0, place, 1) for place in (0, 1, 2, 3, 4, 5, 6, 10, 13))]
SMALL = 0.88
"""Of the usual type: the table is wide."""
COUNTS = ("standard_minutes", "left", "measured", "unmeasured", "touch_median_minutes", "touch_p90_minutes",
          "touch_average_minutes", "within_percent", "waiting_median_minutes", "waiting_p90_minutes")  # fmt: skip
MEANINGS = ((GREY, "dikerjakan"), (BLACK, "melewati waktu standar"), (WHITE, "menunggu di baki"))


def flow_report_paper(data: dict[str, Any]) -> bytes:
    """The report of a month; of a running month it says that it is provisional."""

    def story(width: float, size: float) -> list[Flowable]:
        return [
            *report_heading(data, size),
            *_steps(data, width, size),
            gap(2),
            *_returns(data, width, size),
            gap(2),
            *_first_time_right(data, width, size),
        ]

    return build(data, story)


def _steps(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    walked, small = [row for row in data["rows"] if row["left"]], size * SMALL
    if not walked:
        told = "Tidak ada berkas yang meninggalkan suatu langkah pada bulan ini."
        return [text(line, size) for line in (told, UNSEEN_NOT_COUNTED)]
    room = shares(width, *ROOM)
    longest = max((row["touch_median_minutes"] or 0) + row["waiting_median_minutes"] for row in walked) or 1
    rows, service = [], ""
    for row in walked:
        # Bold where a service begins; on every line, because a page may begin anywhere.
        begins, service = row["service"] != service, row["service"]
        said = [text(row["service"], small, bold=begins, leading=SNUG)]
        said += [text(row[name], small, leading=SNUG) for name in ("no", "tray")]
        counts = [text(_count(row, name), small, align=TA_RIGHT, leading=SNUG) for name in COUNTS]
        rows.append([*said, *counts, Bar(_parts(row), room[-1] - 6, small, longest)])
    table = grid(HEAD, rows, room, small, subhead=SUBHEAD, spans=SPANS)
    return [table, gap(1), Legend(MEANINGS, small), *_notes(data, size)]


def _count(row: Mapping[str, Any], name: str) -> str:
    value = row[name]
    if value is None:
        return "-"
    return f"{value}%" if name == "within_percent" else decimal(value)


def _parts(row: Mapping[str, Any]) -> list[Part]:
    touch, standard = row["touch_median_minutes"] or 0, row["standard_minutes"]
    over = 0 if standard is None else max(0, touch - standard)
    return [Part(touch - over, GREY), Part(over, BLACK), Part(row["waiting_median_minutes"], WHITE)]


def _notes(data: dict[str, Any], size: float) -> list[Flowable]:
    told = [
        "Menit kerja: hanya jam kerja kantor, tanpa waktu di pemohon atau menunggu saksi. Kerja dihitung dari Ambil "
        "sampai berkas diteruskan atau dilepas; yang dipindahkan tanpa Ambil tidak terukur. P90: sembilan dari "
        "sepuluh tidak lebih lama.",
        UNSEEN_NOT_COUNTED,
    ]
    longest = data["longest"]
    if longest:
        median, ninth = (working_span(int(longest[f"waiting_{name}_minutes"])) for name in ("median", "p90"))
        told.append(
            f"Tunggu terlama: {longest['service']} langkah {longest['no']} {longest['tray']}, median {median}, "
            f"P90 {ninth}."
        )
    return [text(line, size) for line in told]


def _returns(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    if not data["returns"]:
        return [text("Pengembalian: tidak ada.", size)]
    rows = [
        [
            edge["service"], edge["from_title"], edge["to_title"], str(edge["count"]),
            "; ".join(f"{item['title']} {item['count']}" for item in edge["reasons"]),
        ]
        for edge in data["returns"]
    ]  # fmt: skip
    table = grid(["Layanan", "Dari", "Ke", "Kali", "Alasan"], rows, shares(width, 40, 40, 40, 12, 140), size * SMALL)
    return [*head_of("Pengembalian:", size), table]


def _first_time_right(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    end = [gap(5), report_signers(data, width, size)]
    rows = [
        [
            item["service"],
            *(
                text(cell, size * SMALL, align=TA_RIGHT, leading=SNUG)
                for cell in (item["ready"], item["right_first"], f"{item['right_first_percent']}%")
            ),
        ]
        for item in data["services"]
        if item["ready"]
    ]
    if not rows:
        return [text("Siap tanpa pengembalian: tidak ada berkas yang siap pada bulan ini.", size), *end]
    head = ["Layanan", "Siap", "Tanpa pengembalian", "Bagian"]
    return [
        *head_of("Siap tanpa satu pun pengembalian:", size),
        *grid_with(end, head, rows, shares(width * 0.5, 50, 15, 28, 15), size * SMALL),
    ]
