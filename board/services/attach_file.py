"""Files handed in with a case: checked, cleaned, kept by content; never a path from outside."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from board import wording
from board.errors import FileRefused, InputInvalid, Problem
from board.models.case import Attachment, Case
from board.printing.images import Unreadable, cleaned_file
from board.services.desk import Desk
from board.services.record import Happening, record
from board.services.storage import keep_file
from board.services.times import millis
from board.services.work_case import at_work
from board.workflow import permissions

LARGEST = 20 * 1024 * 1024
MIME_ENDINGS = {"image/jpeg": ".jpg", "image/png": ".png", "application/pdf": ".pdf"}


def attach_file(
    desk: Desk, number: str, user: str, path: Path, requirement: str | None = None, *, key: str | None = None
) -> Attachment:
    """Attach a photo or PDF to a case, for one of its requirements or for none.

    The same content twice for one requirement is kept once; one scan may serve several requirements.

    Raises:
        FileRefused: missing, too large, or not a readable JPEG, PNG or PDF.
        InputInvalid: the service has no such requirement.
        MoveRefused: it is not the officer's turn.
    """
    content, mime, pages = _read(path)
    sha256 = digest_of(content)
    with at_work(desk, number, user, "lampir", key=key, sha256=sha256, requirement=requirement) as work:
        if work.repeated:
            return _attached(work.row, sha256, requirement)[0]
        grant = permissions.may_work(work.sop, work.facts, work.actor)
        known = [item.id for item in work.sop.requirements]
        if requirement is not None and requirement not in known:
            raise InputInvalid(
                [
                    Problem(
                        "requirement",
                        f'Persyaratan "{wording.quoted(requirement)}" tidak dikenal. Yang ada: {", ".join(known)}.',
                    )
                ]
            )
        existing = _attached(work.row, sha256, requirement)
        if existing:
            return existing[0]
        keep_file(desk.attachments / stored_name(sha256, mime), content)
        name = wording.clean(path.name)[:120] or "berkas"
        row: Attachment = Attachment.create(
            office=desk.office, case_id=work.row.id, name=name, mime=mime, size=len(content), pages=pages,
            sha256=sha256, requirement=requirement, at=millis(work.now), by=work.actor.title,
        )  # fmt: skip
        happening = Happening(
            "lampir", from_step=work.row.step, to_step=work.row.step,
            detail={"name": name, "sha256": sha256, "requirement": requirement},
        )  # fmt: skip
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
        return row


def _attached(row: Case, sha256: str, requirement: str | None) -> list[Attachment]:
    same = (Attachment.case_id == row.id) & (Attachment.sha256 == sha256)
    serves = Attachment.requirement.is_null() if requirement is None else Attachment.requirement == requirement
    return list(Attachment.select().where(same & serves))


def stored_name(sha256: str, mime: str) -> str:
    """Where a file is kept below the attachments folder: by its content, two levels deep."""
    return os.path.join(sha256[:2], sha256 + MIME_ENDINGS[mime])


def digest_of(content: bytes) -> str:
    """SHA-256 of a file's content, in hex."""
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> tuple[bytes, str, int]:
    try:
        if not path.is_file():
            raise FileRefused(f"Berkas {wording.quoted(path.name)} tidak ada atau bukan berkas biasa.")
        if path.stat().st_size > LARGEST:
            raise FileRefused(
                f"{wording.quoted(path.name)} berukuran {path.stat().st_size // 1024 // 1024} MB; paling besar "
                f"{LARGEST // 1024 // 1024} MB. Kecilkan fotonya lalu lampirkan lagi."
            )
        return cleaned_file(path.read_bytes())
    except Unreadable as refused:
        raise FileRefused(f"{wording.quoted(path.name)}: {refused}") from None
    except OSError as broken:
        raise FileRefused(f"{wording.quoted(path.name)} tidak dapat dibaca: {wording.os_words(broken)}.") from None
