"""Messages that wait to be sent from the service phone."""

from __future__ import annotations

from typing import Any

from peewee import ModelSelect

from board.errors import InputInvalid, NotFound, Problem, Refused
from board.models.case import Case
from board.models.paper import Message
from board.printing.confidential import HIDDEN
from board.services.access import MESSAGES, record_look
from board.services.contacts import contacts_of, numbers_of
from board.services.desk import Desk
from board.services.facts_of import find_case, sop_of
from board.services.messages import ADDRESSED, MESSAGE_SENT, QUEUED, SENT, STATE_TITLES, whatsapp_link
from board.services.name_contact import parsed_phone
from board.services.paging import one_more, page, parse_place
from board.services.record import Happening, record
from board.services.sight import in_sight, knows_pelapor, list_name, searchable
from board.services.times import iso, millis
from board.services.work_case import at_work
from board.wording import mask_phone
from board.workflow import permissions
from board.workflow.facts import Actor


def list_messages(desk: Desk, *, state: str | None, number: str | None) -> list[dict[str, Any]]:
    """Messages in a state or in any, of one case or of all, oldest first.

    Raises:
        NotFound: no case of that number.
    """
    return [_message(desk, row) for row in _oldest(desk, state, number).objects()]


def page_of_messages(
    desk: Desk, *, state: str | None, number: str | None, limit: int | None, after: str | None
) -> dict[str, Any]:
    """Messages as the contract tells a list: masked, and without what is written in them.

    Text and link are told by ``show_message``, which is journalled: both carry name and phone, many the pickup code.

    Args:
        after: the ``next`` of the page before.

    Raises:
        NotFound, InputInvalid: no case of that number, or no such place.
    """
    query = _oldest(desk, state, number)
    if after is not None:
        query = query.where(Message.id > parse_place(after)[0])
    found = query.limit(one_more(limit)).objects()
    return page(found, limit, lambda row: _listed(desk, row), lambda row: str(row.id))


def _oldest(desk: Desk, state: str | None, number: str | None) -> ModelSelect:
    query = _messages(desk).order_by(Message.id)
    if state is not None:
        query = query.where(Message.state == state)
    if number is not None:
        query = query.where(Message.case_id == find_case(desk, number).id)
    return query


def show_message(desk: Desk, message_id: int, actor: Actor) -> dict[str, Any]:
    """One message, with the link that opens the chat; looking is written to the access journal.

    Raises:
        NotFound: no such message.
    """
    message = find_message(desk, message_id)
    record_look(desk, message["number"], actor, MESSAGES)
    return message


def mark_sent(desk: Desk, message_id: int, user: str) -> dict[str, Any]:
    """Record that a message was sent.

    Raises:
        NotFound, MoveRefused: no such message, or no role in the SOP.
        Refused: it was sent before, or is void.
    """
    with at_work(desk, find_message(desk, message_id)["number"], user, MESSAGE_SENT, message=message_id) as work:
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        row = Message.get_by_id(message_id)
        if row.state != QUEUED:
            raise Refused(f"Pesan {message_id} sudah {STATE_TITLES[row.state]}.")
        Message.update(state=SENT, sent_at=millis(work.now), sent_by=work.actor.title).where(
            Message.id == message_id
        ).execute()
        happening = Happening(
            MESSAGE_SENT, from_step=work.row.step, to_step=work.row.step,
            detail={"message": message_id, "kind": row.kind},
        )  # fmt: skip
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
    return find_message(desk, message_id)


def address_message(desk: Desk, message_id: int, user: str, phone: str) -> dict[str, Any]:
    """Send a message that waits to another phone of its case.

    Raises:
        NotFound, MoveRefused: no such message, or no role in the SOP.
        InputInvalid: not a phone number, or none of the case's.
        Refused: it was sent before, or is void.
    """
    parsed = parsed_phone(phone)
    number = find_message(desk, message_id)["number"]
    with at_work(desk, number, user, ADDRESSED, message=message_id, phone=parsed) as work:
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        row = Message.get_by_id(message_id)
        if row.state != QUEUED:
            raise Refused(f"Pesan {message_id} sudah {STATE_TITLES[row.state]}.")
        if parsed not in numbers_of(work.row):
            told = f"Nomor ini bukan kontak berkas {number}. Tambahkan dahulu: board case contact {number} add NOMOR."
            raise InputInvalid([Problem("phone", told)])
        if parsed != row.phone:
            detail = {"message": message_id, "phone": [row.phone, parsed]}
            happening = Happening(ADDRESSED, from_step=work.row.step, to_step=work.row.step, detail=detail)
            Message.update(phone=parsed).where(Message.id == message_id).execute()
            record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
    return find_message(desk, message_id)


def phones_of(desk: Desk, number: str) -> dict[str, str]:
    """The phones a message about a case may go to, and whose they are.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    return numbers_of(row) if knows_pelapor(desk, row, sop_of(desk, row)) else {}


def other_phones(desk: Desk, number: str) -> dict[str, str]:
    """The phones besides the applicant's own, and whose they are.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    known = knows_pelapor(desk, row, sop_of(desk, row))
    return {item.phone: item.name for item in contacts_of(row.id)} if known else {}


def _messages(desk: Desk) -> ModelSelect:
    known = searchable(desk).alias("known")
    told = Case.number.alias("case_number"), Case.name.alias("applicant"), Case.secret, known
    messages = Message.select(Message, *told).join(Case, on=(Case.id == Message.case_id))
    return messages.where(Message.office == desk.office, *in_sight(desk))


def find_message(desk: Desk, message_id: int) -> dict[str, Any]:
    """One message in full, without recording a look: for a verb that is about it.

    Raises:
        NotFound: no such message.
    """
    row = _messages(desk).where(Message.id == message_id).objects().first()
    if row is None:
        raise NotFound("Pesan", str(message_id), "Lihat board outbox list.")
    return _message(desk, row)


def _listed(desk: Desk, row: Any) -> dict[str, Any]:
    phone = "" if row.secret else mask_phone(row.phone)
    name = list_name(row.applicant, row.secret)
    return {**_message(desk, row), "name": name, "to": phone, "text": None, "link": None}


def _message(desk: Desk, row: Any) -> dict[str, Any]:
    name, phone, text = (row.applicant, row.phone, row.text) if row.known else (HIDDEN, "", HIDDEN)
    return {
        "id": row.id,
        "number": row.case_number,
        "name": name,
        "kind": row.kind,
        "to": phone,
        "text": text,
        "link": whatsapp_link(phone, text),
        "state": row.state,
        "at": iso(row.at, desk.zone),
        "sent_at": iso(row.sent_at, desk.zone),
    }
