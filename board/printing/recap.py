"""Rekap bulanan: the month of every service in one table that balances, outages below it, two to sign (DOMAIN D)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from reportlab.lib.enums import TA_RIGHT
from reportlab.platypus import Flowable

from board.printing.blocks import gap, head_of, keep, text
from board.printing.report_parts import report_heading, report_signers
from board.printing.sheet import build
from board.printing.tables import SNUG, grid, grid_with, shares
from board.wording import stamp

HEAD = ("No", "Jenis layanan", "Sisa awal", "Masuk", "Selesai", "Batal", "", "", "", "", "Sisa akhir",
        "Kembali ke pemohon", "Mendesak", "Tepat waktu", "Terlambat")  # fmt: skip
ROOM = (6, 40, 12, 12, 13, 13, 14, 17, 14, 14, 12, 17, 17, 13, 17)
BATAL = 5
"""The first of the columns of batal: all of them, then by kind."""
KINDS = ("Dicabut", "Tidak dilengkapi", "Kantor", "Salah layanan")


def recap_paper(data: dict[str, Any]) -> bytes:
    """The recap of a month; of a running month it says that it is provisional."""

    def story(width: float, size: float) -> list[Flowable]:
        rows = [_line(place, row, size) for place, row in enumerate(data["rows"], start=1)]
        rows.append(_line("", {**data["total"], "service": "Jumlah"}, size, bold=True))
        last = BATAL + len(KINDS)
        subhead = [*[""] * BATAL, "Jumlah", *KINDS, *[""] * (len(HEAD) - last - 1)]
        spans = [(column, 0, column, 1) for column in range(len(HEAD)) if not BATAL <= column <= last]
        spans.append((BATAL, 0, last, 0))
        return [
            *report_heading(data, size),
            grid(HEAD, rows, shares(width, *ROOM), size, subhead=subhead, spans=spans),
            gap(2),
            *_notes(data, size),
            gap(2),
            *_outages(data, width, size),
        ]

    return build(data, story)


def _line(place: object, row: Mapping[str, Any], size: float, *, bold: bool = False) -> list[Flowable]:
    counts = [row["opening"], row["incoming"], row["done"], row["void"], *row["void_by"].values(), row["closing"],
              row["returned"], row["urgent"], row["on_time"], row["late"]]  # fmt: skip
    said = [text(cell, size, bold=bold, leading=SNUG) for cell in (place, row["service"])]
    return [*said, *(text(count, size, bold=bold, align=TA_RIGHT, leading=SNUG) for count in counts)]


def _notes(data: dict[str, Any], size: float) -> list[Flowable]:
    balance = "Sisa awal + masuk = selesai + batal + sisa akhir: "
    balance += "seimbang." if data["balanced"] else "TIDAK SEIMBANG. Jalankan board verify sebelum dipakai."
    reasons = "; ".join(
        f"{data['urgent_titles'].get(code, code or 'tanpa alasan')} {number}"
        for code, number in sorted(data["total"]["urgent_by"].items())
    )
    told = [balance, "Tepat waktu dan terlambat dihitung dari yang selesai dan mempunyai janji waktu."]
    again = data["total"]["reopened"]
    told += [f"Yang masuk termasuk {again} berkas selesai yang dibuka kembali."] if again else []
    told += [f"Mendesak menurut alasan: {reasons}."] if reasons else []
    return [text(line, size) for line in told]


def _outages(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    end = [gap(5), report_signers(data, width, size)]
    if not data["outages"]:
        return [keep([text("Gangguan sistem: tidak ada.", size), *end])]
    rows = [
        [item["title"], _words(item["started_at"]), _words(item["ended_at"]) or "masih berlangsung",
         f"{item['hours']:.1f}".replace(".", ","), item["reason"]]
        for item in data["outages"]
    ]  # fmt: skip
    head = ["Sistem", "Mulai", "Selesai", "Jam", "Alasan"]
    return [*head_of("Gangguan sistem:", size), *grid_with(end, head, rows, shares(width, 40, 30, 30, 13, 110), size)]


def _words(moment: str | None) -> str:
    return stamp(datetime.fromisoformat(moment)) if moment else ""
