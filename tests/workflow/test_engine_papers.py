"""Which papers a move prints: once for the step that makes them, drafts and correction sheets again each round."""

from __future__ import annotations

from typing import Any

import pytest

from board.workflow.checks import NOT_OUT
from board.workflow.engine import choices, decide, papers_to_print
from board.workflow.facts import MoveRequest, Paper
from board.workflow.sop import Sop
from tests.workflow.given import MONDAY, SOP_IDS, full_case, officer, profile, sop

RULES = profile().rules
KK_UMUM, KK_BARU, KIA = sop("landak.kk_umum"), sop("waykanan.kk_baru"), sop("waykanan.kia_baru")
AKTA_LAHIR, KTP = sop("waykanan.akta_lahir"), sop("waykanan.ktp_ganti")


def printed(service: Sop, no: str, intent: str, *papers: Paper, **changes: Any) -> tuple[str, ...]:
    facts = full_case(service, no, papers=papers, **changes)
    actor = officer(*service.step(facts.step).acting)
    return decide(service, facts, actor, MoveRequest(intent, reason="salah_tulis"), MONDAY, RULES).prints


def test_which_papers_are_made_again_each_round() -> None:
    assert {
        "konsep_kk",
        "draf_skpwni",
        "draf_akta_lahir",
        "draf",
        "lembar_koreksi",
        "register_akta",
    } <= RULES.each_round
    assert not {"tanda_terima_berkas", "tanda_bukti_pengambilan", "bukti_penyerahan", "label_pos"} & RULES.each_round


def test_a_step_prints_what_it_makes() -> None:
    assert printed(KK_UMUM, "2", "teruskan") == ("tanda_bukti_pengambilan", "konsep_kk")


def test_what_was_printed_by_hand_before_is_not_printed_by_the_move() -> None:
    konsep = Paper("konsep_kk", "periksa", 1, "completed")
    assert printed(KK_UMUM, "2", "teruskan", konsep) == ("tanda_bukti_pengambilan",)


@pytest.mark.parametrize("state", ["queued", "rendered", "submitted", "completed", "failed", "unknown"])
def test_a_paper_counts_as_made_whatever_became_of_it(state: str) -> None:
    """A paper that failed is printed again from its own row, not doubled by the next move."""
    papers = [Paper(name, "periksa", 1, state) for name in ("tanda_bukti_pengambilan", "konsep_kk")]
    assert printed(KK_UMUM, "2", "teruskan", *papers) == ()


def test_the_second_round_prints_the_konsep_again_and_the_receipt_not() -> None:
    papers = [Paper(name, "periksa", 1, "completed") for name in ("tanda_bukti_pengambilan", "konsep_kk")]
    assert printed(KK_UMUM, "2", "teruskan", *papers, round=2) == ("konsep_kk",)
    again = Paper("konsep_kk", "periksa", 2, "completed")
    assert printed(KK_UMUM, "2", "teruskan", *papers, again, round=2) == ()


def test_a_draft_from_before_a_correction_is_made_again_and_a_receipt_is_not() -> None:
    papers = [
        Paper(name, "periksa", 1, "completed", shows="before") for name in ("tanda_bukti_pengambilan", "konsep_kk")
    ]
    assert printed(KK_UMUM, "2", "teruskan", *papers) == ("konsep_kk",)
    assert printed(KK_UMUM, "2", "teruskan", *papers, Paper("konsep_kk", "periksa", 1, "queued")) == ()


def test_the_same_paper_of_another_step_is_another_paper() -> None:
    of_step_two = Paper("lembar_koreksi", "entri", 1, "completed")
    assert printed(KK_BARU, "3", "kembalikan", of_step_two) == ("lembar_koreksi",)


def test_each_return_prints_its_own_sheet() -> None:
    first = Paper("lembar_koreksi", "koreksi_kasi", 1, "completed")
    assert printed(KK_BARU, "3", "kembalikan", first) == ()
    assert printed(KK_BARU, "3", "kembalikan", first, round=2) == ("lembar_koreksi",)


def test_the_print_of_siak_may_stand_in_for_ours() -> None:
    filled = dict(full_case(KK_UMUM).data)
    assert "konsep_kk" not in printed(KK_UMUM, "2", "teruskan", data={**filled, "konsep_siak": "ya"})
    assert "konsep_kk" in printed(KK_UMUM, "2", "teruskan", data={**filled, "konsep_siak": "tidak"})


@pytest.mark.parametrize("service", [KIA, KTP])
@pytest.mark.parametrize(("delivery", "paper"), [("pos", "label_pos"), ("ambil", "bukti_penyerahan")])
def test_the_paper_follows_the_way_of_delivery(service: Sop, delivery: str, paper: str) -> None:
    data = {**full_case(service).data, "cara_serah": delivery}
    assert printed(service, service.steps[-1].no, "selesai", data=data) == (paper,)


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_nothing_is_printed_that_the_move_does_not_name(sop_id: str) -> None:
    service = sop(sop_id)
    for step in service.steps:
        for move in step.moves:
            made = papers_to_print(service, step, move, full_case(service, step.no), RULES)
            left_out = set(move.prints) - set(made)
            assert set(made) <= set(move.prints)
            assert all(name in step.when for name in left_out), (step.no, move.name)


# --- a step that needs its paper in hand ----------------------------------------------------------------------------


def kasi_sees(*papers: Paper, **changes: Any) -> str | None:
    facts = full_case(KK_UMUM, "3", papers=papers, **changes)
    approval = choices(KK_UMUM, facts, officer("kasi"))[0]
    return approval.refused.code if approval.refused else None


@pytest.mark.parametrize(
    ("state", "code"),
    [
        ("queued", "paper"),
        ("failed", "paper"),
        ("unknown", "paper"),
        ("rendered", None),
        ("submitted", None),
        ("completed", None),
    ],
)
def test_the_konsep_must_have_come_out(state: str, code: str | None) -> None:
    assert kasi_sees(Paper("konsep_kk", "periksa", 1, state)) == code
    assert (state in NOT_OUT) == (code is not None)


def test_a_paper_that_was_never_made_holds_nothing_up() -> None:
    assert kasi_sees() is None


def test_only_this_rounds_paper_counts() -> None:
    old, new = Paper("konsep_kk", "periksa", 1, "failed"), Paper("konsep_kk", "periksa", 2, "completed")
    assert kasi_sees(old, new, round=2) is None
    assert kasi_sees(Paper("konsep_kk", "periksa", 1, "completed"), Paper("konsep_kk", "periksa", 2, "queued"), round=2)


def test_another_paper_that_failed_holds_nothing_up() -> None:
    assert kasi_sees(Paper("tanda_bukti_pengambilan", "periksa", 1, "failed")) is None


def test_a_copy_that_came_out_is_a_paper_in_hand() -> None:
    """A reprint is a row of its own (copy 2); the failed one stays as it is."""
    failed, copy = Paper("konsep_kk", "periksa", 1, "failed"), Paper("konsep_kk", "periksa", 1, "completed")
    assert kasi_sees(failed, copy) is None
    assert kasi_sees(copy, failed) is None
    assert kasi_sees(failed, failed) == "paper"


def test_the_corrected_draft_must_come_out_not_the_one_before() -> None:
    before = Paper("konsep_kk", "periksa", 1, "completed", shows="before")
    assert kasi_sees(before, Paper("konsep_kk", "periksa", 1, "queued")) == "paper"
    assert kasi_sees(before, Paper("konsep_kk", "periksa", 1, "completed")) is None


def test_each_step_that_makes_the_paper_has_its_own() -> None:
    first, second = Paper("konsep_kk", "periksa", 1, "completed"), Paper("konsep_kk", "cetak", 1, "queued")
    assert kasi_sees(first, second) == "paper"


def test_the_register_page_must_have_come_out_before_it_can_be_signed() -> None:
    waiting = full_case(AKTA_LAHIR, "7", papers=(Paper("register_akta", "entri", 1, "queued"),))
    forward, back = choices(AKTA_LAHIR, waiting, officer("penyerahan"))
    assert forward.refused
    assert (forward.refused.code, forward.refused.missing) == ("paper", ("register_akta",))
    assert back.allowed
