"""What an officer may do to a case besides moving it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from board.errors import MoveRefused
from board.workflow import permissions
from board.workflow.facts import Actor, CaseFacts, Grant
from board.workflow.sop import Sop, Status
from tests.workflow.given import MONDAY, SOP_IDS, case, mandate, officer, profile, sop

RULES = profile().rules
KK_BARU, KK_UMUM, KELILING = sop("waykanan.kk_baru"), sop("landak.kk_umum"), sop("pasbar.keliling")
AKTA_LAHIR, PENGADUAN = sop("waykanan.akta_lahir"), sop("waykanan.pengaduan")
HELD = {"holder": "dewi", "holder_title": "DEWI CONTOH", "held_at": MONDAY}

May = Callable[[Sop, CaseFacts, Actor], Grant | None]


def may_cancel(service: Sop, facts: CaseFacts, actor: Actor) -> Grant:
    return permissions.may_cancel(service, facts, actor, RULES)


ASKED: dict[str, May] = {
    "work": permissions.may_work,
    "take": permissions.may_take,
    "release": permissions.may_release,
    "note": permissions.may_note,
    "withdraw": permissions.may_withdraw,
    "cancel": may_cancel,
    "transfer": permissions.may_transfer,
}


def verdict(what: str, service: Sop, facts: CaseFacts, actor: Actor) -> str:
    """``yes``, or the code of the refusal."""
    try:
        ASKED[what](service, facts, actor)
    except MoveRefused as refused:
        return refused.code
    return "yes"


TABLE: list[tuple[str, Sop, str, dict[str, Any], str, str]] = [
    # work: whose turn it is
    ("work", KK_BARU, "2", {}, "operator", "yes"),
    ("work", KK_BARU, "2", {}, "kasi:dafduk", "role"),
    ("work", KK_BARU, "2", {}, "pengelola", "role"),
    ("work", KK_BARU, "3", {}, "kasi:capil", "role"),
    ("work", KK_BARU, "7", {}, "penyerahan", "yes"),
    ("work", KELILING, "2", {}, "pelayanan", "yes"),
    ("work", AKTA_LAHIR, "7", {}, "penyerahan", "yes"),
    ("work", KK_BARU, "2", HELD, "operator", "held"),
    ("work", KK_BARU, "2", HELD, "kasi:dafduk", "role"),
    ("work", KK_BARU, "2", {"status": Status.DONE}, "operator", "closed"),
    ("work", KK_BARU, "2", {"status": Status.VOID}, "operator", "closed"),
    ("work", KK_UMUM, "2", {"status": Status.AT_APPLICANT}, "loket", "yes"),
    ("work", KK_UMUM, "2", {"status": Status.AT_APPLICANT}, "kasi:dafduk", "role"),
    # take: the same, once
    ("take", KK_BARU, "2", {}, "operator", "yes"),
    ("take", KK_BARU, "2", {"holder": "rina", "holder_title": "RINA CONTOH"}, "operator", "held"),
    ("take", KK_BARU, "2", HELD, "operator", "held"),
    ("take", KK_BARU, "2", {}, "kabid:dafduk", "role"),
    # release: the holder, or an administrator
    ("release", KK_BARU, "2", {"holder": "rina"}, "operator", "yes"),
    ("release", KK_BARU, "2", HELD, "operator", "held"),
    ("release", KK_BARU, "2", HELD, "pengelola", "yes"),
    ("release", KK_BARU, "2", {}, "operator", "not_held"),
    ("release", KK_BARU, "2", {}, "pengelola", "not_held"),
    ("release", KK_BARU, "2", {**HELD, "status": Status.DONE}, "pengelola", "closed"),
    # note: any role of the SOP, whoever has the case, also after the end
    ("note", KK_BARU, "2", HELD, "kabid:dafduk", "yes"),
    ("note", KK_BARU, "+", {"status": Status.DONE}, "penyerahan", "yes"),
    ("note", KK_BARU, "2", {}, "loket", "role"),
    ("note", KK_BARU, "2", {}, "auditor", "role"),
    ("note", PENGADUAN, "2", {}, "tim_aduan", "yes"),
    # withdraw: whoever registers, or whose turn it is
    ("withdraw", KK_BARU, "4", {}, "pelayanan", "yes"),
    ("withdraw", KK_BARU, "4", {}, "kabid:dafduk", "yes"),
    ("withdraw", KK_BARU, "4", {}, "operator", "role"),
    ("withdraw", KK_BARU, "4", HELD, "pelayanan", "held"),
    ("withdraw", KK_BARU, "4", {"status": Status.VOID}, "pelayanan", "closed"),
    ("withdraw", KK_BARU, "6", {"issued": True}, "pelayanan", "yes"),
    # cancel: the roles the office names, before issue
    ("cancel", KK_BARU, "2", {}, "kabid:dafduk", "yes"),
    ("cancel", KK_BARU, "2", {}, "kadis", "yes"),
    ("cancel", KK_BARU, "2", {}, "kabid:capil", "role"),
    ("cancel", KK_BARU, "2", {}, "operator", "role"),
    ("cancel", KK_BARU, "6", {"issued": True}, "kadis", "issued"),
    ("cancel", KK_BARU, "6", {"issued": True}, "operator", "role"),
    ("cancel", KK_BARU, "2", HELD, "kadis", "held"),
    ("cancel", KK_BARU, "2", {"status": Status.DONE}, "kadis", "closed"),
    # transfer: as withdraw, but not after issue
    ("transfer", KK_BARU, "2", {}, "operator", "yes"),
    ("transfer", KK_BARU, "2", {}, "pelayanan", "yes"),
    ("transfer", KK_BARU, "2", {}, "kasi:dafduk", "role"),
    ("transfer", KK_BARU, "6", {"issued": True}, "pelayanan", "issued"),
    ("transfer", KK_BARU, "2", HELD, "operator", "held"),
]


@pytest.mark.parametrize(
    ("what", "service", "no", "changes", "role", "expected"),
    [pytest.param(*row, id=f"{row[0]}-{row[1].short}-{row[2]}-{row[4]}-{row[5]}") for row in TABLE],
)
def test_permissions(what: str, service: Sop, no: str, changes: dict[str, Any], role: str, expected: str) -> None:
    assert verdict(what, service, case(service, no, **changes), officer(role)) == expected


@pytest.mark.parametrize("what", sorted(ASKED))
def test_an_officer_without_a_role_may_nothing(what: str) -> None:
    assert verdict(what, KK_BARU, case(KK_BARU, "2"), officer()) in {"role", "not_held"}
    assert verdict(what, KK_BARU, case(KK_BARU, "2", **HELD), officer()) in {"role", "held"}


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_whoever_moves_a_case_may_work_on_it(sop_id: str) -> None:
    service = sop(sop_id)
    for step in service.steps:
        facts = case(service, step.no)
        assert permissions.working_roles(service, facts) == step.acting
        for role in step.acting:
            assert permissions.may_work(service, facts, officer(role)).role == role


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_whoever_may_take_a_case_back_may_work_on_it_meanwhile(sop_id: str) -> None:
    service = sop(sop_id)
    for step in service.steps:
        senders = {role for move in step.moves if move.to == "pemohon" for role in move.by}
        facts = case(service, step.no, status=Status.AT_APPLICANT)
        assert set(permissions.working_roles(service, facts)) == senders


def test_a_deputy_works_under_the_mandate() -> None:
    deputy = officer("kabid:dafduk", acting_for=mandate("paraf"))
    grant = permissions.may_work(KK_BARU, case(KK_BARU, "4"), deputy)
    assert grant.mandate
    assert grant.mandate.principal == "HARUN CONTOH"
    assert may_cancel(KK_BARU, case(KK_BARU, "2"), deputy).mandate


def test_an_administrator_who_only_releases_acts_in_no_role_of_the_sop() -> None:
    assert permissions.may_release(KK_BARU, case(KK_BARU, "2", **HELD), officer("pengelola")) is None
    grant = permissions.may_release(KK_BARU, case(KK_BARU, "2", holder="rina"), officer("operator"))
    assert grant == Grant("operator")


def test_an_office_may_name_other_roles_to_cancel() -> None:
    """No kabid acts at Pasaman Barat."""
    rules = profile("pasbar").rules
    facts = case(KELILING, "5")
    assert permissions.may_cancel(KELILING, facts, officer("kasi"), rules).role == "kasi"
    with pytest.raises(MoveRefused) as refused:
        permissions.may_cancel(KELILING, facts, officer("kabid"), rules)
    assert refused.value.sentence == (
        'Membatalkan berkas atas nama kantor milik Kasi Teknis atau Kadis: SOP Keliling langkah 5 "Entri SIAK".'
    )


@pytest.mark.parametrize(
    ("what", "changes", "role", "sentence"),
    [
        ("work", {}, "kasi:dafduk", 'Langkah ini milik Petugas/Operator: SOP KK Baru langkah 2 "Entri SIAK".'),
        (
            "work",
            HELD,
            "operator",
            "Berkas KK-2026-00042 sedang dikerjakan DEWI CONTOH sejak 23 Nov 2026 09.00 "
            '(SOP KK Baru langkah 2 "Entri SIAK"). Minta dilepas, atau ambil alih.',
        ),
        (
            "take",
            {"holder": "rina"},
            "operator",
            'Berkas KK-2026-00042 sudah Anda kerjakan (SOP KK Baru langkah 2 "Entri SIAK").',
        ),
        (
            "release",
            {},
            "operator",
            'Berkas KK-2026-00042 tidak sedang dipegang siapa pun (SOP KK Baru langkah 2 "Entri SIAK").',
        ),
        (
            "cancel",
            {"issued": True},
            "kadis",
            "Dokumen sudah diterbitkan; berkas tidak dapat lagi dibatalkan atau dialihkan kantor "
            '(SOP KK Baru langkah 2 "Entri SIAK").',
        ),
    ],
)
def test_the_sentences_name_sop_step_and_role(what: str, changes: dict[str, Any], role: str, sentence: str) -> None:
    with pytest.raises(MoveRefused) as refused:
        ASKED[what](KK_BARU, case(KK_BARU, "2", **changes), officer(role))
    assert refused.value.sentence == sentence


def test_held_without_a_time_says_so() -> None:
    with pytest.raises(MoveRefused, match="dikerjakan DEWI CONTOH sejak tadi"):
        permissions.may_work(
            KK_BARU, case(KK_BARU, "2", holder="dewi", holder_title="DEWI CONTOH"), officer("operator")
        )
