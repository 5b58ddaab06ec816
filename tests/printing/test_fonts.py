"""Text as it reaches the paper: nothing lost silently, nothing taken for markup, nothing that steers a printer."""

from __future__ import annotations

import pytest
from reportlab.pdfbase.pdfmetrics import getFont

from board.printing.documents import BUILDERS, render
from board.printing.fonts import BOLD, BOLD_ITALIC, ITALIC, REGULAR, markup, printable, register_fonts
from tests.printing.papers import APPLICANT, copied, snapshot
from tests.printing.pdf_text import read, squeezed


def on_paper(name: str) -> str:
    """The words of a receipt made out to this name."""
    return read(render(snapshot("tanda_terima_berkas", applicant={**APPLICANT, "name": name}))).text


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("MUḤAMMAD", "MU(U+1E24)AMMAD"),
        ("ꦱꦶꦠꦶ", "(U+A9B1)(U+A9B6)(U+A9A0)(U+A9B6)"),
        ("王小明", "(U+738B)(U+5C0F)(U+660E)"),
        ("SITI 😀", "SITI (U+1F600)"),
    ],
)
def test_a_missing_glyph_is_spelled_out(name: str, printed: str) -> None:
    assert printable(name) == printed
    assert squeezed(printed) in squeezed(on_paper(name))


def test_letters_the_typeface_has_are_printed_as_they_are() -> None:
    name = "ANDRÉ D'ARTAGNAN ÇELİK-NUÑEZ Š"
    assert printable(name) == name
    assert "ANDRÉ D'ARTAGNAN ÇELİK-NUÑEZ Š" in on_paper(name)


def test_a_letter_with_a_loose_accent_is_the_same_letter() -> None:
    assert printable("RENE" + chr(0x301)) == "RENÉ"


def test_all_four_cuts_have_the_same_letters() -> None:
    register_fonts()
    known = [set(getFont(name).face.charToGlyph) for name in (REGULAR, BOLD, ITALIC, BOLD_ITALIC)]
    assert known.count(known[0]) == 4, "or a bold name could lose a letter that the check found"


@pytest.mark.parametrize("code", [0x00, 0x07, 0x1B, 0x7F, 0x9B, 0x200B, 0x202E, 0x2066, 0xFEFF, 0xE000, 0x2028])
def test_control_characters_vanish(code: int) -> None:
    assert printable(f"SITI{chr(code)}AMINAH") == "SITIAMINAH"
    assert "SITIAMINAH" in on_paper(f"SITI{chr(code)}AMINAH")


def test_half_of_a_surrogate_pair_vanishes() -> None:
    assert printable("SITI" + chr(0xD83D) + "AMINAH") == "SITIAMINAH"


def test_line_breaks_are_kept_where_lines_are_meant_and_only_there() -> None:
    assert printable("satu\r\ndua\ttiga") == "satu dua tiga"
    assert printable("satu\r\ndua\ttiga", lines=True) == "satu\ndua tiga"
    assert markup("satu\ndua") == "satu<br/>dua"


@pytest.mark.parametrize(
    "name",
    [
        "<b>TEBAL</b>", "A & B", "&amp;", "&lt;i&gt;", "<br/>", "</para>", "<img src='file:///etc/passwd'/>",
        "<a href='http://contoh'>X</a>", "<font size=90>BESAR", "100% {nama} %s \\n (x) [y]", "<!-- -->", "]]>",
        "<u><super>2", "<seq id='x'/>", "<unknown>",
    ],
)  # fmt: skip
def test_markup_is_printed_as_it_was_typed(name: str) -> None:
    assert squeezed(on_paper(name)).count(squeezed(name)) >= 4, "in particulars and signature, on both copies"


@pytest.mark.parametrize("document", sorted(BUILDERS))
def test_no_field_of_any_paper_is_read_as_markup(document: str) -> None:
    nasty = "<b>&x</i>"
    data = snapshot(document)
    answers = {name: nasty if isinstance(value, str) and not _typed(name) else value
               for name, value in data["data"].items()}  # fmt: skip
    hostile = snapshot(
        document, answers, number=nasty, service=nasty, by=nasty, role=nasty, note=nasty, reason=nasty, title=nasty,
        document_name=nasty, acting_for=nasty, applicant={**APPLICANT, "name": nasty}, pickup_code=nasty,
        books=dict.fromkeys(data["books"], nasty), letter_number=nasty, service_short=nasty,
        requirements=[{"title": nasty, "mandatory": True, "by": "pemohon", "form": nasty, "met": False}],
        history=[{**item, "actor": nasty, "role": nasty, "step": nasty} for item in data["history"]],
        signature={"title": nasty, "on_behalf": nasty, "name": nasty, "nip": ""}, step={"no": "1", "title": nasty},
        fields=[{"id": "x", "title": nasty, "value": nasty}], **copied(2, nasty, copy_by=nasty),
    )  # fmt: skip
    assert read(render(hostile)).says(nasty)


def _typed(name: str) -> bool:
    """Fields whose values are dates, numbers or options, not free text."""
    return (
        name.startswith("tgl_")
        or name.endswith("_tanggal")
        or name in ("anak_ke", "jk", "klasifikasi", "cara_serah", "bukti_pengambilan")
    )


def test_a_number_nought_is_printed() -> None:
    assert printable(0) == "0"
    assert printable(None) == ""
