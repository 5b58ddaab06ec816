"""Kabar: what an officer is told at their next look, because a colleague did something to what was theirs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from board.models.case import Case
from board.models.notice import Notice
from board.services.desk import Desk
from board.services.sight import in_sight
from board.services.times import millis

MOST = 2
"""Told at once, so that all of it is seen; the others come with the next look."""


@dataclass(frozen=True)
class Told:
    """A notice somebody has not seen yet."""

    id: int
    text: str


def tell(desk: Desk, user: str, row: Case, text: str, *, by: str, now: datetime) -> None:
    """Leave a sentence for an officer, inside the caller's transaction."""
    Notice.create(office=desk.office, user=user, case_id=row.id, text=text, at=millis(now), by=by)


def unseen(desk: Desk, user: str) -> list[Told]:
    """What an officer has not been told yet, oldest first; nothing about cases that are closed to whoever asks."""
    waiting = (Notice.office == desk.office) & (Notice.user == user) & Notice.seen_at.is_null()
    rows = Notice.select(Notice.id, Notice.text).where(waiting, *in_sight(desk, Notice.case_id))
    return [Told(*row) for row in rows.order_by(Notice.id).limit(MOST).tuples()]


def seen(desk: Desk, user: str, ids: Iterable[int]) -> None:
    """The officer has read these."""
    with desk.store.writing():
        mine = (Notice.office == desk.office) & (Notice.user == user) & Notice.id.in_(list(ids))
        Notice.update(seen_at=millis(desk.now())).where(mine, Notice.seen_at.is_null()).execute()
