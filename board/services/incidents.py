"""Privacy incidents: found, told to the subject and to the agency within 3 x 24 hours, closed (UU 27/2022 ps. 46).

The office's journal tells each of these, so that ``verify`` knows the rows again. No incident names a person.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any

from peewee import Expression, Tuple, fn

from board.errors import InputInvalid, NotAuthorised, NotFound, Problem, Refused
from board.models.case import Case
from board.models.damaged import rows_of
from board.models.incident import Incident
from board.models.paper import PrintJob
from board.printing.confidential import HIDDEN
from board.services.desk import Desk
from board.services.facts_of import number_of, writer_of
from board.services.paging import one_more, page, parse_place
from board.services.papers import queue_papers
from board.services.record import OFFICE_LOG, Happening, believable_now, journal, record
from board.services.remarks import needed_remark, remark
from board.services.sight import CLOSED_ROW, about_viewer, closed_cases, in_sight
from board.services.times import iso, millis, moment
from board.services.work_case import at_work
from board.wording import masked, quoted, stamp
from board.workflow import permissions
from board.workflow.facts import Actor
from board.workflow.permissions import handles_incidents

INCIDENT_HOURS = 72
"""3 x 24 hours, working time or not."""
FILE, NOTE, MESSAGE, OTHER = "lampiran", "catatan", "salah_kirim", "lainnya"
KIND_TITLES = {
    FILE: "Lampiran pada berkas orang lain",
    NOTE: "Pesan pelapor pada berkas orang lain",
    MESSAGE: "Pesan terkirim ke telepon yang salah",
    OTHER: "Kejadian lain",
}
FOUND, TOLD, CLOSED = "insiden", "insiden_diberitahu", "insiden_ditutup"
"""What the office's journal says."""
SUBJECT, AGENCY = "subjek", "lembaga"
WHOM = {SUBJECT: "pemilik data", AGENCY: "lembaga pelindungan data pribadi"}
COLUMN = {SUBJECT: "subject_told_at", AGENCY: "agency_told_at"}
LETTER = "pemberitahuan_insiden"


def open_incident(
    desk: Desk, row: Case, kind: str, what: str, *, other: Case | None = None, actor: Actor, now: datetime
) -> Incident:
    """Record an incident, inside the caller's transaction.

    Args:
        row: the case in which the data did not belong.
        other: the case they belong to, where it is known.
        what: a sentence without names and numbers of people.
    """
    found, deadline = millis(now), millis(now + timedelta(hours=INCIDENT_HOURS))
    incident: Incident = Incident.create(
        office=desk.office, case_id=row.id, other_id=other.id if other else None, kind=kind, what=what, found_at=found,
        deadline_at=deadline, by=actor.title,
    )  # fmt: skip
    journal(desk, OFFICE_LOG, actor.title, FOUND, str(incident.id), told_incident(incident))
    return incident


def told_incident(row: Incident) -> dict[str, Any]:
    """What the journal tells of an incident that was found."""
    return {name: getattr(row, name) for name in ("case_id", "other_id", "kind", "what", "found_at", "deadline_at")}


def add_incident(desk: Desk, number: str, user: str, what: str) -> dict[str, Any]:
    """Record an incident that no verb of the board has noticed: a paper handed to the wrong person, a lost folder.

    Raises:
        InputInvalid: nothing is said about it.
        NotFound, MoveRefused: no such case, or no role in its SOP.
    """
    told = masked(needed_remark(what, "what", "Tulis apa yang terjadi, tanpa nama dan NIK."))
    with at_work(desk, number, user, FOUND, what=told) as work:
        grant = permissions.may_note(work.sop, work.facts, work.actor)
        incident = open_incident(desk, work.row, OTHER, told, actor=work.actor, now=work.now)
        happening = Happening(
            FOUND, from_step=work.row.step, to_step=work.row.step, note=told, detail={"incident": incident.id}
        )
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
    return incident_row(desk, incident)


def list_incidents(
    desk: Desk, *, every: bool = False, limit: int | None = None, after: str | None = None
) -> dict[str, Any]:
    """Incidents, nearest deadline first.

    Args:
        every: closed ones too.
        after: the ``next`` of the page before.

    Raises:
        InputInvalid: no such place.
    """
    query = Incident.select().where(Incident.office == desk.office, *_in_sight(desk))
    if not every:
        query = query.where(Incident.closed_at.is_null())
    if after is not None:
        query = query.where(Tuple(Incident.deadline_at, Incident.id) > parse_place(after, 2))
    found = rows_of(query.order_by(Incident.deadline_at, Incident.id).limit(one_more(limit)))
    hidden, secret = closed_cases(desk), _in_confidence(desk)
    return page(found, limit, lambda row: _row(desk, row, hidden, secret), lambda row: f"{row.deadline_at}.{row.id}")


def _in_sight(desk: Desk) -> list[Expression]:
    """Whoever answers for incidents does so in a case they may not open, unless it is about themselves."""
    viewer = desk.viewer
    if viewer is None or not handles_incidents(desk.profile, viewer):
        return in_sight(desk, Incident.case_id)
    return [Incident.case_id.not_in(about_viewer(desk))]


def incident_row(desk: Desk, row: Incident) -> dict[str, Any]:
    """An incident as a list tells it: of a case in confidence only that there is one."""
    return _row(desk, row, closed_cases(desk), _in_confidence(desk))


def _in_confidence(desk: Desk) -> frozenset[int]:
    """Ids of the cases with an incident whose applicant's name was given in confidence."""
    told = Case.select(Case.id).join(Incident, on=(Incident.case_id == Case.id))
    kept = told.where((Incident.office == desk.office) & (Case.secret != 0)).tuples()
    return frozenset(case_id for (case_id,) in kept)


def _row(desk: Desk, row: Incident, hidden: Collection[int], secret: Collection[int]) -> dict[str, Any]:
    zone, left = desk.zone, row.deadline_at - millis(desk.now())
    closed = row.case_id in hidden
    return {
        "id": row.id,
        "case": CLOSED_ROW if closed else number_of(row.case_id),
        "other": None if closed else number_of(row.other_id),
        "kind": row.kind,
        "what": CLOSED_ROW if closed else HIDDEN if row.case_id in secret else row.what,
        "found_at": iso(row.found_at, zone),
        "deadline_at": iso(row.deadline_at, zone),
        "hours_left": None if row.closed_at else left // 3_600_000,
        "left": None if row.closed_at else _left(left),
        "subject_told_at": iso(row.subject_told_at, zone),
        "agency_told_at": iso(row.agency_told_at, zone),
        "closed_at": iso(row.closed_at, zone),
        "closed_note": row.closed_note,
        "by": row.by,
    }


def _left(span: int) -> str:
    """``sisa 41 jam``, ``lewat 3 jam``: hours, as the law counts, and minutes in the last one."""
    minutes = abs(span) // 60_000
    return f"{'sisa' if span >= 0 else 'lewat'} {f'{minutes // 60} jam' if minutes >= 60 else f'{minutes} mnt'}"


def incident_notice(desk: Desk) -> str:
    """What whoever answers for incidents should know when the board opens; empty where nothing is open."""
    mine = (Incident.office == desk.office) & Incident.closed_at.is_null()
    mine &= Incident.case_id.not_in(about_viewer(desk))
    count, deadline = Incident.select(fn.COUNT(Incident.id), fn.MIN(Incident.deadline_at)).where(mine).tuples().get()
    if not count:
        return ""
    return f"{count} insiden privasi belum selesai, {_left(deadline - millis(desk.now()))}. Lihat: x, Insiden privasi."


def tell_incident(desk: Desk, incident_id: int, user: str, whom: str, at: datetime | None = None) -> dict[str, Any]:
    """Record that the subject or the agency was told in writing.

    Args:
        at: when, if not now.

    Raises:
        InputInvalid: nobody of that name is to be told, or the moment is before the incident or still to come.
        NotFound, NotAuthorised: no such incident, or not the officer's to handle.
        Refused: it is closed, or was told before.
    """
    if whom not in WHOM:
        raise InputInvalid([Problem("whom", f'Penerima "{quoted(whom)}" tidak dikenal; pilih {" atau ".join(WHOM)}.')])
    with desk.store.writing():
        now = believable_now(desk)
        actor, row = _handler(desk, user), _open_incident(desk, incident_id)
        told = millis(at or now)
        before = getattr(row, COLUMN[whom])
        if before:
            raise Refused(f"Insiden {row.id}: {WHOM[whom]} sudah diberi tahu {stamp(moment(before, desk.zone))}.")
        # People type minutes, the row knows milliseconds.
        if told < row.found_at - 60_000 or told > millis(now):
            raise InputInvalid(
                [Problem("at", "Waktu pemberitahuan: sesudah insiden ditemukan dan tidak melewati kini.")]
            )
        Incident.update({COLUMN[whom]: told}).where(Incident.id == row.id).execute()
        journal(desk, OFFICE_LOG, actor.title, TOLD, str(row.id), {"whom": whom, "at": told})
    return incident_row(desk, Incident.get_by_id(row.id))


def close_incident(desk: Desk, incident_id: int, user: str, note: str = "") -> dict[str, Any]:
    """Close an incident: both were told, or the note says why no notice is due.

    Raises:
        NotFound, NotAuthorised: no such incident, or not the officer's to handle.
        Refused: it is closed, or somebody has yet to be told and nothing says why not.
    """
    note = remark(note, "note")
    with desk.store.writing():
        now = believable_now(desk)
        actor, row = _handler(desk, user), _open_incident(desk, incident_id)
        untold = [WHOM[whom] for whom, column in COLUMN.items() if getattr(row, column) is None]
        if untold and not note:
            raise Refused(
                f"Insiden {row.id} belum diberitahukan kepada {' dan '.join(untold)}. Beri tahu dahulu dan catat, "
                "atau tulis pada catatan mengapa pemberitahuan tidak diperlukan."
            )
        Incident.update(closed_at=millis(now), closed_note=note).where(Incident.id == row.id).execute()
        journal(desk, OFFICE_LOG, actor.title, CLOSED, str(row.id), {"note": note, "untold": untold})
    return incident_row(desk, Incident.get_by_id(row.id))


def print_letter(desk: Desk, incident_id: int, user: str, whom: str) -> PrintJob:
    """Queue the written notice to the subject or to the agency.

    Raises:
        InputInvalid, NotFound, NotAuthorised: see ``tell_incident``.
        Refused: it is closed, or nobody knows yet whose data they were.
    """
    if whom not in WHOM:
        raise InputInvalid([Problem("whom", f'Penerima "{quoted(whom)}" tidak dikenal; pilih {" atau ".join(WHOM)}.')])
    _handler(desk, user)
    incident = _open_incident(desk, incident_id)
    misplaced = incident.kind in (FILE, NOTE)
    if whom == SUBJECT and misplaced and incident.other_id is None:
        raise Refused(f"Insiden {incident.id}: pemilik datanya belum diketahui, jadi belum ada yang dapat disurati.")
    number = number_of(incident.other_id if whom == SUBJECT and misplaced else incident.case_id) or ""
    with at_work(desk, number, user, "cetak", document=LETTER, incident=incident.id, whom=whom) as work:
        grant = work.actor.grant_for(desk.profile.incident_roles, work.sop.bidang)
        detail = {"documents": [LETTER], "incident": incident.id, "whom": whom}
        happening = Happening("cetak", from_step=work.row.step, to_step=work.row.step, detail=detail)
        record(desk, work.row, happening, actor=work.actor, grant=grant, now=work.now)
        told = {
            "id": incident.id, "whom": whom, "kind": KIND_TITLES[incident.kind], "what": incident.what,
            "found_at": stamp(moment(incident.found_at, desk.zone)),
            "deadline_at": stamp(moment(incident.deadline_at, desk.zone)),
            "moved": misplaced, "owner_known": incident.other_id is not None,
        }  # fmt: skip
        return queue_papers(
            desk, work.row, work.sop, [LETTER], step=work.row.step, round=work.facts.round, actor=work.actor,
            grant=grant, now=work.now, more={"incident": told},
        )[0]  # fmt: skip


def _handler(desk: Desk, user: str) -> Actor:
    actor = writer_of(desk, user)
    if not handles_incidents(desk.profile, actor):
        titles = ", ".join(desk.profile.roles[role].title for role in desk.profile.incident_roles)
        raise NotAuthorised(f"Insiden privasi ditangani {titles}; peran Anda tidak menanganinya.")
    return actor


def _open_incident(desk: Desk, incident_id: int) -> Incident:
    row: Incident | None = Incident.get_or_none((Incident.office == desk.office) & (Incident.id == incident_id))
    if row is None or row.case_id in about_viewer(desk):
        raise NotFound("Insiden", str(incident_id), "Lihat board incident list --all.")
    if row.closed_at is not None:
        raise Refused(f"Insiden {row.id} sudah ditutup {stamp(moment(row.closed_at, desk.zone))}.")
    return row
