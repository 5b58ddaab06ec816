"""A bundle that was set aside by mistake waits again."""

from __future__ import annotations

from board.errors import Refused
from board.models.inbox import Bundle
from board.services.bundles import DISMISSED, NEW, STATE_TITLES, find_bundle, sorter_of
from board.services.commands import once
from board.services.desk import Desk
from board.services.record import OFFICE_LOG, believable_now, journal


def restore_bundle(desk: Desk, bundle_id: int, user: str, *, key: str | None = None) -> Bundle:
    """Put a bundle that was no application back among those that wait; the journal tells both.

    Raises:
        NotFound, NotAuthorised: no such bundle, or the officer does not sort the kotak masuk.
        Refused: it was not set aside.
    """
    with once(desk, key, {"do": "kembalikan_kiriman", "bundle": bundle_id, "user": user}) as command:
        row = find_bundle(desk, bundle_id)
        if command.repeated:
            return row
        believable_now(desk)
        actor = sorter_of(desk, user)
        if row.state != DISMISSED:
            raise Refused(
                f"Kiriman {row.id} tidak disisihkan (keadaannya: {STATE_TITLES[row.state]}); hanya kiriman yang bukan "
                "permohonan dapat dikembalikan ke kotak masuk."
            )
        told = {"state": NEW, "case": None, "reason": None, "note": ""}
        Bundle.update(state=NEW, reason=None, note="", settled_at=None, settled_by=None).where(
            Bundle.id == row.id
        ).execute()
        journal(desk, OFFICE_LOG, actor.title, "kiriman", str(row.id), told)
    return find_bundle(desk, bundle_id)
