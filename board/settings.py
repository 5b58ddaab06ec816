"""Where things are. The only reader of the environment."""

from __future__ import annotations

import os
import pwd
from dataclasses import dataclass
from pathlib import Path

from board.errors import HomeUnusable

OFFICE_FILE = "office.toml"
DATABASE_FILE = "board.db"
COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
"""What Python itself writes into ``LC_CTYPE`` in the locale "C" or one that is not installed: nobody said it."""


def config_folder() -> Path:
    """The shipped configuration: inside an installed wheel, or beside the package in a checkout.

    Raises:
        HomeUnusable: neither is there; the installation is damaged.
    """
    package = Path(__file__).parent
    for folder in (package / "config", package.parent / "config"):
        if (folder / "fields.toml").is_file():
            return folder
    raise HomeUnusable("Konfigurasi bawaan papan tidak ditemukan; pasang ulang program papan.")


def default_home() -> Path:
    """The office's folder when ``--home`` is not given: ``BOARD_HOME``, else below the user's data folder.

    Raises:
        HomeUnusable: the account has no folder of its own.
    """
    named = os.environ.get("BOARD_HOME")
    if named:
        return Path(named)
    try:
        data = Path(os.environ.get("XDG_DATA_HOME") or "~/.local/share").expanduser()
    except RuntimeError:
        raise HomeUnusable("Akun ini tidak punya folder sendiri; sebut folder kantor dengan --home.") from None
    return data / "board" / "kantor"


def default_demo_home() -> Path:
    """Where ``board demo`` builds its office: beside the real one, never in it."""
    return default_home().parent / "contoh"


def system_actor() -> str:
    """Who acts when an administrator works without ``--user``: the account of the operating system.

    Asked of the system and not of ``LOGNAME``: what stands in the journal must not be anybody's to choose.
    """
    try:
        return f"os:{pwd.getpwuid(os.getuid()).pw_name}"
    except KeyError:
        return f"os:{os.getuid()}"


@dataclass(frozen=True)
class Terminal:
    """What the environment says about the terminal."""

    name: str
    """``TERM``."""
    locale: str
    """The first of ``LC_ALL``, ``LC_CTYPE`` and ``LANG`` that says anything."""
    no_colour: bool


def terminal() -> Terminal:
    """What is known of the terminal this process runs on."""
    everything, letters, rest = (os.environ.get(name, "") for name in ("LC_ALL", "LC_CTYPE", "LANG"))
    if letters in COERCED:
        letters = ""
    return Terminal(os.environ.get("TERM", ""), everything or letters or rest, "NO_COLOR" in os.environ)


def prepare_terminal() -> None:
    """Settings that Textual reads when it is imported: no animation, none of what a client could have set.

    Must be called before the first import of Textual (TERMINALS 1): some of its variables load modules or write files.
    """
    for name in [name for name in os.environ if name.startswith("TEXTUAL")]:
        del os.environ[name]
    os.environ["TEXTUAL_ANIMATIONS"] = "none"


PASSED_ON = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "TMPDIR", "CUPS_SERVER")
"""What a process beside a session needs of its environment: where things are, and how words are written."""


def bare_environment() -> dict[str, str]:
    """The environment of every process the board starts: nothing in it loads a library or names another program."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    # Whatever stood in it, what is started is this very program.
    return {**kept, "PYTHONPATH": str(Path(__file__).parent.parent)}


def is_remote() -> bool:
    """Whether the officer sits behind SSH: others' changes are then shown less often (TERMINALS R7)."""
    return bool(os.environ.get("SSH_CONNECTION"))
