"""Reading the upload folder: what lies there becomes bundles, its content is kept, and the original is removed.

The content is kept and the rows are committed before an original is removed. Wherever that is cut off, the next reading
finds the same file again, knows it, and only removes it. Runs in a process of its own, one for the office.
"""

from __future__ import annotations

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from board.errors import HomeUnusable
from board.models.inbox import Bundle, BundleFile
from board.services.bundles import NEW, WORDS
from board.services.desk import Desk
from board.services.inbox_folder import (
    Gathered,
    StillArriving,
    gathered,
    look,
    opened_folder,
    opened_inbox,
    remove_original,
)
from board.services.inbox_names import nik_in
from board.services.inbox_reading import Reading, open_bundle, read_bundle, shown_name
from board.services.inbox_watch import LOCK
from board.services.safe_decoder import SafeDecoder, safe_decoder
from board.services.thread_notes import LONGEST
from board.services.times import millis, moment
from board.wording import os_words

MOST_BUNDLES = 500
"""Bundles that one reading writes; the rest comes with the next, so that what was read is seen soon."""
SETTLING = 1.5
"""Seconds between removing originals and the last look, in which sessions notice the removal (``inbox_watch``)."""
TRIES, TRY_AGAIN = 10, 0.05
"""How often, and after how many seconds each time, the lock is asked for before another reader is believed in."""


@dataclass
class Scanned:
    """What a reading did."""

    bundles: int = 0
    """New ones."""
    files: int = 0
    refused: int = 0
    waiting: int = 0
    """Bundles with files that are still being uploaded."""
    left: bool = False
    """There is more to read than one reading takes."""
    busy: bool = False
    """Another process is reading; it takes what lies there along."""

    def add(self, other: Scanned) -> None:
        """Count a further reading in; what waits is what waits now."""
        self.bundles += other.bundles
        self.files += other.files
        self.refused += other.refused
        self.waiting, self.left = other.waiting, other.left

    @property
    def did_something(self) -> bool:
        """Whether the folder may look different now."""
        return bool(self.bundles or self.files or self.refused)


def scan_inbox(
    desk: Desk,
    *,
    wait: bool = False,
    wall: Callable[[], float] = time.time,
    pause: Callable[[float], None] = time.sleep,
) -> Scanned:
    """Read the upload folder. Returns at once if another process is at it.

    Args:
        wait: go on until nothing is being uploaded any more and a last look found nothing new.
        wall: the machine's clock, which also dates the files; the office's own may be a test's.

    Raises:
        HomeUnusable: the folder cannot be opened, or what was read cannot be kept.
    """
    total = Scanned()
    with _only_reader(desk.home / LOCK, pause) as lock:
        if lock is None:
            return Scanned(busy=True)
        while True:
            os.utime(lock)
            with opened_inbox(desk) as inbox, safe_decoder() as decoder:
                done = _read_once(desk, inbox, decoder, wall)
            total.add(done)
            if not wait or not (done.did_something or done.waiting or done.left):
                return total
            if not done.left:
                pause(desk.profile.inbox.quiet_seconds if done.waiting else SETTLING)


@contextmanager
def _only_reader(path: Path, pause: Callable[[float], None]) -> Iterator[int | None]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as broken:
        raise HomeUnusable(f"{path} tidak dapat dibuka: {os_words(broken)}.") from broken
    try:
        yield handle if _locked(handle, pause) else None
    finally:
        os.close(handle)


def _locked(handle: int, pause: Callable[[float], None]) -> bool:
    """Take the lock; a session that only looks whether somebody reads holds it, shared, for an instant."""
    for _ in range(TRIES):
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            pause(TRY_AGAIN)
        else:
            return True
    return False


def _read_once(desk: Desk, inbox: int, decoder: SafeDecoder, wall: Callable[[], float]) -> Scanned:
    done = Scanned()
    for item in gathered(inbox, wall()):
        with opened_folder(inbox, item.folder) as folder:
            if folder is None:
                continue
            if _still_arriving(desk, folder, item, wall()):
                done.waiting += 1
                continue
            try:
                reading = read_bundle(desk, folder, item, decoder)
            except StillArriving:
                done.waiting += 1
                continue
            if reading.files:
                if done.bundles >= MOST_BUNDLES:
                    done.left = True
                    break
                _store(desk, item, reading, done)
            for name, stamp in [*reading.gone, *((taken.name, taken.stamp) for taken in reading.files if taken.kept)]:
                remove_original(folder, name, stamp)
    return done


def _still_arriving(desk: Desk, folder: int, item: Gathered, now: float) -> bool:
    """Whether anything of a bundle was written to a moment ago: then all of it waits, so that it comes together."""
    # A clock of a network folder that runs ahead must not make anything wait for ever.
    return any(
        0 <= now - told.st_mtime < desk.profile.inbox.quiet_seconds
        for name in item.names
        if (told := look(folder, name)) is not None
    )


def _store(desk: Desk, item: Gathered, reading: Reading, done: Scanned) -> None:
    now = desk.now()
    with desk.store.writing():
        row = open_bundle(desk, item)
        if row is None:
            row = Bundle.create(
                office=desk.office, source=item.source, phone=item.facts.phone, nik=item.facts.nik, state=NEW,
                arrived_at=millis(_arrived(desk, item, reading, now)), at=millis(now),
            )  # fmt: skip
            done.bundles += 1
        told = BundleFile.select(BundleFile.sha256).where(BundleFile.bundle_id == row.id)
        there = {sha256 for (sha256,) in told.tuples()}
        for taken in reading.files:
            if taken.sha256 and taken.sha256 in there:
                # The same photo twice is one; its original goes like that of the other.
                continue
            there.add(taken.sha256)
            BundleFile.create(
                office=desk.office, bundle_id=row.id, source=taken.source, name=shown_name(taken.name), mime=taken.mime,
                size=taken.size, pages=taken.pages, sha256=taken.sha256, refused=taken.refused, seen=taken.stamp,
                at=millis(now),
            )  # fmt: skip
            done.files += bool(taken.sha256)
            done.refused += bool(taken.refused) and taken.mime != WORDS
        words = "\n".join([row.text, *(taken.words for taken in reading.files if taken.words)]).strip()
        if words[:LONGEST] != row.text:
            Bundle.update(text=words[:LONGEST], nik=row.nik or nik_in(words)).where(Bundle.id == row.id).execute()


def _arrived(desk: Desk, item: Gathered, reading: Reading, now: datetime) -> datetime:
    """When a bundle came: as its name tells, else as its oldest file does; never later than now."""
    if item.facts.at is not None:
        told = item.facts.at.replace(tzinfo=desk.zone)
    else:
        try:
            told = moment(int((reading.oldest or 0) * 1000), desk.zone)
        except (ValueError, OverflowError, OSError):
            # Some file systems keep dates that no calendar has.
            return now
    return min(told, now) if told.year > 2000 else now
