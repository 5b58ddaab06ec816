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
    """Laporan aduan to the pejabat pengelola: the matter and its deadlines, what the pelapor said, what happened since,
    and how the berkas it is about went."""
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
                    *([("Tingkat masalah", data["level"])] if data.get("level") else []),
                    ("Berkas yang diadukan", ", ".join(item["number"] for item in data.get("about", []))),
                    ("Bukti", f"{len(data['attachments'])} lampiran" if data["attachments"] else ""),
                ],
                width, size,
            ),
            gap(3),
            *_deadlines(data, width, size),
            *written("Pokok laporan", answers.get("pokok_laporan"), size, PEN_LINES),
            *chapter("Uraian aduan", answers.get("uraian"), size),
            *_chronology(data, width, size),
            *(block for case in data.get("about", ()) for block in _timeline(case, width, size)),
            keep([
                text("Keputusan atau arahan pejabat:", size, bold=True, space=4),
                *pen_lines(3),
                gap(5),
                signers([signs(data["role"] or "Petugas Penerima Aduan", data),
                         ("Pejabat Pengelola Pengaduan", "")], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def _deadlines(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    """The limits of the law, and where each stands now."""
    rows = [[item["title"], item["due"] or "-", item["state"]] for item in data.get("deadlines", ())]
    if not rows:
        return []
    table = grid(["Batas waktu", "Paling lambat", "Keadaan"], rows, shares(width, 80, 45, 40), size * 0.9)
    return [table, gap(4)]


def _timeline(case: dict[str, Any], width: float, size: float) -> list[Flowable]:
    """The way of the berkas that is complained of, with the time each step may take beside the time it took."""
    rows = [
        [item["at"], item["step"], brief(item["what"], LONGEST_LINE), item["by"], *_minutes(**item)]
        for item in case["rows"]
    ]
    head = ["Waktu", "Langkah", "Kejadian", "Oleh", "Baku (menit)", "Nyata (menit)"]
    table = grid(head, rows or [["-"] * len(head)], shares(width, 25, 30, 40, 36, 17, 17), size * 0.8)
    title = f"Perjalanan berkas {case['number']} ({case['service']}, {case['status']})"
    return [*head_of(title, size), table, gap(4)]


def _minutes(standard: int | None, actual: int | None, **_: object) -> tuple[str, str]:
    over = standard is not None and actual is not None and actual > standard
    took = "-" if actual is None else str(actual)
    return "-" if standard is None else str(standard), f"{took}, lewat" if over else took


def _chronology(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    rows = [[item["at"], brief(item["what"], LONGEST_LINE)] for item in data["chronology"]]
    table = grid(["Waktu", "Kejadian"], rows or [["-", "-"]], shares(width, 38, 127), size * 0.9)
    return [*head_of("Kronologi", size), table, gap(4)]
