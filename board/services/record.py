"""Writing what happened: the guarded update of a case with its event, and the office's journals.

Every change of a case goes through ``change_case`` and ``write_event``, mostly both at once in ``record``: the version
rises by one, a colleague who was faster is noticed, and the event joins the case's hash chain. So the version of a case
is always the number of its events, and the last event tells the state the case is in (``verify`` compares them).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from peewee import fn

from board.errors import ClockRefused, DatabaseUnreachable, StaleCase
from board.models.case import Case
from board.models.event import Event, JournalEntry
from board.models.office import Setting
from board.printing.confidential import is_secret
from board.services.desk import Desk
from board.services.times import iso, millis, moment
from board.wording import stamp
from board.workflow.doings import UNDONE
from board.workflow.facts import Actor, Grant
from board.workflow.sop import PEMOHON, Intent
from board.workflow.stored import canonical, digest

NO_HASH = "0" * 64
"""``prev`` of the first link of every chain."""
OFFICE_LOG, ACCESS_LOG = "kantor", "akses"
"""The two journals: who administered, and who looked at personal data."""
CLOCK_SETTING = "clock_confirmed_at"
CLOCK_DOUBTED = "clock_doubted_event"
TOLERATED_SKEW_MS = 2_000
"""Two processes on one machine may read the clock a moment apart."""


CONTENT = (
    "sop", "sop_version", "open", "due", "round", "channel", "urgent", "name", "name_search", "nik", "no_kk", "phone",
    "siak_number", "data", "requirements", "pickup_code", "holder", "holder_title", "held_at", "received_at",
    "recorded_at", "entered_at", "complete_at", "due_at", "paused_at", "ready_at", "issued_at", "closed_at", "outcome",
    "physical_holder", "physical_title", "physical_at", "sought_at", "news_at",
)  # fmt: skip
"""Columns of a case that an event covers by one digest; step, role and status it tells openly."""

TOLD = frozenset(
    {"number", "seq", "at", "intent", "from", "to", "actor", "login", "role", "acting_for", "reason", "note", "detail",
     "state"}
)  # fmt: skip
"""What every event tells."""
KEY = "key"
"""What an event or a line of a journal tells besides, where it was written in a session that a key opened: its id."""
NOTED = "catatan"
"""Intent of the event that tells of a note."""
Told = tuple[Event, dict[str, Any]]
"""An event, and what it says."""


@dataclass(frozen=True)
class Happening:
    """What an event says, apart from when, who and where in the chain."""

    intent: str
    from_step: str | None = None
    to_step: str | None = None
    reason: str | None = None
    note: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)


def link(prev: str, text: str) -> str:
    """The hash of a chain's next link: over the previous hash and the stored text."""
    return hashlib.sha256(f"{prev}\n{text}".encode()).hexdigest()


def believable_now(desk: Desk) -> datetime:
    """The present moment, if the machine's clock can be believed (PRODUCT 3).

    Raises:
        ClockRefused: it is behind the last event, or further ahead of it than the office allows; before the first
            event, years before the holidays the office knows.
    """
    now = desk.now()
    confirmed, doubted = _confirmed_clock(desk)
    told = Event.select(Event.at).where((Event.office == desk.office) & (Event.id > doubted))
    last = told.order_by(Event.at.desc()).limit(1).scalar() or confirmed
    if last is None:
        first_year = min((holiday.day[:4] for holiday in desk.profile.holidays), default="")
        if str(now.year) < first_year:
            # A machine whose battery is empty wakes up decades ago, and nothing has happened yet to notice it by.
            raise ClockRefused(
                f"Jam mesin ({stamp(now)}) mendahului tahun pertama hari_libur.csv ({first_year}). "
                "Betulkan jam mesin; bila memang benar, pengelola menjalankan: board doctor --accept-clock"
            )
        return now
    present = millis(now)
    if present + TOLERATED_SKEW_MS < last:
        raise ClockRefused(
            f"Jam mesin ({stamp(now)}) tertinggal dari kejadian terakhir ({stamp(moment(last, desk.zone))}). "
            "Belum ada yang tersimpan; betulkan jam mesin, lalu ulangi. Bila jam mesin sekarang benar dan dahulu "
            "terlalu maju, pengelola menjalankan: board doctor --accept-clock"
        )
    if present - max(last, confirmed or 0) > desk.profile.max_clock_jump_days * 86_400_000:
        raise ClockRefused(
            f"Jam mesin ({stamp(now)}) jauh melewati kejadian terakhir ({stamp(moment(last, desk.zone))}). "
            "Bila jam mesin memang benar, pengelola menjalankan: board doctor --accept-clock"
        )
    return max(now, moment(last, desk.zone)) if present < last else now


def confirm_clock(desk: Desk) -> None:
    """Take the machine's clock as right, whatever the events so far say; inside the caller's transaction."""
    last = Event.select(fn.MAX(Event.id)).where(Event.office == desk.office).scalar()
    for name, value in ((CLOCK_SETTING, millis(desk.now())), (CLOCK_DOUBTED, last or 0)):
        Setting.insert(office=desk.office, name=name, value=value).on_conflict(
            conflict_target=[Setting.office, Setting.name], preserve=[Setting.value]
        ).execute()


def _confirmed_clock(desk: Desk) -> tuple[int | None, int]:
    """When the clock was last taken as right, and the last event before that: it was written by a clock in doubt."""
    names = (CLOCK_SETTING, CLOCK_DOUBTED)
    rows = Setting.select().where((Setting.office == desk.office) & Setting.name.in_(names))
    kept = {row.name: row.value for row in rows}
    return kept.get(CLOCK_SETTING), kept.get(CLOCK_DOUBTED, 0)


def record(
    desk: Desk,
    row: Case,
    happening: Happening,
    *,
    actor: Actor,
    grant: Grant | None,
    now: datetime,
    changes: Mapping[str, Any] | None = None,
) -> Event:
    """Change a case and write the event, inside the caller's transaction; see the two functions it is made of."""
    change_case(row, changes or {})
    return write_event(desk, row, happening, actor=actor, grant=grant, now=now)


def change_case(row: Case, changes: Mapping[str, Any]) -> None:
    """Set columns of a case, and its next version, if nobody changed it since it was read.

    Args:
        changes: columns to set; ``row`` itself is brought up to date as well.

    Raises:
        StaleCase: the case is no longer at ``row.version``.
    """
    seen = row.version
    values = {**changes, "version": seen + 1}
    if "data" in changes:
        values["secret"] = int(is_secret(json.loads(changes["data"])))
    updated = Case.update(values).where((Case.id == row.id) & (Case.version == seen)).execute()
    if not updated:
        current = Case.select(Case.version).where(Case.id == row.id).scalar()
        raise StaleCase(row.number, seen=seen, current=current or 0)
    for name, value in values.items():
        setattr(row, name, value)


def state_of(row: Case) -> dict[str, str]:
    """What an event says of the case it leaves behind."""
    content = canonical({name: getattr(row, name) for name in CONTENT})
    return {"step": row.step, "role": row.role, "status": row.status, "content": digest(content)}


def write_event(
    desk: Desk, row: Case, happening: Happening, *, actor: Actor, grant: Grant | None, now: datetime
) -> Event:
    """Add an event to the chain of a case whose version already counts it.

    Args:
        grant: the role the officer acts in; frozen into the event with the mandate behind it.
    """
    seq = row.version
    last = Event.select(Event.hash).where(Event.case_id == row.id).order_by(Event.seq.desc()).limit(1).scalar()
    prev = last or NO_HASH
    role = grant.role if grant else ""
    text = canonical(
        {
            "number": row.number,
            "seq": seq,
            "at": iso(millis(now), desk.zone),
            "intent": happening.intent,
            "from": happening.from_step,
            "to": happening.to_step,
            "actor": actor.title,
            "login": actor.name,
            "role": role,
            "acting_for": grant.mandate.words if grant and grant.mandate else None,
            "reason": happening.reason,
            "note": happening.note,
            "detail": dict(happening.detail),
            "state": state_of(row),
            **_key_of(desk),
        }
    )
    event: Event = Event.create(
        office=desk.office,
        case_id=row.id,
        seq=seq,
        at=millis(now),
        intent=happening.intent,
        from_step=happening.from_step,
        to_step=happening.to_step,
        actor=actor.title,
        role=role,
        reason=happening.reason,
        version=seq,
        text=text,
        prev=prev,
        hash=link(prev, text),
    )
    return event


def _key_of(desk: Desk) -> dict[str, int]:
    """By which SSH key whoever writes came in (TERMINALS R13); nothing for work at the machine itself."""
    return {} if desk.key_id is None else {KEY: desk.key_id}


def parse_told(text: str) -> dict[str, Any] | None:
    """What an event says, or None where its text was damaged."""
    try:
        told = json.loads(text)
    except ValueError:
        return None
    whole = isinstance(told, dict) and told.keys() - {KEY} == TOLD
    return told if whole and isinstance(told["detail"], dict) and isinstance(told["state"], dict) else None


def events_of(row: Case) -> list[Event]:
    """Every event of a case, in the order they happened."""
    return list(Event.select().where(Event.case_id == row.id).order_by(Event.seq))


def told_by(event: Event) -> dict[str, Any]:
    """What an event says, from its stored text.

    Raises:
        DatabaseUnreachable: the text was damaged.
    """
    told = parse_told(event.text)
    if told is None:
        raise DatabaseUnreachable(f"Basis data rusak: kejadian {event.id} tidak terbaca. Jalankan: board verify")
    return told


def told_events(row: Case) -> list[Told]:
    """Every event of a case with what it says, those that were taken back too, in the order they happened.

    Raises:
        DatabaseUnreachable: a text was damaged.
    """
    return [(event, told_by(event)) for event in events_of(row)]


def history_of(row: Case) -> list[Told]:
    """What happened to a case and was not taken back.

    Raises:
        DatabaseUnreachable: a text was damaged.
    """
    return standing(told_events(row))


def taken_back(told: Iterable[Told]) -> set[int]:
    """Numbers of the events that a later one took back."""
    return {said["detail"]["undone"] for event, said in told if event.intent == UNDONE}


def standing(events: Iterable[Told]) -> list[Told]:
    """The events without the moves that were taken back, and without the taking back."""
    told = list(events)
    undone = taken_back(told)
    return [(event, said) for event, said in told if event.intent != UNDONE and event.seq not in undone]


def is_request(event: Event) -> bool:
    """Whether an event sent the case to the applicant."""
    return bool(event.intent == Intent.RETURN.value and event.to_step == PEMOHON)


def journal(desk: Desk, chain: str, actor: str, what: str, subject: str, detail: Mapping[str, Any]) -> None:
    """Add a line to an office journal (``OFFICE_LOG`` or ``ACCESS_LOG``), inside the caller's transaction."""
    last = (
        JournalEntry.select(JournalEntry.seq, JournalEntry.hash)
        .where((JournalEntry.office == desk.office) & (JournalEntry.chain == chain))
        .order_by(JournalEntry.seq.desc())
        .tuples()
        .first()
    )
    seq, prev = (last[0] + 1, last[1]) if last else (1, NO_HASH)
    at = millis(desk.now())
    text = canonical(
        {
            "seq": seq, "at": iso(at, desk.zone), "actor": actor, "what": what, "subject": subject,
            "detail": dict(detail), **_key_of(desk),
        }
    )  # fmt: skip
    JournalEntry.create(
        office=desk.office, chain=chain, seq=seq, at=at, actor=actor, what=what, subject=subject,
        text=text, prev=prev, hash=link(prev, text),
    )  # fmt: skip
