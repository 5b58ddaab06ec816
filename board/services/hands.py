"""Who had a hand in a case, read from what happened to it and was not taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from board.models.case import WRONG_SERVICE, Case, Link
from board.services.record import Told, history_of
from board.workflow.doings import REGISTERED
from board.workflow.four_eyes import Hand
from board.workflow.sop import Intent

_TELLING = frozenset({REGISTERED, Intent.FORWARD, Intent.APPROVE, Intent.RETURN})
MOST_TRANSFERS = 9
"""Services a case came through; more is a ring that nobody could have made."""


def hands_in(row: Case, history: Iterable[Told]) -> tuple[Hand, ...]:
    """Every registration, move and writing of data, in their order; those under a wrong service before.

    Args:
        history: what happened to the case and was not taken back.
    """
    return (*_taken_along(row), *_told(history))


def _told(history: Iterable[Told]) -> Iterator[Hand]:
    for event, told in history:
        written = tuple(told["detail"].get("data") or ())
        if event.intent in _TELLING or written:
            to = event.to_step or "" if event.intent == Intent.RETURN else ""
            yield Hand(told["login"], event.intent, event.from_step or "", event.role, to, written)


def _taken_along(row: Case) -> Iterator[Hand]:
    """Who wrote what a transfer took along: their data is in the case, whatever its number was then."""
    for _ in range(MOST_TRANSFERS):
        link = Link.get_or_none((Link.other_id == row.id) & (Link.kind == WRONG_SERVICE))
        if link is None:
            return
        before = Case.get_by_id(link.case_id)
        for hand in _told(history_of(before)):
            if hand.fields or hand.intent == REGISTERED:
                yield replace(hand, step="", to="")
        row = before
