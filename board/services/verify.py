"""``board verify``: recompute what must be true of the office's records and name every fault. It only reads.

What the last event of a case tells is compared with the case, what events tell of register rows and notes with those
rows, what the office's journal tells of people with theirs, and the chains with themselves. An edit that also rewrites
the rest of a chain needs an anchor outside the database to be found (PRODUCT 6.5).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from board.models.case import Case
from board.models.event import Event
from board.models.register import RegisterRow
from board.services.desk import Desk
from board.services.facts_of import number_of
from board.services.sight import CLOSED_ROW, closed_cases
from board.services.verify_cases import case_faults
from board.services.verify_office import office_faults


def verify(desk: Desk) -> dict[str, Any]:
    """Check everything; see the module for what."""
    with desk.store.reading():
        faults = [*case_faults(desk), *office_faults(desk)]
        checked = {
            "cases": Case.select().where(Case.office == desk.office).count(),
            "events": Event.select().where(Event.office == desk.office).count(),
            "books": RegisterRow.select().where(RegisterRow.office == desk.office).count(),
        }
        hidden = [number for number in map(number_of, closed_cases(desk)) if number]
    return {
        "ok": not faults,
        "checked": checked,
        "faults": [
            {"kind": fault.kind, "where": _told(fault.where, hidden), "sentence": _told(fault.sentence, hidden)}
            for fault in faults
        ],
    }


def _told(words: str, hidden: Sequence[str]) -> str:
    """What is said of a fault, without the numbers of cases that whoever asks does not know of."""
    for number in hidden:
        words = words.replace(number, CLOSED_ROW)
    return words
