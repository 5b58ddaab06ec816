"""Konsep KK on A4 landscape: the two tables of the family card, ten rows and more where the family is larger."""

from __future__ import annotations

from typing import Any

from reportlab.platypus import Flowable

from board.printing.blocks import centred, gap, heading
from board.printing.particulars import day, option, printed_day
from board.printing.sheet import build
from board.printing.signing import paraf_box, room, signature, signed
from board.printing.tables import grid, grid_with, pairs, shares, side_by_side
from board.wording import form_date, long_date

ROWS = 10
"""Rows of the card; empty ones are filled with dashes (DOMAIN D)."""
FIRST = (
    ("No", 7), ("Nama Lengkap (1)", 55), ("NIK (2)", 32), ("Jenis Kelamin (3)", 22), ("Tempat Lahir (4)", 34),
    ("Tanggal Lahir (5)", 20), ("Agama (6)", 21), ("Pendidikan (7)", 30), ("Jenis Pekerjaan (8)", 34),
    ("Gol. Darah (9)", 18),
)  # fmt: skip
SECOND = (
    ("No", 7), ("Status Perkawinan (10)", 30), ("Tgl Perkawinan/ Perceraian (11)", 27),
    ("Status Hubungan Dalam Keluarga (12)", 31), ("Kewarga- negaraan (13)", 18), ("Dokumen Imigrasi", 24), ("", 24),
    ("Nama Orang Tua", 56), ("", 56),
)  # fmt: skip
SECOND_BELOW = ("", "", "", "", "", "No. Paspor (14)", "No. KITAP (15)", "Ayah (16)", "Ibu (17)")
SECOND_SPANS = (*((column, 0, column, 1) for column in range(5)), (5, 0, 6, 0), (7, 0, 8, 0))
TYPE = 0.83
"""Size of the tables, of the base: ten members with long names still fit on the one page of the card."""


def konsep_kk(data: dict[str, Any]) -> bytes:
    """The draft a kasi corrects; the card itself comes out of SIAK."""
    answers = data["data"]
    members = answers.get("anggota") or []

    def story(width: float, size: float) -> list[Flowable]:
        half = width / 2 - 12
        left = pairs(
            [
                ("Nama Kepala Keluarga", _head_of_family(data)),
                ("Alamat", answers.get("alamat")),
                ("RT/RW", f"{answers.get('rt') or '-'}/{answers.get('rw') or '-'}"),
                ("Kode Pos", answers.get("kode_pos")),
            ],
            half, size,
        )  # fmt: skip
        right = pairs(
            [
                ("Desa/Kelurahan", answers.get("desa")),
                ("Kecamatan", answers.get("kecamatan")),
                ("Kabupaten/Kota", data["office"]["regency"].upper()),
                ("Provinsi", data["office"]["province"].upper()),
            ],
            half, size,
        )  # fmt: skip
        return [
            heading("KARTU KELUARGA", size * 1.7),
            centred(f"No. {answers.get('no_kk_terbit') or '-' * 16}", size * 1.3, bold=True),
            gap(0.8),
            side_by_side([left, right], [width / 2, width / 2]),
            gap(1),
            grid(
                [name for name, _ in FIRST], _filled([_first_row(data, member) for member in members], FIRST),
                shares(width, *(share for _, share in FIRST)), size * TYPE,
            ),
            gap(1.5),
            *grid_with(
                [gap(1.5), _foot(data, width, size)],
                [name for name, _ in SECOND], _filled([_second_row(data, member) for member in members], SECOND),
                shares(width, *(share for _, share in SECOND)), size * TYPE, subhead=SECOND_BELOW, spans=SECOND_SPANS,
            ),
        ]  # fmt: skip

    return build(data, story, kop=False)


def _filled(rows: list[list[str]], columns: tuple[tuple[str, float], ...]) -> list[list[str]]:
    blank = [["-"] * (len(columns) - 1) for _ in range(ROWS - len(rows))]
    return [[str(place), *row] for place, row in enumerate(rows + blank, start=1)]


def _foot(data: dict[str, Any], width: float, size: float) -> Flowable:
    """Paraf of those who check, the head of the family, the head of office; no code, it is a draft."""
    each = width * 0.36
    issued = f"Dikeluarkan Tanggal: {long_date(printed_day(data))} (konsep)"
    columns = [
        room("Kepala Keluarga,", _head_of_family(data), "", size, each - 8),
        signature(data["signature"], size, each - 8, head=issued, rank=False),
    ]
    return side_by_side(
        [paraf_box(data["paraf"], width * 0.26, size * 0.9), signed(columns, width * 0.72, size)],
        [width * 0.28, width * 0.72],
    )


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
    moment = day(member.get(name))
    return form_date(moment) if moment else "-"


def _option(data: dict[str, Any], member: dict[str, str], name: str) -> str:
    return option(data, name, member.get(name)).upper() or "-"
