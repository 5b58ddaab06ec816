"""The language of ``when``."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.workflow.conditions import Clause, full_years, holds, parse
from tests.workflow.given import any_text, pure

TODAY = date(2026, 11, 23)
KNOWN = {
    "alasan": "hilang",
    "anak_ke": "2",
    "jumlah": 7,
    "kosong": "",
    "tak_berbaris": [],
    "anggota": [{"nama": "BUDI"}],
    "lahir": "2021-11-23",
    "mati": "2026-09-24",
    "nama": "BUDI",
}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # filled or not
        ("alasan", True),
        ("kosong", False),
        ("tak_berbaris", False),
        ("anggota", True),
        ("tidak_ada", False),
        ("not alasan", False),
        ("not kosong", True),
        ("not tidak_ada", True),
        # values
        ("alasan = hilang", True),
        ("alasan=hilang", True),
        ("alasan = rusak", False),
        ("alasan = rusak|hilang", True),
        ("alasan = rusak|perubahan", False),
        ("alasan != rusak", True),
        ("alasan != hilang", False),
        ("alasan != rusak|hilang", False),
        ("jumlah = 7", True),
        # what is not filled compares as false, except under !=
        ("kosong = hilang", False),
        ("tidak_ada = hilang", False),
        ("tidak_ada != ya", True),
        ("kosong != ya", True),
        ("tidak_ada >= 0", False),
        ("tidak_ada < 5", False),
        # order, on whole numbers only
        ("anak_ke >= 2", True),
        ("anak_ke > 2", False),
        ("anak_ke <= 2", True),
        ("anak_ke < 2", False),
        ("anak_ke < 10", True),
        ("nama > 1", False),
        # age in full years, days since
        ("usia(lahir) >= 5", True),
        ("usia(lahir) > 5", False),
        ("usia(lahir) = 5", True),
        ("usia(lahir) = 4|6", False),
        ("usia(lahir) < 17", True),
        ("usia(tidak_ada) < 17", False),
        ("usia(nama) < 17", False),
        ("hari_sejak(mati) = 60", True),
        ("hari_sejak(mati) > 60", False),
        ("hari_sejak(mati) >= 60", True),
        ("hari_sejak(tidak_ada) > 60", False),
        # several clauses
        ("alasan = hilang and anak_ke >= 2", True),
        ("alasan = hilang and anak_ke >= 3", False),
        ("alasan = rusak and anak_ke >= 2", False),
        ("  alasan = hilang   and   not kosong  ", True),
    ],
)
def test_holds(text: str, expected: bool) -> None:
    assert holds(text, KNOWN, TODAY) is expected


def test_no_condition_always_holds() -> None:
    assert holds(None, {}, TODAY)


@pytest.mark.parametrize(
    ("birth", "age"),
    [
        (date(2021, 11, 23), 5),
        (date(2021, 11, 24), 4),
        (date(2021, 11, 22), 5),
        (date(2026, 11, 23), 0),
        (date(2020, 2, 29), 6),
        (date(2009, 11, 24), 16),
    ],
)
def test_a_birthday_counts_from_that_very_day(birth: date, age: int) -> None:
    assert full_years(birth, TODAY) == age


def test_the_29th_of_february_has_its_birthday_on_the_first_of_march() -> None:
    assert full_years(date(2020, 2, 29), date(2025, 2, 28)) == 4
    assert full_years(date(2020, 2, 29), date(2025, 3, 1)) == 5


def test_parse_names_the_parts() -> None:
    assert parse("jenis = kk|kia and usia(tgl) >= 5 and not catatan") == (
        Clause("jenis", None, "=", ("kk", "kia"), False),
        Clause("tgl", "usia", ">=", ("5",), False),
        Clause("catatan", None, None, (), True),
    )


@pytest.mark.parametrize(
    ("text", "offending"),
    [
        ("", ""),
        ("alasan == hilang", "alasan == hilang"),
        ("alasan = ", "alasan ="),
        ("alasan = sudah hilang", "alasan = sudah hilang"),
        ("alasan hilang", "alasan hilang"),
        ("alasan = hilang or anak_ke > 1", "alasan = hilang or anak_ke > 1"),
        ("anak_ke > dua", "anak_ke > dua"),
        ("anak_ke > -1", "anak_ke > -1"),
        ("usia(lahir)", "usia(lahir)"),
        ("umur(lahir) > 5", "umur(lahir) > 5"),
        ("usia() > 5", "usia() > 5"),
        ("not alasan = hilang", "not alasan = hilang"),
        ("alasan = hilang and (x)", "(x)"),
        ("alasan\n= hilang and x!", "x!"),
    ],
)
def test_what_is_not_of_the_language_is_named(text: str, offending: str) -> None:
    with pytest.raises(ValueError) as refused:
        parse(text)
    assert str(refused.value) == offending


def test_an_age_may_be_compared_with_unlike() -> None:
    assert holds("usia(lahir) != 5", KNOWN, TODAY) is False
    assert holds("usia(lahir) != 4|6", KNOWN, TODAY) is True
    assert holds("usia(kosong) != 5", KNOWN, TODAY) is True


def test_an_age_is_a_number() -> None:
    with pytest.raises(ValueError):
        parse("usia(lahir) = lima")


def test_a_superscript_is_no_number() -> None:
    with pytest.raises(ValueError):
        parse("anak_ke >= ²")


def test_an_order_has_one_number() -> None:
    with pytest.raises(ValueError):
        parse("anak_ke >= 1|2")


@pure
@given(any_text)
def test_any_text_is_read_or_refused_with_value_error(text: str) -> None:
    try:
        clauses = parse(text)
    except ValueError:
        return
    assert clauses


@pure
@given(st.dictionaries(st.sampled_from(sorted(KNOWN)), any_text | st.integers() | st.none() | st.booleans()))
def test_any_value_may_be_compared(known: dict[str, object]) -> None:
    for text in ("alasan = hilang", "anak_ke >= 2", "usia(lahir) >= 5", "hari_sejak(mati) > 60", "not nama"):
        assert holds(text, known, TODAY) in {True, False}


@pure
@given(st.dates(date(1900, 1, 1), TODAY), st.integers(0, 130))
def test_age_conditions_divide_at_one_age(birth: date, age: int) -> None:
    known = {"lahir": birth.isoformat()}
    assert holds(f"usia(lahir) >= {age}", known, TODAY) is not holds(f"usia(lahir) < {age}", known, TODAY)
    assert holds(f"usia(lahir) > {age}", known, TODAY) is not holds(f"usia(lahir) <= {age}", known, TODAY)


@pytest.mark.parametrize("text", ["a = " + "b|" * 50_000 + "-", "not " * 50_000, "a |" * 50_000, "usia(" * 50_000])
def test_long_text_is_refused_in_one_pass(text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)
