"""Slips for whoever brings a berkas: tanda terima, bukti pengambilan, tanda terima aduan (DOMAIN D)."""

from __future__ import annotations

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.blocks import centred, gap, head_of, heading, keep, text
from board.printing.codes import code128, qr
from board.printing.particulars import brief, clock, day, doer, field, promise, signs
from board.printing.sheet import FREE_OF_CHARGE, build
from board.printing.signing import signers
from board.printing.tables import box, grid, pairs, shares, side_by_side
from board.wording import mask_number, short_date


def receipt(data: dict[str, Any]) -> bytes:
    """Tanda terima berkas and tanda bukti pengambilan, one layout: what was handed in, when it may be ready, and where
    the document is collected the code that shows whose slip it is (DOMAIN D)."""
    collected = data["collected"] and data["pickup_code"]
    advice = "Bawa lembar ini saat mengambil." if collected else "Simpan lembar ini sampai dokumen Anda terima."

    def story(width: float, size: float) -> list[Flowable]:
        handed_in = [item for item in data["requirements"] if item["form"] and item["by"] == "pemohon"]
        rows = [[str(place), item["title"], item["form"]] for place, item in enumerate(handed_in, start=1)]
        return [
            *_head(data, width, size),
            *head_of("Persyaratan yang diterima:", size),
            grid(["No", "Persyaratan", "Bentuk"], rows or [["-", "belum ada", "-"]], shares(width, 9, 85, 30), size),
            gap(2),
            *([_code(data, width, size), gap(2)] if collected else []),
            *_closing(data, width, size, advice),
        ]

    return build(data, story)


def complaint_receipt(data: dict[str, Any]) -> bytes:
    """Tanda terima aduan: the register number, and until when the law wants an answer; never more of the pelapor than
    needed."""
    running = [item for item in data.get("deadlines", ()) if item.get("running")]
    limits = "; ".join(f"{item['title'].lower()} {item['due']}" for item in running)
    limits = f"Paling lambat menurut peraturan: {limits}." if limits else ""

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            centred(data["number"], size * 2, bold=True),
            gap(3),
            pairs(
                [
                    ("No. register aduan", data["books"].get("pengaduan")),
                    ("Diterima", _received(data)),
                    ("Pelapor aduan", data["applicant"]["name"]),
                    ("Kategori", field(data, "kategori")),
                    ("Diserahkan", "; ".join(item["title"] for item in data["requirements"] if item["form"])),
                ],
                width, size,
            ),
            gap(3),
            text("Aduan Anda kami tangani. Identitas pelapor dirahasiakan bila diminta.", size, space=2),
            text(promise(data), size, space=3),
            *([text(limits, size, space=3)] if limits else []),
            text(f"{FREE_OF_CHARGE}. Sebut nomor di atas bila bertanya tentang aduan ini.", size, bold=True, space=2),
            keep([*_contact(data, size), gap(4), signers([signs("Petugas Penerima Aduan", data)], width, size)]),
        ]  # fmt: skip

    return build(data, story, readers=("untuk pelapor", "untuk arsip"))


def answer_receipt(data: dict[str, Any]) -> bytes:
    """Tanda terima surat jawaban konsultasi; the service costs nothing (SOP Landak, Keterangan)."""

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(3),
            pairs(
                [
                    ("Nomor surat", data["letter_number"]),
                    ("No. register konsultasi", data["books"].get("konsultasi")),
                    ("No. berkas", data["number"]),
                    ("Pemohon", data["applicant"]["name"]),
                    ("Pokok persoalan", brief(data["data"].get("pokok"), 240)),
                    *([("Disampaikan", sent)] if (sent := _conveyed(data)) else []),
                    ("Diterima tanggal", f"{data['printed_at']} {data['office']['zone']}"),
                ],
                width, size,
            ),
            gap(4),
            text("Surat jawaban atas konsultasi telah diterima.", size, space=2),
            text(FREE_OF_CHARGE, size, bold=True),
            gap(4),
            signers([("Penerima", data["applicant"]["name"]), signs(data["role"] or "Petugas", data)], width, size),
        ]  # fmt: skip

    return build(data, story)


def _conveyed(data: dict[str, Any]) -> str:
    """How and when the answer went out, as far as it is known."""
    on, clocked = day(data["data"].get("jawaban_tanggal")), clock(data, data["data"].get("jawaban_pukul"))
    when = " pukul ".join(filter(None, (short_date(on) if on else "", clocked)))
    return ", ".join(filter(None, (field(data, "jawaban_lewat"), when)))


def _head(data: dict[str, Any], width: float, size: float) -> list[Flowable]:
    particulars = pairs(
        [
            ("Layanan", data["service"]),
            ("Pemohon", data["applicant"]["name"]),
            ("NIK", mask_number(data["applicant"]["nik"])),
            ("Diterima", _received(data)),
            ("Petugas", doer(data)),
            *([("Pengganti", f"nomor {data['replaces']} (BATAL)")] if data.get("replaces") else []),
        ],
        width - 28 * mm, size, label=0.23,
    )  # fmt: skip
    return [
        heading(data["title"].upper(), size * 1.4),
        centred(data["number"], size * 2.2, bold=True),
        gap(2.5),
        side_by_side([particulars, qr(data["number"], 27 * mm)], [width - 28 * mm, 28 * mm]),
        gap(1.5),
    ]


def _code(data: dict[str, Any], width: float, size: float) -> Flowable:
    """The code to tell, and the number as bars for a scanner."""
    told = [centred("Kode pengambilan", size), centred(data["pickup_code"], size * 1.8, bold=True)]
    return side_by_side([box(told, width * 0.3), code128(data["number"], width * 0.66)], [width * 0.32, width * 0.68])


def _received(data: dict[str, Any]) -> str:
    return f"{data['received_at']} {data['office']['zone']} ({data['channel']})"


def _closing(data: dict[str, Any], width: float, size: float, advice: str) -> list[Flowable]:
    office = data["office"]
    told = promise(data)
    return [
        *([text(told, size * 1.05, bold=True, space=2)] if told else []),
        text(f"Jam layanan {office['service_hours']} {office['zone']}.", size, space=2),
        text(f"{FREE_OF_CHARGE}. {advice}", size, bold=True, space=2),
        keep([
            *_contact(data, size),
            text("Kode pada lembar ini kode internal kantor, bukan tanda tangan elektronik.", size * 0.85),
            gap(4),
            signers([("Pemohon", data["applicant"]["name"]), signs("Petugas", data)], width, size),
        ]),
    ]  # fmt: skip


def _contact(data: dict[str, Any], size: float) -> list[Flowable]:
    phone = data["office"]["phone"]
    return [text(f"WhatsApp layanan: {phone}.", size)] if phone else []
