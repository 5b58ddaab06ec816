"""Which case a typed or scanned number means, in words, before anything is done with it."""

from __future__ import annotations

from board.services.desk import Desk
from board.services.search import find
from board.workflow.sop import status_title

MOST = 3


def who_is(desk: Desk, typed: str) -> str:
    """The case meant, masked; where it is no number, the cases that fit what was typed."""
    rows = find(desk, typed, MOST + 1)
    exact = [row for row in rows if row["number"].casefold() == typed.strip().casefold()]
    told = [f"{row['number']} {row['applicant']['name']}, {row['service']}" for row in (exact or rows)[:MOST]]
    if not told:
        return "Tidak ada berkas yang cocok."
    if exact:
        return f"{told[0]}, {status_title(exact[0]['status']).lower()}."
    return f"Bukan nomor berkas. Yang cocok: {'; '.join(told)}{'; …' if len(rows) > MOST else '.'}"
