"""``board calendar``: the days and hours the clock counts by, and promises that a change of them has overtaken."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from board import settings
from board.cli.context import Context
from board.cli.output import line
from board.cli.parser import Verbs
from board.wording import short_date, stamp


def add(verbs: Verbs) -> None:
    """Declare the verbs."""
    calendar = verbs.noun("calendar", "hari dan jam kerja kantor; janji yang terkena perubahannya")
    shown = calendar.verb("show", "hari kerja satu bulan: jam, hari libur, musim, piket", show_calendar)
    shown.add_argument("--month", metavar="BULAN", help="bulan lain, 2026-11; bawaan bulan ini")
    calendar.verb("apply", "geser janji yang terkena perubahan kalender, tidak pernah lebih awal", apply_calendar)


def show_calendar(context: Context) -> int:
    """The days of a month."""
    from board.services.calendar_view import month_calendar

    shown = month_calendar(context.desk(), context.arguments.month)
    columns = [("day", "Tanggal"), ("weekday", "Hari"), ("hours", "Jam kerja"), ("about", "Keterangan")]
    told = [{**row, "day": short_date(date.fromisoformat(row["day"])), "about": _about(row)} for row in shown["rows"]]
    context.show_list(shown, columns, [{**row, "hours": row["hours"] or "tutup"} for row in told])
    hours, minutes = divmod(shown["minutes"], 60)
    context.say(f"{shown['working_days']} hari kerja, {hours} jam {minutes} menit ({shown['zone']}).")
    return 0


def _about(row: dict[str, Any]) -> str:
    return "; ".join(filter(None, (row["holiday"], "piket" if row["duty"] else "", row["season"])))


def apply_calendar(context: Context) -> int:
    """Move the promises that the calendar has overtaken."""
    from board.services.calendar_change import apply_calendar as apply

    shown = apply(context.desk(), context.user, system_account=settings.system_actor())

    def tell() -> None:
        for row in shown["rows"]:
            line(f"{row['number']:<16} {_words(row['before'])} -> {_words(row['after'])}")
        line(f"Janji {shown['moved']} berkas digeser." if shown["moved"] else "Semua janji cocok dengan kalender.")

    context.show(shown, tell)
    return 0


def _words(moment: str) -> str:
    return stamp(datetime.fromisoformat(moment))
