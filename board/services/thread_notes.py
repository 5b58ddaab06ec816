"""The thread of a case: what was said, by whom, in which role at the time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from peewee import fn

from board import wording
from board.errors import AnsweredAlready, InputInvalid, Problem
from board.models.case import Case
from board.models.paper import Message
from board.models.thread import Note
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.drafts import Way
from board.services.facts_of import facts_of, find_case, sop_of, writer_of
from board.services.messages import ANSWER, write_message
from board.services.record import NOTED, Happening, record
from board.services.thread_reads import has_read, mark_read
from board.services.times import millis, moment
from board.services.work_case import at_work
from board.workflow import permissions
from board.workflow.answers import blank_words
from board.workflow.facts import Actor, Grant, NoteKind
from board.workflow.sop import Sop
from board.workflow.stored import canonical, digest

APPLICANTS = NoteKind.APPLICANT.value
"""Kind of what the applicant wrote; every other note is the office's."""
INTERNAL = NoteKind.INTERNAL.value
"""Kind of what never leaves the office (PRODUCT 5.13)."""
KINDS = {APPLICANTS: "Pelapor", INTERNAL: "Catatan internal", "jawaban": "Jawaban", "solusi": "Solusi"}
ANSWERS = (NoteKind.ANSWER.value, NoteKind.SOLUTION.value)
"""Kinds that answer the applicant: of two officers, the second one reads the first one's before sending."""
LONGEST = 8000


@dataclass(frozen=True)
class Written:
    """A note, and the message to the applicant that carries it."""

    note: Note
    message: Message | None = None


def may_write(desk: Desk, number: str, user: str) -> None:
    """Whether an officer may write into a thread: nobody composes an answer in vain.

    Raises:
        NotFound, NotAuthorised: see ``board.errors``.
        MoveRefused: the officer has no role in the SOP.
    """
    row = find_case(desk, number)
    permissions.may_note(sop_of(desk, row), facts_of(desk, row), writer_of(desk, user))


def write_note(
    desk: Desk, number: str, user: str, kind: str, text: str, *, seen: int | None = None, key: str | None = None
) -> Written:
    """Add a note to a case's thread. A note is never edited; a correction is a new one.

    A jawaban also waits as a message to the applicant, where there is a phone.

    Args:
        seen: number of the last note the officer has read; None: nobody asks.

    Raises:
        InputInvalid: unknown kind, empty, too long, or an answer with a blank of its template.
        MoveRefused: the officer has no role in the SOP.
        AnsweredAlready: a colleague answered after ``seen``.
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
    if kind in ANSWERS and (blank := blank_words(clean, desk.profile.answers.values())):
        problems.append(Problem("text", blank))
    if problems:
        raise InputInvalid(problems)
    with at_work(desk, number, user, NOTED, key=key, kind=kind, text=clean) as work:
        if work.repeated:
            return Written(_last_like(work.row.id, kind, clean))
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        if seen is not None:
            _must_know_answers(desk, work.row, seen, user)
        note = add_note(desk, work.row, work.sop, kind, clean, actor=work.actor, grant=grant, now=work.now)
        if has_read(desk, work.row, user) == note.seq - 1:
            # Whoever writes past what colleagues wrote has not read it by that.
            mark_read(desk, work.row, user, note.seq)
        message = None
        if kind == ANSWER and addressee(work.row):
            message = write_message(desk, work.row, work.sop, ANSWER, actor=work.actor, now=work.now, answer=clean)
        return Written(note, message)


def _must_know_answers(desk: Desk, row: Case, seen: int, user: str) -> None:
    """Refuse to answer past a colleague.

    Raises:
        AnsweredAlready: somebody else answered after the note that was read last.
    """
    answers = (note for note in reversed(notes_of(row.id)) if note.seq > seen and note.kind in ANSWERS)
    other = next((note for note in answers if note.login != user), None)
    if other is not None:
        at = wording.stamp(moment(other.at, desk.zone))
        raise AnsweredAlready(row.number, seq=other.seq, by=other.author, at=at)


def add_note(
    desk: Desk, row: Case, sop: Sop, kind: str, text: str, *, actor: Actor, grant: Grant, now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> Note:  # fmt: skip
    """Add a note with its event, inside the caller's transaction; the text is clean and not too long.

    Args:
        changes: columns of the case that change with it.
    """
    note: Note = Note.create(
        office=desk.office, case_id=row.id, seq=newest_seq(row.id) + 1, kind=kind, at=millis(now),
        author=actor.title, role=sop.role_title(grant.role), text=text, login=actor.name,
    )  # fmt: skip
    detail = {"kind": kind, "note": note.seq, "digest": note_digest(note)}
    happening = Happening(NOTED, from_step=row.step, to_step=row.step, detail=detail)
    record(desk, row, happening, actor=actor, grant=grant, now=now, changes=changes)
    return note


def note_way(number: str, kind: str) -> Way:
    """How what an officer writes into a thread is gone on with."""
    return Way("note", number, kind)


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


def newest_seq(case_id: int) -> int:
    """Number of the newest note of a thread, in sight or not; 0: none yet."""
    return Note.select(fn.MAX(Note.seq)).where(Note.case_id == case_id).scalar() or 0


def notes_of(case_id: int) -> list[Note]:
    """The thread as far as it is in sight, oldest first."""
    mine = (Note.case_id == case_id) & Note.hidden_at.is_null()
    return list(Note.select().where(mine).order_by(Note.seq))
