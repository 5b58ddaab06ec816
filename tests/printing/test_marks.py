"""What says what a paper is: a draft, a training paper, a copy, for whom, by whose mandate."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

import pytest
from reportlab.graphics.barcode.code128 import Code128

from board.printing.codes import Qr
from board.printing.documents import render
from board.printing.sheet import DRAFT_MARK, TRAINING_MARK, Page
from tests.printing import papers
from tests.printing.papers import SENTENCE, bare, copied, extreme, snapshot
from tests.printing.pdf_text import read

ALL = sorted(papers.DOCUMENTS)
DRAFTS = sorted(name for name, spec in papers.DOCUMENTS.items() if spec.get("draft"))
CODED = ["tanda_bukti_pengambilan", "tanda_terima_berkas"]
PLH = "Plh. BAKTI NUGRAHA, S.IP. (surat 800/12/2026)"


class Drawn(Exception):
    """A code was about to be drawn."""


@contextmanager
def no_codes() -> Iterator[None]:
    """Nothing that looks like a QR or barcode can be drawn."""
    with patch.object(Qr, "draw", side_effect=Drawn), patch.object(Code128, "draw", side_effect=Drawn):
        yield


def test_the_drafts_are_those_that_must_be() -> None:
    assert DRAFTS == ["draf", "draf_akta_lahir", "draf_akta_mati", "draf_skpwni", "konsep_kk"]


@pytest.mark.parametrize("document", ALL)
def test_only_drafts_say_that_they_are_none_of_the_law(document: str) -> None:
    for data in (snapshot(document), bare(document), extreme(document)):
        for page in read(render(data)).pages:
            assert page.count("KONSEP — BUKAN DOKUMEN SAH") == (2 if document in DRAFTS else 0)
            assert TRAINING_MARK not in page


@pytest.mark.parametrize("document", [name for name in ALL if name not in CODED])
def test_no_code_on_any_paper_but_the_receipts(document: str) -> None:
    with no_codes():
        for data in (snapshot(document), bare(document), extreme(document)):
            content = render(data)
            assert b"/Subtype /Image" not in content


@pytest.mark.parametrize("document", CODED)
def test_the_receipts_do_bear_a_code_and_say_what_it_is_not(document: str) -> None:
    with no_codes(), pytest.raises(Drawn):
        render(snapshot(document))
    assert "bukan tanda tangan elektronik" in read(render(snapshot(document))).text


@pytest.mark.parametrize("document", ALL)
def test_every_page_of_a_training_paper_says_so(document: str) -> None:
    for data in (snapshot(document, training=True), extreme(document, training=True)):
        for page in read(render(data)).pages:
            assert page.count(TRAINING_MARK) >= 2, "across the page and above it"
            assert (DRAFT_MARK in page) == (document in DRAFTS)


@pytest.mark.parametrize("document", ALL)
def test_a_copy_says_which_and_why_on_every_page(document: str) -> None:
    reason = f"Kertas macet & <b>basah</b>. {SENTENCE}" * 2
    paper = read(render(snapshot(document, **copied(2, reason.strip(), copy_acting_for=PLH))))
    told = f"SALINAN KE-2 · dicetak ulang 24 Nov 2026 10.15 WIB · WATI KURNIA, {PLH} · alasan: {reason.strip()}"
    assert paper.says(told)
    assert all("SALINAN KE-2" in page for page in paper.pages)
    first = read(render(snapshot(document))).text
    assert "SALINAN" not in first
    assert "SALINAN" not in read(render(snapshot(document, copy=1))).text


@pytest.mark.parametrize("document", [name for name in ALL if papers.DOCUMENTS[name].get("copies", 1) > 1])
def test_two_copies_say_for_whom_they_are_and_count_their_own_pages(document: str) -> None:
    first, second = read(render(snapshot(document))).pages
    assert "Lembar 1: untuk pe" in first
    assert "Lembar 2: untuk arsip" in second
    assert "hal. 1" in first
    assert "hal. 1" in second


def test_a_single_copy_names_no_reader() -> None:
    assert "Lembar 1" not in read(render(snapshot("tanda_terima_berkas", copies=1))).text
    third = read(render(snapshot("tanda_terima_berkas", copies=3))).pages[2]
    assert "Lembar 3: rangkap 3" in third


@pytest.mark.parametrize("document", [name for name in ALL if name != "nomor_antrean"])
def test_a_mandate_stands_on_the_paper(document: str) -> None:
    assert read(render(snapshot(document, acting_for=PLH))).says(PLH)
    assert "Plh. BAKTI NUGRAHA, S.IP. (surat" not in read(render(snapshot(document))).text


def test_a_later_round_is_told_and_the_first_is_not() -> None:
    assert read(render(snapshot("konsep_kk", round=3))).says("setelah koreksi ke-2")
    assert not read(render(snapshot("konsep_kk"))).says("setelah koreksi")
    assert "Putaran ke-3" in read(render(snapshot("lembar_koreksi", round=3))).text


@pytest.mark.parametrize("document", [name for name in ALL if papers.DOCUMENTS[name]["paper"] == "A5"])
def test_a_name_in_the_footer_is_not_broken(document: str) -> None:
    acting_for = "Plh. BAKTI NUGRAHA (surat 800/1)"
    page = Page(snapshot(document, acting_for=acting_for, round=3, **copied(2, "basah")), ())
    lines = [" ".join(words) for block, _ in (*page.footer, *page.note) for _, words in block.blPara.lines]
    assert len(lines) > 2, "it does not fit on a line each"
    for name in ("LINDA PERMATA", acting_for, "WATI KURNIA", "setelah koreksi ke-2"):
        assert any(name in line.replace("\N{NO-BREAK SPACE}", " ") for line in lines), name


def test_an_old_snapshot_without_copy_is_the_first_print() -> None:
    data: dict[str, Any] = snapshot("konsep_kk")
    assert "copy" not in data
    assert "SALINAN" not in read(render(data)).text


def test_a_signer_by_delegation_is_named_as_such() -> None:
    block = {"title": "Ketua Tim", "on_behalf": "Kepala Dinas", "name": "TONO SUBEKTI", "nip": ""}
    paper = read(render(snapshot("surat_jawaban", signature=block)))
    assert paper.says("a.n. Kepala Dinas Ketua Tim, TONO SUBEKTI")
    assert paper.says("Tembusan: Yth. Kepala Dinas")
    assert "a.n." not in read(render(snapshot("surat_jawaban"))).text
