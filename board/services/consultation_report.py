"""Rekap Catatan Konsultasi: what was asked and answered in a month, one line each, nobody named in full (DOMAIN B.1).

The lines are those whoever asks may see; the sums are the office's numbers. Of every line the report tells what had
happened when the month was over, so that no answer stands in two months.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from board import wording
from board.errors import NotAuthorised, NotFound
from board.models.case import Case
from board.models.damaged import rows_of
from board.models.register import RegisterRow
from board.printing.confidential import HIDDEN
from board.printing.particulars import brief
from board.services.access import record_look
from board.services.csv_text import csv_text
from board.services.desk import Desk
from board.services.happened import happened
from board.services.months import begun_month
from board.services.report_paper import report_head, report_snapshot
from board.services.sight import closed_cases, reads_notes
from board.services.snapshot import letter_number
from board.services.storage import keep_file, must_be_writable
from board.services.times import iso, millis
from board.workflow.facts import Actor
from board.workflow.office import Signature
from board.workflow.sop import Intent, Sop, Status

DOCUMENT = "rekap_konsultasi"
BOOK, RECAP_BOOK = "konsultasi", "rekap_konsultasi"
"""The services that write the first are the consultations; an answer writes the second."""
MAKER = Signature("Ketua Tim Penanganan Konsultasi", "tim_konsultasi")
"""Who signs for it, unless the office names somebody else."""
TOPIC, ANSWER, ANSWERED_ON = "pokok", "jawaban", "jawaban_tanggal"
LONGEST = 200
"""Letters of a matter and of its answer in a line."""
HEAD = {
    "register": "No. register", "recap": "No. rekap", "registered_on": "Didaftarkan", "applicant": "Pemohon",
    "topic": "Pokok persoalan", "meeting": "Rapat", "answer": "Jawaban", "letter": "Nomor surat",
    "answered_on": "Dijawab", "collected_on": "Tanda terima", "state": "Keadaan",
}  # fmt: skip
WAITING, ANSWERED, VOID = "belum dijawab", "dijawab", "batal"


@dataclass(frozen=True)
class _Consultation:
    """A consultation as it stood at the end of a month. Moments in milliseconds; ``None``: it has not happened."""

    row: Case
    register: str
    registered: int
    answered: int | None
    collected: int | None
    void: int | None
    meeting: bool

    @property
    def settled(self) -> int | None:
        """When it was answered, or ended without an answer."""
        return self.answered or self.void


def consultation_report(desk: Desk, month: str, actor: Actor) -> dict[str, Any]:
    """The consultations registered or answered in a month; of the running month it is provisional (``final`` false).

    What was asked and answered is read here, so looking is written to the access journal.

    Raises:
        InputInvalid: not a month, or one that has not begun.
        NotFound: the office gives no consultations.
        NotAuthorised: they are not for whoever asks.
    """
    begin, end = begun_month(desk, month)
    sops = desk.shelf.writing(BOOK)
    _must_read(desk, sops)
    first, until = millis(begin), millis(end)
    with desk.store.reading():
        found = _consultations(desk, sops, first, until)
        hidden = closed_cases(desk)
        shown = [item for item in found if _is_of(item, first) and item.row.id not in hidden]
        rows = [_line(desk, item) for item in shown]
    record_look(desk, f"{DOCUMENT} {begin:%Y-%m}", actor, "rekap")
    total = _total(found, first)
    came = total["opening"] + total["registered"]
    return {
        **report_head(desk, begin, end),
        "balanced": came == total["answered"] + total["void"] + total["waiting"],
        "rows": rows,
        "total": total,
        "next": None,
    }


def _must_read(desk: Desk, sops: Sequence[Sop]) -> None:
    if not sops:
        raise NotFound("SOP", BOOK, "Kantor ini tidak memasang SOP yang menulis Register Konsultasi.")
    if not any(reads_notes(desk, sop) for sop in sops):
        sop = sops[-1]
        roles = sop.role_titles((*(item.id for item in sop.roles if item.id != "pemohon"), *desk.profile.dossier_roles))
        raise NotAuthorised(f"Rekap catatan konsultasi hanya untuk {roles}.")


def _consultations(desk: Desk, sops: Sequence[Sop], first: int, until: int) -> list[_Consultation]:
    """Those that were not settled before the month, by their place in the register."""
    reaching = (
        (Case.office == desk.office)
        & Case.sop.in_(sorted({sop.id for sop in sops}))
        & (Case.recorded_at < until)
        & (Case.ready_at.is_null() | (Case.ready_at >= first))
        & (Case.closed_at.is_null() | (Case.closed_at >= first))
    )
    events = happened(reaching)
    written = (
        RegisterRow.select(RegisterRow.case_id, RegisterRow.text, RegisterRow.at)
        .join(Case, on=(Case.id == RegisterRow.case_id))
        .where(reaching, RegisterRow.book == BOOK, RegisterRow.at < until)
        .order_by(RegisterRow.year, RegisterRow.series, RegisterRow.number)
        .tuples()
    )
    register = {case_id: (text, at) for case_id, text, at in written}
    rows = {row.id: row for row in rows_of(Case.select().where(reaching))}
    found = []
    for case_id, (text, at) in register.items():
        row = rows[case_id]
        void = row.status == Status.VOID and not row.ready_at
        collected = row.closed_at if row.status == Status.DONE else None
        met = any(event.intent == Intent.MEET and event.at < until for event, _ in events[case_id])
        found.append(
            _Consultation(
                row, text, at, _before(row.ready_at, until), _before(collected, until),
                _before(row.closed_at if void else None, until), met,
            )
        )  # fmt: skip
    return found


def _before(at: int | None, until: int) -> int | None:
    return at if at is not None and at < until else None


def _is_of(item: _Consultation, first: int) -> bool:
    """Whether a consultation has a line: something was written down of it in this month."""
    return item.registered >= first or item.settled is not None


def _line(desk: Desk, item: _Consultation) -> dict[str, Any]:
    row, data = item.row, json.loads(item.row.data)
    written = RegisterRow.select(RegisterRow.text).where(RegisterRow.case_id == row.id, RegisterRow.book == RECAP_BOOK)
    answered = item.answered is not None
    return {
        "case": row.number,
        "register": item.register,
        "recap": written.scalar() if answered else None,
        "registered_on": _day(desk, item.registered),
        "applicant": HIDDEN if row.secret else wording.mask_name(row.name),
        "topic": _told(row, data.get(TOPIC)),
        "meeting": item.meeting,
        "answer": _told(row, data.get(ANSWER)) if answered else "",
        "letter": letter_number(desk, row) if answered else None,
        "answered_on": (data.get(ANSWERED_ON) or _day(desk, item.answered)) if answered else None,
        "collected_on": _day(desk, item.collected),
        "state": ANSWERED if answered else VOID if item.void is not None else WAITING,
    }


def _told(row: Case, words: object) -> str:
    """The beginning of a text, without the name and the numbers of whoever asked; nothing of one in confidence."""
    return HIDDEN if row.secret else brief(wording.mask_person(str(words or ""), row.name), LONGEST)


def _day(desk: Desk, at: int | None) -> str | None:
    told = iso(at, desk.zone)
    return told[:10] if told else None


def _total(found: Sequence[_Consultation], first: int) -> dict[str, int]:
    new = sum(item.registered >= first for item in found)
    return {
        "opening": len(found) - new,
        "registered": new,
        "answered": sum(item.answered is not None for item in found),
        "void": sum(item.void is not None for item in found),
        "waiting": sum(item.settled is None for item in found),
        "meetings": sum(item.meeting and item.answered is not None for item in found),
        "collected": sum(item.collected is not None for item in found),
    }


def write_consultation_csv(desk: Desk, month: str, path: Path, actor: Actor) -> dict[str, Any]:
    """Write the consultations of a month as CSV.

    Raises:
        InputInvalid, NotFound, NotAuthorised: see ``consultation_report``.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    must_be_writable(path)
    told = consultation_report(desk, month, actor)
    keep_file(path, csv_text(list(HEAD.values()), [_cells(row) for row in told["rows"]]).encode())
    return told


def _cells(row: Mapping[str, Any]) -> list[Any]:
    flat = {**row, "meeting": "ya" if row["meeting"] else "tidak"}
    return [flat[name] for name in HEAD]


def write_consultation_pdf(desk: Desk, month: str, path: Path, actor: Actor) -> dict[str, Any]:
    """Print the consultations of a month to a PDF, with room for the signatures.

    Raises:
        InputInvalid, NotFound, NotAuthorised: see ``consultation_report``.
        UsageWrong, HomeUnusable: the file cannot be written; what stood in it is left as it was.
    """
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.consultation_report import consultation_report_paper

    must_be_writable(path)
    told = consultation_report(desk, month, actor)
    heading = f"Rekap catatan konsultasi bulan {told['title']}"
    data = report_snapshot(desk, told, actor, DOCUMENT, "Rekap catatan konsultasi", heading, MAKER)
    keep_file(path, consultation_report_paper(data))
    return told
