"""No screen but the one of a case, and what belongs to it, shows anybody in full (PRODUCT 5.7, DOMAIN E.5)."""

from __future__ import annotations

import json
import re
import sqlite3
from pathlib import Path

import pytest

from tests.offices import Clock
from tests.screens.officer import Hours, at_the_board
from tests.screens.openers import OPENERS, Opener, copy_lived, go
from tests.test_hostile_rows import printed

IN_FULL = {
    "CaseScreen", "ClearingScreen", "ThreadScreen", "MessagesScreen", "FormScreen", "RowsScreen", "ComposeScreen",
    "DraftTextScreen",
}  # fmt: skip
"""Screens of one case, each of which writes a look; and what is typed into a form."""
UNCOVERED_BY_A_KEY = {"CoverScreen"}
LISTS = [
    ("case", "list"), ("case", "find", "contoh"), ("search", "contoh"), ("book", "list"),
    ("book", "show", "pendaftaran", "2026"), ("print", "list"), ("outbox", "list", "--all"), ("thread", "list"),
    ("inbox", "list"), ("user", "list"), ("mandate", "list"), ("outage", "list"), ("incident", "list"),
    ("physical", "list"), ("report", "morning"), ("report", "morning", "--list", "late"),
]  # fmt: skip


def people(home: Path) -> dict[str, set[str]]:
    """Whoever the office has cases of: names of more than one word, and every number of theirs."""
    names, numbers, phones = set(), set(), set()
    with sqlite3.connect(home / "board.db") as connection:
        for name, nik, no_kk, phone, data in connection.execute("SELECT name, nik, no_kk, phone, data FROM cases"):
            names.add(name)
            numbers |= {nik, no_kk, *re.findall(r"\d{16}", data)}
            phones.add(phone.removeprefix("+62"))
            for rows in json.loads(data).values():
                names |= {row.get("nama", "") for row in rows} if isinstance(rows, list) else set()
        for phone, nik in connection.execute("SELECT phone, nik FROM bundles"):
            phones.add(phone.removeprefix("+62"))
            numbers.add(nik)
    connection.close()
    return {
        "names": {name for name in names if " " in name},
        "numbers": numbers - {""},
        "phones": {phone for phone in phones if len(phone) > 6},
    }


@pytest.mark.parametrize(
    "opener", [item for item in OPENERS if not item.door and item.screen not in IN_FULL],
    ids=lambda opener: "-".join((opener.screen, opener.user, *opener.keys)),
)  # fmt: skip
async def test_a_screen_that_is_no_case_shows_nobody_in_full(opener: Opener, lived: Path, tmp_path: Path) -> None:
    home = copy_lived(lived, tmp_path / "kantor")
    known = people(home)
    assert len(known["names"]) > 20 and len(known["numbers"]) > 50 and len(known["phones"]) > 20
    async with at_the_board(home, opener.user, Clock(), size=(200, 50)) as officer:
        await go(officer, opener)
        for key in (
            ("",) if opener.screen in UNCOVERED_BY_A_KEY else ("", "down", "down", "right", "right", "end", "pagedown")
        ):
            if key:
                await officer.presses(key)
            shown = " ".join(officer.screen_text.split())
            for kind, values in known.items():
                assert [value for value in values if value in shown] == [], (kind, officer.screen_text)


@pytest.mark.parametrize(
    "opener", [item for item in OPENERS if item.screen in IN_FULL],
    ids=lambda opener: "-".join((opener.screen, opener.user, *opener.keys)),
)  # fmt: skip
async def test_what_is_in_full_is_covered_when_nobody_presses_a_key(
    opener: Opener, lived: Path, tmp_path: Path
) -> None:
    home, hours = copy_lived(lived, tmp_path / "kantor"), Hours()
    known = people(home)
    async with at_the_board(home, opener.user, Clock(), size=(200, 50), hours=hours) as officer:
        await go(officer, opener)
        await officer.sits_still(hours, seconds=125)
        shown = " ".join(officer.screen_text.split())
        if officer.app.screen.bare:
            # Only where nothing of a person stood there does nothing happen.
            raise AssertionError(officer.screen_text)
        for kind, values in known.items():
            assert [value for value in values if value in shown] == [], (kind, officer.screen_text)


@pytest.mark.parametrize("words", LISTS, ids=" ".join)
@pytest.mark.parametrize("as_json", [False, True])
def test_no_list_of_the_command_line_shows_anybody_in_full(words: tuple[str, ...], as_json: bool, lived: Path) -> None:
    told = " ".join(printed(lived, *words, *(["--json"] if as_json else [])).split())
    for kind, values in people(lived).items():
        assert [value for value in values if value in told] == [], kind
