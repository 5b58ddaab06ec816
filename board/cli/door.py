"""``board ssh keys``: sshd's question at every login, answered without building the command line.

A login asks it twice, before sshd goes on. Everything else of the program takes several times as long to import.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from board.cli import output
from board.errors import BoardError
from board.services.door import admission


def declare(parser: Any) -> None:
    """The arguments; ``parser`` is one of argparse or of the whole command line."""
    parser.add_argument("--account", required=True, metavar="AKUN", help="akun layanan tempat semua petugas masuk")
    parser.add_argument("--session", required=True, metavar="PROGRAM", help="program sesi pada jalur mutlaknya")
    parser.add_argument("login", metavar="%u", help="akun yang dituju")
    parser.add_argument("kind", metavar="%t", help="jenis kunci yang ditawarkan")
    parser.add_argument("blob", metavar="%k", help="kunci yang ditawarkan")


def answer(home: Path, asked: argparse.Namespace, now: datetime) -> str:
    """The line for sshd; empty where the key opens nothing, or another account is asked for.

    Raises:
        DatabaseUnreachable: nobody can be let in now.
    """
    if asked.login != asked.account:
        return ""
    return admission(home, asked.kind, asked.blob, Path(asked.session), now)


def main(words: Sequence[str]) -> int:
    """Answer sshd; returns the exit code, which only sshd's log tells of.

    Args:
        words: of the command line, without the first two.
    """
    parser = argparse.ArgumentParser(prog="board ssh keys", allow_abbrev=False, add_help=False)
    parser.add_argument("--home", type=Path, required=True)
    declare(parser)
    try:
        asked = parser.parse_args(words)
        line = answer(asked.home, asked, datetime.now(UTC))
    except BoardError as broken:
        output.aside(broken.sentence)
        return broken.exit_code
    except Exception as bug:
        # Before anybody is in there is nobody to show a traceback to, and its values are none of sshd's business.
        output.aside(f"board ssh keys: {type(bug).__name__}")
        return 3
    output.plain(f"{line}\n" if line else "")
    return 0
