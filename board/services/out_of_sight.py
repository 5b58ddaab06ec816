"""What lay in the wrong case: out of sight there, named only by kind, reason, and where it went (salah alamat)."""

from __future__ import annotations

from typing import Any

from board.models.case import Attachment, Case
from board.models.thread import Note
from board.services.desk import Desk
from board.services.times import iso
from board.workflow.office import Profile


def moved_from(desk: Desk, row: Case) -> list[dict[str, Any]]:
    """What was taken out of a case, oldest first, without what it was."""
    hidden = [("lampiran", item.id, item) for item in _hidden_files(row.id)]
    hidden += [("catatan", item.seq, item) for item in _hidden_notes(row.id)]
    found = [
        {
            "what": what, "id": name, "to": _number(item.moved_to), "reason": item.hidden_reason,
            "at": iso(item.hidden_at, desk.zone), "by": item.hidden_by,
        }
        for what, name, item in hidden
    ]  # fmt: skip
    return sorted(found, key=lambda item: item["at"] or "")


def moved_words(profile: Profile, item: dict[str, Any]) -> str:
    """``1 lampiran dipindahkan ke KIA-2026-00005 (pengirim salah mengirim)``: all that is said of it."""
    where = f"dipindahkan ke {item['to']}" if item["to"] else "dikeluarkan, pemilik belum diketahui"
    why = profile.reasons["salah_alamat"].get(item["reason"], item["reason"])
    return f"1 {item['what']} {where} ({why.lower()})"


def without_hidden_names(row: Case, detail: dict[str, Any]) -> dict[str, Any]:
    """The detail of an event as it may be shown: a file that is out of sight keeps its id and loses its name."""
    if "files" not in detail:
        return detail
    hidden = {item.id for item in _hidden_files(row.id)}
    files = [
        {**item, "name": "", "sha256": ""} if isinstance(item, dict) and item.get("id") in hidden else item
        for item in detail["files"]
    ]
    return {**detail, "files": files}


def without_hidden(case_id: int, snapshot: dict[str, Any]) -> dict[str, Any]:
    """A snapshot without what was taken out of the case since: papers printed late, or again, show it no more.

    The stored snapshot stays as it was; only what comes out of the printer is less.
    """
    files = _hidden_files(case_id)
    if files:
        in_sight = {
            sha256
            for (sha256,) in Attachment.select(Attachment.sha256)
            .where((Attachment.case_id == case_id) & Attachment.hidden_at.is_null())
            .tuples()
        }
        gone = {item.sha256 for item in files} - in_sight
        kept = [item for item in snapshot["attachments"] if item["sha256"] not in gone]
        snapshot = {**snapshot, "attachments": kept}
    texts = [note.text for note in _hidden_notes(case_id)]
    if texts:
        notes = [item for item in snapshot["notes"] if item["text"] not in texts]
        told = [item for item in snapshot["chronology"] if not any(item["what"].endswith(text) for text in texts)]
        snapshot = {**snapshot, "notes": notes, "chronology": told}
    return snapshot


def _hidden_files(case_id: int) -> list[Attachment]:
    mine = (Attachment.case_id == case_id) & Attachment.hidden_at.is_null(False)
    return list(Attachment.select().where(mine).order_by(Attachment.id))


def _hidden_notes(case_id: int) -> list[Note]:
    mine = (Note.case_id == case_id) & Note.hidden_at.is_null(False)
    return list(Note.select().where(mine).order_by(Note.seq))


def _number(case_id: int | None) -> str | None:
    found: str | None = Case.select(Case.number).where(Case.id == case_id).scalar() if case_id else None
    return found
