"""A moment as an officer types it, and the stamp it is shown as: ``07.12``, ``kemarin 20.15``, ``21-11-2026 07.12``."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from board.wording import clock_time, form_date
from board.workflow.calendar import parse_clock
from board.workflow.values import parse_date

_DAYS = {"": 0, "hari ini": 0, "kemarin": 1}
EXPECTED = "tulis seperti 07.12, kemarin 20.15, atau 21-11-2026 07.12."


def parse_stamp(text: str, now: datetime) -> datetime:
    """A past moment in the zone of ``now``; an hour alone is of today.

    Raises:
        ValueError: with the sentence to show.
    """
    words, _, hour = text.strip().rpartition(" ")
    try:
        at = parse_clock(hour)
    except ValueError:
        raise ValueError(f"waktu tidak sah; {EXPECTED}") from None
    moment = datetime.combine(_day(" ".join(words.casefold().split()), now.date()), at, now.tzinfo)
    if moment > now:
        raise ValueError("waktu diterima tidak boleh melewati saat ini.")
    return moment


def _day(words: str, today: date) -> date:
    if words in _DAYS:
        return today - timedelta(days=_DAYS[words])
    try:
        return parse_date(words)
    except ValueError:
        raise ValueError(f"tanggal tidak sah; {EXPECTED}") from None


def form_stamp(moment: datetime) -> str:
    """``21-11-2026 07.12``, as it is typed."""
    return f"{form_date(moment.date())} {clock_time(moment)}"
