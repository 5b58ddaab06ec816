"""An officer at the board, in a story: what they press, type, and see."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from textual.events import Key
from textual.pilot import Pilot

from board.app import BoardApp, later
from board.screens.guard import Guard
from board.services.desk import Desk
from board.services.print_pending import print_pending
from board.terminal.repeats import RepeatGate
from tests.commands import Commands
from tests.offices import Clock

SPECIAL = {" ": "space", "/": "slash", "?": "question_mark", "-": "minus", ".": "full_stop", "'": "apostrophe",
           ",": "comma", ":": "colon", "(": "left_parenthesis", ")": "right_parenthesis", "+": "plus",
           "\n": "enter"}  # fmt: skip


class Pending:
    """A call that waits for its time."""

    def __init__(self, at: float, then: Callable[[], None]) -> None:
        self.at, self.then, self.due = at, then, True

    def cancel(self) -> None:
        """Take it back."""
        self.due = False


class Hours:
    """Time at the desk that only a test lets pass: nobody presses a key for hours."""

    def __init__(self) -> None:
        self.now = 0.0
        self.waiting: list[Pending] = []

    def clock(self) -> float:
        """Seconds since the board was opened."""
        return self.now

    def later(self, seconds: float, then: Callable[[], None]) -> Pending:
        """Call something when its time has come."""
        self.waiting.append(Pending(self.now + seconds, then))
        return self.waiting[-1]

    def due(self) -> list[Pending]:
        """What waits, the first one first."""
        self.waiting = sorted((item for item in self.waiting if item.due), key=lambda item: item.at)
        return self.waiting

    def rings(self, end: float) -> Iterator[None]:
        """Let what is due before a moment happen, one after the other."""
        while (waiting := self.due()) and waiting[0].at <= end:
            self.now = max(self.now, waiting[0].at)
            waiting[0].due = False
            waiting[0].then()
            yield
        self.now = end


class Officer:
    """Drives one board."""

    def __init__(self, app: BoardApp, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot

    async def settle(self) -> None:
        """Wait until everything that was pressed has been answered and painted."""
        calm = 0
        for _ in range(600):
            await self.pilot.pause(0.004)
            calm = calm + 1 if self.app.settled else 0
            if calm >= 3:
                return
        raise AssertionError("the board did not come to rest")

    async def told_to_leave(self) -> str:
        """Wait until the session has ended by itself; why."""
        for _ in range(1000):
            if self.app.ended_by is not None and not self.app.is_running:
                return self.app.ended_by.sentence
            await asyncio.sleep(0.01)
        raise AssertionError(f"the session goes on:\n{self.screen_text}")

    async def sits_still(self, hours: Hours, *, seconds: float = 0, minutes: float = 0) -> None:
        """Press nothing for a while."""
        for _ in hours.rings(hours.now + seconds + 60 * minutes):
            await self.settle()

    async def presses(self, *keys: str) -> None:
        """Press keys one after another, as a person does."""
        for key in keys:
            await self.pilot.press(key)
            await self.settle()

    async def types(self, text: str) -> None:
        """Type into the field in hand, faster than anybody does; Enter ends a line."""
        for line in text.splitlines(keepends=True):
            await self.bursts(line)

    async def bursts(self, text: str) -> None:
        """Let characters arrive all at once, as a paste without brackets or a scanner does."""
        for char in text:
            self.app.post_message(Key(SPECIAL.get(char, char), None if char == "\n" else char))
        await self.settle()

    @property
    def screen_text(self) -> str:
        """The screen as a reader sees it, line by line."""
        return screen_text(self.app)

    def sees(self, *words: str) -> None:
        """Assert that words stand on the screen."""
        shown = " ".join(self.screen_text.split())
        for word in words:
            assert " ".join(word.split()) in shown, f"{word!r} is not on the screen:\n{self.screen_text}"

    def does_not_see(self, *words: str) -> None:
        """Assert that words do not stand on the screen."""
        for word in words:
            assert word not in self.screen_text, f"{word!r} is on the screen:\n{self.screen_text}"


class Counting(Officer):
    """An officer whose keys are counted, but for those that are text."""

    keys = 0

    async def presses(self, *keys: str) -> None:
        """Press keys one after another; each counts."""
        self.keys += len(keys)
        await super().presses(*keys)

    async def types(self, text: str) -> None:
        """Type into the field in hand; of the text only what ends a line counts."""
        self.keys += text.count("\n")
        await super().types(text)


def screen_text(app: BoardApp) -> str:
    """What is painted, as plain lines."""
    width, height = app.size
    lines = app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines[:height])[: (width + 1) * height]


@asynccontextmanager
async def at_the_board(
    home: Path,
    user: str | None,
    clock: Clock,
    *,
    size: tuple[int, int] = (80, 24),
    poll: float = 5.0,
    key_id: int | None = None,
    hours: Hours | None = None,
) -> AsyncIterator[Officer]:
    """Open the board for an officer; papers are printed at once, on the database thread."""

    async def beside(words: list[str]) -> dict[str, Any]:
        done: dict[str, Any] = await asyncio.to_thread(Commands(home, clock).apart, *words)
        return done

    app = BoardApp(
        home, user, key_id=key_id, clock=clock, poll=poll, printer=lambda: app.backroom.submit(_print), beside=beside
    )
    # Stories press faster than anybody could: every press is one, but in test_clearing_story.py, which holds keys down.
    app.repeats = RepeatGate(later, delay=0)
    if hours is not None:
        app.guard = Guard(app, hours.later, hours.clock)
    async with app.run_test(size=size) as pilot:
        officer = Officer(app, pilot)
        await officer.settle()
        yield officer


@asynccontextmanager
async def counted(home: Path, user: str, clock: Clock, *, size: tuple[int, int] = (80, 24)) -> AsyncIterator[Counting]:
    """Open the board for an officer whose keys are counted."""
    async with at_the_board(home, user, clock, size=size) as officer:
        yield Counting(officer.app, officer.pilot)


def _print(desk: Desk) -> None:
    print_pending(desk)
