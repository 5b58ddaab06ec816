"""Reports inside the office: a complaint laid before the pejabat, a case that ends early (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from board.printing.blocks import chapter, gap, heading, keep, pen_lines, text
from board.printing.particulars import field, printed_day, signs
from board.printing.sheet import build
from board.printing.signing import signature, signed, signers
from board.printing.tables import pairs
from board.wording import spelled_date, weekday_date

ENDS = {
    "dicabut": "dicabut oleh pemohon",
    "kantor": "dibatalkan oleh kantor",
    "salah_layanan": "dialihkan ke layanan lain",
}


def complaint_report(data: dict[str, Any]) -> bytes:
    """Laporan aduan to the pejabat pengelola."""
    answers = data["data"]

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(2),
            pairs(
                [
                    ("No. register aduan", data["books"].get("pengaduan")), ("No. berkas", data["number"]),
                    ("Diterima", f"{data['received_at']} {data['office']['zone']} ({data['channel']})"),
                    ("Pelapor aduan", data["applicant"]["name"]),
                    ("Kategori", field(data, "kategori")),
                    ("Berkas yang diadukan", answers.get("berkas_terkait")),
                ],
                width, size,
            ),
            gap(3),
            *chapter("Uraian aduan", answers.get("uraian"), size),
            *chapter("Pokok laporan", answers.get("pokok_laporan"), size),
            keep([
                text("Keputusan atau arahan pejabat:", size, bold=True, space=4),
                *pen_lines(3),
                gap(5),
                signers([signs(data["role"] or "Petugas Penerima Aduan", data),
                         ("Pejabat Pengelola Pengaduan", "")], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def cancellation(data: dict[str, Any]) -> bytes:
    """Berita acara pembatalan: the number stays on the books as BATAL."""
    how = next((ENDS.get(item["reason"]) for item in reversed(data["history"]) if item["intent"] == "batal"), None)
    today = printed_day(data)
    told = (
        f"Pada hari ini, {weekday_date(today)} ({spelled_date(today)}), berkas tersebut dinyatakan batal"
        f"{f', karena {how}' if how else ''}. Nomor pendaftaran tetap tercatat sebagai BATAL."
    )

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(3),
            pairs(
                [("No. berkas", data["number"]), ("Layanan", data["service"]), ("Pemohon", data["applicant"]["name"])],
                width, size,
            ),
            gap(3),
            text(told, size, space=5),
            *chapter("Alasan", data["note"], size),
            keep([
                text("Berkas asli yang telah diterima dikembalikan kepada pemohon.", size),
                gap(6),
                signers([("Pemohon", data["applicant"]["name"]), signs(data["role"] or "Petugas", data)], width, size),
                gap(5),
                signed([signature(data["signature"], size, width * 0.6, head="Mengetahui,")], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)
