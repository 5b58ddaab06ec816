"""What a move does: where the case stands, its round, what is ready, which books and messages are written."""

from __future__ import annotations

from typing import Any

import pytest

from board.workflow.engine import Decision, decide
from board.workflow.facts import MoveRequest
from board.workflow.sop import PEMOHON, Sop, Status
from tests.workflow.given import MONDAY, SOP_IDS, full_case, officer, profile, sop, step_id

RULES = profile().rules
KONSULTASI, KK_UMUM = sop("landak.konsultasi"), sop("landak.kk_umum")
KK_BARU, KIA = sop("waykanan.kk_baru"), sop("waykanan.kia_baru")
AKTA_LAHIR, PENGADUAN = sop("waykanan.akta_lahir"), sop("waykanan.pengaduan")


def moved(service: Sop, no: str, intent: str, role: str, **changes: Any) -> Decision:
    """The decision of an allowed move."""
    to = changes.pop("to", None)
    request = MoveRequest(intent, to=to, reason="salah_tulis" if intent == "kembalikan" else None)
    return decide(service, full_case(service, no, **changes), officer(role), request, MONDAY, RULES)


@pytest.mark.parametrize(
    ("service", "no", "intent", "role", "to", "stands_at", "status"),
    [
        (KK_UMUM, "1", "teruskan", "loket", "2", "2", Status.RUNNING),
        (KK_UMUM, "2", "kembalikan", "loket", PEMOHON, "2", Status.AT_APPLICANT),
        (KK_UMUM, "3", "kembalikan", "kasi", "2", "2", Status.RUNNING),
        (KK_UMUM, "7", "teruskan", "loket", "8", "8", Status.READY),
        (KK_UMUM, "8", "selesai", "loket", None, "8", Status.DONE),
        (AKTA_LAHIR, "6", "teruskan", "operator", "7", "7", Status.AT_WITNESSES),
        (AKTA_LAHIR, "7", "teruskan", "penyerahan", "8", "8", Status.RUNNING),
        (KIA, "5", "selesai", "penyerahan", None, "5", Status.DONE),
    ],
)
def test_where_a_case_stands_after_a_move(
    service: Sop, no: str, intent: str, role: str, to: str | None, stands_at: str, status: Status
) -> None:
    decision = moved(service, no, intent, role)
    assert decision.from_step == step_id(service, no)
    assert decision.to == (to if to in {None, PEMOHON} else step_id(service, to or ""))
    assert decision.step == step_id(service, stands_at)
    assert decision.status is status
    assert decision.closes is (status is Status.DONE)


def test_terima_brings_the_case_back_to_the_step_that_sent_it() -> None:
    decision = moved(KIA, "2", "terima", "pelayanan", status=Status.AT_APPLICANT, round=2)
    assert (decision.step, decision.to, decision.status) == ("verifikasi", "verifikasi", Status.RUNNING)
    assert decision.round == 2
    assert (decision.books, decision.prints) == ((), ())


def test_only_a_return_to_a_step_begins_a_new_round() -> None:
    assert moved(KK_BARU, "3", "kembalikan", "kasi", round=1).round == 2
    assert moved(KK_BARU, "3", "setujui", "kasi", round=2).round == 2
    assert moved(KK_BARU, "1", "kembalikan", "pelayanan", round=1).round == 1


def test_issued_and_complete_stay_once_they_are_so() -> None:
    assert not moved(KK_BARU, "4", "setujui", "kabid").issued
    assert moved(KK_BARU, "5", "setujui", "kadis").issued
    assert moved(KK_BARU, "5", "kembalikan", "kadis", issued=True, complete=True).issued
    assert moved(KK_BARU, "3", "kembalikan", "kasi", complete=True).complete
    assert moved(KK_BARU, "1", "teruskan", "pelayanan").complete
    assert not moved(KK_UMUM, "1", "teruskan", "loket").complete


def test_ready_is_the_first_moment_and_is_taken_back_by_a_return() -> None:
    earlier = MONDAY.replace(hour=8)
    card = sop("waykanan.ktp_ganti")
    assert moved(card, "3", "teruskan", "penyerahan").ready_at == MONDAY
    assert moved(card, "4", "selesai", "penyerahan", ready_at=earlier).ready_at == earlier
    assert moved(card, "3", "kembalikan", "penyerahan", ready_at=earlier).ready_at is None
    assert moved(PENGADUAN, "7", "selesai", "penerima_aduan").ready_at == MONDAY


@pytest.mark.parametrize(
    ("service", "no", "intent", "role", "message"),
    [
        (KK_BARU, "1", "kembalikan", "pelayanan", "kurang"),
        (KK_BARU, "7", "teruskan", "pelayanan", "selesai"),
        (KK_BARU, "3", "kembalikan", "kasi", None),
        (PENGADUAN, "7", "selesai", "penerima_aduan", "jawaban"),
        (KONSULTASI, "4", "teruskan", "tim_konsultasi", "jawaban"),
    ],
)
def test_messages(service: Sop, no: str, intent: str, role: str, message: str | None) -> None:
    assert moved(service, no, intent, role).message == message


@pytest.mark.parametrize(
    ("service", "no", "intent", "role", "books"),
    [
        (KK_UMUM, "2", "teruskan", "loket", [("pendaftaran", None)]),
        (KK_UMUM, "7", "teruskan", "loket", [("agenda", "keluar"), ("penyerahan", None), ("arsip", None)]),
        (KONSULTASI, "2", "teruskan", "tim_konsultasi", [("konsultasi", None), ("agenda", "masuk")]),
        (KONSULTASI, "4", "teruskan", "tim_konsultasi",
         [("agenda", "keluar"), ("rekap_konsultasi", None), ("arsip", None)]),
        (AKTA_LAHIR, "2", "teruskan", "pelayanan", [("pendaftaran", None), ("antrean", None)]),
        (AKTA_LAHIR, "6", "teruskan", "operator", [("akta_lahir", None)]),
        (PENGADUAN, "2", "sederhana", "penerima_aduan", [("pengaduan", None)]),
        (PENGADUAN, "2", "kompleks", "penerima_aduan", [("pengaduan", None)]),
        (PENGADUAN, "3", "selesai", "penerima_aduan", [("arsip", None)]),
        # on the way forward only, and not when a complaint escalates
        (PENGADUAN, "3", "eskalasi", "penerima_aduan", []),
        (PENGADUAN, "2", "kembalikan", "penerima_aduan", []),
        (AKTA_LAHIR, "2", "kembalikan", "pelayanan", []),
        (AKTA_LAHIR, "6", "kembalikan", "operator", []),
        (KONSULTASI, "4", "kembalikan", "tim_konsultasi", []),
    ],
)  # fmt: skip
def test_books(service: Sop, no: str, intent: str, role: str, books: list[tuple[str, str | None]]) -> None:
    assert list(moved(service, no, intent, role).books) == books


@pytest.mark.parametrize(("delivery", "book"), [("pos", "ekspedisi"), ("ambil", "penyerahan")])
def test_the_book_follows_the_way_of_delivery(delivery: str, book: str) -> None:
    data = {**full_case(KIA).data, "cara_serah": delivery}
    decision = moved(KIA, "5", "selesai", "penyerahan", data=data)
    assert {name for name, _ in decision.books} == {book, "arsip"}


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_no_return_writes_a_book(sop_id: str) -> None:
    service = sop(sop_id)
    for step in service.steps:
        for move in step.moves:
            if move.back:
                decision = moved(service, step.no, move.intent, move.by[0], to=move.to)
                assert decision.books == (), (step.no, move.name)
