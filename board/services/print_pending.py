"""After the commit: render queued papers from their snapshots into the spool and hand them to the printer.

A print job never undoes a move. Whatever is pending survives a crash: the next run goes on with it.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from board.errors import HomeUnusable
from board.models.case import Case
from board.models.paper import PrintJob
from board.printing.confidential import in_confidence
from board.printing.printer import PrinterRefused, PrinterSilent, submit
from board.services.attachments import stored_name
from board.services.contacts import also_known
from board.services.desk import Desk
from board.services.logo import logo_fault, logo_path
from board.services.out_of_sight import without_hidden
from board.services.papers import FAILED, QUEUED, RENDERED, SUBMITTED, UNKNOWN
from board.services.storage import keep_file, private_folder
from board.services.times import millis
from board.wording import os_words
from board.workflow.stored import canonical

TO_SEND = ""
"""``queue_job`` of a rendered paper that its printer has yet to be given; None where it stays in the spool for good.

Kept per paper: an office that names a printer for the first time does not want last month's papers.
"""
log = logging.getLogger(__name__)

Submit = Callable[[str, Path, str], str]
"""Queue, file, title → the printer's job id; raises PrinterRefused."""


@dataclass(frozen=True)
class PrintRun:
    """What one run did."""

    rendered: int = 0
    submitted: int = 0
    failed: int = 0
    """Neither in the spool nor at the printer, or not known to be."""
    busy: bool = False
    """Another process is printing; it takes over what is pending."""


def print_pending(desk: Desk, *, send: Submit = submit) -> PrintRun:
    """Render and send everything that waits, oldest first. Returns at once if another process is at it."""
    rendered = submitted = failed = 0
    with _only_printer(desk) as mine:
        if not mine:
            return PrintRun(busy=True)
        while (job := _next(desk)) is not None:
            queue = desk.profile.printing.queues.get(job.document, desk.profile.printing.queue)
            if job.state == QUEUED:
                done = _render(desk, job, queue)
                rendered += done
            elif queue:
                done = _send(desk, job, queue, send)
                submitted += done
            else:
                # The printer was taken out of the profile: the paper stays in the spool.
                _set(desk, job, queue_job=None)
                done = True
            failed += not done
    return PrintRun(rendered, submitted, failed)


@contextmanager
def _only_printer(desk: Desk) -> Iterator[bool]:
    """One printing process per office: two would print the same paper twice."""
    private_folder(desk.spool)
    try:
        handle = os.open(desk.spool / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    except OSError as broken:
        raise HomeUnusable(f"Folder cetakan {desk.spool} tidak dapat dipakai: {os_words(broken)}.") from broken
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
    finally:
        os.close(handle)


def _next(desk: Desk) -> PrintJob | None:
    to_send = (PrintJob.state == RENDERED) & (PrintJob.queue_job == TO_SEND)
    job: PrintJob | None = (
        PrintJob.select()
        .where((PrintJob.office == desk.office) & ((PrintJob.state == QUEUED) | to_send))
        .order_by(PrintJob.id)
        .first()
    )
    return job


def spool_name(number: str, job: PrintJob) -> str:
    """The file of a paper below the spool: readable for whoever looks there by hand."""
    folder = number.replace("/", "_")
    return os.path.join(folder, f"{job.id:06d}-{job.document}-r{job.round}-k{job.copy}.pdf")


def _render(desk: Desk, job: PrintJob, queue: str) -> bool:
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.documents import render

    number, secret = Case.select(Case.number, Case.secret).where(Case.id == job.case_id).tuples().get()
    name = spool_name(number, job)
    try:
        said = json.loads(job.snapshot)
        data = without_hidden(desk, job.case_id, said)
        if secret:
            # Secrecy that was asked for after the paper was queued counts for it, too.
            data = in_confidence(data, also_known(job.case_id))
        if data != said:
            # What the paper shows is less than what it was queued with, and its snapshot says what it shows.
            _set(desk, job, snapshot=canonical(data))
        for item in data["attachments"]:
            item["path"] = str(desk.attachments / stored_name(item["sha256"], item["mime"]))
        data["logo"] = str(logo_path(desk) or "") if not logo_fault(desk) else ""
        content = render(data)
        keep_file(desk.spool / name, content)
    except Exception as broken:
        # Whatever one paper trips over must not keep the others from being printed; the job shows it.
        # Its words may repeat what the paper was to say, so only its kind is kept.
        log.error("paper %s of job %s could not be rendered: %s", job.document, job.id, type(broken).__name__)
        _set(desk, job, state=FAILED, error=f"Tidak dapat dibuat ({type(broken).__name__}). Hubungi pengelola.")
        return False
    _set(
        desk, job, state=RENDERED, path=name, sha256=hashlib.sha256(content).hexdigest(), error=None,
        queue_job=TO_SEND if queue else None,
    )  # fmt: skip
    return True


def _send(desk: Desk, job: PrintJob, queue: str, send: Submit) -> bool:
    # Between lp and our commit the machine may stop: until the answer is stored, the truth is "not certain".
    _set(desk, job, state=UNKNOWN)
    try:
        reference = send(queue, desk.spool / str(job.path), f"board-{desk.office}-{job.id}")
    except PrinterSilent as silent:
        _set(desk, job, error=str(silent))
        return False
    except PrinterRefused as refused:
        _set(desk, job, state=FAILED, error=str(refused))
        return False
    _set(desk, job, state=SUBMITTED, queue_job=reference)
    return True


def _set(desk: Desk, job: PrintJob, **values: object) -> None:
    with desk.store.writing():
        PrintJob.update(**values, changed_at=millis(desk.now())).where(PrintJob.id == job.id).execute()
