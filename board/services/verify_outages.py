"""Whether the list of outages is what the office's journal tells: none added, none lost, none with other hours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from board.models.damaged import rows_of
from board.models.event import JournalEntry
from board.models.office import Outage
from board.services.desk import Desk
from board.services.outages import ENDED, STARTED
from board.services.record import OFFICE_LOG
from board.services.verify_chain import Fault, same_second, told_in


def outage_faults(desk: Desk) -> Iterator[Fault]:
    """Outages that the journal tells otherwise."""
    began, ended = _told(desk)
    for row in rows_of(Outage.select().where(Outage.office == desk.office)):
        where, told = f"gangguan {row.id}", began.pop(str(row.id), None)
        if told is None:
            yield Fault("outage", where, "Gangguan tidak dicatat jurnal kantor.")
            continue
        said = (told["system"], told["reason"], told["pauses"], told["by"])
        if said != (row.system, row.reason, row.pauses, row.by) or not same_second(row.started_at, told["at"]):
            yield Fault("outage", where, "Gangguan tidak sama dengan yang dicatat jurnal.")
        end = ended.pop(str(row.id), None)
        if (end is None) != (row.ended_at is None) or (
            end is not None and (row.ended_by != end["by"] or not same_second(row.ended_at, end["at"]))
        ):
            yield Fault("outage", where, "Akhir gangguan tidak sama dengan yang dicatat jurnal.")
    for number in began:
        yield Fault("outage", f"gangguan {number}", "Gangguan yang dicatat jurnal hilang.")


def _told(desk: Desk) -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = {STARTED: {}, ENDED: {}}
    lines = JournalEntry.select().where(
        (JournalEntry.office == desk.office)
        & (JournalEntry.chain == OFFICE_LOG)
        & JournalEntry.what.in_([STARTED, ENDED])
    )
    for line in rows_of(lines.order_by(JournalEntry.seq)):
        found[line.what][line.subject] = {**(told_in(line).get("detail") or {}), "by": line.actor}
    return found[STARTED], found[ENDED]
