"""The promise: it starts once, when the berkas is complete, and stands still while others have it (DOMAIN E.1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.workflow.calendar import WorkingCalendar
from board.workflow.engine import Decision, Rules, decide
from board.workflow.facts import CaseFacts, MoveRequest
from board.workflow.sop import Sop, Status
from tests.workflow.given import SOP_IDS, WIB, at, full_case, officer, profile, pure, sop
from tests.workflow.test_calendar import calendars

RULES = profile().rules
KK_BARU, AKTA_LAHIR, KELILING = sop("waykanan.kk_baru"), sop("waykanan.akta_lahir"), sop("pasbar.keliling")


def go(
    service: Sop, facts: CaseFacts, intent: str, now: datetime, to: str | None = None, rules: Rules = RULES
) -> Decision:
    """A move by somebody who may, with a reason in case it is a return."""
    actor = officer(*service.step(facts.step).acting)
    return decide(service, facts, actor, MoveRequest(intent, to, reason="perlu_data"), now, rules)


def after(facts: CaseFacts, decision: Decision) -> CaseFacts:
    """The case as the decision leaves it."""
    return replace(
        facts,
        step=decision.step,
        status=decision.status,
        round=decision.round,
        due_at=decision.due_at,
        ready_at=decision.ready_at,
        paused_at=decision.paused_at,
        complete=decision.complete,
        issued=decision.issued,
    )


def walk(service: Sop, facts: CaseFacts, *moves: tuple[str, str]) -> CaseFacts:
    """Several moves, each at its time."""
    for intent, time in moves:
        facts = after(facts, go(service, facts, intent, at(time)))
    return facts


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_there_is_no_due_until_the_move_that_declares_the_berkas_complete(sop_id: str) -> None:
    service = sop(sop_id)
    for step in service.steps:
        for move in step.moves:
            decision = go(service, full_case(service, step.no), move.intent, at("2026-11-23 09.00"), move.to)
            assert (decision.due_at is not None) == (move.complete and service.promise is not None), move.name
            assert decision.complete == move.complete


@pytest.mark.parametrize(
    ("service", "no", "now", "due"),
    [
        (KK_BARU, "1", "2026-11-23 09.00", "2026-11-24 16.00"),
        (KK_BARU, "1", "2026-11-27 17.00", "2026-12-01 16.00"),
        (KK_BARU, "1", "2026-03-17 09.00", "2026-03-25 16.00"),
        (AKTA_LAHIR, "2", "2026-12-31 09.00", "2027-01-04 16.00"),
        (KELILING, "3", "2026-11-23 09.00", "2026-11-30 16.00"),
        (KELILING, "3", "2026-11-21 09.00", "2026-11-30 16.00"),
    ],
)
def test_due_when_complete(service: Sop, no: str, now: str, due: str) -> None:
    assert go(service, full_case(service, no), "teruskan", at(now)).due_at == at(due)


@pytest.mark.parametrize("sop_id", ["landak.konsultasi", "landak.kk_umum", "balangan.dikjamila"])
def test_a_service_without_a_promise_is_never_due(sop_id: str) -> None:
    service = sop(sop_id)
    step = next(step for step in service.steps if any(move.complete for move in step.moves))
    decision = go(service, full_case(service, step.no), "teruskan", at("2026-11-23 09.00"))
    assert decision.complete
    assert decision.due_at is None


def test_the_promise_is_made_once() -> None:
    """Sent back to the first step and forward again, it does not start anew."""
    facts = walk(
        KK_BARU,
        full_case(KK_BARU),
        ("teruskan", "2026-11-23 09.00"),
        ("kembalikan", "2026-11-24 09.00"),
        ("teruskan", "2026-11-25 09.00"),
    )
    assert facts.step == "entri"
    assert facts.due_at == at("2026-11-24 16.00")


@pytest.mark.parametrize(
    ("away", "back", "due"),
    [
        ("2026-11-23 10.00", "2026-11-23 11.00", "2026-11-25 08.30"),  # one hour after 24 Nov, 16.00
        ("2026-11-23 11.30", "2026-11-23 13.30", "2026-11-25 08.30"),  # the break does not count
        ("2026-11-23 16.30", "2026-11-24 07.00", "2026-11-24 16.00"),  # overnight costs nothing
        ("2026-11-27 15.30", "2026-11-30 08.30", "2026-11-25 09.30"),  # after it fell due, too
        ("2026-11-23 09.00", "2026-11-23 09.00", "2026-11-24 16.00"),
    ],
)
def test_time_at_the_applicant_moves_due_by_the_working_time_it_took(away: str, back: str, due: str) -> None:
    """A return to the first step, and from there to the applicant."""
    facts = full_case(KK_BARU, "1", complete=True, due_at=at("2026-11-24 16.00"))
    sent = go(KK_BARU, facts, "kembalikan", at(away))
    assert (sent.status, sent.paused_at, sent.due_at) == (Status.AT_APPLICANT, at(away), at("2026-11-24 16.00"))
    returned = go(KK_BARU, after(facts, sent), "terima", at(back))
    assert (returned.status, returned.paused_at, returned.due_at) == (Status.RUNNING, None, at(due))


def test_two_pauses_add_up() -> None:
    facts = walk(
        KK_BARU,
        full_case(KK_BARU, "1", complete=True, due_at=at("2026-11-24 16.00")),
        ("kembalikan", "2026-11-23 09.00"),
        ("terima", "2026-11-23 10.00"),
        ("kembalikan", "2026-11-23 10.00"),
        ("terima", "2026-11-23 10.30"),
    )
    assert facts.due_at == at("2026-11-25 09.00")


def test_before_completeness_there_is_nothing_to_move() -> None:
    facts = walk(KK_BARU, full_case(KK_BARU), ("kembalikan", "2026-11-23 09.00"), ("terima", "2026-11-24 09.00"))
    assert (facts.due_at, facts.paused_at) == (None, None)
    done = go(KK_BARU, facts, "teruskan", at("2026-11-24 09.00"))
    assert done.due_at == at("2026-11-25 16.00")


@pytest.mark.parametrize("way", ["teruskan", "kembalikan"])
def test_the_clock_stands_still_until_the_witnesses_have_signed(way: str) -> None:
    facts = full_case(AKTA_LAHIR, "6", complete=True, due_at=at("2026-11-24 16.00"))
    waiting = go(AKTA_LAHIR, facts, "teruskan", at("2026-11-23 14.00"))
    assert (waiting.status, waiting.paused_at) == (Status.AT_WITNESSES, at("2026-11-23 14.00"))
    assert waiting.due_at == at("2026-11-24 16.00")
    signed = go(AKTA_LAHIR, after(facts, waiting), way, at("2026-11-24 08.30"))
    assert signed.paused_at is None
    assert signed.due_at == at("2026-11-25 10.30")


def test_an_ordinary_move_leaves_due_alone() -> None:
    due = at("2026-11-24 16.00")
    for intent in ("setujui", "kembalikan"):
        facts = full_case(KK_BARU, "3", complete=True, due_at=due)
        assert go(KK_BARU, facts, intent, at("2026-11-26 09.00")).due_at == due


def test_the_end_keeps_what_was_promised() -> None:
    due, ready = at("2026-11-24 16.00"), at("2026-11-24 11.00")
    facts = full_case(KK_BARU, "+", complete=True, due_at=due, ready_at=ready)
    ended = go(KK_BARU, facts, "selesai", at("2026-12-04 09.00"))
    assert (ended.due_at, ended.ready_at, ended.paused_at) == (due, ready, None)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2026, 12, 31)).map(lambda moment: moment.replace(tzinfo=WIB))
spans = st.timedeltas(timedelta(), timedelta(days=12))


@pure
@given(calendars(), moments, spans, spans)
def test_a_pause_costs_the_office_nothing(
    calendar: WorkingCalendar, complete: datetime, until: timedelta, length: timedelta
) -> None:
    """What is left of the promise when the berkas comes back is what was left when it went."""
    rules = replace(RULES, calendar=calendar)
    away, again = complete + until, complete + until + length
    first = go(KK_BARU, full_case(KK_BARU), "teruskan", complete, rules=rules)
    facts: Any = replace(after(full_case(KK_BARU), first), step="kirim")
    sent = go(KK_BARU, facts, "kembalikan", away, rules=rules)
    back = go(KK_BARU, after(facts, sent), "terima", again, rules=rules)
    assert first.due_at
    assert back.due_at
    assert calendar.working_time(first.due_at, back.due_at) == calendar.working_time(away, again)
    if away <= first.due_at:
        assert calendar.working_time(again, back.due_at) == calendar.working_time(away, first.due_at)
