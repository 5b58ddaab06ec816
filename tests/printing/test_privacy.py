"""What must not stand on a paper: causes of death, NIKs on the outside, who a secret pelapor is, internal notes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.printing.documents import render
from tests.printing import papers
from tests.printing.answers import DEATH, HANDOVER, POST
from tests.printing.papers import APPLICANT, copied, snapshot, stepped
from tests.printing.pdf_text import Pdf, read

ALL = sorted(papers.DOCUMENTS)
TO_CITIZENS = [
    "tanda_terima_berkas", "tanda_bukti_pengambilan", "nomor_antrean", "bukti_penyerahan", "surat_jawaban",
    "tanda_terima_surat_jawaban", "tanda_terima_aduan", "berita_acara_pembatalan", "pemberitahuan_insiden",
    "label_pos",
]  # fmt: skip
"""Papers that leave the office."""
TELLTALE = ("RATNA", "WULANDARI", APPLICANT["nik"], APPLICANT["no_kk"], "81200000001")


def numbers_of_sixteen(paper: Pdf) -> list[str]:
    """Everything on the paper that could be a NIK or No. KK, also written with spaces or dots."""
    return re.findall(r"(?<!\d)\d(?:[ .-]?\d){15}(?!\d)", paper.text)


@pytest.mark.parametrize("cause", sorted(papers.options("sebab_mati")))
def test_the_cause_of_death_is_not_on_the_draft(cause: str) -> None:
    title = papers.options("sebab_mati")[cause]
    for document in ("draf_akta_mati", "register_akta"):
        data = snapshot(document, {**DEATH, "sebab_mati": cause})
        assert title in {item["value"] for item in data["fields"]}, "the snapshot does hold it"
        paper = read(render(data))
        assert not paper.says(title)
        assert cause not in paper.text.lower()
        assert "sebab" not in paper.text.lower()


def test_no_nik_on_the_label_even_where_one_was_typed() -> None:
    typed = {**POST, "pos_penerima": "SITI AMINAH 0000014505900001", "no_resi": "0000014505900001",
             "pos_alamat": "JL. MAWAR 1, NIK 0000 0145 0590 0001, BARADATU", "nik": APPLICANT["nik"]}  # fmt: skip
    paper = read(render(snapshot("label_pos", typed, **copied(2, "NIK salah"))))
    assert numbers_of_sixteen(paper) == []
    assert paper.says("JL. MAWAR 1, NIK 000001******0001, BARADATU")
    assert APPLICANT["nik"] not in paper.text


@pytest.mark.parametrize("document", TO_CITIZENS)
def test_the_applicants_numbers_do_not_leave_the_office_in_full(document: str) -> None:
    data = snapshot(document)
    data["data"] |= {"penerima_identitas": f"KTP-el {APPLICANT['nik']}"}
    text = read(render(data)).text
    assert APPLICANT["nik"] not in text
    assert APPLICANT["no_kk"] not in text


@pytest.mark.parametrize("document", ["tanda_terima_berkas", "tanda_bukti_pengambilan"])
def test_the_nik_is_masked_on_receipts(document: str) -> None:
    assert "000001******0006" in read(render(snapshot(document))).text


def test_an_identity_shown_at_the_desk_is_masked_on_the_handover() -> None:
    shown = {**HANDOVER, "penerima_identitas": f"KTP-el {APPLICANT['nik']}"}
    paper = read(render(snapshot("bukti_penyerahan", shown)))
    assert "KTP-el 000001******0006" in paper.text


def secret(document: str, answer: str, **changes: Any) -> dict[str, Any]:
    """A snapshot of a complaint in which the pelapor's name and numbers stand wherever they can."""
    told = "Saya Ratna Wulandari, NIK 0000014606910006, HP 081200000001 atau +6281200000001, mengadu."
    answers = {**snapshot(document)["data"], "rahasiakan": answer, "uraian": told, "pokok": told, "notulen": told,
               "rapat_peserta": "RATNA WULANDARI, pelapor", "rapat_agenda": told, "rapat_keputusan": told,
               "rapat_tindak_lanjut": [{"apa": told, "siapa": "Ratna Wulandari", "kapan": ""}],
               "kepala_keluarga": "RATNA WULANDARI", "pos_penerima": "RATNA WULANDARI",
               "penerima_nama": "RATNA WULANDARI", "keterangan": told, "jawaban": told, "rangkuman": told,
               "pokok_laporan": told}  # fmt: skip
    about = {
        "number": "KK-2026-00001",
        "service": "KK Baru",
        "status": "Berjalan",
        "rows": [{"at": "", "step": "", "what": told, "by": "RATNA WULANDARI", **stepped(1)}],
    }
    notes = [{"kind": "pelapor", "text": told}]
    data = snapshot(document, answers, note=told, notes=notes, about=[about], **changes)
    return {**data, "history": [{**item, "note": told} for item in data["history"]]}


@pytest.mark.parametrize("document", ALL)
def test_a_secret_pelapor_is_on_no_paper(document: str, tmp_path: Path) -> None:
    photo = tmp_path / "ktp.jpg"
    Image.new("RGB", (40, 30), (200, 10, 10)).save(photo)
    files = [{"name": "KTP RATNA WULANDARI.jpg", "mime": "image/jpeg", "sha256": "00", "requirement": "identitas",
              "path": str(photo)}]  # fmt: skip
    content = render(secret(document, "ya", attachments=files, **copied(2, "diminta RATNA WULANDARI")))
    paper = read(content)
    assert [word for word in TELLTALE if word in paper.text.upper()] == []
    assert b"/Subtype /Image" not in content, "the photo of the identity card"
    for word in ("RATNA", "WULANDARI", APPLICANT["nik"]):
        assert word.encode() not in content, "in the file's own title"


def test_who_did_not_ask_for_secrecy_is_named() -> None:
    for document in ("tanda_terima_aduan", "laporan_aduan", "berita_acara_pembatalan"):
        assert "RATNA WULANDARI" in read(render(secret(document, "tidak"))).text, "or the test above proves nothing"


def test_the_complaint_stays_readable_without_its_author() -> None:
    paper = read(render(secret("laporan_aduan", "ya")))
    assert paper.says("Saya dirahasiakan, NIK dirahasiakan, HP dirahasiakan atau dirahasiakan, mengadu.")
    assert paper.says("Pelapor aduan : dirahasiakan")


@pytest.mark.parametrize("document", ALL)
def test_an_internal_note_is_on_no_paper(document: str) -> None:
    notes = [{"kind": "internal", "text": "JANGAN SAMPAI KELUAR"}, {"kind": "jawaban", "text": "Sudah diperbaiki."}]
    assert not read(render(snapshot(document, notes=notes))).says("JANGAN SAMPAI KELUAR")
