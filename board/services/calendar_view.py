"""What the clock believes: the days of a month with their hours, and what is to be said of today."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from board import wording
from board.services.desk import Desk
from board.services.months import month_span
from board.workflow.calendar import Span, WorkingCalendar


def month_calendar(desk: Desk, month: str | None = None) -> dict[str, Any]:
    """Every day of a month as the clock counts it, and what they come to.

    Args:
        month: ``2026-11``; None: this month.

    Returns:
        ``{month, zone, rows: [{day, weekday, open, hours, minutes, holiday, season, duty}], working_days, minutes}``;
        minutes are working time.

    Raises:
        InputInvalid: not a month.
    """
    begin, end = month_span(desk, month or f"{desk.today():%Y-%m}")
    days = [begin.date() + timedelta(days=offset) for offset in range((end - begin).days)]
    rows = [_row(desk, day) for day in days]
    return {
        "month": f"{begin:%Y-%m}",
        "zone": desk.profile.zone,
        "rows": rows,
        "working_days": sum(row["open"] for row in rows),
        "minutes": sum(row["minutes"] for row in rows),
        "next": None,
    }


def _row(desk: Desk, day: date) -> dict[str, Any]:
    calendar = desk.profile.calendar
    season, spans = calendar.season_on(day), calendar.spans_on(day)
    midnight = datetime.combine(day, time(), desk.zone)
    worked = calendar.working_time(midnight, midnight + timedelta(days=1))
    return {
        "day": day.isoformat(),
        "weekday": wording.WEEKDAYS[day.weekday()],
        "open": bool(spans),
        "hours": _hours(spans),
        "minutes": int(worked.total_seconds() // 60),
        "holiday": calendar.holidays.get(day),
        "season": season.name if season else None,
        "duty": calendar.is_duty(day),
    }


def today_words(desk: Desk) -> list[str]:
    """What whoever opens the board should know of today: closed, on duty, or hours of a season (DOMAIN F 138)."""
    day, calendar = desk.today(), desk.profile.calendar
    if day in calendar.holidays:
        return [f"Hari ini {calendar.holidays[day]}; waktu layanan tidak dihitung."]
    if calendar.is_duty(day):
        return [f"Hari ini piket cuti bersama: {_whole(calendar, day)}."]
    season = calendar.season_on(day)
    if season is not None and calendar.is_open_on(day):
        return [f"Jam kerja {season.name}: {_whole(calendar, day)}."]
    return []


def _whole(calendar: WorkingCalendar, day: date) -> str:
    """From opening to closing, whatever breaks there are: ``08.00-15.00``."""
    spans = calendar.spans_on(day)
    return _hours([(spans[0][0], spans[-1][1])])


def _hours(spans: Sequence[Span]) -> str:
    return ", ".join(f"{opens:%H.%M}-{closes:%H.%M}" for opens, closes in spans)
