"""Salah layanan: a case that goes on as another one, under the right service and a number of its own.

Data, files, contacts, what the applicant wrote, the mark mendesak, the paper folder and the received time go along, and
whoever waits for the old number waits for the new one. Notes of the office stay with the old number, which the new one
is linked to; nothing is deleted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from board.models.case import WRONG_SERVICE, Case, Link
from board.models.paper import Message, PrintJob
from board.services.attachments import add_files, files_of, taken_along
from board.services.contacts import addressee, contacts_of, note_contact
from board.services.custody import RECEIVED, SOUGHT
from board.services.desk import Desk
from board.services.end_case import HandedBack, end, queue_report
from board.services.facts_of import actor_of, facts_of, find_case, sop_of
from board.services.link_cases import wait_goes_on
from board.services.links import link_told, waits_for, write_link
from board.services.messages import write_message
from board.services.note_copies import copy_note
from board.services.papers import queue_papers
from board.services.record import Happening, record
from board.services.register_case import NewCase, Registered, open_case
from board.services.remarks import remark
from board.services.thread_notes import APPLICANTS, notes_of
from board.services.times import moment, sort_key
from board.services.work_case import MARKED, Work, at_work
from board.wording import short_name
from board.workflow import permissions, refusals
from board.workflow.facts import CaseFacts, Grant
from board.workflow.sop import Sop

FOLDER_GONE = {"physical_holder": None, "physical_title": None, "physical_at": None, "sought_at": None}
"""Columns of a case whose paper folder is another one's now."""


@dataclass(frozen=True)
class Transferred:
    """A case that went on as another one."""

    old: Case
    new: Registered


@dataclass(frozen=True)
class Plan:
    """What goes along to another service, in words, and what stays with the old number."""

    service: str
    along: tuple[str, ...]
    left: tuple[str, ...]


def transfer_plan(desk: Desk, number: str, user: str, sop_id: str) -> Plan:
    """What a transfer would take along, for whoever decides on it.

    Raises:
        MoveRefused: see ``transfer_case``.
        NotFound: no such case, officer or service.
    """
    row, actor = find_case(desk, number), actor_of(desk, user)
    sop, facts = sop_of(desk, row), facts_of(desk, row)
    target = _target(desk, sop, row, sop_id, desk.today())
    permissions.may_transfer(sop, facts, actor)
    _must_be_open_to_all(sop, target, facts)
    kept, ticks = _fitting(sop, facts, target)
    fields = {item.id: item.title for item in sop.fields}
    papers = {item.id: item.title for item in sop.requirements}
    notes = notes_of(row.id)
    own, office = (
        [note for note in notes if note.kind == APPLICANTS],
        [note for note in notes if note.kind != APPLICANTS],
    )
    along = [*(fields[name] for name in kept), *(papers[name] for name in ticks)]
    left = [*(fields.get(name, name) for name in facts.data if name not in kept and facts.data[name]),
            *(papers[name] for name in facts.requirements if name in papers and name not in ticks)]  # fmt: skip
    along += _counted((len(files_of(row.id)), "lampiran"), (len(own), "pesan pelapor"),
                      (len(contacts_of(row.id)), "kontak"))  # fmt: skip
    along += ["tanda mendesak"] if row.urgent else []
    if row.physical_holder:
        along.append(f"berkas fisik (pada {short_name(row.physical_title)})")
    along += ["tanda fisik dicari"] if row.sought_at is not None else []
    waiting = [Case.get_by_id(link.case_id).number for link in waits_for(row)]
    along += [f"tautan {', '.join(waiting)} yang menunggunya"] if waiting else []
    left += _counted((len(office), "catatan kantor"))
    return Plan(target.title, ("pemohon", "waktu diterima", *along), tuple(left))


def _counted(*things: tuple[int, str]) -> list[str]:
    return [f"{count} {what}" for count, what in things if count]


def transfer_case(
    desk: Desk, number: str, user: str, sop_id: str, note: str = "", *, key: str | None = None
) -> Transferred:
    """Move a case to the right service.

    Raises:
        MoveRefused: the officer may not, the document is issued, or the service is the same.
        InputInvalid: what is known does not suffice for the other service.
    """
    with at_work(desk, number, user, "alihkan", key=key, sop=sop_id, note=note) as work:
        if work.repeated:
            return Transferred(work.row, Registered(_gone_on_as(work.row), repeated=True))
        row = work.row
        target = _target(desk, work.sop, row, sop_id, work.now.date())
        grant = permissions.may_transfer(work.sop, work.facts, work.actor)
        _must_be_open_to_all(work.sop, target, work.facts)
        kept, ticks = _fitting(work.sop, work.facts, target)
        new = NewCase(
            applicant={"name": row.name, "nik": row.nik, "no_kk": row.no_kk, "phone": row.phone},
            channel=row.channel,
            received_at=moment(row.received_at, desk.zone),
            backdated_reason=f"Salah layanan, dari {row.number}",
            data=kept,
            requirements=ticks,
            receipt=False,
            replaces=row.number,
        )
        registered = open_case(desk, target, work.actor, new, work.now)
        # A transfer asks for the right to register there, so there is a role to act in.
        arrival = _Arrival(work, registered.case, target, work.actor.grant_for(target.register_by, target.bidang))
        link = write_link(
            desk, row, registered.case, WRONG_SERVICE, actor=work.actor, grant=grant, now=work.now, note=note
        )
        arrival.bring_files()
        arrival.bring_contacts()
        arrival.bring_words()
        arrival.bring_urgency()
        arrival.bring_paper()
        for waiting in waits_for(row):
            wait_goes_on(work, waiting, registered.case)
        message = arrival.write_message()
        told = f"Dialihkan ke {registered.case.number}. {remark(note, 'note')}".strip()
        paper = {"paper": {"holder": row.physical_title, "to": registered.case.number}} if row.physical_holder else {}
        end(work, grant, WRONG_SERVICE, told, {"links": [link_told(link, registered.case)], **paper}, FOLDER_GONE)
        ending = {**HandedBack().plain(), "goes_on_as": registered.case.number, "goes_on_service": target.title}
        queue_report(work, grant, WRONG_SERVICE, told, ending)
        return Transferred(row, replace(registered, prints=tuple(arrival.print_receipt()), message=message))


def _target(desk: Desk, sop: Sop, row: Case, sop_id: str, today: date) -> Sop:
    if sop_id == sop.id:
        raise refusals.same_service(sop, row.number)
    return desk.shelf.current(sop_id, today)


def _must_be_open_to_all(sop: Sop, target: Sop, facts: CaseFacts) -> None:
    # A transfer tells each of the two numbers on the other one: that somebody complained would show on a service case.
    if sop.confidential or target.confidential:
        raise refusals.told_in_confidence(facts)


def _fitting(sop: Sop, facts: CaseFacts, target: Sop) -> tuple[dict[str, Any], dict[str, str]]:
    """Fields and ticks of a case that mean the same in the other service."""
    known = {item.id: item for item in target.fields}
    own = {item.id: item for item in sop.fields}
    kept: dict[str, Any] = {
        name: value
        for name, value in facts.data.items()
        if name in known and name in own and known[name].options == own[name].options
    }
    forms = {item.id: item.forms for item in target.requirements}
    ticks: dict[str, str] = {name: form for name, form in facts.requirements.items() if form in forms.get(name, ())}
    return kept, ticks


def _gone_on_as(old: Case) -> Case:
    link = Link.get((Link.case_id == old.id) & (Link.kind == WRONG_SERVICE))
    new: Case = Case.get_by_id(link.other_id)
    return new


@dataclass(frozen=True)
class _Arrival:
    """The new case while what belonged to the old one is brought to it."""

    work: Work
    case: Case
    sop: Sop
    grant: Grant | None

    def bring_files(self) -> None:
        """The files belong to the new case too, for the same requirement where that service has it."""
        files = [taken_along(item, self.sop) for item in files_of(self.work.row.id)]
        if files:
            add_files(
                self.work.desk, self.case, files, actor=self.work.actor, grant=self.grant, now=self.work.now,
                note=f"Dari {self.work.row.number}",
            )  # fmt: skip

    def bring_contacts(self) -> None:
        """Whoever spoke for the applicant goes on doing so."""
        for item in contacts_of(self.work.row.id):
            note_contact(
                self.work.desk, self.case, item.phone, actor=self.work.actor, grant=self.grant, now=self.work.now,
                name=item.name, note=f"Dari {self.work.row.number}",
            )  # fmt: skip

    def bring_words(self) -> None:
        """What the applicant wrote, with its time and who wrote it down; notes of the office stay where they are."""
        for note in notes_of(self.work.row.id):
            if note.kind == APPLICANTS:
                copy_note(
                    self.work.desk, note, self.case, source=self.work.row, actor=self.work.actor, grant=self.grant,
                    now=self.work.now,
                )  # fmt: skip

    def bring_urgency(self) -> None:
        """The mark mendesak with its reason."""
        code = self.work.row.urgent
        if code:
            due = sort_key(
                due_at=self.case.due_at, received_at=self.case.received_at, urgent=True, paused=False, ready=False
            )
            number = self.work.row.number
            happening = Happening(MARKED, reason=code, note=f"Dari {number}", detail={"from": number})
            self._record(happening, {"urgent": code, "due": due})

    def bring_paper(self) -> None:
        """The paper folder: it lies where it lay, and is looked for where it was."""
        old = self.work.row
        note = f"Dari {old.number}"
        if old.physical_holder:
            changes = {name: getattr(old, name) for name in ("physical_holder", "physical_title", "physical_at")}
            detail = {"from": None, "to": old.physical_title, "sought": False}
            self._record(Happening(RECEIVED, note=note, detail=detail), changes)
        if old.sought_at is not None:
            happening = Happening(SOUGHT, note=note, detail={"holder": old.physical_title})
            self._record(happening, {"sought_at": old.sought_at})

    def write_message(self) -> Message | None:
        """What the applicant is told of both numbers; it may go to a contact, so it is written when these are known."""
        if not addressee(self.case):
            return None
        return write_message(
            self.work.desk, self.case, self.sop, "dialihkan", actor=self.work.actor, now=self.work.now,
            note=self.work.row.number,
        )  # fmt: skip

    def print_receipt(self) -> list[PrintJob]:
        """The receipt of the new number names the old one, so it is made when the two are linked."""
        wanted = [self.sop.receipt] if self.case.channel != "wa" else []
        return queue_papers(
            self.work.desk, self.case, self.sop, wanted, step=self.case.step, round=1, actor=self.work.actor,
            grant=self.grant, now=self.work.now,
        )  # fmt: skip

    def _record(self, happening: Happening, changes: Mapping[str, Any] | None = None) -> None:
        happening = replace(happening, from_step=self.case.step, to_step=self.case.step)
        record(
            self.work.desk, self.case, happening, actor=self.work.actor, grant=self.grant, now=self.work.now,
            changes=changes,
        )  # fmt: skip
