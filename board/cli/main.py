"""The entry of the ``board`` command: parse, dispatch, and turn every error into one sentence and an exit code."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from importlib import import_module
from typing import TYPE_CHECKING

from board import __version__
from board.cli import output
from board.cli.parser import Parser, Verbs, first_words
from board.errors import BoardError, OutputLost, UsageWrong
from board.services.times import utc_now

if TYPE_CHECKING:
    from board.cli.context import Context

NOUNS = {
    "office": ("demo", "init", "open"),
    "people": ("user", "mandate"),
    "ssh": ("ssh",),
    "sops": ("sop",),
    "cases": ("case",),
    "search": ("search",),
    "inbox": ("inbox",),
    "threads": ("thread",),
    "books": ("book",),
    "papers": ("print", "outbox"),
    "custody": ("physical",),
    "outages": ("outage",),
    "calendar": ("calendar",),
    "reports": ("report",),
    "incidents": ("incident",),
    "care": ("verify", "doctor", "migrate", "keys"),
}
"""Module of this room → the first words it answers to."""


def build_parser(words: Sequence[str]) -> Parser:
    """The command line, or only the part of it that the words ask for: building all of it takes as long as a move."""
    asked, verb = [*first_words(words), None, None][:2]
    parser, verbs = _parser(asked, verb)
    # Of a verb nobody knows, all that there are are told.
    return parser if verb is None or verb in verbs.named else _parser(asked, None)[0]


def _parser(asked: str | None, verb: str | None) -> tuple[Parser, Verbs]:
    parser = Parser(prog="board", description="Papan kerja Disdukcapil di terminal.")
    parser.add_argument("--version", action="version", version=f"board {__version__}", help="tampilkan versi")
    verbs = Verbs(parser, only=verb)
    for name in [name for name, nouns in NOUNS.items() if asked in nouns] or NOUNS:
        import_module(f"board.cli.{name}").add(verbs)
    return parser, verbs


def main(argv: Sequence[str] | None = None, *, clock: Callable[[], datetime] = utc_now) -> int:
    """Run one command; returns its exit code: 0 done, 1 refused, 2 usage or configuration, 3 database or output."""
    logging.basicConfig(level=logging.CRITICAL)
    output.prepare()
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        try:
            return _run(words, clock)
        finally:
            output.flush()
    except BoardError as refused:
        if isinstance(refused, OutputLost):
            output.let_go()
        _tell(refused, as_json="--json" in words)
        return refused.exit_code
    except BrokenPipeError:
        # The reader of our output has gone (board case list | head): nothing is wrong.
        output.let_go()
        return 0
    except KeyboardInterrupt:
        return 130


def _run(words: Sequence[str], clock: Callable[[], datetime]) -> int:
    from board.cli.context import Context
    from board.services.damage import stored_errors

    arguments = argparse.Namespace()
    context = Context(arguments, clock)
    try:
        _check_letters(words)
        build_parser(words).parse_args(words, arguments)
        handler: Callable[[Context], int] | None = getattr(arguments, "handler", None)
        with stored_errors():
            if handler is None:
                from board.cli.office import open_board

                return open_board(context)
            return handler(context)
    except (BoardError, BrokenPipeError):
        raise
    except Exception as bug:
        # Whatever nobody foresaw: a traceback may tell what stands in a case, and helps no officer.
        raise _crash(context, bug) from bug
    finally:
        context.close()


def _crash(context: Context, bug: Exception) -> BoardError:
    from board.services.crash_log import write_crash

    try:
        return write_crash(context.home, bug)
    except BoardError as homeless:
        return homeless


def _check_letters(words: Sequence[str]) -> None:
    # Bytes that are no text arrive as half characters, which neither the database nor a paper can hold.
    for place, word in enumerate(words, start=1):
        try:
            word.encode()
        except UnicodeEncodeError:
            raise UsageWrong(
                f"Kata ke-{place} pada perintah ini bukan teks UTF-8. Tulis ulang, atau ganti dahulu nama berkasnya."
            ) from None


def _tell(refused: BoardError, *, as_json: bool) -> None:
    told = {"error": refused.code, "reason": refused.sentence, **refused.facts()}
    output.aside(output.json_text(told) if as_json else refused.sentence)
