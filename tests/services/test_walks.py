"""A move that was taken back leaves no trace in the clocks of a case, whatever happened around it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from board.models.event import Event
from board.services.record import Told, standing
from board.services.walks import as_happened
from board.workflow.doings import OPENED, UNDONE
from board.workflow.sop import PEMOHON, Intent
from board.workflow.visits import Happened, walk
from tests.workflow.given import pure, sop
from tests.workflow.walks import walks

KK = sop("waykanan.kk_baru")
_MOVES = frozenset(intent.value for intent in Intent)


def as_told(seq: int, event: Happened, **detail: Any) -> Told:
    """An event as the record would hand it over."""
    row = Event(
        seq=seq, intent=event.intent, from_step=event.from_step, to_step=event.to_step, reason=event.reason,
        actor=event.name,
    )  # fmt: skip
    state = {"step": event.step, "role": "", "status": event.status, "content": ""}
    opened = {OPENED: event.opened.isoformat()} if event.opened else {}
    return row, {"login": event.login, "state": state, "detail": {**opened, **detail}}


def recorded(events: list[Happened], mistakes: set[int]) -> list[Happened]:
    """The events as they stand after they were written down, some of them with a mistake before that was undone."""
    told: list[Told] = []
    times = []
    for place, event in enumerate(events):
        if place in mistakes and event.intent in _MOVES:
            wrong = replace(event, intent="kembalikan", to_step=PEMOHON, status="menunggu_pemohon", login="salah")
            told.append(as_told(len(told) + 1, wrong))
            back = replace(event, intent=UNDONE, to_step=event.from_step)
            told.append(as_told(len(told) + 1, back, undone=len(told)))
            times += [event.at - timedelta(seconds=2), event.at - timedelta(seconds=1)]
        told.append(as_told(len(told) + 1, event))
        times.append(event.at)
    when = {row.seq: at for (row, _), at in zip(told, times, strict=True)}
    return [as_happened(when[row.seq], row, said) for row, said in standing(told)]


@pure
@given(walks(KK), st.sets(st.integers(1, 25)))
def test_a_move_that_was_taken_back_leaves_no_trace(events: list[Happened], mistakes: set[int]) -> None:
    until = events[-1].at + timedelta(hours=3)
    assert walk(KK, recorded(events, mistakes), until) == walk(KK, events, until)
