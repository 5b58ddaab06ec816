"""Print jobs as a list."""

from __future__ import annotations

from typing import Any

from board.models.case import Case
from board.models.paper import PrintJob
from board.services.desk import Desk
from board.services.facts_of import find_case
from board.services.show_case import print_row
from board.services.times import iso


def list_jobs(
    desk: Desk, *, state: str | None = None, number: str | None = None, limit: int = 50
) -> list[dict[str, Any]]:
    """Papers, newest first, of all cases or of one.

    Raises:
        NotFound: no case of that number.
    """
    query = PrintJob.select(PrintJob, Case.number.alias("case_number")).join(Case, on=(Case.id == PrintJob.case_id))
    query = query.where(PrintJob.office == desk.office)
    if state:
        query = query.where(PrintJob.state == state)
    if number:
        query = query.where(PrintJob.case_id == find_case(desk, number).id)
    return [
        {
            **print_row(job), "number": job.case_number, "by": job.by, "reason": job.reason,
            "at": iso(job.at, desk.zone), "queue_job": job.queue_job or None,
        }
        for job in query.order_by(PrintJob.id.desc()).limit(limit).objects()
    ]  # fmt: skip
