"""Whether bundles of the kotak masuk are what the office's journal tells, and their files stand where they went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from board.models.case import Attachment, Case
from board.models.damaged import rows_of
from board.models.event import JournalEntry
from board.models.inbox import Bundle, BundleFile
from board.services.bundles import BECAME, JOINED, NEW
from board.services.desk import Desk
from board.services.record import OFFICE_LOG
from board.services.verify_chain import Fault, told_in

SETTLED = "kiriman"
"""What the journal calls it."""


def inbox_faults(desk: Desk) -> Iterator[Fault]:
    """Bundles that the journal tells otherwise, and files of theirs that their case does not have."""
    told = _told(desk)
    numbers = dict(Case.select(Case.id, Case.number).where(Case.office == desk.office).tuples())
    for row in rows_of(Bundle.select().where(Bundle.office == desk.office).order_by(Bundle.id)):
        said, where = told.pop(str(row.id), None), f"kiriman {row.id}"
        if row.state == NEW:
            # One that was set aside by mistake waits again, and the journal tells that last.
            if said is not None and said.get("state") != NEW:
                yield Fault("bundle", where, "Menurut jurnal kiriman ini sudah diselesaikan.")
            continue
        stored = {"state": row.state, "case": numbers.get(row.case_id), "reason": row.reason, "note": row.note}
        if said != stored:
            yield Fault("bundle", where, "Penyelesaian kiriman tidak sama dengan yang dicatat jurnal.")
        elif row.state in {BECAME, JOINED}:
            yield from _files_lost(row, where)
    for subject in told:
        yield Fault("bundle", f"kiriman {subject}", "Kiriman yang dicatat jurnal hilang.")


def _told(desk: Desk) -> dict[str, dict[str, Any]]:
    lines = JournalEntry.select().where(
        (JournalEntry.office == desk.office) & (JournalEntry.chain == OFFICE_LOG) & (JournalEntry.what == SETTLED)
    )
    return {line.subject: told_in(line).get("detail") or {} for line in rows_of(lines.order_by(JournalEntry.seq))}


def _files_lost(row: Bundle, where: str) -> Iterator[Fault]:
    brought = BundleFile.select(BundleFile.sha256).where((BundleFile.bundle_id == row.id) & (BundleFile.sha256 != ""))
    # Hidden ones count: a file that lay in the wrong case is hidden there, never deleted.
    there = Attachment.select(Attachment.sha256).where(Attachment.case_id == row.case_id)
    lost = {sha256 for (sha256,) in rows_of(brought.tuples())} - {sha256 for (sha256,) in rows_of(there.tuples())}
    if lost:
        yield Fault("bundle", where, f"{len(lost)} berkas kiriman tidak ada pada berkas yang menerimanya.")
