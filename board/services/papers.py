"""Print jobs as rows: queued inside the move's transaction, their state kept apart from the case's."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from board.models.case import Attachment, Case
from board.models.paper import PrintJob
from board.services.desk import Desk
from board.services.facts_of import bare_facts
from board.services.snapshot import snapshot
from board.services.times import millis
from board.workflow.facts import Actor, Grant
from board.workflow.sop import Sop
from board.workflow.stored import canonical

QUEUED, RENDERED, SUBMITTED = "queued", "rendered", "submitted"
COMPLETED, FAILED, UNKNOWN = "completed", "failed", "unknown"
STATES = (QUEUED, RENDERED, SUBMITTED, COMPLETED, FAILED, UNKNOWN)
STATE_TITLES = {
    QUEUED: "menunggu dicetak",
    RENDERED: "siap di spool",
    SUBMITTED: "dikirim ke printer",
    COMPLETED: "kertas keluar",
    FAILED: "gagal",
    UNKNOWN: "tidak pasti",
}


def queue_papers(
    desk: Desk,
    row: Case,
    sop: Sop,
    documents: Iterable[str],
    *,
    step: str,
    round: int,
    actor: Actor,
    grant: Grant | None,
    now: datetime,
    reason: str | None = None,
    note: str = "",
    files: Sequence[Attachment] | None = None,
    more: Mapping[str, Any] | None = None,
) -> list[PrintJob]:
    """Queue papers of a case, inside the caller's transaction. Rendering comes after the commit.

    Args:
        files: of the attachments only these; such a paper does not count as the one the step makes.
        more: what the case itself does not know: how it ended, which incident a letter is about.
    """
    jobs = []
    shown = bare_facts(desk, row).shown if files is None else ""
    for document in documents:
        data = snapshot(
            desk, row, sop, document,
            step=step, round=round, actor=actor, grant=grant, now=now, reason=reason, note=note,
            files=files,
        )  # fmt: skip
        jobs.append(
            PrintJob.create(
                office=desk.office,
                case_id=row.id,
                document=document,
                step=step,
                round=round,
                copy=1,
                state=QUEUED,
                snapshot=canonical({**data, **(more or {})}),
                shows=shown,
                by=actor.title,
                at=millis(now),
            )
        )
    return jobs
