"""Names in capitals and dates in either order, as people write them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.workflow.values import check_name, parse_date
from tests.workflow.given import any_text, pure


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("siti aminah", "SITI AMINAH"),
        ("  SITI \t AMINAH\n", "SITI AMINAH"),
        ("Dr. H. Budi, S.H.", "DR. H. BUDI, S.H."),
        ("o'neil", "O'NEIL"),
        ("ma'ruf", "MA'RUF"),
        ("Nur-Aini", "NUR-AINI"),
        ("Sukarno", "SUKARNO"),
        ("José", "JOSÉ"),
        ("A", "A"),
    ],
)
def test_names(typed: str, name: str) -> None:
    assert check_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "  ",
        "BUDI2",
        "BUDI!",
        "BUDI <b>",
        "- BUDI",
        "'BUDI",
        "BUDI -",
        "BUDI\x1b[31m",
        "BUDI\u202eX",
        "\ud800",
        "...",
    ],
)
def test_what_is_no_name(typed: str) -> None:
    with pytest.raises(ValueError, match="hanya berisi huruf"):
        check_name(typed)


def test_a_name_may_have_sixty_letters() -> None:
    assert check_name("A" * 60) == "A" * 60
    with pytest.raises(ValueError, match="paling panjang 60 huruf, ini 61"):
        check_name("A" * 61)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("29-05-2012", date(2012, 5, 29)),
        ("29/05/2012", date(2012, 5, 29)),
        ("29.05.2012", date(2012, 5, 29)),
        ("29 05 2012", date(2012, 5, 29)),
        ("2-5-2012", date(2012, 5, 2)),
        (" 2012-05-29 ", date(2012, 5, 29)),
        ("2012-5-9", date(2012, 5, 9)),
        ("29-02-2024", date(2024, 2, 29)),
    ],
)
def test_dates(typed: str, day: date) -> None:
    assert parse_date(typed) == day


@pytest.mark.parametrize(
    "typed",
    ["", "29-02-2026", "00-01-2026", "31-13-2026", "2012-05", "29-05-12", "kemarin", "29-05-20122", "0000-01-01"],
)
def test_what_is_no_date(typed: str) -> None:
    with pytest.raises(ValueError, match="tulis seperti 29-05-2012"):
        parse_date(typed)


@pure
@given(st.dates(date(1000, 1, 1), date(9999, 12, 31)), st.sampled_from(["{:%d-%m-%Y}", "{:%d/%m/%Y}", "{:%Y-%m-%d}"]))
def test_every_date_survives_the_round_trip(day: date, form: str) -> None:
    assert parse_date(form.format(day)) == day


@pure
@given(st.lists(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=9), min_size=1, max_size=6))
def test_every_name_survives_the_round_trip(parts: list[str]) -> None:
    name = check_name("  ".join(parts))
    assert name == " ".join(parts).upper()
    assert check_name(name) == name


@pure
@given(any_text)
def test_any_text_is_a_name_or_a_value_error(text: str) -> None:
    try:
        name = check_name(text)
    except ValueError:
        return
    assert name == " ".join(name.split())
    assert not {unicodedata.category(char)[0] for char in name} & {"C", "M", "S"}


@pure
@given(any_text | st.text("0123456789-/. ", max_size=12))
def test_any_text_is_a_date_or_a_value_error(text: str) -> None:
    try:
        day = parse_date(text)
    except ValueError:
        return
    assert parse_date(day.isoformat()) == day


@pytest.mark.parametrize("typed", ["BUDI ½", "BUDI¹", "BUDI Ⅳ", "BUDI ①"])
def test_a_figure_in_disguise_is_no_letter(typed: str) -> None:
    with pytest.raises(ValueError, match="hanya berisi huruf"):
        check_name(typed)


@pytest.mark.parametrize("parse", [check_name, parse_date])
@pytest.mark.parametrize(
    "text",
    ["A" * 100_000 + "1", "A " * 50_000 + "1", "A" + "." * 100_000 + "1", "A." * 50_000 + "1", "A.'" * 50_000 + "1"],
)
def test_long_text_is_refused_in_one_pass(parse: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError):
        parse(text)
