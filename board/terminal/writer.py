"""Sending frames over a line that may be slow, or stand still: the latest frame wins, and nobody waits.

A blocked write once held the whole event loop, autosave timers included (TERMINALS 0.5). Here a thread writes. While it
is at it, what should be shown goes on changing; when it is done, it sends the difference between what was sent and what
should be shown by then, and never what was in between.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable

BITS = 10
"""Bits on the line for each byte: eight, a start and a stop."""


class LineWriter:
    """Writes to a terminal.

    Args:
        descriptor: the open terminal.
        compose: called on the thread when something may be sent; what to send, or empty.
        rate: bits a second the line carries, where it says so; 0: as fast as it takes it.
        lost: called on the thread, once, when the terminal is gone.
    """

    def __init__(self, descriptor: int, compose: Callable[[], str], *, rate: int, lost: Callable[[], None]) -> None:
        self._descriptor, self._compose, self._rate, self._lost = descriptor, compose, rate, lost
        self._wake = threading.Condition()
        self._pending, self._ending = False, False
        # A write that never returns must not keep the process from ending.
        self._thread = threading.Thread(target=self._run, name="terminal-output", daemon=True)
        self._thread.start()

    def notify(self) -> None:
        """Something has changed that should be shown."""
        with self._wake:
            self._pending = True
            self._wake.notify()

    def end(self, last: bytes, patience: float) -> bool:
        """Send what is pending and some last words, unless the line stands still for longer than ``patience`` seconds.

        Returns:
            Whether the last words were sent.
        """
        with self._wake:
            self._ending = True
            self._wake.notify()
        self._thread.join(patience)
        if self._thread.is_alive():
            return False
        return self._send(last)

    def _run(self) -> None:
        while True:
            with self._wake:
                while not self._pending and not self._ending:
                    self._wake.wait()
                pending, self._pending = self._pending, False
                if not pending:
                    return
            begun = time.monotonic()
            data = self._compose().encode()
            if not self._send(data):
                self._lost()
                return
            self._rest(begun + len(data) * BITS / self._rate if self._rate else 0.0)

    def _send(self, data: bytes) -> bool:
        rest = memoryview(data)
        try:
            while rest:
                rest = rest[os.write(self._descriptor, rest) :]
        except OSError:
            return False
        return True

    def _rest(self, until: float) -> None:
        """Let the line carry what it was given before it is given more: buffers on the way would take it at once."""
        with self._wake:
            while not self._ending and (left := until - time.monotonic()) > 0:
                self._wake.wait(left)
