"""A complaint as the officers of the test office handle it by command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from board.services.desk import Desk, open_desk
from tests.commands import Commands

ADUAN = "waykanan.pengaduan"
PELAPOR = {"name": "BAMBANG WIJAYA", "phone": "081200000009"}


def complaint(board: Commands, **data: str) -> str:
    """Number of a complaint that was just received."""
    new = {"applicant": PELAPOR, "data": {"uraian": "Nama pada KK salah tulis.", **data}}
    number: str = board.ok("case", "new", "--sop", ADUAN, user="ade", stdin=new)["number"]
    return number


def move(board: Commands, number: str, *words: str, user: str = "ade", **data: str) -> dict[str, Any]:
    """A move of it, with what it brings."""
    brought = ["--data", "-"] if data else []
    case: dict[str, Any] = board.ok("case", "move", number, *words, *brought, user=user, stdin=data or None)
    return case


def recorded(board: Commands, **data: str) -> str:
    """Number of a complaint that stands in the register and is thought to be simple."""
    number = complaint(board, **data)
    move(board, number, "teruskan")
    board.ok("case", "check", number, "identitas", user="ade")
    move(board, number, "sederhana", kategori="data")
    return number


def solved(board: Commands, number: str, text: str = "Data diperbaiki.") -> dict[str, Any]:
    """A complaint after its solusi was written and it was closed."""
    board.ok("thread", "note", number, "--kind", "solusi", "--text", text, user="ade")
    return move(board, number, "selesai")


def messages(board: Commands, number: str) -> list[dict[str, Any]]:
    """The messages of a case in the order they were written, each with its text."""
    rows = board.ok("outbox", "list", "--number", number)["rows"]
    return [board.ok("outbox", "show", row["id"]) for row in sorted(rows, key=lambda row: row["id"])]


@contextmanager
def at_desk(board: Commands) -> Iterator[Desk]:
    """The office opened between two commands: rows are bound to one connection at a time."""
    desk = open_desk(board.home, clock=board.clock)
    try:
        yield desk
    finally:
        desk.close()
