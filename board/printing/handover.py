"""Bukti penyerahan: what was handed to whom, or sent where, signed for (DOMAIN D; SOP Landak KK Umum 7 and 8)."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from board.printing.blocks import centred, gap, heading, keep, text
from board.printing.particulars import field, local_phone, masked, signs
from board.printing.sheet import FREE_OF_CHARGE, build
from board.printing.signing import DOTS, signers
from board.printing.tables import pairs

TO_PERSON = "Dokumen di atas telah diserahkan dan diterima dengan baik."
WITHOUT_SLIP = (
    "Bila bukti pengambilan tidak dibawa, penerima menyatakan berhak menerima dokumen ini karena alasan di atas dan "
    "bertanggung jawab atas kebenaran pernyataannya."
)
BY_PHONE = "Dokumen di atas telah dikirim sebagai PDF ke nomor tersebut."
PRINTED = "Cetakannya telah diterima dengan baik."
BY_POST = "Dokumen di atas telah diserahkan kepada PT Pos untuk dikirim."


def handover(data: dict[str, Any]) -> bytes:
    """Bukti penyerahan. What is not known yet when it is printed is left to the pen, never guessed."""
    told, rows = {"pdf_wa": _by_phone, "pos": _by_post}.get(data["delivery"], _at_counter)(data)
    signing: list[tuple[str, str, str]] = [signs("Yang menyerahkan", data)]
    if data["handed_over"]:
        signing.insert(0, ("Penerima", str(data["data"].get("penerima_nama") or ""), ""))

    def story(width: float, size: float) -> list[Flowable]:
        particulars = [
            ("No. penyerahan", data["books"].get("penyerahan")),
            ("Dokumen", data["document_name"]),
            ("No. dokumen", data["siak_number"]),
            ("Atas nama", data["subject"]),
            ("Cara penyerahan", data["delivery_title"]),
            *rows,
        ]
        return [
            heading(data["title"].upper(), size * 1.4),
            centred(data["number"], size * 1.8, bold=True),
            gap(2.5),
            pairs(particulars, width, size),
            gap(4),
            keep([text(told, size, space=2), text(FREE_OF_CHARGE, size, bold=True), gap(4),
                  signers(signing, width, size)]),
        ]  # fmt: skip

    return build(data, story, readers=("untuk penerima", "untuk arsip"))


def _receiver(data: dict[str, Any]) -> list[tuple[str, object]]:
    return [
        ("Penerima", data["data"].get("penerima_nama") or DOTS),
        ("Hubungan", field(data, "penerima_hubungan") or DOTS),
    ]


def _when(data: dict[str, Any]) -> tuple[str, object]:
    known = data["data"].get("penerima_nama")
    return "Diserahkan tanggal", f"{data['printed_at']} {data['office']['zone']}" if known else DOTS


def _at_counter(data: dict[str, Any]) -> tuple[str, list[tuple[str, object]]]:
    answers = data["data"]
    rows = [
        *_receiver(data),
        ("Identitas atau kuasa", masked(answers.get("penerima_identitas")) or DOTS),
        ("Bukti pengambilan", field(data, "bukti_pengambilan") or DOTS),
    ]
    if answers.get("bukti_pengambilan") == "ada":
        return TO_PERSON, [*rows, _when(data)]
    rows += [
        ("Bila tanpa bukti: pernyataan", field(data, "pernyataan_tanpa_bukti") or DOTS),
        ("Bila tanpa bukti: alasan", answers.get("alasan_tanpa_bukti") or DOTS),
    ]
    return f"{TO_PERSON} {WITHOUT_SLIP}", [*rows, _when(data)]


def _by_phone(data: dict[str, Any]) -> tuple[str, list[tuple[str, object]]]:
    rows: list[tuple[str, object]] = [("Dikirim ke", local_phone(data["applicant"]["phone"]))]
    if data["data"].get("dicetak_oleh"):
        rows.append(("Dicetak oleh", field(data, "dicetak_oleh")))
    if not data["handed_over"]:
        return BY_PHONE, rows
    return f"{BY_PHONE} {PRINTED}", [*rows, *_receiver(data), _when(data)]


def _by_post(data: dict[str, Any]) -> tuple[str, list[tuple[str, object]]]:
    answers = data["data"]
    return BY_POST, [
        ("Penerima kiriman", answers.get("pos_penerima")),
        ("No. ekspedisi", data["books"].get("ekspedisi")),
        ("No. resi", answers.get("no_resi")),
    ]
