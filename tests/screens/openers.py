"""How every screen of the board is opened in the demonstration office, for tests that visit them all."""

from __future__ import annotations

import shutil
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from textual.widgets import Input, TextArea

from board import screens
from board.screens.base import OfficeScreen
from board.services.demo import build_demo
from board.services.desk import open_desk
from board.services.people import set_password
from board.widgets.fields import RowsEditor
from tests.offices import MONDAY, Clock
from tests.screens.officer import Officer

SANDI = "sandi-untuk-uji"
"""Own password of those who have one here."""
Walk = Callable[[Officer], Awaitable[None]]


def build_lived(home: Path) -> None:
    """A demonstration office with a case at every step; some of its officers have a password of their own."""
    build_demo(home, cases=95, by="test", progress=lambda done, of: None, now=MONDAY)
    desk = open_desk(home, clock=Clock())
    for user in ("oki", "loket"):
        set_password(desk, user, SANDI, by="test", own=True)
    # Somebody else knows this one.
    set_password(desk, "serah", SANDI, by="test")
    desk.close()


def copy_lived(lived: Path, home: Path) -> Path:
    """An office of the test's own."""
    shutil.copytree(lived, home)
    return home


@dataclass(frozen=True)
class Opener:
    """A screen and the way to it from the board, or from the door."""

    screen: str
    user: str
    keys: tuple[str, ...] = ()
    then: Walk | None = None
    door: bool = False
    """Whether nobody has come in yet."""


async def to_rows(officer: Officer) -> None:
    """From a form to the rows of a table in it."""
    await until(officer, lambda: isinstance(officer.app.focused, RowsEditor), "tab")
    await officer.presses("enter")


async def to_inserts(officer: Officer) -> None:
    """From the writing of a note to what can be put into it."""
    await until(officer, lambda: isinstance(officer.app.focused, TextArea), "tab")
    await officer.presses("f7")


async def to_a_new_password(officer: Officer) -> None:
    """With a password that somebody else has set."""
    await officer.types(f"serah\n{SANDI}\n")


async def to_a_cover(officer: Officer) -> None:
    """Nobody presses a key over a form in which something stands."""
    await until(officer, lambda: isinstance(officer.app.focused, Input), "tab")
    await officer.types("BUDI")
    officer.app.guard._mask()
    await officer.settle()


async def to_a_draft(officer: Officer) -> None:
    """Something was typed into the data of a case, which was left."""
    await until(officer, lambda: isinstance(officer.app.focused, Input), "tab")
    await officer.types("BUDI SANTOSO")
    await officer.presses("escape", "z")


async def to_its_words(officer: Officer) -> None:
    """The words of a draft."""
    await to_a_draft(officer)
    await officer.presses("l")


async def to_a_found(officer: Officer) -> None:
    """Several cases of one name."""
    await officer.types("contoh\n")


async def until(officer: Officer, there: Callable[[], bool], key: str, most: int = 80) -> None:
    """Press a key until something holds."""
    for _ in range(most):
        if there():
            return
        await officer.presses(key)
    raise AssertionError(f"not reached with {key}:\n{officer.screen_text}")


OPENERS = (
    Opener("BoardScreen", "rina"),
    Opener("BoardScreen", "kadis", ("3",)),
    Opener("CaseScreen", "wati", ("enter",)),
    Opener("CaseScreen", "rina", ("enter", "enter")),
    Opener("ClearingScreen", "rina", ("enter",)),
    Opener("DecidedScreen", "rina", ("space", "space", "t", "y")),
    Opener("ThreadScreen", "wati", ("n",)),
    Opener("ThreadScreen", "aduan", ("enter",)),
    Opener("ComposeScreen", "aduan", ("enter", "n", "1")),
    Opener("InsertScreen", "aduan", ("enter", "n", "2"), to_inserts),
    Opener("FormScreen", "wati", ("e",)),
    Opener("FormScreen", "rina", ("k",)),
    Opener("RegisterScreen", "wati", ("b",)),
    Opener("RegisterScreen", "wati", ("b", "1")),
    Opener("RowsScreen", "wati", ("e",), to_rows),
    Opener("RequirementsScreen", "wati", ("p",)),
    Opener("AttachmentsScreen", "wati", ("l",)),
    Opener("PapersScreen", "rina", ("c",)),
    Opener("MessagesScreen", "wati", ("w",)),
    Opener("InboxScreen", "wati", ("i",)),
    Opener("WaitingScreen", "wati", ("y",)),
    Opener("MorningScreen", "bakti", ("0",)),
    Opener("MorningCasesScreen", "bakti", ("0", "enter")),
    Opener("LinksScreen", "wati", ("h",)),
    Opener("StatusScreen", "wati", ("s",)),
    Opener("IncidentsScreen", "kadis", ("x", "6")),
    Opener("SearchScreen", "wati", ("slash",)),
    Opener("SearchScreen", "kadis", ("slash",), to_a_found),
    Opener("CustodyScreen", "wati", ("j",)),
    Opener("TrayScreen", "wati", ("j", "f9")),
    Opener("OutagesScreen", "wati", ("g",)),
    Opener("ChoiceScreen", "wati", ("f",)),
    Opener("ConfirmScreen", "wati", ("q",)),
    Opener("DraftsScreen", "wati", ("e",), to_a_draft),
    Opener("DraftTextScreen", "wati", ("e",), to_its_words),
    Opener("TerminalScreen", "wati", ("9",)),
    Opener("HelpScreen", "wati", ("f1",)),
    Opener("LoginScreen", "", door=True),
    Opener("NewPasswordScreen", "", then=to_a_new_password, door=True),
    Opener("LockScreen", "oki", ("ctrl+o",)),
    Opener("CoverScreen", "wati", ("e",), to_a_cover),
)
"""At least one way to every screen; a test holds that none is missing."""


def all_screens() -> set[str]:
    """Names of the screens that somebody can see."""
    for module in iter_modules(screens.__path__):
        import_module(f"board.screens.{module.name}")
    found, waiting = set(), [OfficeScreen]
    while waiting:
        screen = waiting.pop()
        waiting += screen.__subclasses__()
        found.add(screen.__name__)
    # Chapters of screens have other names; of these two others are made.
    return {name for name in found if name.endswith("Screen")} - {"OfficeScreen", "CaseListScreen"}


async def go(officer: Officer, opener: Opener) -> None:
    """Open a screen from the board or the door."""
    await officer.presses(*opener.keys)
    if opener.then is not None:
        await opener.then(officer)
    shown = type(officer.app.screen).__name__
    assert shown == opener.screen, f"{opener.screen} was to be opened, not {shown}:\n{officer.screen_text}"
