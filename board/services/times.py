"""Moments between the rules (aware datetimes in the office's zone) and the rows (epoch milliseconds)."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo

from board.models.case import LIFT, NO_PROMISE


def millis(moment: datetime) -> int:
    """A moment as epoch milliseconds."""
    return round(moment.timestamp() * 1000)


def maybe_millis(moment: datetime | None) -> int | None:
    """Milliseconds, or None for no moment."""
    return None if moment is None else millis(moment)


def moment(stored: int, zone: tzinfo) -> datetime:
    """A stored moment in a zone."""
    return datetime.fromtimestamp(stored / 1000, zone)


def maybe_moment(stored: int | None, zone: tzinfo) -> datetime | None:
    """The moment, or None where none is stored."""
    return None if stored is None else moment(stored, zone)


def iso(stored: int | None, zone: tzinfo) -> str | None:
    """ISO 8601 with offset, to the second: how moments leave the program (PRODUCT 4)."""
    return None if stored is None else moment(stored, zone).isoformat(timespec="seconds")


def instant(text: object) -> int | None:
    """The epoch milliseconds of what ``iso`` wrote; None for anything else."""
    try:
        return millis(datetime.fromisoformat(str(text)))
    except (ValueError, OverflowError):
        return None


def utc_now() -> datetime:
    """The machine's clock; the only place that reads it."""
    return datetime.now(UTC)


def sort_key(*, due_at: int | None, received_at: int, urgent: bool, paused: bool, ready: bool) -> int:
    """The never-null ``due`` of a case: which band of a column it stands in, and where in it (``models.case.LIFT``).

    A ready document has met its promise (PRODUCT 3): it sorts by arrival and is no longer late.
    """
    inside = NO_PROMISE + received_at if due_at is None or ready else due_at
    if paused:
        return inside + LIFT
    return inside - LIFT if urgent else inside
