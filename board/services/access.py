"""Who looked at personal data in full, kept in a journal of its own (PRODUCT 3, Looking)."""

from __future__ import annotations

from board.services.desk import Desk
from board.services.record import ACCESS_LOG, journal
from board.workflow.facts import Actor


def record_look(desk: Desk, number: str, actor: Actor, part: str) -> None:
    """Write that somebody looked at a case.

    Args:
        part: what was looked at: ``berkas``, ``utas``, ``pesan``.
    """
    with desk.store.writing():
        journal(desk, ACCESS_LOG, actor.title, "lihat", number, {"login": actor.name, "part": part})
