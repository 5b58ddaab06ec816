"""What an officer was writing, kept until it is saved or thrown away on purpose (PRODUCT 5.6, TERMINALS R9).

A draft is known by the way its form is opened again. It goes in the very transaction that saves the form: whatever
moment a line drops at, either the office has what was typed or the draft has it, and never both.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, TypeVar
from uuid import uuid4

from peewee import Expression

from board.errors import CommitUncertain, DatabaseUnreachable
from board.models.database import engine_errors
from board.models.thread import Draft
from board.services.desk import Desk
from board.services.times import millis

P = ParamSpec("P")
R = TypeVar("R")
APART = "#"
"""Between the name of a draft and what tells it from that of another session."""


@dataclass(frozen=True)
class Way:
    """How a form is opened again. Two ways with the same name lead to the same form."""

    kind: str
    case: str = ""
    """Number of the case it is about; empty: none, or several."""
    which: str = ""
    """What tells the form from others of its kind."""
    facts: Mapping[str, Any] = field(default_factory=dict)
    """What else has to be known to open it."""

    @property
    def name(self) -> str:
        """Under which the form is kept."""
        return ":".join(part for part in (self.kind, self.case, self.which) if part)

    def as_text(self) -> str:
        """As a draft remembers it."""
        return json.dumps(
            {"kind": self.kind, "case": self.case, "which": self.which, "facts": dict(self.facts)}, ensure_ascii=False
        )


@dataclass(frozen=True)
class Left:
    """A form as it stands at one moment."""

    values: Mapping[str, Any]
    """What was typed, by field; empty: nothing is worth keeping."""
    title: str = ""
    """What the form is called in a list, where nobody is named in full."""
    hand: Mapping[str, Any] = field(default_factory=dict)
    """The field in hand and where the cursor stands in it."""
    words: Sequence[Sequence[str]] = ()
    """What was typed as people read it, title and value: legible when the form cannot be opened any more."""


@dataclass(frozen=True)
class Kept:
    """A draft as it was left."""

    name: str
    values: dict[str, Any]
    title: str
    way: Way | None
    """None on drafts of the first version."""
    hand: dict[str, Any]
    words: list[list[str]]
    at: int
    """When it was kept, in milliseconds."""
    cut: bool
    """Whether its officer never left the form."""
    session: str
    """Of the form that keeps it; empty once that was left or ended."""

    @property
    def open_elsewhere(self) -> bool:
        """Whether another program that keeps it still runs, so that the form may lie open on another terminal."""
        program = self.session.rpartition(".")[0]
        pid = program.partition(".")[0]
        return pid.isdecimal() and int(pid) != os.getpid() and program == program_of(int(pid))


def program_of(pid: int) -> str:
    """A process and when it began: after a restart of the machine its number is somebody else's."""
    try:
        # Fields of proc(5) behind the name of the program, which may hold anything; the twentieth is the start.
        begun = Path(f"/proc/{pid}/stat").read_text(errors="replace").rpartition(")")[2].split()[19]
        machine = Path("/proc/sys/kernel/random/boot_id").read_text().strip()
    except (OSError, IndexError):
        return ""
    return f"{pid}.{begun}.{machine}"


class OpenDraft:
    """The draft of one form while it lies open. Its methods run on the database thread, one after the other.

    Args:
        user: login name of whoever writes.
        way: how the form is opened again.
        name: of the draft it goes on with, where that is not the way's own.
    """

    def __init__(self, user: str, way: Way, name: str = "") -> None:
        self._user, self._way = user, way
        self.name = name or way.name
        self._session = f"{program_of(os.getpid())}.{uuid4().hex[:8]}"
        self._seen: tuple[str, int] | None = None
        """Session and moment of the row as this form has read or written it last; None: there was none."""
        self._written: tuple[Mapping[str, Any], Mapping[str, Any], bool] | None = None
        self.settled = False
        """The form was saved: nothing of it is kept any more, whatever still asks for it."""

    def load(self, desk: Desk) -> Kept | None:
        """The draft as it was left, to go on with; None where there is none."""
        kept = find_draft(desk, self._user, self.name)
        if kept is not None:
            self._seen, self._written = (kept.session, kept.at), (kept.values, kept.hand, kept.cut)
        return kept

    def stand_apart(self) -> None:
        """Keep this form beside one with the same name, which another session goes on writing."""
        self.name, self._seen, self._written = f"{self._way.name}{APART}{self._session}", None, None

    def keep(self, desk: Desk, left: Left, *, cut: bool = True, over: bool = False) -> bool:
        """Keep a form as it stands; one in which nothing is typed any more leaves no draft.

        Args:
            cut: its officer has not left it.
            over: the form is closed now.

        Returns:
            whether another session wrote the same form meanwhile, so that this one is kept beside it from now on.
        """
        state = (dict(left.values), dict(left.hand), cut)
        if self.settled or (state == self._written and not over) or not (left.values or self._seen):
            return False
        row: Draft | None = Draft.get_or_none(self._mine(desk))
        others = row is not None and _stamp(row) != self._seen
        if others and (not left.values or (self._written is not None and state[0] == self._written[0])):
            # Nothing was typed here since: what stands there is the newer one.
            return False
        if not left.values:
            self.drop(desk)
            return False
        if others:
            self.stand_apart()
        # Later than what was there: two keeps within a millisecond would else look like one to another session.
        moment = max(millis(desk.now()), self._seen[1] + 1 if self._seen else 0)
        stamp = "" if over else self._session, moment
        with desk.store.writing():
            self._write(desk, left, stamp, cut=cut)
        self._seen, self._written = stamp, state
        return others

    def _write(self, desk: Desk, left: Left, stamp: tuple[str, int], *, cut: bool) -> None:
        place = {"hand": left.hand, "words": left.words, "session": stamp[0]}
        Draft.insert(
            office=desk.office,
            user=self._user,
            form=self.name,
            body=json.dumps(left.values, ensure_ascii=False),
            at=stamp[1],
            title=left.title,
            way=self._way.as_text(),
            place=json.dumps(place, ensure_ascii=False),
            cut=int(cut),
        ).on_conflict(
            conflict_target=[Draft.office, Draft.user, Draft.form],
            preserve=[Draft.body, Draft.at, Draft.title, Draft.way, Draft.place, Draft.cut],
        ).execute()

    def drop(self, desk: Desk) -> None:
        """Forget what this form has kept; what another session has written meanwhile stays."""
        if self._seen is not None:
            with desk.store.writing():
                self._forget(desk)
        self._seen = self._written = None

    def settle(
        self, desk: Desk, service: Callable[Concatenate[Desk, P], R], /, *arguments: P.args, **options: P.kwargs
    ) -> R:
        """Save the form by a service; in the same transaction its draft goes.

        Raises:
            BoardError: whatever the service refuses; then the draft stays.
            CommitUncertain: the database failed while storing; whether the draft is gone tells whether it was stored.
        """
        if self._seen is None:
            done = service(desk, *arguments, **options)
        else:
            try:
                with desk.store.writing():
                    done = service(desk, *arguments, **options)
                    self._forget(desk)
            except CommitUncertain as broken:
                raise CommitUncertain(broken.why, stored=self._is_gone(desk)) from broken
        self.settled = True
        return done

    def _forget(self, desk: Desk) -> None:
        if self._is_there(desk):
            Draft.delete().where(self._mine(desk)).execute()

    def _is_there(self, desk: Desk) -> bool:
        row: Draft | None = Draft.get_or_none(self._mine(desk))
        return row is not None and _stamp(row) == self._seen

    def _is_gone(self, desk: Desk) -> bool | None:
        try:
            with engine_errors():
                return not self._is_there(desk)
        except DatabaseUnreachable:
            return None

    def _mine(self, desk: Desk) -> Expression:
        return named(desk, self._user, self.name)


def load_draft(desk: Desk, user: str, name: str) -> dict[str, Any] | None:
    """The values of a form as they were left, or None."""
    kept = find_draft(desk, user, name)
    return kept.values if kept else None


def find_draft(desk: Desk, user: str, name: str) -> Kept | None:
    """A draft as it was left, or None."""
    return _read(Draft.get_or_none(named(desk, user, name)))


def named(desk: Desk, user: str, name: str) -> Expression:
    """The condition of one draft."""
    return (Draft.office == desk.office) & (Draft.user == user) & (Draft.form == name)


def kept_of(row: Draft) -> Kept:
    """A row as it is read.

    Raises:
        ValueError, TypeError: the row is damaged.
    """
    place = json.loads(row.place or "{}")
    way = Way(**json.loads(row.way)) if row.way else None
    return Kept(
        row.form,
        dict(json.loads(row.body)),
        row.title,
        way,
        dict(place.get("hand", {})),
        list(place.get("words", [])),
        row.at,
        bool(row.cut),
        str(place.get("session", "")),
    )


def _read(row: Draft | None) -> Kept | None:
    """A row; None where there is none, or one that is damaged: a form must open all the same."""
    try:
        return kept_of(row) if row is not None else None
    except (ValueError, TypeError):
        return None


def _stamp(row: Draft) -> tuple[str, int]:
    """Which form has written a row, and when."""
    kept = _read(row)
    return (kept.session if kept else ""), row.at
