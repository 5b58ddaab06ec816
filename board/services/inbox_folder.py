"""The upload folder as it lies there: what belongs together, and reading a file without being led anywhere else.

Whoever uploads chooses names and may change everything at any time. So a name is never joined to a path: folders are
opened once and looked into through their handle, nothing is followed (links), nothing is waited for (pipes), and what
was looked at must still be the same when it is read.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from board.errors import HomeUnusable
from board.services.attach_file import LARGEST
from board.services.desk import Desk
from board.services.inbox_names import NameFacts, read_name
from board.services.storage import private_folder
from board.wording import os_words, size_words

PARTIAL = (".part", ".partial", ".tmp", ".filepart", ".crdownload", ".download")
"""How programs call a file that they are still writing."""
MOST_NAMES = 20_000
"""Names that are looked at in one folder; the rest waits until these are gone."""
EMPTY_FOR = 3600
"""Seconds after which an empty folder below the upload folder is removed: nobody is about to put something there."""
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
_FILE = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC


class NotTaken(Exception):
    """A file is not taken; the message is a sentence for people."""


class StillArriving(Exception):
    """A file changed while it was read."""


@dataclass(frozen=True)
class Gathered:
    """Names that make one bundle: a folder, or loose files with the same beginning."""

    source: str
    facts: NameFacts
    folder: str | None
    """Name of the folder the files lie in; None: in the upload folder itself."""
    names: tuple[str, ...]

    def source_of(self, name: str) -> str:
        """Where a file lies below the upload folder, as it is stored."""
        return escaped(f"{self.folder}/{name}" if self.folder is not None else name)


def inbox_path(desk: Desk) -> Path:
    """The upload folder of the office."""
    return desk.home / desk.profile.inbox.folder


def make_inbox(desk: Desk) -> None:
    """Make the upload folder where it lies inside the office's folder; one elsewhere is the administrator's to make."""
    if not Path(desk.profile.inbox.folder).is_absolute():
        private_folder(inbox_path(desk))


def inbox_fault(desk: Desk) -> str:
    """What keeps the upload folder from being read and emptied, empty where nothing does."""
    path = inbox_path(desk)
    if not path.is_dir():
        return f"Folder kotak masuk {path} tidak ada; buat foldernya, atau betulkan inbox.folder pada office.toml."
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        return f"Folder kotak masuk {path} tidak dapat dibaca dan dikosongkan; beri akun papan hak rwx padanya."
    return ""


@contextmanager
def opened_inbox(desk: Desk) -> Iterator[int]:
    """The upload folder, opened; one inside the office's folder is made where it is missing.

    Raises:
        HomeUnusable: it cannot be opened.
    """
    path = inbox_path(desk)
    make_inbox(desk)
    try:
        handle = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as broken:
        raise HomeUnusable(
            f"Folder kotak masuk {path} tidak dapat dibuka: {os_words(broken)}. "
            "Periksa folder itu, atau betulkan inbox.folder pada office.toml."
        ) from broken
    try:
        yield handle
    finally:
        os.close(handle)


@contextmanager
def opened_folder(inbox: int, name: str | None) -> Iterator[int | None]:
    """The folder of a bundle; None where it is gone, or was replaced by something else."""
    if name is None:
        yield inbox
        return
    try:
        handle = os.open(name, _FOLDER, dir_fd=inbox)
    except OSError:
        yield None
        return
    try:
        yield handle
    finally:
        os.close(handle)


def gathered(inbox: int, now: float) -> list[Gathered]:
    """What lies in the upload folder, as bundles, in the order they came.

    Args:
        now: the machine's clock, to tell folders that were left empty; those are removed.
    """
    loose: dict[str, list[str]] = {}
    facts: dict[str, NameFacts] = {}
    found = []
    for name in names_in(inbox):
        told = look(inbox, name)
        if told is not None and stat.S_ISDIR(told.st_mode):
            with opened_folder(inbox, name) as folder:
                inside = names_in(folder) if folder is not None else ()
            if inside:
                found.append(Gathered(escaped(f"{name}/"), _folder_facts(name, inside), name, tuple(inside)))
            elif now - told.st_mtime > EMPTY_FOR:
                # Refused where something hidden lies in it, and then it stays.
                with suppress(OSError):
                    os.rmdir(name, dir_fd=inbox)
        elif told is not None:
            said = read_name(name)
            loose.setdefault(said.key, []).append(name)
            facts.setdefault(said.key, said)
    found += [Gathered(escaped(key), facts[key], None, tuple(names)) for key, names in loose.items()]
    return sorted(found, key=_by_arrival)


def _by_arrival(item: Gathered) -> tuple[datetime, str]:
    """Oldest first where the names tell, so that bundles are numbered in that order; those that do not tell last."""
    return item.facts.at or datetime.max, item.source


def _folder_facts(name: str, inside: Sequence[str]) -> NameFacts:
    """What the folder's name says; where it does not, what the first name in it that does says."""
    own, below = read_name(name), [read_name(item) for item in inside]
    phone = own.phone or next((item.phone for item in below if item.phone), "")
    nik = own.nik or next((item.nik for item in below if item.nik), "")
    return NameFacts(phone, nik, own.at or min((item.at for item in below if item.at), default=None), own.key)


def names_in(folder: int) -> list[str]:
    """Names in a folder that are no half of an upload, sorted; hidden ones belong to programs."""
    found: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.startswith(".") and not entry.name.lower().endswith(PARTIAL):
                found.append(entry.name)
            if len(found) == MOST_NAMES:
                break
    return sorted(found)


def look(folder: int, name: str) -> os.stat_result | None:
    """What a name is, itself and not what it points at; None where it is gone."""
    try:
        return os.stat(name, dir_fd=folder, follow_symlinks=False)
    except OSError:
        return None


def stamp_of(told: os.stat_result) -> str:
    """What changes whenever a file is written again or replaced."""
    return f"{told.st_ino}.{told.st_size}.{told.st_mtime_ns}"


def lasting(stamp: str) -> str:
    """What of a stamp stays when a folder is restored or mounted again: size and time, not the inode."""
    return stamp.partition(".")[2] or stamp


def refusal_of(told: os.stat_result, largest: int = LARGEST) -> str:
    """Why something is not even opened, in a sentence; empty where it may be."""
    if stat.S_ISLNK(told.st_mode):
        return "Hanya tautan ke tempat lain; tidak dibuka. Minta berkasnya sendiri."
    if stat.S_ISDIR(told.st_mode):
        return "Folder di dalam folder tidak dibuka; taruh berkasnya langsung di folder kiriman."
    if not stat.S_ISREG(told.st_mode):
        return "Bukan berkas biasa (pipa atau perangkat); tidak dibuka."
    if told.st_nlink > 1:
        return "Isinya juga bernama lain di penyimpanan (hard link); tidak dibuka. Unggah salinannya."
    if told.st_size > largest:
        return f"Berukuran {size_words(told.st_size)}; paling besar {size_words(largest)}. Minta foto yang lebih kecil."
    return ""


def content_of(folder: int, name: str, told: os.stat_result) -> bytes:
    """The content of a file that was looked at.

    Raises:
        NotTaken: it may not be read.
        StillArriving: it is not what was looked at any more, or changed meanwhile.
    """
    try:
        handle = os.open(name, _FILE, dir_fd=folder)
    except FileNotFoundError:
        raise StillArriving from None
    except OSError as broken:
        raise NotTaken(f"Tidak dapat dibaca: {os_words(broken)}.") from None
    try:
        if not _same(told, os.fstat(handle)):
            raise StillArriving
        with os.fdopen(handle, "rb", closefd=False) as file:
            content = file.read(told.st_size + 1)
        if len(content) != told.st_size or not _same(told, os.fstat(handle)):
            raise StillArriving
    except OSError as broken:
        raise NotTaken(f"Tidak dapat dibaca: {os_words(broken)}.") from None
    finally:
        os.close(handle)
    return content


def _same(before: os.stat_result, after: os.stat_result) -> bool:
    kind = stat.S_IFMT(before.st_mode) == stat.S_IFMT(after.st_mode)
    return kind and after.st_nlink == 1 and stamp_of(before) == stamp_of(after) and before.st_dev == after.st_dev


def remove_original(folder: int, name: str, stamp: str) -> bool:
    """Remove what was kept, unless something else lies there by now; what cannot be removed is skipped next time."""
    told = look(folder, name)
    if told is None or stamp_of(told) != stamp:
        return False
    try:
        os.unlink(name, dir_fd=folder)
    except OSError:
        return False
    return True


def escaped(name: str) -> str:
    """A name as the database can hold it: bytes that are no text written out."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")
