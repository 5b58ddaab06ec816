"""Papers that stay in the office: checklist, general draft, correction sheet, paraf, signing folder, photos."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Image

from board.printing.sheet import build, centred, gap, grid, heading, keep, pairs, signers, text

DECIDING = ("setujui", "kembalikan")
CORRECTION_ROWS = 8


def checklist(data: dict[str, Any]) -> bytes:
    """Checklist persyaratan: ada, tidak, tidak perlu; a note; who looked."""

    def story(width: float, size: float) -> list[Flowable]:
        rows = [
            [str(place), item["title"] + ("" if item["mandatory"] else " (bila ada)"),
             f"[{'X' if item['form'] else '  '}] ada", f"[{'  ' if item['met'] else 'X'}] tidak",
             f"[{'X' if item['met'] and not item['form'] else '  '}] tidak perlu", item["form"]]
            for place, item in enumerate(data["requirements"], start=1)
        ]  # fmt: skip
        widths = [9 * mm, width - 102 * mm, 18 * mm, 20 * mm, 28 * mm, 27 * mm]
        return [
            *_head(data, width, size),
            grid(["No", "Persyaratan", "Ada", "Tidak", "Tidak perlu", "Bentuk"], rows, widths, size * 0.92),
            gap(3),
            text("Catatan: ........................................................................", size),
            gap(5),
            signers([("Pemeriksa", data["by"])], width / 2, size),
        ]

    return build(data, story)


def draft(data: dict[str, Any]) -> bytes:
    """General draft of a document that comes out of SIAK: every field that is filled, to be compared."""

    def story(width: float, size: float) -> list[Flowable]:
        rows = [(item["title"], item["value"]) for item in data["fields"]]
        return [
            *_head(data, width, size),
            pairs(rows or [("Isian", "belum ada")], width, size),
            gap(6),
            signers([("Operator", data["by"]), ("Diperiksa", "")], width, size),
        ]

    return build(data, story)


def correction_sheet(data: dict[str, Any]) -> bytes:
    """Lembar koreksi of a round: what stands, what should stand; blank lines for the pen."""

    def story(width: float, size: float) -> list[Flowable]:
        told = ", ".join(part for part in (data["reason"], data["note"]) if part)
        rows: list[list[object]] = [["1", "", "", "", told]] if told else []
        rows += [[str(place), "", "", "", ""] for place in range(len(rows) + 1, CORRECTION_ROWS + 1)]
        widths = [9 * mm, 32 * mm, 38 * mm, 38 * mm, width - 117 * mm]
        head = ["No", "Bagian", "Tertulis", "Seharusnya", "Keterangan"]
        return [
            *_head(data, width, size),
            text(f"Putaran ke-{data['round']}", size * 1.1, bold=True),
            gap(2),
            grid(head, rows, widths, size * 0.95),
            gap(4),
            text("[   ] setelah diperbaiki, tanggal ....................", size),
            gap(4),
            signers([("Pemberi koreksi", data["by"] if told else ""), ("Yang memperbaiki", "")], width, size),
        ]

    return build(data, story)


def paraf_sheet(data: dict[str, Any]) -> bytes:
    """Lembar paraf hierarki: who approved or returned, in which role, when; kept with the archive."""

    def story(width: float, size: float) -> list[Flowable]:
        rows = [
            [item["step"], item["role"], _who(item), "paraf" if item["intent"] == "setujui" else "kembali", item["at"]]
            for item in data["history"]
            if item["intent"] in DECIDING
        ]
        widths = [width * 0.2, width * 0.22, width * 0.27, width * 0.11, width * 0.2]
        table = grid(["Langkah", "Jabatan", "Nama", "", "Tanggal"], rows or [["-"] * 5], widths, size * 0.9)
        return [*_head(data, width, size), table]

    return build(data, story)


def signing_folder(data: dict[str, Any]) -> bytes:
    """Map tanda tangan: the cover of what lies before the kadis."""

    def story(width: float, size: float) -> list[Flowable]:
        approved = [item for item in data["history"] if item["intent"] == "setujui"]
        rows = [[item["role"], _who(item), item["at"]] for item in approved] or [["-", "-", "-"]]
        return [
            *_head(data, width, size),
            centred(data["document_name"].upper(), size * 1.5, bold=True),
            centred(f"atas nama {data['applicant']['name']}", size * 1.2),
            gap(4),
            text("Telah diparaf:", size, bold=True),
            grid(["Jabatan", "Nama", "Tanggal"], rows, [width * 0.35, width * 0.4, width * 0.25], size),
            gap(6),
            signers([("Yang menyerahkan", data["by"]), ("Yang menerima", "")], width, size),
        ]

    return build(data, story)


def photos(data: dict[str, Any]) -> bytes:
    """Foto berkas: every photo of the case with its caption, two on a page; other files are named."""

    def story(width: float, size: float) -> list[Flowable]:
        flowables: list[Flowable] = [*_head(data, width, size)]
        for place, item in enumerate(data["attachments"], start=1):
            caption = text(f"{place}. {item['requirement'] or 'lampiran'}: {item['name']}", size, bold=True)
            picture = _picture(item, width)
            flowables.append(keep([caption, picture or text("(berkas PDF: buka dari lampiran)", size), gap(3)]))
        if not data["attachments"]:
            flowables.append(text("Belum ada foto terlampir; berkas dibawa sebagai kertas.", size))
        return flowables

    return build(data, story)


def _picture(item: dict[str, Any], width: float) -> Flowable | None:
    path = Path(str(item.get("path", "")))
    if item["mime"] == "application/pdf" or not path.is_file():
        return None
    # From bytes: reportlab may not be handed a path (its trustedHosts policy), and the file may move later.
    picture = Image(BytesIO(path.read_bytes()))
    scale = min(width / picture.imageWidth, 105 * mm / picture.imageHeight, 1.5)
    picture.drawWidth, picture.drawHeight = picture.imageWidth * scale, picture.imageHeight * scale
    return picture


def _who(item: dict[str, Any]) -> str:
    return f"{item['actor']} ({item['acting_for']})" if item["acting_for"] else str(item["actor"])


def _head(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    return [
        heading(data["title"].upper(), size * 1.4),
        centred(data["number"], size * 1.3, bold=True),
        gap(2),
        pairs(
            [
                ("Layanan", data["service"]), ("Pemohon", data["applicant"]["name"]),
                ("NIK", data["applicant"]["nik"]), ("Langkah", f"{data['step']['no']}. {data['step']['title']}"),
            ],
            width, size,
        ),
        gap(3),
    ]  # fmt: skip
