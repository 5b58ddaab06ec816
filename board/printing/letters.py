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

EARLIER = {"nature": "Biasa", "subject": "Jawaban atas konsultasi", "copy_to": []}
"""What a letter said before offices could say it: a copy of an old one still does."""


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
    letter = data.get("letter") or EARLIER
    opening = (
        f"Sehubungan dengan konsultasi Saudara yang tercatat dengan nomor {data['books'].get('konsultasi') or '-'} "
        f"(berkas {data['number']}, diterima {data['received_at']} {data['office']['zone']}), bersama ini kami "
        "sampaikan hal-hal berikut."
    )

    def story(width: float, size: float) -> list[Flowable]:
        copy_to = _copy_to(block, letter)
        return [
            right(dated(data), size),
            gap(1),
            pairs(
                [("Nomor", data["letter_number"]), ("Sifat", letter["nature"]),
                 ("Lampiran", answers.get("surat_lampiran")),
                 ("Hal", answers.get("surat_hal") or letter["subject"])],
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
                *([gap(4), *(text(line, size * 0.9) for line in copy_to)] if copy_to else []),
            ]),
        ]  # fmt: skip

    return build(data, story)


def _copy_to(block: dict[str, Any], letter: dict[str, Any]) -> list[str]:
    """Who gets the letter too: first whoever it is signed for, then those the office names."""
    signed_for = block.get("on_behalf")
    named = [*([f"{signed_for} (sebagai laporan)"] if signed_for else []), *letter["copy_to"]]
    if len(named) < 2:
        return [f"Tembusan:\nYth. {name}" for name in named]
    return ["Tembusan:", *(f"{place}. Yth. {name}" for place, name in enumerate(named, start=1))]
