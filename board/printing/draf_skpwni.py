"""Draf SKPWNI: origin, destination, who moves (DOMAIN D; F-1.03)."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import CondPageBreak, Flowable

from board.printing.blocks import centred, gap, head_of, heading, text
from board.printing.particulars import field, option, printed_day
from board.printing.sheet import build
from board.printing.signing import paraf_box, room, signature, signed
from board.printing.tables import grid_with, pairs, shares, side_by_side
from board.wording import long_date

CLASS_TITLES = {"antar_kab": "ANTAR KABUPATEN/KOTA", "antar_prov": "ANTAR PROVINSI"}
PARTS = (
    ("a. Desa/kelurahan", "desa"), ("b. Kecamatan", "kecamatan"), ("c. Kabupaten/kota", "kabupaten"),
    ("d. Provinsi", "provinsi"), ("e. Kode pos", "kode_pos"),
)  # fmt: skip
Rows = list[tuple[object, object]]


def draf_skpwni(data: dict[str, Any]) -> bytes:
    """The draft of the letter; its number comes from SIAK."""
    answers, office, applicant = data["data"], data["office"], data["applicant"]

    def story(width: float, base: float) -> list[Flowable]:
        size = base * 0.92
        origin = {**answers, "kabupaten": office["regency"].upper(), "provinsi": office["province"].upper()}
        region = [
            ("PROVINSI", origin["provinsi"]), ("KABUPATEN/KOTA", origin["kabupaten"]),
            ("KECAMATAN", answers.get("kecamatan")), ("DESA/KELURAHAN", answers.get("desa")),
        ]  # fmt: skip
        return [
            pairs(region, width, size),
            gap(2),
            heading("SURAT KETERANGAN PINDAH WNI", size * 1.45, underlined=True),
            centred(CLASS_TITLES.get(answers.get("klasifikasi", ""), ""), size * 1.1, bold=True),
            centred(f"Nomor: {answers.get('no_skpwni') or '.' * 40}", size),
            gap(2.5),
            *head_of("DATA DAERAH ASAL", size),
            pairs(
                [
                    ("1. Nomor Kartu Keluarga", applicant["no_kk"]),
                    ("2. Nama kepala keluarga", answers.get("kepala_keluarga") or applicant["name"]),
                    *_address("3. Alamat", origin, "", size),
                    ("4. NIK pemohon", applicant["nik"]),
                    (text("Nama pemohon", size, indent=size * 1.3), applicant["name"]),
                ],
                width, size,
            ),
            gap(2),
            *head_of("DATA KEPINDAHAN", size),
            pairs(
                [
                    ("1. Alasan pindah", _reason(data)),
                    *_address("2. Alamat tujuan", answers, "tujuan_", size),
                    ("3. Klasifikasi kepindahan", field(data, "klasifikasi")),
                    ("4. Jenis kepindahan", field(data, "jenis_kepindahan")),
                    ("5. Status KK yang tidak pindah", field(data, "status_kk_tinggal")),
                    ("6. Status KK yang pindah", field(data, "status_kk_pindah")),
                ],
                width, size,
            ),
            CondPageBreak(size * 6),
            text("7. Keluarga yang pindah", size, space=2),
            *grid_with(
                [gap(2), pairs([("Rencana tanggal pindah", field(data, "tgl_pindah"))], width, size), gap(4),
                 _foot(data, width, size)],
                ["No", "NIK", "Nama", "SHDK"], _movers(data), shares(width, 10, 40, 78, 37), size * 0.95,
            ),
        ]  # fmt: skip

    return build(data, story)


def _movers(data: dict[str, Any]) -> list[list[object]]:
    rows: list[list[object]] = [
        [str(place), row.get("nik", "-"), row.get("nama", "-"), option(data, "shdk", row.get("shdk")).upper() or "-"]
        for place, row in enumerate(data["data"].get("anggota_pindah") or [], start=1)
    ]
    return rows or [["1", data["applicant"]["nik"] or "-", data["applicant"]["name"], "-"]]


def _address(title: str, answers: dict[str, Any], prefix: str, size: float) -> Rows:
    """An address as on F-1.03: the street, then a to e."""

    def part(name: str) -> str:
        return str(answers.get(f"{prefix}{name}") or "-")

    street = part("alamat")
    if street != "-" or part("rt") != "-" or part("rw") != "-":
        street = f"{street}, RT {part('rt')} / RW {part('rw')}"
    return [
        (title, street),
        *((text(name, size, indent=size * 1.3), part(key)) for name, key in PARTS),
    ]


def _reason(data: dict[str, Any]) -> str:
    other = data["data"].get("alasan_lain")
    return f"Lainnya: {other}" if other else field(data, "alasan_pindah")


def _foot(data: dict[str, Any], width: float, size: float) -> Flowable:
    each = width * 0.36 - 6
    columns = [
        room("Pemohon", data["applicant"]["name"], "", size, each),
        signature(
            data["signature"],
            size,
            each,
            head=f"Dikeluarkan di {data['office']['place']}\npada tanggal {long_date(printed_day(data))}",
        ),
    ]
    return side_by_side(
        [paraf_box(data["paraf"], width * 0.26, size * 0.88), signed(columns, width * 0.73, size)],
        [width * 0.27, width * 0.73],
    )
