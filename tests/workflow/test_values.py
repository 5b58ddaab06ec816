"""What people type, made into the values a case stores."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.workflow.sop import Field, Option
from board.workflow.values import Checked, Checker
from tests.workflow.given import SOP_IDS, any_text, brief, pure, sop, words

TODAY = date(2026, 11, 23)
CHECKER = Checker(TODAY, frozenset({"00"}))
JK = (Option("L", "Laki-laki", 1), Option("P", "Perempuan", 2))
FIELDS = {
    "text": Field("x", "Kecamatan", "text", max=20),
    "long": Field("x", "Uraian", "long"),
    "name": Field("x", "Nama", "name"),
    "nik": Field("x", "NIK anak", "nik"),
    "no_kk": Field("x", "No. KK", "no_kk"),
    "phone": Field("x", "Telepon", "phone"),
    "date": Field("x", "Tanggal", "date"),
    "past": Field("x", "Tanggal lahir", "date", past=True),
    "time": Field("x", "Pukul", "time"),
    "int": Field("x", "Anak ke", "int", min=1, max=20),
    "rt": Field("x", "RT", "digits", length=3),
    "kode_pos": Field("x", "Kode pos", "digits", length=5, min=5),
    "jk": Field("x", "Jenis kelamin", "enum", options=JK),
    "akta": Field("x", "No. akta", "no_akta_lahir"),
}
MEMBERS = Field(
    "anggota",
    "Anggota",
    "rows",
    max=3,
    columns=(
        Field("nama", "Nama", "name", required=True),
        Field("nik", "NIK", "nik", born="tgl_lahir", sex="jk"),
        Field("jk", "Jenis kelamin", "enum", options=JK),
        Field("tgl_lahir", "Tanggal lahir", "date", past=True),
        Field("shdk", "SHDK", "enum", options=(Option("kepala_keluarga", "Kepala Keluarga"), Option("anak", "Anak"))),
    ),
)


def checked(item: Field, value: Any) -> Checked:
    found = Checked()
    CHECKER.field(item, value, found)
    return found


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [
        ("text", "  Baradatu ", "Baradatu"),
        ("text", "Bara\ndatu\x00", "Bara datu"),
        ("text", 34764, "34764"),
        ("text", "x" * 20, "x" * 20),
        ("long", "satu\r\ndua", "satu\ndua"),
        ("long", "x" * 8000, "x" * 8000),
        ("name", " siti  aminah ", "SITI AMINAH"),
        ("nik", "0000 0145 0590 0001", "0000014505900001"),
        ("no_kk", "0000010101150001", "0000010101150001"),
        ("phone", "0812-3456-7890", "+6281234567890"),
        ("date", "29-05-2012", "2012-05-29"),
        ("date", "2027-01-01", "2027-01-01"),
        ("past", "23/11/2026", "2026-11-23"),
        ("time", "8.15", "08:15"),
        ("time", "08:15", "08:15"),
        ("time", "23.59", "23:59"),
        ("time", "0.00", "00:00"),
        ("int", "7", "7"),
        ("int", "007", "7"),
        ("int", 20, "20"),
        ("rt", "3", "003"),
        ("rt", "012", "012"),
        ("rt", 12, "012"),
        ("kode_pos", "34764", "34764"),
        ("jk", "L", "L"),
        ("jk", "l", "L"),
        ("jk", "perempuan", "P"),
        ("jk", "2", "P"),
        ("jk", 1, "L"),
        ("akta", "1808.lu.20112026.0001", "1808-LU-20112026-0001"),
    ],
)
def test_what_is_stored(kind: str, typed: object, stored: str) -> None:
    found = checked(FIELDS[kind], typed)
    assert found.problems == []
    assert found.values == {"x": stored}


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("text", "x" * 21, "Kecamatan: paling panjang 20 huruf, ini 21."),
        ("long", "x" * 8001, "Uraian: paling panjang 8000 huruf, ini 8001."),
        ("name", "BUDI 2", "Nama: nama hanya berisi huruf, spasi, dan tanda ' . - ,"),
        ("name", "A" * 61, "Nama: paling panjang 60 huruf, ini 61."),
        ("nik", "123", "NIK anak: NIK harus 16 angka."),
        ("no_kk", "123", "No. KK: Nomor KK harus 16 angka."),
        ("phone", "nanti", "Telepon: Nomor telepon tidak dikenali; tulis seperti 081234567890."),
        ("date", "31-02-2026", "Tanggal: tanggal tidak sah; tulis seperti 29-05-2012."),
        ("date", "29-05-12", "Tanggal: tanggal tidak sah; tulis seperti 29-05-2012."),
        ("past", "24-11-2026", "Tanggal lahir: tanggal tidak boleh melewati hari ini."),
        ("time", "24.00", "Pukul: jam tidak sah; tulis seperti 08.15."),
        ("time", "8.60", "Pukul: jam tidak sah; tulis seperti 08.15."),
        ("time", "0815", "Pukul: jam tidak sah; tulis seperti 08.15."),
        ("int", "0", "Anak ke: isi antara 1 dan 20."),
        ("int", "21", "Anak ke: isi antara 1 dan 20."),
        ("int", "-1", "Anak ke: tulis sebagai angka."),
        ("int", "dua", "Anak ke: tulis sebagai angka."),
        ("int", "٣", "Anak ke: tulis sebagai angka."),
        ("rt", "1234", "RT: isi 3 angka."),
        ("rt", "tiga", "RT: isi 3 angka."),
        ("rt", "-3", "RT: isi 3 angka."),
        ("rt", -3, "RT: isi 3 angka."),
        ("kode_pos", "3476", "Kode pos: isi tepat 5 angka."),
        ("jk", "X", "Jenis kelamin: pilih salah satu: L, P."),
        ("jk", "none", "Jenis kelamin: pilih salah satu: L, P."),
        ("akta", "AL. 705", "No. akta: Nomor akta tidak sesuai pola 1808-LT-20112026-0001."),
        ("text", True, "Kecamatan: tulis sebagai teks atau angka."),
        ("text", 1.5, "Kecamatan: tulis sebagai teks atau angka."),
        ("text", ["a"], "Kecamatan: tulis sebagai teks atau angka."),
        ("text", {"a": 1}, "Kecamatan: tulis sebagai teks atau angka."),
    ],
)
def test_what_is_refused_says_which_field_and_what_is_expected(kind: str, typed: object, sentence: str) -> None:
    found = checked(FIELDS[kind], typed)
    assert found.values == {}
    assert [(problem.field, problem.sentence) for problem in found.problems] == [("x", sentence)]


@pytest.mark.parametrize("kind", sorted(FIELDS))
@pytest.mark.parametrize("empty", [None, "", "  \n\t ", []])
def test_an_empty_value_clears_the_field(kind: str, empty: object) -> None:
    found = checked(FIELDS[kind], empty)
    assert (found.values, found.problems) == ({"x": ""}, [])


def test_an_odd_nik_is_stored_with_a_warning() -> None:
    found = checked(FIELDS["nik"], "2000013013900001")
    assert found.values == {"x": "2000013013900001"}
    assert found.problems == []
    assert words(problem.sentence for problem in found.warnings) == (
        "NIK anak: Kode provinsi 20 pada NIK tidak dikenal.\nNIK anak: Tanggal pada NIK tidak sah."
    )


def test_an_odd_kk_is_stored_with_a_warning() -> None:
    found = checked(FIELDS["no_kk"], "0000014101150001")
    assert found.values == {"x": "0000014101150001"}
    assert [problem.sentence for problem in found.warnings] == ["No. KK: Tanggal pada No. KK tidak lazim."]


def test_minutes_in_other_figures_are_not_stored() -> None:
    assert checked(FIELDS["time"], "8.١٥").values in ({}, {"x": "08:15"})


def test_a_number_beyond_all_reason_is_refused_in_indonesian() -> None:
    found = checked(FIELDS["int"], 10**5000)
    assert [problem.sentence for problem in found.problems] == ["Anak ke: angkanya terlalu panjang."]


# --- rows -----------------------------------------------------------------------------------------------------------


def test_rows_are_checked_cell_by_cell_and_empty_cells_dropped() -> None:
    found = checked(
        MEMBERS,
        [{"nama": "budi santoso", "jk": "1", "tgl_lahir": "01-01-1980", "shdk": "kepala_keluarga", "nik": ""}],
    )
    assert found.problems == []
    assert found.values == {
        "anggota": [{"nama": "BUDI SANTOSO", "jk": "L", "tgl_lahir": "1980-01-01", "shdk": "kepala_keluarga"}]
    }


@pytest.mark.parametrize("empty", [None, "", []])
def test_no_rows_clear_the_list(empty: object) -> None:
    assert checked(MEMBERS, empty).values == {"anggota": []}


@pytest.mark.parametrize(
    ("rows", "sentences"),
    [
        ("BUDI", ["Anggota: tulis sebagai daftar baris."]),
        ([{"nama": "BUDI"}, "SITI"], ["Anggota: tulis sebagai daftar baris."]),
        ({"nama": "BUDI"}, ["Anggota: tulis sebagai daftar baris."]),
        ([{"nama": "BUDI"}] * 4, ["Anggota: paling banyak 3 baris."]),
        ([{"nama": "BUDI", "umur": 3}], ['Anggota baris 1: kolom "umur" tidak dikenal.']),
        ([{"nama": "BUDI"}, {}], ["Anggota baris 2: Nama wajib diisi."]),
        (
            [{"nama": "BUDI", "jk": "X"}, {"nama": "B2", "tgl_lahir": "24-11-2026"}],
            [
                "Anggota baris 1: Jenis kelamin: pilih salah satu: L, P.",
                "Anggota baris 2: Nama: nama hanya berisi huruf, spasi, dan tanda ' . - ,",
                "Anggota baris 2: Tanggal lahir: tanggal tidak boleh melewati hari ini.",
            ],
        ),
        (
            [{"nama": "BUDI", "shdk": "kepala_keluarga"}, {"nama": "SITI", "shdk": "Kepala Keluarga"}],
            ["Anggota: hanya satu Kepala Keluarga dalam satu KK."],
        ),
    ],
)
def test_rows_that_are_refused(rows: object, sentences: list[str]) -> None:
    problems = checked(MEMBERS, rows).problems
    assert [problem.sentence for problem in problems] == sentences
    assert {problem.field for problem in problems} == {"anggota"}


@pytest.mark.parametrize(
    ("born", "received", "number", "told"),
    [
        ("2026-09-24", "2026-11-23", "0000-LU-23112026-0001", None),
        ("2026-09-23", "2026-11-23", "0000-LU-23112026-0001", "LT"),
        ("2026-09-23", "2026-11-23", "0000-LT-23112026-0001", None),
        ("2026-09-24", "2026-11-23", "0000-LT-23112026-0001", "LU"),
        # what counts is when it was reported, not when the operator got to it
        ("2026-09-23", "2026-11-20", "0000-LU-23112026-0001", None),
    ],
)
def test_the_number_of_a_late_birth_says_so(born: str, received: str, number: str, told: str | None) -> None:
    """DOMAIN B.2, C.1: LT after more than 60 days; a warning, SIAK gives the number."""
    service, day = sop("waykanan.akta_lahir"), date.fromisoformat(received)
    have = {"tgl_lahir_anak": born}
    found = CHECKER.data(service, {"no_akta_lahir": number}, have, day)
    assert found.problems == []
    assert [item.field for item in found.warnings] == (["no_akta_lahir"] if told else [])
    assert all(f"memuat {told}." in item.sentence for item in found.warnings)
    assert CHECKER.data(service, {"nama_anak": "PUTRI AYU"}, {**have, "no_akta_lahir": number}, day).warnings == []


def test_a_family_has_exactly_one_head() -> None:
    """DOMAIN C.3; those who move away may leave theirs behind, a KK has one."""
    family, child = replace(MEMBERS, family=True), {"nama": "BUDI", "shdk": "anak"}
    head = {**child, "shdk": "kepala_keluarga"}
    assert checked(MEMBERS, [child]).problems == []
    assert checked(family, [head, child]).problems == []
    assert checked(family, []).problems == []
    for rows in ([child], [{"nama": "BUDI"}]):
        (problem,) = checked(family, rows).problems
        assert problem.sentence == "Anggota: pilih siapa Kepala Keluarga; tepat satu dalam satu KK."
    assert sop("waykanan.kk_baru").field("anggota").family  # type: ignore[union-attr]
    assert sop("landak.kk_umum").field("anggota").family  # type: ignore[union-attr]


@pytest.mark.parametrize("empty", ["", "  ", None])
def test_a_required_column_may_not_be_empty(empty: object) -> None:
    problems = checked(MEMBERS, [{"nama": empty, "shdk": "anak"}]).problems
    assert [problem.sentence for problem in problems] == ["Anggota baris 1: Nama wajib diisi."]


def test_a_nik_unlike_its_row_is_a_warning() -> None:
    found = checked(MEMBERS, [{"nama": "SITI", "nik": "0000014505900001", "jk": "L", "tgl_lahir": "1990-05-06"}])
    assert found.problems == []
    assert [problem.sentence for problem in found.warnings] == [
        "Anggota baris 1: NIK tidak cocok dengan tanggal lahir. Periksa lagi, lalu simpan bila yakin.",
        "Anggota baris 1: NIK tidak cocok dengan jenis kelamin. Periksa lagi, lalu simpan bila yakin.",
    ]


def test_a_nik_like_its_row_is_no_warning() -> None:
    row = {"nama": "SITI", "nik": "0000014505900001", "jk": "P", "tgl_lahir": "1990-05-05"}
    assert checked(MEMBERS, [row]).warnings == []


# --- the data of a case ---------------------------------------------------------------------------------------------

AKTA_MATI = sop("waykanan.akta_mati")


def test_unknown_fields_are_named_with_those_that_are_known() -> None:
    problems = CHECKER.data(AKTA_MATI, {"nama_almarhumah": "X"}).problems
    assert [problem.field for problem in problems] == ["nama_almarhumah"]
    assert problems[0].sentence.startswith(
        'Medan "nama_almarhumah" tidak dikenal pada SOP Akta Mati. Yang dikenal: hubungan_pelapor, nama_almarhum, '
    )


def test_all_problems_come_at_once() -> None:
    raw = {"tgl_mati": "besok", "anak_ke": "99", "jk": "X", "tempat_mati": "KOTABUMI"}
    found = CHECKER.data(AKTA_MATI, raw)
    assert [problem.field for problem in found.problems] == ["tgl_mati", "anak_ke", "jk"]
    assert found.values == {"tempat_mati": "KOTABUMI"}


@pytest.mark.parametrize(
    ("raw", "have", "refused"),
    [
        ({"tgl_mati": "2026-11-15", "tgl_lahir_almarhum": "1950-05-05"}, {}, False),
        ({"tgl_mati": "2026-11-15", "tgl_lahir_almarhum": "2026-11-15"}, {}, False),
        ({"tgl_mati": "2026-11-14", "tgl_lahir_almarhum": "2026-11-15"}, {}, True),
        ({"tgl_mati": "2026-11-14"}, {"tgl_lahir_almarhum": "2026-11-15"}, True),
        ({"tgl_lahir_almarhum": "2026-11-15"}, {"tgl_mati": "2026-11-14"}, True),
        ({"tgl_lahir_almarhum": ""}, {"tgl_mati": "2026-11-14", "tgl_lahir_almarhum": "2026-11-15"}, False),
        ({"tgl_mati": "2026-11-14"}, {}, False),
    ],
)
def test_nobody_dies_before_being_born(raw: dict[str, str], have: dict[str, str], refused: bool) -> None:
    problems = CHECKER.data(AKTA_MATI, raw, have).problems
    expected = ["Tanggal kematian: tidak boleh sebelum tanggal lahir yang meninggal."] if refused else []
    assert [problem.sentence for problem in problems] == expected


def test_what_the_case_has_is_compared_but_not_returned() -> None:
    assert CHECKER.data(AKTA_MATI, {"tempat_mati": "KOTABUMI"}, {"jk": "L"}).values == {"tempat_mati": "KOTABUMI"}


def test_an_unknown_field_cannot_steer_a_terminal() -> None:
    problems = CHECKER.data(AKTA_MATI, {"jk\x1b[2J\u202e": "L"}).problems
    assert not [char for char in problems[0].sentence if unicodedata.category(char).startswith("C")]


def test_a_nik_unlike_the_case_is_a_warning_too() -> None:
    raw = {"nik_almarhum": "0000010505500005", "tgl_lahir_almarhum": "1950-05-06", "jk": "P"}
    found = CHECKER.data(AKTA_MATI, raw)
    assert found.problems == []
    assert "tanggal lahir" in words(problem.sentence for problem in found.warnings)


def test_a_nik_is_compared_when_the_birth_date_comes_later() -> None:
    have = {"nik_almarhum": "0000010505500005", "jk": "L"}
    found = CHECKER.data(AKTA_MATI, {"tgl_lahir_almarhum": "1950-05-06"}, have)
    assert [problem.sentence for problem in found.warnings] == [
        "NIK yang meninggal: NIK tidak cocok dengan tanggal lahir. Periksa lagi, lalu simpan bila yakin."
    ]
    assert CHECKER.data(AKTA_MATI, {"tempat_mati": "KOTABUMI"}, {**have, **found.values}).warnings == []


# --- the applicant --------------------------------------------------------------------------------------------------


def test_an_applicant_is_made_clean() -> None:
    raw = {"name": " siti  aminah", "nik": "0000 0145 0590 0001", "no_kk": None, "phone": "0812-3456-7890"}
    found = CHECKER.applicant(raw, required=("name", "nik", "phone"))
    assert (found.problems, found.warnings) == ([], [])
    assert found.values == {"name": "SITI AMINAH", "nik": "0000014505900001", "no_kk": "", "phone": "+6281234567890"}


@pytest.mark.parametrize(
    ("raw", "field", "sentence"),
    [
        ({"name": ["SITI"]}, "name", "Nama pemohon: tulis sebagai teks atau angka."),
        ({"name": True}, "name", "Nama pemohon: tulis sebagai teks atau angka."),
        ({"nik": 1e15}, "nik", "NIK pemohon: tulis sebagai teks atau angka."),
        ({"nik": float("inf")}, "nik", "NIK pemohon: tulis sebagai teks atau angka."),
        ({"nik": -1}, "nik", "NIK pemohon: NIK harus 16 angka."),
        ({"name": "R2D2"}, "name", "Nama pemohon: nama hanya berisi huruf, spasi, dan tanda ' . - ,"),
        ({"name": "A" * 61}, "name", "Nama pemohon: paling panjang 60 huruf, ini 61."),
        ({"no_kk": "1"}, "no_kk", "No. KK pemohon: Nomor KK harus 16 angka."),
        (
            {"phone": "nanti"},
            "phone",
            "Nomor telepon pemohon: Nomor telepon tidak dikenali; tulis seperti 081234567890.",
        ),
        (
            {"umur\x1b": 30},
            "umur\x1b",
            'Medan pemohon "umur" tidak dikenal. Yang dikenal: name, nik, no_kk, phone.',
        ),
    ],
)
def test_an_applicants_field_that_is_wrong_is_told_once(raw: dict[str, object], field: str, sentence: str) -> None:
    problems = CHECKER.applicant(raw, required=raw.keys()).problems
    assert [(problem.field, problem.sentence) for problem in problems] == [(f"applicant.{field}", sentence)]


@pytest.mark.parametrize("raw", [{}, {"name": ""}, {"name": " \t"}, {"name": None}, {"name": "\u200b\u200b"}])
def test_an_applicant_without_a_name(raw: dict[str, object]) -> None:
    problems = CHECKER.applicant(raw, required=("name",)).problems
    assert [(problem.field, problem.sentence) for problem in problems] == [
        ("applicant.name", "Nama pemohon wajib diisi.")
    ]


def test_an_odd_number_of_an_applicant_is_a_warning() -> None:
    found = CHECKER.applicant({"nik": "2000010101800001", "no_kk": "0000014101150001"})
    assert [(problem.field, problem.sentence) for problem in found.warnings] == [
        ("applicant.nik", "NIK pemohon: Kode provinsi 20 pada NIK tidak dikenal."),
        ("applicant.no_kk", "No. KK pemohon: Tanggal pada No. KK tidak lazim."),
    ]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | any_text,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(any_text, inner, max_size=3),
    max_leaves=8,
)


@brief
@given(st.data(), st.sampled_from(SOP_IDS))
def test_any_json_is_checked_without_raising(data: st.DataObject, sop_id: str) -> None:
    service = sop(sop_id)
    names = st.sampled_from([item.id for item in service.fields]) | any_text
    found = CHECKER.data(service, data.draw(st.dictionaries(names, json_values, max_size=4)))
    assert all(isinstance(value, str | list) for value in found.values.values())
    assert all(problem.sentence for problem in found.problems)


@brief
@given(st.dictionaries(st.sampled_from(["name", "nik", "no_kk", "phone"]) | any_text, json_values, max_size=4))
def test_any_json_may_be_an_applicant_or_is_refused(raw: dict[str, Any]) -> None:
    found = CHECKER.applicant(raw, required=("name",))
    assert all(isinstance(value, str) for value in found.values.values())
    assert found.problems or found.values["name"]


@pure
@given(st.sampled_from(sorted(FIELDS)), any_text | st.integers(-99, 99_999).map(str))
def test_a_stored_value_is_taken_again_unchanged(kind: str, typed: str) -> None:
    """Printable text only: what ``clean`` does with parted accents is told in test_wording."""
    printable = "".join(char for char in typed if char.isascii())
    once = checked(FIELDS[kind], printable)
    again = checked(FIELDS[kind], once.values.get("x", ""))
    assert once.problems or again.values == once.values


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_every_example_is_acceptable(sop_id: str) -> None:
    """What a form shows as an example must not be refused when somebody types it."""
    service = sop(sop_id)
    for item in service.fields:
        if item.type == "rows":
            row = {column.id: column.example for column in item.columns if column.example}
            found = checked(item, [row])
        else:
            found = checked(item, item.example)
        assert (found.problems, found.warnings) == ([], []), item.id


def test_yesterday_is_past_and_tomorrow_is_not() -> None:
    assert checked(FIELDS["past"], (TODAY - timedelta(days=1)).isoformat()).problems == []
    assert checked(FIELDS["past"], (TODAY + timedelta(days=1)).isoformat()).problems != []


def test_a_date_that_is_none_is_shown_as_it_is() -> None:
    born = Field(id="tgl_lahir", title="Tanggal lahir", type="date")
    assert born.in_words("1990-05-29") == "29-05-1990"
    assert born.in_words("1990-99-99") == "1990-99-99"
    assert born.in_words("esok") == "esok"
