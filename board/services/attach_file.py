"""Files handed in with a case: checked, cleaned, kept by content; never a path from outside."""

from __future__ import annotations

import hashlib
from pathlib import Path

from board import wording
from board.errors import FileRefused, InputInvalid, Problem
from board.models.case import Attachment, Case
from board.printing.unreadable import Unreadable
from board.services.attachments import NewFile, add_files, stored_name
from board.services.desk import Desk
from board.services.known_names import unknown_requirement
from board.services.safe_decoder import safe_decoder
from board.services.storage import keep_file
from board.services.work_case import at_work
from board.workflow import permissions

LARGEST = 20 * 1024 * 1024


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
            raise InputInvalid([Problem("requirement", unknown_requirement(requirement, known))])
        existing = _attached(work.row, sha256, requirement)
        if existing:
            return existing[0]
        keep_file(desk.attachments / stored_name(sha256, mime), content)
        name = wording.clean(path.name)[:120] or "berkas"
        item = NewFile(name, mime, len(content), pages, sha256, requirement)
        return add_files(desk, work.row, [item], actor=work.actor, grant=grant, now=work.now)[0]


def _attached(row: Case, sha256: str, requirement: str | None) -> list[Attachment]:
    same = (Attachment.case_id == row.id) & (Attachment.sha256 == sha256) & Attachment.hidden_at.is_null()
    serves = Attachment.requirement.is_null() if requirement is None else Attachment.requirement == requirement
    return list(Attachment.select().where(same & serves))


def digest_of(content: bytes) -> str:
    """SHA-256 of a file's content, in hex."""
    return hashlib.sha256(content).hexdigest()


def _read(path: Path) -> tuple[bytes, str, int]:
    try:
        if not path.is_file():
            raise FileRefused(f"Berkas {wording.quoted(path.name)} tidak ada atau bukan berkas biasa.")
        if path.stat().st_size > LARGEST:
            raise FileRefused(
                f"{wording.quoted(path.name)} berukuran {wording.size_words(path.stat().st_size)}; paling besar "
                f"{wording.size_words(LARGEST)}. Kecilkan fotonya lalu lampirkan lagi."
            )
        with safe_decoder() as decoder:
            decoded = decoder.decode(path.read_bytes())
        return decoded.content, decoded.mime, decoded.pages
    except Unreadable as refused:
        raise FileRefused(f"{wording.quoted(path.name)}: {refused}") from None
    except OSError as broken:
        raise FileRefused(f"{wording.quoted(path.name)} tidak dapat dibaca: {wording.os_words(broken)}.") from None
