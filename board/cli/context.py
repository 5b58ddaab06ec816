"""What every command needs: the office, the acting officer, and how to print."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from board import settings
from board.errors import BoardError, InputInvalid, Problem, UsageWrong
from board.services.desk import Desk, engine_errors, open_desk
from board.services.facts_of import actor_of
from board.services.times import utc_now
from board.wording import clean
from board.workflow.facts import Actor

LARGEST_INPUT = 5 * 1024 * 1024


class Context:
    """One run of the command line.

    Args:
        clock: the machine's clock; tests hand in their own.
    """

    def __init__(self, arguments: argparse.Namespace, clock: Callable[[], datetime] = utc_now) -> None:
        self.arguments = arguments
        self.clock = clock
        self._desk: Desk | None = None

    @property
    def home(self) -> Path:
        """The office's folder."""
        given: Path | None = getattr(self.arguments, "home", None)
        return given or settings.default_home()

    @property
    def user(self) -> str | None:
        """The acting officer, if one is named."""
        return getattr(self.arguments, "user", None)

    @property
    def as_json(self) -> bool:
        """Whether a program reads the output."""
        return bool(getattr(self.arguments, "json", False))

    def desk(self) -> Desk:
        """The office, opened once."""
        if self._desk is None:
            self._desk = open_desk(self.home, clock=self.clock)
            for notice in self._desk.notices:
                self.note(notice)
        return self._desk

    def close(self) -> None:
        """Close the office, if it was opened."""
        if self._desk is not None:
            self._desk.close()

    def acting(self) -> str:
        """The acting officer.

        Raises:
            UsageWrong: nobody is named.
        """
        if self.user is None:
            raise UsageWrong("Sebut petugas yang bertindak dengan --user NAMA.")
        return self.user

    def looking(self) -> Actor:
        """Who looks: the named officer, or the account of the operating system, which may do nothing on a case."""
        if self.user is None:
            system = settings.system_actor()
            return Actor(system, system)
        return actor_of(self.desk(), self.user)

    def administrator(self) -> str:
        """Who administers; see ``people.administrator``."""
        from board.services.people import administrator

        return administrator(self.desk(), self.user, settings.system_actor())

    def input_text(self, source: str, what: str) -> str:
        """The text of a file, or of standard input for ``-``.

        Raises:
            UsageWrong: the file cannot be read.
            InputInvalid: it is too large or not UTF-8.
        """
        try:
            raw = sys.stdin.buffer.read(LARGEST_INPUT + 1) if source == "-" else _read(Path(source))
        except OSError as broken:
            raise UsageWrong(f"{source} tidak dapat dibaca: {broken.strerror}.") from None
        if len(raw) > LARGEST_INPUT:
            raise InputInvalid([Problem(what, f"{what}: lebih dari {LARGEST_INPUT // 1024 // 1024} MB.")])
        try:
            return raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise InputInvalid([Problem(what, f"{what}: bukan teks UTF-8.")]) from None

    def print_waiting(self) -> None:
        """Print what waits. Whatever keeps it from coming out never undoes what was done before it."""
        from board.services.print_pending import print_pending

        try:
            with engine_errors():
                run = print_pending(self.desk())
        except BoardError as refused:
            self.note(f"Belum tercetak: {refused.sentence} Setelah dibetulkan: board print run")
        else:
            if run.failed:
                self.note(f"{run.failed} cetakan gagal; lihat board print list.")

    def show(self, value: Any, human: Callable[[], None]) -> None:
        """Print a value as JSON, or as ``human`` prints it."""
        if self.as_json:
            print(json.dumps(value, ensure_ascii=False, indent=1))
        else:
            human()

    def say(self, sentence: str) -> None:
        """A sentence for a person; silent when a program reads."""
        if not self.as_json:
            print(clean(sentence, lines=True))

    def note(self, sentence: str) -> None:
        """A remark beside the result."""
        print(clean(sentence, lines=True), file=sys.stderr)


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_INPUT + 1)


def table(rows: Sequence[Mapping[str, Any]], columns: Sequence[tuple[str, str]]) -> None:
    """Print rows in aligned columns: (key, heading) pairs."""
    if not rows:
        print("Tidak ada data.")
        return
    cells = [[title for _, title in columns]]
    cells += [[clean("-" if row.get(key) is None else str(row[key])) for key, _ in columns] for row in rows]
    widths = [max(len(line[place]) for line in cells) for place in range(len(columns))]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
