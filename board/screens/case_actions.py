"""What can be done to the case in hand, on the board and on its own screen alike: every chapter of it together."""

from __future__ import annotations

from board.screens.case_again import CaseAgain
from board.screens.case_around import CaseAround
from board.screens.case_ending import CaseEnding
from board.screens.case_filling import CaseFilling
from board.screens.case_hand import InHand
from board.screens.case_moving import CaseMoving

__all__ = ["CaseActions", "InHand"]


class CaseActions(CaseAround, CaseAgain, CaseEnding, CaseFilling, CaseMoving):
    """Actions on the case ``in_hand``. The keys of the last base come first in help and key line."""
