"""Rekap bulanan: what came, what went and what is left, per service; counts alone, nobody's name (DOMAIN D).

A case counts in the month it was recorded in, not the one it was received in: an ended month then stays as it is,
whatever is written down late. What is closed and what is left follow from the same rows, so that every line must
balance: sisa awal + masuk = selesai + batal + sisa akhir. A case that was taken up again came in once more, and what
was counted as done before stays counted: so a reopening changes no month that has ended either.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from peewee import Case as SqlCase
from peewee import Expression, ModelSelect, fn

from board import wording
from board.models.case import Case
from board.models.damaged import rows_of
from board.models.event import Event
from board.services.csv_text import csv_text
from board.services.desk import Desk
from board.services.end_case import KINDS
from board.services.months import begun_month
from board.services.outage_rows import outage_view, outages_between
from board.services.record import parse_told
from board.services.reopenings import reopenings
from board.services.report_paper import report_head, report_snapshot
from board.services.storage import keep_file, must_be_writable
from board.services.times import millis
from board.services.work_case import MARKED, UNMARKED
from board.workflow.doings import UNDONE
from board.workflow.facts import Actor
from board.workflow.sop import PEMOHON, Intent, Status

DOCUMENT = "rekap_bulanan"
COUNTED = ("opening", "incoming", "reopened", "done", "void", "closing", "returned", "urgent", "on_time", "late")
HEAD = {
    "service": "Layanan", "opening": "Sisa awal", "incoming": "Masuk", "done": "Selesai", "void": "Batal",
    **{f"void_{kind}": title for kind, title in KINDS.items()},
    "closing": "Sisa akhir", "balanced": "Seimbang", "returned": "Dikembalikan ke pemohon", "urgent": "Mendesak",
    "on_time": "Tepat waktu", "late": "Terlambat", "reopened": "Dibuka kembali (dari yang masuk)",
}  # fmt: skip


def recap(desk: Desk, month: str) -> dict[str, Any]:
    """The recap of a month, as the data are now; of the running month it is provisional (``final`` false).

    Raises:
        InputInvalid: not a month, or one that has not begun.
    """
    begin, end = begun_month(desk, month)
    now = desk.now()
    with desk.store.reading():
        flow = _flow(desk, millis(begin), millis(end))
        returned = _returned(desk, begin, end)
        urgent = _urgent(desk, begin, end)
        outages = outages_between(desk, begin, min(end, now))
        rows = [_row(desk, sop_id, flow, returned, urgent) for sop_id in _services(desk, flow)]
        told = [_clipped(desk, item, begin, min(end, now)) for item in outages]
    return {
        **report_head(desk, begin, end),
        "balanced": all(row["balanced"] for row in rows),
        "rows": rows,
        "total": _total(rows),
        "outages": told,
        "next": None,
    }


def _services(desk: Desk, flow: Mapping[str, Any]) -> list[str]:
    installed = dict.fromkeys(sop.id for sop in desk.shelf.versions())
    return [*installed, *(sop_id for sop_id in flow if sop_id not in installed)]


def _flow(desk: Desk, begin: int, end: int) -> dict[str, dict[str, int]]:
    """Counts of rows by service, in one walk."""
    came_before, came = Case.recorded_at < begin, (Case.recorded_at >= begin) & (Case.recorded_at < end)
    went = (Case.closed_at >= begin) & (Case.closed_at < end)
    done, void = went & (Case.status == Status.DONE.value), went & (Case.status == Status.VOID.value)
    finished = fn.COALESCE(Case.ready_at, Case.closed_at)
    counts: dict[str, Expression] = {
        "opening": came_before & (Case.closed_at.is_null() | (Case.closed_at >= begin)),
        "incoming": came,
        "done": done,
        "void": void,
        "closing": (Case.recorded_at < end) & (Case.closed_at.is_null() | (Case.closed_at >= end)),
        "on_time": done & (finished <= Case.due_at),
        "late": done & (finished > Case.due_at),
        **{f"void_{kind}": void & (Case.outcome == kind) for kind in KINDS},
    }
    sums = [fn.SUM(SqlCase(None, [(condition, 1)], 0)) for condition in counts.values()]
    rows = Case.select(Case.sop, *sums).where(Case.office == desk.office).group_by(Case.sop).tuples()
    found = {row[0]: dict(zip(counts, (value or 0 for value in row[1:]), strict=True)) for row in rows_of(rows)}
    _add_reopened(desk, found, begin, end)
    return found


def _add_reopened(desk: Desk, flow: Mapping[str, dict[str, int]], begin: int, end: int) -> None:
    """Count what rows do not tell of cases that were taken up again: they were closed between two moments."""
    again = list(reopenings(Event.office == desk.office, Event.at >= begin))
    ids = {item.case_id for item in again}
    services = dict(Case.select(Case.id, Case.sop).where(Case.id.in_(sorted(ids))).tuples()) if ids else {}
    for item in again:
        counts, closed_at = flow[services[item.case_id]], item.before["closed_at"]
        if closed_at < begin:
            counts["opening"] -= 1
        elif closed_at < end:
            counts["done"] += 1
            due_at = item.before["due_at"]
            finished = item.before["ready_at"] or closed_at
            if due_at is not None:
                counts["on_time" if finished <= due_at else "late"] += 1
        if closed_at < end <= item.at:
            counts["closing"] -= 1
        if item.at < end:
            counts["incoming"] += 1
            counts["reopened"] = counts.get("reopened", 0) + 1


def _events(desk: Desk, begin: datetime, end: datetime, intent: str, *conditions: Any) -> ModelSelect:
    return (
        Event.select(Event.case_id, Event.seq, Event.reason, Event.text, Case.sop)
        .join(Case, on=(Case.id == Event.case_id))
        .where(
            Event.office == desk.office, Event.at >= millis(begin), Event.at < millis(end), Event.intent == intent,
            *conditions,
        )
        .order_by(Event.id)
        .objects()
    )  # fmt: skip


def _returned(desk: Desk, begin: datetime, end: datetime) -> Counter[str]:
    """How often a berkas was sent back to its applicant; a return that was taken back was none."""
    undone = {
        (event.case_id, (parse_told(event.text) or {"detail": {}})["detail"].get("undone"))
        for event in rows_of(_events(desk, begin, end, UNDONE))
    }
    sent = _events(desk, begin, end, Intent.RETURN.value, Event.to_step == PEMOHON)
    return Counter(event.sop for event in rows_of(sent) if (event.case_id, event.seq) not in undone)


def _urgent(desk: Desk, begin: datetime, end: datetime) -> dict[str, Counter[str]]:
    """Cases that were marked urgent, by service and by the last reason given.

    A matter counts once: where the mark came along from a case that was transferred, it counts there. One that was
    taken back in the same month was none, as a return that was taken back is none.
    """
    marks = list(rows_of(_events(desk, begin, end, MARKED)))
    came_along = {event.case_id for event in marks if "from" in (parse_told(event.text) or {"detail": {}})["detail"]}
    taken_back = {event.case_id: event.seq for event in rows_of(_events(desk, begin, end, UNMARKED))}
    last = {event.case_id: event for event in marks if event.case_id not in came_along}
    found: dict[str, Counter[str]] = {}
    for event in last.values():
        if taken_back.get(event.case_id, 0) > event.seq:
            continue
        found.setdefault(event.sop, Counter())[event.reason or ""] += 1
    return found


def _row(
    desk: Desk,
    sop_id: str,
    flow: Mapping[str, dict[str, int]],
    returned: Counter[str],
    urgent: Mapping[str, Counter[str]],
) -> dict[str, Any]:
    counts = flow.get(sop_id, {})
    versions = [sop for sop in desk.shelf.versions() if sop.id == sop_id]
    reasons = urgent.get(sop_id, Counter())
    row = {
        "sop": sop_id,
        "service": versions[-1].short if versions else sop_id,
        **{name: counts.get(name, 0) for name in ("opening", "incoming", "reopened", "done", "void")},
        "void_by": {kind: counts.get(f"void_{kind}", 0) for kind in KINDS},
        "closing": counts.get("closing", 0),
        "returned": returned[sop_id],
        "urgent": reasons.total(),
        "urgent_by": dict(reasons),
        **{name: counts.get(name, 0) for name in ("on_time", "late")},
    }
    return {**row, "balanced": _balances(row)}


def _balances(row: Mapping[str, Any]) -> bool:
    kinds = bool(sum(row["void_by"].values()) == row["void"])
    return kinds and bool(row["opening"] + row["incoming"] == row["done"] + row["void"] + row["closing"])


def _total(rows: list[dict[str, Any]]) -> dict[str, Any]:
    kinds, reasons = Counter[str](), Counter[str]()
    for row in rows:
        kinds.update(row["void_by"])
        reasons.update(row["urgent_by"])
    total = {name: sum(row[name] for row in rows) for name in COUNTED}
    found = {**total, "void_by": {kind: kinds[kind] for kind in KINDS}, "urgent_by": dict(reasons)}
    return {**found, "balanced": _balances(found)}


def _clipped(desk: Desk, outage: Any, begin: datetime, end: datetime) -> dict[str, Any]:
    """An outage with the hours that fall into the month; its reason without any number of a person."""
    shown = outage_view(desk, outage)
    ended = min(outage.ended_at or millis(end), millis(end))
    hours = max(0, ended - max(outage.started_at, millis(begin))) / 3_600_000
    kept = ("id", "system", "title", "started_at", "ended_at", "open")
    return {
        **{name: shown[name] for name in kept}, "hours": round(hours, 2), "reason": wording.masked(outage.reason),
    }  # fmt: skip


def write_recap_csv(desk: Desk, month: str, path: Path) -> dict[str, Any]:
    """Write the services of a recap, and their sum, as CSV.

    Raises:
        InputInvalid: not a month that has begun.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    must_be_writable(path)
    told = recap(desk, month)
    lines = [*told["rows"], {**told["total"], "service": "Jumlah"}]
    keep_file(path, csv_text(list(HEAD.values()), [_cells(line) for line in lines]).encode())
    return told


def _cells(row: Mapping[str, Any]) -> list[Any]:
    flat = {
        **row,
        **{f"void_{kind}": number for kind, number in row["void_by"].items()},
        "balanced": "ya" if row["balanced"] else "tidak",
    }
    return [flat[name] for name in HEAD]


def write_recap_pdf(desk: Desk, month: str, path: Path, actor: Actor) -> dict[str, Any]:
    """Print a recap to a PDF, with room for the signatures.

    Raises:
        InputInvalid: not a month that has begun.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.recap import recap_paper

    must_be_writable(path)
    told = recap(desk, month)
    keep_file(path, recap_paper(_snapshot(desk, told, actor)))
    return told


def _snapshot(desk: Desk, told: dict[str, Any], actor: Actor) -> dict[str, Any]:
    heading = f"Rekapitulasi layanan bulan {told['title']}"
    urgent = {"urgent_titles": dict(desk.profile.reasons["mendesak"])}
    return report_snapshot(desk, told, actor, DOCUMENT, "Rekapitulasi bulanan", heading) | urgent
