"""A case lived through by the clock, as officers would, with every moment known: for what is told of time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.walker import Walker
from tests.workflow.given import at

KK = "waykanan.kk_baru"
Line = tuple[str, str, str]
"""When, who, and what: ``ambil``, ``lepas``, ``urungkan``, or the intent of a move and where it goes."""

STORY: tuple[Line, ...] = (
    ("2026-11-26 09.10", "wati", "ambil"),
    ("2026-11-26 09.20", "wati", "kembalikan pemohon"),
    ("2026-11-26 11.30", "wati", "terima kirim"),
    ("2026-11-26 11.40", "wati", "ambil"),
    ("2026-11-26 11.50", "wati", "teruskan entri"),
    ("2026-11-26 13.10", "oki", "ambil"),
    ("2026-11-26 13.20", "oki", "lepas"),
    ("2026-11-26 13.40", "oki", "ambil"),
    ("2026-11-26 13.50", "oki", "teruskan koreksi_kasi"),
    ("2026-11-26 15.50", "rina", "ambil"),
    ("2026-11-27 07.35", "rina", "setujui koreksi_kabid"),
    ("2026-11-27 07.36", "rina", "urungkan"),
    ("2026-11-27 07.40", "rina", "kembalikan entri"),
    ("2026-11-27 11.20", "oki", "ambil"),
    ("2026-11-27 13.15", "oki", "teruskan koreksi_kasi"),
    ("2026-11-27 13.25", "rina", "setujui koreksi_kabid"),
    ("2026-11-27 13.30", "bakti", "ambil"),
    ("2026-11-27 13.35", "bakti", "setujui sertifikasi"),
    ("2026-11-27 13.40", "harun", "ambil"),
    ("2026-11-27 13.45", "harun", "setujui registrasi"),
    ("2026-11-27 13.50", "serah", "ambil"),
    ("2026-11-27 14.00", "serah", "teruskan kabar"),
    ("2026-11-27 14.00", "wati", "ambil"),
    ("2026-11-27 14.05", "wati", "teruskan serah_terima"),
    ("2026-11-30 09.00", "wati", "selesai"),
)
"""A KK baru that came on Thursday 26 November 2026 at 09.00: with the applicant, put back, sent back, taken back."""


def step_of(standard: int | None, touch: int | None, waiting: int, over: int) -> dict[str, int | None]:
    """The clock of a step as the contract tells it."""
    return {"standard_minutes": standard, "touch_minutes": touch, "waiting_minutes": waiting, "over": over}


def register(board: Commands, clock: Clock, folder: Path, when: str = "2026-11-26 09.00") -> str:
    """A KK baru registered at a moment; its number."""
    clock.now = at(when)
    return str(Walker(board, KK, folder).register()["number"])


def live(board: Commands, clock: Clock, folder: Path, number: str, lines: Sequence[Line]) -> None:
    """Let lines of a story happen to a case, each in its moment."""
    walker = Walker(board, KK, folder)
    words = {"ambil": "take", "lepas": "release", "urungkan": "undo"}
    for when, who, what in lines:
        clock.now = at(when)
        intent, _, to = what.partition(" ")
        if intent in words:
            board.ok("case", words[intent], number, user=who)
        elif intent == "terima":
            board.ok("case", "move", number, intent, user=who)
        else:
            case = walker.show(number)
            moves = walker.steps[case["step"]["id"]]["moves"]
            walker.move(case, next(move for move in moves if (move["intent"], move["to"]) == (intent, to or None)))
