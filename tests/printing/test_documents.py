"""Every paper: it has a builder, it renders whatever the case holds, and what the case holds is on it."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from board.printing.documents import BUILDERS, render
from board.printing.sheet import SIZES
from tests.printing import papers
from tests.printing.answers import CHILD, DEATH
from tests.printing.papers import LONG_NAME, LONG_STREET, SENTENCE, WIDE_NAME, bare, extreme, snapshot
from tests.printing.pdf_text import read, squeezed

ALL = sorted(papers.DOCUMENTS)
SHEETS = ("A4", "F4", "A4-lanskap", "A5")
"""What an office may choose for any paper; the roll is for the queue number alone."""
WORDS = {
    "tanda_terima_berkas": ["TANDA TERIMA BERKAS", "RATNA WULANDARI", "F-1.02 Formulir pendaftaran", "fotokopi",
                            "Selasa, 24 November 2026 pukul 16.00 WIB", "TIDAK DIPUNGUT BIAYA", "08117961500"],
    "tanda_bukti_pengambilan": ["UT7HK4", "RATNA WULANDARI", "F-1.02 Formulir pendaftaran", "fotokopi", "08117961500",
                                "Selasa, 24 November 2026 pukul 16.00 WIB",
                                "Bawa lembar ini saat mengambil", "TIDAK DIPUNGUT BIAYA",
                                "bukan tanda tangan elektronik"],
    "nomor_antrean": ["Disdukcapil Contoh", "KK Baru", "A-012", "23 Nov 2026 09.30 WIB", "7 antre di depan Anda"],
    "checklist_persyaratan": ["Buku nikah", "Dokumen pendukung (bila ada)", "Masih kurang - Surat kehilangan",
                              "Tidak perlu"],
    "foto_berkas": ["Belum ada foto terlampir"],
    "konsep_kk": ["No. 0000010211260001", "SITI AMINAH", "0000014504150001", "DIPLOMA IV/STRATA I", "12-06-2005",
                  "003/012", "UMPU SEMENGUK", "TIDAK TAHU", "ABDUL ROHMAN", "Dokumen Imigrasi", "Ibu (17)"],
    "draf_skpwni": ["ANTAR PROVINSI", "SKPWNI/0000/23112026/0001", "0000010101150001", "JL. SAWO NO. 7, RT 001",
                    "JAWA BARAT", "Kepala keluarga dan sebagian anggota", "01-12-2026", "PUTRI AYU LESTARI ANAK"],
    "draf_akta_lahir": ["0000-LU-23112026-0001", "DUA NOVEMBER DUA RIBU DUA PULUH ENAM", "PUTRI AYU LESTARI",
                        "TIGA, PEREMPUAN DARI AYAH BUDI SANTOSO DAN IBU SITI AMINAH", "Excerpt of Birth Certificate"],
    "draf_akta_mati": ["0000-KM-23112026-0001", "KOTABUMI", "Tn. SLAMET RIYADI", "LIMA MEI SERIBU SEMBILAN RATUS",
                       "DARI AYAH KARTO DAN IBU WAGINEM"],
    "draf": ["BUDI SANTOSO", "Penambahan anggota keluarga.", "Kartu Keluarga"],
    "register_akta": ["REGISTER AKTA KELAHIRAN", "AL/2026/0003", "46 tahun", "08.15 WIB", "CATATAN PINGGIR",
                      "JOKO PRASETYO", "0000014404780004", "Pejabat Pencatatan Sipil"],
    "lembar_koreksi": ["Dokumen : Kartu Keluarga", "Putaran ke-1", "Salah tulis",
                       "Tanggal lahir anak pertama keliru.", "Seharusnya"],
    "lembar_paraf": ["2. Entri SIAK Operator OKI FERDINAN Diajukan",
                     "RINA MARLINA, S.Sos.", "Disetujui", "Dikembalikan", "Plh. BAKTI NUGRAHA, S.IP."],
    "bukti_penyerahan": ["BP/2026/00011", "0000010211260001", "JOKO PRASETYO", "Penerima kuasa",
                         "Surat kuasa bermeterai", "Bukti hilang"],
    "label_pos": ["SITI AMINAH", "JL. MERDEKA NO. 1 RT 003 RW 012, BARADATU", "34764", "081200000001",
                  "EKS/2026/00006", "P2611230000001"],
    "map_ttd": ["KARTU KELUARGA", "atas nama RATNA WULANDARI", "Dr. HARUN SETIAWAN", "basah"],
    "rangkuman_permasalahan": ["KONS/2026/0005", "Perbedaan ejaan nama", "berbeda satu huruf"],
    "notulensi_rapat": ["Jumat, 20 November 2026", "09.00 s.d. 09.05 WIB", "Ruang rapat lantai dua",
                        "Agenda : Perbedaan ejaan nama", "Jalannya rapat Berkas diperiksa bersama.",
                        "Keputusan Nama disesuaikan dengan akta kelahiran.",
                        "1 Membetulkan data di SIAK OKI FERDINAN 25 Nov 2026 2", "( TONO SUBEKTI )"],
    "daftar_hadir": ["Jumat, 20 November 2026, pukul 09.00 s.d. 09.05 WIB", "1 TONO SUBEKTI Ketua Tim",
                     "2 RINA MARLINA, S.Sos. Kasi Identitas Penduduk", "3 OKI FERDINAN 4", "Tanda tangan", "15"],
    "surat_jawaban": ["400.12/0042/DISDUKCAPIL/2026", "Kota Contoh, 23 November 2026", "Perpres 96/2018",
                      "melalui perubahan KK", "tidak dipungut biaya",
                      "Dr. HARUN SETIAWAN, M.Si. Pembina Utama Muda (IV/c) NIP 19800101 200501 1 001"],
    "tanda_terima_surat_jawaban": ["400.12/0042/DISDUKCAPIL/2026", "RATNA WULANDARI", "TIDAK DIPUNGUT BIAYA"],
    "tanda_terima_aduan": ["ADU/2026/0007", "Data kependudukan keliru", "RATNA WULANDARI"],
    "laporan_aduan": ["ADU/2026/0007", "KK-2026-00042", "Nama pada KK salah tulis.", "Perlu keputusan",
                      "Tingkat masalah : Kompleks", "Tanggapan awal 7 Des 2026 sisa 14 hari (7 Des)",
                      "Perjalanan berkas KK-2026-00007 (KK Baru, Berjalan)",
                      "20 Nov 2026 09.15 2. Entri SIAK Diteruskan ke Kasi OKI FERDINAN 5 17, lewat"],
    "berita_acara_pembatalan": ["dua puluh tiga November dua ribu dua puluh enam", "BATAL", "Mengetahui",
                                "Dinyatakan pemohon lewat : pernyataan tertulis", "1 Buku nikah dikembalikan",
                                "2 KK lama tidak dikembalikan", "Diterima kembali oleh: JOKO PRASETYO",
                                "NIP 198505052010012003"],
    "pemberitahuan_insiden": ["Yth. RATNA WULANDARI", "Pasal 46", "1 lampiran (KK lama)", "26 Nov 2026 09.00",
                              "dipindahkan ke berkas pemiliknya"],
}  # fmt: skip


def test_every_configured_document_has_a_builder_and_the_other_way_round() -> None:
    assert set(BUILDERS) == set(papers.DOCUMENTS)
    assert set(WORDS) == set(BUILDERS), "a new paper wants a line here"


@pytest.mark.parametrize("document", ALL)
def test_the_words_of_the_case_are_on_the_paper(document: str) -> None:
    paper = read(render(snapshot(document)))
    assert "KK-2026-00042" in paper.text
    missing = [words for words in WORDS[document] if not paper.says(words)]
    assert not missing, paper.text
    assert len(paper.pages) == papers.DOCUMENTS[document].get("copies", 1), "usual data fit on one page a copy"


@pytest.mark.parametrize("document", ALL)
def test_an_almost_empty_case_still_makes_a_paper(document: str) -> None:
    paper = read(render(bare(document)))
    assert "KK-2026-00042" in paper.text
    assert len(paper.pages) == papers.DOCUMENTS[document].get("copies", 1)
    assert "None" not in paper.text


@pytest.mark.parametrize("paper", SHEETS)
@pytest.mark.parametrize("document", ALL)
def test_the_fullest_case_fits_on_any_sheet(document: str, paper: str) -> None:
    found = read(render(extreme(document, paper=paper)))
    assert set(found.sizes) == {tuple(round(side, 4) for side in SIZES[paper])}
    assert all("SALINAN KE-3" in page for page in found.pages)


@pytest.mark.parametrize("document", ALL)
def test_the_page_has_the_configured_size(document: str) -> None:
    for data in (snapshot(document), extreme(document)):
        expected = tuple(round(side, 4) for side in SIZES[papers.DOCUMENTS[document]["paper"]])
        assert set(read(render(data)).sizes) == {expected}


def test_twenty_members_are_all_on_the_konsep() -> None:
    text = squeezed(read(render(extreme("konsep_kk"))).text)
    assert text.count(squeezed(LONG_NAME)) >= 20 + 20, "members, and mothers in the second table"
    assert text.count(squeezed(WIDE_NAME)) == 20
    assert squeezed(LONG_STREET) in text


def test_ten_members_with_long_names_stay_on_one_page() -> None:
    member = {**CHILD, "nama": "MUHAMMAD RIZKY RAMADHAN PRATAMA PUTRA WIJAYA", "pekerjaan": "MENGURUS RUMAH TANGGA"}
    data = snapshot("konsep_kk")
    data["data"]["anggota"] = [member] * 10
    assert len(read(render(data)).pages) == 1


@pytest.mark.parametrize(
    ("document", "name"),
    [("surat_jawaban", "jawaban"), ("draf", "keterangan"), ("laporan_aduan", "uraian"), ("notulensi_rapat", "notulen"),
     ("notulensi_rapat", "rapat_keputusan"), ("rangkuman_permasalahan", "rangkuman"),
     ("lembar_koreksi", "note"), ("berita_acara_pembatalan", "note")],
)  # fmt: skip
def test_eight_thousand_letters_are_there_to_the_end(document: str, name: str) -> None:
    words = [f"kata{place:04d}" for place in range(880)]
    answers = {**snapshot(document)["data"], name: " ".join(words)}
    paper = read(render(snapshot(document, answers, note=" ".join(words) if name == "note" else "")))
    assert len(paper.pages) > 1
    assert [word for word in words if word not in squeezed(paper.text)] == []


def test_one_akta_is_one_page_of_the_register() -> None:
    for answers in (extreme("register_akta")["data"], DEATH):
        paper = read(render(extreme("register_akta", data=answers)))
        assert len(paper.pages) == 1
        assert paper.says("NIP 19800101 200501 1 001")


def test_the_register_of_a_death_names_the_deceased() -> None:
    paper = read(render(snapshot("register_akta", DEATH)))
    for words in ("REGISTER AKTA KEMATIAN", "AM/2026/0004", "SLAMET RIYADI", "KOTABUMI", "04.30 WIB"):
        assert paper.says(words)


@pytest.mark.parametrize("sentences", range(1, 75, 3))
def test_a_signature_never_stands_alone_on_a_page(sentences: int) -> None:
    data = snapshot("surat_jawaban")
    data["data"]["jawaban"] = SENTENCE * sentences
    last = read(render(data)).pages[-1]
    assert "NIP" in last
    assert "Demikian disampaikan" in last


@pytest.mark.parametrize("people", range(1, 21))
def test_signatures_take_the_last_rows_of_a_table_along(people: int) -> None:
    for document, rows in (("konsep_kk", "anggota"), ("draf_skpwni", "anggota_pindah")):
        data = snapshot(document)
        data["data"][rows] = [{**CHILD, "nama": f"ANAK KE {place}"} for place in range(1, people + 1)]
        last = read(render(data)).pages[-1]
        assert "NIP" in last
        assert "ANAK" in last
        assert squeezed(read(render(data)).text).count("ANAKKE") == people


def test_equal_data_give_equal_bytes() -> None:
    for document in ALL:
        assert render(snapshot(document)) == render(snapshot(document)), document


def test_equal_data_give_equal_bytes_in_every_process() -> None:
    program = (
        "import hashlib; from board.printing.documents import BUILDERS, render; from tests.printing import papers\n"
        "print(hashlib.sha256(b''.join(render(papers.snapshot(name)) for name in sorted(BUILDERS))).hexdigest())"
    )
    ours = hashlib.sha256(b"".join(render(snapshot(document)) for document in ALL)).hexdigest()
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )  # fmt: skip
        assert done.stdout.strip() == ours
