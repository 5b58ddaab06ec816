"""Who looked at personal data in full, kept in a journal of its own (PRODUCT 3, Looking)."""

from __future__ import annotations

from board.services.desk import Desk
from board.services.record import ACCESS_LOG, journal
from board.workflow.facts import Actor

FIELDS, MESSAGES = "isian", "pesan"
"""Parts of a case: its data as they are filled in, what was written to the applicant."""


def record_look(desk: Desk, subject: str, actor: Actor, part: str) -> None:
    """Write that somebody looked at a case, at a book with the names of its people, or at a month of consultations.

    Args:
        subject: the number of the case, the book and its year, or the report and its month.
        part: what was looked at: ``berkas``, ``isian``, ``utas``, ``pesan``, ``buku``, ``pemohon``, ``salah_alamat``,
            ``rekap``.
    """
    with desk.store.writing():
        journal(desk, ACCESS_LOG, actor.title, "lihat", subject, {"login": actor.name, "part": part})
