"""Papers of the desks: checklist, general draft, correction sheet, paraf, signing folder (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.blocks import Tick, centred, chapter, gap, head_of, heading, keep, pen_lines, text
from board.printing.particulars import acting, brief, printed_day, signs
from board.printing.sheet import build
from board.printing.signing import paraf_box, signers
from board.printing.tables import grid, pairs, shares, side_by_side
from board.wording import short_date

CORRECTION_ROWS = 10
APPROVED, RETURNED = "setujui", "kembalikan"
ACTION_TITLES = {APPROVED: "Disetujui", RETURNED: "Dikembalikan"}
SUBMITTED = "Diajukan"
APPLICANT = "pemohon"
"""Who is asked to complete a berkas has not made the fault of a draft."""


def checklist(data: dict[str, Any]) -> bytes:
    """Checklist persyaratan: ada, tidak, tidak perlu; a note; who looked."""

    def story(width: float, size: float) -> list[Flowable]:
        rows = [
            [str(place), item["title"] + ("" if item["mandatory"] else " (bila ada)"),
             Tick(bool(item["form"]), size), Tick(not item["met"], size),
             Tick(item["met"] and not item["form"], size), item["form"]]
            for place, item in enumerate(data["requirements"], start=1)
        ]  # fmt: skip
        missing = [item["title"] for item in data["requirements"] if item["mandatory"] and not item["met"]]
        head = ["No", "Persyaratan", "Ada", "Tidak", "Tidak perlu", "Bentuk"]
        return [
            *paper_head(data, width, size),
            grid(head, rows, shares(width, 9, 78, 14, 15, 20, 29), size, least_height=7 * mm),
            gap(3),
            *chapter("Masih kurang", "\n".join(f"- {title}" for title in missing) or "Tidak ada.", size),
            keep([
                text("Catatan:", size, bold=True, space=2),
                *pen_lines(3),
                gap(5),
                side_by_side(["", signers([signs("Pemeriksa", data)], width / 2, size)], [width / 2, width / 2]),
            ]),
        ]  # fmt: skip

    return build(data, story)


def draft(data: dict[str, Any]) -> bytes:
    """General draft of a document that comes out of SIAK: every field that is filled, to be compared."""

    def story(width: float, size: float) -> list[Flowable]:
        rows = [(item["title"], item["value"]) for item in data["fields"]] or [("Isian", "belum ada")]
        return [
            *paper_head(data, width, size),
            *head_of(data["document_name"][:1].upper() + data["document_name"][1:], size),
            *([pairs(rows[:-1], width, size)] if rows[:-1] else []),
            keep([pairs(rows[-1:], width, size), gap(6), side_by_side(
                [paraf_box(data["paraf"], width * 0.42, size * 0.9),
                 signers([signs(data["role"] or "Operator", data)], width * 0.5, size)],
                [width * 0.5, width * 0.5],
            )]),
        ]  # fmt: skip

    return build(data, story)


def correction_sheet(data: dict[str, Any]) -> bytes:
    """Lembar koreksi of a round: why it came back, and blank lines for the pen."""
    corrector: tuple[str, str, str] = ("Pemberi koreksi", "", "")
    if data["reason"]:
        corrector = signs(f"Pemberi koreksi, {short_date(printed_day(data))}", data)

    def story(width: float, size: float) -> list[Flowable]:
        earlier = _earlier_returns(data, width, size)
        rows = CORRECTION_ROWS - (3 if earlier else 0) - (1 if data["note"] else 0)
        lines: list[list[object]] = [[str(place), "", "", "", ""] for place in range(1, rows + 1)]
        head = ["No", "Bagian", "Tertulis", "Seharusnya", "Keterangan"]
        return [
            *paper_head(data, width, size),
            pairs([("Dokumen", data["document_name"])], width, size),
            gap(2),
            text(f"Putaran ke-{data['round']}", size * 1.1, bold=True, space=3),
            *earlier,
            *chapter("Alasan pengembalian", data["reason"], size),
            *chapter("Catatan", data["note"], size),
            grid(head, lines, shares(width, 9, 35, 40, 40, 41), size * 0.9, least_height=9 * mm),
            gap(4),
            keep([
                side_by_side(
                    [Tick(False, size), text("Sudah diperbaiki, tanggal ........................", size)],
                    [size * 1.8, width - size * 1.8],
                ),
                gap(5),
                signers([corrector, ("Yang memperbaiki", "")], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def _earlier_returns(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    """Every return within the office up to now, so that the same fault is not made a third time."""
    returns = [
        item
        for item in data["history"]
        if item["intent"] == RETURNED and item["to"] != APPLICANT and not item["undone"]
    ]
    rows = [
        [str(place), item["at"], f"{item['role']}: {acting(item['actor'], item['acting_for'])}", _why(item)]
        for place, item in enumerate(returns, start=1)
    ]  # fmt: skip
    if len(rows) < 2:
        return []
    head = ["Koreksi ke-", "Tanggal", "Dari", "Alasan"]
    return [grid(head, rows, shares(width, 20, 33, 52, 60), size * 0.85), gap(3)]


def _why(item: dict[str, Any]) -> str:
    reason = str(item["reason"] or "").replace("_", " ").capitalize()
    return brief(". ".join(part for part in (reason, item["note"]) if part), 300)


def paraf_sheet(data: dict[str, Any]) -> bytes:
    """Lembar paraf hierarki: who submitted, approved or returned, in which role, when; kept with the archive."""

    def story(width: float, size: float) -> list[Flowable]:
        rows = [
            [item["step"], f"{item['role']}\n{acting(item['actor'], item['acting_for'])}",
             _action(item), item["at"], ""]
            for item in data["history"]
            if not item["undone"] and item["to"] != APPLICANT
            if item["submits"] or item["intent"] in ACTION_TITLES
        ]  # fmt: skip
        head = ["Langkah", "Jabatan dan nama", "Tindakan", "Tanggal", "Paraf"]
        table = grid(head, rows or [["-", "-", "-", "-", ""]], shares(width, 27, 44, 25, 25, 18), size * 0.85,
                     least_height=9 * mm)  # fmt: skip
        return [*paper_head(data, width, size), table]

    return build(data, story)


def _action(item: dict[str, Any]) -> str:
    """What was done; where one officer did both, the paper says so."""
    done = SUBMITTED if item["submits"] else ACTION_TITLES[item["intent"]]
    return f"{done}\n(juga {item['same_hand']})" if item.get("same_hand") else done


def signing_folder(data: dict[str, Any]) -> bytes:
    """Map tanda tangan: the cover of what lies before the kadis."""
    latest = {item["step"]: item for item in data["history"] if item["paraf"]}
    block = data["signature"]

    def story(width: float, size: float) -> list[Flowable]:
        rows = [[item["role"], acting(item["actor"], item["acting_for"]), item["at"]] for item in latest.values()]
        return [
            *paper_head(data, width, size),
            gap(4),
            centred(data["document_name"].upper(), size * 2, bold=True),
            centred(f"atas nama {data['subject']}", size * 1.4),
            gap(6),
            pairs(
                [("Untuk ditandatangani", block["name"] or block["title"]),
                 ("Cara tanda tangan", "elektronik (TTE)" if data["signing"] == "tte" else "basah")],
                width, size * 1.1,
            ),
            gap(4),
            *head_of("Telah diparaf:", size),
            grid(["Jabatan", "Nama", "Tanggal"], rows or [["-", "-", "-"]], shares(width, 35, 40, 25), size),
            gap(6),
            signers([signs("Yang menyerahkan", data), ("Yang menerima", "")], width, size),
        ]  # fmt: skip

    return build(data, story)


def paper_head(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    """Title, number and particulars of a paper that stays in the office."""
    applicant, subject = data["applicant"]["name"], data["subject"]
    return [
        heading(data["title"].upper(), size * 1.4),
        centred(data["number"], size * 1.4, bold=True),
        gap(2),
        pairs(
            [
                ("Layanan", data["service"]), ("Pemohon", applicant),
                ("NIK", data["applicant"]["nik"]), *([("Dokumen atas nama", subject)] if subject != applicant else []),
                ("Langkah", f"{data['step']['no']}. {data['step']['title']}"),
            ],
            width, size,
        ),
        gap(3),
    ]  # fmt: skip
