"""The answer to "di mana berkas saya" as a message to the applicant."""

from __future__ import annotations

from board.models.paper import Message
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.messages import QUEUED, STATUS, VOID, queue_message
from board.services.record import Happening, record
from board.services.status_words import status_text
from board.services.work_case import at_work
from board.workflow import permissions, refusals

TOLD = "kabar_status"
"""Intent of the event that tells of it."""


def send_status(desk: Desk, number: str, user: str, *, key: str | None = None) -> Message | None:
    """Write where a case is to its applicant; None where the command's key had been carried out before.

    Raises:
        MoveRefused: the officer has no role in the SOP, or the case has no phone.
    """
    with at_work(desk, number, user, TOLD, key=key) as work:
        if work.repeated:
            return None
        row = work.row
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        if not addressee(row):
            raise refusals.no_phone(work.facts)
        # One that was never sent tells what is past.
        earlier = (Message.case_id == row.id) & (Message.kind == STATUS) & (Message.state == QUEUED)
        Message.update(state=VOID).where(earlier).execute()
        message = queue_message(desk, row, STATUS, status_text(work.desk, row), actor=work.actor, now=work.now)
        happening = Happening(TOLD, from_step=row.step, to_step=row.step, detail={"message": message.id})
        record(desk, row, happening, actor=work.actor, grant=grant, now=work.now)
        return message
