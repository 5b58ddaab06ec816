"""Who had a hand in a case, read from what happened to it and was not taken back."""

from __future__ import annotations

from board.models.case import Case
from board.services.record import history_of
from board.workflow.four_eyes import Hand
from board.workflow.sop import Intent

REGISTERED, EDITED = "daftar", "ubah"
_TELLING = frozenset({REGISTERED, EDITED, Intent.FORWARD, Intent.APPROVE})


def hands_in(row: Case) -> tuple[Hand, ...]:
    """Every registration, edit, forward move and approval that stands, in their order.

    Raises:
        DatabaseUnreachable: what an event says was damaged.
    """
    return tuple(
        Hand(told["login"], event.intent, event.from_step or "", event.role, wrote=bool(told["detail"].get("data")))
        for event, told in history_of(row)
        if event.intent in _TELLING
    )
