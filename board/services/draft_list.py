"""What was broken off, and what was left on purpose: the drafts of an officer, newest first (TERMINALS R9).

A list names nobody in full (PRODUCT 5.7), and of a case that is closed to its reader it tells no number: a complaint
may have become one about whoever wrote here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from board.errors import NotFound, Refused
from board.models.damaged import rows_of
from board.models.thread import Draft
from board.services.desk import Desk
from board.services.drafts import Kept, kept_of, named
from board.services.facts_of import find_case
from board.services.sight import list_name
from board.services.times import moment
from board.wording import clean, masked

CLOSED = "Isian pada berkas yang tertutup bagi Anda"
DAMAGED = "Isian yang tidak terbaca lagi"
UNTITLED = "Isian dari versi lama"


@dataclass(frozen=True)
class DraftShown:
    """A draft as a list tells it."""

    name: str
    title: str
    at: datetime
    stamp: int
    cut: bool
    open_elsewhere: bool
    kept: Kept | None
    """The draft itself; None where it may not be read, or cannot be."""


def count_drafts(desk: Desk, user: str) -> int:
    """How many forms an officer has not saved."""
    return int(Draft.select().where((Draft.office == desk.office) & (Draft.user == user)).count())


def list_drafts(desk: Desk, user: str, limit: int) -> list[DraftShown]:
    """The forms that an officer has not saved, newest first."""
    mine = Draft.select().where((Draft.office == desk.office) & (Draft.user == user))
    return [_shown(desk, row) for row in rows_of(mine.order_by(Draft.at.desc(), Draft.form).limit(limit))]


def broken_off(desk: Desk, user: str) -> list[DraftShown]:
    """Those whose officer never left them, newest first: the line dropped, or the program was ended."""
    mine = Draft.select().where((Draft.office == desk.office) & (Draft.user == user) & (Draft.cut == 1))
    return [_shown(desk, row) for row in rows_of(mine.order_by(Draft.at.desc(), Draft.form))]


def throw_away(desk: Desk, user: str, name: str, stamp: int) -> None:
    """Throw a draft away on purpose.

    Args:
        stamp: when it was kept that was shown.

    Raises:
        Refused: it was written on since, by another session.
    """
    with desk.store.writing():
        gone = Draft.delete().where(named(desk, user, name) & (Draft.at == stamp)).execute()
    if not gone:
        raise Refused("Isian ini baru saja berubah di sesi lain; belum ada yang dibuang.")


def _shown(desk: Desk, row: Draft) -> DraftShown:
    at = moment(row.at, desk.zone)
    try:
        kept = kept_of(row)
    except (ValueError, TypeError):
        return DraftShown(row.form, DAMAGED, at, row.at, bool(row.cut), False, None)
    try:
        title = " · ".join(_words(desk, kept))
    except NotFound:
        return DraftShown(row.form, CLOSED, at, row.at, kept.cut, kept.open_elsewhere, None)
    return DraftShown(row.form, title, at, row.at, kept.cut, kept.open_elsewhere, kept)


def _words(desk: Desk, kept: Kept) -> Iterator[str]:
    """What it is, on which berkas, of whom.

    Raises:
        NotFound: the case is closed to whoever asks.
    """
    title = masked(clean(kept.title)) or UNTITLED
    yield title
    if kept.way is not None and kept.way.case:
        row = find_case(desk, kept.way.case)
        if row.number not in title:
            yield row.number
        yield list_name(row.name, row.secret)
