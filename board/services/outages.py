"""Gangguan: a system the office depends on goes down and comes back; every change stands in the office's journal."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from board.errors import InputInvalid, NotAuthorised, NotFound, Problem, Refused
from board.models.office import Outage
from board.services.desk import Desk
from board.services.facts_of import writer_of
from board.services.months import month_span
from board.services.outage_pause import move_promises
from board.services.outage_rows import open_outages, outage_view, outages_between, system_title
from board.services.record import OFFICE_LOG, believable_now, journal
from board.services.remarks import needed_remark
from board.services.times import iso, millis, moment
from board.wording import quoted, stamp
from board.workflow.calendar import parse_clock
from board.workflow.facts import Actor, Grant
from board.workflow.office import ADMIN

DECIDERS = (ADMIN, "kasi", "kabid", "kadis")
"""Roles that may say that a system is down: it stops clocks and goes into every message."""
STARTED, ENDED = "outage_start", "outage_end"
"""Lines of the journal."""
LONGEST_BACK = timedelta(days=31)
"""An outage that is written down later than this is a slip of the pen in its date."""


def start_outage(
    desk: Desk, system: str, reason: str, user: str | None, *, system_account: str = "", at: datetime | None = None
) -> dict[str, Any]:
    """A system went down.

    Args:
        user: who says so; None: the account of the operating system, which administers.
        at: since when; None: since now.

    Raises:
        InputInvalid: no such system, no reason, or a moment that cannot be.
        NotAuthorised: the officer does not decide this.
        Refused: the system is down already, or was still down then.
    """
    known = desk.profile.outages.systems
    if system not in known:
        raise InputInvalid([Problem("system", f'Sistem "{quoted(system)}" tidak dikenal; pilih {", ".join(known)}.')])
    told = needed_remark(reason, "reason", "Tulis alasannya, misalnya: tidak dapat dibuka sejak pagi.")
    with desk.store.writing():
        now = believable_now(desk)
        actor, _ = _decider(desk, user, system_account)
        began = _moment(desk, at, now)
        if now - began > LONGEST_BACK:
            raise InputInvalid([Problem("at", f"Waktu mulai paling jauh {LONGEST_BACK.days} hari ke belakang.")])
        for row in open_outages(desk):
            if row.system == system:
                since = stamp(moment(row.started_at, desk.zone))
                raise Refused(
                    f"{known[system]} sudah tercatat terganggu (dicatat {row.by}) sejak {since}. Akhiri dahulu."
                )
        _refuse_overlap(desk, system, began, now)
        pauses = int(system in desk.profile.outages.pause_promise)
        row = Outage.create(
            office=desk.office, system=system, reason=told, started_at=millis(began), pauses=pauses, by=actor.title
        )
        detail = {"system": system, "reason": told, "at": iso(row.started_at, desk.zone), "pauses": pauses}
        journal(desk, OFFICE_LOG, actor.title, STARTED, str(row.id), detail)
        return outage_view(desk, row)


def end_outage(
    desk: Desk, which: str, user: str | None, *, system_account: str = "", at: datetime | None = None
) -> dict[str, Any]:
    """A system works again. Where the office lets it pause the promise, the promises of open cases move on.

    Args:
        which: the system that is down, or the id of the outage.

    Raises:
        NotFound: nothing of that name is down.
        InputInvalid: a moment that cannot be.
        NotAuthorised: the officer does not decide this.
        Refused: it has ended already.
    """
    with desk.store.writing():
        now = believable_now(desk)
        actor, grant = _decider(desk, user, system_account)
        row = _find(desk, which)
        ended, began = _moment(desk, at, now), moment(row.started_at, desk.zone)
        if ended <= began:
            raise InputInvalid([Problem("at", f"Waktu selesai harus sesudah mulainya, {stamp(began)}.")])
        Outage.update(ended_at=millis(ended), ended_by=actor.title).where(Outage.id == row.id).execute()
        row = Outage.get_by_id(row.id)
        moved = move_promises(desk, row, actor, grant, now) if row.pauses else 0
        detail = {"system": row.system, "at": iso(row.ended_at, desk.zone), "moved": moved}
        journal(desk, OFFICE_LOG, actor.title, ENDED, str(row.id), detail)
        return {**outage_view(desk, row), "moved": moved}


def list_outages(desk: Desk, month: str | None = None) -> list[dict[str, Any]]:
    """Outages of a month, or (without one) what is down now and this month's, newest first; open ones on top.

    Raises:
        InputInvalid: not a month.
    """
    begin, end = month_span(desk, month or f"{desk.today():%Y-%m}")
    rows = {row.id: row for row in outages_between(desk, begin, end)}
    if month is None:
        rows |= {row.id: row for row in open_outages(desk)}
    newest = sorted(rows.values(), key=lambda row: (row.ended_at is None, row.started_at, row.id), reverse=True)
    return [outage_view(desk, row) for row in newest]


def parse_at(desk: Desk, text: str) -> datetime:
    """A moment as people type it: ``08.10`` of today, or ISO 8601.

    Raises:
        InputInvalid: neither of them.
    """
    # dateutil is only needed here, and never in a session.
    from board.workflow.inputs import parse_moment

    try:
        return on_day(desk, desk.today(), parse_clock(text))
    except ValueError:
        return parse_moment(text, desk.zone, "at")


def on_day(desk: Desk, day: date, clock: time) -> datetime:
    """A moment of a day in the office's zone."""
    return datetime.combine(day, clock, desk.zone)


def _decider(desk: Desk, user: str | None, system_account: str) -> tuple[Actor, Grant | None]:
    if user is None:
        return Actor(system_account, system_account), None
    actor = writer_of(desk, user)
    grant = next((grant for role in DECIDERS for grant in actor.grants if grant.role == role), None)
    if grant is None:
        titles = ", ".join(desk.profile.roles[role].title for role in DECIDERS if role in desk.profile.roles)
        raise NotAuthorised(f"Gangguan hanya dicatat dan diakhiri oleh {titles}. Sampaikan kepada salah satunya.")
    return actor, grant


def _moment(desk: Desk, at: datetime | None, now: datetime) -> datetime:
    told = (at or now).astimezone(desk.zone)
    if told > now:
        raise InputInvalid([Problem("at", f"Waktu {stamp(told)} belum tiba; sekarang {stamp(now)}.")])
    return told


def _refuse_overlap(desk: Desk, system: str, began: datetime, now: datetime) -> None:
    """Of one system only one outage at a time: a second one would count the same hours twice."""
    for row in outages_between(desk, began, now):
        if row.system == system:
            ended = stamp(moment(row.ended_at, desk.zone))
            raise Refused(
                f"{system_title(desk, system)} sudah tercatat terganggu sampai {ended}; mulai sesudah waktu itu."
            )


def _find(desk: Desk, which: str) -> Outage:
    wanted = which.strip()
    for row in open_outages(desk):
        if wanted in (row.system, str(row.id)):
            return row
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= 15:
        ended: Outage | None = Outage.get_or_none((Outage.office == desk.office) & (Outage.id == int(wanted)))
        if ended is not None:
            raise Refused(f"Gangguan {ended.id} sudah berakhir {stamp(moment(ended.ended_at, desk.zone))}.")
    raise NotFound("Gangguan yang berjalan", wanted, "Lihat board outage list.")
