"""Letters and minutes: consultations, complaints, cancellations (DOMAIN D)."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.sheet import (
    FREE_OF_CHARGE,
    build,
    centred,
    gap,
    grid,
    heading,
    keep,
    pairs,
    right,
    side_by_side,
    signature,
    signers,
    text,
)
from board.wording import long_date, weekday_date

ATTENDANCE_ROWS = 15


def summary(data: dict[str, Any]) -> bytes:
    """Rangkuman permasalahan konsultasi."""

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(2),
            _particulars(data, width, size),
            gap(3),
            *_chapter("Pokok persoalan", data["data"].get("pokok"), size),
            *_chapter("Rangkuman", data["data"].get("rangkuman"), size),
            gap(5),
            signers([(data["role"] or "Tim", data["by"])], width / 2, size),
        ]

    return build(data, story)


def minutes(data: dict[str, Any]) -> bytes:
    """Notulensi rapat: when, where, who led, who came, what was decided."""
    answers = data["data"]

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(2),
            pairs(
                [
                    ("Hari/tanggal", weekday_date(date.fromisoformat(data["printed_on"]))),
                    ("Tempat", answers.get("rapat_tempat")), ("Pimpinan", answers.get("rapat_pimpinan")),
                    ("Agenda", f"Pembahasan {data['service_short']} {data['number']}"),
                ],
                width, size,
            ),
            gap(3),
            *_chapter("Peserta", answers.get("rapat_peserta"), size),
            *_chapter("Jalannya rapat dan keputusan", answers.get("notulen"), size),
            gap(6),
            keep([signers([("Notulis", data["by"]), ("Pimpinan rapat", answers.get("rapat_pimpinan", ""))],
                          width, size)]),
        ]  # fmt: skip

    return build(data, story)


def attendance(data: dict[str, Any]) -> bytes:
    """Daftar hadir: the names that are known, and room for the others."""
    named = [line.strip() for line in str(data["data"].get("rapat_peserta") or "").split("\n") if line.strip()]

    def story(width: float, size: float) -> list[Flowable]:
        rows = [[str(place), name, "", ""] for place, name in enumerate(named, start=1)]
        rows += [[str(place), "", "", ""] for place in range(len(rows) + 1, max(ATTENDANCE_ROWS, len(rows)) + 1)]
        widths = [10 * mm, width * 0.4, width * 0.27, width * 0.33 - 10 * mm]
        return [
            heading(data["title"].upper(), size * 1.4),
            centred(f"Pembahasan {data['service_short']} {data['number']}", size),
            centred(weekday_date(date.fromisoformat(data["printed_on"])), size),
            gap(3),
            grid(["No", "Nama", "Jabatan", "Tanda tangan"], rows, widths, size, row_height=9 * mm),
        ]

    return build(data, story)


def answer_letter(data: dict[str, Any]) -> bytes:
    """Surat jawaban konsultasi, numbered from the outgoing agenda."""
    answers, office = data["data"], data["office"]

    def story(width: float, size: float) -> list[Flowable]:
        day = long_date(date.fromisoformat(data["printed_on"]))
        opening = (
            f"Sehubungan dengan konsultasi Saudara yang tercatat dengan nomor {data['books'].get('konsultasi', '-')} "
            f"(berkas {data['number']}, diterima {data['received_at']}), bersama ini kami sampaikan hal-hal berikut."
        )
        return [
            right(f"{office['place']}, {day}", size),
            pairs(
                [("Nomor", data["letter_number"]), ("Sifat", "Biasa"), ("Lampiran", "-"),
                 ("Hal", "Jawaban atas konsultasi")],
                width * 0.6, size, label=0.25,
            ),
            gap(3),
            text(f"Yth. {data['applicant']['name']}", size),
            text("di tempat", size),
            gap(3),
            text(opening, size, space=4),
            *_chapter("Pokok persoalan", answers.get("pokok"), size),
            *_chapter("Dasar", answers.get("dasar"), size),
            *_chapter("Jawaban", answers.get("jawaban"), size),
            text("Demikian disampaikan; atas perhatian Saudara kami ucapkan terima kasih.", size, space=3),
            text(f"Pelayanan konsultasi ini {FREE_OF_CHARGE.lower()}.", size),
            gap(5),
            keep([side_by_side(["", signature(data["signature"], size)], [width / 2, width / 2])]),
        ]  # fmt: skip

    return build(data, story)


def complaint_report(data: dict[str, Any]) -> bytes:
    """Laporan aduan to the pejabat pengelola: the matter, without the pelapor where secrecy was asked for."""
    answers = data["data"]
    secret = answers.get("rahasiakan") == "ya"

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(2),
            pairs(
                [
                    ("No. register aduan", data["books"].get("pengaduan")), ("No. berkas", data["number"]),
                    ("Diterima", data["received_at"]),
                    ("Pelapor", "dirahasiakan" if secret else data["applicant"]["name"]),
                    ("Berkas terkait", answers.get("berkas_terkait")),
                ],
                width, size,
            ),
            gap(3),
            *_chapter("Uraian aduan", answers.get("uraian"), size),
            *_chapter("Pokok laporan", answers.get("pokok_laporan"), size),
            gap(6),
            signers([(data["role"] or "Pelapor", data["by"]), ("Pejabat Pengelola Pengaduan", "")], width, size),
        ]  # fmt: skip

    return build(data, story)


def cancellation(data: dict[str, Any]) -> bytes:
    """Berita acara pembatalan: the number stays on the books as BATAL."""

    def story(width: float, size: float) -> list[Flowable]:
        day = weekday_date(date.fromisoformat(data["printed_on"]))
        told = (
            f"Pada hari ini, {day}, berkas nomor {data['number']} layanan {data['service']} atas nama "
            f"{data['applicant']['name']} dinyatakan batal. Nomor pendaftaran tetap tercatat sebagai BATAL."
        )
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(3),
            text(told, size, space=4),
            *_chapter("Alasan", data["note"], size),
            text("Berkas asli yang telah diterima dikembalikan kepada pemohon.", size),
            gap(8),
            signers([("Pemohon", data["applicant"]["name"]), (data["role"] or "Petugas", data["by"])], width, size),
        ]

    return build(data, story)


def _particulars(data: dict[str, Any], width: float, size: float) -> Flowable:
    return pairs(
        [
            ("No. register konsultasi", data["books"].get("konsultasi")), ("No. berkas", data["number"]),
            ("Pemohon", data["applicant"]["name"]), ("Diterima", f"{data['received_at']}, {data['channel']}"),
        ],
        width, size,
    )  # fmt: skip


def _chapter(title: str, words: object, size: float) -> list[Flowable]:
    if not words:
        return []
    # Paragraph by paragraph, so that a long answer may run over pages.
    lines = str(words).split("\n")
    return [text(title, size, bold=True), *(text(line, size, space=2) for line in lines if line.strip()), gap(1.5)]
