"""Laporan waktu layanan: what was ready in time, how long it took, and how the work lay on officers and days.

A case counts in the month its document became ready in, or it was finished without one, beside the promise as it stood
then (DOMAIN E.1). The cases that are closed to whoever asks are left out of all of it (``sight``), and the report says
so whether there are any or not: what only some of its tables counted would tell an officer when a complaint about
them ended.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

from board.services.csv_text import csv_tables
from board.services.desk import Desk
from board.services.month_walks import Walked, month_walks
from board.services.months import begun_month
from board.services.report_paper import report_head, report_snapshot
from board.services.sight import closed_cases
from board.services.spread import middle
from board.services.storage import keep_file, must_be_writable
from board.wording import UNSEEN_NOT_COUNTED
from board.workflow.facts import Actor
from board.workflow.open_time import OpenTime, whole_minutes
from board.workflow.sop import CLOCK_STILL, MOVES, PEMOHON, Sop

DOCUMENT = "laporan_waktu"
COUNTED = ("ready", "on_time", "late", "no_promise", "late_open")
HEAD = {
    "service": "Layanan", "ready": "Siap", "on_time": "Tepat waktu", "late": "Terlambat", "no_promise": "Tanpa janji",
    "net_median_minutes": "Waktu bersih median (menit kerja)", "gross_median_minutes": "Waktu kotor median (menit)",
    "late_open": "Terlambat, belum siap",
}  # fmt: skip
"""Columns of the services in the CSV."""
LOADED = {
    "name": "Petugas", "moves": "Langkah", "cases": "Berkas", "touch_minutes": "Dikerjakan (menit kerja)",
    "returns_made": "Mengembalikan", "returned_to": "Dikembalikan kepadanya",
}  # fmt: skip
DAILY = ("Tanggal", "Hari kerja", "Masuk", "Siap")
LOAD = ("moves", "cases", "touch_minutes", "returns_made", "returned_to")


@dataclass
class _Service:
    """What is gathered of one service."""

    short: str
    counts: dict[str, int] = field(default_factory=lambda: dict.fromkeys(COUNTED, 0))
    net: list[int] = field(default_factory=list)
    gross: list[int] = field(default_factory=list)


@dataclass
class _Officer:
    """What is gathered of one officer."""

    name: str
    cases: set[int] = field(default_factory=set)
    moves: int = 0
    touch: timedelta | None = None
    """Open time in which they had cases; None: they never took one."""
    returns_made: int = 0
    returned_to: int = 0


class _Month:
    """A month while its cases are read."""

    def __init__(self, desk: Desk, begin: datetime, end: datetime) -> None:
        self.begin, self.end, self.until = begin, end, min(end, desk.now())
        self.clock = OpenTime(desk.profile.calendar)
        self.services: dict[str, _Service] = {}
        self.officers: dict[str, _Officer] = {}
        last = self.until.date() if self.until < end else (end - timedelta(days=1)).date()
        self.came = {begin.date() + timedelta(days=day): 0 for day in range((last - begin.date()).days + 1)}
        self.went = dict(self.came)

    def count(self, walked: Walked) -> None:
        """A case in the office's numbers."""
        service = self.services.setdefault(walked.sop.id, _Service(walked.sop.short))
        if self._inside(walked.recorded_at):
            self.came[walked.recorded_at.date()] += 1
        ready = walked.ready_in(self.begin, self.end)
        if ready is None:
            open_still = walked.way.ready_at is None and walked.way.closed is None and walked.status not in CLOCK_STILL
            service.counts["late_open"] += bool(open_still and walked.due_at and walked.due_at < self.until)
            return
        self.went[ready.date()] += 1
        due, net, gross = walked.due_when_ready, walked.way.net(self.clock), walked.way.gross()
        service.counts["ready"] += 1
        service.counts["no_promise" if due is None else "on_time" if ready <= due else "late"] += 1
        if net is not None and gross is not None:
            service.net.append(whole_minutes(net))
            service.gross.append(whole_minutes(gross))

    def load(self, walked: Walked) -> None:
        """A case in the numbers of those who worked on it."""
        for event in walked.happened:
            if event.intent in MOVES and self._inside(event.at):
                officer = self._officer(event.login, event.name, walked.case_id)
                officer.moves += 1
        for visit in walked.way.visits:
            had = {hold.login: hold.name for hold in visit.held if hold.begin < self.until and hold.end > self.begin}
            for login, name in had.items():
                officer = self._officer(login, name, walked.case_id)
                held = visit.held_by(login, (self.begin, self.until), self.clock)
                officer.touch = (officer.touch or timedelta()) + held
        for item in walked.way.returns:
            # Asking the applicant says nothing about a colleague's work.
            if item.to != PEMOHON and self._inside(item.at):
                self.officers[item.by].returns_made += 1
                if item.returned_to:
                    # In this month, even where they had moved it before.
                    name = next(event.name for event in walked.happened if event.login == item.returned_to)
                    officer = self.officers.setdefault(item.returned_to, _Officer(name))
                    officer.returned_to += 1

    def _officer(self, login: str, name: str, case_id: int) -> _Officer:
        officer = self.officers.setdefault(login, _Officer(name))
        officer.name = name
        officer.cases.add(case_id)
        return officer

    def _inside(self, at: datetime) -> bool:
        return self.begin <= at < self.end


def sla_report(desk: Desk, month: str) -> dict[str, Any]:
    """The times of a month, as the data are now; of the running month it is provisional (``final`` false).

    Raises:
        InputInvalid: not a month, or one that has not begun.
    """
    begin, end = begun_month(desk, month)
    found = _Month(desk, begin, end)
    with desk.store.reading():
        closed = closed_cases(desk)
        for walked in month_walks(desk, begin, end):
            if walked.case_id not in closed:
                found.count(walked)
                found.load(walked)
    newest = {sop.id: sop for sop in desk.shelf.versions()}
    order = [*newest, *(sop_id for sop_id in found.services if sop_id not in newest)]
    rows = [_row(sop_id, newest.get(sop_id), found.services.get(sop_id)) for sop_id in order]
    return {
        **report_head(desk, begin, end),
        "rows": rows,
        "total": {
            **{name: sum(row[name] for row in rows) for name in COUNTED},
            "net_median_minutes": middle([minutes for item in found.services.values() for minutes in item.net]),
            "gross_median_minutes": middle([minutes for item in found.services.values() for minutes in item.gross]),
        },
        "officers": [_load(login, found.officers[login]) for login in sorted(found.officers)],
        "days": [_day(day, found.came[day], found.went[day], desk) for day in found.came],
        "next": None,
    }


def _row(sop_id: str, sop: Sop | None, service: _Service | None) -> dict[str, Any]:
    counted = service or _Service(sop.short if sop else sop_id)
    return {
        "sop": sop_id,
        "service": sop.short if sop else counted.short,
        **counted.counts,
        "net_median_minutes": middle(counted.net),
        "gross_median_minutes": middle(counted.gross),
    }


def _load(login: str, officer: _Officer) -> dict[str, Any]:
    touch = officer.touch
    return {
        "login": login, "name": officer.name, "moves": officer.moves, "cases": len(officer.cases),
        "touch_minutes": None if touch is None else whole_minutes(touch), "returns_made": officer.returns_made,
        "returned_to": officer.returned_to,
    }  # fmt: skip


def _day(day: date, came: int, went: int, desk: Desk) -> dict[str, Any]:
    return {"day": day.isoformat(), "open": desk.profile.calendar.is_open_on(day), "came": came, "ready": went}


def write_sla_csv(desk: Desk, month: str, path: Path) -> dict[str, Any]:
    """Write the times of a month as CSV: its services and their sum, the load of officers, the days.

    Raises:
        InputInvalid: not a month that has begun.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    must_be_writable(path)
    told = sla_report(desk, month)
    lines: list[Mapping[str, Any]] = [*told["rows"], {**told["total"], "service": "Jumlah"}]
    tables: list[tuple[str, Sequence[str], list[list[Any]]]] = [
        ("Layanan", [*HEAD.values()], [[line[name] for name in HEAD] for line in lines]),
        ("Beban petugas", [*LOADED.values()], [[row[name] for name in LOADED] for row in told["officers"]]),
        ("Per tanggal", DAILY,
         [[day["day"], "ya" if day["open"] else "tidak", day["came"], day["ready"]] for day in told["days"]]),
    ]  # fmt: skip
    keep_file(path, csv_tables(tables, UNSEEN_NOT_COUNTED).encode())
    return told


def write_sla_pdf(desk: Desk, month: str, path: Path, actor: Actor) -> dict[str, Any]:
    """Print the times of a month to a PDF, with room for the signatures.

    Raises:
        InputInvalid: not a month that has begun.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.sla_report import sla_report_paper

    must_be_writable(path)
    told = sla_report(desk, month)
    heading = f"Laporan waktu layanan bulan {told['title']}"
    keep_file(path, sla_report_paper(report_snapshot(desk, told, actor, DOCUMENT, "Laporan waktu layanan", heading)))
    return told
