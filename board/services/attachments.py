"""Files of a case as rows: added with one event, told by id, so that a history says which file is meant."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from board.models.case import Attachment, Case
from board.services.desk import Desk
from board.services.record import Happening, record
from board.services.times import millis
from board.workflow.facts import Actor, Grant
from board.workflow.sop import Sop, Status

ATTACHED = "lampir"
"""Intent of the event that tells of new files."""
NO_REQUIREMENT = ""
"""``requirement`` of a file that an officer looked at and that hands in nothing; None: nobody has said yet."""
MIME_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}


@dataclass(frozen=True)
class NewFile:
    """A file that is kept by content already, about to belong to a case."""

    name: str
    mime: str
    size: int
    pages: int
    sha256: str
    requirement: str | None = None
    sender: str = ""
    """Phone it came from; empty at the counter."""
    bundle_id: int | None = None


def stored_name(sha256: str, mime: str) -> str:
    """Where a file is kept below the attachments folder: by its content, two levels deep."""
    return os.path.join(sha256[:2], sha256 + MIME_ENDINGS[mime])


def taken_along(item: Attachment, target: Sop) -> NewFile:
    """A file of one case as a case of another service takes it over.

    It stays for the same requirement where that service has it; that it hands in nothing holds in every service.
    """
    known = {NO_REQUIREMENT, *(requirement.id for requirement in target.requirements)}
    return NewFile(
        item.name, item.mime, item.size, item.pages, item.sha256,
        item.requirement if item.requirement in known else None, item.sender, item.bundle_id,
    )  # fmt: skip


def add_files(
    desk: Desk, row: Case, files: Sequence[NewFile], *, actor: Actor, grant: Grant | None, now: datetime,
    note: str = "", ticked: Mapping[str, str] | None = None,
) -> list[Attachment]:  # fmt: skip
    """Add files to a case with one event, inside the caller's transaction.

    Args:
        note: why they came, where that needs telling.
        ticked: requirement → form, of those that are handed in by these files and were not before.
    """
    rows = [
        Attachment.create(
            office=desk.office, case_id=row.id, name=item.name, mime=item.mime, size=item.size, pages=item.pages,
            sha256=item.sha256, requirement=item.requirement, at=millis(now), by=actor.title, sender=item.sender,
            bundle_id=item.bundle_id,
        )
        for item in files
    ]  # fmt: skip
    told = [{"id": item.id, "name": item.name, "sha256": item.sha256, "requirement": item.requirement} for item in rows]
    changes: dict[str, Any] = as_news(row, now)
    detail: dict[str, Any] = {"files": told}
    if ticked:
        changes["requirements"] = json.dumps({**json.loads(row.requirements), **ticked}, sort_keys=True)
        detail["ticked"] = dict(ticked)
    happening = Happening(ATTACHED, from_step=row.step, to_step=row.step, note=note, detail=detail)
    record(desk, row, happening, actor=actor, grant=grant, now=now, changes=changes)
    return rows


def as_news(row: Case, now: datetime) -> dict[str, Any]:
    """What of a case changes when something comes from an applicant who is waited for.

    Somebody has to look at it: until then the case waits for the office, not for the applicant.
    """
    return {"news_at": millis(now)} if row.status == Status.AT_APPLICANT and row.news_at is None else {}


def files_of(case_id: int) -> list[Attachment]:
    """The files of a case that are in sight, in the order they came."""
    mine = (Attachment.case_id == case_id) & Attachment.hidden_at.is_null()
    return list(Attachment.select().where(mine).order_by(Attachment.id))
