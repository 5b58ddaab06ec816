"""Whether privacy incidents are what the office's journal tells: found, told to whom, closed."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from board.models.damaged import rows_of
from board.models.event import JournalEntry
from board.models.incident import Incident
from board.services.desk import Desk
from board.services.incidents import CLOSED, COLUMN, FOUND, TOLD, told_incident
from board.services.record import OFFICE_LOG
from board.services.verify_chain import Fault, told_in


def incident_faults(desk: Desk) -> Iterator[Fault]:
    """Incidents that the journal tells otherwise."""
    told = _told(desk)
    for row in rows_of(Incident.select().order_by(Incident.id)):
        stored = {
            **told_incident(row), **{column: getattr(row, column) for column in COLUMN.values()},
            "closed": row.closed_at is not None, "closed_note": row.closed_note, "by": row.by,
        }  # fmt: skip
        if told.pop(str(row.id), None) != stored:
            yield Fault("incident", f"insiden {row.id}", "Insiden tidak sama dengan yang dicatat jurnal kantor.")
    for name in told:
        yield Fault("incident", f"insiden {name}", "Insiden yang dicatat jurnal hilang.")


def _told(desk: Desk) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    lines = JournalEntry.select().where(
        (JournalEntry.office == desk.office)
        & (JournalEntry.chain == OFFICE_LOG)
        & JournalEntry.what.in_([FOUND, TOLD, CLOSED])
    )
    for line in rows_of(lines.order_by(JournalEntry.seq)):
        detail = told_in(line).get("detail") or {}
        if line.what == FOUND:
            untold = dict.fromkeys(COLUMN.values())
            found[line.subject] = {**detail, **untold, "closed": False, "closed_note": "", "by": line.actor}
        elif line.subject in found and line.what == TOLD:
            found[line.subject][COLUMN[detail["whom"]]] = detail["at"]
        elif line.subject in found:
            found[line.subject].update(closed=True, closed_note=detail["note"])
    return found
