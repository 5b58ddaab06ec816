"""Who had a hand in a case, read from what happened to it and was not taken back."""

from __future__ import annotations

from collections.abc import Iterable

from board.services.record import Told
from board.workflow.four_eyes import Hand
from board.workflow.sop import Intent

REGISTERED, EDITED = "daftar", "ubah"
_TELLING = frozenset({REGISTERED, EDITED, Intent.FORWARD, Intent.APPROVE})


def hands_in(history: Iterable[Told]) -> tuple[Hand, ...]:
    """Every registration, edit, forward move and approval, in their order.

    Args:
        history: what happened to the case and was not taken back.
    """
    return tuple(
        Hand(told["login"], event.intent, event.from_step or "", event.role, wrote=bool(told["detail"].get("data")))
        for event, told in history
        if event.intent in _TELLING
    )
