"""Papers of a consultation: its summary and the surat jawaban (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from board.printing.blocks import chapter, gap, heading, keep, right, text
from board.printing.particulars import dated, printed_day, signs
from board.printing.sheet import FREE_OF_CHARGE, build
from board.printing.signing import room, signature, signed
from board.printing.tables import pairs
from board.wording import long_date


def summary(data: dict[str, Any]) -> bytes:
    """Rangkuman permasalahan konsultasi."""

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(2),
            pairs(
                [
                    ("No. register konsultasi", data["books"].get("konsultasi")), ("No. berkas", data["number"]),
                    ("Pemohon", data["applicant"]["name"]),
                    ("Diterima", f"{data['received_at']} {data['office']['zone']} ({data['channel']})"),
                ],
                width, size,
            ),
            gap(3),
            *chapter("Pokok persoalan", data["data"].get("pokok"), size),
            *chapter("Rangkuman", data["data"].get("rangkuman"), size),
            keep([
                text(f"Dirangkum pada {long_date(printed_day(data))}.", size),
                gap(5),
                signed([None, room(*signs(data["role"] or "Tim", data), size, width / 2 - 8)], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def answer_letter(data: dict[str, Any]) -> bytes:
    """Surat jawaban konsultasi, numbered from the outgoing agenda."""
    answers, block = data["data"], data["signature"]
    opening = (
        f"Sehubungan dengan konsultasi Saudara yang tercatat dengan nomor {data['books'].get('konsultasi') or '-'} "
        f"(berkas {data['number']}, diterima {data['received_at']} {data['office']['zone']}), bersama ini kami "
        "sampaikan hal-hal berikut."
    )

    def story(width: float, size: float) -> list[Flowable]:
        copy_to = f"Tembusan:\nYth. {block['on_behalf']} (sebagai laporan)" if block.get("on_behalf") else ""
        return [
            right(dated(data), size),
            gap(1),
            pairs(
                [("Nomor", data["letter_number"]), ("Sifat", "Biasa"), ("Lampiran", "-"),
                 ("Hal", "Jawaban atas konsultasi")],
                width, size, label=0.14,
            ),
            gap(4),
            text(f"Yth. {data['applicant']['name']}", size),
            text("di tempat", size),
            gap(4),
            text(opening, size, space=5),
            *chapter("Pokok persoalan", answers.get("pokok"), size),
            *chapter("Dasar", answers.get("dasar"), size),
            *chapter("Jawaban", answers.get("jawaban"), size),
            # The closing goes with the signature, so that a signature never stands alone on a page.
            keep([
                text("Demikian disampaikan; atas perhatian Saudara kami ucapkan terima kasih.", size, space=3),
                text(f"Pelayanan konsultasi ini {FREE_OF_CHARGE.lower()}.", size),
                gap(6),
                signed([None, signature(block, size, width / 2 - 8)], width, size),
                *([gap(4), text(copy_to, size * 0.9)] if copy_to else []),
            ]),
        ]  # fmt: skip

    return build(data, story)
