"""What happened to many cases at once, read in one walk: for reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from peewee import Expression

from board.models.case import Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.services.record import Told, parse_told, standing


def happened(cases: Expression) -> Mapping[int, list[Told]]:
    """By id of a case its events in their order, without what was taken back.

    A move that was taken back in a later month was none in this one either.
    """
    query = Event.select().join(Case, on=(Case.id == Event.case_id)).where(cases)
    found: dict[int, list[Told]] = defaultdict(list)
    for event in rows_of(query.order_by(Event.case_id, Event.seq)):
        told = parse_told(event.text)
        if told is not None:
            found[event.case_id].append((event, told))
    return defaultdict(list, {case_id: standing(told) for case_id, told in found.items()})
