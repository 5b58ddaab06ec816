"""How often one officer is in over SSH at the same time: places that the kernel frees when a session ends, however.

A place is a locked file in the office's folder, so nothing is left to be tidied after a kill or a power cut.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass

from board.errors import HomeUnusable, Refused
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.storage import PRIVATE_FILE, private_folder
from board.wording import os_words

FOLDER = "sesi"


@dataclass
class Place:
    """One session's place, held for as long as the file is open."""

    handle: int

    def leave(self) -> None:
        """Free it for the next session."""
        os.close(self.handle)


def take_place(desk: Desk, user: str) -> Place | None:
    """A place for a session that a key opened; None where there is nothing to count.

    Raises:
        NotFound: no such officer.
        Refused: the officer is in as often as the office allows.
        HomeUnusable: the office's folder cannot be written.
    """
    most = desk.profile.sessions.per_officer
    if desk.key_id is None or not most:
        return None
    officer, folder = find_user(desk, user), private_folder(desk.home / FOLDER)
    for number in range(1, most + 1):
        path, how = folder / f"{officer.id}.{number}", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | os.O_NOFOLLOW
        try:
            handle = os.open(path, how, PRIVATE_FILE)
        except OSError as broken:
            raise HomeUnusable(f"Folder {FOLDER} kantor tidak dapat ditulis: {os_words(broken)}.") from broken
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(handle)
        else:
            return Place(handle)
    raise Refused(
        f"Anda sudah masuk {most} kali, sebanyak yang diperbolehkan kantor. Keluar dahulu dari salah satunya (q); "
        "yang sambungannya terputus berakhir sendiri dalam dua menit."
    )
