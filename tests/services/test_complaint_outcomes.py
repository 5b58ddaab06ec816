"""How a complaint may end beside its answer: given up, passed on; and where it may not go."""

from __future__ import annotations

import pytest

from board.services.facts_of import actor_of
from board.services.lists import Column, cards
from board.widgets.card_lines import Moment, card_lines
from board.workflow.open_time import OpenTime
from tests.commands import Commands
from tests.complaints import ADUAN, at_desk, complaint, messages, move, recorded, solved
from tests.offices import Clock

GIVE_UP = ("--kind", "tidak_dilengkapi", "--note", "tidak ada kabar")
REFER = ("--to", "instansi", "--agency", "BPJS Kesehatan", "--note", "kewenangan BPJS")


def asked(board: Commands) -> str:
    number = complaint(board)
    move(board, number, "teruskan")
    move(board, number, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang")
    return number


def test_an_applicant_is_given_up_only_when_the_time_is_over(board: Commands, clock: Clock) -> None:
    number = asked(board)
    clock.forward(days=30)
    refusal = board.refused("case", "cancel", number, *GIVE_UP, user="ade")
    assert refusal["error"] == "not_lapsed"
    assert "sampai Rabu, 23 Desember 2026" in refusal["reason"]
    clock.forward(days=1)
    case = board.ok("case", "cancel", number, *GIVE_UP, user="ade")
    assert (case["status"], case["outcome"]) == ("batal", "tidak_dilengkapi")
    assert {row["state"] for row in case["books"] if row["book"] == "pendaftaran"} == {"batal"}
    row = next(row for row in board.ok("report", "recap", "--month", "2026-12")["rows"] if row["sop"] == ADUAN)
    assert (row["void_by"]["tidak_dilengkapi"], row["balanced"]) == (1, True)
    assert board.ok("verify")["ok"]


def test_who_has_answered_is_not_given_up(board: Commands, clock: Clock) -> None:
    number = asked(board)
    clock.forward(days=2)
    board.ok("thread", "note", number, "--kind", "pelapor", "--text", "Ini KTP saya.", user="ade")
    clock.forward(days=40)
    assert board.refused("case", "cancel", number, *GIVE_UP, user="ade")["error"] == "has_answered"
    move(board, number, "terima")
    assert board.refused("case", "cancel", number, *GIVE_UP, user="ade")["error"] == "not_at_applicant"


def test_other_services_wait_as_long_as_it_takes(board: Commands) -> None:
    number = board.ok("case", "new", "--sop", "waykanan.kk_baru", user="wati",
                      stdin={"applicant": {"name": "SITI AMINAH", "nik": "0000014505900001", "phone": "081200000001",
                                           "no_kk": "0000010101150001"}})["number"]  # fmt: skip
    assert board.refused("case", "cancel", number, *GIVE_UP, user="wati")["error"] == "not_lapsed"
    assert board.refused("case", "refer", number, *REFER, user="wati")["error"] == "not_referred"
    assert board.refused("case", "reopen", number, "--reason", "lainnya", "--note", "x", user="wati")["error"] == (
        "not_reopened"
    )


def test_what_is_passed_on_ends_here_and_says_where_it_went(board: Commands) -> None:
    number = recorded(board)
    case = board.ok("case", "refer", number, *REFER, "--letter", "400/12", "--key", "rujuk-1", user="ade")
    assert (case["status"], case["outcome"], case["moves"]) == ("selesai", "diteruskan", [])
    said = "Diteruskan kepada BPJS Kesehatan dengan surat 400/12. kewenangan BPJS"
    assert (case["thread"][-1]["kind"], case["thread"][-1]["text"]) == ("solusi", said)
    assert (case["data"]["jawaban_lewat"], case["data"]["jawaban_tanggal"]) == ("wa", "2026-11-23")
    assert case["events"][-1]["detail"]["referred"] == {
        "to": "instansi", "agency": "BPJS Kesehatan", "letter": "400/12",
    }  # fmt: skip
    assert {row["state"] for row in case["books"]} == {"berlaku"}
    assert said in messages(board, number)[-1]["text"]
    again = board.ok("case", "refer", number, *REFER, "--letter", "400/12", "--key", "rujuk-1", user="ade")
    assert again["version"] == case["version"]
    assert board.refused("case", "undo", number, user="ade")["error"] == "nothing_to_undo"
    assert board.ok("case", "reopen", number, "--reason", "dikembalikan_instansi", user="ade")["outcome"] == ""
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize(
    ("words", "user", "error"),
    [
        (("--to", "inspektorat", "--note", "disiplin pegawai"), "ade", None),
        (("--to", "instansi", "--note", "kewenangan lain"), "ade", "input"),
        (("--to", "inspektorat", "--note", " "), "ade", "input"),
        (("--to", "inspektorat", "--note", "disiplin pegawai"), "putu", "role"),
    ],
)
def test_who_passes_on_to_whom(board: Commands, words: tuple[str, ...], user: str, error: str | None) -> None:
    number = recorded(board)
    if error is None:
        case = board.ok("case", "refer", number, *words, user=user)
        assert case["thread"][-1]["text"] == "Diteruskan kepada Inspektorat. disiplin pegawai"
    else:
        assert board.refused("case", "refer", number, *words, user=user)["error"] == error


def test_what_is_passed_on_stands_in_the_register(board: Commands) -> None:
    number = complaint(board)
    assert board.refused("case", "refer", number, *REFER, user="ade")["error"] == "not_recorded"


def test_no_complaint_and_no_service_go_on_as_the_other(board: Commands) -> None:
    board.ok("user", "role", "ade", "--add", "pelayanan", user="admin")
    known = {"nik": "0000010101800001", "no_kk": "0000010101150001", "name": "SITI AMINAH", "phone": "081200000001"}
    service = board.ok("case", "new", "--sop", "waykanan.kk_baru", user="wati", stdin={"applicant": known})["number"]
    for number, sop in ((complaint(board), "waykanan.kk_baru"), (service, "waykanan.pengaduan")):
        refusal = board.refused("case", "transfer", number, "--sop", sop, user="ade")
        assert (refusal["error"], number in refusal["reason"]) == ("confidential", True)


def test_level_and_deadlines_are_told(board: Commands, clock: Clock) -> None:
    number = complaint(board)
    case = board.ok("case", "show", number)
    assert case["level"] is None
    assert [(row["id"], row["state"], row["words"]) for row in case["deadlines"]] == [
        ("verifikasi", "berjalan", "sisa 3 hari kerja (26 Nov)"),
        ("tanggapan_awal", "berjalan", "sisa 14 hari (7 Des)"),
    ]
    assert case["deadlines"][0]["source"] == "PermenPANRB 62/2018 [M-s]"
    move(board, number, "teruskan")
    board.ok("case", "check", number, "identitas", user="ade")
    assert move(board, number, "sederhana", kategori="data")["level"] == {"id": "sederhana", "title": "Sederhana"}
    assert move(board, number, "eskalasi")["level"]["id"] == "kompleks"
    assert move(board, number, "kembalikan", "--reason", "lainnya", "--note", "cukup")["level"]["id"] == "sederhana"
    clock.forward(days=20)
    told = {row["id"]: row["words"] for row in solved(board, number)["deadlines"]}
    assert told == {
        "verifikasi": "terpenuhi 23 Nov", "tanggapan_awal": "lewat: baru 13 Des (batas 7 Des)",
        "penyelesaian": "terpenuhi 13 Des",
    }  # fmt: skip
    assert board.ok("case", "show", number)["due_at"]


def test_a_card_says_that_the_limit_of_law_is_past(board: Commands, clock: Clock) -> None:
    recorded(board)
    column = Column("aduan", "Beri solusi", ((ADUAN, "solusi"),))
    for days, limit in ((60, ""), (1, "60 hari")):
        clock.forward(days=days)
        with at_desk(board) as desk:
            (card,) = cards(desk, actor_of(desk, "ade"), column)
        assert card.limit == limit
    upper = card_lines(card, 60, Moment(clock(), OpenTime(desk.profile.calendar)), cursor=False, me="ade")[0]
    assert "lewat 60 hari" in "".join(text for text, _ in upper)
