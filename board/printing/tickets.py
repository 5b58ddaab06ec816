"""Small papers: the queue number on an 80 mm roll, the label of PT Pos."""

from __future__ import annotations

from typing import Any

from reportlab.lib import colors
from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Table, TableStyle

from board.printing.sheet import build, centred, gap, text


def queue_number(data: dict[str, Any]) -> bytes:
    """Nomor antrean: the number very large, readable from a bench."""

    def story(width: float, size: float) -> list[Flowable]:
        return [
            centred(data["office"]["short"], size * 1.2, bold=True),
            centred(data["service_short"], size * 1.2),
            gap(6),
            centred(data["books"].get("antrean", "-"), 44, bold=True),
            gap(14),
            centred(data["printed_at"] + " " + data["office"]["zone"], size),
            centred(f"Berkas {data['number']}", size),
            gap(3),
            centred("Mohon menunggu sampai nomor Anda dipanggil.", size),
        ]

    return build(data, story, kop=False)


def post_label(data: dict[str, Any]) -> bytes:
    """Label PT Pos: sender, receiver, content. Never a NIK on the outside (DOMAIN D, E.5)."""
    answers = data["data"]

    def story(width: float, size: float) -> list[Flowable]:
        sender = [text("Pengirim", size, bold=True), text(data["office"]["agency"], size * 1.1)]
        sender += [text(line, size) for line in data["office"]["lines"]]
        receiver = [
            text("Kepada Yth.", size, bold=True),
            text(answers.get("pos_penerima") or data["applicant"]["name"], size * 1.8, bold=True),
            text(answers.get("pos_alamat") or "-", size * 1.4),
            text(f"Kode pos {answers.get('pos_kode_pos') or '-'}", size * 1.4),
            text(f"Telp {data['applicant']['phone'] or '-'}", size * 1.2),
        ]
        content = [
            text(f"Isi: {data['document_name']}", size),
            text(f"No. ekspedisi {data['books'].get('ekspedisi', '-')} · resi {answers.get('no_resi') or '-'}", size),
        ]
        table = Table([[sender], [receiver], [content]], colWidths=[width])
        table.setStyle(
            TableStyle([("BOX", (0, 0), (-1, -1), 0.8, colors.black),
                        ("INNERGRID", (0, 0), (-1, -1), 0.4, colors.black),
                        ("TOPPADDING", (0, 0), (-1, -1), 2.5 * mm), ("BOTTOMPADDING", (0, 0), (-1, -1), 2.5 * mm)])
        )  # fmt: skip
        return [table]

    return build(data, story, kop=False)
