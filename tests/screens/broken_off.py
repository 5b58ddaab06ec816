"""Every form of the board with something typed into it: how an officer gets there, for tests of a line that drops.

A way to a form is a list of steps: a key; ``@x``: the row x of a list; ``~text``: typed into the field in hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from textual.widgets import Input, TextArea

from board.screens.form import FormScreen
from board.screens.requirements import RequirementsScreen
from board.widgets.fields import FieldRow
from board.widgets.pick_list import PickList
from tests.commands import Commands
from tests.complaints import complaint, recorded, solved
from tests.screens.officer import Officer
from tests.services.test_misdirected import KIA, KK, register
from tests.uploads import bundle
from tests.walker import APPLICANT, Walker


@dataclass
class World:
    """An office, and what a scene puts into it."""

    board: Commands
    folder: Path

    def before_kasi(self) -> str:
        """A KK Umum that waits for the kasi."""
        walker = Walker(self.board, "landak.kk_umum", self.folder)
        return str(walker.walk(walker.register(), walker.route("ajukan", "koreksi_kasi"))["number"])

    def at_loket(self) -> str:
        """A KK Umum whose data are filled in."""
        walker = Walker(self.board, "landak.kk_umum", self.folder)
        return str(walker.walk(walker.register(), walker.route("ajukan", "periksa"))["number"])

    def kk(self, **more: Any) -> str:
        """A KK Baru at its first step."""
        return register(self.board, KK, **more)

    def bundle(self) -> None:
        """A bundle in the kotak masuk, from the applicant of a case."""
        bundle(self.board.home, APPLICANT["phone"], at="20261123-0701", photos=1, words="Ini KK lama")
        self.board.ok("inbox", "scan")


@dataclass(frozen=True)
class Scene:
    """Who is at the board, what has happened before, and the steps to the form and into it."""

    user: str
    prepare: Callable[[World], str]
    """What is there before; its answer stands for ``{}`` in the steps."""
    steps: tuple[str, ...]


def scene(user: str, prepare: Callable[[World], str], *steps: str) -> Scene:
    """A scene in one line."""
    return Scene(user, prepare, steps)


def nothing(world: World) -> str:
    """An office as it was opened."""
    return ""


def with_photo(world: World) -> str:
    """A case with a file in it."""
    number = world.kk()
    Image.new("RGB", (9, 9)).save(world.folder / "foto.png")
    world.board.ok("case", "attach", number, world.folder / "foto.png", user="wati")
    return number


def with_link(world: World) -> str:
    """A case that is linked with another one."""
    number, other = world.kk(), register(world.board, KIA)
    world.board.ok("case", "link", number, other, "--kind", "terkait", user="wati")
    return number


def with_incident(world: World) -> str:
    """A case with an incident."""
    number = world.kk()
    world.board.ok("incident", "add", number, "--what", "Map terbawa pulang.", user="bakti")
    return number


def sent(world: World) -> str:
    """A case whose message was sent."""
    number = world.kk()
    (message,) = world.board.ok("outbox", "list", "--number", number)["rows"]
    world.board.ok("outbox", "sent", message["id"], user="wati")
    return number


def down(world: World) -> str:
    """A system is down."""
    world.board.ok("outage", "start", "siak", "--reason", "lambat", user="rina")
    world.board.clock.forward(minutes=30)
    return ""


def joinable(world: World) -> str:
    """A bundle, and the case it fits."""
    number = world.kk()
    world.board.ok("case", "move", number, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang", user="wati")
    world.bundle()
    return number


def solved_one(world: World) -> str:
    """A complaint that was closed."""
    number = recorded(world.board)
    solved(world.board, number)
    return number


def found(*steps: str) -> tuple[str, ...]:
    """Steps on a case that is looked for."""
    return ("slash", "~{}", "enter", *steps)


SCENES = {
    "new": scene("loket", nothing, "b", "~siti aminah", "enter", "~00000145"),
    "fields": scene("loket", World.at_loket, "e", "tab", "~jalan melati 5"),
    "ticks": scene("wati", World.kk, "p", "space", "down", "f"),
    "return": scene("rina", World.before_kasi, "k", "1", "tab", "~alamat keliru"),
    "return_many": scene("rina", World.before_kasi, "space", "k", "1", "tab", "~alamat keliru"),
    "close": scene("ade", lambda world: recorded(world.board), "t", "1", "~kk baru telah terbit"),
    "urgent": scene("wati", World.kk, "m", "@lainnya", "~bayi baru lahir"),
    "cancel": scene("wati", World.kk, "x", "@dicabut", "~tidak jadi pindah"),
    "transfer": scene("wati", World.kk, "x", "@layanan", f"@{KIA}", "~minta kia"),
    "duplicate": scene("wati", World.kk, "x", "@ganda", "~kia-2026"),
    "refer": scene("ade", lambda world: recorded(world.board), "x", "@rujuk", "2", "tab", "~bpjs kesehatan"),
    "reopen": scene("ade", solved_one, *found("x", "@buka_kembali", "tab", "~ada bukti baru")),
    "misfile": scene("wati", with_photo, "x", "@alamat", "1", "tab", "tab", "~milik tetangga"),
    "accused": scene("ade", lambda world: complaint(world.board), "enter", "o", "@timo", "~menolak melayani"),
    "note": scene("ade", lambda world: complaint(world.board), "enter", "n", "1", "~pelapor sudah ditelepon"),
    "link": scene("wati", World.kk, "h", "t", "2", "~kia-2026"),
    "about": scene("ade", lambda world: complaint(world.board), "h", "t", "~kk-2026"),
    "unlink": scene("wati", with_link, *found("h", "x", "~anak yang berbeda")),
    "wrong_phone": scene("wati", sent, "w", "x", "@lainnya", "~salah ketik nomor"),
    "contact": scene("wati", World.kk, "w", "k", "@baru", "~0812000"),
    "reprint": scene("wati", World.kk, "c", "enter", "enter", "~tinta habis"),
    "incident": scene("bakti", with_incident, "x", "b", "tab", "~map terbawa pulang"),
    "incident_end": scene("bakti", with_incident, "x", "t", "~pemilik sudah tahu"),
    "outage": scene("rina", nothing, "g", "b", "1", "~tidak dapat dibuka"),
    "outage_end": scene("rina", down, "g", "s", "tab", "backspace", "~5"),
    "sheets": scene("loket", nothing, "g", "c", "1", "backspace", "~5"),
    "seek": scene("wati", World.kk, "j", "~{}", "enter", "f8", "~di meja kabid"),
    "join": scene("wati", joinable, "i", "g", "1", "tab", "~diantar adiknya"),
    "join_which": scene("wati", lambda world: world.bundle() or "", "i", "g", "~siti ami"),
    "aside": scene("wati", joinable, "i", "x", "@lainnya", "~undangan rapat"),
}
"""Kind of the way → how an officer comes to its form."""


async def goes(officer: Officer, steps: tuple[str, ...], stands_for: str = "") -> None:
    """Take the steps of a scene."""
    for step in steps:
        if step.startswith("~"):
            await officer.types(step[1:].replace("{}", stands_for))
        elif step.startswith("@"):
            listed = officer.app.screen.query_one(PickList)
            keys = [row.key for row in listed.rows]
            await officer.presses("home", *["down"] * keys.index(step[1:]), "enter")
        else:
            await officer.presses(step)


def stands(officer: Officer) -> dict[str, Any]:
    """What lies before the officer: which form, with what in it, which field in hand, the cursor where."""
    screen = officer.app.screen
    found: dict[str, Any] = {"screen": type(screen).__name__, "title": screen.title_words()}
    if isinstance(screen, RequirementsScreen):
        return {**found, "left": screen.left()}
    assert isinstance(screen, FormScreen), f"no form: {officer.screen_text}"
    found["values"] = {row.field.id: row.value for row in screen.rows if row.display}
    editor = screen.focused
    if editor is not None:
        found["field"] = next(place.field.id for place in editor.ancestors if isinstance(place, FieldRow))
    if isinstance(editor, Input):
        found["cursor"] = editor.cursor_position
    elif isinstance(editor, TextArea):
        found["cursor"] = editor.cursor_location
    return found


def drops(officer: Officer) -> None:
    """The line is hung up."""
    officer.app.line_lost()
