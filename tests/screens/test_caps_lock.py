"""Caps Lock does no harm: every key that is a letter works as a capital, on every screen (R5)."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.events import Key
from textual.widgets import Input

from board.screens.own_keys import own_keymap
from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board
from tests.screens.openers import OPENERS, copy_lived, go

ONE_OF_EACH = {opener.screen: opener for opener in reversed(OPENERS) if not opener.door}
"""The first way to every screen behind the door."""


@pytest.mark.parametrize("screen", ONE_OF_EACH)
async def test_every_letter_is_bound_as_a_capital_too(screen: str, lived: Path, tmp_path: Path) -> None:
    opener = ONE_OF_EACH[screen]
    async with at_the_board(copy_lived(lived, tmp_path / "kantor"), opener.user, Clock()) as officer:
        await go(officer, opener)
        bound = officer.app.screen.active_bindings
        letters = {key for key in bound if len(key) == 1 and key.isalpha() and key.islower()}
        missing = {key for key in letters if bound.get(key.upper()) is None}
        assert missing == set()
        for key in letters:
            assert bound[key].binding.action == bound[key.upper()].binding.action


async def shouts(officer: Officer, keys: str) -> None:
    """Press letters with Caps Lock on, as a terminal sends them: the capital, and no word of a Shift."""
    for letter in keys:
        officer.app.post_message(Key(letter.upper(), letter.upper()))
        await officer.settle()


async def test_a_day_with_caps_lock_on(lived: Path, tmp_path: Path) -> None:
    """The same letters lead to the same places, questions are answered, and a name is stored as every other one."""
    async with at_the_board(copy_lived(lived, tmp_path / "kantor"), "wati", Clock()) as wati:
        board = wati.app.screen
        for letter in "nplwiyfvhsgjz":
            await shouts(wati, letter)
            assert wati.app.screen is not board, letter
            await wati.presses("escape")
        await shouts(wati, "q")
        wati.sees("Keluar dari aplikasi?")
        await shouts(wati, "n")
        wati.sees("Meja saya")
        await shouts(wati, "b")
        await wati.presses("5")
        while not isinstance(wati.app.focused, Input):
            await wati.presses("tab")
        await wati.types("SITI AMINAH")
        wati.sees("SITI AMINAH")


async def test_a_question_takes_a_capital_for_yes(lived: Path, tmp_path: Path) -> None:
    async with at_the_board(copy_lived(lived, tmp_path / "kantor"), "rina", Clock()) as rina:
        closed: list[object] = []
        rina.app.exit = lambda *arguments, **named: closed.append(arguments)
        await shouts(rina, "qy")
        assert closed


async def test_a_choice_among_values_takes_a_capital(lived: Path, tmp_path: Path) -> None:
    """First letters choose whatever their case; so do the letters of an office's own keys."""
    from board.widgets.fields import ChoiceEditor

    async with at_the_board(copy_lived(lived, tmp_path / "kantor"), "wati", Clock()) as wati:
        await wati.presses("e")
        while not isinstance(wati.app.focused, ChoiceEditor):
            await wati.presses("tab")
        editor = wati.app.focused
        first = next(option for option in editor._options if option.value)
        await wati.presses("delete")
        await shouts(wati, first.title[0])
        assert editor.value == first.value


def test_an_office_that_moves_a_key_moves_its_capital_too(tmp_path: Path) -> None:
    (tmp_path / "keys.toml").write_text('"case.forward" = "F2"\n')
    assert own_keymap(tmp_path)[0] == {"case.forward": "f2"}
    (tmp_path / "keys.toml").write_text('"case.return" = "t"\n"case.forward" = "K"\n')
    assert own_keymap(tmp_path)[0] == {"case.return": "t,T", "case.forward": "k,K"}
