"""Another phone for a case: noted, and ended when it speaks for the applicant no longer."""

from __future__ import annotations

from board.errors import InputInvalid, NotFound, Problem
from board.models.case import Case
from board.services.contacts import ADDED, ENDED, close_contact, contacts_of, note_contact, numbers_of
from board.services.desk import Desk
from board.services.work_case import at_work
from board.wording import clean, mask_phone
from board.workflow import numbers, permissions

LONGEST_NAME = 60


def add_contact(desk: Desk, number: str, user: str, phone: str, name: str = "", *, key: str | None = None) -> Case:
    """Note another phone for a case; one that is known already changes nothing.

    Raises:
        InputInvalid: not a phone number, or a name that is too long.
        MoveRefused: the officer has no role in the SOP.
    """
    parsed, told = parsed_phone(phone), clean(name)
    if len(told) > LONGEST_NAME:
        raise InputInvalid([Problem("name", f"Nama kontak paling panjang {LONGEST_NAME} huruf, ini {len(told)}.")])
    with at_work(desk, number, user, ADDED, key=key, phone=parsed, name=told) as work:
        if work.repeated or parsed in numbers_of(work.row):
            return work.row
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        note_contact(desk, work.row, parsed, actor=work.actor, grant=grant, now=work.now, name=told)
        return work.row


def end_contact(desk: Desk, number: str, user: str, phone: str, *, key: str | None = None) -> Case:
    """Note that a phone speaks for the applicant no longer.

    Raises:
        InputInvalid: not a phone number, or the applicant's own.
        NotFound: the case has no such contact.
        MoveRefused: the officer has no role in the SOP.
    """
    parsed = parsed_phone(phone)
    with at_work(desk, number, user, ENDED, key=key, phone=parsed) as work:
        if work.repeated:
            return work.row
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        found = next((item for item in contacts_of(work.row.id) if item.phone == parsed), None)
        if found is None:
            if parsed == work.row.phone:
                told = "Nomor ini telepon pemohon sendiri; ubah pada data berkas (case edit, applicant.phone)."
                raise InputInvalid([Problem("phone", told)])
            raise NotFound("Kontak", mask_phone(parsed), f"Lihat board case show {work.row.number}.")
        close_contact(desk, work.row, found, actor=work.actor, grant=grant, now=work.now)
        return work.row


def parsed_phone(text: str) -> str:
    """A phone number as it is stored.

    Raises:
        InputInvalid: it is not one.
    """
    try:
        return numbers.parse_phone(text)
    except ValueError as told:
        raise InputInvalid([Problem("phone", str(told))]) from None
