"""An SOP as text and back: canonical, hashed, read without pydantic."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.workflow.office import Profile
from board.workflow.sop import Field, Move, Option, Sop, Status, Step
from board.workflow.stored import build, canonical, digest, dump_sop, read_sop
from tests.workflow.given import OFFICES, SOP_IDS, profile, pure, sop


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_an_sop_survives_the_round_trip(sop_id: str) -> None:
    service = sop(sop_id)
    text = dump_sop(service)
    again = read_sop(text)
    assert again == service
    assert dump_sop(again) == text
    assert isinstance(again.steps[0].status, Status)
    assert isinstance(again.steps[0].moves, tuple)


@pytest.mark.parametrize("office", OFFICES)
def test_a_profile_survives_the_round_trip(office: str) -> None:
    named = profile(office)
    again = build(Profile, json.loads(canonical(named)))
    assert again == named
    assert again.calendar == named.calendar
    assert again.rules == named.rules
    assert again.vocabulary == named.vocabulary


def test_canonical_text_is_sorted_dense_and_readable() -> None:
    assert canonical({"b": [1, None, True], "a": "é→\n"}) == '{"a":"é→\\n","b":[1,null,true]}'
    assert canonical(Option("L", "Laki-laki", 1)) == '{"code":1,"title":"Laki-laki","value":"L"}'
    assert canonical({"b": 1, "a": 2}) == canonical({"a": 2, "b": 1})


def test_digest() -> None:
    assert digest("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert digest("é") == digest("\u00e9") != digest("e\u0301")


def test_any_difference_changes_the_digest() -> None:
    service = sop("waykanan.kk_baru")
    different = [
        replace(service, title="Kartu Keluarga"),
        replace(service, version=2),
        replace(service, steps=service.steps[::-1]),
        replace(service, steps=(replace(service.steps[0], minutes=6), *service.steps[1:])),
        replace(service, promise=None),
    ]
    found = {digest(dump_sop(item)) for item in [service, *different]}
    assert len(found) == len(different) + 1


def test_looking_at_an_sop_does_not_change_its_text() -> None:
    """What a frozen dataclass remembers for itself is not stored."""
    service = read_sop(dump_sop(sop("waykanan.kk_baru")))
    before = dump_sop(service)
    service.step("kirim")
    service.field("alamat")
    service.role_title("kasi")
    assert dump_sop(service) == before


def test_what_an_older_version_did_not_store_takes_its_default() -> None:
    plain = asdict(Step("kirim", "1", "Mengirim", "Terima", ("pemohon",), ()))
    for name in ("external", "extra", "optional", "signs", "status", "when", "marks", "note", "minutes"):
        del plain[name]
    assert build(Step, plain) == Step("kirim", "1", "Mengirim", "Terima", ("pemohon",), ())


def test_what_a_newer_version_stores_is_passed_over() -> None:
    assert build(Option, {"value": "L", "title": "Laki-laki", "warna": "biru"}) == Option("L", "Laki-laki")


def test_nothing_and_empty_stay_apart() -> None:
    field = Field("alamat", "Alamat", "text", when=None, max=0, options=())
    assert build(Field, json.loads(canonical(field))) == field
    move = build(Move, json.loads(canonical(Move("selesai", ("loket",), to=None, message=""))))  # type: ignore[arg-type]
    assert (move.to, move.message) == (None, "")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)


@pure
@given(st.dictionaries(st.text(), json_values, max_size=4))
def test_canonical_is_one_text_for_one_value(plain: dict[str, object]) -> None:
    text = canonical(plain)
    assert json.loads(text) == plain
    assert canonical(json.loads(text)) == text
    assert canonical(dict(reversed(plain.items()))) == text
    assert "\n" not in text
    assert len(digest(text)) == 64


def test_whatever_json_can_carry_has_a_digest() -> None:
    assert len(digest(canonical(json.loads('{"uraian": "\\ud800"}')))) == 64


def test_reading_an_sop_does_not_bring_in_pydantic() -> None:
    """That is why it is stored in full (and nothing here knows a terminal or a database)."""
    code = (
        "import sys, board.workflow.stored, board.workflow.engine, board.workflow.permissions;"
        "print(sorted({'pydantic', 'textual', 'peewee', 'reportlab', 'apsw'} & set(sys.modules)))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"


def test_an_sop_is_what_the_shape_says() -> None:
    assert isinstance(read_sop(dump_sop(sop("landak.kk_umum"))), Sop)
