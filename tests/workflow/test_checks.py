"""What a move may require: fields, requirements with their conditions and alternatives."""

from __future__ import annotations

from typing import Any

import pytest

from board.errors import MoveRefused
from board.workflow.checks import (
    applicable,
    failing,
    handed_over,
    is_met,
    known,
    needed_fields,
    requirement_words,
    unmet,
)
from board.workflow.facts import CaseFacts
from board.workflow.sop import DELIVERY_TITLES, Sop
from tests.workflow.given import SOP_IDS, case, example_data, full_case, library, sop, step_id

KTP, KIA, SKPWNI = sop("waykanan.ktp_ganti"), sop("waykanan.kia_baru"), sop("waykanan.skpwni")
AKTA_LAHIR, KK_UMUM, KK_BARU = sop("waykanan.akta_lahir"), sop("landak.kk_umum"), sop("waykanan.kk_baru")
AKTA_MATI, DIK_JAMILA = sop("waykanan.akta_mati"), sop("balangan.dikjamila")
KONSULTASI, PENGADUAN, KELILING = sop("landak.konsultasi"), sop("waykanan.pengaduan"), sop("pasbar.keliling")

BY_SIAK = {"konsep_siak": "ya"}
MOVING = {
    "kepala_keluarga": "X", "alamat": "X", "desa": "X", "kecamatan": "X", "klasifikasi": "antar_kab",
    "alasan_pindah": "pekerjaan", "tujuan_alamat": "X", "tujuan_kabupaten": "X", "tujuan_provinsi": "X",
}  # fmt: skip
DIED = {
    "hubungan_pelapor": "ahli_waris", "nama_almarhum": "X", "tgl_mati": "2026-11-15", "jk": "L", "tempat_mati": "X",
    "no_akta_mati": "0000-KM-23112026-0001",
}  # fmt: skip
REPORTED = {
    "pelapor_umur": "46", "pelapor_pekerjaan": "X", "alamat": "X", "saksi1_nama": "X", "saksi1_nik": "0000010303750003",
    "saksi2_nama": "X", "saksi2_nik": "0000014404780004",
}  # fmt: skip
BORN = {
    "tgl_lahir_anak": "2026-11-02", "nama_anak": "X", "jk": "L", "tempat_lahir": "X",
    "no_akta_lahir": "0000-LU-23112026-0001",
}  # fmt: skip
FOUND, COLLECTED = {"rekaman_ada": "ya"}, {"cara_serah": "ambil", "alasan": "rusak"}


def missing(service: Sop, data: dict[str, Any], brought: str = "") -> list[str]:
    facts = case(service, "1", data=data, requirements=dict.fromkeys(brought.split(), "asli"))
    return [item.id for item in unmet(service, facts)]


def wanted(service: Sop, no: str, **data: Any) -> list[str]:
    facts = case(service, no, data=data)
    return [item.id for item in needed_fields(service, facts, service.step(step_id(service, no)))]


def refused_at_the_end(service: Sop, facts: CaseFacts) -> MoveRefused | None:
    step = service.step(facts.step)
    return failing(service, step, next(move for move in step.moves if move.to is None), facts)


@pytest.mark.parametrize(
    ("service", "data", "brought", "expected"),
    [
        # the old card OR the police letter, by the reason (DOMAIN A.13, 8)
        (KTP, {}, "", "fc_kk f102"),
        (KTP, {"alasan": "rusak"}, "", "fc_kk f102 ktp_lama"),
        (KTP, {"alasan": "hilang"}, "", "fc_kk f102 surat_hilang"),
        (KTP, {"alasan": "hilang"}, "fc_kk f102 surat_hilang", ""),
        (KTP, {"alasan": "hilang"}, "fc_kk f102 ktp_lama", "surat_hilang"),
        # age five itself needs the photo (DOMAIN A.13, 20); the case came in on 23 November 2026
        (KIA, {"tgl_lahir_anak": "2021-11-23"}, "fc_kk akta_lahir ktp_ortu", "pas_foto"),
        (KIA, {"tgl_lahir_anak": "2021-11-24"}, "fc_kk akta_lahir ktp_ortu", ""),
        (KIA, {"tgl_lahir_anak": "2010-01-01"}, "fc_kk akta_lahir ktp_ortu", "pas_foto"),
        (KIA, {}, "fc_kk akta_lahir ktp_ortu", ""),
        # the KK itself or the letter that it is lost; named once
        (SKPWNI, {}, "", "f103 kk_asli"),
        (SKPWNI, {}, "f103 kk_asli", ""),
        (SKPWNI, {}, "f103 surat_hilang", ""),
        (SKPWNI, {"anak_tanpa_ortu": "ya"}, "f103 kk_asli", "kuasa_pengasuhan"),
        # a birth reported after more than 60 days
        (AKTA_LAHIR, {"tgl_lahir_anak": "2026-09-24", "perkawinan_ortu": "tercatat"}, "f201 fc_kk",
         "ket_lahir buku_nikah"),
        (AKTA_LAHIR, {"tgl_lahir_anak": "2026-09-23", "perkawinan_ortu": "tidak_ada"}, "f201 f203 fc_kk", "sk_kadis"),
        (AKTA_LAHIR, {"perkawinan_ortu": "belum_tercatat"}, "f201 f203 fc_kk", "f204"),
        (AKTA_LAHIR, {"perkawinan_ortu": "tidak_ada"}, "f201 f203 fc_kk", ""),
        # nobody can say of a foundling who bore it, or bring a letter about its birth
        (AKTA_LAHIR, {"asal_usul": "tidak_diketahui"}, "f201 fc_kk", "ba_polisi"),
        (AKTA_LAHIR, {"asal_usul": "tidak_diketahui", "perkawinan_ortu": "tercatat"}, "f201 fc_kk ba_polisi", ""),
        # KK Umum by what is asked for
        (KK_UMUM, {"jenis_permohonan": "hilang"}, "", "f102 surat_hilang ktp_el"),
        (KK_UMUM, {"jenis_permohonan": "rusak"}, "", "f102 kk_lama ktp_el"),
        (KK_UMUM, {"jenis_permohonan": "perubahan", "elemen_berubah": "AGAMA"}, "f102", "kk_lama bukti_peristiwa f106"),
        (KK_UMUM, {"jenis_permohonan": "perubahan", "elemen_berubah": ""}, "", "f102 kk_lama bukti_peristiwa"),
        (KK_BARU, {"jenis_permohonan": "keluarga_baru", "kawin_tercatat": "tidak"}, "", "f102 f105"),
        (KK_BARU, {"jenis_permohonan": "keluarga_baru", "kawin_tercatat": "ya"}, "f102 akta_cerai", ""),
        (KK_BARU, {"jenis_permohonan": "pindah_datang", "tempat_tinggal": "menumpang"}, "f102 skpwni",
         "pernyataan_pemilik"),
        # the motor keliling asks for what the service itself asks for
        (KELILING, {"jenis_dokumen": "kk"}, "", "f102"),
        *[(service, {"jenis_dokumen": "kk", **data}, "f102", expected) for service in (KELILING, DIK_JAMILA)
          for data, expected in (
            ({"jenis_permohonan": "perubahan"}, "kk_lama bukti_peristiwa"),
            ({"jenis_permohonan": "perubahan", "elemen_berubah": "AGAMA"}, "kk_lama bukti_peristiwa f106"),
            ({"jenis_permohonan": "hilang"}, "surat_hilang_kk ktp_el"),
            ({"jenis_permohonan": "rusak"}, "kk_lama ktp_el"),
            ({"jenis_permohonan": "keluarga_baru"}, "bukti_kawin"),
            ({"jenis_permohonan": "ganti_kepala"}, "kk_lama akta_kematian"),
            ({"jenis_permohonan": "pisah_kk"}, "kk_lama ktp_el"),
            ({"jenis_permohonan": "rentan", "biodata_ada": "tidak"}, "f101"),
            ({"jenis_permohonan": "rentan", "tempat_tinggal": "menumpang"}, "pernyataan_pemilik"),
          )],
        (KELILING, {"jenis_dokumen": "kk", "jenis_permohonan": "keluarga_baru"}, "f102 f105", ""),
        # so does Dik Jamila
        (DIK_JAMILA, {"jenis_dokumen": "kk", "jenis_permohonan": "pindah_datang"}, "f102", "skpwni ktp_asal"),
        (DIK_JAMILA, {"jenis_dokumen": "akta_lahir", "perkawinan_ortu": "tercatat", "tgl_lahir_anak": "2026-09-23"}, "",
         "fc_kk f201 ket_lahir buku_nikah sk_kadis"),
        (DIK_JAMILA, {"jenis_dokumen": "akta_lahir", "perkawinan_ortu": "belum_tercatat"}, "fc_kk f201 f203", "f204"),
        (DIK_JAMILA, {"jenis_dokumen": "akta_lahir", "asal_usul": "tidak_diketahui"}, "fc_kk f201", "ba_polisi"),
        (DIK_JAMILA, {"jenis_dokumen": "akta_mati"}, "", "fc_kk f201 surat_kematian"),
        (DIK_JAMILA, {"jenis_dokumen": "kia", "tgl_lahir_anak": "2021-11-23"}, "f102",
         "fc_kk ktp_ortu pas_foto akta_lahir"),
        (DIK_JAMILA, {"jenis_dokumen": "kia", "tgl_lahir_anak": "2021-11-24"}, "f102 fc_kk", "ktp_ortu akta_lahir"),
        (DIK_JAMILA, {"jenis_dokumen": "ktp_el", "alasan": "rusak"}, "f102 fc_kk", "ktp_lama"),
        (DIK_JAMILA, {"jenis_dokumen": "ktp_el", "alasan": "hilang"}, "f102 fc_kk", "surat_hilang"),
        (DIK_JAMILA, {"jenis_dokumen": "ktp_el", "alasan": "baru"}, "f102 fc_kk", ""),
        (DIK_JAMILA, {"jenis_dokumen": "akta_kawin"}, "", "fc_kk f201 ktp_pihak pemberkatan"),
        (KELILING, {"jenis_dokumen": "akta_lahir", "perkawinan_ortu": "tercatat"}, "",
         "f201 ket_lahir buku_nikah fc_kk"),
        (KELILING, {"jenis_dokumen": "akta_lahir", "perkawinan_ortu": "tidak_ada"}, "f201 f203 fc_kk", ""),
        (KELILING, {"jenis_dokumen": "akta_lahir", "asal_usul": "tidak_diketahui"}, "f201 fc_kk", "ba_polisi"),
        (KELILING, {"jenis_dokumen": "akta_mati"}, "", "f201 surat_kematian kk_ktp"),
        (KELILING, {"jenis_dokumen": "pindah_datang"}, "", "skpwni ktp_lama"),
        (KELILING, {"jenis_dokumen": "pindah_datang", "tempat_tinggal": "menumpang"}, "skpwni ktp_lama",
         "pernyataan_pemilik"),
        # what is not mandatory is never missing
        (KONSULTASI, {}, "", "identitas"),
    ],
)  # fmt: skip
def test_what_is_missing(service: Sop, data: dict[str, Any], brought: str, expected: str) -> None:
    assert missing(service, data, brought) == expected.split()


def test_the_checklist_shows_what_applies_mandatory_or_not() -> None:
    facts = case(KONSULTASI)
    assert [item.id for item in applicable(KONSULTASI, facts)] == ["identitas", "dokumen"]
    assert "surat_hilang" not in [item.id for item in applicable(KTP, case(KTP, data={"alasan": "rusak"}))]


def test_a_requirement_is_met_by_itself_or_by_its_stand_in() -> None:
    letter = next(item for item in SKPWNI.requirements if item.id == "kk_asli")
    assert not is_met(letter, case(SKPWNI))
    assert is_met(letter, case(SKPWNI, requirements={"kk_asli": "asli"}))
    assert is_met(letter, case(SKPWNI, requirements={"surat_hilang": "asli"}))
    assert not is_met(letter, case(SKPWNI, requirements={"f103": "asli"}))
    assert requirement_words(SKPWNI, letter) == "KK asli atau Surat keterangan kehilangan KK"


@pytest.mark.parametrize(
    ("service", "no", "data", "expected"),
    [
        (KK_UMUM, "1", {}, ""),
        (KK_UMUM, "2", {**BY_SIAK}, "jenis_permohonan"),
        (KK_UMUM, "2", {**BY_SIAK, "jenis_permohonan": "baru"}, ""),
        (KK_UMUM, "5", {**BY_SIAK, "jenis_permohonan": "baru"}, "no_kk_terbit"),
        # earlier steps are asked for still
        (KK_UMUM, "5", {**BY_SIAK}, "jenis_permohonan no_kk_terbit"),
        # what a konsep of ours shows; the one of SIAK needs no typing twice (PRODUCT 1)
        (KK_UMUM, "2", {"jenis_permohonan": "baru"},
         "konsep_siak kepala_keluarga alamat desa kecamatan anggota"),
        (KK_UMUM, "2", {"jenis_permohonan": "baru", "konsep_siak": "tidak", "anggota": [{"nama": "X"}]},
         "kepala_keluarga alamat desa kecamatan"),
        (KK_BARU, "2", {"jenis_permohonan": "rentan", "konsep_siak": "tidak"},
         "kepala_keluarga alamat desa kecamatan anggota"),
        (KK_BARU, "2", {"jenis_permohonan": "rentan", **BY_SIAK}, ""),
        # who moves, wherever others than the head do
        (SKPWNI, "2", {**MOVING, "jenis_kepindahan": "kepala"}, ""),
        (SKPWNI, "2", {**MOVING, "jenis_kepindahan": "kepala_dan_semua"}, "anggota_pindah"),
        (SKPWNI, "2", {**MOVING, "jenis_kepindahan": "kepala_dan_sebagian"}, "anggota_pindah"),
        (SKPWNI, "2", {**MOVING, "jenis_kepindahan": "anggota"}, "anggota_pindah"),
        # of a foundling no parents are asked for
        (AKTA_LAHIR, "6", {**BORN, **REPORTED, "asal_usul": "tidak_diketahui"}, ""),
        (AKTA_LAHIR, "6", {**BORN, **REPORTED, "asal_usul": "diketahui"},
         "perkawinan_ortu anak_ke nama_ibu"),
        (AKTA_LAHIR, "6", {**BORN, **REPORTED, "asal_usul": "diketahui", "perkawinan_ortu": "tidak_ada"},
         "anak_ke nama_ibu"),
        # who reports and who bears witness stand on the page of the register that is printed here
        (AKTA_LAHIR, "6", {**BORN, "asal_usul": "tidak_diketahui"}, " ".join(REPORTED)),
        (AKTA_LAHIR, "7", {**BORN, "asal_usul": "tidak_diketahui"}, " ".join(REPORTED)),
        (AKTA_MATI, "6", {**DIED, "tempat_lahir": "X", "tgl_lahir_almarhum": "1950-05-05", "anak_ke": "2",
                          "nama_ibu": "X"}, " ".join(REPORTED)),
        (KELILING, "2", {"jorong": "X", "hp_android": "ya", "jenis_dokumen": "akta_lahir",
                         "tgl_lahir_anak": "2026-11-02", "asal_usul": "tidak_diketahui"}, ""),
        # what the draft of a death names
        (AKTA_MATI, "6", {**DIED, **REPORTED}, "tempat_lahir tgl_lahir_almarhum anak_ke nama_ibu"),
        (KTP, "1", {"cara_serah": "ambil"}, "alasan"),
        (KTP, "1", {"cara_serah": "ambil", "alasan": "rusak"}, ""),
        (KTP, "1", {"cara_serah": "ambil", "alasan": "hilang"}, "no_surat_hilang tgl_surat_hilang"),
        # a field whose condition came true late
        (KTP, "4", {**FOUND, "cara_serah": "pos", "alasan": "hilang", "pos_penerima": "X", "pos_alamat": "Y",
                    "pos_kode_pos": "34764"},
         "no_surat_hilang tgl_surat_hilang"),
        (KTP, "4", {**FOUND, "cara_serah": "pos", "alasan": "rusak"}, "pos_penerima pos_alamat pos_kode_pos"),
        (KTP, "4", {**FOUND, **COLLECTED},
         "penerima_nama penerima_hubungan penerima_identitas bukti_pengambilan"),
        (KTP, "4", {**FOUND, **COLLECTED, "penerima_nama": "X", "penerima_hubungan": "kuasa",
                    "bukti_pengambilan": "tidak"}, "penerima_identitas pernyataan_tanpa_bukti alasan_tanpa_bukti"),
        (KTP, "4", {**FOUND, **COLLECTED, "penerima_nama": "X", "penerima_hubungan": "kuasa",
                    "penerima_identitas": "KTP-el", "bukti_pengambilan": "ada"}, "kode_ambil"),
        # a branch that was passed by is not asked for later, but where the case stands in it
        (KONSULTASI, "3b", {"pokok": "x", "rangkuman": "y"}, "notulen"),
        (KONSULTASI, "4", {"pokok": "x", "rangkuman": "y"}, "jawaban"),
    ],
)  # fmt: skip
def test_fields_a_step_still_needs(service: Sop, no: str, data: dict[str, Any], expected: str) -> None:
    assert wanted(service, no, **data) == expected.split()


def test_one_way_of_delivery_is_known_without_asking() -> None:
    """KK Umum can only be collected, so the recipient is asked for although no field says how it is delivered."""
    assert known(KK_UMUM, case(KK_UMUM))["cara_serah"] == "ambil"
    assert "cara_serah" not in known(KK_BARU, case(KK_BARU))
    asked = wanted(KK_UMUM, "8", jenis_permohonan="baru", no_kk_terbit="1", **BY_SIAK)
    assert asked == ["penerima_nama", "penerima_hubungan", "penerima_identitas", "bukti_pengambilan"]


TAKEN = {"cara_serah": "ambil", "bukti_pengambilan": "ada", "penerima_nama": "X", "penerima_hubungan": "sendiri",
         "penerima_identitas": "KTP-el"}  # fmt: skip


@pytest.mark.parametrize(
    ("code", "theirs"),
    [
        ("4ARG96", True),
        (" 4arg 96 ", True),
        ("KTP-2026-00042", True),  # the barcode of the slip was scanned
        ("ktp-2026-00042", True),
        ("SALAH1", False),
        ("4ARG9", False),
        ("KTP-2026-00043", False),
        ("-", False),
    ],
)
def test_the_code_given_is_that_of_the_slip(code: str, theirs: bool) -> None:
    data = {**example_data(KTP), **TAKEN, "kode_ambil": code}
    refused = refused_at_the_end(KTP, full_case(KTP, "4", data=data, pickup_code="4ARG96"))
    assert (refused is None) is theirs
    if refused:
        assert (refused.code, refused.missing, refused.fix) == ("slip", ("kode_ambil",), "case.fields")
        assert "4ARG96" not in refused.sentence
        assert "tidak dibawa" in refused.sentence


def test_a_case_without_a_code_is_not_handed_over_for_an_empty_one() -> None:
    data = {**example_data(KTP), **TAKEN, "kode_ambil": " "}
    refused = refused_at_the_end(KTP, full_case(KTP, "4", data=data, pickup_code=""))
    assert refused is not None


@pytest.mark.parametrize(
    "changes", [{"cara_serah": "pos"}, {"bukti_pengambilan": "tidak"}, {"cara_serah": "pos", "kode_ambil": "SALAH1"}]
)
def test_no_slip_is_looked_at_where_none_is_handed_in(changes: dict[str, str]) -> None:
    facts = full_case(KTP, "4", data={**example_data(KTP), **TAKEN, **changes}, pickup_code="4ARG96")
    assert refused_at_the_end(KTP, facts) is None


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_where_a_slip_is_taken_in_it_is_looked_at(sop_id: str) -> None:
    service = sop(sop_id)
    ending = [move for step in service.steps for move in step.moves if move.to is None]
    asks = service.field("kode_ambil") is not None
    assert asks == ("ambil" in service.delivery)
    assert all(("kode_ambil" in move.requires) == asks for move in ending)


@pytest.mark.parametrize(
    ("service", "data", "expected"),
    [
        (KK_UMUM, {}, True), (KK_BARU, {"cara_serah": "pdf_wa"}, False), (KTP, {"cara_serah": "pos"}, False),
        (KELILING, {"dicetak_oleh": "petugas_khusus"}, True), (KELILING, {"dicetak_oleh": "petugas_nagari"}, True),
        (KELILING, {"dicetak_oleh": "pemohon"}, False), (PENGADUAN, {}, False),
    ],
)  # fmt: skip
def test_somebody_signs_for_what_is_handed_over(service: Sop, data: dict[str, str], expected: bool) -> None:
    assert handed_over(service, case(service, data=data)) is expected


def test_the_ways_of_delivery_are_called_the_same_everywhere() -> None:
    assert all(DELIVERY_TITLES[option.value] == option.title for option in library().lists["cara_serah"])


def test_the_channel_is_known_as_it_came_and_not_as_the_sop_says() -> None:
    assert known(KK_BARU, case(KK_BARU, channel="loket"))["kanal"] == "loket"


def refused_forward(service: Sop, no: str, **data: Any) -> MoveRefused | None:
    facts = full_case(service, no, data={**example_data(service), **data})
    step = service.step(facts.step)
    return failing(service, step, next(move for move in step.moves if not move.back), facts)


def test_a_card_is_printed_only_where_the_recording_was_found() -> None:
    """DOMAIN A.6: what is not found goes back, and the applicant to the recording."""
    refused = refused_forward(KTP, "2", rekaman_ada="tidak")
    assert refused
    assert (refused.code, refused.fix) == ("rule", "case.return")
    assert "kembalikan berkas dan arahkan pemohon ke perekaman" in refused.sentence
    assert "langkah 2" in refused.sentence
    assert refused_forward(KTP, "2", rekaman_ada="ya") is None
    unasked = refused_forward(KTP, "2", rekaman_ada="")
    assert unasked
    assert unasked.missing == ("rekaman_ada",)


def test_a_rule_of_one_kind_of_document_leaves_the_others_alone() -> None:
    adult = {"tgl_lahir_anak": "1990-01-01"}
    refused = refused_forward(DIK_JAMILA, "1", **adult, jenis_dokumen="kia")
    assert refused
    assert refused.code == "rule"
    assert refused_forward(DIK_JAMILA, "1", **adult, jenis_dokumen="akta_lahir") is None


@pytest.mark.parametrize(("born", "fits"), [("2009-11-24", True), ("2009-11-23", False), ("1990-01-01", False)])
def test_the_childrens_card_is_for_those_below_seventeen(born: str, fits: bool) -> None:
    """DOMAIN A.7; the case came in on 23 November 2026."""
    refused = refused_forward(KIA, "2", tgl_lahir_anak=born)
    assert (refused is None) is fits
    assert fits or (refused and "17 tahun" in refused.sentence)


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_a_case_with_everything_needs_nothing(sop_id: str) -> None:
    service = sop(sop_id)
    assert unmet(service, full_case(service)) == []
    assert needed_fields(service, full_case(service), service.steps[-1]) == []


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_every_required_field_is_asked_for_on_some_way(sop_id: str) -> None:
    """A bare case is stopped at the step that needs the field, or at a later one that looks back."""
    service = sop(sop_id)
    examples = example_data(service)
    for item in service.fields:
        if not item.required or item.when:
            continue
        facts = case(service, "1", data={**examples, item.id: ""})
        asking = [
            step.no
            for step in service.steps
            if any("isian_lengkap" in move.requires for move in step.moves)
            and item.id in [field.id for field in needed_fields(service, facts, step)]
        ]
        assert asking, item.id


def test_a_complaints_minutes_are_asked_for_only_on_the_complex_way() -> None:
    assert "notulen" not in wanted(PENGADUAN, "2", uraian="x")
    assert "notulen" in wanted(PENGADUAN, "5", uraian="x", kategori="data")
