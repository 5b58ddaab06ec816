"""What lay in the wrong case: out of sight there, named only by kind, reason, and where it went (salah alamat)."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from peewee import fn

from board.models.case import Attachment, Case
from board.models.paper import PrintJob
from board.models.thread import Note
from board.services.attachments import files_of
from board.services.desk import Desk
from board.services.facts_of import number_of
from board.services.papers import QUEUED
from board.services.snapshot import note_line
from board.services.thread_notes import notes_of
from board.services.times import iso
from board.workflow.office import Profile

MISDIRECTED = "salah_alamat"
"""Intent of the event in the case something lay in by mistake, and kind of its coded reasons."""
SHOWING_FILES = ("foto_berkas",)
"""Papers of a case on which its files can be seen."""


def moved_from(desk: Desk, row: Case) -> list[dict[str, Any]]:
    """What was taken out of a case, oldest first, without what it was."""
    hidden = [("lampiran", item.id, item) for item in _hidden_files(row.id)]
    hidden += [("catatan", item.seq, item) for item in _hidden_notes(row.id)]
    found = [
        {
            "what": what, "id": name, "to": number_of(item.moved_to), "reason": item.hidden_reason,
            "at": iso(item.hidden_at, desk.zone), "by": item.hidden_by,
        }
        for what, name, item in hidden
    ]  # fmt: skip
    return sorted(found, key=lambda item: item["at"] or "")


def moved_words(profile: Profile, item: dict[str, Any]) -> str:
    """``1 lampiran dipindahkan ke KIA-2026-00005 (pengirim salah mengirim)``: all that is said of it."""
    where = f"dipindahkan ke {item['to']}" if item["to"] else "dikeluarkan, pemilik belum diketahui"
    return f"1 {item['what']} {where} ({reason_words(profile, item['reason']).lower()})"


def reason_words(profile: Profile, code: str | None) -> str:
    """The title of a reason why something lay in the wrong case."""
    return profile.reasons[MISDIRECTED].get(code or "", code or "")


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


def without_hidden(desk: Desk, case_id: int, snapshot: dict[str, Any]) -> dict[str, Any]:
    """A snapshot without what was taken out of the case since: papers printed late, or again, show it no more.

    A note is known by its kind and words, its line by time, author and words: what others said stays.
    """
    if gone := contents_gone(case_id):
        kept = [item for item in snapshot["attachments"] if item["sha256"] not in gone]
        snapshot = {**snapshot, "attachments": kept}
    if hidden := _hidden_notes(case_id):
        seen = notes_of(case_id)
        said = {(note.kind, note.text) for note in hidden} - {(note.kind, note.text) for note in seen}
        still = [note_line(desk, note) for note in seen]
        lines = [line for line in (note_line(desk, note) for note in hidden) if line not in still]
        snapshot = {
            **snapshot,
            "notes": [item for item in snapshot["notes"] if (item["kind"], item["text"]) not in said],
            "chronology": [item for item in snapshot["chronology"] if item not in lines],
        }
    return snapshot


def contents_gone(case_id: int) -> set[str]:
    """Contents (SHA-256) that were taken out of a case and are not among its files in sight."""
    return {item.sha256 for item in _hidden_files(case_id)} - {item.sha256 for item in files_of(case_id)}


def papers_showing(case_id: int, contents: Collection[str]) -> list[PrintJob]:
    """Papers of a case that came out with one of these files on them, in the order they were made.

    What a paper shows is its snapshot: one that is rendered after a file was taken out keeps the lesser one.
    """
    if not contents:
        return []
    made = (PrintJob.case_id == case_id) & (PrintJob.state != QUEUED) & PrintJob.document.in_(SHOWING_FILES)
    shown = [fn.INSTR(PrintJob.snapshot, content) > 0 for content in sorted(contents)]
    anything = shown[0]
    for one in shown[1:]:
        anything |= one
    return list(PrintJob.select().where(made & anything).order_by(PrintJob.id))


def _hidden_files(case_id: int) -> list[Attachment]:
    mine = (Attachment.case_id == case_id) & Attachment.hidden_at.is_null(False)
    return list(Attachment.select().where(mine).order_by(Attachment.id))


def _hidden_notes(case_id: int) -> list[Note]:
    mine = (Note.case_id == case_id) & Note.hidden_at.is_null(False)
    return list(Note.select().where(mine).order_by(Note.seq))
