"""Laporan waktu layanan: what was ready in time, how long it took, the load of officers, the days of the month."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable

from board.printing.bars import BLACK, GREY, PALE, WHITE, Bar, Days, Legend, Part
from board.printing.blocks import gap, head_of, keep, text
from board.printing.report_parts import report_heading, report_signers
from board.printing.sheet import build
from board.printing.tables import SNUG, grid, shares
from board.wording import UNSEEN_NOT_COUNTED, duration, working_span

HEAD = ("No", "Layanan", "Siap", "Tepat waktu", "Terlambat", "Tanpa janji", "Waktu bersih (median)",
        "Waktu kotor (median)", "Lewat janji, belum siap", "Berkas")  # fmt: skip
ROOM = (8.0, 42.0, 13.0, 16.0, 18.0, 16.0, 26.0, 26.0, 24.0, 84.0)
SMALL = 0.92
"""Of the usual type: the tables are long."""
FILLINGS = {"on_time": GREY, "late": BLACK, "no_promise": WHITE, "late_open": PALE}
MEANINGS = tuple(
    zip(FILLINGS.values(), ("tepat waktu", "terlambat", "tanpa janji", "lewat janji, belum siap"), strict=True)
)
LOAD = ("Petugas", "Langkah", "Berkas", "Dikerjakan", "Mengembalikan", "Dikembalikan kepadanya", "")
LOAD_ROOM = (62.0, 16.0, 16.0, 28.0, 26.0, 34.0, 91.0)
DAYS_HIGH = 90.0
"""Points that the bars of a month take."""


def sla_report_paper(data: dict[str, Any]) -> bytes:
    """The report of a month; of a running month it says that it is provisional."""

    def story(width: float, size: float) -> list[Flowable]:
        small = size * SMALL
        days = [(int(item["day"][-2:]), item["came"], item["ready"]) for item in data["days"]]
        return [
            *report_heading(data, size),
            *_services(data, width, small),
            gap(2),
            *_load(data, width, small),
            gap(2),
            keep([
                text("Per tanggal:", size, bold=True, space=1),
                Days(days, width, DAYS_HIGH, small * 0.85),
                Legend(((WHITE, "masuk"), (GREY, "siap")), small),
                gap(5),
                report_signers(data, width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def _services(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    room = shares(width, *ROOM)
    longest = max((row["ready"] + row["late_open"] for row in data["rows"]), default=0) or 1
    rows = [
        [*_line(place, row, size), Bar(_parts(row), room[-1] - 6, size, longest)]
        for place, row in enumerate(data["rows"], start=1)
    ]
    rows.append([*_line("", {**data["total"], "service": "Jumlah"}, size, bold=True), ""])
    told = [
        "Dihitung pada bulan dokumennya siap, atau berkasnya selesai, terhadap janji yang berlaku saat itu. Bersih: "
        "jam kerja dari berkas lengkap sampai siap, tanpa waktu di pemohon atau menunggu saksi. Kotor: menurut "
        "kalender.",
        UNSEEN_NOT_COUNTED,
    ]
    return [
        grid(HEAD, rows, room, size), gap(1), Legend(MEANINGS, size), *(text(line, size) for line in told),
    ]  # fmt: skip


def _line(place: object, row: Mapping[str, Any], size: float, *, bold: bool = False) -> list[Flowable]:
    net, gross = row["net_median_minutes"], row["gross_median_minutes"]
    counts = [
        row["ready"], row["on_time"], row["late"], row["no_promise"],
        _span(net), "-" if gross is None else duration(int(gross)),
        row["late_open"],
    ]  # fmt: skip
    said = [text(cell, size, bold=bold, leading=SNUG) for cell in (place, row["service"])]
    return [*said, *(text(count, size, bold=bold, align=TA_RIGHT, leading=SNUG) for count in counts)]


def _parts(row: Mapping[str, Any]) -> list[Part]:
    return [Part(row[name], filling) for name, filling in FILLINGS.items()]


def _load(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    if not data["officers"]:
        return [text("Beban petugas: tidak ada langkah pada bulan ini.", size)]
    room = shares(width, *LOAD_ROOM)
    longest = max(row["moves"] for row in data["officers"]) or 1
    rows = [
        [
            text(row["name"], size, leading=SNUG),
            *(
                text(cell, size, align=TA_RIGHT, leading=SNUG)
                for cell in (row["moves"], row["cases"], _span(row["touch_minutes"]), row["returns_made"],
                             row["returned_to"])
            ),
            Bar([Part(row["moves"], GREY)], room[-1] - 6, size, longest),
        ]
        for row in data["officers"]
    ]  # fmt: skip
    note = (
        "Langkah: perpindahan berkas. Dikerjakan: jam kerja sejak Ambil atau sejak terbuka di layar; selain itu tidak "
        "terukur."
    )
    return [*head_of("Beban petugas:", size), grid(LOAD, rows, room, size), gap(1), text(note, size)]


def _span(minutes: float | None) -> str:
    return "-" if minutes is None else working_span(int(minutes))
