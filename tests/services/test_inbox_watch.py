"""Watching the upload folder: every change is read by somebody, nothing is written, and idling lists nothing."""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from board.services import inbox_watch
from board.services.inbox_watch import LOCK, InboxWatch


class Watched:
    """A folder under watch, and how often a reading was started."""

    def __init__(self, home: Path) -> None:
        self.folder, self.lock, self.started = home / "inbox", home / LOCK, 0
        self.folder.mkdir()
        self.watch = InboxWatch(self.folder, self.lock, self._start)

    def _start(self) -> None:
        self.started += 1

    def look(self) -> int:
        """Look once; how many readings that started."""
        before = self.started
        self.watch.look()
        return self.started - before

    def read(self) -> None:
        """The reading that was started begins, and ends."""
        with self.being_read(began=time.time()):
            pass

    @contextmanager
    def being_read(self, began: float | None = None) -> Iterator[None]:
        """Somebody reads, since now or since another moment."""
        handle = os.open(self.lock, os.O_RDWR | os.O_CREAT)
        os.utime(handle, (began, began) if began is not None else None)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            yield
        finally:
            os.close(handle)


@pytest.fixture
def watched(tmp_path: Path) -> Watched:
    return Watched(tmp_path)


def changed(folder: Path, name: str) -> None:
    """Something new lies in a folder, and its time tells so whatever the machine's clock can tell apart."""
    (folder / name).touch()
    told = folder.stat()
    os.utime(folder, ns=(told.st_atime_ns, told.st_mtime_ns + 1_000_000))


def test_an_empty_folder_is_not_read(watched: Watched) -> None:
    assert [watched.look() for _ in range(3)] == [0, 0, 0]


def test_what_lies_there_when_a_session_begins_is_read(watched: Watched) -> None:
    (watched.folder / "a.jpg").touch()
    assert [watched.look() for _ in range(3)] == [1, 0, 0]


def test_a_new_file_is_read_once(watched: Watched) -> None:
    watched.look()
    changed(watched.folder, "a.jpg")
    assert [watched.look() for _ in range(3)] == [1, 0, 0]


def test_a_file_that_comes_into_a_bundles_folder_is_noticed(watched: Watched) -> None:
    (watched.folder / "0812_20261123-0712").mkdir()
    watched.look()
    watched.read()
    changed(watched.folder / "0812_20261123-0712", "a.jpg")
    assert [watched.look(), watched.look()] == [1, 0]


def test_while_somebody_reads_nobody_else_starts_and_nothing_is_forgotten(watched: Watched) -> None:
    watched.look()
    with watched.being_read(began=time.time() - 60):
        changed(watched.folder, "a.jpg")
        assert [watched.look(), watched.look()] == [0, 0]
    assert [watched.look(), watched.look()] == [1, 0]


def test_a_reading_that_began_after_the_change_was_noticed_took_it_along(watched: Watched) -> None:
    watched.look()
    with watched.being_read(began=time.time() - 60):
        changed(watched.folder, "a.jpg")
        watched.look()
    with watched.being_read(began=time.time() + 60):
        pass
    assert watched.look() == 0


def test_a_reading_that_never_began_is_started_again(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    watched.look()
    changed(watched.folder, "a.jpg")
    assert [watched.look(), watched.look()] == [1, 0]
    monkeypatch.setattr(inbox_watch, "PATIENCE", 0.0)
    assert [watched.look(), watched.look()] == [1, 1]
    with watched.being_read(began=time.time() + 60):
        assert watched.look() == 0
    assert [watched.look(), watched.look()] == [0, 0]


def test_what_changes_after_a_reading_began_is_read_by_another(watched: Watched) -> None:
    watched.look()
    changed(watched.folder, "a.jpg")
    assert watched.look() == 1
    watched.read()
    changed(watched.folder, "b.jpg")
    assert [watched.look(), watched.look()] == [1, 0]


def test_another_session_that_looks_is_no_reader(watched: Watched) -> None:
    watched.look()
    changed(watched.folder, "a.jpg")
    handle = os.open(watched.lock, os.O_RDWR | os.O_CREAT)
    os.utime(handle, (1, 1))
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
        assert watched.look() == 1
    finally:
        os.close(handle)


def test_idling_lists_nothing_and_writes_nothing(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    (watched.folder / "0812_20261123-0712").mkdir()
    watched.look()
    before = {path: path.stat().st_mtime_ns for path in watched.folder.parent.rglob("*")}
    with monkeypatch.context() as idle:
        idle.setattr(inbox_watch.os, "scandir", lambda *_: pytest.fail("it was listed"))
        assert [watched.look() for _ in range(5)] == [0] * 5
    assert {path: path.stat().st_mtime_ns for path in watched.folder.parent.rglob("*")} == before


def test_a_folder_that_is_gone_and_comes_back(watched: Watched) -> None:
    watched.look()
    watched.folder.rmdir()
    watched.look()
    watched.read()
    watched.folder.mkdir()
    changed(watched.folder, "a.jpg")
    assert watched.look() == 1


def test_its_thread_ends_with_the_session(watched: Watched) -> None:
    watch = InboxWatch(watched.folder, watched.lock, lambda: None, interval=0.001)
    watch.begin()
    watch.end()
    watch._thread.join(5)
    assert not watch._thread.is_alive()
