"""Letters and minutes of consultations and meetings (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.blocks import centred, chapter, gap, heading, keep, right, text, written
from board.printing.particulars import dated, printed_day, signs
from board.printing.sheet import FREE_OF_CHARGE, build
from board.printing.signing import DOTS, room, signature, signed, signers
from board.printing.tables import grid, pairs, shares
from board.wording import long_date, weekday_date

ATTENDANCE_ROWS, FOLLOW_UP_ROWS, PEN_LINES = 15, 3, 3


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


def minutes(data: dict[str, Any]) -> bytes:
    """Notulensi rapat: when, where, who led, who came, what was decided; what the board cannot know is for the pen."""
    answers = data["data"]

    def story(width: float, size: float) -> list[Flowable]:
        leader = answers.get("rapat_pimpinan") or ""
        todo = [[str(place), "", "", ""] for place in range(1, FOLLOW_UP_ROWS + 1)]
        columns = shares(width, 10, 80, 45, 30)
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(2),
            pairs(
                [
                    ("Hari/tanggal", weekday_date(printed_day(data))),
                    ("Pukul", f"............ s.d. ............ {data['office']['zone']}"),
                    ("Tempat", answers.get("rapat_tempat") or DOTS), ("Pimpinan", leader or DOTS),
                    ("Agenda", f"Pembahasan {data['service_short']} {data['number']}"),
                ],
                width, size,
            ),
            gap(3),
            *written("Peserta", answers.get("rapat_peserta"), size, PEN_LINES),
            *written("Jalannya rapat dan keputusan", answers.get("notulen"), size, 2 * PEN_LINES),
            keep([
                text("Tindak lanjut", size, bold=True, space=2),
                grid(["No", "Tindak lanjut", "Penanggung jawab", "Paling lambat"], todo, columns, size * 0.9,
                     least_height=8 * mm),
                gap(2),
                text("Lampiran: daftar hadir.", size),
                gap(4),
                signers([signs("Notulis", data), ("Pimpinan rapat", leader)], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def attendance(data: dict[str, Any]) -> bytes:
    """Daftar hadir: the names that are known, and room for the others."""
    named = [line.strip() for line in str(data["data"].get("rapat_peserta") or "").split("\n") if line.strip()]

    def story(width: float, size: float) -> list[Flowable]:
        rows = [[str(place), name, "", ""] for place, name in enumerate(named, start=1)]
        rows += [[str(place), "", "", ""] for place in range(len(rows) + 1, ATTENDANCE_ROWS + 1)]
        return [
            heading(data["title"].upper(), size * 1.4),
            centred(f"Pembahasan {data['service_short']} {data['number']}", size),
            centred(weekday_date(printed_day(data)), size),
            gap(3),
            grid(["No", "Nama", "Jabatan", "Tanda tangan"], rows, shares(width, 10, 62, 43, 50), size,
                 least_height=11 * mm),
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
