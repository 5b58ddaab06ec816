"""``board ssh setup``: a folder with everything an administrator reviews and then installs by hand (TERMINALS 5, R12).

Nothing is installed by the board itself: whoever administers the machine decides what its sshd obeys.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from board import wording
from board.errors import HomeUnusable, InputInvalid, Problem
from board.services.desk import Desk
from board.services.snapshot import office_words
from board.services.ssh_entry import INSTALL, PROGRAMS, Entry
from board.services.storage import private_folder
from board.wording import clean, os_words
from board.workflow.public_key import PublicKey, parse_public_key

SHEET = "LEMBAR-PUTTY.pdf"
HOST_KEYS = tuple(Path(f"/etc/ssh/ssh_host_{kind}_key.pub") for kind in ("ed25519", "ecdsa", "rsa"))
"""Where the machine keeps its own public keys; officers compare them when they come in for the first time."""
_RUN, _READ = 0o700, 0o600


def write_setup(desk: Desk, entry: Entry, out: Path, *, host: str = "", port: int = 22) -> list[Path]:
    """Write every file into a folder; what an earlier setup has written there is replaced.

    Args:
        host: as officers will type it, for their sheet; left to the pen where it is not said.

    Raises:
        InputInvalid: the host is no name or address.
        HomeUnusable: the folder cannot be written.
    """
    if clean(host) != host or len(host) > 253 or " " in host:
        raise InputInvalid([Problem("host", "Host: nama atau alamat server, tanpa spasi.")])
    private_folder(out)
    texts = {name: text.encode() for name, text in entry.texts.items()}
    files = {**texts, SHEET: _sheet(desk, entry, host, port)}
    for name, content in files.items():
        path = out / name
        try:
            path.write_bytes(content)
            path.chmod(_RUN if name in {INSTALL, *PROGRAMS} else _READ)
        except OSError as broken:
            raise HomeUnusable(f"{path} tidak dapat ditulis: {os_words(broken)}.") from broken
    return [out / name for name in files]


def _sheet(desk: Desk, entry: Entry, host: str, port: int) -> bytes:
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.putty_sheet import putty_sheet

    profile, now = desk.profile, desk.now()
    return putty_sheet(
        {
            "title": "Masuk ke papan dengan PuTTY",
            "number": profile.short,
            "service": "Papan",
            "paper": "A4",
            "draft": False,
            "training": profile.training,
            "copies": 1,
            "round": 1,
            "office": office_words(profile),
            "printed_at": wording.stamp(now),
            "by": "pengelola",
            "acting_for": None,
            "host": host,
            "port": port,
            "account": entry.account,
            "saved": f"Papan {profile.short}",
            "host_keys": host_fingerprints(),
        }
    )


def host_fingerprints(files: Sequence[Path] = HOST_KEYS) -> list[str]:
    """Fingerprints of the machine's own keys, the one that clients prefer alone where it is there."""
    found = [key.fingerprint for file in files if (key := _host_key(file)) is not None]
    return found[:1]


def _host_key(file: Path) -> PublicKey | None:
    try:
        return parse_public_key(file.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
