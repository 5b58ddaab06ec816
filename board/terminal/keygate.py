"""Telling one key pressed by a person from a burst: a paste without brackets, a scanner, rubbish of a bad line.

Outside a field a letter is a command, so a burst of letters there must do nothing at all (PRODUCT 2). A printable key
is therefore held for a moment; if another one follows at once, both belong to a burst and are dropped, and so is all
that follows until the line is quiet. Arrows and the like pass at once.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, Protocol, TypeVar

HOLD = 0.010
"""Seconds a printable key waits to see whether it stands alone."""
QUIET = 0.060
"""Seconds of silence that end a burst."""

LONGEST = 64
"""Keys of a burst that are remembered: longer than any number, shorter than any paste."""

K = TypeVar("K")


class Timer(Protocol):
    """A pending call that can be taken back (``asyncio.TimerHandle`` is one)."""

    def cancel(self) -> None:
        """Take it back."""


class KeyGate(Generic[K]):
    """Holds printable keys for a moment.

    Args:
        deliver: called with a key that stands alone.
        burst: called once for every burst that was dropped.
        later: schedules a call after some seconds.
        over: called with all keys of a burst once the line is quiet: a scanner's number is one.
    """

    def __init__(
        self,
        deliver: Callable[[K], None],
        burst: Callable[[], None],
        later: Callable[[float, Callable[[], None]], Timer],
        over: Callable[[list[K]], None] | None = None,
    ) -> None:
        self._deliver, self._burst, self._later, self._over = deliver, burst, later, over
        self._caught: list[K] = []
        self._held: K | None = None
        self._in_burst = False
        self._timer: Timer | None = None

    @property
    def waiting(self) -> bool:
        """Whether a key is held or a burst is going on."""
        return self._held is not None or self._in_burst

    def take(self, key: K, *, printable: bool) -> bool:
        """Consider a key; False when it may be handled at once by the caller."""
        if not printable and not self.waiting:
            return False
        if self._in_burst:
            if len(self._caught) < LONGEST:
                self._caught.append(key)
            self._wait(QUIET, self._quiet)
        elif self._held is not None:
            self._caught = [self._held, key]
            self._held, self._in_burst = None, True
            self._burst()
            self._wait(QUIET, self._quiet)
        else:
            self._held = key
            self._wait(HOLD, self._release)
        return True

    def _wait(self, seconds: float, then: Callable[[], None]) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = self._later(seconds, then)

    def _release(self) -> None:
        key, self._held = self._held, None
        if key is not None:
            self._deliver(key)

    def _quiet(self) -> None:
        self._in_burst = False
        caught, self._caught = self._caught, []
        if self._over is not None:
            self._over(caught)
