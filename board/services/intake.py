"""Blank intake sheets for an outage: printed in advance or while a printer still has power, never a case.

No case, no number and no print job comes of them; what was written on them is recorded afterwards with its true
received time (``received_at`` and its reason).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from board.errors import InputInvalid, Problem, Refused
from board.printing.printer import PrinterRefused, submit
from board.services.desk import Desk
from board.services.logo import logo_fault, logo_path
from board.services.snapshot import office_words
from board.services.storage import keep_file, must_be_writable
from board.wording import stamp
from board.workflow.sop import CHANNEL_TITLES, PEMOHON, Sop

TITLE = "Lembar Penerimaan Manual"
FOLDER = "lembar_penerimaan"
"""Below the spool."""
MOST_SHEETS = 200


def print_intake(desk: Desk, sop_id: str, copies: int, path: Path | None) -> dict[str, Any]:
    """Make sheets of a service: into a file, or (without one) into the spool and to the office's printer.

    Raises:
        NotFound: no such SOP.
        InputInvalid: too many sheets.
        UsageWrong, HomeUnusable: the file cannot be written.
        Refused: the printer took nothing; the sheets lie in the spool.
    """
    # reportlab costs more than the whole board to import, and most processes never print.
    from board.printing.intake import intake_sheet

    if not 1 <= copies <= MOST_SHEETS:
        raise InputInvalid([Problem("copies", f"Jumlah lembar 1 sampai {MOST_SHEETS}.")])
    sop = desk.shelf.current(sop_id, desk.today())
    if path is not None:
        must_be_writable(path)
    into = path or desk.spool / FOLDER / f"{sop.id}-{desk.now():%Y%m%d-%H%M%S}.pdf"
    keep_file(into, intake_sheet(_sheet(desk, sop, copies)))
    return {"sop": sop.id, "copies": copies, "file": str(into), "job": None if path else _send(desk, sop, into)}


def _send(desk: Desk, sop: Sop, path: Path) -> str | None:
    queue = desk.profile.printing.queue
    if not queue:
        return None
    try:
        return submit(queue, path, f"board-{desk.office}-{FOLDER}-{sop.id}")
    except PrinterRefused as refused:
        raise Refused(f"{refused} Lembarnya sudah dibuat: {path}") from None


def _sheet(desk: Desk, sop: Sop, copies: int) -> dict[str, Any]:
    profile = desk.profile
    office = office_words(profile) | ({"phone": sop.service_phone} if sop.service_phone else {})
    return {
        "title": TITLE,
        "number": sop.short,
        "service": sop.title,
        "paper": "A4",
        "draft": False,
        "training": profile.training,
        "copies": 1,
        "sheets": copies,
        "round": 1,
        "office": office,
        "printed_at": stamp(desk.now()),
        "by": "diisi tangan",
        "acting_for": None,
        "logo": str(logo_path(desk) or "") if not logo_fault(desk) else "",
        "channels": list(CHANNEL_TITLES.values()),
        "requirements": [
            {"title": item.title, "always": item.mandatory and item.when is None}
            for item in sop.requirements
            if item.by == PEMOHON
        ],
    }
