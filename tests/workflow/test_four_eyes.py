"""A second pair of eyes: by login, through mandates, as the office has it (PRODUCT 1, DOMAIN A.12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from board.errors import MoveRefused
from board.workflow.engine import choices, decide
from board.workflow.facts import Actor, MoveRequest
from board.workflow.four_eyes import Hand
from tests.workflow.given import MONDAY, full_case, mandate, officer, profile, sop

RULES = profile().rules
KK_BARU, AKTA = sop("waykanan.kk_baru"), sop("waykanan.akta_lahir")
KASI, KABID = officer("kasi:dafduk"), officer("kabid:dafduk")
REGISTERED = Hand("wati", "daftar", "", "pelayanan")
ENTERED = Hand("oki", "teruskan", "entri", "operator")


def verdict(no: str, actor: Actor, *hands: Hand, mode: str = "wajib", service=KK_BARU) -> str | None:
    facts = full_case(service, no, hands=(REGISTERED, ENTERED, *hands), four_eyes=mode)
    approval = next(choice for choice in choices(service, facts, actor) if choice.move.intent == "setujui")
    return approval.refused.code if approval.refused else None


def test_somebody_else_entered_it() -> None:
    assert verdict("3", KASI) is None


@pytest.mark.parametrize(
    "hand",
    [
        Hand("rina", "daftar", "", "loket"),
        Hand("rina", "teruskan", "entri", "operator"),
        Hand("rina", "ubah", "entri", "operator", fields=("alamat",)),
        Hand("rina", "kembalikan", "entri", "operator", "kirim", ("alamat",)),
        Hand("rina", "terima", "kirim", "pelayanan", fields=("alamat",)),
        Hand("rina", "teruskan", "kirim", "pelayanan"),
    ],
)
def test_who_entered_it_does_not_approve_it(hand: Hand) -> None:
    assert verdict("3", KASI, hand) == "four_eyes"
    assert verdict("4", KABID, hand) == "four_eyes", "nor one floor above"


def test_writing_where_it_is_approved_is_an_entry_until_somebody_below_looks_again() -> None:
    edit = Hand("rina", "ubah", "koreksi_kasi", "kasi", fields=("applicant.nik",))
    back = Hand("rina", "kembalikan", "koreksi_kasi", "kasi", "entri")
    assert verdict("3", KASI, edit) == "four_eyes"
    assert verdict("3", KASI, edit, back) == "four_eyes"
    assert verdict("3", KASI, edit, back, ENTERED) is None


def test_what_the_approving_step_asks_for_is_its_own() -> None:
    """No shipped SOP asks an approver for anything; an office's own may: the number of the blangko."""
    own = replace(AKTA.fields[0], id="nomor_blangko", step="blangko")
    asking = replace(AKTA, fields=(*AKTA.fields, own))
    kasi, number = officer("kasi:capil"), AKTA.step("blangko").no
    assert verdict(number, kasi, Hand("rina", "ubah", "blangko", "kasi", fields=(own.id,)), service=asking) is None
    other = AKTA.fields[0].id
    assert (
        verdict(number, kasi, Hand("rina", "ubah", "blangko", "kasi", fields=(other,)), service=asking) == "four_eyes"
    )


def test_an_edit_that_brought_nothing_is_no_entry() -> None:
    assert verdict("3", KASI, Hand("rina", "ubah", "entri", "operator")) is None


def test_nobody_approves_as_kasi_and_again_as_deputy_kabid() -> None:
    deputy = officer("kabid:dafduk", acting_for=mandate("paraf", "ttd"))
    assert verdict("4", deputy) is None
    assert verdict("4", deputy, Hand("rina", "setujui", "koreksi_kasi", "kasi")) == "four_eyes"


def test_two_offices_of_ones_own_are_one_pair_of_eyes_too() -> None:
    both = officer("kasi:dafduk", "kabid:dafduk")
    assert verdict("4", both, Hand("rina", "setujui", "koreksi_kasi", "kasi")) == "four_eyes"


def test_the_same_office_twice_is_what_the_sop_asks_for() -> None:
    """The kasi of an akta approves the draft, and later hands out the blangko."""
    blank = AKTA.step("blangko").no
    kasi = officer("kasi:capil")
    assert verdict(blank, kasi, Hand("rina", "setujui", "verifikasi_kasi", "kasi"), service=AKTA) is None


def test_what_came_back_and_was_approved_by_somebody_else_counts_for_them() -> None:
    deputy = officer("kabid:dafduk", acting_for=mandate("paraf"))
    first, anew = Hand("rina", "setujui", "koreksi_kasi", "kasi"), Hand("sri", "setujui", "koreksi_kasi", "kasi")
    assert verdict("4", deputy, first, anew) is None


def test_an_approval_the_case_went_back_behind_counts_no_more() -> None:
    """Approved as kabid, sent back to the kasi; the kasi is on leave and the kabid stands in."""
    kabid = Hand("rina", "setujui", "koreksi_kabid", "kabid")
    back = Hand("harun", "kembalikan", "sertifikasi", "kadis", "koreksi_kasi")
    assert verdict("3", KASI, kabid) == "four_eyes"
    assert verdict("3", KASI, kabid, back) is None


def test_what_was_done_under_a_wrong_service_was_done() -> None:
    assert verdict("3", KASI, Hand("rina", "ubah", "", "operator", fields=("alamat",))) == "four_eyes"


def test_sending_back_needs_no_second_pair_of_eyes() -> None:
    facts = full_case(KK_BARU, "3", hands=(Hand("rina", "teruskan", "entri", "operator"),))
    back = [choice for choice in choices(KK_BARU, facts, KASI) if choice.move.back]
    assert back
    assert all(choice.allowed for choice in back)


def test_the_office_may_let_it_pass_and_then_it_is_marked() -> None:
    before = Hand("rina", "setujui", "koreksi_kasi", "kasi")
    assert verdict("4", KABID, before, mode="tandai") is None
    facts = full_case(KK_BARU, "4", hands=(before,), four_eyes="tandai")
    decision = decide(KK_BARU, facts, KABID, MoveRequest("setujui"), MONDAY, RULES)
    assert decision.same_hand
    assert (decision.same_hand.words, decision.same_hand.role) == ("menyetujui", "kasi")
    alone = decide(KK_BARU, full_case(KK_BARU, "4", four_eyes="tandai"), KABID, MoveRequest("setujui"), MONDAY, RULES)
    assert alone.same_hand is None


def test_where_the_office_does_not_look_nothing_is_marked() -> None:
    facts = full_case(KK_BARU, "4", hands=(Hand("rina", "setujui", "koreksi_kasi", "kasi"),), four_eyes="bebas")
    assert decide(KK_BARU, facts, KABID, MoveRequest("setujui"), MONDAY, RULES).same_hand is None


def test_the_refusal_says_what_they_did_and_what_to_do() -> None:
    facts = full_case(KK_BARU, "4", hands=(Hand("rina", "setujui", "koreksi_kasi", "kasi"),))
    with pytest.raises(MoveRefused) as refused:
        decide(KK_BARU, facts, KABID, MoveRequest("setujui"), MONDAY, RULES)
    assert refused.value.sentence == (
        'Anda sudah menyetujui berkas KK-2026-00042 sebagai Kasi; SOP KK Baru langkah 4 "Koreksi Kabid" harus '
        "disetujui pejabat lain."
    )
