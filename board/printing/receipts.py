"""Slips that are handed out or signed for: tanda terima, bukti pengambilan, bukti penyerahan (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.codes import code128, qr
from board.printing.sheet import (
    FREE_OF_CHARGE,
    build,
    centred,
    gap,
    grid,
    heading,
    pairs,
    side_by_side,
    signers,
    text,
)
from board.wording import mask_number


def receipt(data: dict[str, Any]) -> bytes:
    """Tanda terima berkas: what was handed in, and when it may be ready."""

    def story(width: float, size: float) -> list[Flowable]:
        return [
            *_head(data, width, size),
            text("Persyaratan yang diterima:", size, bold=True),
            _received(data, width, size),
            gap(2),
            text(_promise(data), size),
            gap(1),
            *_foot(data, size, "Simpan lembar ini sampai dokumen Anda terima."),
            signers([("Pemohon", data["applicant"]["name"]), ("Petugas", data["by"])], width, size),
        ]

    return build(data, story)


def pickup_slip(data: dict[str, Any]) -> bytes:
    """Tanda bukti pengambilan: the number large, the code, and what to bring."""

    def story(width: float, size: float) -> list[Flowable]:
        code = centred(f"Kode pengambilan: {data['pickup_code']}", size * 1.5, bold=True)
        return [
            *_head(data, width, size),
            code,
            gap(2),
            side_by_side([code128(data["number"], width * 0.9)], [width]),
            text(_promise(data), size),
            gap(1),
            *_foot(data, size, "Bawa lembar ini saat mengambil."),
            signers([("Pemohon", data["applicant"]["name"]), ("Petugas", data["by"])], width, size),
        ]

    return build(data, story)


def complaint_receipt(data: dict[str, Any]) -> bytes:
    """Tanda terima aduan: the register number; never more of the pelapor than needed."""
    secret = data["data"].get("rahasiakan") == "ya"

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            centred(data["number"], size * 2, bold=True),
            gap(2),
            pairs(
                [
                    ("No. register aduan", data["books"].get("pengaduan")),
                    ("Diterima", f"{data['received_at']} {data['office']['zone']}"),
                    ("Kanal", data["channel"]),
                    ("Pelapor", "dirahasiakan" if secret else data["applicant"]["name"]),
                    ("Kategori", _field(data, "kategori")),
                ],
                width, size,
            ),
            gap(3),
            text("Aduan Anda kami tangani. Identitas pelapor dirahasiakan bila diminta.", size),
            text(_promise(data), size),
            gap(2),
            *_foot(data, size, "Sebut nomor di atas bila bertanya tentang aduan ini."),
            signers([("Petugas Penerima Aduan", data["by"])], width, size),
        ]  # fmt: skip

    return build(data, story)


def handover(data: dict[str, Any]) -> bytes:
    """Bukti penyerahan: what was handed to whom, signed by both."""
    answers = data["data"]
    to_person = answers.get("penerima_nama") or data["applicant"]["name"]
    by_phone = answers.get("cara_serah") == "pdf_wa" or "dicetak_oleh" in answers

    def story(width: float, size: float) -> list[Flowable]:
        rows = [
            ("No. penyerahan", data["books"].get("penyerahan")),
            ("Dokumen", data["document_name"]),
            ("No. dokumen", _siak_number(data)),
            ("Atas nama", data["applicant"]["name"]),
            ("Cara penyerahan", _field(data, "cara_serah") or "Diambil di kantor"),
        ]
        if by_phone:
            rows += [("Dikirim ke", data["applicant"]["phone"]), ("Dicetak oleh", _field(data, "dicetak_oleh"))]
        else:
            rows += [
                ("Penerima", to_person),
                ("Hubungan", _field(data, "penerima_hubungan")),
                ("Bukti pengambilan", _field(data, "bukti_pengambilan")),
            ]
            if answers.get("bukti_pengambilan") == "tidak":
                rows += [
                    ("Identitas/kuasa", answers.get("penerima_identitas")),
                    ("Alasan tanpa bukti", answers.get("alasan_tanpa_bukti")),
                ]
        return [
            heading(data["title"].upper(), size * 1.4),
            centred(data["number"], size * 1.8, bold=True),
            gap(2),
            pairs(rows, width, size),
            gap(4),
            text("Dokumen di atas telah diserahkan dan diterima dengan baik.", size),
            text(FREE_OF_CHARGE, size, bold=True),
            gap(3),
            signers([("Penerima", to_person), ("Yang menyerahkan", data["by"])], width, size),
        ]

    return build(data, story)


def answer_receipt(data: dict[str, Any]) -> bytes:
    """Tanda terima surat jawaban konsultasi; the service costs nothing (SOP Landak, Keterangan)."""

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(2),
            pairs(
                [
                    ("Nomor surat", data["letter_number"]),
                    ("No. register konsultasi", data["books"].get("konsultasi")),
                    ("No. berkas", data["number"]),
                    ("Pemohon", data["applicant"]["name"]),
                    ("Pokok", data["data"].get("pokok")),
                    ("Diterima tanggal", data["printed_at"]),
                ],
                width, size,
            ),
            gap(3),
            text(FREE_OF_CHARGE, size, bold=True),
            gap(3),
            signers([("Penerima", data["applicant"]["name"]), (data["role"] or "Petugas", data["by"])], width, size),
        ]  # fmt: skip

    return build(data, story)


def _head(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    particulars = pairs(
        [
            ("Layanan", data["service"]),
            ("Pemohon", data["applicant"]["name"]),
            ("NIK", mask_number(data["applicant"]["nik"]) if data["applicant"]["nik"] else "-"),
            ("Diterima", f"{data['received_at']} {data['office']['zone']}, {data['channel']}"),
            ("Petugas", data["by"]),
        ],
        width - 27 * mm, size, label=0.25,
    )  # fmt: skip
    return [
        heading(data["title"].upper(), size * 1.4),
        centred(data["number"], size * 2.2, bold=True),
        gap(2),
        side_by_side([particulars, qr(data["number"])], [width - 26 * mm, 26 * mm]),
        gap(1.5),
    ]


def _received(data: dict[str, Any], width: float, size: float) -> Flowable:
    handed_in = [item for item in data["requirements"] if item["form"]]
    rows = [[str(place), item["title"], item["form"]] for place, item in enumerate(handed_in, start=1)]
    return grid(
        ["No", "Persyaratan", "Bentuk"], rows or [["-", "belum ada", "-"]], [9 * mm, width - 39 * mm, 30 * mm], size
    )


def _promise(data: dict[str, Any]) -> str:
    if data["due"]:
        return f"Perkiraan selesai: {data['due']} {data['office']['zone']}."
    if data["promise"]:
        return f"Perkiraan selesai: {data['promise']}."
    return f"Jam layanan {data['office']['service_hours']}."


def _foot(data: dict[str, Any], size: float, advice: str) -> list[Flowable]:
    contact = f"WhatsApp layanan {data['office']['phone']}. " if data["office"]["phone"] else ""
    return [
        text(f"{FREE_OF_CHARGE}. {advice}", size, bold=True),
        text(f"{contact}Kode pada lembar ini kode internal kantor, bukan tanda tangan elektronik.", size * 0.85),
        gap(2),
    ]


def _field(data: dict[str, Any], name: str) -> str:
    return next((item["value"] for item in data["fields"] if item["id"] == name), "")


def _siak_number(data: dict[str, Any]) -> str:
    names = ("no_kk_terbit", "no_skpwni", "no_akta_lahir", "no_akta_mati", "no_dokumen")
    return next((str(data["data"][name]) for name in names if data["data"].get(name)), "")
