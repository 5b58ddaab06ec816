"""Whole inputs from outside: the JSON of ``case new``."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.errors import InputInvalid
from board.workflow.inputs import NewCaseInput, parse_json_object, parse_moment, parse_new_case
from tests.workflow.given import WIB, WITA, any_text, brief, pure


def told(refused: pytest.ExceptionInfo[InputInvalid]) -> list[tuple[str, str]]:
    return [(problem.field, problem.sentence) for problem in refused.value.problems]


def test_an_object_is_read() -> None:
    assert parse_json_object('{"a": [1, "dua", null]}', "case new") == {"a": [1, "dua", None]}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "case new: bukan JSON yang sah (baris 1, kolom 1)."),
        ('{"a": 1,\n "b": }', "case new: bukan JSON yang sah (baris 2, kolom 7)."),
        ("{'a': 1}", "case new: bukan JSON yang sah (baris 1, kolom 2)."),
        ('{"a": "\x00"}', "case new: bukan JSON yang sah (baris 1, kolom 8)."),
        ("[" * 100_000, "case new: bukan JSON yang sah."),
        ("[]", 'case new: tulis sebagai objek JSON, {"...": ...}.'),
        ("null", 'case new: tulis sebagai objek JSON, {"...": ...}.'),
        ('"teks"', 'case new: tulis sebagai objek JSON, {"...": ...}.'),
        ("7", 'case new: tulis sebagai objek JSON, {"...": ...}.'),
    ],
)
def test_what_is_no_object(text: str, sentence: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        parse_json_object(text, "case new")
    assert told(refused) == [("case new", sentence)]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('{"a": ' + "1" * 5000 + "}", "case new: bukan JSON yang sah (ada angka yang terlalu panjang)."),
        (r'{"a": [{"b": "\ud800"}]}', "case new: bukan JSON yang sah (ada huruf yang tidak utuh)."),
        (r'{"\udcff": 1}', "case new: bukan JSON yang sah (ada huruf yang tidak utuh)."),
        ('{"a": "\udcff"}', "case new: bukan JSON yang sah (ada huruf yang tidak utuh)."),
    ],
)
def test_what_json_can_write_but_nobody_can_keep(text: str, sentence: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        parse_json_object(text, "case new")
    assert told(refused) == [("case new", sentence)]


def test_a_character_in_two_escapes_is_whole() -> None:
    assert parse_json_object(r'{"a": "\ud83d\ude00"}', "x") == {"a": "\U0001f600"}


@pure
@given(any_text | st.text('{}[]":,0123456789truefalsn\\ud8 ', max_size=40))
def test_any_text_is_an_object_or_refused(text: str) -> None:
    try:
        plain = parse_json_object(text, "x")
    except InputInvalid as refused:
        assert refused.code == "input"
        return
    assert isinstance(plain, dict)


def test_a_whole_new_case() -> None:
    plain = {
        "applicant": {"name": "SITI AMINAH", "nik": 14505900001, "no_kk": None},
        "channel": "wa",
        "received_at": "2026-11-23T07:30+07:00",
        "received_reason": "listrik padam",
        "data": {"anak_ke": 2, "anggota": [{"nama": "BUDI"}]},
        "requirements": {"f102": "asli"},
        "receipt": True,
    }
    assert parse_new_case(plain) == NewCaseInput(
        applicant={"name": "SITI AMINAH", "nik": 14505900001, "no_kk": None},
        channel="wa",
        received_at="2026-11-23T07:30+07:00",
        received_reason="listrik padam",
        data={"anak_ke": 2, "anggota": [{"nama": "BUDI"}]},
        requirements={"f102": "asli"},
        receipt=True,
    )


def test_only_the_applicant_is_needed() -> None:
    assert parse_new_case({"applicant": {"name": "SITI"}}) == NewCaseInput(applicant={"name": "SITI"})


@pytest.mark.parametrize(
    ("plain", "problems"),
    [
        ({}, [("applicant", "applicant: wajib ada.")]),
        ({"applicant": "SITI"}, [("applicant", "applicant: harus berupa tabel.")]),
        ({"applicant": {}, "chanel": "wa"}, [("chanel", "chanel: tidak dikenal.")]),
        ({"applicant": {}, "channel": 7}, [("channel", "channel: harus berupa teks.")]),
        ({"applicant": {}, "received_at": 1732323000}, [("received_at", "received_at: harus berupa teks.")]),
        ({"applicant": {}, "data": []}, [("data", "data: harus berupa tabel.")]),
        ({"applicant": {}, "requirements": {"kk": True}}, [("requirements", "requirements.kk: harus berupa teks.")]),
        ({"applicant": {}, "receipt": "mungkin"}, [("receipt", "receipt: harus true atau false.")]),
        (
            {"data": 1, "kanal": "wa"},
            [
                ("applicant", "applicant: wajib ada."),
                ("data", "data: harus berupa tabel."),
                ("kanal", "kanal: tidak dikenal."),
            ],
        ),
    ],
)
def test_all_that_is_wrong_with_the_shape(plain: dict[str, Any], problems: list[tuple[str, str]]) -> None:
    with pytest.raises(InputInvalid) as refused:
        parse_new_case(plain)
    assert told(refused) == problems


@pytest.mark.parametrize("name", [["SITI"], True, 1.5, {"a": 1}])
def test_what_an_applicants_field_may_hold_is_not_the_shapes_business(name: object) -> None:
    """The checker tells it, once and under the field's own name; see test_values."""
    assert parse_new_case({"applicant": {"name": name}}).applicant == {"name": name}


def test_an_unknown_key_cannot_steer_a_terminal() -> None:
    with pytest.raises(InputInvalid) as refused:
        parse_new_case({"applicant": {}, "x\x1b[2J": 1})
    assert not [char for char in refused.value.sentence if unicodedata.category(char) == "Cc"]


@brief
@given(
    st.dictionaries(
        st.sampled_from(["applicant", "channel", "received_at", "data", "requirements", "receipt"])
        | st.text(max_size=5),
        st.none() | st.booleans() | st.integers() | st.floats() | any_text | st.dictionaries(any_text, any_text),
        max_size=5,
    )
)
def test_any_object_is_a_new_case_or_refused(plain: dict[str, Any]) -> None:
    try:
        parsed = parse_new_case(plain)
    except InputInvalid as refused:
        assert all(problem.sentence.endswith(".") for problem in refused.problems)
        return
    assert parsed.applicant == plain["applicant"]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-11-23T07:30+07:00", "2026-11-23T07:30:00+07:00"),
        ("2026-11-23T07:30:15Z", "2026-11-23T07:30:15+00:00"),
        ("2026-11-23T08:30+08:00", "2026-11-23T07:30:00+07:00"),
        ("2026-11-23T07:30", "2026-11-23T07:30:00+07:00"),
        ("2026-11-23 07:30", "2026-11-23T07:30:00+07:00"),
        ("20261123T0730", "2026-11-23T07:30:00+07:00"),
        ("2026-11-23", "2026-11-23T00:00:00+07:00"),
    ],
)
def test_moments(text: str, moment: str) -> None:
    found = parse_moment(text, WIB, "received_at")
    assert found == datetime.fromisoformat(moment)
    assert found.tzinfo is not None


def test_without_an_offset_it_is_the_offices_own_time() -> None:
    assert parse_moment("2026-11-23T07:30", WITA, "x").isoformat() == "2026-11-23T07:30:00+08:00"


@pytest.mark.parametrize(
    "text",
    ["", "kemarin", "23-11-2026", "2026-13-01", "2026-11-31", "2026-11-23T25:00", "2026-11-23T07:30+25:00", "07.30",
     "9999-12-31T24:00", "2026-11-23T07:30\x00", "２０２６-11-23", "1" * 100_000,
     "0001-01-01T00:00+14:00", "9999-12-31T23:00-10:00", "1899-12-31T23:59", "2201-01-01"],
)  # fmt: skip
def test_what_is_no_moment(text: str) -> None:
    with pytest.raises(InputInvalid) as refused:
        parse_moment(text, WIB, "received_at")
    assert told(refused) == [("received_at", "received_at: tulis seperti 2026-11-23T07:30+07:00.")]


@pytest.mark.parametrize("text", ["1900-01-01T00:00+14:00", "2200-12-31T23:59:59-12:00"])
def test_the_first_and_last_moment(text: str) -> None:
    assert parse_moment(text, WIB, "received_at") == datetime.fromisoformat(text)


@pure
@given(any_text | st.text("0123456789-:T+Z W.", max_size=25))
def test_any_text_is_a_moment_of_the_offices_zone_or_refused(text: str) -> None:
    try:
        moment = parse_moment(text, WIB, "x")
    except InputInvalid:
        return
    assert moment.astimezone(WITA).tzinfo is WITA


@pure
@given(st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)))
def test_a_moment_survives_the_round_trip(moment: datetime) -> None:
    told_at = moment.replace(tzinfo=WIB)
    assert parse_moment(told_at.isoformat(), WITA, "x") == told_at


def test_a_big_input_is_read() -> None:
    plain = {"applicant": {"name": "X" * 100_000}, "data": {f"medan_{place}": "y" for place in range(5_000)}}
    assert parse_new_case(parse_json_object(json.dumps(plain), "case new")).data["medan_4999"] == "y"
