"""The thread of a case: what was said, by whom, in which role at the time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from board import wording
from board.errors import InputInvalid, Problem
from board.models.case import Case
from board.models.thread import Note
from board.services.desk import Desk
from board.services.record import Happening, record
from board.services.times import millis
from board.services.work_case import at_work
from board.workflow import permissions
from board.workflow.facts import Actor, Grant, NoteKind
from board.workflow.sop import Sop
from board.workflow.stored import canonical, digest

APPLICANTS = NoteKind.APPLICANT.value
"""Kind of what the applicant wrote; every other note is the office's."""
INTERNAL = "internal"
"""Kind of what never leaves the office."""
KINDS = {APPLICANTS: "Pelapor", INTERNAL: "Catatan internal", "jawaban": "Jawaban", "solusi": "Solusi"}
LONGEST = 8000


def write_note(desk: Desk, number: str, user: str, kind: str, text: str, *, key: str | None = None) -> Note:
    """Add a note to a case's thread. A note is never edited; a correction is a new one.

    Raises:
        InputInvalid: unknown kind, empty or too long.
        MoveRefused: the officer has no role in the SOP.
    """
    clean = wording.clean(text, lines=True)
    problems = []
    if kind not in KINDS:
        problems.append(
            Problem("kind", f'Jenis catatan "{wording.quoted(kind)}" tidak dikenal; pilih {", ".join(KINDS)}.')
        )
    if not clean:
        problems.append(Problem("text", "Catatan masih kosong; tulis isinya."))
    if len(clean) > LONGEST:
        problems.append(Problem("text", f"Catatan paling panjang {LONGEST} huruf, ini {len(clean)}."))
    if problems:
        raise InputInvalid(problems)
    with at_work(desk, number, user, "catatan", key=key, kind=kind, text=clean) as work:
        if work.repeated:
            return _last_like(work.row.id, kind, clean)
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        return add_note(desk, work.row, work.sop, kind, clean, actor=work.actor, grant=grant, now=work.now)


def add_note(
    desk: Desk, row: Case, sop: Sop, kind: str, text: str, *, actor: Actor, grant: Grant, now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> Note:  # fmt: skip
    """Add a note with its event, inside the caller's transaction; the text is clean and not too long.

    Args:
        changes: columns of the case that change with it.
    """
    last = Note.select(Note.seq).where(Note.case_id == row.id).order_by(Note.seq.desc()).limit(1).scalar()
    note: Note = Note.create(
        office=desk.office, case_id=row.id, seq=(last or 0) + 1, kind=kind, at=millis(now),
        author=actor.title, role=sop.role_title(grant.role), text=text,
    )  # fmt: skip
    detail = {"kind": kind, "note": note.seq, "digest": note_digest(note)}
    happening = Happening("catatan", from_step=row.step, to_step=row.step, detail=detail)
    record(desk, row, happening, actor=actor, grant=grant, now=now, changes=changes)
    return note


def came_from(phone: str) -> str:
    """How a note begins that holds what a phone wrote: ``Dari +6281234567890, ``."""
    return f"Dari {phone or 'pengirim tanpa nomor'}, "


def _last_like(case_id: int, kind: str, text: str) -> Note:
    same = (Note.case_id == case_id) & (Note.kind == kind) & (Note.text == text)
    note: Note = Note.select().where(same).order_by(Note.seq.desc()).get()
    return note


def note_digest(note: Note) -> str:
    """One digest over what a note says, for the event that tells of it."""
    return digest(canonical([note.kind, note.author, note.role, note.text]))


def notes_of(case_id: int) -> list[Note]:
    """The thread as far as it is in sight, oldest first."""
    mine = (Note.case_id == case_id) & Note.hidden_at.is_null()
    return list(Note.select().where(mine).order_by(Note.seq))
