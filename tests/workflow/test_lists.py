"""Reference lists against the official codes of the forms (DOMAIN C.3)."""

from __future__ import annotations

import pytest

from tests.workflow.given import SOP_IDS, library, sop

OFFICIAL = {
    "jk": "Laki-laki, Perempuan",
    "agama": "Islam, Kristen, Katolik, Hindu, Buddha, Khonghucu, Kepercayaan terhadap Tuhan YME",
    "gol_darah": "A, B, AB, O, A+, A-, B+, B-, AB+, AB-, O+, O-, Tidak tahu",
    "pendidikan": "Tidak/belum sekolah, Belum tamat SD/sederajat, Tamat SD/sederajat, SLTP/sederajat, SLTA/sederajat, "
    "Diploma I/II, Akademi/Diploma III/S. Muda, Diploma IV/Strata I, Strata II, Strata III",
    "status_kawin": "Belum kawin, Kawin tercatat, Kawin belum tercatat, Cerai hidup tercatat, "
    "Cerai hidup belum tercatat, Cerai mati",
    "shdk": "Kepala Keluarga, Suami, Istri, Anak, Menantu, Cucu, Orang tua, Mertua, Famili lain, Pembantu, Lainnya",
    "alasan_pindah": "Pekerjaan, Pendidikan, Keamanan, Kesehatan, Perumahan, Keluarga, Lainnya",
    "jenis_kepindahan": "Kepala keluarga, Kepala keluarga dan seluruh anggota, "
    "Kepala keluarga dan sebagian anggota, Anggota keluarga",
    "status_kk_pindah": "Numpang KK, Membuat KK baru",
    "tempat_dilahirkan": "RS/RB, Puskesmas, Polindes, Rumah, Lainnya",
    "jenis_kelahiran": "Tunggal, Kembar 2, Kembar 3, Kembar 4, Lainnya",
    "penolong": "Dokter, Bidan/Perawat, Dukun, Lainnya",
    "sebab_kematian": "Sakit biasa/tua, Wabah penyakit, Kecelakaan, Kriminalitas, Bunuh diri, Lainnya",
    "yang_menerangkan": "Dokter, Tenaga kesehatan, Kepolisian, Lainnya",
}


@pytest.mark.parametrize("name", sorted(OFFICIAL))
def test_codes_count_from_one_in_the_official_order(name: str) -> None:
    values = library().lists[name]
    assert [entry.title for entry in values] == OFFICIAL[name].split(", ")
    assert [entry.code for entry in values] == list(range(1, len(values) + 1))


def test_an_skpwni_serves_the_last_two_classes_only() -> None:
    assert {entry.code: entry.title for entry in library().lists["klasifikasi_pindah"]} == {
        4: "Antar kabupaten/kota",
        5: "Antar provinsi",
    }


@pytest.mark.parametrize(
    ("name", "values"),
    [("kewarganegaraan", {"WNI", "WNA"}), ("cara_serah", {"ambil", "pos", "pdf_wa"}), ("ya_tidak", {"ya", "tidak"})],
)
def test_lists_without_codes(name: str, values: set[str]) -> None:
    assert {entry.value for entry in library().lists[name]} == values


@pytest.mark.parametrize("name", sorted(library().lists))
def test_a_value_and_a_title_stand_once(name: str) -> None:
    entries = library().lists[name]
    assert len({entry.value for entry in entries}) == len({entry.title for entry in entries}) == len(entries)


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_typing_a_value_a_title_or_a_code_means_one_option(sop_id: str) -> None:
    for item in sop(sop_id).fields:
        spoken: dict[str, str] = {}
        for option in item.options:
            for word in {
                option.value.casefold(),
                option.title.casefold(),
                *([str(option.code)] if option.code else []),
            }:
                assert spoken.setdefault(word, option.value) == option.value, (item.id, word)
