"""Files of the office's folder: private, written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from board.errors import HomeUnusable

PRIVATE_FOLDER, PRIVATE_FILE = 0o700, 0o600


def private_folder(path: Path) -> Path:
    """A folder only the office's account can enter.

    Raises:
        HomeUnusable: it cannot be made.
    """
    try:
        path.mkdir(mode=PRIVATE_FOLDER, parents=True, exist_ok=True)
    except OSError as broken:
        raise HomeUnusable(f"Folder {path} tidak dapat dibuat: {broken.strerror}.") from broken
    return path


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
            Path(name).unlink()
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
    except OSError as broken:
        raise HomeUnusable(
            f"{path.name} tidak dapat ditulis: {broken.strerror}. Periksa ruang penyimpanan."
        ) from broken
