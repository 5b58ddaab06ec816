"""Print jobs as a list."""

from __future__ import annotations

from typing import Any

from peewee import ModelSelect

from board.models.case import Case
from board.models.paper import PrintJob
from board.printing.confidential import HIDDEN
from board.services.desk import Desk
from board.services.facts_of import find_case
from board.services.paging import one_more, page, parse_place
from board.services.show_case import print_row
from board.services.sight import in_sight
from board.services.times import iso
from board.wording import mask_person


def list_jobs(desk: Desk, *, number: str, limit: int) -> list[dict[str, Any]]:
    """Papers of a case, newest first.

    Raises:
        NotFound: no case of that number.
    """
    return [_told(desk, job) for job in _newest(desk, None, number).limit(limit).objects()]


def page_of_jobs(desk: Desk, *, state: str | None, number: str | None, limit: int, after: str | None) -> dict[str, Any]:
    """Papers of all cases or of one, newest first, as the contract tells a list.

    Args:
        after: the ``next`` of the page before.

    Raises:
        NotFound, InputInvalid: no case of that number, or no such place.
    """
    query = _newest(desk, state, number)
    if after is not None:
        query = query.where(PrintJob.id < parse_place(after)[0])
    found = query.limit(one_more(limit)).objects()
    return page(found, limit, lambda job: _told(desk, job), lambda job: str(job.id))


def _newest(desk: Desk, state: str | None, number: str | None) -> ModelSelect:
    told = (PrintJob, Case.number.alias("case_number"), Case.name.alias("applicant"), Case.secret)
    query = PrintJob.select(*told).join(Case, on=(Case.id == PrintJob.case_id))
    query = query.where(PrintJob.office == desk.office, *in_sight(desk))
    if state is not None:
        query = query.where(PrintJob.state == state)
    if number is not None:
        query = query.where(PrintJob.case_id == find_case(desk, number).id)
    return query.order_by(PrintJob.id.desc())


def _told(desk: Desk, job: Any) -> dict[str, Any]:
    return {
        **print_row(job), "number": job.case_number, "by": job.by,
        "reason": (HIDDEN if job.secret and job.reason else mask_person(job.reason or "", job.applicant)) or None,
        "at": iso(job.at, desk.zone), "queue_job": job.queue_job or None,
    }  # fmt: skip
