"""A pasted text: nothing outside a field, one line in a field of one line, never a key (PRODUCT 2, TERMINALS R5)."""

from __future__ import annotations

from pathlib import Path

from textual.events import Paste
from textual.widgets import Input, TextArea

from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board


async def pastes(officer: Officer, text: str) -> None:
    officer.app.post_message(Paste(text))
    await officer.settle()


async def test_outside_a_field_it_does_nothing(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await pastes(loket, "b\rq\ry\r")
        loket.sees("[1 Meja", "Ketikan beruntun di luar medan diabaikan.")


async def test_its_lines_become_one_and_submit_nothing(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await pastes(loket, "SITI\r\nAMINAH\x1b[2J\x07 binti\tAHMAD\r")
        field = loket.app.focused
        assert isinstance(field, Input)
        assert field.value == "SITI AMINAH[2J binti AHMAD"
        loket.sees("Berkas baru")


async def test_a_long_text_keeps_its_lines(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        area = TextArea()
        await loket.app.screen.mount(area)
        area.focus()
        await loket.settle()
        await pastes(loket, "satu\rdua\x9b31m\u202e\rtiga")
        assert area.text == "satu\ndua31m\ntiga"
