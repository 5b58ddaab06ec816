"""Opening the office's database, and the few lines in which SQLite differs from PostgreSQL.

Connecting, the writer gate, noticing others' changes and checking the engine live here and nowhere else. Nothing
connects at import; one connection belongs to one thread (``services.desk`` owns that thread).
"""

from __future__ import annotations

import fcntl
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import apsw
from peewee import PeeweeException
from playhouse.apsw_ext import APSWDatabase

from board.errors import CommitUncertain, DatabaseUnreachable
from board.wording import os_words

SAFE_SQLITE = (3, 51, 3)
"""First SQLite without the WAL-reset fault; below it the writer gate is what protects (STORAGE 3.4)."""
GATE_TIMEOUT = 30.0
"""Seconds a write waits for another process before it says so."""
PRAGMAS = {
    "journal_mode": "wal",
    "synchronous": "full",
    "foreign_keys": 1,
    # Otherwise REPLACE would delete a row of history without its DELETE trigger.
    "recursive_triggers": 1,
    "journal_size_limit": 8 * 1024 * 1024,
    "cache_size": -8192,
}

_NEVER = -1
"""A change count that no connection has."""
_DAMAGED = "Basis data rusak. Hentikan pekerjaan, simpan salinan foldernya, dan pulihkan dari cadangan."
_ENGINE_WORDS: dict[type[apsw.Error], str] = {
    apsw.NotADBError: _DAMAGED,
    apsw.CorruptError: _DAMAGED,
    apsw.FullError: "Basis data tidak dapat ditulis: ruang penyimpanan penuh. Kosongkan diska, lalu ulangi.",
    apsw.ReadOnlyError: "Basis data hanya dapat dibaca. Periksa hak tulis pada folder kantor.",
    apsw.CantOpenError: "Basis data tidak dapat dibuka. Periksa hak akses dan isi folder kantor.",
    apsw.PermissionsError: "Basis data tidak dapat dibuka. Periksa hak akses folder kantor.",
    apsw.BusyError: "Basis data sedang dipakai proses lain. Belum ada yang tersimpan; coba lagi sebentar lagi.",
    apsw.LockedError: "Basis data sedang dipakai proses lain. Belum ada yang tersimpan; coba lagi sebentar lagi.",
    apsw.IOError: "Basis data tidak dapat dibaca atau ditulis: periksa diska, lalu ulangi.",
}


@contextmanager
def engine_errors() -> Iterator[None]:
    """Turn whatever the engine raises inside into one sentence for people.

    Raises:
        DatabaseUnreachable: with the engine's own error as its cause.
    """
    try:
        yield
    except (PeeweeException, apsw.Error) as broken:
        raise DatabaseUnreachable(_engine_words(broken)) from broken


def _engine_words(broken: BaseException) -> str:
    # peewee raises its own exception in place of apsw's, which tells more and stands behind it.
    inner: BaseException | None = broken
    while inner is not None and not isinstance(inner, apsw.Error):
        inner = inner.__cause__ or inner.__context__
    unknown = f"Basis data tidak dapat dipakai ({type(inner or broken).__name__}). Hubungi pengelola."
    return next((words for kind, words in _ENGINE_WORDS.items() if isinstance(inner, kind)), unknown)


class Store:
    """One office's database: a peewee database, the gate around its writes, and its change counter.

    Args:
        path: the SQLite file.
        create: make the file when it is missing; otherwise a missing file is an error.

    Raises:
        DatabaseUnreachable: the file is missing, not a database, or cannot be opened.
    """

    def __init__(self, path: Path, *, create: bool = False) -> None:
        self.path = path
        if not create and not path.is_file():
            raise DatabaseUnreachable(
                f"Basis data {path} tidak ada. Pulihkan dari cadangan; kantor baru dibuat dengan board init."
            )
        self.database = APSWDatabase(
            str(path), timeout=GATE_TIMEOUT, lock_type="IMMEDIATE", pragmas=PRAGMAS, returning_clause=True
        )
        self._gate = _Gate(path.with_name(path.name + ".gate"))
        self._depth = 0
        self._seen: int | None = None
        self._file: tuple[int, int] | None = None
        self.connect()

    def connect(self) -> None:
        """Open the connection of the calling thread, anew if it was open."""
        with engine_errors():
            self.close()
            self.database.connect()
            # A file that is not a database only says so when it is read.
            self.database.execute_sql("PRAGMA schema_version").fetchall()
            self._file = _identity(self.path)

    def _must_be_the_same_file(self) -> None:
        """Refuse to go on after somebody put another database in its place: what is written now would be lost.

        Raises:
            DatabaseUnreachable: the file was replaced, or is gone.
        """
        if _identity(self.path) != self._file:
            raise DatabaseUnreachable(
                f"Basis data {self.path} diganti atau dihapus sejak dibuka. Belum ada yang tersimpan; "
                "tutup papan, lalu buka lagi."
            )

    def close(self) -> None:
        """Close the connection of the calling thread."""
        if not self.database.is_closed():
            self.database.close()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """A write transaction behind the gate; inside another one, a savepoint of it.

        Raises:
            DatabaseUnreachable: another process held the gate for too long.
            CommitUncertain: the engine failed at COMMIT. The connection is a new one, which sees what was stored.
        """
        if self._depth:
            with self.database.atomic():
                yield
            return
        with self._gate.held(GATE_TIMEOUT):
            self._must_be_the_same_file()
            self._depth += 1
            written = False
            try:
                with self.database.atomic():
                    yield
                    written = True
            except (PeeweeException, apsw.Error) as broken:
                if not written:
                    raise
                # Still behind the gate: nobody writes over what the failed commit may have left in the log.
                self._reopen()
                raise CommitUncertain(_engine_words(broken)) from broken
            finally:
                self._depth -= 1

    def _reopen(self) -> None:
        # Where it cannot be opened now, the next command opens it, or tells why it cannot.
        with suppress(DatabaseUnreachable):
            self.connect()
        # The new connection counts others' changes anew, and ours may be among what has to be looked at again.
        self._seen = _NEVER

    @contextmanager
    def gated(self) -> Iterator[None]:
        """The gate alone, for work that brings its own transactions (migrations)."""
        with self._gate.held(GATE_TIMEOUT):
            yield

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Several reads that see one state. Closed at once: an open read keeps the WAL growing (STORAGE 3.5)."""
        connection: Any = self.database.connection()
        if self._depth or not connection.getautocommit():
            yield
            return
        self._must_be_the_same_file()
        cursor = connection.cursor()
        cursor.execute("BEGIN DEFERRED")
        try:
            yield
        except BaseException:
            # Whatever it was, an interrupt too: a read left open keeps the WAL growing.
            cursor.execute("ROLLBACK")
            raise
        cursor.execute("COMMIT")

    def changed(self) -> bool:
        """Whether another process committed since the last call; costs microseconds (STORAGE 4)."""
        current = self.database.execute_sql("PRAGMA data_version").fetchone()[0]
        before, self._seen = self._seen, current
        return before is not None and before != current

    def engine_facts(self) -> dict[str, object]:
        """What ``doctor`` reports about the engine."""
        version = tuple(int(part) for part in apsw.sqlite_lib_version().split("."))
        return {
            "sqlite": apsw.sqlite_lib_version(),
            "sqlite_safe": version >= SAFE_SQLITE,
            "journal_mode": self.database.journal_mode,
            "synchronous": self.database.synchronous,
            "foreign_keys": self.database.foreign_keys,
        }

    def quick_check(self) -> list[str]:
        """SQLite's own opinion of the file: empty when sound.

        Raises:
            DatabaseUnreachable: the damage keeps even the check from running.
        """
        with engine_errors():
            rows = self.database.execute_sql("PRAGMA quick_check").fetchall()
            rows += self.database.execute_sql("PRAGMA foreign_key_check").fetchall()
        return [str(row[0]) for row in rows if row[0] != "ok"]


def _identity(path: Path) -> tuple[int, int] | None:
    """Which file a path names now; None: none that can be looked at."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_dev, told.st_ino


class _Gate:
    """A file lock around every write: waiters sleep in the kernel and are served nearly in order (STORAGE 2)."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def held(self, timeout: float) -> Iterator[None]:
        try:
            handle = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as broken:
            raise DatabaseUnreachable(f"Gerbang tulis {self._path} tidak dapat dibuka: {os_words(broken)}.") from broken
        try:
            self._wait(handle, timeout)
            yield
        finally:
            os.close(handle)

    def _wait(self, handle: int, timeout: float) -> None:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except BlockingIOError:
            pass
        # A blocked flock cannot be timed out, so a helper waits for it; polling would lose the kernel's fair queue.
        taken = threading.Event()
        waiting = os.dup(handle)

        def wait() -> None:
            try:
                fcntl.flock(waiting, fcntl.LOCK_EX)
                taken.set()
            finally:
                os.close(waiting)

        threading.Thread(target=wait, daemon=True, name="gate").start()
        if not taken.wait(timeout):
            raise DatabaseUnreachable(
                f"Basis data sedang dipakai proses lain lebih dari {timeout:.0f} detik. "
                "Belum ada yang tersimpan; coba lagi sebentar lagi."
            )
