"""Di mana berkas saya: where a case is, in words short enough to read to its applicant on the telephone.

Nobody's name stands in it and no number of a person: whoever asks may be anybody who has seen the slip. Of a complaint
it tells neither category nor level nor step, which would tell who deals with it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from board import wording
from board.models.case import Case
from board.services.asked_rounds import rounds_of
from board.services.desk import Desk
from board.services.facts_of import bare_facts, find_case, sop_of
from board.services.links import replaced_by
from board.services.messages import STATUS, with_outages
from board.services.record import history_of
from board.services.remind import still_asked
from board.services.times import moment
from board.workflow.checks import known
from board.workflow.sop import Sop, Status
from board.workflow.templates import STATUS_TEXTS, STATUS_VARIABLES

LONGEST = 320
"""So many letters are read aloud in half a minute."""
COMPLAINT, ANSWER = "aduan", "jawaban"
"""Ends of the names of texts for services that keep their steps to themselves, and that end with an answer."""
FINISHED, OTHERWISE = "selesai", "lain"
"""The outcome of a case that went its way to the end, and the end of the name of the text for any other."""
CAME = "sudah_datang"
"""Instead of the status of a case at the applicant, once all that was asked has come."""


def case_status(desk: Desk, number: str) -> dict[str, Any]:
    """Where a case is; no look at personal data, since it holds none.

    Raises:
        NotFound: no such case.
    """
    row = find_case(desk, number)
    return {"number": row.number, "status": row.status, "text": status_text(desk, row)}


def status_text(desk: Desk, row: Case) -> str:
    """Where a case is, as one paragraph of at most ``LONGEST`` letters where the office's own texts allow it."""
    sop, now = sop_of(desk, row), desk.now()
    status, asked = row.status, list[str]()
    if status == Status.AT_APPLICANT and (rounds := rounds_of(row, sop, history_of(row))):
        asked = still_asked(sop, rounds[-1])
        status = CAME if rounds[-1].items and not asked else status
    template = desk.profile.message_for(f"{STATUS_TEXTS}{status}", *_ways(desk, row, sop)).rstrip()
    if row.status in {Status.RUNNING, Status.AT_APPLICANT, Status.AT_WITNESSES}:
        template = with_outages(desk, template, STATUS, now)
    values = _values(desk, row, sop, now)
    for some in range(len(asked), -1, -1):
        values["diminta"] = _asked_words(desk, asked[:some], more=some < len(asked))
        text = " ".join(template.format(**values).split())
        if len(text) <= LONGEST:
            break
    return text


def _ways(desk: Desk, row: Case, sop: Sop) -> tuple[str | None, ...]:
    """How this case ends, goes out or came in: a text for that comes before the plain one."""
    delivery = known(sop, bare_facts(desk, row)).get("cara_serah")
    out = (str(delivery) if delivery else None) if sop.delivery else ANSWER
    match row.status:
        case Status.RUNNING:
            return (COMPLAINT if sop.confidential else None,)
        case Status.AT_APPLICANT:
            return (row.channel,)
        case Status.READY:
            return (out,)
        case Status.DONE:
            return (row.outcome, out if row.outcome == FINISHED else OTHERWISE)
    return (row.outcome,)


def _asked_words(desk: Desk, asked: Sequence[str], *, more: bool) -> str:
    """What was asked for as far as it fits."""
    rest = desk.profile.messages[f"{STATUS_TEXTS}diminta_{'lain' if asked else 'umum'}"]
    return "; ".join([*asked, *([rest] if more or not asked else [])])


def _values(desk: Desk, row: Case, sop: Sop, now: datetime) -> dict[str, str]:
    step = sop.step(row.step)
    return {
        **dict.fromkeys(STATUS_VARIABLES, ""),
        "nomor": row.number,
        "layanan": sop.short,
        "permohonan": sop.request or f"permohonan {sop.short}",
        "dokumen": sop.document,
        "diterima": _day(desk, row.received_at),
        "sejak": _day(desk, _since(row)),
        "tempat": step.tray,
        "petugas": sop.role_titles(step.acting),
        "janji": _promise(desk, row, sop, now),
        "jam": desk.profile.service_hours,
        "kantor": desk.profile.short,
        "pengganti": replaced_by(row) or "",
    }


def _since(row: Case) -> int:
    """Since when a case has been as it is."""
    return next(at for at in (row.closed_at, row.paused_at, row.ready_at, row.entered_at) if at is not None)


def _promise(desk: Desk, row: Case, sop: Sop, now: datetime) -> str:
    """What is said of the promise; nothing once the document is ready."""
    if row.ready_at is not None:
        return ""
    if row.due_at is None:
        return desk.profile.message_for(f"{STATUS_TEXTS}janji", "belum" if sop.promise else "tanpa")
    due = moment(row.due_at, desk.zone)
    template = desk.profile.message_for(f"{STATUS_TEXTS}janji", "lewat" if due < now else None)
    day = f"{wording.weekday_date(due.date())} pukul {wording.clock_time(due)}"
    return template.format(**{**dict.fromkeys(STATUS_VARIABLES, ""), "hari": day})


def _day(desk: Desk, at: int) -> str:
    return wording.short_date(moment(at, desk.zone).date())
