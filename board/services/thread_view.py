"""A thread as somebody reads it: what was said, and what events, files and messages tell of asking and coming.

Only notes are rows of a thread. The rest is worked out when it is read, so that an undo, or a file that was moved out,
changes it by itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby
from typing import Any

from board import wording
from board.models.case import Case
from board.models.event import Event
from board.models.office import User
from board.models.paper import Message
from board.models.thread import Draft
from board.printing.confidential import HIDDEN
from board.services.access import record_look
from board.services.asked_rounds import AskedRound, rounds_of
from board.services.attachments import ATTACHED, files_of
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.drafts import APART
from board.services.event_words import EVENT_TITLES
from board.services.facts_of import bare_facts, find_case, sop_of
from board.services.messages import ANSWER, MESSAGE_SENT, QUEUED, SENT
from board.services.record import Told, is_request, standing, told_events
from board.services.refer_case import PASSED_ON
from board.services.reopenings import REOPENED
from board.services.sight import knows_pelapor, reads_notes
from board.services.thread_notes import APPLICANTS, INTERNAL, note_way, notes_of
from board.services.thread_reads import has_read, mark_read
from board.services.times import iso, maybe_moment, millis, moment
from board.workflow.facts import Actor, NoteKind
from board.workflow.sop import CLOSED, PEMOHON, Intent, Sop, Step
from board.workflow.threads import lives_on_thread

THREAD = "utas"
"""What was looked at, in the access journal: a thread."""
NOTE, ASKED, CAME, MESSAGE = "catatan", "diminta", "kiriman", "pesan"
WAITS, FILLED, WENT = "pesan_menunggu", "isian", "gerak"
"""Where an entry comes from: a row of the thread, or what else tells of the applicant."""
SOURCE_TITLES = {ASKED: "Diminta dari pemohon", CAME: "Kiriman pemohon", MESSAGE: "Pesan terkirim"}
OUTWARD = "jawaban"
"""Kind of what the office says to the applicant outside a note."""
WRITING = timedelta(minutes=10)
"""A draft that was kept later than this is being written."""
TURNS = frozenset({Intent.SIMPLE, Intent.COMPLEX, Intent.ESCALATE, Intent.MEET, Intent.RETURN, REOPENED, PASSED_ON})
"""Intents of the events that a thread tells of."""
Roles = dict[Any, str]


@dataclass(frozen=True)
class Entry:
    """One thing that was said, asked or sent."""

    at: datetime
    kind: str
    author: str
    role: str
    """Title of the author's role as it was then."""
    text: str
    source: str = NOTE
    seq: int | None = None
    """Number of the note; None: told by something else."""
    own: bool = False
    """Whether whoever reads wrote it."""

    def is_unread(self, read: int) -> bool:
        """Whether somebody else wrote it after the last note that was read.

        Args:
            read: number of that note.
        """
        return self.seq is not None and self.seq > read and not self.own


@dataclass(frozen=True)
class Writer:
    """A colleague who is writing into the thread now."""

    name: str
    kind: str


@dataclass(frozen=True)
class ThreadShown:
    """A thread as an officer may read it."""

    number: str
    service: str
    step: str
    """Number and tray of the step."""
    status: str
    due_at: datetime | None
    applicant: str
    secret: bool
    """Whether the name was given in confidence, to whoever reads it here."""
    phone: str
    """Masked: the one an answer goes to; empty where there is none."""
    applicant_role: str
    """What the SOP calls the applicant: Pemohon, Pelapor."""
    settles: bool
    """Whether a solusi written now will be told: the case is open, and its service ends with one."""
    entries: tuple[Entry, ...]
    unsent: int
    """Messages to the applicant that nobody has sent yet."""
    kept_back: int
    """Internal notes that are not for whoever asks."""
    read: int
    """Number of the last note the officer has read."""
    newest: int
    """Number of the newest note."""
    writing: tuple[Writer, ...] = ()

    @property
    def answered(self) -> list[Entry]:
        """The answers so far."""
        return [entry for entry in self.entries if entry.source == NOTE and entry.kind == OUTWARD]


def look_at_thread(desk: Desk, number: str, actor: Actor) -> ThreadShown:
    """A thread for whoever asks; looking is written to the access journal.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    record_look(desk, row.number, actor, THREAD)
    return thread_shown(desk, row, desk.viewer.name if desk.viewer else None)


def open_thread(desk: Desk, number: str, actor: Actor) -> ThreadShown:
    """A thread that an officer opens: the look is recorded, and from now on it is read. Unread is what was so before.

    Raises:
        NotFound: no such case.
    """
    shown = look_at_thread(desk, number, actor)
    _has_been_read(desk, shown, actor)
    return shown


def read_on(desk: Desk, number: str, actor: Actor) -> ThreadShown:
    """A thread that lies open before an officer, read again: what came meanwhile is read now.

    Raises:
        NotFound: no such case.
    """
    shown = thread_shown(desk, find_case(desk, number), actor.name)
    _has_been_read(desk, shown, actor)
    return shown


def _has_been_read(desk: Desk, shown: ThreadShown, actor: Actor) -> None:
    if shown.newest > shown.read:
        with desk.store.writing():
            mark_read(desk, find_case(desk, shown.number), actor.name, shown.newest)


def kept_back_words(count: int) -> str:
    """What is said instead of internal notes that are not for whoever reads."""
    return f"{count} catatan internal (hanya untuk peran SOP ini)."


def thread_shown(desk: Desk, row: Case, user: str | None) -> ThreadShown:
    """The thread of a case, as far as it is for whoever asks.

    Args:
        user: login name of who reads; None: nobody in particular.
    """
    sop = sop_of(desk, row)
    step, knows = sop.step(row.step), knows_pelapor(desk, row, sop)
    notes = notes_of(row.id)
    inside = reads_notes(desk, sop)
    said = [
        Entry(
            moment(note.at, desk.zone),
            note.kind,
            note.author,
            note.role,
            note.text if knows else HIDDEN,
            seq=note.seq,
            own=bool(user) and note.login == user,
        )
        for note in notes
        if inside or note.kind != INTERNAL
    ]
    phone = wording.mask_phone(addressee(row))
    derived = [item for item in _derived(desk, row, sop, knows=knows) if inside or item.kind != INTERNAL]
    unsent = Message.select().where((Message.case_id == row.id) & (Message.state == QUEUED)).count()
    return ThreadShown(
        number=row.number, service=sop.short, step=f"{step.no}. {step.tray}", status=row.status,
        due_at=maybe_moment(row.due_at, desk.zone),
        applicant=row.name if knows else HIDDEN, secret=bool(row.secret) and knows,
        phone=phone if knows or not phone else HIDDEN,
        applicant_role=sop.role_title(PEMOHON),
        settles=row.status not in CLOSED and any(map(_solves, sop.steps)),
        entries=tuple(sorted([*said, *derived], key=lambda entry: entry.at)),
        unsent=unsent,
        kept_back=0 if inside else sum(note.kind == INTERNAL for note in notes),
        read=has_read(desk, row, user) if user else 0, newest=max((note.seq for note in notes), default=0),
        writing=tuple(_writing(desk, row, user)),
    )  # fmt: skip


def _solves(step: Step) -> bool:
    return any(NoteKind.SOLUTION in move.requires for move in step.moves)


def _derived(desk: Desk, row: Case, sop: Sop, *, knows: bool) -> Iterator[Entry]:
    """What was asked of the applicant, what came from them, what was sent to them."""
    told = told_events(row)
    history = standing(told)
    asked_by: Roles = {event.at: _title(sop, event) for event, _ in told if is_request(event)}
    for item in rounds_of(row, sop, history):
        words = _asked_words(item) if knows else HIDDEN
        yield Entry(moment(item.at, desk.zone), OUTWARD, item.by, asked_by.get(item.at, ""), words, ASKED)
    brought: Roles = {
        file["id"]: _title(sop, event) for event, said in told if event.intent == ATTACHED
        for file in said["detail"]["files"]
    }  # fmt: skip
    yield from _files(desk, row, sop, brought, knows=knows)
    sent_by: Roles = {
        said["detail"]["message"]: _title(sop, event) for event, said in told if event.intent == MESSAGE_SENT
    }
    written = Message.select().where((Message.case_id == row.id) & Message.state.in_((SENT, QUEUED)))
    for message in written.order_by(Message.id):
        sent = message.state == SENT
        # The answer itself stands in the thread already.
        text = "jawaban di atas" if message.kind == ANSWER else message.text
        words = f"Kepada {wording.mask_phone(message.phone)}: {text}" if knows else HIDDEN
        at, by = (message.sent_at, message.sent_by) if sent else (message.at, message.by)
        role = sent_by.get(message.id, "")
        yield Entry(moment(at, desk.zone), OUTWARD, by or "", role, words, MESSAGE if sent else WAITS)
    if lives_on_thread(sop):
        yield from _filled(desk, row, sop, history, knows=knows)
        yield from _went(desk, sop, history)


def _filled(desk: Desk, row: Case, sop: Sop, history: Sequence[Told], *, knows: bool) -> Iterator[Entry]:
    """What was written at length into the case itself: the matter, the summary, the minutes, the answer."""
    data = bare_facts(desk, row).data
    for item in sop.fields:
        value = str(data.get(item.id) or "")
        if item.type != "long" or not value:
            continue
        event = next(
            (event for event, said in reversed(history) if item.id in (said["detail"].get("data") or {})), None
        )
        theirs = item.step == sop.first.id
        at = row.received_at if event is None else event.at
        event = event or history[0][0]
        kind = APPLICANTS if theirs else OUTWARD if item.id == ANSWER and row.issued_at else INTERNAL
        words = f"{item.title}: {value}" if knows else HIDDEN
        yield Entry(moment(at, desk.zone), kind, event.actor, _title(sop, event), words, FILLED)


def _went(desk: Desk, sop: Sop, history: Sequence[Told]) -> Iterator[Entry]:
    """The ways a complaint or consultation took that its thread should tell: chosen, escalated, returned, reopened."""
    trays = {step.id: step.tray for step in sop.steps}
    reasons = {code: title for kind in desk.profile.reasons.values() for code, title in kind.items()}
    for event, said in history:
        if event.intent not in TURNS or event.to_step == PEMOHON:
            continue
        to = f", ke {trays[event.to_step]}" if event.to_step in trays else ""
        why = ". ".join(filter(None, (reasons.get(event.reason or "", event.reason or ""), said["note"])))
        words = f"{EVENT_TITLES.get(event.intent, event.intent)}{to}{f': {why}' if why else '.'}"
        yield Entry(moment(event.at, desk.zone), INTERNAL, event.actor, _title(sop, event), words, WENT)


def _title(sop: Sop, event: Event) -> str:
    return sop.role_title(event.role) if event.role else ""


def _asked_words(item: AskedRound) -> str:
    """What was asked, line by line, and what of it came."""
    lines = [
        f"- {paper.title}{' (diminta ulang)' if paper.again else ''}: {'sudah datang' if paper.came else 'belum'}"
        for paper in item.items
    ]
    return "\n".join([*lines, *([item.note] if item.note else [])]) or "Kelengkapan berkas."


def _files(desk: Desk, row: Case, sop: Sop, brought: Roles, *, knows: bool) -> Iterator[Entry]:
    """Files by arrival: those that came together are one entry."""
    titles = {item.id: item.title for item in sop.requirements}
    together = groupby(files_of(row.id), key=lambda item: (item.at, item.by, item.sender))
    for (at, by, sender), items in together:
        files = list(items)
        lines = [
            f"- {wording.masked(wording.clean(item.name)) if knows else HIDDEN}"
            f"{f' ({titles[item.requirement]})' if item.requirement in titles else ''}"
            for item in files
        ]
        if sender:
            lines.insert(0, f"Dari {wording.mask_phone(sender) if knows else HIDDEN}")
        role = brought.get(files[0].id, "")
        yield Entry(moment(at, desk.zone), APPLICANTS, by, role, "\n".join(lines), CAME)


def _writing(desk: Desk, row: Case, user: str | None) -> Iterator[Writer]:
    """Colleagues whose draft for this thread was kept moments ago."""
    begins = f"{note_way(row.number, '').name}:"
    since = millis(desk.now() - WRITING)
    drafts = (
        Draft.select(Draft.form, User.title)
        .join(User, on=((User.office == Draft.office) & (User.name == Draft.user)))
        .where(
            Draft.office == desk.office, Draft.form.startswith(begins), Draft.at >= since,
            *([Draft.user != user] if user else []),
        )
        .order_by(Draft.at)
    )  # fmt: skip
    for form, title in drafts.tuples():
        yield Writer(title, form.removeprefix(begins).partition(APART)[0])


def told_entries(desk: Desk, shown: ThreadShown) -> list[dict[str, Any]]:
    """A thread as the contract tells it: what was said, asked, brought and sent; what is written on the case itself, or
    has yet to be sent, is told by ``case show`` and ``outbox list``.
    """
    return [
        {
            "seq": entry.seq, "at": iso(millis(entry.at), desk.zone), "kind": entry.kind, "author": entry.author,
            "role": entry.role, "text": entry.text, "source": entry.source,
        }
        for entry in shown.entries
        if entry.source in (NOTE, ASKED, CAME, MESSAGE)
    ]  # fmt: skip
