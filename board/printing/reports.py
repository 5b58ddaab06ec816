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
    # A paper that was queued before its steps had clocks is printed again without them.
    rows = [
        [item["at"], item["step"], brief(item["what"], LONGEST_LINE), item["by"],
         *_minutes(item.get("clock"), item.get("rested_minutes", 0))]
        for item in case["rows"]
    ]  # fmt: skip
    head = ["Waktu", "Langkah", "Kejadian", "Oleh", "Baku (menit)", "Kerja (menit)", "Di baki (menit)"]
    table = grid(head, rows or [["-"] * len(head)], shares(width, 23, 28, 36, 30, 15, 18, 15), size * 0.8)
    title = f"Perjalanan berkas {case['number']} ({case['service']}, {case['status']})"
    note = "Baku dibandingkan dengan waktu kerja, dari Ambil sampai diteruskan; menit di baki dihitung terpisah."
    return [*head_of(title, size), table, text(note, size * 0.8), gap(4)]


def _minutes(clock: dict[str, Any] | None, rested: int) -> tuple[str, str, str]:
    """Standard, work, and in the tray: before it was first taken and after it was put back."""
    if clock is None:
        return "-", "-", "-"
    standard, touch = clock["standard_minutes"], clock["touch_minutes"]
    took = "tidak terukur" if touch is None else f"{touch}, lewat {clock['over']}" if clock["over"] else str(touch)
    return "-" if standard is None else str(standard), took, str(clock["waiting_minutes"] + rested)


def _chronology(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    rows = [[item["at"], brief(item["what"], LONGEST_LINE)] for item in data["chronology"]]
    table = grid(["Waktu", "Kejadian"], rows or [["-", "-"]], shares(width, 38, 127), size * 0.9)
    return [*head_of("Kronologi", size), table, gap(4)]
