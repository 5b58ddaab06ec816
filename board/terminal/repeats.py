"""Telling a key that was pressed again from one that is held down.

A terminal sends no release, and a held key looks like many presses. Keyboards wait before they begin to repeat
(``DELAY`` at the longest), then repeat fast (``GAP`` at the slowest). So a key counts at once where it differs from the
last one or comes late enough; a second press of the same key that might be the first of a row waits for ``GAP`` to see
whether another follows, and what follows closer than that is the row itself.
"""

from __future__ import annotations

from collections.abc import Callable

from board.terminal.keygate import Timer

GAP = 0.100
"""Seconds between two repeats, at most: the Linux console sends eleven a second, all others more."""
DELAY = 1.1
"""Seconds after which a keyboard has begun to repeat if it does: desktops wait between 0.25 and 1."""


SETTLE = 0.020
"""Seconds more, for keys that arrived in time while the session was busy painting and have not been looked at yet."""


class RepeatGate:
    """Lets pass what a person pressed.

    Args:
        later: schedules a call after some seconds.
        gap: see ``GAP``.
        delay: see ``DELAY``; zero lets every press pass.
    """

    def __init__(
        self, later: Callable[[float, Callable[[], None]], Timer], *, gap: float = GAP, delay: float = DELAY
    ) -> None:
        self._later, self._gap, self._delay = later, gap, delay
        self._key, self._at = "", 0.0
        self._timer: Timer | None = None

    @property
    def waiting(self) -> bool:
        """Whether a press waits to see whether it is one."""
        return self._timer is not None

    def press(self, key: str, at: float, do: Callable[[], None]) -> None:
        """Consider a press.

        Args:
            at: when it was pressed, in seconds of any one clock.
            do: what it does where it counts; called now, or a moment later, or never.
        """
        since = at - self._at if key == self._key else self._delay
        self._key, self._at = key, at
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if since >= self._delay:
            do()
        elif since >= self._gap:
            self._timer = self._later(self._gap, lambda: self._quiet(do))

    def _quiet(self, do: Callable[[], None]) -> None:
        self._timer = self._later(SETTLE, lambda: self._alone(do))

    def _alone(self, do: Callable[[], None]) -> None:
        self._timer = None
        do()
