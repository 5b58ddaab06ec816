"""What a dossier says: everything the office knows of one case, as plain words that ``printing`` lays out."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board import wording
from board.models.case import Case, Contact, Link
from board.models.incident import Incident
from board.models.paper import Message
from board.models.register import RegisterRow
from board.models.thread import Note
from board.printing.confidential import HIDDEN, is_secret
from board.services.contacts import also_known
from board.services.desk import Desk
from board.services.dossier_files import attachments_told, file_names, gone_to, other_case, papers_told, stamp_of
from board.services.event_words import EVENT_TITLES, told_in_words
from board.services.facts_of import bare_facts
from board.services.links import BACKWARD, ONWARD, kind_words, seen_from
from board.services.logo import logo_fault, logo_path
from board.services.messages import STATE_TITLES as MESSAGE_STATES
from board.services.record import events_of, parse_told
from board.services.sight import reads_notes
from board.services.snapshot import office_words
from board.services.thread_notes import INTERNAL, KINDS
from board.services.verify_cases import faults_of
from board.workflow.checks import applicable, is_met
from board.workflow.facts import Actor, CaseFacts, Grant
from board.workflow.sop import CHANNEL_TITLES, FORM_TITLES, Field, Sop, status_title

SHORT_HASH = 10
NOT_OUTSIDE = "Tidak disertakan: pelapor meminta identitasnya dirahasiakan."
NOT_YOURS = "Tidak ditampilkan: catatan internal hanya untuk peran SOP ini."


def dossier_data(desk: Desk, row: Case, sop: Sop, actor: Actor, grant: Grant | None) -> dict[str, Any]:
    """Everything of a case, read in the caller's transaction.

    Raises:
        DatabaseUnreachable: the row of the case is damaged.
    """
    facts, now, profile = bare_facts(desk, row), desk.now(), desk.profile
    secret = is_secret(facts.data)
    events = _events(desk, row, sop, file_names(desk, row, secret=secret))
    # Nobody asks where the office itself does; a dossier of what is confidential is then one for outside its roles.
    inside = not sop.confidential if desk.viewer is None else reads_notes(desk, sop)
    told = {
        "title": "Berkas Lengkap",
        "number": row.number,
        "service": sop.title,
        "paper": "A4",
        "draft": False,
        "training": profile.training,
        "internal": True,
        "copies": 1,
        "round": 1,
        "office": office_words(profile),
        "logo": str(logo_path(desk) or "") if not logo_fault(desk) else "",
        "printed_at": wording.stamp(now),
        "by": actor.title,
        "acting_for": grant.mandate.words if grant and grant.mandate else None,
        "applicant": dict(facts.applicant),
        "also_known": also_known(row.id) if secret else [],
        "data": dict(facts.data),
        "cover": _cover(desk, row, sop, actor, grant, now),
        "faults": [f"{fault.where}: {fault.sentence}" for fault in faults_of(desk, [row])],
        "last_hash": events[-1]["hash"] if events else "",
        "fields": _fields(sop, facts),
        "people": _people(sop, facts),
        "requirements": _requirements(sop, facts),
        "events": events,
        "books": _books(desk, row),
        "links": _links(desk, row),
        "contacts": [] if secret else _contacts(desk, row),
        "incidents": _incidents(desk, row),
        "thread": _thread(desk, row, inside=inside),
        "messages": _messages(desk, row),
        "papers": papers_told(desk, row, sop),
        "attachments": attachments_told(desk, row, sop, secret=secret),
    }
    return told if inside or not sop.confidential else _outside(told, secret=secret)


def _outside(told: dict[str, Any], *, secret: bool) -> dict[str, Any]:
    """A dossier of what is confidential for somebody outside its roles: what happened, without what was said of it.

    Args:
        secret: the pelapor asked for secrecy: whatever was said, by whomever, may tell who it was.
    """
    left = {**told, "events": [{**event, "why": ""} for event in told["events"]], "links": []}
    if not secret:
        return left
    papers = [{**paper, "path": None, "fault": NOT_OUTSIDE} for paper in told["papers"]]
    return {
        **left,
        "fields": [(title, HIDDEN) for title, _ in told["fields"]],
        "people": [],
        "thread": [{**note, "text": HIDDEN} for note in told["thread"]],
        "messages": [[at, "", HIDDEN, state] for at, _, _, state in told["messages"]],
        "incidents": [[at, HIDDEN, until, ""] for at, _, until, _ in told["incidents"]],
        "papers": papers,
    }


def _cover(
    desk: Desk, row: Case, sop: Sop, actor: Actor, grant: Grant | None, now: datetime
) -> list[tuple[str, str]]:  # fmt: skip
    step = sop.step(row.step)
    role = desk.profile.roles[grant.role].title if grant and grant.role in desk.profile.roles else ""
    asked = ", ".join(filter(None, (actor.title, role, grant.mandate.words if grant and grant.mandate else "")))
    return [
        ("Nomor berkas", row.number),
        ("Layanan", sop.title),
        ("SOP", f"{sop.id} versi {sop.version}"),
        ("Pemohon", row.name),
        ("Kanal", CHANNEL_TITLES.get(row.channel, row.channel)),
        ("Diterima", stamp_of(desk, row.received_at)),
        ("Dicatat", stamp_of(desk, row.recorded_at)),
        ("Status", status_title(row.status) + (f" ({row.outcome.replace('_', ' ')})" if row.outcome else "")),
        ("Langkah terakhir", f"{step.no}. {step.title}"),
        ("Janji selesai", stamp_of(desk, row.due_at)),
        ("Siap", stamp_of(desk, row.ready_at)),
        ("Ditutup", stamp_of(desk, row.closed_at)),
        ("Berkas fisik", ", ".join(filter(None, (row.physical_title, stamp_of(desk, row.physical_at))))),
        ("Diminta oleh", asked),
        ("Pada", f"{wording.stamp(now)} {desk.profile.zone}"),
    ]


def _fields(sop: Sop, facts: CaseFacts) -> list[tuple[str, str]]:
    return [
        (item.title, _in_words(item, facts.data[item.id]))
        for item in sop.fields
        if facts.data.get(item.id) and item.type != "rows"
    ]


def _in_words(field: Field, value: object) -> str:
    try:
        return field.in_words(str(value))
    except ValueError:
        return str(value)


def _people(sop: Sop, facts: CaseFacts) -> list[dict[str, Any]]:
    """Fields that are tables, a row each: ``Anggota 1``, and what is known of them."""
    found = []
    for item in sop.fields:
        rows = facts.data.get(item.id)
        if item.type == "rows" and isinstance(rows, list):
            told = [
                [(column.title, _in_words(column, line[column.id])) for column in item.columns if line.get(column.id)]
                for line in rows
                if isinstance(line, dict)
            ]
            found.append({"title": item.title, "rows": told})
    return found


def _requirements(sop: Sop, facts: CaseFacts) -> list[list[str]]:
    told = []
    for item in applicable(sop, facts):
        form = facts.requirements.get(item.id, "")
        state = "ada" if form else "tidak perlu" if is_met(item, facts) else "belum ada"
        told.append([item.title + ("" if item.mandatory else " (bila ada)"), FORM_TITLES.get(form, form), state])
    return told


def _events(desk: Desk, row: Case, sop: Sop, files: dict[int, str]) -> list[dict[str, str]]:
    trays = {step.id: f"{step.no}. {step.tray}" for step in sop.steps}
    reasons = {code: title for kind in desk.profile.reasons.values() for code, title in kind.items()}
    read = [(event, parse_told(event.text)) for event in events_of(row)]
    undone = {told["detail"].get("undone") for _, told in read if told}
    found = []
    for event, told in read:
        if told is None:
            what, who, why = "Teks kejadian rusak", "", ["Isi kejadian ini tidak terbaca."]
        else:
            to = f" ke {trays.get(told['to'], told['to'])}" if told["to"] and told["to"] != told["from"] else ""
            origin = trays.get(told["from"] or "", "")
            what = EVENT_TITLES.get(told["intent"], str(told["intent"]).replace("_", " ").capitalize())
            what = f"{what}{f' dari {origin}' if to and origin else ''}{to}"
            what += " (kemudian diurungkan)" if event.seq in undone else ""
            role = sop.role_title(told["role"]) if told["role"] else ""
            who = ", ".join(filter(None, (told["actor"], role, told["acting_for"])))
            reason = reasons.get(told["reason"] or "", told["reason"])
            said = told_in_words(told["intent"], told["detail"], sop, desk.profile, files)
            why = [*filter(None, (reason, told["note"])), *said]
        found.append(
            {
                "seq": str(event.seq), "at": stamp_of(desk, event.at), "what": what, "who": who, "why": "\n".join(why),
                "hash": event.hash[:SHORT_HASH],
            }
        )  # fmt: skip
    return found


def _books(desk: Desk, row: Case) -> list[list[str]]:
    rows = RegisterRow.select().where(RegisterRow.case_id == row.id).order_by(RegisterRow.at, RegisterRow.book)
    books = desk.profile.books
    return [
        [
            books[item.book].title if item.book in books else item.book, item.text, stamp_of(desk, item.at), item.by,
            "berlaku" if item.void_at is None
            else f"BATAL {stamp_of(desk, item.void_at)}, {item.void_by}. {item.void_reason}",
        ]
        for item in rows
    ]  # fmt: skip


def _links(desk: Desk, row: Case) -> list[list[str]]:
    told = []
    for link in Link.select().where(seen_from(row)).order_by(Link.id):
        onward = link.case_id == row.id
        other = other_case(link.other_id if onward else link.case_id)
        ended = f"dilepas {stamp_of(desk, link.ended_at)}, {link.ended_by or '-'}. {link.end_reason or ''}".strip()
        state = ended if link.ended_at is not None else "berlaku"
        kind = kind_words(link.kind, ONWARD if onward else BACKWARD)
        told.append([other, f"{kind}: {link.note}" if link.note else kind, stamp_of(desk, link.at), link.by, state])
    return told


def _contacts(desk: Desk, row: Case) -> list[list[str]]:
    return [
        [item.phone, item.name, stamp_of(desk, item.at), item.by,
         f"sampai {stamp_of(desk, item.ended_at)}" if item.ended_at is not None else "berlaku"]
        for item in Contact.select().where(Contact.case_id == row.id).order_by(Contact.id)
    ]  # fmt: skip


def _incidents(desk: Desk, row: Case) -> list[list[str]]:
    mine = (Incident.case_id == row.id) | (Incident.other_id == row.id)
    return [
        [stamp_of(desk, item.found_at), item.what, stamp_of(desk, item.deadline_at),
         f"ditutup {stamp_of(desk, item.closed_at)}. {item.closed_note}" if item.closed_at is not None else "terbuka"]
        for item in Incident.select().where(mine).order_by(Incident.id)
    ]  # fmt: skip


def _thread(desk: Desk, row: Case, *, inside: bool) -> list[dict[str, str]]:
    """What was said; a note that lay in the wrong case, or is not for whoever asks, is named and not repeated."""
    return [
        {
            "head": f"{KINDS.get(note.kind, note.kind)} · {stamp_of(desk, note.at)} · {note.author} ({note.role})",
            "text": gone_to(desk, note.hidden_at, note.hidden_by, note.hidden_reason, note.moved_to)
            if note.hidden_at is not None
            else note.text if inside or note.kind != INTERNAL else NOT_YOURS,
            "internal": "ya" if note.kind == INTERNAL else "",
        }
        for note in Note.select().where(Note.case_id == row.id).order_by(Note.seq)
    ]  # fmt: skip


def _messages(desk: Desk, row: Case) -> list[list[str]]:
    return [
        [stamp_of(desk, item.at), item.phone, item.text, MESSAGE_STATES.get(item.state, item.state)
         + (f" {stamp_of(desk, item.sent_at)}, {item.sent_by}" if item.sent_at is not None else "")]
        for item in Message.select().where(Message.case_id == row.id).order_by(Message.id)
    ]  # fmt: skip
