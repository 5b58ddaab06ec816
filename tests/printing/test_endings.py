"""What stands on the papers of a case that went wrong, whatever was told of it."""

from __future__ import annotations

from typing import Any

import pytest

from board.printing.documents import render
from tests.printing.papers import APPLICANT, BESIDE, snapshot
from tests.printing.pdf_text import Pdf, read

REPORT, LETTER = "berita_acara_pembatalan", "pemberitahuan_insiden"


def report(**ending: Any) -> Pdf:
    """A berita acara with some things told otherwise."""
    return read(render(snapshot(REPORT, ending={**BESIDE[REPORT]["ending"], **ending})))


def letter(**incident: Any) -> Pdf:
    """A notice with some things told otherwise."""
    return read(render(snapshot(LETTER, incident={**BESIDE[LETTER]["incident"], **incident})))


def test_what_nobody_told_is_left_to_the_pen() -> None:
    paper = report(statement=None, returned=None, returned_to="")
    assert paper.says("Dinyatakan pemohon lewat : ....")
    assert paper.says("1 Buku nikah ......")
    assert paper.says("Diterima kembali oleh: ....")


def test_nothing_went_back_and_nobody_took_it() -> None:
    paper = report(returned=[], returned_to="")
    assert paper.says("1 Buku nikah tidak dikembalikan")
    assert not paper.says("Diterima kembali oleh")


def test_no_originals_no_table() -> None:
    paper = report(originals=[], returned=None)
    assert paper.says("Tidak ada dokumen asli yang tercatat diterima.")


@pytest.mark.parametrize(("kind", "originals", "signs"), [("dicabut", [], True), ("kantor", ["Buku nikah"], True),
                                                          ("kantor", [], False)])  # fmt: skip
def test_the_applicant_signs_for_what_concerns_them(kind: str, originals: list[str], signs: bool) -> None:
    assert report(kind=kind, originals=originals, returned=None).says(f"( {APPLICANT['name']} )") == signs


def test_a_transfer_names_the_new_number_and_keeps_the_originals() -> None:
    paper = report(kind="salah_layanan", goes_on_as="KIA-2026-00007", goes_on_service="KIA Baru")
    assert paper.says("Dilanjutkan sebagai : KIA-2026-00007, KIA Baru")
    assert paper.says("karena dialihkan ke layanan lain")
    assert not paper.says("dikembalikan")


def test_the_deputy_signs_with_nip_and_mandate() -> None:
    data = snapshot(REPORT, by="DIAN PUSPITA, M.Si.", role="Kabid", acting_for="Plh. BAKTI NUGRAHA (surat 800/1)")
    paper = read(render(data))
    assert paper.says("( DIAN PUSPITA, M.Si. ) NIP 198505052010012003 Plh. BAKTI NUGRAHA (surat 800/1)")


def test_a_report_of_the_first_version_can_still_be_printed_again() -> None:
    data = snapshot(REPORT)
    del data["ending"]
    assert read(render(data)).says("Berkas asli yang telah diterima dikembalikan kepada pemohon.")


def test_the_agency_is_told_of_no_name() -> None:
    paper = letter(whom="lembaga")
    assert paper.says("Yth. Lembaga Pelindungan Data Pribadi")
    assert APPLICANT["name"] not in paper.text


@pytest.mark.parametrize(("moved", "known", "words"), [(True, False, "disimpan tertutup"), (False, False, "dicatat")])
def test_the_letter_tells_what_was_done(moved: bool, known: bool, words: str) -> None:
    assert letter(moved=moved, owner_known=known).says(words)


@pytest.mark.parametrize("whom", ["subjek", "lembaga"])
def test_no_letter_carries_a_nik(whom: str) -> None:
    paper = letter(whom=whom)
    assert APPLICANT["nik"] not in paper.text
    assert APPLICANT["no_kk"] not in paper.text


def test_the_receipt_of_the_new_number_names_the_old_one() -> None:
    assert read(render(snapshot("tanda_terima_berkas", replaces="KK-2026-00012"))).says("nomor KK-2026-00012 (BATAL)")
    assert not read(render(snapshot("tanda_terima_berkas"))).says("Pengganti")
