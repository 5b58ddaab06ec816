"""Templates of answers: what is offered where, and what nobody has filled in yet."""

from __future__ import annotations

import tomllib

import pytest

from board.settings import config_folder
from board.workflow.answers import AnswerTemplate, blank_words

ELSEWHERE = AnswerTemplate("x", "Hubungi [nama instansi] di [alamat atau nomor telepon]; sebutkan [nama instansi].")


def test_a_blank_is_told_once() -> None:
    told = "Isi dahulu yang masih dalam kurung siku: [nama instansi], [alamat atau nomor telepon]."
    assert blank_words(ELSEWHERE.text, [ELSEWHERE]) == told
    assert blank_words(ELSEWHERE.text, []) == ""


@pytest.mark.parametrize("text", ["Sudah jadi.", "[LATIHAN] Sudah jadi.", "Pasal [79A]", "[bold]", "[]"])
def test_what_people_write_is_no_blank(text: str) -> None:
    assert blank_words(text, [ELSEWHERE]) == ""


def test_blanks_of_the_shipped_templates_are_found() -> None:
    texts = [tomllib.loads(path.read_text())["text"] for path in (config_folder() / "jawaban").glob("*.toml")]
    found = [AnswerTemplate("x", text).blanks for text in texts]
    assert all(len(blanks) == text.count("[") for blanks, text in zip(found, texts, strict=True))
    assert sum(map(len, found)) >= 6


def test_a_template_is_offered_where_it_fits() -> None:
    template = AnswerTemplate("x", "x", kinds=("solusi",), sops=("waykanan.pengaduan",))
    offered = [template.fits(*where) for where in (("waykanan.pengaduan", "solusi"), ("waykanan.pengaduan", ""),
               ("waykanan.pengaduan", "jawaban"), ("landak.konsultasi", "solusi"))]  # fmt: skip
    assert offered == [True, True, False, False]
