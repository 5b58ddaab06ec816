"""What a new case is asked for: what decides which papers are due, and a request that is told in words."""

from __future__ import annotations

import pytest

from board.workflow.checks import asked_at_registration
from board.workflow.conditions import parse
from tests.workflow.given import SOP_IDS, sop


@pytest.mark.parametrize("sop_id", SOP_IDS)
def test_every_condition_of_a_paper_can_be_answered(sop_id: str) -> None:
    service = sop(sop_id)
    asked = {item.id for item in asked_at_registration(service)}
    named = {clause.name for item in service.requirements if item.when for clause in parse(item.when)}
    assert named & {item.id for item in service.fields} <= asked
    for item in asked_at_registration(service):
        assert {clause.name for clause in parse(item.when or "kanal")} - {"kanal", "cara_serah"} <= asked


def test_nothing_else_of_a_step_is_asked_and_none_of_it_is_a_must() -> None:
    asked = asked_at_registration(sop("waykanan.kk_baru"))
    assert [item.id for item in asked] == ["jenis_permohonan", "kawin_tercatat", "biodata_ada", "tempat_tinggal"]
    assert not any(item.required for item in asked)


def test_a_complaint_is_told_when_it_is_received() -> None:
    asked = asked_at_registration(sop("waykanan.pengaduan"))
    assert [(item.id, item.required) for item in asked] == [("uraian", True), ("rahasiakan", False)]


def test_a_service_whose_papers_depend_on_nothing_asks_nothing() -> None:
    assert asked_at_registration(sop("waykanan.akta_mati")) == []
