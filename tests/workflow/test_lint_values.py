"""Fields that would crash, block or deceive only when a case is at work: refused while the file is read."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflow.broken import changed, faults_of, load, told, written

ADDRESS = '{ id = "alamat", step = "periksa" }'
SIAK = 'type = "no_skpwni", siak = true, unique = true, step = "periksa"'
CHOICE = '{ id = "x", title = "X", type = "enum", step = "periksa", options = [%s] }'

FAULTS = {
    '{ id = "x", title = "X", type = "int", min = 5, max = 2, step = "periksa" }': "min 5 lebih besar dari max 2",
    '{ id = "x", title = "X", type = "int", max = 10000000000, step = "periksa" }':
        "min dan max antara 0 dan 999999999",
    '{ id = "x", title = "X", type = "text", max = 0, step = "periksa" }': "max paling sedikit 1 huruf",
    '{ id = "x", title = "X", type = "long", max = -1, step = "periksa" }': "max paling sedikit 1 huruf",
    '{ id = "x", title = "X", type = "digits", length = 0, step = "periksa" }': "length antara 1 dan 64 angka",
    '{ id = "x", title = "X", type = "digits", length = 65, step = "periksa" }': "length antara 1 dan 64 angka",
    '{ id = "x", title = "X", type = "digits", length = 3, min = 4, step = "periksa" }':
        "min 4 lebih besar dari length 3",
    '{ id = "x", title = "X", type = "rows", step = "periksa" }': "daftar baris tanpa kolom",
    '{ id = "x", title = "X", type = "rows", step = "periksa", columns = [{ id = "y", title = "Y", type = "rows", '
    'columns = [{ id = "z", title = "Z", type = "text" }] }] }': "kolom tidak boleh berupa daftar baris",
    CHOICE % '{ value = "a", title = "A" }, { value = "a", title = "B" }': 'pilihan "a" tertulis dua kali',
    CHOICE % '{ value = "", title = "A" }': "ada pilihan tanpa nilai atau tanpa nama",
    CHOICE % '{ value = "a", title = " " }': "ada pilihan tanpa nilai atau tanpa nama",
    '{ id = "x", title = "X", type = "int", min = 1, max = 5, example = "7", step = "periksa" }':
        'contoh "7" ditolak isiannya sendiri: X: isi antara 1 dan 5.',
    '{ id = "x", title = "X", type = "nik", example = "123", step = "periksa" }':
        'contoh "123" ditolak isiannya sendiri: X: NIK harus 16 angka.',
    '{ id = "x", title = "X", type = "date", not_before = "x", step = "periksa" }':
        "not_before menunjuk dirinya sendiri",
    '{ id = "x", title = "X", type = "text", unique = true, step = "periksa" }':
        "unique hanya untuk nomor dari SIAK (siak = true)",
}  # fmt: skip


@pytest.mark.parametrize("entry", FAULTS)
def test_a_field_that_cannot_work(entry: str, tmp_path: Path) -> None:
    assert told(faults_of(written(tmp_path, changed((ADDRESS, entry))))) == [
        (None, None, f'isian "x": {FAULTS[entry]}')
    ]


@pytest.mark.parametrize(
    ("promise", "sentence"),
    [
        ('{ unit = "hari_kerja", amount = 3000 }', "janji layanan antara 1 dan 365 hari kerja"),
        ('{ unit = "hari_kalender", amount = 3000000000 }', "janji layanan antara 1 dan 1000 hari kalender"),
        ('{ unit = "hari_kalender", amount = 0 }', "janji layanan antara 1 dan 1000 hari kalender"),
    ],
)
def test_a_promise_beyond_the_calendar(promise: str, sentence: str, tmp_path: Path) -> None:
    broken = changed(('promise = { unit = "hari_kerja", amount = 1 }', f"promise = {promise}"))
    assert told(faults_of(written(tmp_path, broken))) == [(None, None, sentence)]


def two_numbers(first: str, second: str) -> str:
    """The good file with two numbers of SIAK under conditions."""
    return changed(
        (ADDRESS, f'{{ id = "a", title = "A", {SIAK}{first} }},\n  {{ id = "b", title = "B", {SIAK}{second} }}')
    )


def test_a_second_number_of_siak_is_not_held_apart(tmp_path: Path) -> None:
    sentence = 'unique, padahal "{}" juga nomor dari SIAK pada berkas yang sama'
    found = told(faults_of(written(tmp_path, two_numbers("", ""))))
    assert found == [
        (None, None, f'isian "a": {sentence.format("b")}'),
        (None, None, f'isian "b": {sentence.format("a")}'),
    ]
    either = ', when = "jenis = baru"', ', when = "jenis = baru|ulang"'
    assert faults_of(written(tmp_path, two_numbers(*either)))


def test_numbers_of_siak_that_no_case_has_both_of(tmp_path: Path) -> None:
    assert load(written(tmp_path, two_numbers(', when = "jenis = baru"', ', when = "jenis = ulang"')))


def test_a_column_is_never_compared_with_other_cases(tmp_path: Path) -> None:
    entry = (
        '{ id = "x", title = "X", type = "rows", step = "periksa", '
        'columns = [{ id = "y", title = "Y", type = "text", unique = true }] }'
    )
    assert told(faults_of(written(tmp_path, changed((ADDRESS, entry))))) == [
        (None, None, 'kolom "y": siak dan unique hanya untuk isian, bukan kolom')
    ]
