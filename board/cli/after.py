"""What follows every change of a case: print what waits, then show the case as it is now."""

from __future__ import annotations

from board.cli.context import Context


def after(context: Context, number: str, sentence: str) -> int:
    """Say what was done, or show the whole case to a program."""
    from board.services.facts_of import find_case
    from board.services.show_case import case_view

    desk = context.desk()
    context.print_waiting()
    context.say(sentence)
    if context.as_json:
        context.show(case_view(desk, find_case(desk, number), context.looking()), lambda: None)
    return 0
