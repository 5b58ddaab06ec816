"""``choices`` to show and ``decide`` to do give one answer, for every move of every SOP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from board.errors import MoveRefused
from board.workflow.engine import choices, decide
from board.workflow.facts import Actor, CaseFacts, MoveRequest, Paper
from board.workflow.sop import Sop, Status, Step
from tests.workflow.given import MONDAY, SOP_IDS, case, full_case, mandate, officer, profile, sop

RULES = profile().rules


def actors(step: Step) -> Iterator[Actor]:
    """Everybody who might stand before the step."""
    for role in ("loket", "pelayanan", "operator", "penyerahan", "kasi:dafduk", "kasi:capil", "kabid", "kadis"):
        yield officer(role)
    for role in step.acting:
        yield officer(role)
        yield officer(role, acting_for=mandate("paraf", "ttd"))
        yield officer(role, acting_for=mandate("paraf", "ttd", "tte"))
    yield officer("auditor")
    yield officer()


def situations(service: Sop, step: Step) -> Iterator[CaseFacts]:
    """A case at a step: bare, complete, held, waiting for paper, at the applicant, ended."""
    yield case(service, step.no)
    yield full_case(service, step.no)
    yield full_case(service, step.no, holder="dewi", holder_title="DEWI CONTOH")
    yield full_case(service, step.no, holder="rina", holder_title="RINA CONTOH")
    made = {paper for item in service.steps for paper in item.documents}
    for state in ("queued", "failed", "unknown", "rendered", "completed"):
        yield full_case(service, step.no, papers=tuple(Paper(name, step.id, 1, state) for name in sorted(made)))
    for status in (Status.AT_APPLICANT, Status.DONE, Status.VOID):
        yield full_case(service, step.no, status=status)


def answer(service: Sop, facts: CaseFacts, actor: Actor, request: MoveRequest) -> str | None:
    try:
        decision = decide(service, facts, actor, request, MONDAY, RULES)
    except MoveRefused as refused:
        return refused.sentence
    assert decision.move.intent == request.intent
    assert decision.move.to == request.to
    return None


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_decide_and_choices_agree(sop_id: str) -> None:
    service = sop(sop_id)
    asked = 0
    for step in service.steps:
        for facts in situations(service, step):
            for actor in actors(step):
                for choice in choices(service, facts, actor):
                    request = MoveRequest(choice.move.intent, choice.move.to, reason="salah_tulis")
                    shown = choice.refused.sentence if choice.refused else None
                    assert answer(service, facts, actor, request) == shown, (step.no, choice.move.name, actor.grants)
                    asked += 1
    assert asked > 100


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_what_is_not_offered_is_refused(sop_id: str) -> None:
    service = sop(sop_id)
    targets = [None, "pemohon", *(step.id for step in service.steps)]
    intents = ("teruskan", "setujui", "kembalikan", "selesai", "terima", "rapat", "sederhana", "kompleks", "eskalasi")
    for step in service.steps:
        for status in (step.status, Status.AT_APPLICANT, Status.DONE):
            facts = full_case(service, step.no, status=status)
            actor = officer(*step.acting)
            offered = {(choice.move.intent, choice.move.to) for choice in choices(service, facts, actor)}
            for intent in intents:
                for target in targets:
                    if (intent, target) in offered or (target is None and intent in {name for name, _ in offered}):
                        continue
                    request = MoveRequest(intent, target, reason="salah_tulis")
                    assert answer(service, facts, actor, request), (step.no, intent, target)


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_every_move_can_be_made_by_each_role_it_names(sop_id: str) -> None:
    service = sop(sop_id)
    for step in service.steps:
        for move in step.moves:
            for role in move.by:
                request = MoveRequest(move.intent, move.to, reason="salah_tulis")
                decision = decide(service, full_case(service, step.no), officer(role), request, MONDAY, RULES)
                assert decision.grant.role == role
                assert (decision.move, decision.from_step) == (move, step.id)


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_looking_changes_nothing_and_deciding_twice_is_the_same(sop_id: str) -> None:
    service = sop(sop_id)
    for step in service.steps:
        facts = full_case(service, step.no)
        before = repr(facts)
        for move in step.moves:
            request = MoveRequest(move.intent, move.to, reason="salah_tulis")
            actor = officer(*move.by)
            once = decide(service, facts, actor, request, MONDAY, RULES)
            assert decide(service, facts, actor, request, MONDAY, RULES) == once
        assert repr(facts) == before
