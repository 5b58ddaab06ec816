"""What was asked of the applicant, round by round, and what of it came: told by the events, compared with the files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from board.models.case import Case
from board.services.attachments import ATTACHED, files_of
from board.services.desk import Desk
from board.services.facts_of import find_case, sop_of
from board.services.out_of_sight import MISDIRECTED
from board.services.record import NOTED, Told, history_of, is_request
from board.services.thread_notes import APPLICANTS, notes_of
from board.services.times import iso
from board.workflow.sop import MOVES, Intent, Requirement, Sop

TICKED, ASSIGNED = "periksa", "tetapkan"
"""Intents of the events that tick a requirement."""


@dataclass(frozen=True)
class AskedItem:
    """One paper that was asked for."""

    requirement: str
    title: str
    again: bool
    """It had come before and could not be used."""
    came_at: int | None
    """When the first thing came for it: a file, or the tick of an officer who has it in hand."""
    files: int
    """Files that came for it since."""

    @property
    def came(self) -> bool:
        """Whether anything came for it."""
        return self.came_at is not None


@dataclass(frozen=True)
class AskedRound:
    """One request to the applicant."""

    round: int
    at: int
    by: str
    items: tuple[AskedItem, ...]
    reason: str | None
    note: str
    answered_at: int | None
    """When the office took the case back."""
    loose: int
    """Files that came since and are assigned to nothing yet."""
    current: bool
    """Whether the case still waits for it, or was taken back and has not gone on."""


def last_request(desk: Desk, number: str) -> AskedRound | None:
    """What the applicant was asked last, while that is what the case is about; None otherwise.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    rounds = rounds_of(row, sop_of(desk, row), history_of(row))
    return rounds[-1] if rounds and rounds[-1].current else None


def rounds_of(row: Case, sop: Sop, told: Sequence[Told]) -> list[AskedRound]:
    """Every request to the applicant that stands, oldest first.

    Args:
        told: what happened to the case and stands.
    """
    begins = [place for place, (event, _) in enumerate(told) if is_request(event)]
    titles = {item.id: item for item in sop.requirements}
    files = {item.id: item for item in files_of(row.id)} if begins else {}
    found = []
    for number, begin in enumerate(begins, start=1):
        end = begins[number] if number < len(begins) else len(told)
        event, said = told[begin]
        since = told[begin + 1 : end]
        arrived = [(files[item["id"]], at) for item, at in _handed_in(since) if item["id"] in files]
        ticks = _ticks(since)
        again = said["detail"].get("again", {})
        items = []
        for name in said["detail"].get("asked", []):
            item = titles[name]
            same = {name, *item.any_of}
            came = [at for file, at in arrived if file.requirement in same]
            moments = [*came, *(at for tick, at in ticks.items() if tick in same)]
            items.append(AskedItem(name, item.title, _is_again(item, again), min(moments, default=None), len(came)))
        answers = [later.at for later, _ in since if later.intent == Intent.ACCEPT.value]
        moved_on = [later for later, _ in since if later.intent in MOVES and later.intent != Intent.ACCEPT.value]
        found.append(
            AskedRound(
                round=number, at=event.at, by=event.actor, items=tuple(items), reason=event.reason, note=said["note"],
                answered_at=answers[0] if answers else None,
                loose=sum(file.requirement is None for file, _ in arrived),
                current=bool(row.open) and number == len(begins) and not moved_on,
            )
        )  # fmt: skip
    return found


def _is_again(item: Requirement, again: Iterable[str]) -> bool:
    return bool({item.id, *item.any_of} & set(again))


def news_left(row: Case) -> bool:
    """Whether anything that came since the applicant was asked last is still in sight: a file, or what they wrote."""
    told = history_of(row)
    begin = max((place for place, (event, _) in enumerate(told) if is_request(event)), default=-1)
    since = told[begin + 1 :]
    files = {item.id for item in files_of(row.id)}
    notes = {note.seq for note in notes_of(row.id)}
    wrote = (said["detail"] for event, said in since if event.intent == NOTED)
    return any(item["id"] in files for item, _ in _handed_in(since)) or any(
        detail["kind"] == APPLICANTS and detail["note"] in notes for detail in wrote
    )


def _handed_in(events: Sequence[Told]) -> list[tuple[dict[str, Any], int]]:
    return [(item, event.at) for event, said in events if event.intent == ATTACHED for item in said["detail"]["files"]]


def _ticks(events: Sequence[Told]) -> dict[str, int]:
    """Requirements that were ticked among these events and still are at their end, and when."""
    ticked: dict[str, int] = {}
    for event, said in events:
        if event.intent == TICKED:
            forms = said["detail"]["requirements"]
        elif event.intent == ASSIGNED:
            forms = said["detail"]["ticked"]
        elif event.intent == MISDIRECTED and said["detail"].get("unticked"):
            forms = {said["detail"]["unticked"]: None}
        else:
            continue
        for name, form in forms.items():
            if form is None:
                ticked.pop(name, None)
            else:
                ticked.setdefault(name, event.at)
    return ticked


def told_rounds(desk: Desk, rounds: Sequence[AskedRound]) -> list[dict[str, Any]]:
    """Requests as the contract tells them."""
    return [
        {
            "round": item.round,
            "at": iso(item.at, desk.zone),
            "by": item.by,
            "items": [
                {
                    "requirement": paper.requirement, "title": paper.title, "asked_again": paper.again,
                    "came": paper.came, "came_at": iso(paper.came_at, desk.zone), "files": paper.files,
                }
                for paper in item.items
            ],
            "reason": item.reason,
            "note": item.note,
            "answered_at": iso(item.answered_at, desk.zone),
            "unassigned": item.loose,
            "current": item.current,
        }
        for item in rounds
    ]  # fmt: skip
