"""What every verb on a case begins and ends with: its number, and the case as it is now."""

from __future__ import annotations

from board.cli.context import Context
from board.cli.parser import Parser


def numbered(parser: Parser) -> Parser:
    """The number of the case a verb is about."""
    parser.add_argument("number", metavar="NOMOR")
    return parser


def after(context: Context, number: str, sentence: str) -> int:
    """What follows every change: print what waits, then show the case as it is now."""
    from board.services.facts_of import find_case
    from board.services.show_case import case_view

    desk = context.desk()
    context.print_waiting()
    context.say(sentence)
    if context.as_json:
        context.show(case_view(desk, find_case(desk, number), context.looking()), lambda: None)
    return 0
