"""How the board is drawn on a terminal: asked once over SSH, kept per officer and terminal, changed by key 9."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.terminal import Watched
from board.services.desk import open_desk
from board.services.terminal_choices import LONGEST, choose_profile, chosen_profile
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board

ROOT = Path(__file__).resolve().parent.parent.parent


def chosen(home: Path, term: str) -> str | None:
    """What is kept for loket."""
    desk = open_desk(home)
    try:
        return chosen_profile(desk, "loket", term)
    finally:
        desk.close()


def choose(home: Path, term: str, profile: str) -> None:
    """As if loket had chosen."""
    desk = open_desk(home)
    choose_profile(desk, "loket", term, profile)
    desk.close()


@pytest.fixture(autouse=True)
def at_an_xterm(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests' own terminal is nobody's business."""
    for name in ("LC_ALL", "LC_CTYPE", "NO_COLOR", "SSH_CONNECTION"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("LANG", "C.UTF-8")


async def test_what_was_chosen_is_used_at_terminals_of_that_kind(
    home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        assert loket.app.drawn_as.id == "utf8-color"
        await loket.presses("9")
        loket.sees("Garis atau huruf aneh?", "persilangan", "huruf biasa saja")
        await loket.presses("3")
        loket.sees("[1 Meja saya]")
        assert loket.app.drawn_as.id == "ascii-mono"
    assert chosen(home, "xterm") == "ascii-mono"
    async with at_the_board(home, "loket", clock) as loket:
        assert loket.app.drawn_as.id == "ascii-mono"
        await loket.presses("9", "1")
        assert loket.app.drawn_as.id == "utf8-color"
    async with at_the_board(home, "rina", clock) as rina:
        assert rina.app.drawn_as.id == "utf8-color", "another officer is not asked for"
    choose(home, "xterm", "utf8-mono")
    monkeypatch.setenv("TERM", "vt100")
    async with at_the_board(home, "loket", clock) as loket:
        assert loket.app.drawn_as.id == "utf8-mono", "nobody chose one for this terminal: its name and locale decide"


async def test_esc_changes_nothing(home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "dumb")
    async with at_the_board(home, "loket", clock) as loket:
        assert loket.app.drawn_as.id == "ascii-mono"
        await loket.presses("9")
        assert loket.app.drawn_as.id == "utf8-color", "the sample is sent as it is"
        await loket.presses("escape")
        assert loket.app.drawn_as.id == "ascii-mono"
    assert chosen(home, "dumb") is None


async def test_who_logs_in_by_name_gets_their_own(home: Path, clock: Clock, board: Commands) -> None:
    choose(home, "xterm", "ascii-mono")
    board.ok("user", "password", "loket", "--password-stdin", stdin="sandi-awal\n")
    async with at_the_board(home, None, clock) as loket:
        assert loket.app.drawn_as.id == "utf8-color"
        await loket.types("loket\nsandi-awal\n")
        await loket.types("sandi-saya-1\nsandi-saya-1\n")
        loket.sees("[1 Meja saya]")
        assert loket.app.drawn_as.id == "ascii-mono"


async def test_over_ssh_it_is_asked_once(home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.7 50000 192.0.2.1 22")
    async with at_the_board(home, "loket", clock) as loket:
        loket.sees("Garis atau huruf aneh?")
        await loket.presses("enter")
        loket.sees("[1 Meja saya]")
    async with at_the_board(home, "loket", clock) as loket:
        loket.does_not_see("Garis atau huruf aneh?")


def test_any_name_of_a_terminal_is_kept(home: Path) -> None:
    for term in ("x" * 500, "'; DROP", ""):
        choose(home, term, "utf8-mono")
        assert chosen(home, term[:LONGEST]) == "utf8-mono"


@pytest.fixture
def station(home: Path) -> Iterator[Watched]:
    """A station that says itself how it is drawn."""
    command = [sys.executable, "-m", "board", "--home", str(home), "open", "--user", "loket", "--screen", "ascii-mono"]
    board = Watched(command, columns=80, rows=24, term="xterm", path=str(ROOT))
    yield board
    board.end()


def test_a_station_may_say_how_it_is_drawn(station: Watched) -> None:
    station.until("berkas 0")
    station.settle()
    assert max(station.raw) <= 0x7E
