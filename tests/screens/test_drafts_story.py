"""A line that drops, for every form there is: what was typed is there again, in the same field, at the same letter."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from board.screens.ways import WAYS
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.broken_off import SCENES, World, drops, goes, stands
from tests.screens.officer import at_the_board

SCREENS = Path(__file__).resolve().parents[2] / "board" / "screens"


@pytest.fixture
def world(board: Commands, tmp_path: Path) -> World:
    return World(board, tmp_path)


@pytest.mark.parametrize("kind", SCENES)
async def test_every_form_that_was_broken_off_is_gone_on_with_exactly(
    kind: str, world: World, home: Path, clock: Clock
) -> None:
    told = SCENES[kind]
    case = told.prepare(world)
    async with at_the_board(home, told.user, clock) as officer:
        officer.does_not_see("draf", "Terputus")
        await goes(officer, told.steps, case)
        if kind != "ticks":
            await officer.presses("left", "left")
        before = stands(officer)
        drops(officer)
    async with at_the_board(home, told.user, clock) as officer:
        officer.sees("Terputus 09.", "Tekan z untuk melanjutkan.", "draf 1")
        await officer.presses("z")
        officer.sees("Isian yang belum disimpan", "terputus 09.")
        await officer.presses("enter")
        assert stands(officer) == before
        # Left now, it is a draft that nobody is told of any more, and that is still there.
        if kind != "ticks":
            await officer.presses("escape")
            while type(officer.app.screen).__name__ != "BoardScreen":
                await officer.presses("escape")
            officer.sees("draf 1")
    if kind != "ticks":
        async with at_the_board(home, told.user, clock) as officer:
            officer.does_not_see("Terputus")
            await officer.presses("z")
            officer.sees("ditinggal 09.")
            await officer.presses("enter")
            assert stands(officer) == before


def test_every_way_has_its_scene_and_every_form_its_way() -> None:
    assert SCENES.keys() == WAYS.keys()
    named = set()
    for path in SCREENS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "Form":
                given = {word.arg for word in node.keywords}
                assert len({"way", "part"} & given) == 1, f"{path.name}:{node.lineno}: a form that nothing keeps"
            elif node.func.id == "Way" and isinstance(node.args[0], ast.Constant):
                named.add(node.args[0].value)
    assert named == WAYS.keys() - {"note"}, "a note is named by the service of notes"
