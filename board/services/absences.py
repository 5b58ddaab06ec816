"""Who is away, and until when: recorded by the day, and shown to whoever would wait for them (PRODUCT 1, 5.14).

An absence gives nobody a right: who decides meanwhile is told by a mandate (``mandates``). Both are read together here,
because to a colleague they are one thing: RINA is away until Wednesday, ask BUDI.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from board import wording
from board.errors import InputInvalid, Problem, Refused
from board.models.damaged import rows_of
from board.models.office import Absence, MandateRow, User
from board.services.desk import Desk
from board.services.facts_of import find_user
from board.services.mandates import PLH
from board.services.record import OFFICE_LOG, believable_now, journal
from board.services.times import iso, millis
from board.wording import day_month, period_words, short_name

ABSENT, PRESENT = "absence_add", "absence_end"
"""Lines of the office's journal."""
LONGEST_ABSENCE = 366
"""Days: who is away for longer has left, and the account is closed."""
LONGEST_REASON = 60
UNTOLD = "tidak di tempat"
"""What is said of an absence without a reason, or of one that only a mandate tells of."""


@dataclass(frozen=True)
class Away:
    """An officer whom colleagues do not find at the desk today."""

    login: str
    title: str
    reason: str
    """Empty where nobody told one."""
    until: date
    """The last day of it, as far as is known."""
    deputies: tuple[str, ...]
    """Who stands in, as a reader calls them: ``Plh. BUDI SANTOSO``."""

    def words(self, today: date, *, titled: bool = False) -> str:
        """``cuti s.d. 25 Nov, Plh. BUDI SANTOSO``.

        Args:
            titled: it stands below words that say already that somebody is away.
        """
        span = "hari ini" if self.until <= today else f"s.d. {day_month(self.until)}"
        told = self.reason or ("" if titled else UNTOLD)
        return ", ".join([f"{told} {span}".strip(), *self.deputies])


def add_absence(desk: Desk, name: str, *, from_on: date, to_on: date, reason: str, by: str) -> Absence:
    """Record that an officer is away from one day to another, both included.

    Raises:
        NotFound, InputInvalid: no such officer, a closed account, days that do not fit, or a reason too long.
        Refused: another absence of theirs covers one of these days.
    """
    problems = []
    told = wording.clean(reason)
    if len(told) > LONGEST_REASON:
        problems.append(Problem("reason", f"Alasan paling panjang {LONGEST_REASON} huruf, misalnya: cuti."))
    if to_on < from_on:
        problems.append(Problem("to", "Tanggal akhir tidak boleh sebelum tanggal mulai."))
    elif to_on < desk.today():
        problems.append(Problem("to", f"Tanggal akhir {wording.short_date(to_on)} sudah lewat."))
    elif (to_on - from_on).days >= LONGEST_ABSENCE:
        problems.append(
            Problem("to", f"Paling lama {LONGEST_ABSENCE} hari; yang pergi seterusnya: board user disable.")
        )
    if problems:
        raise InputInvalid(problems)
    first, last = from_on.isoformat(), to_on.isoformat()
    with desk.store.writing():
        now = believable_now(desk)
        user = find_user(desk, name)
        if not user.active:
            raise InputInvalid([Problem("name", f"Akun {user.name} sudah dinonaktifkan; tidak ada yang menunggunya.")])
        same = _standing(desk, user).where((Absence.from_on <= last) & (Absence.to_on >= first)).first()
        if same is not None:
            raise Refused(
                f"{user.name} sudah tercatat tidak di tempat {period_words(same.from_on, same.to_on)}. "
                f"Akhiri dahulu: board user present {user.name}."
            )
        row: Absence = Absence.create(
            office=desk.office, user_id=user.id, from_on=first, to_on=last, reason=told, at=millis(now), by=by
        )
        journal(desk, OFFICE_LOG, by, ABSENT, user.name, {"from": first, "to": last, "reason": told})
    return row


@dataclass(frozen=True)
class Returned:
    """The absence that was ended, and what else still says that the officer is away."""

    absence: Absence
    mandates: list[int]
    """Mandates by which somebody still stands in."""


def end_absence(desk: Desk, name: str, *, by: str) -> Returned:
    """An officer is back: end the absence of today; where there is none, the next one to come.

    Raises:
        NotFound: no such officer.
        Refused: no absence is running or to come.
    """
    today = desk.today().isoformat()
    with desk.store.writing():
        now = believable_now(desk)
        user = find_user(desk, name)
        row = _standing(desk, user).where(Absence.to_on >= today).order_by(Absence.from_on, Absence.id).first()
        if row is None:
            raise Refused(f"{user.name} tidak tercatat sedang atau akan tidak di tempat.")
        Absence.update(ended_at=millis(now)).where(Absence.id == row.id).execute()
        journal(desk, OFFICE_LOG, by, PRESENT, user.name, {"absence": row.id})
        running = _running_mandates(desk, today).where(MandateRow.principal_id == user.id, MandateRow.kind == PLH)
        return Returned(row, [mandate.id for mandate in running])


def list_absences(desk: Desk, user: User) -> list[dict[str, Any]]:
    """Absences of an officer that are running or to come, nearest first."""
    rows = _standing(desk, user).where(Absence.to_on >= desk.today().isoformat())
    return [
        {"from": row.from_on, "to": row.to_on, "reason": row.reason or None, "at": iso(row.at, desk.zone), "by": row.by}
        for row in rows_of(rows.order_by(Absence.from_on, Absence.id))
    ]


def absent_today(desk: Desk) -> dict[str, str]:
    """Who is away today: login name → ``cuti s.d. 25 Nov, Plh. BUDI SANTOSO``."""
    today = desk.today()
    return {away.login: away.words(today) for away in away_today(desk)}


def away_today(desk: Desk) -> list[Away]:
    """Who is away today, as an absence or a running Plh mandate tells, by name; whose account is closed left out.

    A Plt fills a chair that is empty: nobody waits for whoever sat there.
    """
    today = desk.today().isoformat()
    absences = Absence.select().where(
        (Absence.office == desk.office) & Absence.ended_at.is_null() & (Absence.from_on <= today)
        & (Absence.to_on >= today)
    )  # fmt: skip
    mandates = list(rows_of(_running_mandates(desk, today)))
    by_user = {row.user_id: row for row in rows_of(absences)}
    acting: dict[int, list[MandateRow]] = {}
    for mandate in mandates:
        if mandate.kind == PLH or mandate.principal_id in by_user:
            acting.setdefault(mandate.principal_id, []).append(mandate)
    titles = _people(desk, {*by_user, *acting, *(row.deputy_id for rows in acting.values() for row in rows)})
    found = []
    for user_id in {*by_user, *acting}:
        user, standing_in = titles.get(user_id), acting.get(user_id, [])
        if user is None or not user.active:
            continue
        absence = by_user.get(user_id)
        until = absence.to_on if absence else max(row.to_on for row in standing_in)
        deputies = tuple(
            f"{row.kind.capitalize()}. {short_name(titles[row.deputy_id].title)}"
            for row in standing_in
            if row.deputy_id in titles
        )
        reason = absence.reason if absence else ""
        found.append(Away(user.name, user.title, reason, date.fromisoformat(until), tuple(dict.fromkeys(deputies))))
    return sorted(found, key=lambda away: away.title)


def absence_notice(desk: Desk) -> str:
    """``Hari ini tidak di tempat: RINA MARLINA (cuti s.d. 25 Nov).``; empty while everybody is there."""
    today = desk.today()
    told = [f"{short_name(away.title)} ({away.words(today, titled=True)})" for away in away_today(desk)]
    return f"Hari ini tidak di tempat: {'; '.join(told)}." if told else ""


def _standing(desk: Desk, user: User) -> Any:
    mine = (Absence.office == desk.office) & (Absence.user_id == user.id) & Absence.ended_at.is_null()
    return Absence.select().where(mine)


def _running_mandates(desk: Desk, today: str) -> Any:
    running = (MandateRow.from_on <= today) & (MandateRow.to_on >= today) & MandateRow.ended_at.is_null()
    return MandateRow.select().where((MandateRow.office == desk.office) & running).order_by(MandateRow.id)


def _people(desk: Desk, ids: Iterable[int]) -> dict[int, User]:
    wanted = sorted(ids)
    if not wanted:
        return {}
    return {row.id: row for row in User.select().where((User.office == desk.office) & User.id.in_(wanted))}
