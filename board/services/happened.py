"""What happened to many cases at once, read in one walk: for reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from peewee import Expression

from board.models.case import Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.services.record import parse_told

Told = tuple[Event, dict[str, Any]]


def happened(cases: Expression) -> Mapping[int, list[Told]]:
    """By id of a case its events in their order, without what was taken back.

    A move that was taken back in a later month was none in this one either.
    """
    query = Event.select().join(Case, on=(Case.id == Event.case_id)).where(cases)
    found: dict[int, list[Told]] = defaultdict(list)
    for event in rows_of(query.order_by(Event.case_id, Event.seq)):
        told = parse_told(event.text)
        if told is None:
            continue
        if "undone" in told["detail"]:
            found[event.case_id] = [item for item in found[event.case_id] if item[0].seq != told["detail"]["undone"]]
        else:
            found[event.case_id].append((event, told))
    return found
