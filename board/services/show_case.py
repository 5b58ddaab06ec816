"""A case in full, as the command line prints it and the case screen shows it (PRODUCT 4, case show)."""

from __future__ import annotations

from typing import Any

from board.models.case import Case
from board.models.paper import PrintJob
from board.models.register import RegisterRow
from board.printing.confidential import HIDDEN, NOBODY, without_pelapor
from board.services.about import about_told
from board.services.absences import absent_today
from board.services.access import record_look
from board.services.accuse import accused_told
from board.services.asked_rounds import rounds_of, told_rounds
from board.services.attachments import files_of
from board.services.case_clock import case_clock
from board.services.contacts import told_contacts
from board.services.corrections import corrections_of
from board.services.custody import paper_view
from board.services.deadlines_of import deadlines_of, level_told, told_deadlines
from board.services.desk import Desk
from board.services.facts_of import facts_of, find_case, sop_of
from board.services.links import links_of
from board.services.out_of_sight import moved_from, without_hidden_names
from board.services.record import KEY, Told, standing, told_events
from board.services.sight import knows_inside, knows_pelapor, reads_notes
from board.services.targets import target_at
from board.services.thread_notes import INTERNAL, notes_of
from board.services.thread_view import NOTE
from board.services.times import iso, maybe_millis
from board.workflow import engine
from board.workflow.checks import applicable, is_met
from board.workflow.engine import Choice
from board.workflow.facts import Actor, CaseFacts
from board.workflow.level import LEVEL_TITLES
from board.workflow.sop import Sop

BERKAS = "berkas"
"""What was looked at, in the access journal: a case in full."""


def show_case(desk: Desk, number: str, actor: Actor) -> dict[str, Any]:
    """Everything about a case; looking at personal data in full is written to the access journal.

    Raises:
        NotFound: the office has no such case.
    """
    row = find_case(desk, number)
    record_look(desk, row.number, actor, BERKAS)
    return case_view(desk, row, actor)


def case_view(desk: Desk, row: Case, actor: Actor) -> dict[str, Any]:
    """The keys of the contract, for a case read a moment ago."""
    events = told_events(row)
    history = standing(events)
    sop, facts, zone = sop_of(desk, row), facts_of(desk, row, history), desk.zone
    step = sop.step(row.step)
    level = level_told(sop, history)
    shown = {
        "number": row.number,
        "id": row.id,
        "sop": row.sop,
        "sop_version": row.sop_version,
        "service": sop.short,
        "step": {"id": step.id, "no": step.no, "title": step.title},
        "status": row.status,
        "outcome": row.outcome,
        "level": {"id": level, "title": LEVEL_TITLES[level]} if level else None,
        "deadlines": told_deadlines(deadlines_of(desk, row, sop, history)),
        "due_at": iso(row.due_at, zone),
        "target_at": iso(maybe_millis(target_at(desk, row, sop)), zone),
        "ready_at": iso(row.ready_at, zone),
        "received_at": iso(row.received_at, zone),
        "recorded_at": iso(row.recorded_at, zone),
        "complete_at": iso(row.complete_at, zone),
        "closed_at": iso(row.closed_at, zone),
        "paused_at": iso(row.paused_at, zone),
        "version": row.version,
        "round": row.round,
        "holder": row.holder_title,
        "held_at": iso(row.held_at, zone),
        "holder_absent": absent_today(desk).get(row.holder) if row.holder else None,
        "clock": case_clock(desk, sop, history),
        "physical": paper_view(desk, row),
        "channel": row.channel,
        "urgent": bool(row.urgent),
        "urgent_reason": row.urgent or None,
        "pickup_code": row.pickup_code,
        "secret": bool(row.secret),
        "applicant": {"name": row.name, "nik": row.nik, "no_kk": row.no_kk, "phone": row.phone},
        "data": dict(facts.data),
        "requirements": _requirements(sop, facts),
        "moves": [_move(choice) for choice in engine.choices(sop, facts, actor)],
        "events": [_event(desk, row, told) for told in events],
        "prints": [print_row(job) for job in _jobs(row)],
        "books": [
            {
                "book": item.book, "year": item.year, "series": item.series, "number": item.number,
                "text": item.text, "state": item.state, "step": item.step,
            }
            for item in _registers(row)
        ],
        "links": links_of(desk, row),
        "about": about_told(desk, row) if sop.confidential else [],
        "attachments": [
            {
                "id": item.id, "name": item.name, "type": item.mime, "size": item.size,
                "pages": item.pages, "requirement": item.requirement or None,
                "assigned": item.requirement is not None, "sender": item.sender, "at": iso(item.at, zone),
                "by": item.by,
            }
            for item in files_of(row.id)
        ],
        "moved": moved_from(desk, row),
        "thread": thread_view(desk, row),
        "corrections": corrections_of(desk, sop, history),
        "asked": told_rounds(desk, rounds_of(row, sop, history)),
        "contacts": told_contacts(desk, row),
        "news_at": iso(row.news_at, zone),
        "accused": accused_told(desk, row),
    }  # fmt: skip
    return as_known(desk, row, sop, shown)


def as_known(desk: Desk, row: Case, sop: Sop, shown: dict[str, Any]) -> dict[str, Any]:
    """What is shown of a case without what whoever asks may not know: what is said inside, and a secret pelapor."""
    if not knows_inside(desk, sop):
        events = [{**event, "detail": {}, "note": ""} for event in shown["events"]]
        shown = {**shown, "events": events, "accused": [], "about": [], "links": [], "corrections": []}
    if knows_pelapor(desk, row, sop):
        return shown
    # Whatever was said, by whomever, may tell who it was: what is left are the facts of the office.
    left = {
        **shown,
        "data": {},
        "contacts": [],
        "asked": [],
        "corrections": [],
        "attachments": [{**item, "name": HIDDEN, "sender": ""} for item in shown["attachments"]],
        "events": [{**event, "detail": {}, "note": ""} for event in shown["events"]],
    }
    cleaned: dict[str, Any] = without_pelapor(left, shown["applicant"])
    return {**cleaned, "applicant": dict(NOBODY)}


def thread_view(desk: Desk, row: Case) -> list[dict[str, Any]]:
    """The notes of a thread as the contract tells them, as far as whoever asks reads them."""
    sop = sop_of(desk, row)
    inside, known = reads_notes(desk, sop), knows_pelapor(desk, row, sop)
    return [
        {
            "seq": note.seq, "at": iso(note.at, desk.zone), "kind": note.kind, "author": note.author,
            "role": note.role, "text": note.text if known else HIDDEN, "source": NOTE,
        }
        for note in notes_of(row.id)
        if inside or note.kind != INTERNAL
    ]  # fmt: skip


def print_row(job: PrintJob) -> dict[str, Any]:
    """One paper of a case."""
    return {
        "id": job.id, "document": job.document, "step": job.step, "round": job.round, "copy": job.copy,
        "state": job.state, "path": job.path, "error": job.error,
    }  # fmt: skip


def _requirements(sop: Sop, facts: CaseFacts) -> list[dict[str, Any]]:
    return [
        {
            "id": item.id,
            "title": item.title,
            "mandatory": item.mandatory,
            "any_of": list(item.any_of),
            "forms": list(item.forms),
            "form": facts.requirements.get(item.id),
            "met": is_met(item, facts),
        }
        for item in applicable(sop, facts)
    ]


def _move(choice: Choice) -> dict[str, Any]:
    refused = choice.refused
    return {
        "intent": choice.move.intent.value,
        "to": choice.move.to,
        "title": choice.title,
        "allowed": choice.allowed,
        "reason": refused.sentence if refused else None,
        "code": refused.code if refused else None,
        "fix": refused.fix if refused else None,
        "missing": list(refused.missing) if refused else [],
        "by": list(choice.move.by),
        "requires": list(choice.move.requires),
    }


def _event(desk: Desk, row: Case, told: Told) -> dict[str, Any]:
    event, said = told
    return {
        "seq": event.seq,
        "at": iso(event.at, desk.zone),
        "intent": event.intent,
        "from": event.from_step,
        "to": event.to_step,
        "actor": event.actor,
        "role": event.role,
        "acting_for": said["acting_for"],
        "reason": event.reason,
        "note": said["note"],
        "detail": without_hidden_names(row, said["detail"]),
        "key": said.get(KEY),
        "prev": event.prev,
        "hash": event.hash,
    }


def standing_events(case: dict[str, Any]) -> list[dict[str, Any]]:
    """The events of a case as it is shown, without those that were taken back."""
    undone = {event["detail"].get("undone") for event in case["events"]}
    return [event for event in case["events"] if event["seq"] not in undone]


def _jobs(row: Case) -> list[PrintJob]:
    return list(PrintJob.select().where(PrintJob.case_id == row.id).order_by(PrintJob.id))


def _registers(row: Case) -> list[RegisterRow]:
    return list(RegisterRow.select().where(RegisterRow.case_id == row.id).order_by(RegisterRow.at, RegisterRow.book))
