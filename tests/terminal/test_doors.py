"""The private doors of Textual the driver goes through, which its version is pinned for."""

from __future__ import annotations

import inspect
import sys
from pathlib import Path

from textual import _compositor
from textual.app import App
from textual.driver import Driver
from textual.keys import _character_to_key

from benchmarks.terminal import Watched
from tests.terminal.test_driver import ROOT


def test_they_are_where_they_were() -> None:
    assert list(inspect.signature(App._display).parameters) == ["self", "screen", "renderable"]
    assert list(inspect.signature(_compositor.LayoutUpdate).parameters) == ["strips", "region"]
    assert list(inspect.signature(_compositor.ChopsUpdate).parameters) == ["chops", "spans", "chop_ends"]
    assert {"_batch_count", "_driver"} <= set(vars(App()))
    assert hasattr(App, "post_display_hook") and hasattr(Driver, "process_message")
    assert (_character_to_key("/"), _character_to_key(" ")) == ("slash", "space")


def test_another_driver_is_painted_as_textual_paints(home: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.stock", "--home", str(home), "open", "--user", "loket"]
    board = Watched(command, columns=80, rows=24, term="xterm", path=str(ROOT))
    try:
        board.until("berkas 0")
        assert b"\x1b[?1004h" in board.raw
    finally:
        board.end()
