"""Salah kirim: a message that left the office and came to the wrong telephone."""

from __future__ import annotations

from board.errors import InputInvalid, Problem, Refused
from board.models.event import Event
from board.models.incident import Incident
from board.models.paper import Message
from board.services.desk import Desk
from board.services.incidents import MESSAGE, open_incident
from board.services.messages import SENT, STATE_TITLES
from board.services.misdirected import cause_words
from board.services.move_case import coded_reason
from board.services.out_of_sight import MISDIRECTED
from board.services.outbox import find_message
from board.services.record import Happening, record, told_by
from board.services.work_case import at_work
from board.workflow import permissions

WRONG_PHONE = "salah_kirim"
"""Intent of the event."""


def message_misdirected(desk: Desk, message_id: int, user: str, reason: str | None, note: str = "") -> Incident:
    """Record that a message came to the wrong telephone: a privacy incident, for it names applicant and number.

    Raises:
        InputInvalid: no reason.
        NotFound, MoveRefused: no such message, or no role in the SOP.
        Refused: it was not sent, or this was recorded before.
    """
    number = find_message(desk, message_id)["number"]
    with at_work(desk, number, user, WRONG_PHONE, message=message_id, reason=reason, note=note) as work:
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        code, told = coded_reason(desk, MISDIRECTED, reason, note)
        if code is None:
            codes = ", ".join(desk.profile.reasons[MISDIRECTED])
            raise InputInvalid([Problem("reason", f"Sebut alasan salah kirim: {codes}.")])
        message = Message.get_by_id(message_id)
        if message.state != SENT:
            raise Refused(f"Pesan {message_id} {STATE_TITLES[message.state]}; yang salah kirim hanya yang terkirim.")
        before = Event.select().where((Event.case_id == work.row.id) & (Event.intent == WRONG_PHONE))
        if any(told_by(event)["detail"]["message"] == message_id for event in before):
            raise Refused(f"Pesan {message_id} sudah dicatat salah kirim; lihat board incident list.")
        what = "1 pesan berisi nama, nomor berkas, dan keterangan permohonan terkirim ke telepon orang lain."
        what += cause_words(desk, code)
        incident = open_incident(desk, work.row, MESSAGE, what, actor=work.actor, now=work.now)
        happening = Happening(
            WRONG_PHONE, from_step=work.row.step, to_step=work.row.step, reason=code, note=told,
            detail={"message": message_id, "incident": incident.id},
        )  # fmt: skip
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
        return incident
