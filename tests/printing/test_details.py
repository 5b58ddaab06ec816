"""What single papers say in single cases: who received, why it came back, who approved last, how a case ended."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.printing.documents import render
from board.printing.signing import DOTS
from tests.printing.answers import ADDRESS, BIRTH, DEATH, FAMILY_CARD, HANDOVER, MOVING, POST
from tests.printing.papers import event, history, options, snapshot, stepped
from tests.printing.pdf_text import Pdf, read


def paper(document: str, data: dict[str, Any] | None = None, **changes: Any) -> Pdf:
    """A paper of a full snapshot, read back."""
    return read(render(snapshot(document, data, **changes)))


def test_a_receiver_who_is_not_known_yet_is_left_to_the_pen() -> None:
    early = paper("bukti_penyerahan", FAMILY_CARD)
    assert early.says(f"Penerima : {DOTS}")
    assert early.says(f"Diserahkan tanggal : {DOTS}")
    assert early.text.count("RATNA WULANDARI") == 2, "as the applicant on both copies, not as the receiver"
    late = paper("bukti_penyerahan", {**FAMILY_CARD, **HANDOVER})
    assert late.says("Penerima : JOKO PRASETYO")
    assert late.says("Diserahkan tanggal : 23 Nov 2026 09.30 WIB")
    assert late.says("( JOKO PRASETYO )")


def test_without_the_slip_the_receiver_states_why_and_signs_for_it() -> None:
    without = paper("bukti_penyerahan", HANDOVER)
    assert without.says("pernyataan : Surat pernyataan dilampirkan")
    assert without.says("alasan : Bukti hilang")
    assert without.says("bertanggung jawab atas kebenaran pernyataannya")
    with_slip = paper("bukti_penyerahan", {**HANDOVER, "bukti_pengambilan": "ada"})
    assert with_slip.says("Identitas atau kuasa : Surat kuasa bermeterai"), "who takes a document says who they are"
    assert not with_slip.says("Bila tanpa bukti")
    assert not with_slip.says("bertanggung jawab")


@pytest.mark.parametrize("document", ["tanda_terima_berkas", "tanda_bukti_pengambilan"])
def test_both_receipts_are_one_layout(document: str) -> None:
    """DOMAIN D; the code stands where something is collected for it."""
    slip = paper(document)
    assert slip.says("Kode pengambilan UT7HK4")
    assert slip.says("Bawa lembar ini saat mengambil")
    sent = paper(document, collected=False)
    assert not sent.says("UT7HK4")
    assert sent.says("Simpan lembar ini sampai dokumen Anda terima")


def test_a_document_sent_as_pdf_was_handed_to_nobody() -> None:
    sent = paper("bukti_penyerahan", {**FAMILY_CARD, "cara_serah": "pdf_wa"})
    assert sent.says("Dikirim ke : 081200000001")
    assert sent.says("telah dikirim sebagai PDF")
    assert not sent.says("diterima dengan baik")
    assert not sent.says("Hubungan")
    assert not sent.says(f"( {DOTS} )"), "nobody is there to sign"


def test_who_took_the_sheet_that_was_printed_for_them_signs_for_it() -> None:
    """SOP Motor Keliling 10: sent as a PDF, printed and handed over by the Petugas Khusus."""
    answers = {"cara_serah": "pdf_wa", "dicetak_oleh": "petugas_khusus", "penerima_nama": "JOKO PRASETYO",
               "penerima_hubungan": "keluarga"}  # fmt: skip
    printed = paper("bukti_penyerahan", answers, handed_over=True)
    assert printed.says("Cara penyerahan : PDF lewat WhatsApp")
    assert not printed.says("Diambil di kantor")
    assert printed.says(f"Dicetak oleh : {options('dicetak_oleh')['petugas_khusus']} Penerima : JOKO PRASETYO")
    assert printed.says("Cetakannya telah diterima")
    assert printed.says("( JOKO PRASETYO )")


def test_a_document_sent_by_post_names_the_consignment() -> None:
    sent = paper("bukti_penyerahan", POST)
    assert sent.says("PT Pos")
    assert sent.says("No. resi : P2611230000001")


def test_a_correction_sheet_names_the_corrector_only_when_something_came_back() -> None:
    returned = paper("lembar_koreksi")
    assert returned.says("Alasan pengembalian Salah tulis")
    assert returned.says("Pemberi koreksi, 23 Nov 2026 Yang memperbaiki ( LINDA PERMATA )")
    forward = paper("lembar_koreksi", reason=None, note="")
    assert not forward.says("Alasan pengembalian")
    assert not forward.says("( LINDA PERMATA )"), "the operator who prints it has corrected nothing yet"


def test_a_correction_sheet_recalls_earlier_returns() -> None:
    twice = [event("kembalikan", "3. Koreksi", "Kasi", "RINA MARLINA", reason="salah_tulis", note="Nama ayah."),
             event("kembalikan", "4. Koreksi", "Kabid", "BAKTI", reason="tidak_sesuai", note="RT keliru.")]  # fmt: skip
    again = paper("lembar_koreksi", history=twice, round=2)
    assert again.says("Kasi: RINA MARLINA Salah tulis. Nama ayah.")
    assert again.says("Kabid: BAKTI Tidak sesuai. RT keliru.")
    asked = event("kembalikan", "1. Terima", "Pelayanan", "WATI", reason="tidak_terbaca", to="pemohon")
    undone = event("kembalikan", "3. Koreksi", "Kasi", "RINA", reason="lainnya", undone=True)
    counted = paper("lembar_koreksi", history=[asked, undone, *twice], round=2)
    assert counted.says("Koreksi ke- Tanggal Dari Alasan 1 23 Nov 2026 09.15 Kasi: RINA MARLINA")
    assert not counted.says("Tidak terbaca"), "the applicant was asked for a paper; nothing was corrected"
    assert not paper("lembar_koreksi", history=twice[:1]).says("Nama ayah."), "once is told by the sheet itself"


def test_the_signing_folder_counts_the_last_approval_of_each_step() -> None:
    passed = [event("setujui", "3. Koreksi Kasi", "Kasi", "RINA LAMA", at="1 Nov 2026 09.00"), *history(),
              event("setujui", "5. Blangko", "Kasi", "CANDRA WIJAYA", paraf=False)]  # fmt: skip
    cover = paper("map_ttd", history=passed, signing="tte")
    assert not cover.says("RINA LAMA")
    assert not cover.says("CANDRA WIJAYA"), "who hands out a blank form has put no paraf"
    assert cover.says("RINA MARLINA, S.Sos.")
    assert cover.says("elektronik (TTE)")


def test_a_checklist_names_what_is_missing_and_only_that() -> None:
    ticked = paper("checklist_persyaratan")
    assert ticked.says("Masih kurang - Surat kehilangan Catatan:")
    complete = [{"title": "KK lama", "mandatory": True, "by": "pemohon", "form": "asli", "met": True}]
    assert paper("checklist_persyaratan", requirements=complete).says("Masih kurang Tidak ada.")


def test_a_paper_of_the_desks_names_both_where_they_differ() -> None:
    sheet = paper("lembar_koreksi", subject="PUTRI AYU LESTARI")
    assert sheet.says("Pemohon : RATNA WULANDARI")
    assert sheet.says("Dokumen atas nama : PUTRI AYU LESTARI")
    assert not paper("lembar_koreksi").says("Dokumen atas nama")


@pytest.mark.parametrize("document", ["map_ttd", "bukti_penyerahan"])
def test_a_document_is_in_the_name_of_its_subject(document: str) -> None:
    assert paper(document, subject="PUTRI AYU LESTARI").says("PUTRI AYU LESTARI")
    assert not paper(document, HANDOVER, subject="PUTRI AYU LESTARI").says("atas nama RATNA")
    assert not paper(document, HANDOVER, subject="PUTRI AYU LESTARI").says("Atas nama : RATNA")


def test_the_report_of_a_complaint_lays_the_matter_before_the_pejabat() -> None:
    report = paper("laporan_aduan")
    assert report.says("Pokok laporan Perlu keputusan atas data ganda.")
    assert report.says("Uraian aduan Nama pada KK salah tulis.")
    assert report.says("23 Nov 2026 09.20 Pelapor (ADE RAHMAWATI): Sudah dua kali mengadu.")
    assert report.says("Kontak : 081200000001")
    by_hand = paper("laporan_aduan", {"uraian": "Nama salah."})
    assert by_hand.says("Pokok laporan Uraian aduan"), "printed early it leaves room for the pen"


def test_the_way_of_a_berkas_breaks_over_pages_under_its_head() -> None:
    steps = [{"at": f"{day} Nov 2026 09.00", "step": "2. Entri SIAK", "what": f"Diteruskan {day}", "by": "OKI FERDINAN",
              **stepped(day, waiting=700)} for day in range(1, 41)]  # fmt: skip
    waiting = {"at": "20 Nov 2026", "step": "-", "what": "Menunggu", "by": "-", "standard": None, "actual": None}
    about = {"number": "KK-2026-00007", "service": "KK Baru", "status": "Berjalan", "rows": [waiting, *steps]}
    report = paper("laporan_aduan", about=[about])
    assert report.says("Menunggu - - - - 1 Nov 2026 09.00 2. Entri SIAK Diteruskan 1 OKI FERDINAN 5 1 700 2 Nov")
    assert report.says("Diteruskan 5 OKI FERDINAN 5 5 700 6 Nov 2026"), "as long as it may take is not too long"
    assert report.says("Diteruskan 6 OKI FERDINAN 5 6, lewat 1 700")
    about["rows"] = [{**steps[0], **stepped(None, waiting=30), "rested_minutes": 12}]
    assert paper("laporan_aduan", about=[about]).says("OKI FERDINAN 5 tidak terukur 42")
    heads = [page.count("Baku (menit)") for page in report.pages if "OKI FERDINAN" in page]
    assert heads == [1, 1]
    plain = paper("laporan_aduan", level="", deadlines=[], about=[])
    assert not any(plain.says(words) for words in ("Tingkat masalah", "Batas waktu", "Perjalanan berkas"))


def test_the_minutes_of_a_meeting_may_be_filled_in_by_hand() -> None:
    by_hand = paper("notulensi_rapat", {})
    assert by_hand.says(f"Tempat : {DOTS}")
    assert by_hand.says(f"Pimpinan : {DOTS}")
    assert by_hand.says(f"Hari/tanggal : {DOTS}"), "when it is printed is not when they met"
    assert by_hand.says("Pukul : ............ s.d. ............ WIB")
    assert by_hand.says("Agenda : Pembahasan KK Baru KK-2026-00042")
    assert by_hand.says("Peserta Jalannya rapat Keputusan Tindak lanjut"), "headings over ruled lines"
    assert paper("notulensi_rapat").says("Tempat : Ruang rapat lantai dua")


def test_who_came_is_listed_with_their_post_and_room_to_sign() -> None:
    came = ["Drs. BAKTI, M.Si, SH, Kabid", "SITI", "", "ADE, KTU"]
    listed = paper("daftar_hadir", {"rapat_peserta": "\n".join(came)})
    assert listed.says("1 Drs. BAKTI, M.Si, SH Kabid 2 SITI 3 ADE KTU 4")
    many = paper("daftar_hadir", {"rapat_peserta": "\n".join(f"PESERTA {place:02d}" for place in range(1, 41))})
    assert [place for place in range(1, 41) if f"PESERTA {place:02d}" not in many.text] == []
    assert all("Tanda tangan" in page for page in many.pages), "the head repeats"


def test_the_head_of_a_letter_is_the_offices_and_the_cases_own() -> None:
    usual = paper("surat_jawaban")
    assert usual.says("Sifat : Biasa Lampiran : - Hal : Jawaban atas konsultasi Yth.")
    assert not usual.says("Tembusan")
    assert paper("surat_jawaban", letter=None).text == usual.text, "of an earlier year"
    letter = {"nature": "Segera", "subject": "Jawaban", "copy_to": ["Sekretaris Daerah", "Camat Baradatu"]}
    own = {"surat_hal": "Ejaan nama", "surat_lampiran": "1 lembar", "jawaban": "Lihat surat 400.12/0007."}
    other = paper("surat_jawaban", own, letter=letter)
    assert other.says("Sifat : Segera Lampiran : 1 lembar Hal : Ejaan nama")
    assert other.says("Jawaban Lihat surat 400.12/0007."), "an earlier letter is cited as it was written"
    assert other.says("Tembusan: 1. Yth. Sekretaris Daerah 2. Yth. Camat Baradatu")


def test_the_receipt_of_an_answer_tells_how_it_went_out() -> None:
    sent = {"jawaban_lewat": "wa", "jawaban_tanggal": "2026-11-20", "jawaban_pukul": "10:30"}
    assert paper("tanda_terima_surat_jawaban", sent).says("Disampaikan : wa, 20 Nov 2026 pukul 10.30 WIB")
    assert paper("tanda_terima_surat_jawaban", {"jawaban_tanggal": "2026-11-20"}).says("Disampaikan : 20 Nov 2026 Dit")
    assert not paper("tanda_terima_surat_jawaban", {}).says("Disampaikan")


def test_the_receipt_of_a_complaint_tells_until_when_the_law_wants_an_answer() -> None:
    due = [{"title": "Verifikasi", "due": "26 Nov 2026", "state": "terpenuhi", "running": False},
           {"title": "Tanggapan awal", "due": "7 Des 2026", "state": "sisa 14 hari", "running": True},
           {"title": "Penyelesaian", "due": "22 Jan 2027", "state": "sisa 60 hari", "running": True}]  # fmt: skip
    slip = paper("tanda_terima_aduan", deadlines=due)
    assert slip.says("Paling lambat menurut peraturan: tanggapan awal 7 Des 2026; penyelesaian 22 Jan 2027.")
    assert slip.says("Diserahkan : F-1.02 Formulir pendaftaran; KK lama")
    assert not paper("tanda_terima_aduan").says("menurut peraturan")


def test_a_receipt_lists_what_the_applicant_brought() -> None:
    papers = [{"title": title, "mandatory": True, "by": by, "form": "asli", "met": True}
              for title, by in (("KK lama", "pemohon"), ("Persetujuan Kepala Dinas", "kantor"))]  # fmt: skip
    receipt = paper("tanda_terima_berkas", requirements=papers)
    assert receipt.says("KK lama")
    assert not receipt.says("Persetujuan Kepala Dinas")


@pytest.mark.parametrize(
    ("kind", "words"), [("dicabut", "karena dicabut oleh pemohon"), ("kantor", "karena dibatalkan oleh kantor")]
)
def test_a_cancellation_says_in_whose_name(kind: str, words: str) -> None:
    ended = paper(
        "berita_acara_pembatalan", history=[*history(), event("batal", "2. Entri", "Kabid", "B", reason=kind)]
    )
    assert ended.says(f"dinyatakan batal, {words}.")


@pytest.mark.parametrize(
    ("marriage", "words"),
    [("tercatat", "DARI AYAH BUDI SANTOSO DAN IBU SITI AMINAH Kutipan"),
     ("belum_tercatat", "DAN IBU SITI AMINAH yang perkawinannya belum tercatat sesuai dengan peraturan"),
     ("tidak_ada", "PEREMPUAN DARI IBU SITI AMINAH")],
)  # fmt: skip
def test_the_parents_of_a_child_stand_as_the_law_has_them(marriage: str, words: str) -> None:
    draft = paper("draf_akta_lahir", {**BIRTH, "perkawinan_ortu": marriage})
    assert draft.says(words.replace(" Kutipan", ""))
    assert draft.says("BUDI SANTOSO") == (marriage != "tidak_ada")


def test_a_child_of_unknown_origin_is_drafted_without_parents() -> None:
    draft = paper("draf_akta_lahir", {**BIRTH, "asal_usul": "tidak_diketahui"})
    assert draft.says("seorang anak PEREMPUAN, ASAL USUL DAN ORANG TUA TIDAK DIKETAHUI")
    assert not draft.says("DARI IBU")


def test_a_letter_of_moving_lists_the_applicant_where_nobody_else_moves() -> None:
    alone = paper("draf_skpwni", {**MOVING, "anggota_pindah": [], "alasan_lain": "IKUT SUAMI"})
    assert alone.says("SHDK 1 0000014606910006 RATNA WULANDARI")
    assert alone.says("Lainnya: IKUT SUAMI")


@pytest.mark.parametrize(
    ("document", "shown"), [("surat_jawaban", True), ("konsep_kk", False), ("draf_akta_lahir", False)]
)
def test_the_rank_of_the_signer_stands_on_letters_alone(document: str, shown: bool) -> None:
    assert paper(document).says("Pembina Utama Muda (IV/c)") is shown


def test_the_letter_of_moving_is_numbered_as_its_form() -> None:
    """DOMAIN D: 7 is who moves; the planned day has no number of its own."""
    letter = paper("draf_skpwni")
    assert letter.says("6. Status KK yang pindah")
    assert letter.says("7. Keluarga yang pindah")
    assert letter.says("Rencana tanggal pindah : 01-12-2026")
    assert not letter.says("8.")


def test_the_birth_of_who_died_is_not_placed_where_they_died() -> None:
    draft = paper("draf_akta_mati", DEATH)
    assert draft.says("born at the place and on the date stated here")
    assert not draft.says("born in the above place")


def test_the_konsep_names_the_head_of_the_family_among_the_members() -> None:
    assert paper("konsep_kk").says("Nama Kepala Keluarga : BUDI SANTOSO")
    assert paper("konsep_kk", {**ADDRESS, "kepala_keluarga": "DEWI"}).says("Nama Kepala Keluarga : DEWI")
    assert paper("konsep_kk", {}).says("Nama Kepala Keluarga : RATNA WULANDARI")
    assert paper("konsep_kk", {}).says("No. ----------------"), "no number before SIAK gave one"


def test_photos_are_printed_small_and_upright_and_other_files_named(tmp_path: Path) -> None:
    def attached(name: str, mime: str, **more: Any) -> dict[str, Any]:
        return {
            "name": name,
            "mime": mime,
            "sha256": "00",
            "requirement": "fc_kk",
            "title": "Fotokopi KK",
            "pages": 3,
            "path": str(tmp_path / name),
            **more,
        }

    noise = Image.effect_noise((2400, 3200), 60).convert("RGB")
    noise.save(tmp_path / "besar.jpg", quality=95)
    Image.new("RGBA", (300, 200), (0, 90, 0, 120)).save(tmp_path / "tembus.png")
    files = [attached("besar.jpg", "image/jpeg"), attached("tembus.png", "image/png", requirement=None, title=""),
             attached("surat.pdf", "application/pdf"), attached("musnah.jpg", "image/jpeg", title="")]  # fmt: skip
    content = render(snapshot("foto_berkas", attachments=files))
    shown = read(content)
    assert content.count(b"/Subtype /Image") == 2
    heights = [int(height) for height in re.findall(rb"/Height (\d+)", content)]
    assert max(heights) <= 92 / 25.4 * 200 + 1, "200 dpi are enough on paper"
    assert shown.says("1. Fotokopi KK besar.jpg")
    assert shown.says("2. lampiran tembus.png")
    assert shown.says("3. Fotokopi KK: surat.pdf (PDF, 3 halaman: buka dari lampiran)")
    assert shown.says("4. fc kk musnah.jpg (foto tidak dicetak"), "a snapshot of earlier years has no title"


def test_the_paraf_sheet_leaves_out_the_applicant_and_what_was_taken_back() -> None:
    made = [
        event("kembalikan", "1. Terima berkas", "Operator", "WATI KURNIA", to="pemohon"),
        event("setujui", "3. Koreksi Kasi", "Kasi", "RINA MARLINA", undone=True),
        event("setujui", "4. Koreksi Kabid", "Kabid", "BAKTI NUGRAHA"),
    ]
    sheet = paper("lembar_paraf", history=made, by="SERUNI HANDAYANI")
    assert sheet.says("BAKTI NUGRAHA")
    assert not sheet.says("WATI KURNIA")
    assert not sheet.says("RINA MARLINA")


def test_a_correction_sheet_of_a_second_return_stays_on_one_page() -> None:
    made = [event("kembalikan", "3. Koreksi Kasi", "Kasi", "RINA MARLINA", to="entri", note="Periksa alamat.")] * 3
    sheet = paper("lembar_koreksi", history=made, reason="Salah tulis", note="Alamat masih keliru. " * 6)
    assert len(sheet.pages) == 1


def test_what_goes_by_post_is_not_to_be_collected() -> None:
    receipt = paper("tanda_terima_berkas", collected=False)
    assert not receipt.says("Kode pengambilan")
    assert not receipt.says("Bawa lembar ini")
