"""The one database thread of a process: it holds the connection, the writer gate and the change poll.

A fresh connection per thread would never see ``data_version`` move, and two threads could both pass one file lock
(HOUSE, Waiting).
"""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from typing import Any, ParamSpec, TypeVar

from board.errors import DatabaseUnreachable
from board.services.damage import stored_errors
from board.services.desk import Desk

P = ParamSpec("P")
T = TypeVar("T")
_Job = tuple[Callable[[Desk], Any], "Future[Any]"]


class Backroom:
    """Runs services one after another on a thread of its own.

    Args:
        opener: opens the desk, on the thread; what it raises is raised by ``opened``.
        on_change: called on the thread when another process has committed something.
        poll: seconds between two looks for others' changes.
    """

    def __init__(self, opener: Callable[[], Desk], *, on_change: Callable[[], None], poll: float) -> None:
        self._opener, self._on_change, self._poll = opener, on_change, poll
        self._jobs: queue.SimpleQueue[_Job | None] = queue.SimpleQueue()
        self._ready: Future[None] = Future()
        self._asked = self._answered = 0
        self._thread = threading.Thread(target=self._run, name="backroom", daemon=True)
        self._thread.start()

    def opened(self) -> None:
        """Wait until the office is open; raises what opening it raised."""
        self._ready.result()

    def submit(self, service: Callable[..., T], *arguments: Any, **options: Any) -> Future[T]:
        """Call ``service(desk, …)`` on the thread."""
        future: Future[T] = Future()
        self._asked += 1
        self._jobs.put((lambda desk: service(desk, *arguments, **options), future))
        return future

    @property
    def idle(self) -> bool:
        """Whether everything that was asked for has been answered."""
        return self._asked == self._answered

    def stop(self) -> None:
        """Finish what was asked for, then close the connection."""
        self._jobs.put(None)
        self._thread.join()

    def _run(self) -> None:
        try:
            desk = self._opener()
        except BaseException as broken:
            # Whatever went wrong belongs to whoever waits for the office, not to this thread.
            self._ready.set_exception(broken)
            return
        self._ready.set_result(None)
        desk.store.changed()
        while True:
            try:
                job = self._jobs.get(timeout=self._poll)
            except queue.Empty:
                self._look_around(desk)
                continue
            if job is None:
                break
            self._carry_out(desk, *job)
            self._answered += 1
        desk.close()

    def _look_around(self, desk: Desk) -> None:
        # A database that cannot be asked now is told about when the officer asks for something.
        with suppress(DatabaseUnreachable), stored_errors():
            if desk.store.changed():
                self._on_change()

    @staticmethod
    def _carry_out(desk: Desk, work: Callable[[Desk], Any], future: Future[Any]) -> None:
        if not future.set_running_or_notify_cancel():
            # Nobody waits for it any more. Once begun, it is carried out and answered whoever still listens.
            return
        try:
            with stored_errors():
                result = work(desk)
        except BaseException as refused:
            # Refusals travel to the screen that asked; bugs crash there, with their traceback.
            future.set_exception(refused)
        else:
            future.set_result(result)
