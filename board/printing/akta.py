"""Drafts of the excerpts of birth and death, and the page of the akta register (DOMAIN D).

The excerpt is bilingual as on the official paper. The cause of death is never printed on it.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from board.printing.sheet import (
    box,
    build,
    centred,
    gap,
    grid,
    heading,
    keep,
    pairs,
    side_by_side,
    signature,
    signers,
    text,
)
from board.wording import long_date, spelled_date, spelled_number, weekday_date

SEX = {"L": ("LAKI-LAKI", "MALE"), "P": ("PEREMPUAN", "FEMALE")}


def birth_draft(data: dict[str, Any]) -> bytes:
    """Draf kutipan akta kelahiran."""
    answers = data["data"]
    born = _day(answers.get("tgl_lahir_anak"))
    sex = SEX.get(answers.get("jk", ""), ("-", "-"))
    place = answers.get("tempat_lahir") or "-"

    def story(width: float, size: float) -> list[Flowable]:
        order = spelled_number(int(answers["anak_ke"])).upper() if answers.get("anak_ke") else "-"
        return [
            *_crest(data, size, "KUTIPAN AKTA KELAHIRAN", "Excerpt of Birth Certificate", answers.get("nik_anak")),
            *_said(size, "Berdasarkan Akta Kelahiran Nomor", "By virtue of Birth Certificate Number",
                   answers.get("no_akta_lahir") or "-"),
            *_said(size, "menurut stbld", "according to stbld", "-"),
            *_said(size, f"bahwa di {place} pada tanggal", "that in the above place on date",
                   _spelled(born)),
            *_said(size, "telah lahir:", "was born:", ""),
            gap(2),
            centred(answers.get("nama_anak") or "-", size * 1.5, bold=True),
            gap(2),
            *_said(size, "anak ke", "child number", f"{order}, {sex[0]} {_parents(answers)}"),
            gap(6),
            _issued(data, width, size),
        ]  # fmt: skip

    return build(data, story)


def death_draft(data: dict[str, Any]) -> bytes:
    """Draf kutipan akta kematian."""
    answers = data["data"]
    died, born = _day(answers.get("tgl_mati")), _day(answers.get("tgl_lahir_almarhum"))
    title = {"L": "Tn.", "P": "Ny./Nn."}.get(answers.get("jk", ""), "Tn./Ny./Nn.")

    def story(width: float, size: float) -> list[Flowable]:
        order = spelled_number(int(answers["anak_ke"])).upper() if answers.get("anak_ke") else "-"
        return [
            *_crest(data, size, "KUTIPAN AKTA KEMATIAN", "Excerpt of Death Certificate", answers.get("nik_almarhum")),
            *_said(size, "Berdasarkan Akta Kematian Nomor", "By virtue of Death Certificate Number",
                   answers.get("no_akta_mati") or "-"),
            *_said(size, f"bahwa di {answers.get('tempat_mati') or '-'} pada tanggal",
                   "that in the above place on date", _spelled(died)),
            *_said(size, "telah meninggal dunia seorang bernama", "passed away a person named", ""),
            gap(2),
            centred(f"{title} {answers.get('nama_almarhum') or '-'}", size * 1.5, bold=True),
            gap(2),
            *_said(size, f"lahir di {answers.get('tempat_lahir') or '-'} pada tanggal",
                   "born in the above place on date", _spelled(born)),
            *_said(size, "anak ke", "child number", f"{order} {_parents(answers)}"),
            gap(6),
            _issued(data, width, size),
        ]  # fmt: skip

    return build(data, story)


def register_page(data: dict[str, Any]) -> bytes:
    """One page of the akta register: reporter, event, two witnesses, room for notes in the margin."""
    answers = data["data"]
    death = "nama_almarhum" in answers or "no_akta_mati" in answers
    kind = "KEMATIAN" if death else "KELAHIRAN"
    number = answers.get("no_akta_mati" if death else "no_akta_lahir")
    book = data["books"].get("akta_mati" if death else "akta_lahir")

    def story(width: float, size: float) -> list[Flowable]:
        main, margin = width * 0.74, width * 0.26
        body: list[Flowable] = [
            pairs(
                [
                    ("Nomor akta", number), ("No. urut register", book),
                    ("Dicatat pada", weekday_date(date.fromisoformat(data["printed_on"]))),
                ],
                main - 4 * mm, size,
            ),
            gap(2),
            text("PELAPOR", size, bold=True),
            pairs(
                [
                    ("Nama", data["applicant"]["name"]), ("NIK", data["applicant"]["nik"]),
                    ("Umur", f"{answers['pelapor_umur']} tahun" if answers.get("pelapor_umur") else ""),
                    ("Pekerjaan", answers.get("pelapor_pekerjaan")), ("Alamat", answers.get("alamat")),
                ],
                main - 4 * mm, size,
            ),
            gap(2),
            text("YANG MENINGGAL" if death else "ANAK", size, bold=True),
            pairs(_event(data, death), main - 4 * mm, size),
            gap(2),
            text("SAKSI", size, bold=True),
            grid(
                ["", "Nama", "NIK"],
                [["I", answers.get("saksi1_nama") or "", answers.get("saksi1_nik") or ""],
                 ["II", answers.get("saksi2_nama") or "", answers.get("saksi2_nik") or ""]],
                [8 * mm, (main - 12 * mm) * 0.58, (main - 12 * mm) * 0.42], size,
            ),
        ]  # fmt: skip
        notes = box([text("CATATAN PINGGIR", size * 0.9, bold=True)], margin, 105 * mm)
        return [
            heading(f"REGISTER AKTA {kind}", size * 1.4),
            gap(3),
            side_by_side([body, notes], [main, margin]),
            gap(5),
            signers([("Pelapor", data["applicant"]["name"]), ("Saksi I", answers.get("saksi1_nama", "")),
                     ("Saksi II", answers.get("saksi2_nama", ""))], width, size),
            gap(4),
            keep([side_by_side(["", signature(data["signature"], size, head="Pejabat Pencatatan Sipil")],
                               [width / 2, width / 2])]),
        ]  # fmt: skip

    return build(data, story)


def _crest(data: dict[str, Any], size: float, title: str, english: str, nik: str | None) -> list[Flowable]:
    return [
        text(f"NIK: {nik or '-'}", size),
        centred("REPUBLIK INDONESIA", size * 1.2, bold=True),
        centred("PENCATATAN SIPIL", size * 1.2, bold=True),
        text("Registry Office", size * 0.85, italic=True, align=1),
        centred("WARGA NEGARA INDONESIA", size),
        gap(2),
        heading(title, size * 1.5),
        text(english, size * 0.9, italic=True, align=1),
        gap(5),
    ]


def _said(size: float, indonesian: str, english: str, value: str) -> list[Flowable]:
    return [
        text(f"{indonesian}  {value}", size * 1.05),
        text(english, size * 0.8, italic=True, space=3),
    ]


def _issued(data: dict[str, Any], width: float, size: float) -> Flowable:
    day = date.fromisoformat(data["printed_on"])
    head = f"Kutipan ini dikeluarkan di {data['office']['place']} pada tanggal {spelled_date(day)}"
    return keep([side_by_side(["", signature(data["signature"], size, head=head)], [width * 0.45, width * 0.55])])


def _parents(answers: dict[str, Any]) -> str:
    father, mother = answers.get("nama_ayah"), answers.get("nama_ibu") or "-"
    if not father or answers.get("perkawinan_ortu") == "tidak_ada":
        return f"DARI IBU {mother}"
    words = f"DARI AYAH {father} DAN IBU {mother}"
    if answers.get("perkawinan_ortu") == "belum_tercatat":
        words += " yang perkawinannya belum tercatat sesuai dengan peraturan perundang-undangan"
    return words


def _event(data: dict[str, Any], death: bool) -> list[tuple[str, object]]:
    answers = data["data"]
    parents = [("Ayah", answers.get("nama_ayah")), ("Ibu", answers.get("nama_ibu"))]
    sex = SEX.get(answers.get("jk", ""), ("", ""))[0]
    if death:
        when = _day(answers.get("tgl_mati"))
        return [
            ("Nama", answers.get("nama_almarhum")), ("NIK", answers.get("nik_almarhum")), ("Jenis kelamin", sex),
            ("Tempat kematian", answers.get("tempat_mati")), ("Tanggal", weekday_date(when) if when else ""),
            ("Pukul", answers.get("jam_mati")), *parents,
        ]  # fmt: skip
    when = _day(answers.get("tgl_lahir_anak"))
    return [
        ("Nama", answers.get("nama_anak")), ("Jenis kelamin", sex), ("Tempat lahir", answers.get("tempat_lahir")),
        ("Tanggal lahir", weekday_date(when) if when else ""), ("Pukul", answers.get("jam_lahir")),
        ("Anak ke", answers.get("anak_ke")), *parents,
    ]  # fmt: skip


def _day(value: object) -> date | None:
    return date.fromisoformat(str(value)) if value else None


def _spelled(day: date | None) -> str:
    return f"{spelled_date(day).upper()} ({long_date(day)})" if day else "-"
