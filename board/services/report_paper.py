"""What every monthly report begins with, and what its paper says around the table: frozen, like a paper of a case."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from board import wording
from board.services.desk import Desk
from board.services.months import month_title
from board.services.snapshot import office_words, signature_block
from board.workflow.facts import Actor
from board.workflow.office import Signature, maker_of


def report_head(desk: Desk, begin: datetime, end: datetime) -> dict[str, Any]:
    """Which month, as of when; of the running month it is provisional (``final`` false)."""
    now = desk.now()
    return {
        "month": f"{begin:%Y-%m}",
        "title": month_title(begin),
        "final": end <= now,
        "data_at": now.isoformat(timespec="seconds"),
    }


def report_snapshot(
    desk: Desk,
    told: Mapping[str, Any],
    actor: Actor,
    document: str,
    title: str,
    heading: str,
    maker: Signature | None = None,
) -> dict[str, Any]:
    """A report as its paper shows it.

    Args:
        document: id by which an office may name who takes note of it (``signatures``); it is no paper of a case.
        maker: who signs at the right unless the office names somebody; None: whoever prints it.
    """
    profile, now = desk.profile, desk.now()
    named = profile.signatures.get(maker_of(document), maker)
    return {
        **told,
        "heading": heading,
        "title": title,
        "number": told["month"],
        "service": title,
        "paper": "A4-lanskap",
        "draft": False,
        "training": profile.training,
        "copies": 1,
        "round": 1,
        "office": office_words(profile),
        "printed_at": wording.stamp(now),
        "printed_on": now.date().isoformat(),
        "by": actor.title,
        "acting_for": None,
        "signature": signature_block(desk, profile.signature_of(document), now),
        "maker": signature_block(desk, named, now) if named else None,
    }
