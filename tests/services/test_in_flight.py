"""Who is being served already, and cases that belong together from their first day."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from board.services.desk import Desk
from board.services.facts_of import actor_of
from board.services.in_flight import in_flight
from board.services.lists import Column, cards
from tests.commands import Commands
from tests.walker import APPLICANT

KK, KIA, UMUM = "waykanan.kk_baru", "waykanan.kia_baru", "landak.kk_umum"
OTHER = {"name": "BUDI SANTOSO", "nik": "0000010101800001", "phone": "081200000002"}
MEMBER = {"nama": "BUDI SANTOSO", "nik": "0000010101800001", "shdk": "kepala_keluarga", "jk": "L"}


def register(board: Commands, sop: str = KK, applicant: dict[str, str] = APPLICANT, **more: Any) -> dict[str, Any]:
    """A new case."""
    user = "loket" if sop == UMUM else "wati"
    return board.ok("case", "new", "--sop", sop, user=user, stdin={"applicant": applicant, **more})


def told(board: Commands, sop: str, **new: Any) -> str:
    """What registering says on standard error."""
    answer = board.run("case", "new", "--sop", sop, user="wati", stdin=new)
    assert answer.code == 0, answer.err
    return answer.err


def test_an_applicant_in_flight_is_told_with_tray_and_holder(board: Commands) -> None:
    first = register(board)
    board.ok("case", "take", first["number"], user="wati")
    warned = told(board, KIA, applicant=APPLICANT)
    assert f"NIK ini ada pada {first['number']} (KK Baru, di " in warned
    assert "dipegang WATI KURNIA)" in warned
    assert f"No. KK ini ada pada {first['number']}" in warned
    assert APPLICANT["nik"] not in warned
    assert "SITI" not in warned


def test_a_member_of_another_family_is_found_by_nik(board: Commands) -> None:
    first = register(board)
    board.ok("case", "edit", first["number"], "--file", "-", user="wati", stdin={"anggota": [MEMBER]})
    assert f"NIK ini ada pada {first['number']}" in told(board, KIA, applicant=OTHER)


def test_members_filled_in_later_are_told_once(board: Commands) -> None:
    first = register(board, applicant=OTHER)
    second = register(board)
    edit = ("case", "edit", second["number"], "--file", "-")
    warned = board.run(*edit, user="wati", stdin={"anggota": [MEMBER]}).err
    assert f"NIK anggota BUDI S. ada pada {first['number']}" in warned
    assert "BUDI SANTOSO" not in warned
    more = {"anggota": [{**MEMBER, "nama": "BUDI SANTOSA"}]}
    assert "ada pada" not in board.run(*edit, user="wati", stdin=more).err


def test_a_case_does_not_warn_of_itself_nor_of_ended_ones(board: Commands) -> None:
    first = register(board)
    board.ok("case", "cancel", first["number"], "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    me = {"nama": "SITI AMINAH", "nik": APPLICANT["nik"], "shdk": "kepala_keluarga", "jk": "P"}
    assert "ada pada" not in told(board, KK, applicant=APPLICANT, data={"anggota": [me]})


def test_a_complaint_is_not_told_by_the_next_berkas(board: Commands, desk: Desk) -> None:
    complaint = {"applicant": APPLICANT, "data": {"uraian": "Salah tulis."}}
    board.ok("case", "new", "--sop", "waykanan.pengaduan", user="ade", stdin=complaint)
    assert "ada pada" not in told(board, KK, applicant=APPLICANT)
    assert [item.service for item in in_flight(desk, "nik", APPLICANT["nik"])] == ["KK Baru"]


def test_a_case_that_waits_says_so_until_the_other_ends(board: Commands, desk: Desk) -> None:
    first = register(board)["number"]
    second = register(board, KIA, waits_for=first.lower())
    assert [(link["number"], link["kind"], link["direction"]) for link in second["links"]] == [
        (first, "menunggu", "ke")
    ]
    assert second["events"][0]["detail"]["links"][0]["number"] == first

    def waiting() -> dict[str, bool]:
        actor = actor_of(desk, "wati")
        column = Column("x", "x", places=((KIA, "kirim"), (KK, "kirim")))
        return {card.number: card.waits for card in cards(desk, actor, column)}

    assert waiting() == {first: False, second["number"]: True}
    board.ok("case", "cancel", first, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    assert waiting() == {second["number"]: False}
    assert board.ok("case", "show", second["number"])["links"][0]["status"] == "batal"
    assert board.ok("verify")["ok"]


def test_another_service_for_the_same_applicant_shows_on_both(board: Commands) -> None:
    first = register(board)["number"]
    second = register(board, KIA, same_applicant=first)["number"]
    for number, other, direction in ((first, second, "dari"), (second, first, "ke")):
        (link,) = board.ok("case", "show", number)["links"]
        assert (link["number"], link["kind"], link["direction"]) == (other, "pemohon_sama", direction)
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize("key", ["waits_for", "same_applicant"])
def test_a_number_nobody_has_is_refused_and_nothing_is_written(key: str, board: Commands) -> None:
    refusal = board.refused("case", "new", "--sop", KK, user="wati", stdin={"applicant": OTHER, key: "KK-2026-77777"})
    assert "KK-2026-77777" in refusal["reason"]
    assert board.ok("case", "list")["rows"] == []


@pytest.mark.parametrize("key", ["waits_for", "same_applicant"])
def test_a_complaint_leaves_no_mark_on_a_service(key: str, board: Commands) -> None:
    service = register(board)["number"]
    words = {"applicant": APPLICANT, "data": {"uraian": "Salah tulis."}}
    new = ("case", "new", "--sop", "waykanan.pengaduan")
    complaint = board.ok(*new, user="ade", stdin=words)["number"]
    assert board.refused(*new, user="ade", stdin={**words, key: service})["fields"].keys() == {key}
    other = {"applicant": OTHER, key: complaint}
    assert board.refused("case", "new", "--sop", KIA, user="wati", stdin=other)["fields"].keys() == {key}
    assert board.ok("case", "show", service)["links"] == []


def test_nobody_waits_for_a_case_that_has_ended(board: Commands) -> None:
    first = register(board)["number"]
    board.ok("case", "cancel", first, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    refusal = board.refused("case", "new", "--sop", KIA, user="wati", stdin={"applicant": OTHER, "waits_for": first})
    assert refusal["fields"].keys() == {"waits_for"}


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM links WHERE kind = 'menunggu'",
        "UPDATE links SET kind = 'ganda' WHERE kind = 'menunggu'",
        "UPDATE links SET other_id = case_id WHERE kind = 'pemohon_sama'",
        "INSERT INTO links (office, case_id, other_id, kind, at, by, note)"
        " SELECT office, 1, 2, 'pemohon_sama', at, by, '' FROM links LIMIT 1",
    ],
)
def test_verify_finds_links_that_nobody_told(change: str, board: Commands) -> None:
    first = register(board)["number"]
    register(board, KIA, waits_for=first, same_applicant=first)
    assert board.ok("verify")["ok"]
    with sqlite3.connect(board.home / "board.db") as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute(change)
    answer = board.run("verify")
    assert any(fault["kind"] == "link" for fault in answer.json["faults"])
