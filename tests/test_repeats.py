"""Keys held down and keys pressed again (PRODUCT 1: key repeat is ignored)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from board.terminal.repeats import DELAY, GAP, SETTLE, RepeatGate
from tests.workflow.given import pure


@dataclass
class Call:
    at: float
    do: Callable[[], None]
    cancelled: bool = False

    def cancel(self) -> None:
        self.cancelled = True


@dataclass
class Keyboard:
    """Presses at given moments, and what counted when."""

    now: float = 100.0
    calls: list[Call] = field(default_factory=list)
    counted: list[tuple[str, float]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.gate = RepeatGate(self.later)

    def later(self, seconds: float, do: Callable[[], None]) -> Call:
        call = Call(self.now + seconds, do)
        self.calls.append(call)
        return call

    def until(self, moment: float) -> None:
        while due := [call for call in self.calls if call.at <= moment]:
            call = min(due, key=lambda item: item.at)
            self.calls.remove(call)
            self.now = call.at
            if not call.cancelled:
                call.do()
        self.now = moment

    def press(self, key: str, after: float) -> None:
        self.until(self.now + after)
        self.gate.press(key, self.now, lambda: self.counted.append((key, round(self.now, 3))))

    def hold(self, key: str, after: float, delay: float, gap: float, times: int) -> None:
        self.press(key, after)
        self.press(key, delay)
        for _ in range(times - 1):
            self.press(key, gap)

    @property
    def keys(self) -> str:
        self.until(self.now + 5)
        return "".join(key for key, _ in self.counted)


@pytest.mark.parametrize("delay", [0.25, 0.5, 0.66, 1.0])
@pytest.mark.parametrize("gap", [0.011, 0.033, 0.04, 0.092])
def test_a_key_that_is_held_counts_once(delay: float, gap: float) -> None:
    keyboard = Keyboard()
    keyboard.hold("t", 5, delay, gap, 20)
    assert keyboard.keys == "t"


def test_held_again_it_counts_again() -> None:
    keyboard = Keyboard()
    keyboard.hold("t", 5, 0.5, 0.033, 20)
    keyboard.hold("t", 2, 0.5, 0.033, 20)
    assert keyboard.keys == "tt"


@pytest.mark.parametrize("pace", [0.12, 0.3, 0.7, 1.2, 4])
def test_a_key_that_is_pressed_again_counts_each_time(pace: float) -> None:
    keyboard = Keyboard()
    for _ in range(5):
        keyboard.press("t", pace)
    assert keyboard.keys == "ttttt"


def test_who_has_looked_does_not_wait() -> None:
    keyboard = Keyboard()
    keyboard.press("t", 3)
    keyboard.press("t", DELAY + 0.01)
    keyboard.press("n", 0.02)
    assert [at for _, at in keyboard.counted] == [103.0, 104.11, 104.13]


def test_who_is_quick_waits_for_a_moment() -> None:
    keyboard = Keyboard()
    keyboard.press("t", 3)
    keyboard.press("t", 0.5)
    assert keyboard.gate.waiting
    keyboard.until(keyboard.now + GAP)
    assert keyboard.gate.waiting
    keyboard.until(keyboard.now + SETTLE)
    assert not keyboard.gate.waiting
    assert keyboard.counted[-1] == ("t", 103.62)


def test_another_key_puts_an_end_to_the_doubt() -> None:
    keyboard = Keyboard()
    keyboard.press("t", 3)
    keyboard.press("t", 0.5)
    keyboard.press("k", 0.02)
    assert keyboard.keys == "tk"


@pure
@given(st.lists(st.tuples(st.sampled_from("tkn"), st.floats(0, 3)), max_size=30))
def test_nothing_counts_that_was_not_pressed_and_the_first_of_a_key_always_does(presses) -> None:
    keyboard = Keyboard()
    before = ""
    for key, after in presses:
        counted = len(keyboard.counted)
        keyboard.until(keyboard.now + after)
        counted = len(keyboard.counted)
        keyboard.press(key, 0)
        if key != before:
            assert keyboard.counted[counted:] == [(key, round(keyboard.now, 3))]
        before = key
    assert len(keyboard.keys) <= len(presses)
