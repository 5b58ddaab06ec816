"""Ends that are not the SOP's own: withdrawn by the applicant, cancelled by the office, moved to the right service.

Nothing is deleted: the number stays with BATAL, reason, who and when (PRODUCT 3, Ends).
"""

from __future__ import annotations

from dataclasses import dataclass

from board.errors import InputInvalid, Problem
from board.models.case import Case, Link
from board.models.paper import Message, PrintJob
from board.services.attachments import NewFile, add_files, files_of
from board.services.desk import Desk
from board.services.messages import QUEUED, VOID, write_message
from board.services.papers import queue_papers
from board.services.record import Happening, change_case, write_event
from board.services.register_case import NewCase, Registered, open_case
from board.services.registers import as_told, void_rows
from board.services.remarks import needed_remark, remark
from board.services.times import millis, moment
from board.services.work_case import Work, at_work
from board.wording import quoted
from board.workflow import permissions, refusals
from board.workflow.facts import Grant
from board.workflow.sop import Status

WITHDRAWN, BY_OFFICE, WRONG_SERVICE = "dicabut", "kantor", "salah_layanan"
KINDS = {WITHDRAWN: "Dicabut pemohon", BY_OFFICE: "Dibatalkan kantor", WRONG_SERVICE: "Salah layanan"}


@dataclass(frozen=True)
class Ended:
    """A case that ended early."""

    case: Case
    prints: tuple[PrintJob, ...] = ()
    message: Message | None = None


def cancel_case(desk: Desk, number: str, user: str, kind: str, note: str, *, key: str | None = None) -> Ended:
    """End a case early: ``dicabut`` (the applicant withdraws) or ``kantor`` (the office cancels).

    Raises:
        InputInvalid: unknown kind, or no grounds given.
        MoveRefused: the officer may not, or SIAK has issued the document.
    """
    if kind not in (WITHDRAWN, BY_OFFICE):
        raise InputInvalid(
            [Problem("kind", f'Jenis pembatalan "{quoted(kind)}" tidak dikenal; pilih dicabut atau kantor.')]
        )
    note = needed_remark(note, "note", "Tulis alasan pembatalan; nomor tetap tercatat sebagai BATAL.")
    with at_work(desk, number, user, "batal", key=key, kind=kind, note=note) as work:
        if work.repeated:
            return Ended(work.row)
        if kind == BY_OFFICE:
            grant = permissions.may_cancel(work.sop, work.facts, work.actor, desk.profile.rules)
        else:
            grant = permissions.may_withdraw(work.sop, work.facts, work.actor)
        _end(work, grant, kind, note)
        prints = queue_papers(
            desk, work.row, work.sop, ["berita_acara_pembatalan"],
            step=work.row.step, round=work.facts.round, actor=work.actor, grant=grant, now=work.now, note=note,
        )  # fmt: skip
        message = None
        if work.row.phone:
            message = write_message(desk, work.row, work.sop, "batal", actor=work.actor, now=work.now, note=note)
        return Ended(work.row, tuple(prints), message)


@dataclass(frozen=True)
class Transferred:
    """A case that went on as another one."""

    old: Case
    new: Registered


def transfer_case(
    desk: Desk, number: str, user: str, sop_id: str, note: str = "", *, key: str | None = None
) -> Transferred:
    """Move a case to the right service: a new linked case takes data, files and received time along.

    Raises:
        MoveRefused: the officer may not, the document is issued, or the service is the same.
        InputInvalid: what is known does not suffice for the other service.
    """
    with at_work(desk, number, user, "alihkan", key=key, sop=sop_id, note=note) as work:
        if work.repeated:
            return Transferred(work.row, Registered(_gone_on_as(work.row), repeated=True))
        if sop_id == work.sop.id:
            raise refusals.same_service(work.sop, work.row.number)
        grant = permissions.may_transfer(work.sop, work.facts, work.actor)
        target = desk.shelf.current(sop_id, work.now.date())
        row = work.row
        known_fields = {item.id: item for item in target.fields}
        old_fields = {item.id: item for item in work.sop.fields}
        kept = {
            name: value
            for name, value in work.facts.data.items()
            if name in known_fields and known_fields[name].options == old_fields[name].options
        }
        forms = {item.id: item.forms for item in target.requirements}
        ticks = {name: form for name, form in work.facts.requirements.items() if form in forms.get(name, ())}
        new = NewCase(
            applicant={"name": row.name, "nik": row.nik, "no_kk": row.no_kk, "phone": row.phone},
            channel=row.channel,
            received_at=moment(row.received_at, desk.zone),
            backdated_reason=f"Salah layanan, dari {row.number}",
            data=kept,
            requirements=ticks,
        )
        registered = open_case(desk, target, work.actor, new, work.now)
        _take_files_along(work, registered.case, {item.id for item in target.requirements})
        Link.create(
            office=desk.office, case_id=row.id, other_id=registered.case.id, kind=WRONG_SERVICE,
            at=millis(work.now), by=work.actor.title,
        )  # fmt: skip
        told = f"Dialihkan ke {registered.case.number}. {remark(note, 'note')}".strip()
        _end(work, grant, WRONG_SERVICE, told)
        return Transferred(row, registered)


def _gone_on_as(old: Case) -> Case:
    link = Link.get((Link.case_id == old.id) & (Link.kind == WRONG_SERVICE))
    new: Case = Case.get_by_id(link.other_id)
    return new


def _end(work: Work, grant: Grant, kind: str, note: str) -> None:
    changes = {
        "status": Status.VOID.value,
        "open": 0,
        "holder": None,
        "holder_title": None,
        "held_at": None,
        "paused_at": None,
        "closed_at": millis(work.now),
        "outcome": kind,
    }
    change_case(work.row, changes)
    grounds = f"{KINDS[kind]}: {note}"
    void = void_rows(work.desk, work.row, grounds, work.actor, work.now)
    detail = {"void": [as_told(item) for item in void], "void_reason": grounds}
    happening = Happening("batal", from_step=work.row.step, reason=kind, note=note, detail=detail)
    write_event(work.desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
    Message.update(state=VOID).where((Message.case_id == work.row.id) & (Message.state == QUEUED)).execute()


def _take_files_along(work: Work, new: Case, requirements: set[str]) -> None:
    """The files of the old case belong to the new one too, for the same requirement where that service has it."""
    files = [
        NewFile(
            item.name, item.mime, item.size, item.pages, item.sha256,
            item.requirement if item.requirement in requirements else None, item.sender,
        )
        for item in files_of(work.row.id)
    ]  # fmt: skip
    if files:
        target = work.desk.shelf.current(new.sop, work.now.date())
        grant = work.actor.grant_for(target.register_by, target.bidang)
        add_files(work.desk, new, files, actor=work.actor, grant=grant, now=work.now, note=f"Dari {work.row.number}")
