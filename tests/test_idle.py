"""Nobody presses a key: one timer for the whole span, whatever is pressed meanwhile."""

from __future__ import annotations

from board.terminal.idle import Idle
from tests.screens.officer import Hours


def passes(hours: Hours, seconds: float) -> None:
    for _ in hours.rings(hours.now + seconds):
        pass


def test_it_rings_once_after_the_last_key() -> None:
    hours, rung = Hours(), []
    idle = Idle(60, lambda: rung.append(hours.now), hours.later, hours.clock)
    idle.begin()
    for _ in range(100):
        passes(hours, 30)
        idle.key()
        assert len(hours.due()) == 1, "a key starts no timer of its own"
    passes(hours, 59)
    assert not rung
    passes(hours, 1)
    assert rung == [3060]
    passes(hours, 1000)
    assert rung == [3060] and not hours.due()


def test_begun_again_it_goes_on_and_ended_it_is_silent() -> None:
    hours, rung = Hours(), []
    idle = Idle(60, lambda: rung.append(hours.now), hours.later, hours.clock)
    idle.begin()
    passes(hours, 50)
    idle.begin()
    passes(hours, 10)
    assert rung == [60]
    idle.begin()
    idle.end()
    passes(hours, 1000)
    assert rung == [60]


def test_no_span_never_rings() -> None:
    hours = Hours()
    Idle(0, lambda: None, hours.later, hours.clock).begin()
    assert not hours.due()
