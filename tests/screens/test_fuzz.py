"""Anything is pressed on every screen: nothing falls over, nothing typed is lost, nothing is written elsewhere.

BOARD_FUZZ=5000 pytest tests/screens/test_fuzz.py      so many keys a screen (``make fuzz``)
BOARD_FUZZ_SEED=7 …                                    another hand
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest

from board.screens.board import BoardScreen
from board.screens.keeping import Keeping
from board.screens.lock import LockScreen
from board.services import drafts
from board.services.desk import open_desk
from board.services.verify import verify
from tests.offices import Clock
from tests.screens.fingers import Source, events, unhurried
from tests.screens.officer import Officer, at_the_board
from tests.screens.openers import OPENERS, SANDI, Opener, all_screens, copy_lived, go

KEYS = int(os.environ.get("BOARD_FUZZ", "60"))
"""Keys on each screen."""
SEED = os.environ.get("BOARD_FUZZ_SEED", "1")
SITTING = 30
"""Keys until the screen is opened again: what is pressed leads away from it."""
REMEMBERED = 60
"""Last presses that are told when something fell over."""


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Every place a session might write to beside its office; empty, and empty it stays."""
    place = tmp_path / "elsewhere"
    for name in ("home", "tmp", "here", "home/Downloads"):
        (place / name).mkdir(parents=True)
    for variable in ("HOME", "XDG_DATA_HOME", "XDG_DOWNLOAD_DIR", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(variable, str(place / "home"))
    monkeypatch.setenv("TMPDIR", str(place / "tmp"))
    monkeypatch.chdir(place / "here")
    before = sorted(place.rglob("*"))
    yield place
    assert sorted(place.rglob("*")) == before, "written outside the office's folder"


@pytest.fixture
def drafts_held(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hold that what is typed into a form stands in its draft when it is left unsaved."""
    leave = Keeping.dismiss

    def watched(form: Keeping[Any], answer: Any = None) -> Any:
        draft = form._draft
        if answer is None and draft is not None and not draft.settled and (typed := form.left().values):
            stored = form.board.backroom.submit(drafts.load_draft, form.actor.name, draft.name).result()
            assert stored == typed, (stored, typed)
        return leave(form, answer)

    monkeypatch.setattr(Keeping, "dismiss", watched)


def test_no_screen_is_missing() -> None:
    assert {opener.screen for opener in OPENERS} == all_screens()


@pytest.mark.parametrize("opener", OPENERS, ids=lambda opener: "-".join((opener.screen, opener.user, *opener.keys)))
@pytest.mark.usefixtures("elsewhere", "drafts_held")
async def test_whatever_is_pressed(opener: Opener, lived: Path, tmp_path: Path) -> None:
    clock, random = Clock(), Random(f"{SEED} {opener}")
    pressed: list[str] = []
    done, office = 0, 0
    while done < KEYS:
        # What is pressed may move all cases away from where the screen is opened: then another office.
        office += 1
        home = copy_lived(lived, tmp_path / f"kantor-{office}")
        before = sorted(path.name for path in tmp_path.iterdir())
        async with at_the_board(home, None if opener.door else opener.user, clock) as officer:
            # Nobody closes the board while it is tried.
            officer.app.exit = lambda *arguments, **named: None
            officer.app._run_beside = drawn_at_once
            try:
                sittings = 0
                while done < KEYS and await sits_down(officer, opener, clock, first=not sittings):
                    done += await hammers(officer, events, random, min(SITTING, KEYS - done), pressed)
                    sittings += 1
                # A line that drops in the middle of whatever is open.
                officer.app._keep_all()
                await officer.settle()
            except BaseException as broken:
                broken.add_note(ascii(f"pressed last: {pressed[-REMEMBERED:]}"))
                raise
        desk = open_desk(home, clock=clock)
        told = verify(desk)
        desk.close()
        assert told["ok"], told["faults"]
        assert sorted(path.name for path in tmp_path.iterdir()) == before


async def drawn_at_once(_words: list[str]) -> dict[str, Any]:
    """In place of the process that draws a dossier: it would take most of the time."""
    return {"pages": 1, "intact": True}


async def hammers(officer: Officer, source: Source, random: Random, keys: int, pressed: list[str]) -> int:
    """Press so many keys; how many it were."""
    done = 0
    while done < keys:
        for event in source(random):
            pressed.append(getattr(event, "key", "paste"))
            officer.app.post_message(event)
            done += 1
        # Mostly faster than it is answered, sometimes faster than it is looked at.
        kind = random.random()
        if kind < 0.3:
            await officer.settle()
        elif kind < 0.8:
            await officer.pilot.pause(0)
        assert officer.app._exception is None, repr(officer.app._exception)
    await officer.settle()
    return done


async def sits_down(officer: Officer, opener: Opener, clock: Clock, *, first: bool) -> bool:
    """Come back to the screen; False where nothing leads there any more."""
    unhurried(officer)
    app = officer.app
    if opener.door:
        # The door is behind whoever came in.
        if app.user is not None or type(app.screen).__name__ not in {"LoginScreen", opener.screen}:
            return False
        if type(app.screen).__name__ == opener.screen:
            return True
        clock.forward(minutes=6)
        for field in app.screen.query("Input"):
            field.value = ""
        app.screen.query_one("#name").focus()
        await officer.settle()
        await go(officer, opener)
        return True
    for _ in range(60):
        if type(app.screen) is BoardScreen:
            break
        if isinstance(app.screen, LockScreen):
            clock.forward(minutes=6)
            app.screen.query_one("Input").value = ""
            await officer.types(f"{SANDI}\n")
        await officer.presses("escape")
    assert type(app.screen) is BoardScreen, officer.screen_text
    try:
        await go(officer, opener)
    except AssertionError:
        if first:
            raise
        return False
    return True
