"""Arguments in Indonesian: global options stand before or after the verb, mistakes are told in a sentence."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from board.errors import UsageWrong
from board.workflow.values import parse_date

Handler = Callable[[Any], int]
_MISTAKES = (
    (r"the following arguments are required: (.+)", r"Argumen berikut wajib ada: {}."),
    (r"argument (.+?): invalid choice: (.+?) \(choose from (.+)\)", r"{0}: {1} tidak dikenal; pilih {2}."),
    (r"unrecognized arguments: (.+)", r"Argumen tidak dikenal: {}."),
    (r"argument (.+?): expected one argument", r"{} butuh satu nilai."),
    (r"argument (.+?): expected at least one argument", r"{} butuh paling sedikit satu nilai."),
    (r"argument (.+?): invalid .+ value: (.+)", r"{0}: nilai {1} tidak sah."),
    (r"argument (.+?): not allowed with argument (.+)", r"{0} tidak dapat dipakai bersama {1}."),
    (r"ambiguous option: (.+?) could match (.+)", r"Opsi {0} rancu; maksudnya {1}?"),
    (r"argument (.+?): (.+)", r"{0}: {1}"),
)


class Parser(argparse.ArgumentParser):
    """An argument parser that raises ``UsageWrong`` instead of leaving the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter, add_help=False, **options
        )
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the command line."""
        for pattern, sentence in _MISTAKES:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                raise UsageWrong(f"{sentence.format(*found.groups())} Bantuan: {self.prog} --help")
        raise UsageWrong(f"{message}. Bantuan: {self.prog} --help")


class Verbs:
    """Verbs of one noun (``case new``, ``case show`` …), each with the global options."""

    def __init__(self, parser: Parser, noun: str = "") -> None:
        self._noun = noun
        self._verbs = parser.add_subparsers(
            dest=f"{noun or 'top'}_verb", metavar="PERINTAH", required=bool(noun), parser_class=Parser
        )

    def noun(self, name: str, about: str) -> Verbs:
        """A noun with verbs of its own."""
        return Verbs(self._verbs.add_parser(name, help=about, description=about), name)

    def verb(self, name: str, about: str, handler: Handler) -> Parser:
        """One verb; arguments are added to what is returned."""
        parser: Parser = self._verbs.add_parser(name, help=about, description=about)
        add_globals(parser)
        parser.set_defaults(handler=handler)
        return parser


def add_globals(parser: Parser) -> None:
    """``--home``, ``--user``, ``--json``; without defaults, so that they may stand on either side of the verb."""
    parser.add_argument(
        "--home", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="folder kantor (BOARD_HOME)"
    )
    parser.add_argument("--user", default=argparse.SUPPRESS, metavar="NAMA", help="petugas yang bertindak")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="keluaran JSON")


def day(text: str) -> date:
    """A date argument: 2026-11-23 or 23-11-2026."""
    try:
        return parse_date(text)
    except ValueError as refused:
        raise argparse.ArgumentTypeError(str(refused)) from None


def count(text: str) -> int:
    """A number of things, 1 to 1,000,000."""
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 1_000_000:
        raise argparse.ArgumentTypeError("tulis angka dari 1 sampai 1000000.")
    return int(text)


def identifier(text: str) -> int:
    """The id of a paper, a message, a mandate."""
    if not text.isascii() or not text.isdigit() or len(text) > 15:
        raise argparse.ArgumentTypeError("tulis nomor id berupa angka.")
    return int(text)
