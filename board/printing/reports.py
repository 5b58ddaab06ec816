"""Reports inside the office: a complaint laid before the pejabat (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from board.printing.blocks import chapter, gap, head_of, heading, keep, pen_lines, text, written
from board.printing.particulars import brief, field, local_phone, signs
from board.printing.sheet import build
from board.printing.signing import signers
from board.printing.tables import grid, pairs, shares

PEN_LINES, LONGEST_LINE = 3, 400


def complaint_report(data: dict[str, Any]) -> bytes:
    """Laporan aduan to the pejabat pengelola: the matter, what the pelapor said, and what happened since."""
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
                    ("Kontak", local_phone(data["applicant"]["phone"])),
                    ("Minta dirahasiakan", field(data, "rahasiakan")),
                    ("Kategori", field(data, "kategori")),
                    ("Berkas yang diadukan", answers.get("berkas_terkait")),
                    ("Bukti", f"{len(data['attachments'])} lampiran" if data["attachments"] else ""),
                ],
                width, size,
            ),
            gap(3),
            *written("Pokok laporan", answers.get("pokok_laporan"), size, PEN_LINES),
            *chapter("Uraian aduan", answers.get("uraian"), size),
            *_chronology(data, width, size),
            keep([
                text("Keputusan atau arahan pejabat:", size, bold=True, space=4),
                *pen_lines(3),
                gap(5),
                signers([signs(data["role"] or "Petugas Penerima Aduan", data),
                         ("Pejabat Pengelola Pengaduan", "")], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def _chronology(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    rows = [[item["at"], brief(item["what"], LONGEST_LINE)] for item in data["chronology"]]
    table = grid(["Waktu", "Kejadian"], rows or [["-", "-"]], shares(width, 38, 127), size * 0.9)
    return [*head_of("Kronologi", size), table, gap(4)]
