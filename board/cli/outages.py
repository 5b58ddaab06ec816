"""``board outage``: gangguan of the systems an office depends on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board import settings
from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Parser, Verbs
from board.wording import stamp


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    outage = verbs.noun("outage", "gangguan SIAK, BSrE, listrik: mulai, selesai, daftar")
    start = _at(outage.verb("start", "sistem mulai terganggu", start_outage))
    start.add_argument("system", metavar="SISTEM", help="siak, bsre, listrik, atau yang disebut office.toml")
    start.add_argument("--reason", required=True, metavar="TEKS")
    end = _at(outage.verb("end", "sistem pulih; janji digeser bila kantor mengaturnya", end_outage))
    end.add_argument("which", metavar="SISTEM|ID")
    listed = outage.verb("list", "yang sedang terganggu dan gangguan bulan ini", list_outages)
    listed.add_argument("--month", metavar="BULAN", help="bulan lain, 2026-11")


def _at(parser: Parser) -> Parser:
    parser.add_argument("--at", metavar="WAKTU", help="08.10 hari ini, atau 2026-11-23T08:10; bawaan sekarang")
    return parser


def start_outage(context: Context) -> int:
    """A system went down."""
    from board.services import outages

    arguments, desk = context.arguments, context.desk()
    at = outages.parse_at(desk, arguments.at) if arguments.at is not None else None
    shown = outages.start_outage(
        desk, arguments.system, arguments.reason, context.user, system_account=settings.system_actor(), at=at
    )
    context.show(shown, lambda: line(f"Gangguan {shown['title']} tercatat sejak {_words(shown['started_at'])}."))
    return 0


def end_outage(context: Context) -> int:
    """A system works again."""
    from board.services import outages

    arguments, desk = context.arguments, context.desk()
    at = outages.parse_at(desk, arguments.at) if arguments.at is not None else None
    shown = outages.end_outage(desk, arguments.which, context.user, system_account=settings.system_actor(), at=at)
    moved = f" Janji {shown['moved']} berkas digeser." if shown["moved"] else ""
    context.show(shown, lambda: line(f"Gangguan {shown['title']} selesai {_words(shown['ended_at'])}.{moved}"))
    return 0


def list_outages(context: Context) -> int:
    """List outages."""
    from board.services import outages

    rows = outages.list_outages(context.desk(), context.arguments.month)
    columns = [("id", "ID"), ("title", "Sistem"), ("started_at", "Mulai"), ("ended_at", "Selesai"), ("hours", "Jam"),
               ("reason", "Alasan"), ("by", "Oleh")]  # fmt: skip
    told = [{**row, "started_at": _words(row["started_at"]), "ended_at": _words(row["ended_at"])} for row in rows]
    context.show_list({"rows": rows, "next": None}, columns, told)
    return 0


def _words(moment: Any) -> str | None:
    return stamp(datetime.fromisoformat(moment)) if moment else None
