"""Small papers: the queue number on an 80 mm roll, the label of PT Pos."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, HRFlowable, Table

from board.printing.blocks import balanced, centred, fitted, gap
from board.printing.particulars import local_phone, masked
from board.printing.sheet import build
from board.printing.signing import DOTS
from board.printing.tables import table_style

MOST_SENDER_LINES = 4
"""Address lines of the sender: the room is the receiver's."""


def queue_number(data: dict[str, Any]) -> bytes:
    """Nomor antrean: the number very large, readable from a bench; ``LAT-A-012`` still on one line."""
    number = data["books"].get("antrean") or "-"

    def story(width: float, size: float) -> list[Flowable]:
        return [
            balanced(data["office"]["short"], size * 1.2, width, bold=True),
            balanced(data["service_short"], size * 1.2, width),
            gap(4),
            centred(number, min(44.0, 270 / len(number)), bold=True),
            gap(3),
            centred(f"{data['printed_at']} {data['office']['zone']}", size),
            centred(f"Berkas {data['number']}", size),
            *([centred(f"{data['queue_ahead']} antre di depan Anda", size)] if data["queue_ahead"] else []),
            gap(3),
            balanced("Mohon menunggu sampai nomor Anda dipanggil.", size, width),
        ]

    return build(data, story, kop=False)


def post_label(data: dict[str, Any]) -> bytes:
    """Label PT Pos: sender, receiver, content. Never a NIK on the outside (DOMAIN D, E.5)."""
    answers = data["data"]

    def story(width: float, size: float) -> list[Flowable]:
        inner = width - 6 * mm

        def words(value: object, scale: float, most: int, **look: Any) -> Flowable:
            # A label comes out whatever stands on it: a cell cannot go on on a second page.
            return fitted(value, size * scale, inner, most, **look)

        sender = [words("Pengirim", 1, 1, bold=True), words(data["office"]["agency"], 1.15, 2, bold=True)]
        sender += [words(line, 1.05, 1) for line in data["office"]["lines"][:MOST_SENDER_LINES]]
        receiver = [
            words("Kepada Yth.", 1.1, 1, bold=True, space=2),
            words(masked(answers.get("pos_penerima") or data["applicant"]["name"]), 2, 3, bold=True, space=3),
            words(masked(answers.get("pos_alamat")) or "-", 1.6, 5, space=3),
            words(f"Kode pos {answers.get('pos_kode_pos') or '-'}", 1.6, 1, bold=True, space=3),
            words(f"Telp {local_phone(data['applicant']['phone']) or '-'}", 1.4, 1),
        ]
        content = [
            words(f"Isi: {data['document_name']}", 1.1, 2),
            words(
                f"No. berkas {data['number']} · No. ekspedisi {data['books'].get('ekspedisi') or '-'} · "
                f"No. resi {masked(answers.get('no_resi')) or DOTS}",
                1, 3,
            ),
        ]  # fmt: skip
        table = Table([[sender], [receiver], [content]], colWidths=[width])
        table.setStyle(
            table_style(("BOX", (0, 0), (-1, -1), 1, colors.black),
                        ("INNERGRID", (0, 0), (-1, -1), 0.5, colors.black),
                        ("LEFTPADDING", (0, 0), (-1, -1), 3 * mm), ("RIGHTPADDING", (0, 0), (-1, -1), 3 * mm),
                        ("TOPPADDING", (0, 0), (-1, -1), 2.5 * mm), ("BOTTOMPADDING", (0, 0), (-1, -1), 3 * mm))
        )  # fmt: skip
        cut = HRFlowable(width="100%", thickness=0.6, color=colors.black, dash=(3, 3), spaceBefore=4 * mm)
        return [table, cut, centred("potong di garis ini", size * 0.8)]

    return build(data, story, kop=False)
