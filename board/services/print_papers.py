"""Papers an officer asks for: before the move, again with a reason, and the word that a paper really came out."""

from __future__ import annotations

import json
from collections.abc import Sequence

from board import wording
from board.errors import NotFound
from board.models.case import Case
from board.models.paper import PrintJob
from board.services.assign_files import files_in_sight
from board.services.attachments import files_of
from board.services.desk import Desk
from board.services.facts_of import facts_of, find_case, sop_of
from board.services.papers import COMPLETED, QUEUED, queue_papers
from board.services.record import Happening, record
from board.services.remarks import needed_remark
from board.services.sight import in_sight
from board.services.times import millis
from board.services.work_case import at_work
from board.workflow import engine, permissions, refusals
from board.workflow.facts import CaseFacts
from board.workflow.sop import CLOSED, Sop
from board.workflow.stored import canonical

PHOTOS = "foto_berkas"


def _printable(sop: Sop, facts: CaseFacts, desk: Desk) -> tuple[str, ...]:
    """Papers the step makes that have not been printed in this round."""
    step = sop.step(facts.step)
    papers: dict[str, None] = {}
    for move in step.moves:
        if not move.back:
            papers.update(dict.fromkeys(engine.papers_to_print(sop, step, move, facts, desk.profile.rules)))
    return tuple(papers)


def printable_papers(desk: Desk, number: str) -> list[str]:
    """Papers the case's step makes that wait to be printed, for a list.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    facts = facts_of(desk, row)
    return list(_printable(sop_of(desk, row), facts, desk)) if facts.status not in CLOSED else []


def print_now(desk: Desk, number: str, user: str, document: str | None = None) -> list[PrintJob]:
    """Print the papers of the step before the move, because the desk needs them in hand.

    Args:
        document: only this one; None: all the step makes.

    Raises:
        MoveRefused: not the officer's turn, or the step makes no such paper, or it is printed already.
    """
    with at_work(desk, number, user, "cetak", document=document) as work:
        grant = permissions.may_work(work.sop, work.facts, work.actor)
        step = work.sop.step(work.row.step)
        ready = _printable(work.sop, work.facts, desk)
        wanted = ready if document is None else tuple(name for name in ready if name == document)
        if not wanted:
            raise refusals.nothing_to_print(work.sop, step, document)
        happening = Happening("cetak", from_step=step.id, to_step=step.id, detail={"documents": list(wanted)})
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
        return queue_papers(
            desk, work.row, work.sop, wanted,
            step=step.id, round=work.facts.round, actor=work.actor, grant=grant, now=work.now,
        )  # fmt: skip


def find_job(desk: Desk, job_id: int) -> PrintJob:
    """A print job of the office.

    Raises:
        NotFound: no such job.
    """
    row = PrintJob.get_or_none(PrintJob.office == desk.office, PrintJob.id == job_id, *in_sight(desk, PrintJob.case_id))
    if row is None:
        raise NotFound("Cetakan", str(job_id), "Lihat board print list.")
    found: PrintJob = row
    return found


def reprint(desk: Desk, job_id: int, user: str, reason: str) -> PrintJob:
    """Print a paper again from its snapshot, marked SALINAN KE-n, with the reason in the case's history.

    The paper itself says what it said; the mark says when and by whom the copy was made, and why.

    Raises:
        InputInvalid: no reason given.
        NotFound, MoveRefused: no such paper, or no role in its SOP.
    """
    reason = needed_remark(reason, "reason", "Tulis alasan cetak ulang.")
    original = find_job(desk, job_id)
    number = Case.select(Case.number).where(Case.id == original.case_id).scalar()
    with at_work(desk, number, user, "cetak_ulang", job=job_id, reason=reason) as work:
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        same_paper = (
            (PrintJob.case_id == original.case_id)
            & (PrintJob.document == original.document)
            & (PrintJob.step == original.step)
            & (PrintJob.round == original.round)
        )
        copy = PrintJob.select(PrintJob.copy).where(same_paper).order_by(PrintJob.copy.desc()).limit(1).scalar() + 1
        copied = {
            "copy": copy, "copy_reason": reason, "copy_at": wording.stamp(work.now), "copy_by": work.actor.title,
            "copy_acting_for": grant.mandate.words if grant.mandate else None,
        }  # fmt: skip
        data = {**json.loads(original.snapshot), **copied}
        happening = Happening(
            "cetak_ulang", from_step=work.row.step, to_step=work.row.step, note=reason,
            detail={"document": original.document, "copy": copy},
        )  # fmt: skip
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
        job: PrintJob = PrintJob.create(
            office=desk.office, case_id=original.case_id, document=original.document, step=original.step,
            round=original.round, copy=copy, state=QUEUED, snapshot=canonical(data), shows=original.shows,
            reason=reason,
            by=work.actor.title, at=millis(work.now),
        )  # fmt: skip
        return job


def confirm_paper(desk: Desk, job_id: int, user: str) -> PrintJob:
    """Record that a paper is in somebody's hand, whichever printer it came from (PRODUCT 6.7).

    Raises:
        NotFound, MoveRefused: no such paper, or no role in its SOP.
    """
    job = find_job(desk, job_id)
    number = Case.select(Case.number).where(Case.id == job.case_id).scalar()
    with at_work(desk, number, user, "kertas_keluar", job=job_id) as work:
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        if job.state == COMPLETED:
            return job
        PrintJob.update(state=COMPLETED, changed_at=millis(work.now), error=None).where(PrintJob.id == job.id).execute()
        happening = Happening(
            "kertas_keluar", from_step=work.row.step, to_step=work.row.step,
            detail={"document": job.document, "copy": job.copy, "round": job.round},
        )  # fmt: skip
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
        return find_job(desk, job_id)


def print_photos(desk: Desk, number: str, user: str, files: Sequence[int] | None = None) -> list[PrintJob]:
    """Print the foto_berkas of a case at any step, of some files or of all that are in sight, as often as it is asked.

    A working print: nobody outside the office gets it, so a second one is no copy that needs a mark and a reason.

    Raises:
        NotFound: one of the files is not in sight in this case.
        MoveRefused: no role in the SOP, or no file at all.
    """
    wanted = list(dict.fromkeys(files)) if files is not None else None
    with at_work(desk, number, user, "cetak", document=PHOTOS, files=wanted) as work:
        row = work.row
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        rows = files_of(row.id) if wanted is None else files_in_sight(row, wanted)
        step = work.sop.step(row.step)
        if not rows:
            raise refusals.no_files(row.number)
        detail = {"documents": [PHOTOS], "files": [item.id for item in rows]}
        happening = Happening("cetak", from_step=step.id, to_step=step.id, detail=detail)
        record(desk, row, happening, actor=work.actor, grant=grant, now=work.now)
        return queue_papers(
            desk, row, work.sop, [PHOTOS],
            step=step.id, round=work.facts.round, actor=work.actor, grant=grant, now=work.now,
            files=None if wanted is None else rows,
        )  # fmt: skip
