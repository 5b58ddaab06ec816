"""What time says of a promise, in words and ink: the same on a card and above a case that is decided on."""

from __future__ import annotations

from datetime import datetime, timedelta

from rich.style import Style

from board import wording
from board.widgets import inks
from board.workflow.sop import Status

_WAITS = {
    Status.AT_APPLICANT: ("di pemohon", inks.WAITING),
    Status.AT_WITNESSES: ("menunggu saksi", inks.WAITING),
    Status.READY: ("siap diambil", inks.READY),
}
"""Where a case waits for somebody else its promise does not run, or is met."""


def promise_words(
    due: datetime | None, now: datetime, status: Status, ready: datetime | None = None
) -> tuple[str, Style] | None:
    """``!terlambat 3 jam``, ``hari ini 16.00``, ``sisa 2 hari``, ``siap diambil``; None where nothing was promised.

    Args:
        due: when the promise falls due.
        ready: since when it is met; from then on nothing is late.
    """
    if status in _WAITS:
        return _WAITS[status]
    if due is None or ready is not None:
        return None
    if due < now:
        return f"!terlambat {_span(now - due)}", inks.LATE
    if due.date() == now.date():
        return f"hari ini {wording.clock_time(due)}", inks.TODAY
    if due - now < timedelta(days=2):
        return f"sisa {_span(due - now)}", inks.PLAIN
    # From midnight to midnight, as people count days: what is due on Monday evening is as far off all day long.
    return f"sisa {(due.date() - now.date()).days} hari", inks.PLAIN


def _span(span: timedelta) -> str:
    return wording.duration(int(span.total_seconds() // 60))
