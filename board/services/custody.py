"""Who has the paper folder of a case on the desk: handed from tray to tray by a scan, looked for, found.

The paper follows its own way: a case may be at the kasi on the board while its folder lies at the counter. Nothing
waits for a scan, so an office may begin with it on any day (PRODUCT 6.11).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from peewee import Expression

from board.errors import BoardError, NotAuthorised, NotFound, Refused
from board.models.case import OPEN, Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.models.paper import PrintJob
from board.services.commands import once
from board.services.desk import Desk
from board.services.facts_of import actor_of, find_case, find_user, sop_of
from board.services.paging import one_more, page, parse_place
from board.services.record import Happening, record, told_by
from board.services.remarks import remark
from board.services.sight import in_sight, list_name
from board.services.times import iso, maybe_moment, millis
from board.services.work_case import Work, at_work
from board.wording import short_name, stamp
from board.workflow import permissions
from board.workflow.checks import NOT_OUT
from board.workflow.facts import Actor, Grant
from board.workflow.sop import PEMOHON

RECEIVED, SOUGHT, FOUND = "fisik", "fisik_dicari", "fisik_ditemukan"
"""Events of the paper folder."""
PAPERLESS = ("wa", "daring")
"""Channels whose cases have no paper before something of them is printed."""
MOST_IN_TRAY = 300
"""Folders compared at once; who has more in the trays works them off first."""


@dataclass(frozen=True)
class Handed:
    """A folder that was scanned: who has it now, and who had it."""

    number: str
    holder: str
    giver: str | None
    already: bool = False
    """It lay with this officer before, and nobody looked for it: nothing was written."""
    was_sought: bool = False

    @property
    def sentence(self) -> str:
        """``KK-2026-00012 diterima RINA MARLINA (dari WATI KURNIA).``"""
        if self.already:
            return f"{self.number} sudah pada Anda."
        giver = f" (dari {short_name(self.giver)})" if self.giver else ""
        found = " Tidak lagi dicari." if self.was_sought else ""
        return f"{self.number} diterima {short_name(self.holder)}{giver}.{found}"


def receive_paper(desk: Desk, number: str, user: str) -> Handed:
    """Take over the paper folder of a case; a folder that was looked for is found by it.

    Raises:
        MoveRefused: closed, or no role in this SOP.
        NotFound: no case of that number.
    """
    with at_work(desk, number, user, RECEIVED) as work:
        row = work.row
        grant = permissions.may_hold_paper(work.sop, work.facts, work.actor)
        giver, sought = row.physical_title, row.sought_at is not None
        mine = row.physical_holder == work.actor.name
        if mine and not sought:
            return Handed(row.number, work.actor.title, None, already=True)
        detail = {"from": giver, "to": work.actor.title, "sought": sought}
        changes = {
            "physical_holder": work.actor.name,
            "physical_title": work.actor.title,
            "physical_at": row.physical_at if mine else millis(work.now),
            "sought_at": None,
        }
        record(
            desk, row, Happening(RECEIVED, from_step=row.step, to_step=row.step, detail=detail),
            actor=work.actor, grant=grant, now=work.now, changes=changes,
        )  # fmt: skip
        return Handed(row.number, work.actor.title, None if mine else giver, was_sought=sought)


def _handed_before(row: Case) -> Handed:
    """What the last hand-over of a case did, for a command that was carried out before."""
    scans = Event.select().where((Event.case_id == row.id) & (Event.intent == RECEIVED)).order_by(Event.seq.desc())
    last = scans.first()
    if last is None:
        return Handed(row.number, row.physical_title or "", None, already=True)
    told = told_by(last)["detail"]
    giver = told["from"] if told["from"] != told["to"] else None
    return Handed(row.number, told["to"], giver, was_sought=told["sought"])


def receive_all(desk: Desk, numbers: Sequence[str], user: str, *, key: str | None = None) -> list[Handed]:
    """Take over several folders: all of them, or none where one is refused.

    Raises:
        MoveRefused, NotFound: see ``receive_paper``; the sentence names the number.
    """
    asked = list(dict.fromkeys(number.strip().upper() for number in numbers))
    with once(desk, key, {"do": RECEIVED, "numbers": asked, "user": user}) as command:
        if command.done is not None:
            return [_handed_before(find_case(desk, number)) for number in asked]
        handed = [receive_paper(desk, number, user) for number in asked]
        command.case = find_case(desk, asked[0])
        return handed


def scan_paper(desk: Desk, number: str, user: str) -> tuple[str, str]:
    """One scan at the tray: the number as the office writes it, and what became of it, in a sentence.

    Whatever is refused is answered like everything else, so that the next scan goes on.
    """
    try:
        handed = receive_paper(desk, number, user)
    except Refused as refused:
        return number.strip().upper(), refused.sentence
    return handed.number, handed.sentence


def seek_paper(desk: Desk, number: str, user: str, note: str = "", *, key: str | None = None) -> Case:
    """Mark that the paper folder of a case is looked for (fisik dicari).

    Raises:
        MoveRefused: no role in this SOP.
        Refused: it is looked for already.
        InputInvalid: the note is too long.
    """
    told = remark(note, "note")
    with at_work(desk, number, user, SOUGHT, key=key, note=told) as work:
        if work.repeated:
            return work.row
        grant = permissions.may_seek_paper(work.sop, work.actor)
        since = maybe_moment(work.row.sought_at, desk.zone)
        if since is not None:
            raise Refused(f"Fisik berkas {work.row.number} sudah dicari sejak {stamp(since)}.")
        detail = {"holder": work.row.physical_title}
        _write(work, Happening(SOUGHT, work.row.step, work.row.step, note=told, detail=detail), grant, millis(work.now))
        return work.row


def paper_found(desk: Desk, number: str, user: str, note: str = "", *, key: str | None = None) -> Case:
    """The folder was found; where it lies is told by the next scan, or by the note.

    Raises:
        MoveRefused: no role in this SOP.
        Refused: nobody looks for it.
        InputInvalid: the note is too long.
    """
    told = remark(note, "note")
    with at_work(desk, number, user, FOUND, key=key, note=told) as work:
        if work.repeated:
            return work.row
        grant = permissions.may_seek_paper(work.sop, work.actor)
        if work.row.sought_at is None:
            raise Refused(f"Fisik berkas {work.row.number} tidak sedang dicari.")
        _write(work, Happening(FOUND, work.row.step, work.row.step, note=told), grant, None)
        return work.row


def _write(work: Work, happening: Happening, grant: Grant, sought_at: int | None) -> None:
    changes = {"sought_at": sought_at}
    record(work.desk, work.row, happening, actor=work.actor, grant=grant, now=work.now, changes=changes)


def seek_all(desk: Desk, numbers: Sequence[str], user: str, note: str = "") -> tuple[list[str], list[str]]:
    """Mark several folders as looked for; one that is refused does not keep the others from it.

    Returns:
        The numbers that are marked now, and the sentences of those that are not.
    """
    done, refused = [], []
    for number in numbers:
        try:
            done.append(seek_paper(desk, number, user, note).number)
        except Refused as why:
            refused.append(why.sentence)
    return done, refused


@dataclass(frozen=True)
class PaperQuery:
    """Which folders are listed: without any of these, every one of an open case that was ever scanned or sought."""

    sought: bool = False
    holder: str | None = None
    tray_of: str | None = None
    """Cases in this officer's trays whose folder lies with somebody else, or with nobody as far as is known."""


def list_papers(desk: Desk, query: PaperQuery, *, limit: int | None = None, after: str | None = None) -> dict[str, Any]:
    """Folders as the contract tells a list, in the order the cases came.

    Raises:
        NotFound, NotAuthorised: no such officer, or (``tray_of``) one whose account is closed.
        InputInvalid: ``after`` is not the ``next`` of a list.
    """
    conditions: list[Any] = [Case.office == desk.office, *in_sight(desk)]
    if not query.sought:
        # What is looked for stays looked for after the end of its case; what is merely held is of interest before it.
        conditions.append(OPEN)
    if query.sought:
        conditions.append(Case.sought_at.is_null(False))
    if query.holder is not None:
        conditions.append(Case.physical_holder == find_user(desk, query.holder).name)
    if query.tray_of is not None:
        conditions += _astray(desk, actor_of(desk, query.tray_of))
    elif not (query.sought or query.holder):
        conditions.append(Case.physical_holder.is_null(False) | Case.sought_at.is_null(False))
    if after is not None:
        conditions.append(Case.id > parse_place(after)[0])
    rows = rows_of(Case.select().where(*conditions).order_by(Case.id).limit(one_more(limit)))
    roles = _Roles(desk)
    return page(rows, limit, lambda row: _listed(desk, row, roles), lambda row: str(row.id))


def papers_with(desk: Desk, user: str) -> list[str]:
    """Numbers of the open cases whose folder an officer has, as far as was scanned."""
    rows = Case.select(Case.number).where(
        Case.office == desk.office, Case.physical_holder == user, OPEN, *in_sight(desk)
    )
    return [number for (number,) in rows.order_by(Case.id).tuples()]


def _astray(desk: Desk, actor: Actor) -> list[Expression]:
    places: dict[str, set[str]] = {}
    for sop in desk.shelf.versions():
        for step in sop.steps:
            if actor.grant_for(step.acting, sop.bidang):
                places.setdefault(sop.id, set()).add(step.id)
    mine: Expression = Case.sop.in_([])
    for sop_id, steps in places.items():
        mine |= (Case.sop == sop_id) & Case.step.in_(sorted(steps))
    printed = PrintJob.select(PrintJob.case_id).where(PrintJob.state.not_in(sorted(NOT_OUT)))
    return [
        mine,
        Case.role != PEMOHON,
        Case.physical_holder.is_null() | (Case.physical_holder != actor.name),
        Case.channel.not_in(PAPERLESS) | Case.physical_holder.is_null(False) | Case.id.in_(printed),
    ]


@dataclass
class _Roles:
    """Officers by login name, each looked up once for a list; None where the account is closed."""

    desk: Desk
    known: dict[str, Actor | None] = field(default_factory=dict)

    def of(self, name: str) -> Actor | None:
        if name not in self.known:
            try:
                self.known[name] = actor_of(self.desk, name)
            except (NotFound, NotAuthorised):
                self.known[name] = None
        return self.known[name]


def _listed(desk: Desk, row: Case, roles: _Roles) -> dict[str, Any]:
    zone = desk.zone
    try:
        sop = sop_of(desk, row)
    except BoardError:
        service, step, differs = row.sop, {"id": row.step, "no": "?", "title": "?", "tray": "?"}, True
    else:
        stands = sop.step(row.step)
        service, step = sop.short, {"id": stands.id, "no": stands.no, "title": stands.title, "tray": stands.tray}
        holder = roles.of(row.physical_holder) if row.physical_holder else None
        acts = holder is not None and holder.grant_for(stands.acting, sop.bidang) is not None
        differs = row.physical_holder is not None and not acts
    return {
        "number": row.number,
        "name": list_name(row.name, row.secret),
        "service": service,
        "holder": row.physical_title,
        "since": iso(row.physical_at, zone),
        "sought_at": iso(row.sought_at, zone),
        "step": step,
        "step_role_holder_differs": differs,
    }


def paper_words(row: dict[str, Any]) -> str:
    """Where a folder of the list is, as far as anybody knows."""
    if row["holder"] is None:
        return "belum dicatat"
    return f"pada {short_name(row['holder'])}"


def paper_view(desk: Desk, row: Case) -> dict[str, Any]:
    """What ``case show`` tells of the folder."""
    return {
        "holder": row.physical_title,
        "at": iso(row.physical_at, desk.zone),
        "sought_at": iso(row.sought_at, desk.zone),
    }
