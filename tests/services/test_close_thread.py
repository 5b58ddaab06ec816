"""A solusi and the end of its complaint, all or nothing; how and when the answer went out is recorded."""

from __future__ import annotations

import pytest

from board.errors import InputInvalid, KeyReused, MoveRefused, StaleCase
from board.services.close_thread import close_thread, solution_of
from board.services.move_case import MoveOrder
from tests.commands import Commands
from tests.complaints import at_desk, messages, move, recorded, solved
from tests.offices import Clock

END = MoveOrder("selesai", key="tutup-1")


def test_note_and_end_are_one(board: Commands, clock: Clock) -> None:
    number = recorded(board)
    clock.forward(minutes=25)
    before = board.ok("case", "show", number)["version"]
    with at_desk(board) as desk:
        close_thread(desk, number, "ade", END, "KK baru telah terbit.")
        again = close_thread(desk, number, "ade", END, "KK baru telah terbit.")
        assert (again.decision, again.case.version) == (None, before + 2)
        with pytest.raises(KeyReused):
            close_thread(desk, number, "ade", END, "Lain.")
    case = board.ok("case", "show", number)
    assert (case["status"], case["version"], case["thread"][-1]["text"]) == (
        "selesai", before + 2, "KK baru telah terbit.",
    )  # fmt: skip
    told = {name: case["data"][name] for name in ("jawaban_lewat", "jawaban_tanggal", "jawaban_pukul")}
    assert told == {"jawaban_lewat": "wa", "jawaban_tanggal": "2026-11-23", "jawaban_pukul": "09:25"}
    assert case["events"][-1]["detail"]["data"]["jawaban_pukul"] == [None, "09:25"]
    assert "KK baru telah terbit." in messages(board, number)[-1]["text"]
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize(
    ("order", "text", "refused"),
    [
        (MoveOrder("selesai"), "", MoveRefused),
        (MoveOrder("selesai", seen=1), "Sudah.", StaleCase),
        (MoveOrder("selesai", data={"jawaban_tanggal": "2026-11-24"}), "Sudah.", InputInvalid),
        (MoveOrder("selesai", data={"jawaban_pukul": "09.01"}), "Sudah.", InputInvalid),
        (MoveOrder("selesai", data={"jawaban_tanggal": "2026-11-22"}), "Sudah.", InputInvalid),
        (MoveOrder("selesai", data={"jawaban_lewat": "merpati"}), "Sudah.", InputInvalid),
        (MoveOrder("selesai"), "x" * 8001, InputInvalid),
    ],
)
def test_what_is_refused_leaves_nothing(board: Commands, order: MoveOrder, text: str, refused: type[Exception]) -> None:
    number = recorded(board)
    with at_desk(board) as desk, pytest.raises(refused):
        close_thread(desk, number, "ade", order, text)
    case = board.ok("case", "show", number)
    assert (case["status"], case["thread"]) == ("berjalan", [])


def test_what_the_officer_says_of_the_answer_is_kept(board: Commands) -> None:
    number = recorded(board)
    board.ok("thread", "note", number, "--kind", "solusi", "--text", "Dijelaskan.", user="ade")
    case = move(board, number, "selesai", jawaban_lewat="telepon", jawaban_pukul="09.00")
    assert (case["data"]["jawaban_lewat"], case["data"]["jawaban_pukul"]) == ("telepon", "09:00")
    undone = board.ok("case", "undo", number, user="ade")
    assert (undone["status"], undone["data"].get("jawaban_lewat")) == ("berjalan", None)
    assert board.ok("verify")["ok"]


def test_a_solusi_of_before_counts_no_more(board: Commands) -> None:
    number = recorded(board)
    solved(board, number, "Yang pertama.")
    with at_desk(board) as desk:
        assert solution_of(desk, number) == "Yang pertama."
    board.ok("case", "reopen", number, "--reason", "belum_tuntas", user="ade")
    with at_desk(board) as desk:
        assert solution_of(desk, number) == ""
