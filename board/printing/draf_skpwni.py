"""Draf SKPWNI: origin, destination, who moves (DOMAIN D; F-1.03)."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.sheet import build, centred, gap, grid, heading, keep, pairs, side_by_side, signature, signers, text
from board.wording import long_date

CLASS_TITLES = {"antar_kab": "ANTAR KABUPATEN/KOTA", "antar_prov": "ANTAR PROVINSI"}


def draf_skpwni(data: dict[str, Any]) -> bytes:
    """The draft of the letter; its number comes from SIAK."""
    answers, office = data["data"], data["office"]

    def story(width: float, size: float) -> list[Flowable]:
        movers = answers.get("anggota_pindah") or []
        shdk = data["titles"].get("shdk", {})
        rows = [
            [str(place), row.get("nik", "-"), row.get("nama", "-"), shdk.get(row.get("shdk"), "-").upper()]
            for place, row in enumerate(movers, start=1)
        ] or [["1", data["applicant"]["nik"], data["applicant"]["name"], "-"]]
        issued = f"{office['place']}, {long_date(date.fromisoformat(data['printed_on']))}"
        half = width / 2
        return [
            pairs(
                [
                    ("PROVINSI", office["province"].upper()), ("KABUPATEN/KOTA", office["regency"].upper()),
                    ("KECAMATAN", answers.get("kecamatan")), ("DESA/KELURAHAN", answers.get("desa")),
                ],
                width, size * 0.9,
            ),
            gap(2),
            heading("SURAT KETERANGAN PINDAH WNI", size * 1.35),
            centred(CLASS_TITLES.get(answers.get("klasifikasi", ""), ""), size * 1.05, bold=True),
            centred(f"Nomor: {answers.get('no_skpwni') or '........................................'}", size),
            gap(3),
            text("DATA DAERAH ASAL", size, bold=True),
            pairs(
                [
                    ("1. Nomor Kartu Keluarga", data["applicant"]["no_kk"]),
                    ("2. Nama kepala keluarga", answers.get("kepala_keluarga") or data["applicant"]["name"]),
                    ("3. Alamat", _address(answers, "")),
                    ("4. NIK dan nama pemohon", f"{data['applicant']['nik']}  {data['applicant']['name']}"),
                ],
                width, size,
            ),
            gap(2),
            text("DATA KEPINDAHAN", size, bold=True),
            pairs(
                [
                    ("1. Alasan pindah", _reason(data)),
                    ("2. Alamat tujuan", _address(answers, "tujuan_")),
                    ("3. Klasifikasi kepindahan", _field(data, "klasifikasi")),
                    ("4. Jenis kepindahan", _field(data, "jenis_kepindahan")),
                    ("5. Status KK yang tidak pindah", _field(data, "status_kk_tinggal")),
                    ("6. Status KK yang pindah", _field(data, "status_kk_pindah")),
                    ("7. Rencana tanggal pindah", _field(data, "tgl_pindah")),
                    ("8. Keluarga yang pindah", ""),
                ],
                width, size,
            ),
            grid(["No", "NIK", "Nama", "SHDK"], rows, [10 * mm, 42 * mm, width - 92 * mm, 40 * mm], size * 0.95),
            gap(5),
            keep([side_by_side(
                [signers([("Pemohon", data["applicant"]["name"])], half, size),
                 signature(data["signature"], size, head=f"Dikeluarkan di {issued}")],
                [half, half],
            )]),
        ]  # fmt: skip

    return build(data, story)


def _address(answers: dict[str, Any], prefix: str) -> str:
    parts = [
        answers.get(f"{prefix}alamat"),
        f"RT {answers.get(f'{prefix}rt') or '-'} / RW {answers.get(f'{prefix}rw') or '-'}",
        *(answers.get(f"{prefix}{name}") for name in ("desa", "kecamatan", "kabupaten", "provinsi", "kode_pos")),
    ]
    return ", ".join(str(part) for part in parts if part)


def _reason(data: dict[str, Any]) -> str:
    other = data["data"].get("alasan_lain")
    return f"Lainnya: {other}" if other else _field(data, "alasan_pindah")


def _field(data: dict[str, Any], name: str) -> str:
    return next((item["value"] for item in data["fields"] if item["id"] == name), "")
