"""How long nobody has pressed a key.

One timer for a whole span, never one per key: when it rings too early because of a key, it is set to what is left.
Nothing ticks and nothing is painted while it runs (TERMINALS R7).
"""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic

from board.terminal.keygate import Timer

Later = Callable[[float, Callable[[], None]], Timer]
"""Schedules a call after some seconds."""


class Idle:
    """Calls something once, after a span in which no key was pressed.

    Args:
        seconds: the span; 0: never.
        then: what is called.
        later: schedules a call.
        now: seconds of a clock that is never set.
    """

    def __init__(
        self, seconds: float, then: Callable[[], None], later: Later, now: Callable[[], float] = monotonic
    ) -> None:
        self._seconds, self._then, self._later, self._now = seconds, then, later, now
        self._last = 0.0
        self._timer: Timer | None = None

    def begin(self) -> None:
        """Count from now; one that runs already goes on as it is."""
        if self._seconds and self._timer is None:
            self._last = self._now()
            self._wait(self._seconds)

    def key(self) -> None:
        """A key was pressed."""
        self._last = self._now()

    def end(self) -> None:
        """Stop counting."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _wait(self, seconds: float) -> None:
        self._timer = self._later(seconds, self._ring)

    def _ring(self) -> None:
        left = self._last + self._seconds - self._now()
        if left > 0:
            self._wait(left)
        else:
            self._timer = None
            self._then()
