"""What a berkas came back for, and what was done about it since: the points of whoever mends and whoever checks again.

Worked out from events that were not taken back, so that an undo changes it by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from board.services.desk import Desk
from board.services.event_words import told_in_words
from board.services.record import Told
from board.services.times import iso
from board.workflow.sop import MOVES, PEMOHON, Intent, Sop


def corrections_of(desk: Desk, sop: Sop, told: Sequence[Told]) -> list[dict[str, Any]]:
    """Returns inside the office whose sender has not let the case pass since, oldest first, with what was mended.

    Args:
        told: what happened to the case and was not taken back.
    """
    return [
        _correction(desk, sop, told[place], told[place + 1 :])
        for place in range(len(told))
        if _is_return(told[place]) and not _settled(told[place], told[place + 1 :])
    ]


def _is_return(item: Told) -> bool:
    event, _ = item
    return bool(event.intent == Intent.RETURN and event.to_step not in {PEMOHON, None})


def _settled(item: Told, since: Sequence[Told]) -> bool:
    """Whether who sent it back has let it pass since, or sent it back anew; asking the applicant settles nothing."""
    left = (later for later, _ in since if later.from_step == item[0].from_step and later.intent in MOVES)
    return any(later.to_step != PEMOHON and later.intent != Intent.ACCEPT for later in left)


def _correction(desk: Desk, sop: Sop, item: Told, since: Sequence[Told]) -> dict[str, Any]:
    event, said = item
    mended = [
        words
        for later, brought in since
        for words in told_in_words(
            later.intent,
            {name: brought["detail"].get(name) for name in ("data", "requirements")},
            sop,
            desk.profile,
            {},
        )
    ]
    return {
        "at": iso(event.at, desk.zone),
        "from": event.from_step,
        "to": event.to_step,
        "actor": event.actor,
        "role": event.role,
        "reason": event.reason,
        "note": said["note"],
        "mended": list(dict.fromkeys(mended)),
    }
