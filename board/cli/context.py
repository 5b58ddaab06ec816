"""What every command needs: the office, the acting officer, and how to print."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from board import settings
from board.cli import output
from board.errors import BoardError, HomeUnusable, UsageWrong
from board.services.damage import stored_errors
from board.services.desk import Desk, open_desk
from board.services.facts_of import actor_of
from board.services.times import utc_now
from board.wording import os_words
from board.workflow.facts import Actor


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
        """The office's folder, whether or not an office is in it.

        Raises:
            HomeUnusable: nobody can look into a folder of that name.
        """
        given: Path | None = getattr(self.arguments, "home", None)
        home = given or settings.default_home()
        try:
            (home / settings.OFFICE_FILE).stat()
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as broken:
            raise HomeUnusable(f"Folder kantor {home} tidak dapat dibuka: {os_words(broken)}.") from broken
        return home

    @property
    def user(self) -> str | None:
        """The acting officer, if one is named."""
        return getattr(self.arguments, "user", None)

    @property
    def as_json(self) -> bool:
        """Whether a program reads the output."""
        return bool(getattr(self.arguments, "json", False))

    def desk(self) -> Desk:
        """The office, opened once, for an officer who may be in it where one is named: whoever reads says who reads.

        Raises:
            NotFound, NotAuthorised: the office has no such officer, or closed the account.
        """
        if self._desk is None:
            opened = open_desk(self.home, clock=self.clock)
            try:
                if self.user is not None:
                    opened = opened.seen_by(actor_of(opened, self.user))
            except BoardError:
                opened.close()
                raise
            self._desk = opened
            for notice in opened.notices:
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

    def print_waiting(self) -> None:
        """Print what waits. Whatever keeps it from coming out never undoes what was done before it."""
        from board.services.print_pending import print_pending

        try:
            with stored_errors():
                run = print_pending(self.desk())
        except BoardError as refused:
            self.note(f"Belum tercetak: {refused.sentence} Setelah dibetulkan: board print run")
        else:
            if run.failed:
                self.note(f"{run.failed} cetakan gagal; lihat board print list.")

    def show(self, value: Any, human: Callable[[], None]) -> None:
        """Print a value as JSON, or as ``human`` prints it."""
        if self.as_json:
            output.as_json(value)
        else:
            human()

    def show_list(
        self,
        shown: Mapping[str, Any],
        columns: Sequence[tuple[str, str]],
        rows: Sequence[Mapping[str, Any]] | None = None,
    ) -> None:
        """Print a list of the contract.

        Args:
            columns: (key, heading) pairs of the table a person reads.
            rows: what stands in the table, where that is not simply the rows.
        """
        self.show(shown, lambda: self._tell_list(shown, columns, shown["rows"] if rows is None else rows))

    def _tell_list(
        self, shown: Mapping[str, Any], columns: Sequence[tuple[str, str]], rows: Sequence[Mapping[str, Any]]
    ) -> None:
        output.table(rows, columns)
        if shown["next"]:
            self.note(f"Masih ada lagi; lanjutkan dengan --after={shown['next']}")

    def say(self, sentence: str) -> None:
        """A sentence for a person; silent when a program reads."""
        if not self.as_json:
            output.line(sentence)

    def note(self, sentence: str) -> None:
        """A remark beside the result."""
        output.aside(sentence)
