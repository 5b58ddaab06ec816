"""``board case accused``: the officer a complaint is about."""

from __future__ import annotations

from typing import Any

from board.cli.changed import numbered
from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs, add_key
from board.errors import UsageWrong


def add(case: Verbs) -> None:
    """Declare the verb."""
    accused = numbered(case.verb("accused", "terlapor aduan: lihat, catat, cabut", name_accused))
    accused.add_argument("login", nargs="?", metavar="PENGGUNA", help="petugas yang diadukan; tanpa ini: daftarnya")
    accused.add_argument("--note", default="", metavar="TEKS")
    accused.add_argument("--off", action="store_true", help="cabut, dengan --reason")
    accused.add_argument("--reason", default="", metavar="TEKS")
    add_key(accused)


def name_accused(context: Context) -> int:
    """Show, name or clear who a complaint is about.

    The answer is no view of the case: whoever names themselves cannot see it any more.
    """
    from board.services.accuse import Accusal, accuse, accused_list, clear_accused

    arguments = context.arguments
    if arguments.login is None:
        if arguments.off:
            raise UsageWrong("case accused --off: sebut petugas yang dicabut.")
        done = Accusal(arguments.number, accused_list(context.desk(), arguments.number))
    elif arguments.off:
        user = context.acting()
        done = clear_accused(
            context.desk(), arguments.number, user, arguments.login, arguments.reason, key=arguments.key
        )
    else:
        user = context.acting()
        done = accuse(context.desk(), arguments.number, user, arguments.login, arguments.note, key=arguments.key)
    for warning in done.warnings:
        context.note(f"Perhatian. {warning}")
    context.show({"number": done.number, "accused": done.accused}, lambda: _tell(done.number, done.accused))
    return 0


def _tell(number: str, accused: list[dict[str, Any]]) -> None:
    if not accused:
        line(f"{number}: tanpa terlapor.")
    for item in accused:
        line(f"Terlapor: {item['name']} ({item['login']}), dicatat {item['by']} {item['at']}")
