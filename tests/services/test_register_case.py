"""Registering a case: when the berkas came in, and why that is told so late (PRODUCT 1)."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from board.services.register_case import LONGEST_BACK, RECORDING_TIME, NewCase, plain
from tests.commands import Commands
from tests.offices import MONDAY
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"


def new(ago: timedelta, **more: Any) -> dict[str, Any]:
    """The input of a case that came in some time ago."""
    return {"applicant": APPLICANT, "channel": "loket", "received_at": (MONDAY - ago).isoformat(), **more}


@pytest.mark.parametrize("ago", [RECORDING_TIME + timedelta(seconds=1), timedelta(hours=12), timedelta(weeks=3)])
@pytest.mark.parametrize("reason", [{}, {"received_reason": ""}, {"received_reason": " \u200b "}])
def test_backdating_needs_a_reason(ago: timedelta, reason: dict[str, str], board: Commands) -> None:
    refusal = board.refused("case", "new", "--sop", KK, user="wati", stdin=new(ago, **reason))
    assert refusal["fields"].keys() == {"received_reason"}
    assert "Tulis alasannya" in refusal["reason"]
    assert board.ok("case", "list")["rows"] == []


@pytest.mark.parametrize("ago", [timedelta(), timedelta(minutes=5), RECORDING_TIME])
def test_a_berkas_that_is_just_being_registered_needs_none(ago: timedelta, board: Commands) -> None:
    case = board.ok("case", "new", "--sop", KK, user="wati", stdin=new(ago))
    assert case["events"][0]["note"] == ""


def test_a_moment_to_come_is_refused_whatever_the_reason(board: Commands) -> None:
    told = new(timedelta(seconds=-1), received_reason="Jam loket.")
    refusal = board.refused("case", "new", "--sop", KK, user="wati", stdin=told)
    assert refusal["fields"].keys() == {"received_at"}


def test_nothing_came_in_more_than_a_year_ago(board: Commands) -> None:
    told = new(LONGEST_BACK + timedelta(seconds=1), received_reason="Listrik padam.")
    refusal = board.refused("case", "new", "--sop", KK, user="wati", stdin=told)
    assert refusal["fields"].keys() == {"received_at"}
    assert "lebih dari 366 hari yang lalu; periksa tahunnya" in refusal["reason"]
    assert board.ok("case", "list")["rows"] == []
    board.ok("case", "new", "--sop", KK, user="wati", stdin=new(LONGEST_BACK, received_reason="Listrik padam."))


def test_a_case_that_took_longer_keeps_its_time_under_another_number(board: Commands) -> None:
    told = new(timedelta(weeks=2), received_reason="Listrik padam di loket.")
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin=told)["number"]
    board.clock.forward(days=LONGEST_BACK.days)
    board.run("doctor", "--accept-clock", user="admin")
    other = board.ok("case", "transfer", number, "--sop", "waykanan.kia_baru", user="wati")
    assert other["received_at"] == "2026-11-09T09:00:00+07:00"


def test_the_reason_stands_in_the_timeline_and_the_berkas_keeps_its_time(board: Commands) -> None:
    told = new(timedelta(weeks=2), received_reason="Listrik padam di loket.")
    case = board.ok("case", "new", "--sop", KK, user="wati", stdin=told)
    assert case["received_at"] == "2026-11-09T09:00:00+07:00"
    first = case["events"][0]
    assert (first["intent"], first["note"]) == ("daftar", "Listrik padam di loket.")
    assert first["at"].startswith("2026-11-23T09:00")
    assert board.ok("verify")["ok"]


def test_a_key_covers_everything_a_case_is_registered_with() -> None:
    empty = NewCase({"name": "SITI"})
    at = datetime(2026, 11, 23, tzinfo=UTC)
    others: dict[str, Any] = {"applicant": {"name": "BUDI"}, "received_at": at, "receipt": True}
    others |= {"data": {"alamat": "x"}, "requirements": {"f102": "asli"}}
    for field in fields(NewCase):
        changed = replace(empty, **{field.name: others.get(field.name, "x")})
        assert plain(changed) != plain(empty), field.name
