"""What can be written into a thread, how loudly it is told where it goes, and what is asked before it goes there."""

from __future__ import annotations

from dataclasses import dataclass

from board import wording
from board.services.drafts import Way
from board.services.thread_notes import APPLICANTS, INTERNAL, KINDS, note_way
from board.services.thread_view import OUTWARD, ThreadShown
from board.widgets.pick_list import Row
from board.workflow.facts import NoteKind

SOLUTION = NoteKind.SOLUTION.value

CORRECTION = "ralat"
"""A jawaban that corrects an earlier one: what was sent is never edited."""


@dataclass(frozen=True)
class Letter:
    """One thing to be written."""

    number: str
    kind: str
    title: str
    head: str
    """Where it goes, above what is typed."""
    way: Way
    """How it is gone on with."""
    begins: str = ""
    question: str = ""
    """Asked before it is sent; empty: it stays in the office."""
    about: str = ""
    seen: int | None = None
    """Number of the last note the officer has read; None: nobody is answered past."""


def choices(shown: ThreadShown) -> list[Row]:
    """What may be written, always in one order: the same digit is the same kind at every step."""
    reaches = f"sampai ke {_whom(shown)}" if shown.phone else "hanya tercatat: belum ada telepon"
    rows = [
        Row(INTERNAL, KINDS[INTERNAL], "tidak keluar kantor"),
        Row(OUTWARD, KINDS[OUTWARD], reaches),
        Row(APPLICANTS, f"Kata {shown.applicant_role.lower()}", "yang disampaikan lewat telepon atau di loket"),
    ]
    if shown.settles:
        rows.append(Row(SOLUTION, KINDS[SOLUTION], f"sampai ke {shown.applicant_role.lower()} saat berkas ditutup"))
    if shown.answered:
        rows.append(Row(CORRECTION, "Ralat jawaban", f"atas jawaban {wording.stamp(shown.answered[-1].at)}"))
    return rows


def letter_of(shown: ThreadShown, picked: str) -> Letter:
    """What is to be written, by what was picked."""
    number, role = shown.number, shown.applicant_role.lower()
    way = note_way(number, picked)
    if picked == INTERNAL:
        return Letter(number, picked, f"Catatan {number}", "| CATATAN INTERNAL: tidak keluar kantor", way)
    if picked == APPLICANTS:
        return Letter(number, picked, f"Kata {role} {number}", f"KATA {role.upper()}: catat apa adanya", way)
    if picked == SOLUTION:
        head = f"SOLUSI: sampai ke {role} saat berkas ditutup"
        about = f"Solusi ini menjadi jawaban kantor kepada {role}. "
        return Letter(number, picked, f"Solusi {number}", head, way, "", "Simpan solusi ini?", about + FINAL,
                      shown.newest)  # fmt: skip
    begins = ""
    if picked == CORRECTION:
        begins = f"Ralat jawaban {wording.stamp(shown.answered[-1].at)}: "
    head = f"JAWABAN: sampai ke {_whom(shown)}" if shown.phone else f"JAWABAN: hanya tercatat, {role} tanpa telepon"
    goes = f"Pesan untuk {_whom(shown)} disiapkan; kirim dengan w. " if shown.phone else ""
    return Letter(number, OUTWARD, f"Jawaban {number}", head, way, begins, f"Kirim jawaban ini kepada {role}?",
                  goes + FINAL, shown.newest)  # fmt: skip


FINAL = "Setelah ini isinya tidak dapat diubah; yang keliru dibetulkan dengan ralat."


def _whom(shown: ThreadShown) -> str:
    return f"{shown.applicant_role.lower()} di {shown.phone}"
