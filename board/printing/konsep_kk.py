"""Konsep KK on A4 landscape: the two tables of the family card, ten rows and more where the family is larger."""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.sheet import build, centred, gap, grid, heading, keep, pairs, side_by_side, signers
from board.wording import form_date, long_date

ROWS = 10
"""Rows of the card; empty ones are filled with dashes (DOMAIN D)."""
FIRST = (
    ("No", 7), ("Nama Lengkap (1)", 56), ("NIK (2)", 34), ("Jenis Kelamin (3)", 21), ("Tempat Lahir (4)", 33),
    ("Tanggal Lahir (5)", 21), ("Agama (6)", 20), ("Pendidikan (7)", 29), ("Jenis Pekerjaan (8)", 33),
    ("Gol. Darah (9)", 19),
)  # fmt: skip
SECOND = (
    ("No", 7), ("Status Perkawinan (10)", 27), ("Tgl Perkawinan/ Perceraian (11)", 27),
    ("Status Hubungan Dalam Keluarga (12)", 29), ("Kewarga- negaraan (13)", 18), ("No. Paspor (14)", 24),
    ("No. KITAP (15)", 24), ("Ayah (16)", 58.5), ("Ibu (17)", 58.5),
)  # fmt: skip


def konsep_kk(data: dict[str, Any]) -> bytes:
    """The draft a kasi corrects; the card itself comes out of SIAK."""
    members = data["data"].get("anggota") or []
    answers = data["data"]

    def story(width: float, size: float) -> list[Flowable]:
        left = pairs(
            [
                ("Nama Kepala Keluarga", _head_of_family(data)),
                ("Alamat", answers.get("alamat")),
                ("RT/RW", "/".join(filter(None, (answers.get("rt"), answers.get("rw"))))),
                ("Kode Pos", answers.get("kode_pos")),
            ],
            width / 2 - 4 * mm, size,
        )  # fmt: skip
        right = pairs(
            [
                ("Desa/Kelurahan", answers.get("desa")),
                ("Kecamatan", answers.get("kecamatan")),
                ("Kabupaten/Kota", data["office"]["regency"].upper()),
                ("Provinsi", data["office"]["province"].upper()),
            ],
            width / 2 - 4 * mm, size,
        )  # fmt: skip
        issued = f"Dikeluarkan Tanggal: {long_date(date.fromisoformat(data['printed_on']))} (konsep)"
        return [
            gap(2),
            heading("KARTU KELUARGA", size * 2),
            centred(f"No. {answers.get('no_kk_terbit') or '-' * 16}", size * 1.5, bold=True),
            gap(1.5),
            side_by_side([left, right], [width / 2, width / 2]),
            gap(1.5),
            _table(FIRST, [_first_row(data, member) for member in members], width, size),
            gap(2),
            _table(SECOND, [_second_row(data, member) for member in members], width, size),
            gap(2),
            keep([centred(issued, size), signers([("KEPALA KELUARGA", _head_of_family(data)),
                                                  ("KEPALA DINAS", "")], width, size)]),
        ]  # fmt: skip

    return build(data, story, kop=False)


def _table(columns: tuple[tuple[str, float], ...], rows: list[list[str]], width: float, size: float) -> Flowable:
    filled = rows + [["-"] * (len(columns) - 1) for _ in range(ROWS - len(rows))]
    numbered = [[str(place), *row] for place, row in enumerate(filled, start=1)]
    scale = width / (sum(share for _, share in columns) * mm)
    return grid([name for name, _ in columns], numbered, [share * mm * scale for _, share in columns], size * 0.86)


def _head_of_family(data: dict[str, Any]) -> str:
    members = data["data"].get("anggota") or []
    named = next((row["nama"] for row in members if row.get("shdk") == "kepala_keluarga"), "")
    return named or data["data"].get("kepala_keluarga") or data["applicant"]["name"]


def _first_row(data: dict[str, Any], member: dict[str, str]) -> list[str]:
    return [
        _say(member, "nama"), _say(member, "nik"), _option(data, member, "jk"), _say(member, "tempat_lahir"),
        _day(member, "tgl_lahir"), _option(data, member, "agama"), _option(data, member, "pendidikan"),
        _say(member, "pekerjaan"), _option(data, member, "gol_darah"),
    ]  # fmt: skip


def _second_row(data: dict[str, Any], member: dict[str, str]) -> list[str]:
    return [
        _option(data, member, "status_kawin"), _day(member, "tgl_kawin"), _option(data, member, "shdk"),
        _option(data, member, "kewarganegaraan"), _say(member, "no_paspor"), _say(member, "no_kitap"),
        _say(member, "ayah"), _say(member, "ibu"),
    ]  # fmt: skip


def _say(member: dict[str, str], name: str) -> str:
    return member.get(name) or "-"


def _day(member: dict[str, str], name: str) -> str:
    return form_date(date.fromisoformat(member[name])) if member.get(name) else "-"


def _option(data: dict[str, Any], member: dict[str, str], name: str) -> str:
    value = member.get(name)
    return data["titles"].get(name, {}).get(value, value).upper() if value else "-"
