"""The demonstration office: a case at every step of every SOP, filled in as its officers would."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from board.models.case import Case, Link
from board.services.asked_rounds import last_request
from board.services.calendar_change import overtaken
from board.services.demo import build_demo
from board.services.desk import Desk, open_desk
from board.services.facts_of import actor_of
from board.services.inbox_list import waiting_bundles
from board.services.links import ABOUT
from board.services.thread_list import ThreadQuery, list_threads
from board.services.verify import verify
from board.services.waiting import list_waiting
from board.workflow.sop import Status

NOW = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """As small as it may be for one case at every step."""
    home = tmp_path_factory.mktemp("peraga") / "contoh"
    build_demo(home, cases=95, by="test", progress=lambda done, of: None, now=NOW)
    return open_desk(home, clock=lambda: NOW)


def test_an_open_case_stands_at_every_step_of_every_sop(demo: Desk) -> None:
    standing = set(
        Case.select(Case.sop, Case.step).where((Case.open == 1) & (Case.status != Status.AT_APPLICANT.value)).tuples()
    )
    sops = demo.shelf.in_use(demo.today())
    assert len(sops) == 11
    assert {(sop.id, step.id) for sop in sops for step in sop.steps} - standing == set()


def test_a_history_of_every_kind_agrees_with_the_calendar_it_was_lived_by(demo: Desk) -> None:
    """Returns, witnesses, cases taken up again: none of them passes for a change of the calendar."""
    assert Case.select().where(Case.open == 1, Case.due_at.is_null(False), Case.ready_at.is_null()).count() > 20
    assert list(overtaken(demo)) == []


def test_what_was_filled_in_applies_to_its_case(demo: Desk) -> None:
    for row in Case.select().where(Case.sop == "pasbar.keliling"):
        data = json.loads(row.data)
        assert not {"no_akta_lahir", "no_akta_mati"} & data.keys(), "the example is a KK"


def test_documents_were_handed_over_for_their_slip(demo: Desk) -> None:
    done = [json.loads(row.data) | {"code": row.pickup_code} for row in Case.select().where(Case.outcome == "selesai")]
    taken = [data for data in done if data.get("bukti_pengambilan")]
    assert all(data["kode_ambil"] == data["code"] for data in taken)


def test_complaints_have_threads_and_one_is_closed_to_whom_it_is_about(demo: Desk) -> None:
    rows = list_threads(demo, ThreadQuery(sop="waykanan.pengaduan"))["rows"]
    assert sum(row["count"] >= 2 for row in rows) >= 3
    seen = list_threads(demo.seen_by(actor_of(demo, "verif")), ThreadQuery(sop="waykanan.pengaduan"))["rows"]
    assert len(rows) - len(seen) == 1
    assert [row for row in rows if row["applicant"]["name"] == "dirahasiakan"]
    assert Link.select().where(Link.kind == ABOUT).count() == 1


def test_applicants_are_waited_for_and_some_have_written(demo: Desk) -> None:
    rows = list_waiting(demo)["rows"]
    assert len(rows) >= 3
    for row in rows[:3]:
        asked = last_request(demo, row["number"])
        assert asked and asked.items and not any(item.came for item in asked.items)
    waiting = {row["number"] for row in rows}
    answers = [item for item in waiting_bundles(demo).waiting if item.facts.text == "Ini yang kurang kemarin"]
    assert len(answers) == 3
    assert all(item.matches and item.matches[0].number in waiting for item in answers)


def test_the_demonstration_stands_the_test_of_verify(demo: Desk) -> None:
    assert verify(demo)["ok"]
