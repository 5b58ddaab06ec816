"""Phones that speak for the applicant of a case: besides the first one, which stands on the case itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from board.models.case import Attachment, Case, Contact
from board.models.event import Event
from board.services.desk import Desk
from board.services.record import Happening, parse_told, record
from board.services.times import iso, millis
from board.workflow.doings import EDITED
from board.workflow.facts import Actor, Grant

ADDED, ENDED = "kontak", "kontak_akhir"
"""Intents of the events that tell of a contact and of its end."""


def contacts_of(case_id: int) -> list[Contact]:
    """The other phones of a case that still hold, in the order they came."""
    mine = (Contact.case_id == case_id) & Contact.ended_at.is_null()
    return list(Contact.select().where(mine).order_by(Contact.id))


def speaks_for(row: Case, phone: str) -> bool:
    """Whether a phone is known on a case: the applicant's, or a contact's."""
    return phone in numbers_of(row)


def note_contact(
    desk: Desk, row: Case, phone: str, *, actor: Actor, grant: Grant | None, now: datetime, name: str = "",
    note: str = "",
) -> Contact:  # fmt: skip
    """Add a contact with its event, inside the caller's transaction."""
    contact: Contact = Contact.create(
        office=desk.office, case_id=row.id, phone=phone, name=name, at=millis(now), by=actor.title
    )
    detail = {"contact": contact.id, "phone": phone, "name": name}
    happening = Happening(ADDED, from_step=row.step, to_step=row.step, note=note, detail=detail)
    record(desk, row, happening, actor=actor, grant=grant, now=now)
    return contact


def close_contact(desk: Desk, row: Case, contact: Contact, *, actor: Actor, grant: Grant | None, now: datetime) -> None:
    """End a contact with its event, inside the caller's transaction."""
    Contact.update(ended_at=millis(now)).where(Contact.id == contact.id).execute()
    happening = Happening(ENDED, from_step=row.step, to_step=row.step, detail={"contact": contact.id})
    record(desk, row, happening, actor=actor, grant=grant, now=now)


def numbers_of(row: Case) -> dict[str, str]:
    """Every phone a message about a case may go to, and whose it is; the applicant's own first."""
    own = {row.phone: row.name} if row.phone else {}
    return own | {item.phone: item.name for item in contacts_of(row.id) if item.phone != row.phone}


def addressee(row: Case) -> str:
    """Where messages about a case go: the applicant's phone, else the contact that sent something last."""
    if row.phone:
        return str(row.phone)
    known = numbers_of(row)
    if not known:
        return ""
    sent = (Attachment.case_id == row.id) & Attachment.sender.in_(list(known)) & Attachment.hidden_at.is_null()
    last = Attachment.select(Attachment.sender).where(sent).order_by(Attachment.id.desc()).limit(1).scalar()
    return str(last or list(known)[-1])


def also_known(case_id: int) -> list[dict[str, str]]:
    """What tells who the applicant of a case is, besides what stands on it: earlier names and numbers, other phones."""
    found = [{"name": item.name, "phone": item.phone} for item in Contact.select().where(Contact.case_id == case_id)]
    for event in Event.select(Event.text).where((Event.case_id == case_id) & (Event.intent == EDITED)):
        data = (parse_told(event.text) or {"detail": {}})["detail"].get("data", {})
        found += [
            {name.removeprefix("applicant."): str(values[0])}
            for name, values in data.items()
            if name.startswith("applicant.") and values[0]
        ]
    return found


def told_contacts(desk: Desk, row: Case) -> list[dict[str, Any]]:
    """The other phones of a case as the contract tells them."""
    return [
        {"id": item.id, "phone": item.phone, "name": item.name, "at": iso(item.at, desk.zone), "by": item.by}
        for item in contacts_of(row.id)
    ]
