"""The way in by SSH as files: what sshd is told, the program that opens a session, the one that answers for keys.

They are written from ``config/ssh`` and the values of one office. What ``setup`` writes and what ``check`` expects to
find is the same text.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import board
from board.errors import ConfigInvalid, InputInvalid, Problem
from board.services.door import PROGRAM_PATH
from board.settings import config_folder
from board.workflow.config_files import Unreadable, read_text

ACCOUNT, PREFIX, SESSIONS = "papan", Path("/usr/local/lib/board"), 40
"""Account, folder of programs and number of sessions where nothing else is said."""
MEMORY_OF_A_SESSION, TASKS_OF_A_SESSION, TASKS_BESIDE = 64, 16, 64
"""MB and threads of a session with what it starts beside it (TERMINALS 5: 40 MB measured), and some to spare."""
CPU_SHARE = 80
"""Per cent of the machine that all sessions together may take."""
SESSION, KEYS, SSHD, SLICE, TMPFILES = "session", "keys", "sshd.conf", "slice.conf", "tmpfiles.conf"
ADVICE, INSTALL, README = "sshd-umum.conf", "install.sh", "BACA-DULU.txt"
FILES = (SESSION, KEYS, SSHD, SLICE, TMPFILES, ADVICE, INSTALL, README)
PROGRAMS = (SESSION, KEYS)
_ACCOUNT = re.compile(r"[a-z_][a-z0-9_-]{0,31}")
_MARK = re.compile(r"@([A-Z_]*)@")
_FROM_A_CHECKOUT = (
    "import sys, runpy; sys.path.insert(0, {folder!r}); runpy.run_module('board', None, '__main__', True)"
)


@dataclass(frozen=True)
class Entry:
    """One office's way in.

    Args:
        home: the office's folder.
        account: of the operating system, which all officers share.
        prefix: where the two programs are installed.
        sessions: how many are reckoned with at the same time.
    """

    home: Path
    account: str = ACCOUNT
    prefix: Path = PREFIX
    sessions: int = SESSIONS

    def __post_init__(self) -> None:
        problems = []
        if not _ACCOUNT.fullmatch(self.account):
            problems.append(Problem("account", "Nama akun: huruf kecil, angka, - atau _; paling panjang 32."))
        if not PROGRAM_PATH.fullmatch(str(self.prefix)):
            problems.append(
                Problem("prefix", "Folder program: jalur mutlak dari huruf, angka, titik, - _ dan / saja, tanpa spasi.")
            )
        if re.search(r"[\x00-\x1f\x7f\"\\]", str(self.home)):
            problems.append(Problem("home", "Jalur folder kantor tidak boleh mengandung tanda petik ganda atau \\."))
        if problems:
            raise InputInvalid(problems)

    @property
    def session(self) -> Path:
        """The program that opens a session; also the account's shell."""
        return self.prefix / SESSION

    @property
    def keys(self) -> Path:
        """The program that answers sshd."""
        return self.prefix / KEYS

    @property
    def drop_in(self) -> str:
        """Name of the file among sshd's."""
        return f"50-board-{self.account}.conf"

    @property
    def options(self) -> list[str]:
        """The options by which ``setup`` and ``check`` mean this entry; what is usual is left out."""
        given = {
            "--account": (self.account, ACCOUNT), "--prefix": (str(self.prefix), str(PREFIX)),
            "--sessions": (str(self.sessions), str(SESSIONS)),
        }  # fmt: skip
        return [word for name, (value, usual) in given.items() if value != usual for word in (name, value)]

    @cached_property
    def texts(self) -> dict[str, str]:
        """Every file by its name.

        Raises:
            ConfigInvalid: the installation lacks one.
        """
        return {name: self._filled(name) for name in FILES}

    @cached_property
    def rules(self) -> list[tuple[str, str]]:
        """What sshd must hold for the account, in its own words and small letters: keyword and value."""
        lines = (line.strip() for line in self.texts[SSHD].splitlines())
        wanted = [line for line in lines if line and not line.startswith(("#", "Match"))]
        parted = (line.partition(" ") for line in wanted)
        return [(keyword.lower(), value) for keyword, _, value in parted]

    def _filled(self, name: str) -> str:
        try:
            text = read_text(config_folder() / "ssh" / name)
        except Unreadable as told:
            raise ConfigInvalid(f"ssh/{name}", [str(told), "pasang ulang program papan"]) from None
        return _MARK.sub(lambda mark: self._values[mark[1]], text)

    @cached_property
    def _values(self) -> dict[str, str]:
        command = [*_command(), "--home", str(self.home)]
        return {
            "": "@",
            "ACCOUNT": self.account,
            "HOME": shlex.quote(str(self.home)),
            "HOME_PLAIN": str(self.home),
            # systemd reads a % as the beginning of a name of its own.
            "HOME_QUOTED": str(self.home).replace("%", "%%"),
            "PREFIX": str(self.prefix),
            "SESSION": str(self.session),
            "KEYS": str(self.keys),
            "DROP_IN": self.drop_in,
            "PROGRAM": shlex.join(program()),
            "COMMAND": shlex.join(command),
            "CHECK": shlex.join([*command, "ssh", "check", *self.options]),
            "SESSIONS": str(self.sessions),
            "MEMORY": str(self.sessions * MEMORY_OF_A_SESSION),
            "TASKS": str(self.sessions * TASKS_OF_A_SESSION + TASKS_BESIDE),
            "CPU": str(CPU_SHARE * (os.cpu_count() or 1)),
        }


def program() -> list[str]:
    """Words that start this very program, whatever the folder and environment they are called in (TERMINALS 5)."""
    alone = [sys.executable, "-I", "-m", "board"]
    told = subprocess.run(
        [sys.executable, "-I", "-c", "import board; print(board.__file__)"], capture_output=True, text=True, check=False
    )
    if told.stdout.strip() == board.__file__:
        return alone
    # Not installed: it runs from a checkout that only the present environment knows of.
    folder = str(Path(board.__file__).resolve().parent.parent)
    return [sys.executable, "-I", "-c", _FROM_A_CHECKOUT.format(folder=folder)]


def _command() -> list[str]:
    """How an administrator calls the program here."""
    beside = Path(sys.executable).with_name("board")
    return [str(beside)] if beside.is_file() else program()
