"""Acting for an absent head: in one's own name, within the letter's scope (PRODUCT 1, DOMAIN A.12)."""

from __future__ import annotations

from dataclasses import replace

import pytest

from board.errors import MoveRefused
from board.workflow.engine import Decision, choices, decide
from board.workflow.facts import Actor, Grant, Mandate, MoveRequest
from board.workflow.sop import Sop
from tests.workflow.given import MONDAY, full_case, mandate, officer, profile, sop

RULES = profile().rules
KK_BARU, SKPWNI, KELILING = sop("waykanan.kk_baru"), sop("waykanan.skpwni"), sop("pasbar.keliling")


def verdicts(service: Sop, no: str, actor: Actor) -> list[str | None]:
    return [
        choice.refused.code if choice.refused else None for choice in choices(service, full_case(service, no), actor)
    ]


def approved(service: Sop, no: str, actor: Actor) -> Decision:
    return decide(service, full_case(service, no), actor, MoveRequest("setujui"), MONDAY, RULES)


@pytest.mark.parametrize(
    ("service", "no", "scope", "approval"),
    [
        # an electronic signature needs an authority of its own
        (KK_BARU, "5", {"paraf", "ttd"}, "mandate"),
        (KK_BARU, "5", {"paraf", "ttd", "tte"}, None),
        (KELILING, "7", {"paraf", "ttd"}, "mandate"),
        (KELILING, "7", {"tte"}, None),
        # a wet one does not
        (SKPWNI, "5", {"paraf", "ttd"}, None),
        (SKPWNI, "5", {"ttd"}, None),
        (SKPWNI, "5", {"paraf"}, "mandate"),
        (SKPWNI, "5", {"paraf", "tte"}, "mandate"),
    ],
)
@pytest.mark.parametrize("kind", ["plh", "plt"])
def test_signing_for_the_head_of_office(
    service: Sop, no: str, scope: set[str], approval: str | None, kind: str
) -> None:
    deputy = officer("kadis", acting_for=mandate(*scope, kind=kind))
    assert verdicts(service, no, deputy) == [approval, None], "sending back is no signature"


@pytest.mark.parametrize("no", ["3", "4"])
def test_correcting_for_an_absent_head_needs_no_signature(no: str) -> None:
    deputy = officer("kasi:dafduk", "kabid:dafduk", acting_for=mandate("paraf"))
    assert verdicts(KK_BARU, no, deputy) == [None, None]


def test_the_refusal_tells_whose_mandate_lacks_what() -> None:
    deputy = officer("kadis", acting_for=mandate("paraf", "ttd"))
    with pytest.raises(MoveRefused) as refused:
        approved(KK_BARU, "5", deputy)
    assert refused.value.sentence == (
        "Plh. HARUN CONTOH (surat 800/1/2026) tidak mencakup TTE; "
        'SOP KK Baru langkah 5 "Tanda tangan" menunggu pejabat dengan TTE sendiri.'
    )


def test_a_wet_signature_is_not_called_tte() -> None:
    with pytest.raises(MoveRefused) as refused:
        approved(SKPWNI, "5", officer("kadis", acting_for=mandate("paraf")))
    assert refused.value.sentence == (
        "Plh. HARUN CONTOH (surat 800/1/2026) tidak mencakup tanda tangan; "
        'SOP SKPWNI langkah 5 "Tanda tangan" menunggu pejabat yang berwenang menandatangani.'
    )


def test_the_mandate_goes_with_the_decision() -> None:
    deputy = officer("kabid:dafduk", acting_for=mandate("paraf"))
    grant = approved(KK_BARU, "4", deputy).grant
    assert (grant.role, grant.bidang) == ("kabid", "dafduk")
    assert grant.mandate
    assert grant.mandate.principal == "HARUN CONTOH"


def test_a_mandate_covers_the_principals_bidang_only() -> None:
    deputy = officer("kasi:capil", acting_for=mandate("paraf"))
    assert verdicts(KK_BARU, "3", deputy) == ["role", "role"]


@pytest.mark.parametrize("own_first", [True, False])
def test_ones_own_right_comes_before_a_mandate(own_first: bool) -> None:
    own, lent = Grant("kadis"), Grant("kadis", None, mandate("paraf"))
    actor = Actor("harun", "HARUN CONTOH", (own, lent) if own_first else (lent, own))
    assert approved(KK_BARU, "5", actor).grant is own


def test_ones_own_right_in_another_role_comes_before_a_mandate_too() -> None:
    """Kabar selesai is for pelayanan or penyerahan; the officer is one of them and deputises for the other."""
    own, lent = Grant("penyerahan"), Grant("pelayanan", None, mandate("paraf"))
    actor = Actor("serah", "SERUNI CONTOH", (lent, own))
    decision = decide(KK_BARU, full_case(KK_BARU, "7"), actor, MoveRequest("teruskan"), MONDAY, RULES)
    assert decision.grant is own


def test_of_two_mandates_the_one_that_reaches_counts() -> None:
    without, with_tte = Grant("kadis", None, mandate("paraf")), Grant("kadis", None, mandate("tte", kind="plt"))
    actor = Actor("rina", "RINA CONTOH", (without, with_tte))
    assert approved(KK_BARU, "5", actor).grant is with_tte


@pytest.mark.parametrize(
    ("grant", "role", "bidang", "covers"),
    [
        (Grant("kasi"), "kasi", "dafduk", True),
        (Grant("kasi"), "kasi", None, True),
        (Grant("kasi", "dafduk"), "kasi", "dafduk", True),
        (Grant("kasi", "dafduk"), "kasi", None, True),
        (Grant("kasi", "dafduk"), "kasi", "capil", False),
        (Grant("kabid", "dafduk"), "kasi", "dafduk", False),
        (Grant("kasi"), "kabid", None, False),
    ],
)
def test_what_a_grant_covers(grant: Grant, role: str, bidang: str | None, covers: bool) -> None:
    assert grant.covers(role, bidang) is covers


def test_an_officer_with_no_fitting_role_has_no_grant() -> None:
    assert officer("kasi:capil").grant_for(("kasi",), "dafduk") is None
    assert officer().grant_for(("kasi",), None) is None
    assert officer("kasi").grant_for((), None) is None


def test_holding_a_role_at_all() -> None:
    assert officer("kasi:dafduk").has("kasi")
    assert not officer("kasi:dafduk").has("kabid")


def test_a_mandate_in_words() -> None:
    acting = mandate("paraf", kind="plt")
    assert acting.words == "Plt. HARUN CONTOH (surat 800/1/2026)"
    assert replace(acting, letter="").words == "Plt. HARUN CONTOH (nomor surat menyusul)"
    assert Mandate("plh", "X", "").scope == {"paraf", "ttd"}
