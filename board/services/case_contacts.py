"""Other phones that speak for the applicant of a case; the first one stands on the case itself."""

from __future__ import annotations

from datetime import datetime

from board.models.case import Case, Contact
from board.services.desk import Desk
from board.services.record import Happening, record
from board.services.times import millis
from board.wording import mask_phone
from board.workflow.facts import Actor, Grant

NEW_CONTACT = "kontak"
"""Intent of the event that tells of a new contact, by the id of its row."""


def speaks_for(row: Case, phone: str) -> bool:
    """Whether a phone is known on a case: the applicant's, or a contact's."""
    same = (Contact.case_id == row.id) & (Contact.phone == phone) & Contact.ended_at.is_null()
    return bool(row.phone == phone or Contact.select().where(same).exists())


def add_contact(
    desk: Desk, row: Case, phone: str, *, actor: Actor, grant: Grant, now: datetime, name: str = ""
) -> Contact:
    """Add a phone to a case with its event, inside the caller's transaction."""
    contact: Contact = Contact.create(
        office=desk.office, case_id=row.id, phone=phone, name=name, at=millis(now), by=actor.title
    )
    detail = {"contact": contact.id, "phone": mask_phone(phone)}
    happening = Happening(NEW_CONTACT, from_step=row.step, to_step=row.step, detail=detail)
    record(desk, row, happening, actor=actor, grant=grant, now=now)
    return contact
