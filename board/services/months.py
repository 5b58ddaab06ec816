"""A month as reports name it, ``2026-11``, and the span of time it is in the office's zone."""

from __future__ import annotations

import re
from datetime import datetime

from board import wording
from board.errors import InputInvalid, Problem
from board.services.desk import Desk


def month_span(desk: Desk, month: str) -> tuple[datetime, datetime]:
    """First moment of a month, and first moment after it.

    Raises:
        InputInvalid: not a month.
    """
    found = re.fullmatch(r"(20[0-9]{2})-(0[1-9]|1[0-2])", month.strip(), re.ASCII)
    if not found:
        raise InputInvalid([Problem("month", "Tulis bulan seperti 2026-11.")])
    year, number = int(found[1]), int(found[2])
    begin = datetime(year, number, 1, tzinfo=desk.zone)
    return begin, datetime(year + number // 12, number % 12 + 1, 1, tzinfo=desk.zone)


def begun_month(desk: Desk, month: str) -> tuple[datetime, datetime]:
    """The span of a month of which there is something to report.

    Raises:
        InputInvalid: not a month, or one that has not begun.
    """
    begin, end = month_span(desk, month)
    if begin > desk.now():
        raise InputInvalid([Problem("month", f"Bulan {month_title(begin)} belum dimulai.")])
    return begin, end


def month_title(begin: datetime) -> str:
    """``November 2026``."""
    return f"{wording.MONTHS[begin.month - 1]} {begin.year}"
