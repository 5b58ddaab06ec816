"""What a paper says, frozen at the moment of the move: plain data that ``printing`` renders after the commit.

A paper rendered again years later from the same snapshot says the same (STORAGE 8).
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from board import wording
from board.models.case import Attachment, Case
from board.models.office import MandateRow, RoleGrant, User
from board.models.register import RegisterRow
from board.models.thread import Note
from board.services.about import about_on_paper
from board.services.attachments import files_of
from board.services.contacts import also_known
from board.services.deadlines_of import deadlines_of, due_words, level_told
from board.services.desk import Desk
from board.services.facts_of import bare_facts, holding
from board.services.links import replaces
from board.services.record import Told, standing, taken_back, told_events
from board.services.registers import TRAINING_PREFIX
from board.services.times import maybe_moment, moment
from board.workflow.checks import applicable, applies, handed_over, is_met, known
from board.workflow.deadlines import Standing
from board.workflow.facts import Actor, CaseFacts, Grant
from board.workflow.level import LEVEL_TITLES
from board.workflow.office import Profile, Signature
from board.workflow.paraf import initials, submits
from board.workflow.sop import CHANNEL_TITLES, DELIVERY_TITLES, DONE_TITLES, FORM_TITLES, Field, Intent, Sop

QUEUE = "antrean"
"""Book of the day's queue numbers."""
PUBLIC_NOTES = ("pelapor", "jawaban", "solusi")
"""Kinds of thread notes that may stand on a paper; internal ones never leave the office (PRODUCT 5.13)."""


def snapshot(
    desk: Desk,
    row: Case,
    sop: Sop,
    document: str,
    *,
    step: str,
    round: int,
    actor: Actor,
    grant: Grant | None,
    now: datetime,
    reason: str | None = None,
    note: str = "",
    files: Sequence[Attachment] | None = None,
) -> dict[str, Any]:
    """Everything any paper of a case may need.

    Args:
        step: id of the step that makes the paper.
        reason: coded reason of the move, shown in words.
        files: of the attachments only these; None: all in sight.
    """
    profile, spec = desk.profile, desk.profile.documents[document]
    maker = sop.step(step)
    due = maybe_moment(row.due_at, desk.zone)
    facts = bare_facts(desk, row)
    told = told_events(row)
    stands = standing(told)
    delivery = str(known(sop, facts).get("cara_serah") or "")
    return {
        "document": document,
        "title": spec.title,
        "paper": spec.paper,
        "draft": spec.draft,
        "copies": spec.copies,
        "round": round,
        "training": profile.training,
        "office": office_words(profile) | ({"phone": sop.service_phone} if sop.service_phone else {}),
        "number": row.number,
        "replaces": replaces(row),
        "service": sop.title,
        "service_short": sop.short,
        "document_name": sop.document,
        "siak_number": row.siak_number,
        "collected": "ambil" in ((delivery,) if delivery else sop.delivery),
        "delivery": delivery,
        "delivery_title": DELIVERY_TITLES.get(delivery, ""),
        "handed_over": handed_over(sop, facts),
        "signing": sop.signing,
        "channel": CHANNEL_TITLES[row.channel],
        "received_at": wording.stamp(moment(row.received_at, desk.zone)),
        "printed_at": wording.stamp(now),
        "printed_on": now.date().isoformat(),
        "due": f"{wording.weekday_date(due.date())} pukul {wording.clock_time(due)}" if due else None,
        "promise": _promise_words(sop),
        "subject": facts.data.get(sop.subject) or row.name,
        "applicant": {"name": row.name, "nik": row.nik, "no_kk": row.no_kk, "phone": row.phone},
        "data": dict(facts.data),
        "fields": _fields(sop, facts),
        "titles": {item.id: {option.value: option.title for option in item.options} for item in _all_fields(sop)},
        "requirements": _requirements(sop, facts),
        "pickup_code": row.pickup_code,
        "step": {"no": maker.no, "title": maker.title},
        "by": actor.title,
        "role": sop.role_title(grant.role) if grant else "",
        "acting_for": grant.mandate.words if grant and grant.mandate else None,
        "reason": profile.reasons["kembalikan"].get(reason, reason) if reason else None,
        "note": note,
        "history": _history(desk, sop, told),
        "paraf": [profile.roles[role].title for role in initials(sop, maker)],
        "books": _books(row),
        "queue_ahead": _queue_ahead(row),
        "letter_number": letter_number(desk, row),
        "letter": {
            "nature": spec.nature,
            "subject": spec.subject or f"Jawaban atas {sop.request or 'permohonan'}",
            "copy_to": list(spec.copy_to),
        },
        "signature": signature_block(desk, profile.signature_of(document), now),
        **({"also_known": also_known(row.id)} if row.secret else {}),
        "notes": _notes(row),
        "chronology": _chronology(desk, row, sop, stands),
        **({"about": about_on_paper(desk, row)} if sop.confidential else {}),
        "level": LEVEL_TITLES.get(level_told(sop, stands) or "", ""),
        "deadlines": _deadlines(desk, row, sop, stands),
        "attachments": _attachments(sop, files_of(row.id) if files is None else files),
        "photos_per_page": spec.photos_per_page,
    }


def office_words(profile: Profile) -> dict[str, Any]:
    """The office as its papers tell it: letterhead, place, hours."""
    return {
        "government": profile.letterhead.government,
        "agency": profile.letterhead.agency,
        "lines": list(profile.letterhead.lines),
        "short": profile.short,
        "place": profile.place,
        "province": profile.province,
        "regency": profile.regency,
        "phone": profile.phone,
        "service_hours": profile.service_hours,
        "zone": profile.zone,
    }


def _deadlines(desk: Desk, row: Case, sop: Sop, told: Sequence[Told]) -> list[dict[str, Any]]:
    return [
        {
            "title": item.deadline.title, "due": wording.short_date(item.at.date()), "state": due_words(item),
            "running": item.state is Standing.RUNNING, "source": item.deadline.source,
        }
        for item in deadlines_of(desk, row, sop, told)
    ]  # fmt: skip


def _promise_words(sop: Sop) -> str | None:
    if sop.promise is None:
        return None
    unit = "hari kerja" if sop.promise.unit == "hari_kerja" else "hari kalender"
    return f"{sop.promise.amount} {unit} sejak berkas dinyatakan lengkap"


def _all_fields(sop: Sop) -> list[Field]:
    return [*sop.fields, *(column for item in sop.fields for column in item.columns)]


def _fields(sop: Sop, facts: CaseFacts) -> list[dict[str, str]]:
    """What is filled in, without answers to questions that no longer apply."""
    return [
        {"id": item.id, "title": item.title, "value": item.in_words(str(facts.data[item.id]))}
        for item in sop.fields
        if facts.data.get(item.id) and item.type != "rows" and applies(sop, facts, item)
    ]


def _requirements(sop: Sop, facts: CaseFacts) -> list[dict[str, Any]]:
    return [
        {
            "title": item.title,
            "mandatory": item.mandatory,
            "by": item.by,
            "form": FORM_TITLES.get(facts.requirements.get(item.id, ""), ""),
            "met": is_met(item, facts),
        }
        for item in applicable(sop, facts)
    ]


def _history(desk: Desk, sop: Sop, told: Sequence[Told]) -> list[dict[str, Any]]:
    """Every event of a case, and whether it was taken back."""
    steps = {item.id: item for item in sop.steps}
    gone = taken_back(told)
    found = []
    for event, said in told:
        undone = event.seq in gone
        origin = steps.get(event.from_step or "")
        found.append(
            {
                "at": wording.stamp(moment(event.at, desk.zone)),
                "intent": event.intent,
                "submits": event.intent == Intent.FORWARD and submits(sop, event.from_step, event.to_step),
                "paraf": origin is not None and origin.paraf and event.intent == Intent.APPROVE and not undone,
                "to": event.to_step or "",
                "undone": undone,
                "step": f"{origin.no}. {origin.tray}" if origin else "",
                "role": sop.role_title(event.role) if event.role else "",
                "role_id": event.role,
                "actor": event.actor,
                "acting_for": said["acting_for"],
                "reason": event.reason,
                "note": said["note"],
                "same_hand": (said["detail"].get("same_hand") or [""])[0],
            }
        )
    return found


def _books(row: Case) -> dict[str, str]:
    rows = RegisterRow.select().where(RegisterRow.case_id == row.id).order_by(RegisterRow.at, RegisterRow.number)
    return {f"{item.book}:{item.series}" if item.book == "agenda" else item.book: item.text for item in rows}


def _queue_ahead(row: Case) -> int | None:
    """How many with an earlier number of the same day still wait at this step; None without a queue number."""
    own = RegisterRow.get_or_none((RegisterRow.case_id == row.id) & (RegisterRow.book == QUEUE))
    if own is None:
        return None
    waiting = (
        RegisterRow.select()
        .join(Case, on=(Case.id == RegisterRow.case_id))
        .where(
            (RegisterRow.office == row.office) & (RegisterRow.book == QUEUE) & (RegisterRow.year == own.year)
            & (RegisterRow.series == own.series) & (RegisterRow.number < own.number)
            & (Case.open == 1) & (Case.step == row.step)
        )
    )  # fmt: skip
    ahead: int = waiting.count()
    return ahead


def letter_number(desk: Desk, row: Case) -> str | None:
    """The number of the letter a case was answered with: its first row of the outgoing agenda."""
    outgoing = (
        RegisterRow.select()
        .where((RegisterRow.case_id == row.id) & (RegisterRow.book == "agenda") & (RegisterRow.series == "keluar"))
        .order_by(RegisterRow.number)
        .first()
    )
    if outgoing is None:
        return None
    number = desk.profile.letter_pattern.format(number=outgoing.number, year=outgoing.year)
    return f"{TRAINING_PREFIX}{number}" if desk.profile.training else number


def signature_block(desk: Desk, block: Signature, now: datetime) -> dict[str, str | None]:
    """A block of a paper: the officer of the role, or who stands in for them today (PRODUCT 5.11)."""
    holder = (
        User.select()
        .join(RoleGrant, on=(RoleGrant.user_id == User.id))
        .where((User.office == desk.office) & (RoleGrant.role == block.role) & holding(now.date().isoformat()))
        # A Plt stands in for somebody whose account may be closed already.
        .order_by(User.active.desc(), User.id)
        .first()
    )
    title, today = block.title, now.date().isoformat()
    if holder is not None:
        standing_in = MandateRow.get_or_none(
            (MandateRow.principal_id == holder.id)
            & (MandateRow.from_on <= today)
            & (MandateRow.to_on >= today)
            & MandateRow.ended_at.is_null()
        )
        if standing_in is not None:
            holder = User.get_by_id(standing_in.deputy_id)
            title = f"{standing_in.kind.capitalize()}. {title}"
        elif not holder.active:
            holder = None
    return {
        "title": title,
        "on_behalf": block.on_behalf,
        "name": holder.title if holder else "",
        "pangkat": holder.pangkat if holder else "",
        "nip": holder.nip if holder else "",
    }


def _public_notes(row: Case) -> list[Note]:
    mine = (Note.case_id == row.id) & Note.kind.in_(PUBLIC_NOTES) & Note.hidden_at.is_null()
    return list(Note.select().where(mine).order_by(Note.seq))


def _notes(row: Case) -> list[dict[str, str]]:
    return [{"kind": item.kind, "text": item.text} for item in _public_notes(row)]


def _chronology(desk: Desk, row: Case, sop: Sop, stands: Sequence[Told]) -> list[dict[str, str]]:
    """What happened to the case and what was said openly about it, oldest first."""
    trays = {step.id: step.tray for step in sop.steps}
    told = [(row.received_at, f"Diterima lewat {CHANNEL_TITLES[row.channel]}.")]
    for event, said in stands:
        if event.intent in DONE_TITLES:
            words = f"{DONE_TITLES[event.intent]} dari {trays[event.from_step]} ({event.actor})", said["note"]
            told.append((event.at, ": ".join(filter(None, words))))
    told += [(note.at, _note_words(note)) for note in _public_notes(row)]
    return [_dated(desk, at, what) for at, what in sorted(told, key=lambda item: item[0])]


def note_line(desk: Desk, note: Note) -> dict[str, str]:
    """The line of a chronology that tells a note."""
    return _dated(desk, note.at, _note_words(note))


def _note_words(note: Note) -> str:
    return f"{note.kind.capitalize()} ({note.author}): {note.text}"


def _dated(desk: Desk, at: int, what: str) -> dict[str, str]:
    return {"at": wording.stamp(moment(at, desk.zone)), "what": what}


def _attachments(sop: Sop, files: Sequence[Attachment]) -> list[dict[str, Any]]:
    titles = {item.id: item.title for item in sop.requirements}
    return [
        {
            "name": item.name, "mime": item.mime, "sha256": item.sha256, "requirement": item.requirement or None,
            "title": titles.get(item.requirement or "", ""), "pages": item.pages,
        }
        for item in files
    ]  # fmt: skip
