"""Diteruskan: what is not the office's own to decide goes to whom it belongs; it ends here with a solusi saying so."""

from __future__ import annotations

import json

from board.errors import InputInvalid, Problem
from board.models.case import Case
from board.services.contacts import addressee
from board.services.desk import Desk
from board.services.end_case import Ended
from board.services.facts_of import facts_of, find_case, sop_of
from board.services.messages import void_requests, write_message
from board.services.move_case import changed_fields, state_before, with_answer
from board.services.record import Happening, record
from board.services.remarks import needed_remark, remark
from board.services.thread_notes import add_note
from board.services.times import millis, moment
from board.services.work_case import at_work
from board.workflow import permissions, refusals
from board.workflow.answering import BY
from board.workflow.answers import blank_words
from board.workflow.facts import Actor, Grant, NoteKind
from board.workflow.sop import ELSEWHERE_TITLES, Status

REFERRED = "diteruskan"
"""The outcome, and the message that tells of it."""
PASSED_ON = "rujuk"
"""Intent of the event."""
OWN_NAME = "inspektorat"
"""To whom it needs no further name."""


def refer_case(
    desk: Desk, number: str, user: str, to: str, agency: str, note: str, *, letter: str = "", seen: int | None = None,
    key: str | None = None,
) -> Ended:  # fmt: skip
    """Pass a complaint on: it ends as selesai, its register rows stay, the applicant is told where it went and why.

    Args:
        to: one of the SOP's ``refers_to``.
        agency: its name; may be empty for the inspektorat.
        letter: number of the letter it went with.
        seen: version the officer saw; another version refuses.

    Raises:
        InputInvalid: no agency or no grounds given, or a blank of a template left in them.
        StaleCase: the case is not the one the officer saw.
        MoveRefused: not in the register yet, nobody of that kind, or no right to.
    """
    note = needed_remark(note, "note", "Tulis mengapa diteruskan; pelapor ikut membacanya.")
    letter, agency = remark(letter, "letter"), remark(agency, "agency")
    if not agency and to == OWN_NAME:
        agency = ELSEWHERE_TITLES[OWN_NAME]
    if not agency:
        raise InputInvalid([Problem("agency", "Tulis nama instansi yang menerimanya.")])
    if blank := blank_words(f"{agency} {note}", desk.profile.answers.values()):
        raise InputInvalid([Problem("note", blank)])
    told = {"to": to, "agency": agency, "note": note, "letter": letter}
    with at_work(desk, number, user, PASSED_ON, key=key, seen=seen, **told) as work:
        if work.repeated:
            return Ended(work.row)
        row, sop = work.row, work.sop
        grant = permissions.may_refer(sop, work.facts, work.actor)
        if to not in sop.refers_to:
            raise refusals.never_referred(sop, sop.refers_to)
        by_letter = f" dengan surat {letter}" if letter else ""
        went = f"Diteruskan kepada {agency}{by_letter}. {note}"
        add_note(work.desk, row, sop, NoteKind.SOLUTION.value, went, actor=work.actor, grant=grant, now=work.now)
        data = dict(work.facts.data)
        if sop.field(BY):
            data = with_answer(sop, row.channel, data, moment(row.received_at, desk.zone), work.now)
        changes = {
            "status": Status.DONE.value,
            "open": 0,
            "outcome": REFERRED,
            "data": json.dumps(data, ensure_ascii=False, sort_keys=True),
            "holder": None,
            "holder_title": None,
            "held_at": None,
            "paused_at": None,
            "news_at": None,
            "ready_at": row.ready_at or millis(work.now),
            "closed_at": millis(work.now),
        }
        detail = {
            "before": state_before(row), "data": changed_fields(work.facts.data, data),
            "referred": {"to": to, "agency": agency, "letter": letter},
        }  # fmt: skip
        happening = Happening(PASSED_ON, from_step=row.step, reason=to, note=went, detail=detail)
        record(work.desk, row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)
        void_requests(row)
        message = None
        if addressee(row):
            message = write_message(desk, row, sop, REFERRED, actor=work.actor, now=work.now, note=went)
        return Ended(row, (), message)


def may_refer(desk: Desk, number: str, actor: Actor) -> Grant:
    """The right to pass a case on, for a form to ask before it is filled in.

    Raises:
        MoveRefused, NotFound: see ``refer_case``.
    """
    row: Case = find_case(desk, number)
    return permissions.may_refer(sop_of(desk, row), facts_of(desk, row), actor)
