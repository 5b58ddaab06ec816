"""No key, link, text or setting of the client's makes a session write a file, start a program or touch a clipboard."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import webbrowser
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any

import pytest
from textual.app import App
from textual.widgets import Input, Static, TextArea

from board import settings
from board.app import BoardApp
from board.printing import printer
from board.services import safe_decoder
from board.terminal.closed import OWN_ACTIONS
from board.widgets.texts import PlainText, TextField, TextPage
from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board

BINDINGS = {
    "left",
    "right",
    "up",
    "down",
    "home",
    "end",
    "pageup",
    "pagedown",
    "backspace",
    "delete",
    "enter",
    "ctrl+u",
}
"""Keys a field knows: they arrive from every terminal, and none takes away more than one letter, or for good."""


@pytest.fixture(autouse=True)
def nothing_started(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A browser, an editor and a folder for downloads that nobody may use."""
    (tmp_path / "home" / "Downloads").mkdir(parents=True)
    for name in ("HOME", "XDG_DOWNLOAD_DIR"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path / "home")
    monkeypatch.setattr(webbrowser, "open", lambda *_: pytest.fail("a browser was started"))
    monkeypatch.setattr(os, "system", lambda *_: pytest.fail("a program was started"))


def written(monkeypatch: pytest.MonkeyPatch, app: BoardApp) -> list[str]:
    """What is sent to the terminal from now on."""
    told: list[str] = []
    assert app._driver is not None
    monkeypatch.setattr(app._driver, "write", told.append)
    monkeypatch.setattr(type(app), "is_headless", property(lambda _: False))
    return told


def app_actions() -> list[str]:
    """Every action an app of Textual has."""
    return sorted({name.removeprefix("_").removeprefix("action_") for name in dir(App) if "action_" in name[:8]})


async def test_no_action_of_textuals_app_can_be_reached(
    home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not set(app_actions()) & OWN_ACTIONS
    assert {"screenshot", "command_palette", "quit", "suspend_process", "notify", "bell"} <= set(app_actions())
    async with at_the_board(home, "wati", clock) as wati:
        told = written(monkeypatch, wati.app)
        screen = wati.app.screen
        for action in app_actions():
            for words in (action, f"app.{action}"):
                assert not wati.app.check_action(action, ())
                assert not await wati.app.run_action(words), words
        assert wati.app.screen is screen and not wati.app._exit
        assert "\x07" not in "".join(told)


async def test_what_would_write_start_or_copy_does_nothing(
    home: Path, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        app, told = wati.app, written(monkeypatch, wati.app)
        app.save_screenshot("bukti.svg", str(tmp_path))
        app.deliver_screenshot()
        app.deliver_text(StringIO("x"), save_filename="bukti.txt")
        app.deliver_binary(BytesIO(b"x"), save_filename="bukti.bin")
        app.open_url("https://example.org")
        app.copy_to_clipboard("0000014505900001")
        app.bell()
        app.action_suspend_process()
        with app.suspend():
            pass
        await wati.settle()
        assert "".join(told).count("\x1b]") == 0 and "\x07" not in "".join(told)
    assert list((tmp_path / "home").rglob("*")) == [tmp_path / "home" / "Downloads"]


def test_fields_know_safe_keys_only() -> None:
    """Nothing is cut, copied, pasted from somewhere, selected or deleted to the end of the line (TERMINALS 2)."""
    for field in (TextField, TextPage):
        assert set(field._merge_bindings().key_to_bindings) <= BINDINGS


def test_screens_use_no_widget_that_paints_what_it_is_given() -> None:
    """Static, Input and TextArea of Textual show control signs, read markup, or know unsafe keys."""
    for path in (Path(__file__).parents[2] / "board" / "screens").glob("*.py"):
        for name in (Static, Input, TextArea):
            assert f" {name.__name__}(" not in path.read_text(), f"{path.name}: use board.widgets.texts"


@pytest.mark.parametrize(
    "key",
    ["ctrl+x", "ctrl+c", "ctrl+v", "ctrl+k", "ctrl+u", "ctrl+w", "ctrl+d", "ctrl+f", "ctrl+a", "ctrl+e", "ctrl+z",
     "ctrl+y", "ctrl+q", "ctrl+s", "f6", "shift+home", "shift+left", "ctrl+shift+left", "ctrl+shift+k", "super+x",
     "alt+backspace", "ctrl+backspace", "alt+delete", "ctrl+shift+a"],
)  # fmt: skip
@pytest.mark.parametrize("long", [False, True])
async def test_no_chord_takes_away_what_was_typed(
    key: str, long: bool, home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await field(wati, long)
        told = written(monkeypatch, wati.app)
        await wati.types("SITI AMINAH")
        before = wati.app.screen.focused
        for _ in range(2):
            await wati.presses("left", "left", key)
        assert wati.app.screen.focused is before
        typed = before.text if isinstance(before, TextArea) else before.value
        assert typed == "SITI AMINAH"
        await wati.types("x")
        typed = before.text if isinstance(before, TextArea) else before.value
        assert typed.replace("x", "", 1) == "SITI AMINAH", "nothing was selected that the next letter replaces"
        assert "\x1b]52" not in "".join(told)


async def field(officer: Officer, long: bool) -> None:
    """Put a field of one line, or of several, under the fingers."""
    widget = TextPage() if long else TextField()
    await officer.app.screen.mount(widget)
    widget.focus()
    await officer.settle()


async def test_a_paste_of_several_lines_loses_none(home: Path, clock: Clock) -> None:
    from textual.events import Paste

    async with at_the_board(home, "wati", clock) as wati:
        await field(wati, False)
        wati.app.post_message(Paste("Jalan Melati 3\r\nRT 01\nRW 02\x1b[2J\u202e"))
        await wati.settle()
        assert wati.app.focused.value == "Jalan Melati 3 RT 01 RW 02[2J"


async def test_words_are_never_links_or_markup(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        words = PlainText("[@click=app.quit()]tekan[/] [link=https://example.org]sini[/link] [b]tebal[/b]")
        await wati.app.screen.mount(words)
        await wati.settle()
        wati.sees("[@click=app.quit()]tekan[/]", "[b]tebal[/b]")


HOSTILE = {
    "LD_PRELOAD": "/tmp/x.so", "LD_LIBRARY_PATH": "/tmp", "PYTHONSTARTUP": "/tmp/x.py", "PYTHONHOME": "/tmp",
    "PYTHONPATH": "/tmp/evil", "PYTHONINSPECT": "1", "PAGER": "sh", "EDITOR": "sh", "VISUAL": "sh", "BROWSER": "sh",
    "SHELL": "/bin/sh", "LESSOPEN": "|sh", "TEXTUAL_DRIVER": "evil:Driver", "GCONV_PATH": "/tmp", "IFS": "x",
}  # fmt: skip


def harmless(call: dict[str, Any]) -> None:
    """What a program was started with: nothing of ours to read, nothing of the client's in its environment."""
    assert isinstance(call["args"], list | tuple) and not call.get("shell")
    assert call["stdin"] in {subprocess.DEVNULL, subprocess.PIPE}
    assert set(call["env"]) <= {*settings.PASSED_ON, "PYTHONPATH"}
    assert not set(call["env"].values()) & set(HOSTILE.values())
    assert call["env"]["PYTHONPATH"] == str(Path(settings.__file__).parents[1])


async def test_what_a_session_starts_is_ours_and_bare(
    home: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Printing, reading uploads, a dossier, decoding, handing a file to the printer."""
    calls: list[dict[str, Any]] = []

    class Started:
        returncode, stdout, stderr = 0, "antrean-7", ""

        def __init__(self, args: Any, **named: Any) -> None:
            calls.append({"args": args, **named})

        def wait(self) -> int:
            return 0

        async def communicate(self) -> tuple[bytes, bytes]:
            return b"{}", b""

    async def started(*args: Any, **named: Any) -> Started:
        return Started(args, **named)

    for name, value in HOSTILE.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(subprocess, "Popen", Started)
    monkeypatch.setattr(subprocess, "run", Started)
    monkeypatch.setattr(asyncio, "create_subprocess_exec", started)
    async with at_the_board(home, "wati", clock) as wati:
        app = wati.app
        app._print_beside()
        app._read_inbox_beside()
        await app._run_command(["case", "dossier", "KK-2026-00001; rm -rf /"])
        safe_decoder._started()
        printer.submit("antrean", tmp_path / "a.pdf", "judul")
    assert [call["args"][:4] for call in calls[:3]] == [
        [sys.executable, "-P", "-m", "board"], [sys.executable, "-P", "-m", "board"],
        (sys.executable, "-P", "-m", "board"),
    ]  # fmt: skip
    assert calls[2]["args"][-1] == "KK-2026-00001; rm -rf /", "one word, and no shell that would read it"
    assert len(calls) == 5
    for call in calls:
        harmless(call)
