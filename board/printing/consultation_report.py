"""Rekap Catatan Konsultasi: the consultations of a month, what was asked and what was answered, two to sign."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from reportlab.platypus import Flowable

from board.printing.blocks import gap, keep, text
from board.printing.particulars import day
from board.printing.report_parts import report_heading, report_signers
from board.printing.sheet import build
from board.printing.tables import grid_with, shares
from board.wording import short_date

HEAD = ("No", "No. register dan rekap", "Didaftarkan", "Pemohon", "Pokok persoalan", "Rapat", "Jawaban", "Nomor surat",
        "Dijawab", "Tanda terima")  # fmt: skip
ROOM = (7, 27, 20, 26, 49, 12, 49, 46, 20, 20)
SMALL = 0.9
"""Of the usual type: the table is wide."""


def consultation_report_paper(data: dict[str, Any]) -> bytes:
    """The recap of a month; of a running month it says that it is provisional."""

    def story(width: float, size: float) -> list[Flowable]:
        rows = [_line(place, row) for place, row in enumerate(data["rows"], start=1)]
        end = [gap(2), *(text(line, size) for line in _notes(data)), gap(5), report_signers(data, width, size)]
        if not rows:
            return [*report_heading(data, size), keep([text("Tidak ada konsultasi pada bulan ini.", size), *end])]
        return [*report_heading(data, size), *grid_with(end, HEAD, rows, shares(width, *ROOM), size * SMALL)]

    return build(data, story)


def _line(place: int, row: Mapping[str, Any]) -> list[object]:
    numbers = "\n".join(filter(None, (row["register"], row["recap"])))
    return [
        str(place), numbers, _date(row["registered_on"]), row["applicant"], row["topic"],
        "ya" if row["meeting"] else "tidak", row["answer"] or row["state"].upper(), row["letter"] or "-",
        _date(row["answered_on"]), _date(row["collected_on"]),
    ]  # fmt: skip


def _date(stored: str | None) -> str:
    on = day(stored)
    return short_date(on) if on else "-"


def _notes(data: dict[str, Any]) -> list[str]:
    total = data["total"]
    balance = "seimbang." if data["balanced"] else "TIDAK SEIMBANG. Jalankan board verify sebelum dipakai."
    return [
        f"Sisa awal {total['opening']} + didaftarkan {total['registered']} = dijawab {total['answered']} + batal "
        f"{total['void']} + belum dijawab {total['waiting']}: {balance}",
        f"Dari yang dijawab: sesudah rapat {total['meetings']}, surat jawaban sudah diterima {total['collected']}.",
    ]
