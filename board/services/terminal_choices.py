"""How the board is drawn for an officer on terminals of one kind (TERMINALS R1).

Kept per officer and ``TERM``: whoever works at an old console in the morning and at a new one in the afternoon is asked
at each of them once.
"""

from __future__ import annotations

from board.models.access import TerminalChoice
from board.services.desk import Desk
from board.services.times import millis

LONGEST = 64
"""Letters of a ``TERM`` that are kept: a client may say anything."""


def chosen_profile(desk: Desk, user: str, term: str) -> str | None:
    """Id of the profile an officer chose at terminals of this kind; None where nobody has chosen."""
    row = TerminalChoice.get_or_none(_of(desk, user, term))
    return None if row is None else str(row.profile)


def choose_profile(desk: Desk, user: str, term: str, profile: str) -> None:
    """Keep what an officer chose."""
    with desk.store.writing():
        TerminalChoice.insert(
            office=desk.office, user=user, term=term[:LONGEST], profile=profile, at=millis(desk.now())
        ).on_conflict(
            conflict_target=[TerminalChoice.office, TerminalChoice.user, TerminalChoice.term],
            preserve=[TerminalChoice.profile, TerminalChoice.at],
        ).execute()


def _of(desk: Desk, user: str, term: str) -> bool:
    same: bool = (
        (TerminalChoice.office == desk.office) & (TerminalChoice.user == user) & (TerminalChoice.term == term[:LONGEST])
    )
    return same
