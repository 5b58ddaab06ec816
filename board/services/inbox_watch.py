"""Watching the upload folder without cost: a few ``stat`` calls a second, on a thread that touches nothing else.

Not on the database thread: a network folder whose server is gone holds up whoever asks it, and must not hold up the
board. Nothing is listed or read while nothing changed, and nothing is written at all; reading is another process's.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

LOCK = "inbox.lock"
"""In the office's folder: held by whoever reads the upload folder; its time is the beginning of the last look."""
INTERVAL = 1.0
"""Seconds between two looks; less than ``inbox_scan.SETTLING``, so that a reading's own removals are not news."""
PATIENCE = 30.0
"""Seconds in which a reading that was started has to begin; after them it is started again."""
MOST_FOLDERS = 500


class InboxWatch:
    """Says when the upload folder has to be read.

    Args:
        folder: the upload folder.
        lock: held by whoever reads it; dated by the beginning of the last reading.
        start: starts a reading beside this process.
    """

    def __init__(self, folder: Path, lock: Path, start: Callable[[], None], *, interval: float = INTERVAL) -> None:
        self._folder, self._lock, self._start, self._interval = folder, lock, start, interval
        self._seen: dict[Path, int | None] = {}
        self._changed_at: float | None = None
        self._started_at: float | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, name="inbox", daemon=True)

    def begin(self) -> None:
        """Look from now on."""
        self._thread.start()

    def end(self) -> None:
        """Look no more. The thread is not waited for: it may hang on a folder whose server is gone."""
        self._over.set()

    def _run(self) -> None:
        while not self._over.wait(self._interval):
            self.look()

    def look(self) -> None:
        """One look: has anything changed since the last one, and has nobody read it since?"""
        if not self._seen or any(_changed(path) != before for path, before in self._seen.items()):
            first = not self._seen
            self._seen = self._now()
            # What lies there when a session begins may have come while nobody was there to see it.
            if not first or self._holds_something():
                self._changed_at = time.time()
        if self._changed_at is not None:
            if self._read_since(self._changed_at):
                self._changed_at = None
            elif not self._about_to_begin() and not self._being_read():
                self._started_at = time.time()
                self._start()

    def _now(self) -> dict[Path, int | None]:
        """The upload folder and the folders in it, each with the time of its last change; told before it is listed."""
        found = {self._folder: _changed(self._folder)}
        with suppress(OSError), os.scandir(self._folder) as entries:
            for entry in entries:
                if not entry.name.startswith(".") and entry.is_dir(follow_symlinks=False):
                    path = self._folder / entry.name
                    found[path] = _changed(path)
                if len(found) > MOST_FOLDERS:
                    break
        return found

    def _holds_something(self) -> bool:
        with suppress(OSError), os.scandir(self._folder) as entries:
            return any(not entry.name.startswith(".") for entry in entries)
        return False

    def _about_to_begin(self) -> bool:
        """Whether the reading that was started last has yet to begin, and may still."""
        started = self._started_at
        return started is not None and 0 <= time.time() - started < PATIENCE and not self._read_since(started)

    def _being_read(self) -> bool:
        try:
            handle = os.open(self._lock, os.O_RDONLY | os.O_CLOEXEC)
        except OSError:
            return False
        try:
            # Shared: two sessions that ask at once must not take each other for a reader.
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
        finally:
            os.close(handle)
        return False

    def _read_since(self, moment: float) -> bool:
        """Whether a reading began after a change was noticed: it takes that change along."""
        try:
            return self._lock.stat().st_mtime > moment
        except OSError:
            return False


def _changed(path: Path) -> int | None:
    try:
        return path.stat().st_mtime_ns
    except OSError:
        return None
