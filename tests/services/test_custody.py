"""Custody of the paper folder by command line: who has it, who looks for it, and what the history tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.models.case import Case
from board.services.desk import open_desk
from tests.commands import Commands
from tests.offices import Clock
from tests.walker import Walker


@pytest.fixture
def walker(board: Commands, tmp_path: Path) -> Walker:
    return Walker(board, "landak.kk_umum", tmp_path)


@pytest.fixture
def number(walker: Walker) -> str:
    """A KK umum at the kasi."""
    return str(walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))["number"])


def test_a_folder_passes_from_hand_to_hand(board: Commands, clock: Clock, number: str) -> None:
    assert board.ok("case", "show", number)["physical"] == {"holder": None, "at": None, "sought_at": None}
    first = board.ok("physical", "receive", number, user="loket")["rows"]
    assert first == [
        {"number": number, "holder": "LINDA PERMATA", "from": None, "already": False, "was_sought": False}
    ]  # fmt: skip
    clock.forward(minutes=5)
    board.ok("physical", "seek", number, "--note", "tidak ada di baki", user="rina")
    taken = board.ok("physical", "receive", number.lower(), user="rina")["rows"][0]
    assert (taken["from"], taken["was_sought"]) == ("LINDA PERMATA", True)
    again = board.ok("physical", "receive", number, user="rina")["rows"][0]
    assert again["already"]
    case = board.ok("case", "show", number)
    assert case["physical"] == {
        "holder": "RINA MARLINA, S.Sos.", "at": "2026-11-23T09:05:00+07:00", "sought_at": None,
    }  # fmt: skip
    told = [(event["intent"], event["detail"].get("from"), event["detail"].get("to")) for event in case["events"][-3:]]
    assert told == [
        ("fisik", None, "LINDA PERMATA"), ("fisik_dicari", None, None),
        ("fisik", "LINDA PERMATA", "RINA MARLINA, S.Sos."),
    ]  # fmt: skip
    assert board.ok("verify")["ok"]


def test_looked_for_and_found(board: Commands, number: str) -> None:
    assert "tidak sedang dicari" in board.refused("physical", "found", number, user="loket")["reason"]
    sought = board.ok("physical", "seek", number, user="rina")
    assert sought["physical"]["sought_at"] == "2026-11-23T09:00:00+07:00"
    assert "sudah dicari sejak 23 Nov 2026 09.00" in board.refused("physical", "seek", number, user="rina")["reason"]
    assert [row["number"] for row in board.ok("physical", "list", "--sought")["rows"]] == [number]
    assert (
        board.ok("physical", "found", number, "--note", "di meja kabid", user="loket")["physical"]["sought_at"] is None
    )
    assert board.ok("physical", "list")["rows"] == []
    assert board.ok("verify")["ok"]


def test_the_list_tells_whose_paper_lies_apart_from_its_case(board: Commands, walker: Walker, number: str) -> None:
    other = walker.register()["number"]
    board.ok("physical", "receive", number, other, user="loket")
    rows = board.ok("physical", "list")["rows"]
    assert [(row["number"], row["step_role_holder_differs"]) for row in rows] == [(number, True), (other, False)]
    assert {key for row in rows for key in row} == {
        "number", "name", "service", "holder", "since", "sought_at", "step", "step_role_holder_differs",
    }  # fmt: skip
    assert rows[0]["name"] == "SITI A."
    assert board.ok("physical", "list", "--mine", user="rina")["rows"] == []
    assert len(board.ok("physical", "list", "--mine", user="loket")["rows"]) == 2
    page = board.ok("physical", "list", "--limit", 1)
    assert board.ok("physical", "list", "--limit", 1, "--after", page["next"])["rows"][0]["number"] == other


def test_a_tray_is_compared_with_the_folders_at_hand(board: Commands, walker: Walker, number: str) -> None:
    """A case that came by WhatsApp has no paper to miss before something is printed."""
    path = walker.route("ajukan", "koreksi_kasi")
    online = walker.walk(walker.register(channel="wa"), path)["number"]
    mine = walker.walk(walker.register(), path)["number"]
    board.ok("physical", "receive", mine, user="rina")
    rows = {row["number"] for row in board.ok("physical", "list", "--tray", user="rina")["rows"]}
    assert number in rows
    assert mine not in rows
    printed = [job["state"] for job in board.ok("case", "show", online)["prints"]]
    assert (online in rows) == bool(printed)
    assert board.ok("physical", "list", "--tray", user="candra")["rows"] == []


def test_several_numbers_are_taken_over_together_or_not_at_all(board: Commands, number: str) -> None:
    told = board.refused("physical", "receive", number, "KKU-2026-09999", user="rina")
    assert (told["error"], "KKU-2026-09999" in told["reason"]) == ("not_found", True)
    assert board.ok("case", "show", number)["physical"]["holder"] is None


@pytest.mark.parametrize("kind", ["batal", "selesai"])
def test_the_paper_of_a_case_that_ended_rests(board: Commands, walker: Walker, number: str, kind: str) -> None:
    if kind == "batal":
        board.ok("physical", "seek", number, user="rina")
        board.ok("case", "cancel", number, "--kind", "kantor", "--note", "ganda", user="bakti")
    else:
        case = walker.walk(walker.register(), walker.branches()[0])
        number = case["number"]
    told = board.refused("physical", "receive", number, user="loket")
    assert told["error"] == "closed"
    assert f"sudah {kind}" in told["reason"]
    if kind == "batal":
        assert [row["number"] for row in board.ok("physical", "list", "--sought")["rows"]] == [number]
        board.ok("physical", "found", number, user="loket")


def test_whoever_has_no_role_in_the_service_holds_no_paper(board: Commands, number: str) -> None:
    assert "Loket atau Kasi" in board.refused("physical", "receive", number, user="wati")["reason"]
    for user in ("candra", "admin", "auditor"):
        told = board.refused("physical", "receive", number, user=user)
        assert told["error"] in {"role", "not_authorised"}
    assert board.run("physical", "receive", number).code == 2, "somebody has to take it over"
    assert board.run("physical", "list", "--mine").code == 2
    assert board.refused("physical", "list", "--holder", "siapa")["error"] == "not_found"


def test_a_command_with_a_key_is_carried_out_once(board: Commands, number: str) -> None:
    words = ("physical", "receive", number, "--key", "serah-1")
    board.ok(*words, user="rina")
    version = board.ok("case", "show", number)["version"]
    board.ok(*words, user="rina")
    assert board.ok("case", "show", number)["version"] == version
    told = board.refused("physical", "receive", number, "KKU-2026-00001", "--key", "serah-1", user="oki")
    assert told["error"] == "key_reused"
    assert board.refused("physical", "seek", number, "--note", "x" * 5000, user="rina")["error"] == "input"


def test_disabling_an_officer_says_which_folders_lie_with_them(board: Commands, number: str) -> None:
    board.ok("physical", "receive", number, user="rina")
    answer = board.run("user", "disable", "rina")
    assert answer.json["folders"] == [number]
    assert board.ok("case", "show", number)["physical"]["holder"] == "RINA MARLINA, S.Sos."
    assert board.ok("physical", "list", "--holder", "rina")["rows"][0]["step_role_holder_differs"]


def test_verify_notices_a_holder_written_past_the_program(
    board: Commands, home: Path, clock: Clock, number: str
) -> None:
    board.ok("physical", "receive", number, user="rina")
    desk = open_desk(home, clock=clock)
    Case.update(physical_holder="oki").where(Case.number == number).execute()
    desk.close()
    assert [fault["kind"] for fault in board.run("verify").json["faults"]] == ["content"]
