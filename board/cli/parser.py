"""Arguments in Indonesian: global options stand anywhere, help and mistakes are told in words of ours."""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any, NoReturn, cast

from board.cli import output
from board.errors import UsageWrong
from board.wording import LONGEST_QUOTE, clean
from board.workflow.values import parse_date

Handler = Callable[[Any], int]
LONGEST_KEY = 200
_MISTAKES = (
    (r"the following arguments are required: (.+)", r"Argumen berikut wajib ada: {}."),
    (r"argument (.+?): invalid choice: (.*?) \(choose from (.+)\)", r"{0}: {1} tidak dikenal; pilih {2}."),
    (r"unrecognized arguments: (.*)", r"Argumen tidak dikenal: {}."),
    (r"one of the arguments (.+) is required", r"Salah satu wajib ada: {}."),
    (r"ambiguous option: (.+?) could match (.+)", r"Opsi {0} rancu; maksudnya {1}?"),
    (r"argument (.+?): expected one argument", r"{} butuh satu nilai."),
    (r"argument (.+?): expected at most one argument", r"{} hanya boleh diikuti satu nilai."),
    (r"argument (.+?): expected at least one argument", r"{} butuh paling sedikit satu nilai."),
    (r"argument (.+?): expected (\d+) arguments?", r"{0} butuh {1} nilai."),
    (r"argument (.+?): ignored explicit argument (.*)", r"{0} tidak memakai nilai; hapus {1}."),
    (r"argument (.+?): not allowed with argument (.+)", r"{0} tidak dapat dipakai bersama {1}."),
    (r"argument (.+?): invalid .+ value: (.*)", r"{0}: nilai {1} tidak sah."),
    # What the types below say is Indonesian already.
    (r"argument (.+?): (.+)", r"{0}: {1}"),
)
"""What argparse says → what a person reads; the first that fits counts."""


class _Help(argparse.RawDescriptionHelpFormatter):
    def add_usage(
        self, usage: str | None, actions: Iterable[Any], groups: Iterable[Any], prefix: str | None = None
    ) -> None:
        super().add_usage(usage, actions, groups, "Pemakaian: " if prefix is None else prefix)


class Parser(argparse.ArgumentParser):
    """An argument parser that speaks Indonesian and raises ``UsageWrong`` instead of leaving the program."""

    def __init__(self, **options: Any) -> None:
        super().__init__(allow_abbrev=False, formatter_class=_Help, add_help=False, **options)
        self._positionals.title, self._optionals.title = "Argumen", "Opsi"
        self.add_argument("-h", "--help", action="help", help="tampilkan bantuan ini")

    def _print_message(self, message: str, file: Any = None) -> None:
        # argparse itself does not mind that nobody could read its help.
        output.plain(message)

    def error(self, message: str) -> NoReturn:
        """Tell what is wrong with the command line."""
        told = next(
            (
                sentence.format(*found.groups())
                for pattern, sentence in _MISTAKES
                if (found := re.fullmatch(pattern, message, re.DOTALL))
            ),
            "Perintah tidak dimengerti.",
        )
        raise UsageWrong(f"{_shortened(told)} Bantuan: {self.prog} --help")


def _shortened(sentence: str) -> str:
    """What was typed is not repeated at length."""
    return re.sub(rf"(\S{{{LONGEST_QUOTE}}})\S+", r"\1…", sentence)


class _Unasked:
    """Takes the arguments of a verb nobody asked for: to build them all takes as long as to carry one out."""

    def __getattr__(self, _: str) -> Callable[..., _Unasked]:
        return lambda *_names, **_options: self


class Verbs:
    """Verbs of one noun (``case new``, ``case show`` …), each with the global options.

    Args:
        only: the verb that is asked for; the arguments of the others are left out. None: all are built.
    """

    def __init__(self, parser: Parser, noun: str = "", only: str | None = None) -> None:
        self._noun, self._only = noun, only
        self.named: set[str] = set()
        """The verbs there are."""
        self._verbs = parser.add_subparsers(title="Perintah", metavar="PERINTAH", parser_class=Parser)
        add_globals(parser)
        if noun:
            parser.set_defaults(handler=self._which)

    def noun(self, name: str, about: str) -> Verbs:
        """A noun with verbs of its own; below another noun (``user key``) it is named as one of its verbs."""
        below = bool(self._noun)
        if below:
            self.named.add(name)
            if self._only not in (None, name):
                return cast("Verbs", _Unasked())
        parser = self._verbs.add_parser(name, help=about, description=about)
        verbs = Verbs(parser, f"{self._noun} {name}".strip(), None if below else self._only)
        if not below:
            verbs.named = self.named
        return verbs

    def verb(self, name: str, about: str, handler: Handler) -> Parser:
        """One verb; arguments are added to what is returned."""
        self.named.add(name)
        if self._noun and self._only not in (None, name):
            return cast("Parser", _Unasked())
        parser: Parser = self._verbs.add_parser(name, help=about, description=about)
        add_globals(parser)
        parser.set_defaults(handler=handler)
        return parser

    def _which(self, _: Any) -> NoReturn:
        known = ", ".join(self._verbs.choices or ())
        raise UsageWrong(f"board {self._noun} butuh perintah: {known}. Bantuan: board {self._noun} --help")


def add_globals(parser: Parser) -> None:
    """``--home``, ``--user``, ``--json``; without defaults, so that they may stand before and after noun and verb."""
    parser.add_argument(
        "--home", type=Path, default=argparse.SUPPRESS, metavar="DIR", help="folder kantor (BOARD_HOME)"
    )
    parser.add_argument("--user", default=argparse.SUPPRESS, metavar="NAMA", help="petugas yang bertindak")
    parser.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help="keluaran JSON")


def add_paging(parser: Parser, *, limit: int | None = 50) -> None:
    """``--limit`` and ``--after`` of a list.

    Args:
        limit: rows of a page when none is named; None for all of them.
    """
    about = "paling banyak sekian baris" + ("; bawaan semua" if limit is None else f"; bawaan {limit}")
    parser.add_argument("--limit", type=count, default=limit, metavar="N", help=about)
    parser.add_argument("--after", metavar="NEXT", help="nilai next dari daftar sebelumnya")


def add_key(parser: Parser) -> None:
    """``--key`` of a command that changes a case."""
    about = "kunci: perintah yang sama tidak dijalankan dua kali"
    parser.add_argument("--key", type=_key, metavar="K", help=about)


def first_words(words: Iterable[str]) -> list[str]:
    """The words that say which noun and verb are meant: the first two that are no option nor the value of a global one.

    What stands behind an option of the verb itself may be its value; the verb has been named before.
    """
    found: list[str] = []
    rest = iter(words)
    for word in rest:
        if word in {"--home", "--user"}:
            next(rest, None)
        elif not word.startswith("-"):
            found.append(word)
        if len(found) == 2:
            break
    return found


def day(text: str) -> date:
    """A date argument: 2026-11-23 or 23-11-2026."""
    try:
        return parse_date(text)
    except ValueError as refused:
        raise argparse.ArgumentTypeError(str(refused)) from None


def count(text: str) -> int:
    """A number of things, 1 to 1,000,000."""
    return _number(text, 1, 1_000_000, "tulis angka dari 1 sampai 1000000.")


def year(text: str) -> int:
    """A year of a register book."""
    return _number(text, 1900, 9999, "tulis tahun dengan empat angka, misalnya 2026.")


def identifier(text: str) -> int:
    """The id of a paper, a message, a mandate."""
    return _number(text, 0, 10**15, "tulis nomor id berupa angka.")


def _number(text: str, lowest: int, highest: int, expected: str) -> int:
    # int() alone would take "+1", "1_000" and the digits of other scripts, and very long ones not at all.
    if not re.fullmatch(r"[0-9]{1,16}", text) or not lowest <= int(text) <= highest:
        raise argparse.ArgumentTypeError(expected)
    return int(text)


def _key(text: str) -> str:
    """The key of a command: a word of the caller's own."""
    if not 1 <= len(text) <= LONGEST_KEY or clean(text) != text:
        raise argparse.ArgumentTypeError(f"tulis kunci 1 sampai {LONGEST_KEY} huruf atau angka.")
    return text
