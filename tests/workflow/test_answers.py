"""Templates of answers: what is offered where, and what nobody has filled in yet."""

from __future__ import annotations

import tomllib

import pytest

from board.settings import config_folder
from board.workflow.answers import AnswerTemplate, blank_words, left_blank


def test_a_blank_is_told_once() -> None:
    text = "Hubungi [nama instansi] di [alamat atau nomor telepon]; sebutkan [nama instansi]."
    assert left_blank(text) == ["[nama instansi]", "[alamat atau nomor telepon]"]
    assert blank_words(text) == "Isi dahulu yang masih dalam kurung siku: [nama instansi], [alamat atau nomor telepon]."


@pytest.mark.parametrize(
    "text", ["Sudah jadi.", "[LATIHAN] Sudah jadi.", "Pasal [79A]", "(lihat KSL-2026-00003)", "[]"]
)
def test_what_people_write_is_no_blank(text: str) -> None:
    assert blank_words(text) == ""


def test_blanks_of_the_shipped_templates_are_found() -> None:
    texts = [tomllib.loads(path.read_text())["text"] for path in (config_folder() / "jawaban").glob("*.toml")]
    assert all(len(left_blank(text)) == text.count("[") for text in texts)
    assert sum(map(len, map(left_blank, texts))) >= 6


def test_a_template_is_offered_where_it_fits() -> None:
    template = AnswerTemplate("x", "x", kinds=("solusi",), sops=("waykanan.pengaduan",))
    offered = [template.fits(*where) for where in (("waykanan.pengaduan", "solusi"), ("waykanan.pengaduan", ""),
               ("waykanan.pengaduan", "jawaban"), ("landak.konsultasi", "solusi"))]  # fmt: skip
    assert offered == [True, True, False, False]
