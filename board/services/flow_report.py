"""Laporan alur: how long each step works and waits beside its standard minutes, and what is sent back along which edge.

A visit counts in the month it left its step in; one that was cut off (batal) is no work and counts nowhere. Working
time alone (DOMAIN E.2). Steps of single cases could tell how a complaint about somebody goes on, so the cases that are
closed to whoever asks are left out (``sight``), and the report says so whether there are any or not.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from board.services.csv_text import csv_tables
from board.services.desk import Desk
from board.services.month_walks import Walked, month_walks
from board.services.months import begun_month
from board.services.report_paper import report_head, report_snapshot
from board.services.sight import closed_cases
from board.services.spread import average, middle, ninth, share
from board.services.storage import keep_file, must_be_writable
from board.wording import UNSEEN_NOT_COUNTED
from board.workflow.doings import CANCELLED
from board.workflow.facts import Actor
from board.workflow.open_time import OpenTime, whole_minutes
from board.workflow.sop import PEMOHON, Sop, Status
from board.workflow.visits import Visit

DOCUMENT = "laporan_alur"
HEAD = {
    "service": "Layanan", "no": "No", "tray": "Langkah", "standard_minutes": "Waktu standar (menit)",
    "left": "Keluar", "measured": "Terukur", "unmeasured": "Tanpa Ambil", "touch_median_minutes": "Kerja median",
    "touch_p90_minutes": "Kerja P90", "touch_average_minutes": "Kerja rata-rata",
    "within": "Dalam waktu standar", "within_percent": "Dalam waktu standar (%)",
    "waiting_median_minutes": "Tunggu median", "waiting_p90_minutes": "Tunggu P90",
}  # fmt: skip
"""Columns of the steps in the CSV; times are working minutes."""
RETURNED = ("Layanan", "Dari", "Ke", "Alasan", "Kali")
RIGHT_FIRST = {
    "service": "Layanan", "ready": "Siap", "right_first": "Siap tanpa pengembalian",
    "right_first_percent": "Siap tanpa pengembalian (%)", "returns": "Pengembalian",
}  # fmt: skip


@dataclass
class _Step:
    """What is gathered of one step."""

    touch: list[int] = field(default_factory=list)
    waiting: list[int] = field(default_factory=list)
    unmeasured: int = 0
    within: int = 0
    timed: int = 0
    """Measured visits to a step that has standard minutes."""


@dataclass
class _Service:
    """What is gathered of one service."""

    sop: Sop
    """Its newest version that was walked through."""
    steps: dict[str, _Step] = field(default_factory=lambda: defaultdict(_Step))
    returns: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    """By (from, to, reason)."""
    ready: int = 0
    right_first: int = 0


def flow_report(desk: Desk, month: str) -> dict[str, Any]:
    """The flow of a month, as the data are now; of the running month it is provisional (``final`` false).

    Raises:
        InputInvalid: not a month, or one that has not begun.
    """
    begin, end = begun_month(desk, month)
    clock, found = OpenTime(desk.profile.calendar), dict[str, _Service]()
    with desk.store.reading():
        closed = closed_cases(desk)
        for walked in month_walks(desk, begin, end):
            if walked.case_id not in closed:
                _gather(found, walked, begin, end, clock)
    services = [found[sop_id] for sop_id in _in_order(desk, found)]
    rows = [row for service in services for row in _rows(service)]
    returns = [line for service in services for line in _returns(desk, service)]
    return {
        **report_head(desk, begin, end),
        "rows": rows,
        "services": [_summary(service) for service in services],
        "returns": returns,
        "longest": _longest(rows),
        "next": None,
    }


def _in_order(desk: Desk, found: Mapping[str, _Service]) -> list[str]:
    """The services something happened in, as the office lists its SOPs."""
    busy = [sop_id for sop_id, service in found.items() if service.steps or service.returns or service.ready]
    installed = dict.fromkeys(sop.id for sop in desk.shelf.versions())
    return [sop_id for sop_id in (*installed, *sorted(found.keys() - installed.keys())) if sop_id in busy]


def _gather(found: dict[str, _Service], walked: Walked, begin: datetime, end: datetime, clock: OpenTime) -> None:
    sop = walked.sop
    service = found.setdefault(sop.id, _Service(sop))
    if service.sop.version < sop.version:
        service.sop = sop
    for visit in walked.way.visits:
        if visit.left is not None and begin <= visit.left.at < end and visit.left.intent != CANCELLED:
            _count(service.steps[visit.step], visit, sop.step(visit.step).minutes, clock)
    for item in walked.way.returns:
        if begin <= item.at < end:
            service.returns[item.from_step, item.to, item.reason] += 1
    if walked.ready_in(begin, end):
        service.ready += 1
        service.right_first += walked.way.right_first


def _count(step: _Step, visit: Visit, standard: int | None, clock: OpenTime) -> None:
    step.waiting.append(whole_minutes(visit.waiting(clock)))
    touch = visit.touch(clock)
    if touch is None:
        step.unmeasured += 1
        return
    minutes = whole_minutes(touch)
    step.touch.append(minutes)
    if standard is not None:
        step.timed += 1
        step.within += minutes <= standard


def _rows(service: _Service) -> Iterable[dict[str, Any]]:
    """Every step of a service, in its order, those of earlier versions last."""
    sop, none = service.sop, _Step()
    for step in sop.steps:
        counted = service.steps.get(step.id, none)
        yield {
            "sop": sop.id, "service": sop.short, "step": step.id, "no": step.no, "tray": step.tray,
            "status": step.status.value, "standard_minutes": step.minutes, **_numbers(counted),
        }  # fmt: skip
    for step_id in sorted(service.steps.keys() - {step.id for step in sop.steps}):
        yield {
            "sop": sop.id, "service": sop.short, "step": step_id, "no": "-", "tray": step_id,
            "status": Status.RUNNING.value, "standard_minutes": None, **_numbers(service.steps[step_id]),
        }  # fmt: skip


def _numbers(step: _Step) -> dict[str, Any]:
    return {
        "left": len(step.waiting),
        "measured": len(step.touch),
        "unmeasured": step.unmeasured,
        "touch_median_minutes": middle(step.touch),
        "touch_p90_minutes": ninth(step.touch),
        "touch_average_minutes": average(step.touch),
        "within": step.within if step.timed else None,
        "within_percent": share(step.within, step.timed),
        "waiting_median_minutes": middle(step.waiting),
        "waiting_p90_minutes": ninth(step.waiting),
    }


def _returns(desk: Desk, service: _Service) -> Iterable[dict[str, Any]]:
    """Edges that cases were sent back along, most walked first, with the reasons given."""
    sop, titles = service.sop, desk.profile.reasons["kembalikan"]
    trays = {step.id: step.tray for step in sop.steps} | {PEMOHON: sop.role_title(PEMOHON)}
    edges: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for (left, to, reason), number in service.returns.items():
        edges[left, to][reason] += number
    for (left, to), reasons in sorted(edges.items(), key=lambda item: (-item[1].total(), item[0])):
        yield {
            "sop": sop.id, "service": sop.short, "from": left, "from_title": trays.get(left, left), "to": to,
            "to_title": trays.get(to, to), "count": reasons.total(),
            "reasons": [
                {"reason": code, "title": titles.get(code, code or "-"), "count": number}
                for code, number in sorted(reasons.items(), key=lambda item: (-item[1], item[0]))
            ],
        }  # fmt: skip


def _summary(service: _Service) -> dict[str, Any]:
    return {
        "sop": service.sop.id,
        "service": service.sop.short,
        "ready": service.ready,
        "right_first": service.right_first,
        "right_first_percent": share(service.right_first, service.ready),
        "returns": service.returns.total(),
    }


def _longest(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """The tray in which cases wait longest for an officer; what is ready waits for its applicant."""
    waited = [row for row in rows if row["left"] and row["status"] == Status.RUNNING]
    order = ("waiting_median_minutes", "waiting_p90_minutes")
    worst = max(waited, key=lambda row: [row[name] for name in order], default=None)
    if worst is None or not worst["waiting_p90_minutes"]:
        return None
    return {name: worst[name] for name in ("sop", "service", "step", "no", "tray", "left", *order)}


def write_flow_csv(desk: Desk, month: str, path: Path) -> dict[str, Any]:
    """Write the flow of a month as CSV: its steps, what was sent back and why, what was right the first time.

    Raises:
        InputInvalid: not a month that has begun.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    must_be_writable(path)
    told = flow_report(desk, month)
    returned = [
        [edge["service"], edge["from_title"], edge["to_title"], item["title"], item["count"]]
        for edge in told["returns"]
        for item in edge["reasons"]
    ]
    tables: list[tuple[str, Sequence[str], list[list[Any]]]] = [
        ("Langkah", [*HEAD.values()], [[row[name] for name in HEAD] for row in told["rows"]]),
        ("Pengembalian", RETURNED, returned),
        ("Siap tanpa pengembalian", [*RIGHT_FIRST.values()],
         [[row[name] for name in RIGHT_FIRST] for row in told["services"]]),
    ]  # fmt: skip
    keep_file(path, csv_tables(tables, UNSEEN_NOT_COUNTED).encode())
    return told


def write_flow_pdf(desk: Desk, month: str, path: Path, actor: Actor) -> dict[str, Any]:
    """Print the flow of a month to a PDF, with room for the signatures.

    Raises:
        InputInvalid: not a month that has begun.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.flow_report import flow_report_paper

    must_be_writable(path)
    told = flow_report(desk, month)
    heading = f"Laporan alur layanan bulan {told['title']}"
    keep_file(path, flow_report_paper(report_snapshot(desk, told, actor, DOCUMENT, "Laporan alur layanan", heading)))
    return told
