"""What may happen to a case: (SOP, facts, actor) to choices and reasons, and what a move then does."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.errors import MoveRefused
from board.workflow.engine import Rules, choices, decide
from board.workflow.facts import Actor, CaseFacts, MoveRequest, Paper
from board.workflow.sop import PEMOHON, Intent, Sop, Status
from tests.workflow.given import MONDAY, SOP_IDS, any_text, case, full_case, officer, profile, pure, sop

RULES = profile().rules
KONSULTASI, KK_UMUM, KELILING = sop("landak.konsultasi"), sop("landak.kk_umum"), sop("pasbar.keliling")
KK_BARU, SKPWNI, KIA = sop("waykanan.kk_baru"), sop("waykanan.skpwni"), sop("waykanan.kia_baru")
AKTA_LAHIR, PENGADUAN = sop("waykanan.akta_lahir"), sop("waykanan.pengaduan")

Seen = list[tuple[str, str | None, str | None]]
"""Intent, printed number it leads to, code of the refusal."""


def seen(service: Sop, facts: CaseFacts, actor: Actor) -> Seen:
    found: Seen = []
    for choice in choices(service, facts, actor):
        to = choice.move.to
        target = service.step(to).no if to not in {None, PEMOHON} else to
        found.append((choice.move.intent.value, target, choice.refused.code if choice.refused else None))
        assert choice.allowed is (choice.refused is None)
    return found


def refusal(service: Sop, facts: CaseFacts, actor: Actor, request: MoveRequest, rules: Rules = RULES) -> MoveRefused:
    with pytest.raises(MoveRefused) as refused:
        decide(service, facts, actor, request, MONDAY, rules)
    return refused.value


TABLE: list[Any] = [
    # the counter: the first step asks for nothing, the second for fields, then for papers
    (KK_UMUM, "1", "bare", "loket", [("teruskan", "2", None)]),
    (KK_UMUM, "2", "bare", "loket", [("teruskan", "3", "fields"), ("kembalikan", "pemohon", None)]),
    (KK_UMUM, "2", "fields", "loket", [("teruskan", "3", "requirements"), ("kembalikan", "pemohon", None)]),
    (KK_UMUM, "2", "full", "loket", [("teruskan", "3", None), ("kembalikan", "pemohon", None)]),
    (KK_UMUM, "2", "full", "kasi:dafduk", [("teruskan", "3", "role"), ("kembalikan", "pemohon", "role")]),
    (KK_UMUM, "3", "full", "kasi:dafduk", [("setujui", "4", None), ("kembalikan", "2", None)]),
    (KK_UMUM, "3", "full", "kasi", [("setujui", "4", None), ("kembalikan", "2", None)]),
    (KK_UMUM, "3", "full", "kasi:capil", [("setujui", "4", "role"), ("kembalikan", "2", "role")]),
    (KK_UMUM, "3", "full", "kabid:dafduk", [("setujui", "4", "role"), ("kembalikan", "2", "role")]),
    (KK_UMUM, "4", "full", "kabid:dafduk", [("setujui", "5", None), ("kembalikan", "3", None)]),
    (KK_UMUM, "5", "bare", "loket", [("teruskan", "6", "fields")]),
    (KK_UMUM, "6", "full", "kadis", [("setujui", "7", None), ("kembalikan", "5", None)]),
    (KK_UMUM, "8", "full", "loket", [("selesai", None, None)]),
    (KK_UMUM, "8", "full", "auditor", [("selesai", None, "role")]),
    # the consultation branches
    (KONSULTASI, "3", "full", "tim_konsultasi",
     [("teruskan", "4", None), ("rapat", "3b", None), ("kembalikan", "2", None), ("kembalikan", "pemohon", None)]),
    (KONSULTASI, "3b", "bare", "tim_konsultasi", [("teruskan", "4", "fields")]),
    (KONSULTASI, "3b", "full", "tim_konsultasi", [("teruskan", "4", None)]),
    # an SOP of no bidang is open to every bidang
    (KELILING, "6", "full", "kasi:dafduk", [("setujui", "7", None), ("kembalikan", "5", None)]),
    (KELILING, "6", "full", "kasi:capil", [("setujui", "7", None), ("kembalikan", "5", None)]),
    (KELILING, "1", "full", "pelayanan", [("teruskan", "2", None)]),
    (KELILING, "1", "full", "petugas_khusus", [("teruskan", "2", None)]),
    (KELILING, "1", "full", "operator", [("teruskan", "2", "role")]),
    # civil registration belongs to the other bidang
    (AKTA_LAHIR, "3", "full", "kasi:capil", [("setujui", "4", None), ("kembalikan", "2", None)]),
    (AKTA_LAHIR, "3", "full", "kasi:dafduk", [("setujui", "4", "role"), ("kembalikan", "2", "role")]),
    (AKTA_LAHIR, "5", "full", "kasi:capil", [("setujui", "6", None)]),
    (AKTA_LAHIR, "7", "bare", "penyerahan", [("teruskan", "8", "fields"), ("kembalikan", "6", None)]),
    # several roles may tell that it is done
    (KK_BARU, "7", "full", "pelayanan", [("teruskan", "+", None)]),
    (KK_BARU, "7", "full", "penyerahan", [("teruskan", "+", None)]),
    (KK_BARU, "+", "full", "penyerahan", [("selesai", None, None)]),
    (KK_BARU, "+", "full", "pelayanan", [("selesai", None, "role")]),
    # the complaint: simple, complex, escalated; no end without a solusi
    (PENGADUAN, "2", "full", "penerima_aduan",
     [("sederhana", "3", None), ("kompleks", "4", None), ("kembalikan", "pemohon", None)]),
    (PENGADUAN, "3", "bare", "penerima_aduan", [("selesai", None, "solution"), ("eskalasi", "4", None)]),
    (PENGADUAN, "3", "full", "penerima_aduan", [("selesai", None, None), ("eskalasi", "4", None)]),
    (PENGADUAN, "5", "full", "tim_aduan", [("teruskan", "6", None), ("kembalikan", "4", None)]),
    (PENGADUAN, "5", "full", "pengelola_aduan", [("teruskan", "6", None), ("kembalikan", "4", None)]),
    (PENGADUAN, "6", "full", "tim_aduan", [("teruskan", "7", "role")]),
    (PENGADUAN, "7", "bare", "penerima_aduan", [("selesai", None, "solution")]),
]  # fmt: skip


@pytest.mark.parametrize(
    ("service", "no", "known", "role", "expected"),
    [pytest.param(*row, id=f"{row[0].short}-{row[1]}-{row[2]}-{row[3]}") for row in TABLE],
)
def test_choices(service: Sop, no: str, known: str, role: str, expected: Seen) -> None:
    facts = case(service, no) if known == "bare" else full_case(service, no)
    if known == "fields":
        facts = replace(facts, requirements={})
    assert seen(service, facts, officer(role)) == expected


@pytest.mark.parametrize("status", [Status.DONE, Status.VOID])
def test_nothing_moves_any_more_after_the_end(status: Status) -> None:
    facts = full_case(KK_UMUM, "8", status=status)
    assert seen(KK_UMUM, facts, officer("loket")) == []
    refused = refusal(KK_UMUM, facts, officer("loket"), MoveRequest("selesai"))
    words = {Status.DONE: "selesai", Status.VOID: "batal"}[status]
    assert (refused.code, refused.sentence) == ("closed", f"Berkas KKU-2026-00042 (SOP KK Umum) sudah {words}.")


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_at_the_applicant_only_terima_is_left_for_whoever_could_send_it_there(sop_id: str) -> None:
    service = sop(sop_id)
    sending = [step for step in service.steps if any(move.to == PEMOHON for move in step.moves)]
    assert sending
    for step in sending:
        facts = case(service, step.no, status=Status.AT_APPLICANT)
        by = next(move.by for move in step.moves if move.to == PEMOHON)
        assert seen(service, facts, officer(by[0])) == [("terima", step.no, None)]
        assert seen(service, facts, officer("kadis")) == [("terima", step.no, "role")]


def test_what_the_keys_say() -> None:
    titles = [choice.title for choice in choices(KONSULTASI, full_case(KONSULTASI, "3"), officer("tim_konsultasi"))]
    assert titles == [
        "Teruskan, ke Jawab",
        "Rapat, ke Rapat",
        "Kembalikan, ke Registrasi",
        "Minta dilengkapi (Pemohon)",
    ]
    titles = [choice.title for choice in choices(PENGADUAN, full_case(PENGADUAN, "3"), officer("penerima_aduan"))]
    assert titles == ["Selesai", "Eskalasi, ke Lapor pejabat"]


# --- refusals that teach --------------------------------------------------------------------------------------------


def test_somebody_elses_step() -> None:
    refused = refusal(KK_BARU, full_case(KK_BARU, "3"), officer("operator"), MoveRequest("setujui"))
    assert refused.code == "role"
    assert refused.sentence == 'Langkah ini milik Kasi: SOP KK Baru langkah 3 "Koreksi Kasi".'


def test_a_step_of_several_roles_names_them_as_the_sop_does() -> None:
    refused = refusal(PENGADUAN, full_case(PENGADUAN, "5"), officer("penerima_aduan"), MoveRequest("teruskan"))
    assert refused.sentence == (
        'Langkah ini milik Pejabat Pengelola Pengaduan atau Tim Penjawab Aduan: SOP Pengaduan langkah 5 "Bahas aduan".'
    )


def test_held_by_a_colleague() -> None:
    facts = full_case(KK_BARU, "3", holder="dewi", holder_title="DEWI CONTOH", held_at=MONDAY)
    refused = refusal(KK_BARU, facts, officer("kasi:dafduk"), MoveRequest("setujui"))
    assert refused.code == "held"
    assert refused.fix == "case.release", "the key that takes it over"
    assert refused.sentence == (
        "Berkas KK-2026-00042 sedang dikerjakan DEWI CONTOH sejak 23 Nov 2026 09.00 "
        '(SOP KK Baru langkah 3 "Koreksi Kasi"). Minta dilepas, atau ambil alih.'
    )
    assert [code for _, _, code in seen(KK_BARU, facts, officer("kasi:dafduk"))] == ["held", "held"]
    assert [code for _, _, code in seen(KK_BARU, facts, officer("kasi:dafduk", name="dewi"))] == [None, None]


def test_whose_step_it_is_comes_before_who_holds_it() -> None:
    facts = full_case(KK_BARU, "3", holder="dewi", holder_title="DEWI CONTOH")
    assert refusal(KK_BARU, facts, officer("operator"), MoveRequest("setujui")).code == "role"


def test_missing_fields_are_named_with_the_action_that_mends_it() -> None:
    facts = case(KK_UMUM, "2", data={"jenis_permohonan": "", "konsep_siak": "ya"})
    refused = refusal(KK_UMUM, facts, officer("loket"), MoveRequest("teruskan"))
    assert (refused.code, refused.fix, refused.missing) == ("fields", "case.fields", ("jenis_permohonan",))
    assert refused.sentence == (
        'Isian belum lengkap: Jenis permohonan wajib diisi (SOP KK Umum langkah 2 "Periksa, entri").'
    )


def test_missing_requirements_are_named_with_what_may_stand_in_for_them() -> None:
    facts = full_case(SKPWNI, "1", requirements={})
    refused = refusal(SKPWNI, facts, officer("pelayanan"), MoveRequest("teruskan"))
    assert (refused.code, refused.fix, refused.missing) == ("requirements", "case.requirements", ("f103", "kk_asli"))
    assert refused.sentence == (
        "Persyaratan belum lengkap: F-1.03 Formulir pendaftaran perpindahan penduduk; "
        'KK asli atau Surat keterangan kehilangan KK (SOP SKPWNI langkah 1 "Terima berkas").'
    )


def test_a_complaint_without_solusi() -> None:
    refused = refusal(PENGADUAN, case(PENGADUAN, "7"), officer("penerima_aduan"), MoveRequest("selesai"))
    assert (refused.code, refused.fix, refused.missing) == ("solution", "case.note", ("solusi",))
    assert refused.sentence == (
        'Aduan belum punya catatan solusi; tulis solusinya dahulu (SOP Pengaduan langkah 7 "Sampaikan").'
    )


def test_a_paper_that_has_not_come_out() -> None:
    facts = full_case(KK_UMUM, "3", papers=(Paper("konsep_kk", "periksa", 1, "failed"),))
    refused = refusal(KK_UMUM, facts, officer("kasi"), MoveRequest("setujui"))
    assert (refused.code, refused.fix, refused.missing) == ("paper", "case.print", ("konsep_kk",))
    assert refused.sentence == (
        'Kertas belum keluar: konsep kk (SOP KK Umum langkah 3 "Koreksi Kasi"). Cetak atau pastikan dahulu.'
    )


def test_an_unknown_intent_names_those_there_are() -> None:
    refused = refusal(KK_BARU, full_case(KK_BARU, "3"), officer("kasi"), MoveRequest("teruskan"))
    assert refused.code == "no_such_move"
    assert refused.sentence == (
        '"teruskan" tidak ada pada SOP KK Baru langkah 3 "Koreksi Kasi". Yang ada: setujui, kembalikan.'
    )


def test_an_unknown_target_names_the_ways_there_are() -> None:
    refused = refusal(KK_BARU, full_case(KK_BARU, "3"), officer("kasi"), MoveRequest("kembalikan", to="kirim"))
    assert refused.code == "no_such_move"
    assert refused.sentence.endswith("Yang ada: setujui→koreksi_kabid, kembalikan→entri.")


def test_two_ways_back_want_a_choice() -> None:
    facts = full_case(KONSULTASI, "3")
    refused = refusal(KONSULTASI, facts, officer("tim_konsultasi"), MoveRequest("kembalikan", note="Kurang."))
    assert refused.code == "which_way"
    assert refused.sentence.endswith("pilih salah satu: daftar, pemohon.")
    for target in ("daftar", "pemohon"):
        request = MoveRequest("kembalikan", to=target, note="Kurang.")
        assert decide(KONSULTASI, facts, officer("tim_konsultasi"), request, MONDAY, RULES).to == target


def test_terima_and_the_rest_exclude_each_other() -> None:
    waiting = case(KK_UMUM, "2", status=Status.AT_APPLICANT)
    refused = refusal(KK_UMUM, waiting, officer("loket"), MoveRequest("teruskan"))
    assert (refused.code, refused.fix) == ("at_applicant", "case.forward")
    assert refused.sentence == (
        'Berkas KKU-2026-00042 sedang di pemohon (SOP KK Umum langkah 2 "Periksa, entri"). '
        "Terima kembali dahulu setelah kelengkapan datang."
    )
    assert refusal(KK_UMUM, case(KK_UMUM, "2"), officer("loket"), MoveRequest("terima")).code == "not_at_applicant"


@pytest.mark.parametrize("note", ["", "   ", "\n\t"])
def test_a_return_says_why(note: str) -> None:
    request = MoveRequest("kembalikan", note=note)
    refused = refusal(KK_BARU, full_case(KK_BARU, "3"), officer("kasi"), request)
    assert (refused.code, refused.fix, refused.missing) == ("reason", "case.return", ("alasan",))
    assert refused.sentence == (
        'Tulis alasan pengembalian agar mudah diperbaiki (SOP KK Baru langkah 3 "Koreksi Kasi").'
    )


def test_a_reason_nobody_can_see_is_none() -> None:
    request = MoveRequest("kembalikan", note="\u200b\u200b")
    assert refusal(KK_BARU, full_case(KK_BARU, "3"), officer("kasi"), request).code == "reason"


@pytest.mark.parametrize(
    ("request_", "reason", "note"),
    [
        (MoveRequest("kembalikan", reason="salah_tulis"), "salah_tulis", ""),
        (MoveRequest("kembalikan", reason="salah_tulis", note=" RT keliru.\r\n"), "salah_tulis", "RT keliru."),
        (MoveRequest("kembalikan", note="RT keliru.\nRW juga."), "lainnya", "RT keliru.\nRW juga."),
    ],
)
def test_reason_and_note_of_a_return(request_: MoveRequest, reason: str, note: str) -> None:
    decision = decide(KK_BARU, full_case(KK_BARU, "3"), officer("kasi"), request_, MONDAY, RULES)
    assert (decision.reason, decision.note) == (reason, note)


@pure
@given(any_text | st.sampled_from(list(Intent)), st.none() | any_text, st.none() | any_text, any_text)
def test_whatever_is_asked_for_is_decided_or_refused(
    intent: str, to: str | None, reason: str | None, note: str
) -> None:
    request = MoveRequest(intent, to, reason, note)
    try:
        decision = decide(KONSULTASI, full_case(KONSULTASI, "3"), officer("tim_konsultasi"), request, MONDAY, RULES)
    except MoveRefused as refused:
        assert refused.code in {"no_such_move", "which_way", "reason", "not_at_applicant"}
        return
    assert decision.move.intent == intent
