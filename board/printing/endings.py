"""Papers of what went wrong: the berita acara of a case that ends early, the notice of a privacy incident."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from board.printing.blocks import balanced, chapter, gap, head_of, heading, keep, pen_lines, right, text
from board.printing.particulars import dated, printed_day, signs
from board.printing.sheet import build
from board.printing.signing import DOTS, Column, room, signature, signed
from board.printing.tables import grid, pairs, shares
from board.wording import spelled_date, weekday_date

ENDS = {
    "dicabut": "dicabut oleh pemohon",
    "tidak_dilengkapi": "tidak dilengkapi pemohon sampai tenggatnya berakhir",
    "kantor": "dibatalkan oleh kantor",
    "salah_layanan": "dialihkan ke layanan lain",
}
STATEMENTS = {"tertulis": "pernyataan tertulis", "wa": "pesan WhatsApp", "lisan": "lisan di loket"}
WITHDRAWN, ON_ANOTHER_WAY = "dicabut", "salah_layanan"
WITHOUT_APPLICANT = ("kantor", "tidak_dilengkapi")
SUBJECT = "subjek"
RETURNED, KEPT = "dikembalikan", "tidak dikembalikan"


def cancellation(data: dict[str, Any]) -> bytes:
    """Berita acara pembatalan: the number stays on the books as BATAL; what the applicant said, what went back."""
    ending = data.get("ending") or {}
    ended = next((item["reason"] for item in reversed(data["history"]) if item["intent"] == "batal"), None)
    kind = ended or ending.get("kind")
    how = ENDS.get(kind or "")
    today = printed_day(data)
    told = (
        f"Pada hari ini, {weekday_date(today)} ({spelled_date(today)}), berkas tersebut dinyatakan batal"
        f"{f', karena {how}' if how else ''}. Nomor pendaftaran tetap tercatat sebagai BATAL."
    )
    onward = ending.get("goes_on_as")

    def story(width: float, size: float) -> list[Flowable]:
        return [
            heading(data["title"].upper(), size * 1.4),
            gap(3),
            pairs(
                [
                    ("No. berkas", data["number"]), ("Layanan", data["service"]),
                    ("Pemohon", data["applicant"]["name"]),
                    ("Diterima", f"{data['received_at']} {data['office']['zone']} ({data['channel']})"),
                    ("Langkah terakhir", f"{data['step']['no']}. {data['step']['title']}"),
                    *([("Dilanjutkan sebagai", f"{onward}, {ending['goes_on_service']}")] if onward else []),
                    *([("Dinyatakan pemohon lewat", STATEMENTS.get(ending.get("statement") or "", DOTS))]
                      if kind == WITHDRAWN else []),
                ],
                width, size,
            ),
            gap(3),
            text(told, size, space=5),
            *chapter("Alasan", data["note"], size),
            *([] if kind == ON_ANOTHER_WAY else _originals(ending, width, size)),
            keep([
                gap(4),
                signed(_signers(data, kind, ending, width, size), width, size),
                gap(5),
                signed([signature(data["signature"], size, width * 0.6, head="Mengetahui,")], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def _originals(ending: dict[str, Any], width: float, size: float) -> list[Flowable]:
    """Which originals went back, and to whom; what nobody told is left to the pen."""
    held, returned = ending.get("originals"), ending.get("returned")
    if held is None:
        return [text("Berkas asli yang telah diterima dikembalikan kepada pemohon.", size)]
    if not held:
        return [text("Tidak ada dokumen asli yang tercatat diterima.", size)]
    fate = [("......" if returned is None else RETURNED if title in returned else KEPT) for title in held]
    rows = [[str(place), title, what] for place, (title, what) in enumerate(zip(held, fate, strict=True), start=1)]
    taken = [text(f"Diterima kembali oleh: {ending.get('returned_to') or DOTS}", size)] if returned != [] else []
    return [
        *head_of("Dokumen asli yang telah diterima", size),
        grid(["No", "Dokumen", "Keterangan"], rows, shares(width, 9, 105, 40), size),
        gap(2),
        *taken,
    ]


def _signers(data: dict[str, Any], kind: str | None, ending: dict[str, Any], width: float, size: float) -> list[Column]:
    """The officer with NIP and mandate; the applicant too, where it is they who withdraw or take something back."""
    title, name, mandate = signs(data["role"] or "Petugas", data)
    each = width / 2 - 8
    officer = room(title, name, mandate, size, each)
    if ending.get("nip"):
        officer[1].insert(1, balanced(f"NIP {ending['nip']}", size * 0.85, each))
    # An office ends a case without the applicant, unless there is something to take back.
    if kind == ON_ANOTHER_WAY or (kind in WITHOUT_APPLICANT and ending.get("originals") == []):
        return [officer]
    return [room("Pemohon", data["applicant"]["name"], "", size, each), officer]


def incident_letter(data: dict[str, Any]) -> bytes:
    """Written notice of a failure to protect personal data: which data, when and how, what was done (UU 27/2022
    ps. 46). No NIK stands on it, and nothing of the other applicant."""
    incident = data.get("incident") or {}
    to_subject = incident.get("whom") == SUBJECT
    zone = data["office"]["zone"]
    reader = f"Yth. {data['applicant']['name']}" if to_subject else "Yth. Lembaga Pelindungan Data Pribadi"
    opening = (
        "Sesuai Pasal 46 Undang-Undang Nomor 27 Tahun 2022 tentang Pelindungan Data Pribadi, bersama ini kami "
        f"beritahukan kegagalan pelindungan data pribadi {'Saudara' if to_subject else '1 (satu) orang pemohon'} "
        f"terkait berkas {data['number']}."
    )

    def story(width: float, size: float) -> list[Flowable]:
        return [
            right(dated(data), size),
            gap(1),
            pairs(
                [
                    ("Nomor", DOTS), ("Sifat", "Segera"), ("Lampiran", "-"),
                    ("Hal", "Pemberitahuan kegagalan pelindungan data pribadi"),
                ],
                width, size, label=0.14,
            ),
            gap(4),
            text(reader, size),
            text("di tempat", size),
            gap(4),
            text(opening, size, space=5),
            *chapter("Data yang terungkap dan bagaimana", incident.get("what"), size),
            *chapter("Waktu", f"Ditemukan {incident.get('found_at', DOTS)} {zone}; batas pemberitahuan 3 x 24 jam: "
                     f"{incident.get('deadline_at', DOTS)} {zone}.", size),
            *chapter("Penanganan yang sudah dilakukan", _remedy(incident), size),
            *head_of("Upaya pemulihan dan langkah pencegahan", size),
            *pen_lines(3),
            gap(4),
            keep([
                text("Pertanyaan dapat disampaikan kepada kami pada jam layanan "
                     f"{data['office']['service_hours']} {zone}"
                     f"{', WhatsApp ' + data['office']['phone'] if data['office']['phone'] else ''}.", size, space=3),
                text("Demikian pemberitahuan ini disampaikan.", size),
                gap(6),
                signed([None, signature(data["signature"], size, width / 2 - 8)], width, size),
            ]),
        ]  # fmt: skip

    return build(data, story)


def _remedy(incident: dict[str, Any]) -> str:
    if not incident.get("moved"):
        return "Kejadian dicatat pada berkas dan jurnal kantor."
    where = "dipindahkan ke berkas pemiliknya" if incident.get("owner_known") else "disimpan tertutup"
    return f"Data dikeluarkan dari berkas yang keliru dan {where}; kejadian dicatat pada berkas dan jurnal kantor."
