"""Files of the office's folder: private, written whole or not at all."""

from __future__ import annotations

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from board.errors import HomeUnusable, UsageWrong
from board.wording import os_words, quoted

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600
_SITE = ".bangun-"
WRITTEN = frozenset({".pdf", ".csv"})
"""Endings of the files that a command writes where it is told to."""


def private_folder(path: Path) -> Path:
    """A folder only the office's account can enter, like every folder that is made on the way to it.

    Raises:
        HomeUnusable: it cannot be made.
    """
    try:
        # mkdir(parents=True) would leave the parents to the umask.
        for folder in reversed([path, *path.parents]):
            if not folder.is_dir():
                folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as broken:
        raise HomeUnusable(f"Folder {path} tidak dapat dibuat: {os_words(broken)}.") from broken
    return path


@contextmanager
def built_whole(home: Path, last: str) -> Iterator[Path]:
    """A folder to build something in; what is in it stands in ``home`` afterwards, or nothing does.

    It lies inside ``home``, not beside it: ``home`` may be the folder one stands in or a disk of its own, and what is
    beside it need not be ours to write. Whoever builds holds the lock of ``home``, so what a builder that was killed
    has left there belongs to nobody and is cleared away.

    Args:
        last: the file without which the rest counts for nothing; it is moved last.

    Raises:
        HomeUnusable: the folder holds something already, somebody is building in it, or it cannot be written.
    """
    made = not home.exists()
    private_folder(home)
    try:
        with _locked(home):
            for left in home.glob(f"{_SITE}*"):
                shutil.rmtree(left, ignore_errors=True)
            _refuse_full(home)
            site = Path(tempfile.mkdtemp(dir=home, prefix=_SITE))
            try:
                yield site
                _refuse_full(home)
                for path in sorted(site.iterdir(), key=lambda path: path.name == last):
                    path.rename(home / path.name)
            finally:
                shutil.rmtree(site, ignore_errors=True)
    except OSError as broken:
        raise HomeUnusable(f"{home} tidak dapat ditulis: {os_words(broken)}. Pilih folder lain.") from broken
    finally:
        if made:
            # Succeeds only where nothing was built.
            with suppress(OSError):
                home.rmdir()


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise HomeUnusable(f"Kantor di {folder} sedang dibuat oleh proses lain. Tunggu sampai selesai.") from None
        yield
    finally:
        os.close(handle)


def _refuse_full(home: Path) -> None:
    if any(not path.name.startswith(_SITE) for path in home.iterdir()):
        raise HomeUnusable(f"{home} sudah berisi sesuatu. Pilih folder lain yang kosong.")


def must_be_writable(path: Path) -> None:
    """Refuse a file somebody names to be written, before the work that fills it.

    Raises:
        UsageWrong: it is something else than a file, its folder is not there, or it is a file of another kind than the
            board writes: that one is nobody's to lose by a slip of the keys.
    """
    if path.exists() and not path.is_file():
        raise UsageWrong(f"{quoted(str(path))} bukan berkas biasa; sebut nama berkas yang akan ditulis.")
    if path.exists() and path.suffix.lower() not in WRITTEN:
        raise UsageWrong(
            f"{quoted(str(path))} sudah ada dan bukan berkas PDF atau CSV; sebut nama lain agar isinya tidak hilang."
        )
    if not path.parent.is_dir():
        raise UsageWrong(f"Folder {quoted(str(path.parent))} tidak ada; buat dahulu, atau sebut folder lain.")


def keep_file(path: Path, content: bytes) -> None:
    """Write a file so that after a crash it is there whole or not at all. The same name means the same content.

    Raises:
        HomeUnusable: it cannot be written (disk full, no rights).
    """
    private_folder(path.parent)
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".tulis-")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(path)
        except BaseException:
            # Whatever it was, an interrupt too: half a file is not left lying about.
            Path(name).unlink()
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as broken:
        raise HomeUnusable(
            f"{path.name} tidak dapat ditulis: {os_words(broken)}. Periksa ruang penyimpanan."
        ) from broken
