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
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from board import wording
from board.errors import HomeUnusable
from board.models.inbox import Bundle, BundleFile
from board.printing.unreadable import Unreadable
from board.services.attach_file import digest_of
from board.services.attachments import stored_name
from board.services.bundles import NEW, WORDS
from board.services.desk import Desk
from board.services.inbox_folder import (
    Gathered,
    NotTaken,
    StillArriving,
    content_of,
    gathered,
    look,
    opened_folder,
    opened_inbox,
    refusal_of,
    remove_original,
    stamp_of,
)
from board.services.inbox_watch import LOCK
from board.services.safe_decoder import SafeDecoder, safe_decoder
from board.services.storage import keep_file
from board.services.thread_notes import LONGEST
from board.services.times import millis, moment

LARGEST_TEXT = 8 * 1024
READ_AS_WORDS = "Isinya dibaca sebagai pesan pengirim."
MOST_BUNDLES = 500
"""Bundles that one reading writes; the rest comes with the next, so that what was read is seen soon."""
SETTLING = 1.5
"""Seconds between removing originals and the last look, in which sessions notice the removal (``inbox_watch``)."""


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


@dataclass
class _Taken:
    """A file of a bundle as its row will tell it."""

    name: str
    """As the folder tells it."""
    source: str
    stamp: str
    size: int
    mime: str = ""
    pages: int = 0
    sha256: str = ""
    refused: str = ""
    words: str = ""


@dataclass
class _Reading:
    """One bundle while it is read."""

    files: list[_Taken] = field(default_factory=list)
    gone: list[tuple[str, str]] = field(default_factory=list)
    """Name and stamp of originals that are known already: left over when a reading was cut off."""
    oldest: float | None = None


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
    with _only_reader(desk.home / LOCK) as lock:
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
def _only_reader(path: Path) -> Iterator[int | None]:
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    except OSError as broken:
        raise HomeUnusable(f"{path} tidak dapat dibuka: {wording.os_words(broken)}.") from broken
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield handle
    finally:
        os.close(handle)


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
                reading = _read_bundle(desk, folder, item, decoder)
            except StillArriving:
                done.waiting += 1
                continue
            if reading.files:
                if done.bundles >= MOST_BUNDLES:
                    done.left = True
                    break
                _store(desk, item, reading, done)
            for name, stamp in [*reading.gone, *((taken.name, taken.stamp) for taken in reading.files if _kept(taken))]:
                remove_original(folder, name, stamp)
    return done


def _kept(taken: _Taken) -> bool:
    return bool(taken.sha256) or taken.mime == WORDS


def _still_arriving(desk: Desk, folder: int, item: Gathered, now: float) -> bool:
    """Whether anything of a bundle was written to a moment ago: then all of it waits, so that it comes together."""
    # A clock of a network folder that runs ahead must not make anything wait for ever.
    return any(
        0 <= now - told.st_mtime < desk.profile.inbox.quiet_seconds
        for name in item.names
        if (told := look(folder, name)) is not None
    )


def _read_bundle(desk: Desk, folder: int, item: Gathered, decoder: SafeDecoder) -> _Reading:
    known = _known(desk, item)
    reading, beyond = _Reading(), 0
    room = desk.profile.inbox.most_files - _in_hand(desk, item)
    for name in item.names:
        told, source = look(folder, name), item.source_of(name)
        if told is None:
            continue
        stamp = stamp_of(told)
        if (source, stamp) in known:
            if known[source, stamp]:
                reading.gone.append((name, stamp))
            continue
        reading.oldest = min(told.st_mtime, reading.oldest or told.st_mtime)
        if len(reading.files) >= room:
            beyond += 1
            continue
        taken = _Taken(name, source, stamp, told.st_size, refused=refusal_of(told))
        if not taken.refused:
            _take(desk, folder, told, taken, decoder)
        reading.files.append(taken)
    if beyond and (f"{item.source}*", str(beyond)) not in known:
        reading.files.append(
            _Taken(
                f"{beyond} berkas lain", f"{item.source}*", str(beyond), 0,
                refused=f"Lebih dari {desk.profile.inbox.most_files} berkas dalam satu kiriman; sisanya tidak dibaca. "
                "Selesaikan kiriman ini, atau minta pengirim memilih foto yang diperlukan.",
            )
        )  # fmt: skip
    return reading


def _take(desk: Desk, folder: int, told: os.stat_result, taken: _Taken, decoder: SafeDecoder) -> None:
    """Read one file and keep its content, or say why not."""
    try:
        if taken.name.lower().endswith(".txt"):
            _take_words(folder, told, taken)
            return
        decoded = decoder.decode(content_of(folder, taken.name, told))
    except NotTaken as refused:
        taken.refused = str(refused)
        return
    except Unreadable as refused:
        words = str(refused)
        taken.refused = words[:1].upper() + words[1:]
        return
    taken.sha256, taken.mime, taken.pages = digest_of(decoded.content), decoded.mime, decoded.pages
    taken.size = len(decoded.content)
    keep_file(desk.attachments / stored_name(taken.sha256, taken.mime), decoded.content)


def _take_words(folder: int, told: os.stat_result, taken: _Taken) -> None:
    if told.st_size > LARGEST_TEXT:
        taken.refused = f"Teks lebih dari {LARGEST_TEXT // 1024} KB; minta pemohon menulis singkat."
        return
    text = content_of(folder, taken.name, told).decode("utf-8-sig", "replace")
    taken.words = wording.clean(text, lines=True)
    taken.mime, taken.refused = WORDS, READ_AS_WORDS


def _shown(name: str) -> str:
    """A name from outside as it may be shown: no half characters, no signs that turn the line around, not at length."""
    return wording.clean(name)[:120] or "berkas"


def _known(desk: Desk, item: Gathered) -> dict[tuple[str, str], bool]:
    """What was read before, by source and stamp: whether it was kept, so that its original has only to go."""
    sources = [item.source_of(name) for name in item.names]
    found: dict[tuple[str, str], bool] = {}
    for start in range(0, len(sources) + 1, 500):
        some = [*sources[start : start + 500], f"{item.source}*"]
        rows = BundleFile.select(BundleFile.source, BundleFile.seen, BundleFile.sha256, BundleFile.mime).where(
            (BundleFile.office == desk.office) & BundleFile.source.in_(some)
        )
        for source, seen, sha256, mime in rows.tuples():
            found[source, seen] = found.get((source, seen), False) or bool(sha256) or mime == WORDS
    return found


def _open_bundle(desk: Desk, item: Gathered) -> Bundle | None:
    same = (Bundle.office == desk.office) & (Bundle.source == item.source) & (Bundle.state == NEW)
    row: Bundle | None = Bundle.select().where(same).order_by(Bundle.id.desc()).first()
    return row


def _in_hand(desk: Desk, item: Gathered) -> int:
    row = _open_bundle(desk, item)
    return int(BundleFile.select().where(BundleFile.bundle_id == row.id).count()) if row else 0


def _store(desk: Desk, item: Gathered, reading: _Reading, done: Scanned) -> None:
    now = desk.now()
    with desk.store.writing():
        row = _open_bundle(desk, item)
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
                office=desk.office, bundle_id=row.id, source=taken.source, name=_shown(taken.name), mime=taken.mime,
                size=taken.size, pages=taken.pages, sha256=taken.sha256, refused=taken.refused, seen=taken.stamp,
                at=millis(now),
            )  # fmt: skip
            done.files += bool(taken.sha256)
            done.refused += bool(taken.refused) and taken.mime != WORDS
        words = "\n".join([row.text, *(taken.words for taken in reading.files if taken.words)]).strip()
        if words[:LONGEST] != row.text:
            Bundle.update(text=words[:LONGEST]).where(Bundle.id == row.id).execute()


def _arrived(desk: Desk, item: Gathered, reading: _Reading, now: datetime) -> datetime:
    """When a bundle came: as its name tells, else as its oldest file does; never later than now."""
    if item.facts.at is not None:
        told = item.facts.at.replace(tzinfo=desk.zone)
    else:
        told = moment(int((reading.oldest or 0) * 1000), desk.zone)
    return min(told, now) if told.year > 2000 else now
