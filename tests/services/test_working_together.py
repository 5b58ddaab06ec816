"""Colleagues at one case: taking over with notice, a second pair of eyes through mandates (PRODUCT 1, 5.14)."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.services.desk import open_desk
from board.services.facts_of import actor_of
from board.services.notices import seen, unseen
from tests.commands import Commands
from tests.complaints import complaint
from tests.offices import Clock, four_eyes
from tests.walker import Walker

KK, NUMBER = "waykanan.kk_baru", "KK-2026-00001"


@pytest.fixture
def walker(board: Commands, tmp_path: Path) -> Walker:
    return Walker(board, KK, tmp_path)


def brought_to(walker: Walker, step: str) -> None:
    walker.walk(walker.register(), walker.route("kirim", step))


def second_operator(board: Commands) -> None:
    board.ok("user", "add", "sari", "--name", "SARI UTAMI", "--role", "operator")


def test_a_case_goes_on_with_a_colleague_who_takes_it_over(
    board: Commands, walker: Walker, clock: Clock, home: Path
) -> None:
    second_operator(board)
    brought_to(walker, "entri")
    board.ok("case", "take", NUMBER, user="oki")
    refusal = board.refused("case", "take", NUMBER, user="sari")
    assert refusal["error"] == "held"
    assert "OKI FERDINAN sejak 23 Nov 2026 09.00" in refusal["reason"]
    assert "ambil alih" in refusal["reason"]
    clock.forward(minutes=40)
    taken = board.ok("case", "take", NUMBER, "--over", "--note", "Oki rapat.", user="sari")
    assert (taken["holder"], taken["held_at"]) == ("SARI UTAMI", "2026-11-23T09:40:00+07:00")
    event = taken["events"][-1]
    assert (event["intent"], event["note"]) == ("ambil_alih", "Oki rapat.")
    assert event["detail"]["holder"] == "OKI FERDINAN"
    desk = open_desk(home, clock=clock)
    told = unseen(desk, "oki")
    assert [item.text for item in told] == [
        f"Berkas {NUMBER} diambil alih oleh SARI UTAMI pada 23 Nov 2026 09.40: Oki rapat."
    ]
    seen(desk, "oki", [item.id for item in told])
    assert unseen(desk, "oki") == []
    assert unseen(desk, "sari") == []
    desk.close()
    assert board.refused("case", "move", NUMBER, "teruskan", user="oki")["error"] == "held"
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize(
    ("user", "code"),
    [("oki", "held"), ("wati", "role"), ("auditor", "not_authorised")],
)
def test_who_may_not_take_it_over(user: str, code: str, board: Commands, walker: Walker) -> None:
    brought_to(walker, "entri")
    board.ok("case", "take", NUMBER, user="oki")
    assert board.refused("case", "take", NUMBER, "--over", user=user)["error"] == code


def test_nobody_has_it(board: Commands, walker: Walker) -> None:
    brought_to(walker, "entri")
    assert board.refused("case", "take", NUMBER, "--over", user="oki")["error"] == "not_held"


def test_a_note_without_taking_over_is_a_mistake(board: Commands) -> None:
    answer = board.run("case", "take", NUMBER, "--note", "x", user="oki")
    assert answer.code == 2


def deputy_at_the_kabids(board: Commands, walker: Walker) -> None:
    """RINA approves as kasi, and stands in for the kabid."""
    board.ok("mandate", "add", "rina", "--for", "bakti", "--from", "2026-11-23", "--to", "2026-11-27")
    brought_to(walker, "koreksi_kabid")


def test_a_deputy_does_not_approve_again_what_they_approved_as_kasi(board: Commands, walker: Walker) -> None:
    deputy_at_the_kabids(board, walker)
    refusal = board.refused("case", "move", NUMBER, "setujui", user="rina")
    assert refusal["error"] == "four_eyes"
    shown = board.ok("case", "show", NUMBER, user="rina")
    approval = next(move for move in shown["moves"] if move["intent"] == "setujui")
    assert (approval["allowed"], approval["reason"]) == (False, refusal["reason"])
    board.ok("case", "move", NUMBER, "setujui", user="bakti")


def test_an_office_may_let_it_pass_and_event_and_paper_say_so(home: Path, board: Commands, walker: Walker) -> None:
    four_eyes(home, "tandai", KK)
    deputy_at_the_kabids(board, walker)
    moved = board.ok("case", "move", NUMBER, "setujui", user="rina")
    event = moved["events"][-1]
    assert event["detail"]["same_hand"] == ["menyetujui", "kasi"]
    assert event["acting_for"].startswith("Plh. BAKTI NUGRAHA")
    assert board.ok("verify")["ok"]


def test_where_the_office_does_not_look_it_passes_unmarked(home: Path, board: Commands, walker: Walker) -> None:
    four_eyes(home, "bebas")
    deputy_at_the_kabids(board, walker)
    assert "same_hand" not in board.ok("case", "move", NUMBER, "setujui", user="rina")["events"][-1]["detail"]


def test_what_was_taken_back_was_nobodys_hand(board: Commands, walker: Walker) -> None:
    deputy_at_the_kabids(board, walker)
    board.ok("case", "undo", NUMBER, user="rina")
    board.ok("user", "add", "sri", "--name", "SRI REJEKI", "--role", "kasi:dafduk")
    board.ok("case", "move", NUMBER, "setujui", user="sri")
    board.ok("case", "move", NUMBER, "setujui", user="rina")


def test_who_registered_it_does_not_approve_it(board: Commands, walker: Walker) -> None:
    board.ok("user", "role", "rina", "--add", "pelayanan")
    new = {"applicant": {"name": "SITI AMINAH", "nik": "0000014505900001", "phone": "081200000001"},
           "data": {"jenis_permohonan": "keluarga_baru", "kawin_tercatat": "ya"}}  # fmt: skip
    case = board.ok("case", "new", "--sop", KK, user="rina", stdin=new)
    walker.walk(case, walker.route("kirim", "koreksi_kasi"))
    assert board.refused("case", "move", case["number"], "setujui", user="rina")["error"] == "four_eyes"


def test_a_transfer_does_not_wash_hands(board: Commands, walker: Walker) -> None:
    board.ok("user", "role", "rina", "--add", "pelayanan")
    new = {
        "applicant": {
            "name": "SITI AMINAH",
            "nik": "0000014505900001",
            "no_kk": "0000010101150001",
            "phone": "081200000001",
        }
    }
    number = board.ok("case", "new", "--sop", "waykanan.skpwni", user="rina", stdin=new)["number"]
    case = board.ok("case", "transfer", number, "--sop", KK, user="wati")
    case = board.ok("case", "show", case.get("replaced_by") or case["number"])
    walker.walk(case, walker.route("kirim", "koreksi_kasi"))
    assert board.refused("case", "move", case["number"], "setujui", user="rina")["error"] == "four_eyes"


@pytest.mark.parametrize("sop", ["waykanan.tidak_ada", "KK"])
def test_a_switch_for_no_sop_is_told(sop: str, home: Path) -> None:
    four_eyes(home, "tandai", sop)
    opened = open_desk(home)
    assert any("four_eyes" in notice for notice in opened.notices)
    opened.close()


def test_a_notice_tells_nobody_of_a_complaint_about_them(
    board: Commands, tmp_path: Path, home: Path, clock: Clock
) -> None:
    board.ok("user", "add", "adi", "--name", "ADI NUGROHO", "--role", "penerima_aduan")
    number = complaint(board)
    board.ok("case", "take", number, user="ade")
    board.ok("case", "take", number, "--over", "--note", "Tentang Ibu Ade.", user="adi")
    assert "Ibu Ade" not in seen_by(home, clock, "ade")[0], "what is said inside stays in the event"
    board.ok("case", "accused", number, "ade", user="adi")
    assert seen_by(home, clock, "ade") == []


def seen_by(home: Path, clock: Clock, user: str) -> list[str]:
    """The sentences an officer is to be told."""
    desk = open_desk(home, clock=clock)
    try:
        return [item.text for item in unseen(desk.seen_by(actor_of(desk, user)), user)]
    finally:
        desk.close()


def test_only_what_was_shown_is_seen(board: Commands, walker: Walker, home: Path, clock: Clock) -> None:
    second_operator(board)
    brought_to(walker, "entri")
    board.ok("case", "take", NUMBER, user="oki")
    for taker in ("sari", "oki", "sari", "oki", "sari"):
        board.ok("case", "take", NUMBER, "--over", user=taker)
    told = seen_by(home, clock, "oki")
    assert len(told) == 2, "three were left, as many are told as are read"
