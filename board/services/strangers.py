"""A phone that was taken for the applicant's by mistake: it is told of the case no more (salah alamat)."""

from __future__ import annotations

from board.models.case import Case
from board.models.paper import Message
from board.services.attachments import files_of
from board.services.contacts import addressee, close_contact, contacts_of, note_contact, speaks_for
from board.services.facts_of import sop_of
from board.services.messages import ADDRESSED, QUEUED, VOID
from board.services.record import Happening, record
from board.services.thread_notes import APPLICANTS, came_from, notes_of
from board.services.work_case import Work
from board.workflow.facts import Grant


def grant_in(work: Work, other: Case) -> Grant | None:
    """The role the officer acts in on the other case; None where they have no desk in its SOP."""
    target = sop_of(work.desk, other)
    return work.actor.grant_for(tuple(role.id for role in target.roles), target.bidang)


def part_from(work: Work, grant: Grant, phone: str, other: Case | None) -> str | None:
    """End the contact that what was taken out came from, where nothing else in sight on the case came from it.

    Whoever was taken for the applicant's by mistake must not be told of the case any more; in the case it belongs to,
    the phone becomes a contact.

    Returns:
        The phone whose contact ended.
    """
    contact = next((item for item in contacts_of(work.row.id) if item.phone == phone), None)
    spoke = any(item.sender == phone for item in files_of(work.row.id))
    wrote = any(item.kind == APPLICANTS and item.text.startswith(came_from(phone)) for item in notes_of(work.row.id))
    if contact is None or spoke or wrote:
        return None
    close_contact(work.desk, work.row, contact, actor=work.actor, grant=grant, now=work.now)
    _readdress(work, grant, phone)
    if other is not None and not speaks_for(other, phone):
        note_contact(
            work.desk, other, phone, actor=work.actor, grant=grant_in(work, other), now=work.now, name=contact.name,
            note=f"Salah alamat: dari {work.row.number}",
        )  # fmt: skip
    return phone


def _readdress(work: Work, grant: Grant, phone: str) -> None:
    """Messages that wait to be sent to a phone go to the applicant's, or are void where no other phone is known."""
    row, right = work.row, addressee(work.row)
    waiting = (Message.case_id == row.id) & (Message.state == QUEUED) & (Message.phone == phone)
    for message in list(Message.select().where(waiting).order_by(Message.id)):
        which = Message.id == message.id
        if not right:
            Message.update(state=VOID).where(which).execute()
        elif right != phone:
            Message.update(phone=right).where(which).execute()
            detail = {"message": message.id, "phone": [phone, right]}
            happening = Happening(ADDRESSED, from_step=row.step, to_step=row.step, detail=detail)
            record(work.desk, row, happening, actor=work.actor, grant=grant, now=work.now)
