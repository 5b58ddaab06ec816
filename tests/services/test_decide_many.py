"""One decision on many: what is skipped, why, and that nothing is done twice (PRODUCT 5.2)."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.models.case import Case
from board.services import decide_many as many
from board.services.decide_many import Ruling, decide_many, reasons_among, signatures_among, undo_many
from board.services.desk import Desk
from board.services.lists import Column, Filter
from board.services.move_case import MoveOrder, move_case
from board.services.people import add_user
from board.services.register_case import NewCase, register_case
from board.services.tray import Pick, whole_tray
from board.services.undo_case import undo_case
from board.services.work_case import mark_urgent, take_case
from tests.offices import Clock
from tests.trays import KK, fill_tray

COLUMN = Column(key="tray:Koreksi Kasi", title="Koreksi Kasi", places=((KK, "koreksi_kasi"),))


@pytest.fixture
def numbers(home: Path, clock: Clock) -> list[str]:
    return fill_tray(home, clock, 4)


@pytest.fixture
def picks(numbers: list[str], desk: Desk) -> list[Pick]:
    return whole_tray(desk, "rina", COLUMN, Filter())


def told(outcomes: list[many.Outcome]) -> dict[str, tuple[bool, str]]:
    return {item.number: (item.done, item.words) for item in outcomes}


def test_a_whole_tray_in_the_order_of_the_column(numbers: list[str], desk: Desk) -> None:
    assert [pick.number for pick in whole_tray(desk, "rina", COLUMN, Filter())] == numbers
    mark_urgent(desk, numbers[2], "rina", "sakit")
    assert whole_tray(desk, "rina", COLUMN, Filter())[0].number == numbers[2]
    assert [pick.number for pick in whole_tray(desk, "rina", COLUMN, Filter(urgent=True))] == [numbers[2]]


def test_each_case_goes_its_own_way(numbers: list[str], picks: list[Pick], desk: Desk) -> None:
    outcomes = told(decide_many(desk, "rina", picks, Ruling()))
    assert outcomes == dict.fromkeys(numbers, (True, "ke Koreksi Kabid"))


def test_what_a_colleague_holds_or_changed_is_skipped_with_the_reason(
    numbers: list[str], picks: list[Pick], desk: Desk
) -> None:
    with desk.store.writing():
        add_user(desk, "sri", "SRI REJEKI", ["kasi:dafduk"], by="test")
    mark_urgent(desk, numbers[0], "sri", "sakit")
    take_case(desk, numbers[1], "sri")
    seen = [picks[0], *whole_tray(desk, "rina", COLUMN, Filter())[1:]]
    outcomes = told(decide_many(desk, "rina", seen, Ruling()))
    assert outcomes[numbers[0]] == (
        False, "sudah diubah oleh SRI REJEKI sejak Anda melihatnya. Lihat lagi, lalu putuskan."
    )  # fmt: skip
    assert outcomes[numbers[1]][0] is False
    assert "sedang dikerjakan SRI REJEKI sejak" in outcomes[numbers[1]][1]
    assert [done for done, _ in outcomes.values()] == [False, False, True, True]


def test_a_damaged_case_keeps_nobody_from_the_others(numbers: list[str], picks: list[Pick], desk: Desk) -> None:
    with desk.store.writing():
        Case.update(data="rusak").where(Case.number == numbers[1]).execute()
    outcomes = told(decide_many(desk, "rina", picks, Ruling()))
    assert [done for done, _ in outcomes.values()] == [True, False, True, True]
    assert "rusak" in outcomes[numbers[1]][1]


def test_all_go_back_one_level_with_one_reason(numbers: list[str], picks: list[Pick], desk: Desk) -> None:
    ruling = Ruling(back=True, reason="salah_tulis", note="kode pos")
    assert set(told(decide_many(desk, "rina", picks, ruling)).values()) == {(True, "ke Entri SIAK")}


def test_what_is_not_ready_is_skipped_with_what_is_missing(numbers: list[str], desk: Desk) -> None:
    undo_case(desk, numbers[0], "oki")
    here = Column(key="t", title="Entri SIAK", places=((KK, "entri"),))
    picks = whole_tray(desk, "oki", here, Filter())
    assert [pick.number for pick in picks] == numbers[:1]
    outcomes = told(decide_many(desk, "oki", picks, Ruling()))
    assert outcomes[numbers[0]][0] is False
    assert "Isian belum lengkap" in outcomes[numbers[0]][1]


def test_an_applicant_is_asked_one_by_one(desk: Desk) -> None:
    new = NewCase({"name": "SITI AMINAH", "nik": "0000014505900001", "phone": "081200000001"})
    number = register_case(desk, KK, "wati", new).case.number
    here = Column(key="t", title="Terima berkas", places=((KK, "kirim"),))
    outcomes = told(decide_many(desk, "wati", whole_tray(desk, "wati", here, Filter()), Ruling(back=True)))
    assert outcomes == {
        number: (
            False,
            'diputuskan sendiri: jalannya lebih dari satu (SOP KK Baru langkah 1 "Terima berkas").',
        )
    }


def test_a_decision_on_many_is_taken_back_as_far_as_nobody_built_on_it(
    numbers: list[str], picks: list[Pick], desk: Desk
) -> None:
    done = [item.pick for item in decide_many(desk, "rina", picks, Ruling())]
    move_case(desk, numbers[1], "bakti", MoveOrder("setujui"))
    assert signatures_among(desk, picks) == 1, "the one that went on lies before the kadis"
    outcomes = told(undo_many(desk, "rina", done))
    assert [undone for undone, _ in outcomes.values()] == [True, False, True, True]
    assert "BAKTI NUGRAHA" in outcomes[numbers[1]][1]


def test_a_later_move_of_ones_own_is_not_what_is_taken_back(
    home: Path, numbers: list[str], picks: list[Pick], desk: Desk
) -> None:
    done = [item.pick for item in decide_many(desk, "rina", picks[:1], Ruling())]
    move_case(desk, numbers[0], "bakti", MoveOrder("kembalikan", reason="salah_tulis"))
    move_case(desk, numbers[0], "rina", MoveOrder("setujui"))
    assert not undo_many(desk, "rina", done)[0].done


def test_reasons_are_those_of_the_steps(numbers: list[str], picks: list[Pick], desk: Desk) -> None:
    kasi = next(move for move in desk.shelf.current(KK, desk.today()).step("koreksi_kasi").moves if move.back)
    assert sorted(reasons_among(desk, picks)) == sorted(kasi.reasons)
