"""Asking the applicant: which papers a return asks for, and which ticks go because a paper is asked for again."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from board.errors import InputInvalid, Problem
from board.wording import quoted
from board.workflow.checks import askable, missing_from_applicant, requirement_words
from board.workflow.facts import CaseFacts
from board.workflow.sop import PEMOHON, Requirement, Sop

AGAIN = "diminta ulang"
"""What is said of a paper that came and could not be used."""


@dataclass(frozen=True)
class Asking:
    """What a return to the applicant asks for."""

    items: tuple[Requirement, ...] = ()
    again: Mapping[str, str] = field(default_factory=dict)
    """Requirement → form, of ticks that are taken away: they count as missing until something new comes."""

    @property
    def detail(self) -> dict[str, Any]:
        """As the event tells it."""
        return {"asked": [item.id for item in self.items], **({"again": dict(self.again)} if self.again else {})}


def what_is_asked(sop: Sop, case: CaseFacts, to: str | None, wanted: Sequence[str] | None) -> Asking | None:
    """What a move asks for; None where it does not lead to the applicant.

    Args:
        wanted: ids of requirements; None: everything the applicant has yet to bring.

    Raises:
        InputInvalid: the move goes elsewhere, or a paper is unknown, not asked of this case, or the office's own.
    """
    if to != PEMOHON:
        if wanted is not None:
            told = "Yang diminta (ask) hanya dapat disebut saat mengembalikan ke pemohon."
            raise InputInvalid([Problem("ask", told)])
        return None
    if wanted is None:
        return Asking(tuple(missing_from_applicant(sop, case)))
    may_be = {item.id: item for item in askable(sop, case)}
    problems = [Problem(f"ask.{name}", _why_not(sop, name, may_be)) for name in wanted if name not in may_be]
    if problems:
        raise InputInvalid(problems)
    items = tuple(item for item in may_be.values() if item.id in set(wanted))
    return Asking(items, {name: case.requirements[name] for item in items for name in _met_by(item, case)})


def _met_by(item: Requirement, case: CaseFacts) -> list[str]:
    """The ticks that have to go for a paper to be missing again: its own, else of those that stand in for it."""
    ticked = [name for name in (item.id, *item.any_of) if name in case.requirements]
    return [item.id] if item.id in ticked else ticked


def _why_not(sop: Sop, name: str, may_be: Mapping[str, Requirement]) -> str:
    known = next((item for item in sop.requirements if item.id == name), None)
    if known is None:
        return f'Persyaratan "{quoted(name)}" tidak dikenal. Yang dapat diminta: {", ".join(may_be) or "tidak ada"}.'
    if known.by != PEMOHON:
        return f"{known.title} dibuat kantor; tidak dapat diminta dari pemohon."
    return f"{known.title} tidak berlaku untuk berkas ini. Yang dapat diminta: {', '.join(may_be) or 'tidak ada'}."


def asked_words(sop: Sop, asking: Asking) -> list[str]:
    """What is asked for, as a message lists it."""
    return list_of_asked(sop, [(item, bool({item.id, *item.any_of} & asking.again.keys())) for item in asking.items])


def list_of_asked(sop: Sop, items: Sequence[tuple[Requirement, bool]]) -> list[str]:
    """Papers in words, each with whether it is asked for again.

    One that may stand in for another that is asked for too is named alone: then both are wanted.
    """
    asked = {item.id for item, _ in items}
    return [
        (item.title if asked & set(item.any_of) else requirement_words(sop, item)) + (f" ({AGAIN})" if again else "")
        for item, again in items
    ]
