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

from board.models.case import Case
from board.models.paper import PrintJob
from board.printing.printer import PrinterRefused, submit
from board.services.attach_file import stored_name
from board.services.desk import Desk
from board.services.papers import FAILED, QUEUED, RENDERED, SUBMITTED, UNKNOWN
from board.services.storage import keep_file, private_folder
from board.services.times import millis

log = logging.getLogger(__name__)

Submit = Callable[[str, Path, str], str]
"""Queue, file, title → the printer's job id; raises PrinterRefused."""


@dataclass(frozen=True)
class PrintRun:
    """What one run did."""

    rendered: int = 0
    submitted: int = 0
    failed: int = 0
    busy: bool = False
    """Another process is printing; it takes over what is pending."""


def print_pending(desk: Desk, *, send: Submit = submit) -> PrintRun:
    """Render and send everything that waits, oldest first. Returns at once if another process is at it."""
    rendered = submitted = failed = 0
    with _only_printer(desk) as mine:
        if not mine:
            return PrintRun(busy=True)
        while (job := _next(desk)) is not None:
            path = _render(desk, job)
            if path is None:
                failed += 1
                continue
            rendered += 1
            queue = desk.profile.printing.queues.get(job.document, desk.profile.printing.queue)
            if queue:
                sent = _send(desk, job, queue, path, send)
                submitted += sent
                failed += not sent
    return PrintRun(rendered, submitted, failed)


@contextmanager
def _only_printer(desk: Desk) -> Iterator[bool]:
    """One printing process per office: two would print the same paper twice."""
    private_folder(desk.spool)
    handle = os.open(desk.spool / ".lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
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
    job: PrintJob | None = (
        PrintJob.select()
        .where((PrintJob.office == desk.office) & (PrintJob.state == QUEUED))
        .order_by(PrintJob.id)
        .first()
    )
    return job


def spool_name(number: str, job: PrintJob) -> str:
    """The file of a paper below the spool: readable for whoever looks there by hand."""
    folder = number.replace("/", "_")
    return os.path.join(folder, f"{job.id:06d}-{job.document}-r{job.round}-k{job.copy}.pdf")


def _render(desk: Desk, job: PrintJob) -> Path | None:
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.documents import render

    number = Case.select(Case.number).where(Case.id == job.case_id).scalar()
    name = spool_name(number, job)
    try:
        data = json.loads(job.snapshot)
        for item in data["attachments"]:
            item["path"] = str(desk.attachments / stored_name(item["sha256"], item["mime"]))
        content = render(data)
        keep_file(desk.spool / name, content)
    except Exception as broken:
        # Whatever one paper trips over must not keep the others from being printed; the job shows it.
        log.exception("paper %s of job %s could not be rendered", job.document, job.id)
        _set(desk, job, state=FAILED, error=f"{type(broken).__name__}: {broken}"[:500])
        return None
    _set(desk, job, state=RENDERED, path=name, sha256=hashlib.sha256(content).hexdigest(), error=None)
    return desk.spool / name


def _send(desk: Desk, job: PrintJob, queue: str, path: Path, send: Submit) -> bool:
    # Between lp and our commit the machine may stop: until the answer is stored, the truth is "not certain".
    _set(desk, job, state=UNKNOWN)
    try:
        reference = send(queue, path, f"board-{desk.office}-{job.id}")
    except PrinterRefused as refused:
        _set(desk, job, state=FAILED, error=str(refused))
        return False
    _set(desk, job, state=SUBMITTED, queue_job=reference)
    return True


def _set(desk: Desk, job: PrintJob, **values: object) -> None:
    with desk.store.writing():
        PrintJob.update(**values, changed_at=millis(desk.now())).where(PrintJob.id == job.id).execute()


def unprinted(desk: Desk, job: PrintJob) -> bool:
    """Whether a paper is not known to be in anybody's hand."""
    queue = desk.profile.printing.queues.get(job.document, desk.profile.printing.queue)
    return job.state in {QUEUED, FAILED, UNKNOWN} or (bool(queue) and job.state == RENDERED)
