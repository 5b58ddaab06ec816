"""What is typed into a search, recognised by its shape."""

from __future__ import annotations

import pytest
from hypothesis import given

from board.workflow.read_as import CASE, NAME, PART, PERSON, PHONE, SIAK, TITLES, read_as
from tests.workflow.given import any_text, pure


@pytest.mark.parametrize(
    ("typed", "kind", "value"),
    [
        ("kk-8", CASE, "KK-8"), ("KK-2026-00042", CASE, "KK-2026-00042"), ("42", CASE, "42"),
        ("0000.0145 0590-0001", PERSON, "0000014505900001"), ("0812-3456 7890", PHONE, "+6281234567890"),
        ("+62 (721) 261234", PHONE, "+62721261234"), ("3456", PART, "3456"), ("12 34 56", PART, "123456"),
        ("1808.lt.20112026.0001", SIAK, "1808-LT-20112026-0001"),
        ("skpwni / 1808 / 20112026 / 0001", SIAK, "SKPWNI/1808/20112026/0001"),
        ("  Siti   AMINAH ", NAME, "siti aminah"), ("Nur'aini", NAME, "nur'aini"), ("", NAME, ""),
    ],
)  # fmt: skip
def test_each_shape_with_what_is_compared(typed: str, kind: str, value: str) -> None:
    reading = read_as(typed)
    assert (reading.kind, reading.value) == (kind, value)


def test_series_and_number_of_a_short_one() -> None:
    assert read_as("kk 8").short == ("KK", 8)
    assert read_as("KK-2026-00042").short is None


@pure
@given(any_text)
def test_whatever_is_typed_has_some_shape(typed: str) -> None:
    assert read_as(typed).kind in TITLES
