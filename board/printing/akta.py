"""Drafts of the excerpts of birth and death (DOMAIN D).

Bilingual as on the official paper: Indonesian underlined, English in italics below. No letterhead, no Garuda and no
code: it is a draft. The cause of death is never printed.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from reportlab.platypus import Flowable, Paragraph

from board.printing.blocks import centred, gap, heading, keep, style, text
from board.printing.fonts import markup
from board.printing.particulars import day, printed_day
from board.printing.sheet import build
from board.printing.signing import signature, signed
from board.wording import long_date, spelled_date, spelled_number

SEX = {"L": ("LAKI-LAKI", "MALE"), "P": ("PEREMPUAN", "FEMALE")}
Phrase = tuple[str, str]
"""Words of the form, and what was filled in after them."""


def birth_draft(data: dict[str, Any]) -> bytes:
    """Draf kutipan akta kelahiran."""
    answers = data["data"]
    sex = SEX.get(answers.get("jk", ""), ("-", "-"))

    def story(width: float, size: float) -> list[Flowable]:
        return [
            *_crest(size, "KUTIPAN AKTA KELAHIRAN", "Excerpt of Birth Certificate", answers.get("nik_anak")),
            *_said(size, [("Berdasarkan Akta Kelahiran Nomor", _word(answers, "no_akta_lahir"))],
                   "By virtue of Birth Certificate Number"),
            *_said(size, [("menurut stbld", "-")], "according to State Gazette"),
            *_said(size, [("bahwa di", _word(answers, "tempat_lahir")),
                          ("pada tanggal", _spelled(day(answers.get("tgl_lahir_anak"))))],
                   "that in the above place on the above date"),
            *_said(size, [("telah lahir:", "")], "was born:"),
            centred(_word(answers, "nama_anak"), size * 1.7, bold=True),
            gap(4),
            *_said(size, *_descent(answers, sex[0])),
            gap(8),
            _issued(data, width, size),
        ]  # fmt: skip

    return build(data, story, kop=False)


def death_draft(data: dict[str, Any]) -> bytes:
    """Draf kutipan akta kematian."""
    answers = data["data"]
    title = {"L": "Tn.", "P": "Ny./Nn."}.get(answers.get("jk", ""), "Tn./Ny./Nn.")

    def story(width: float, size: float) -> list[Flowable]:
        return [
            *_crest(size, "KUTIPAN AKTA KEMATIAN", "Excerpt of Death Certificate", answers.get("nik_almarhum")),
            *_said(size, [("Berdasarkan Akta Kematian Nomor", _word(answers, "no_akta_mati"))],
                   "By virtue of Death Certificate Number"),
            *_said(size, [("menurut stbld", "-")], "according to State Gazette"),
            *_said(size, [("bahwa di", _word(answers, "tempat_mati")),
                          ("pada tanggal", _spelled(day(answers.get("tgl_mati"))))],
                   "that in the above place on the above date"),
            *_said(size, [("telah meninggal dunia seorang bernama", "")], "passed away a person named"),
            centred(f"{title} {_word(answers, 'nama_almarhum')}", size * 1.7, bold=True),
            gap(4),
            *_said(size, [("lahir di", _word(answers, "tempat_lahir")),
                          ("pada tanggal", _spelled(day(answers.get("tgl_lahir_almarhum"))))],
                   "born at the place and on the date stated here"),
            *_said(size, [("anak ke", f"{_order(answers)} {_parents(answers)}")],
                   "child number, from father and mother"),
            gap(8),
            _issued(data, width, size),
        ]  # fmt: skip

    return build(data, story, kop=False)


def _crest(size: float, title: str, english: str, nik: str | None) -> list[Flowable]:
    return [
        text(f"NIK: {nik or '-'}", size),
        gap(4),
        centred("REPUBLIK INDONESIA", size * 1.3, bold=True),
        heading("PENCATATAN SIPIL", size * 1.3, underlined=True),
        centred("Registry Office", size * 0.9, italic=True),
        gap(1),
        centred("WARGA NEGARA INDONESIA", size * 1.05),
        gap(3),
        heading(title, size * 1.7, underlined=True),
        centred(english, size, italic=True),
        gap(9),
    ]


def _said(size: float, phrases: list[Phrase], english: str) -> list[Flowable]:
    told = "&nbsp; ".join(f"<u>{markup(form)}</u>&nbsp; {markup(filled)}" for form, filled in phrases)
    return [
        Paragraph(told, style(size * 1.15, tied=True)),
        text(english, size * 0.85, italic=True, space=7),
    ]


def _descent(answers: dict[str, Any], sex: str) -> tuple[list[Phrase], str]:
    """Whose child it is, and how that is said in English; nobody's whose origin the police found no trace of."""
    if answers.get("asal_usul") == "tidak_diketahui":
        return [("seorang anak", f"{sex}, ASAL USUL DAN ORANG TUA TIDAK DIKETAHUI")], "a child, sex, of unknown origin"
    return [("anak ke", f"{_order(answers)}, {sex} {_parents(answers)}")], "child number, sex, from father and mother"


def _issued(data: dict[str, Any], width: float, size: float) -> Flowable:
    spelled = spelled_date(printed_day(data)).upper()
    head = f"Kutipan ini dikeluarkan di {data['office']['place'].upper()}\npada tanggal {spelled}"
    block = signature(data["signature"], size, width / 2 - 4, head=head, rank=False)
    return keep([signed([None, block], width, size)])


def _word(answers: dict[str, Any], name: str) -> str:
    return str(answers.get(name) or "-")


def _order(answers: dict[str, Any]) -> str:
    return spelled_number(int(answers["anak_ke"])).upper() if answers.get("anak_ke") else "-"


def _parents(answers: dict[str, Any]) -> str:
    father, mother = answers.get("nama_ayah"), answers.get("nama_ibu") or "-"
    if not father or answers.get("perkawinan_ortu") == "tidak_ada":
        return f"DARI IBU {mother}"
    words = f"DARI AYAH {father} DAN IBU {mother}"
    if answers.get("perkawinan_ortu") == "belum_tercatat":
        words += " yang perkawinannya belum tercatat sesuai dengan peraturan perundang-undangan"
    return words


def _spelled(moment: date | None) -> str:
    return f"{spelled_date(moment).upper()} ({long_date(moment)})" if moment else "-"
