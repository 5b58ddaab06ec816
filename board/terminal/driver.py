"""The driver between Textual and a terminal that may be old, far away, or gone.

It sends no mode an old terminal could show as rubbish: no mouse, no extended keyboard, no focus, no in-band sizes, no
titles or clipboards (TERMINALS R4). ``Driver.write``, through which Textual would send them, sends nothing; what is to
be seen comes by ``paint``, as cells.

``ThinApp`` hands the updates of Textual's compositor over. That is a private door of Textual: its version is pinned, a
test looks at the door, and an application whose driver is another one is painted as Textual paints.
"""

from __future__ import annotations

import os
import select
import signal
import sys
import termios
import threading
import time
from collections.abc import Iterator
from typing import Any, BinaryIO, TextIO

from textual import events
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate
from textual.app import App, ReturnType
from textual.driver import Driver
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.strip import Strip

from board.terminal.frame import Frame
from board.terminal.inks import drawn
from board.terminal.keys import KeyReader, Pasted, Pressed
from board.terminal.profiles import ASCII_MONO, Profile
from board.terminal.writer import LineWriter

SMALLEST = (60, 16)
"""Columns and rows the board needs; below, it says so and waits (TERMINALS R2)."""
LARGEST = (500, 200)
"""Beyond what any screen shows: a client may say any size, and every cell takes memory of the server."""
START = "\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"
# Cleared before it is left: a terminal that has no second screen would go on showing the berkas.
STOP = "\x1b[m\x1b[2J\x1b[H\x1b[?2004l\x1b[?7h\x1b[?25h\x1b[?1049l"
PATIENCE = 1.0
"""Seconds the last words may take on a line that stands still."""
SLOW = 38_400
"""Bits a second from which on a line is not held to what it says: the speed every terminal says that has none."""


class ThinDriver(Driver):
    """Paints changed cells, reads keys, and ends when the line does.

    Args:
        app: a ``ThinApp``; how it wants to be drawn and how long an Escape waits is asked of it.
    """

    def __init__(self, app: ThinApp[Any], **options: Any) -> None:
        super().__init__(app, **options)
        self._thin = app
        self._in, self._out = sys.__stdin__.fileno(), sys.__stdout__.fileno()  # type: ignore[union-attr]
        self._attributes: list[Any] | None = None
        self._lock = threading.Lock()
        self._frame = Frame(*SMALLEST, unicode=False)
        self._profile = ASCII_MONO
        self._writer: LineWriter | None = None
        self._reader: threading.Thread | None = None
        self._stop_reading, self._told_to_stop = os.pipe()
        self._cramped = False

    # --- painting ------------------------------------------------------------------------------------------------

    def paint(self, update: CompositorUpdate) -> None:
        """Show what Textual has composed."""
        with self._lock:
            if self._cramped:
                return
            for x, y, strip in _strips(update):
                self._frame.put(x, y, (drawn(part.text, part.style, self._profile) for part in strip))
        self._notify()

    def draw_as(self, profile: Profile) -> None:
        """Draw everything anew, in another profile."""
        self._profile = profile
        self._measure()

    def draw_again(self) -> None:
        """Send the whole screen once more: the line has dropped or added something."""
        with self._lock:
            self._frame.forget()
        self._notify()

    def _compose(self) -> str:
        with self._lock:
            return self._frame.changes() if self._frame.changed else ""

    def _notify(self) -> None:
        if self._writer is not None:
            self._writer.notify()

    def _measure(self) -> None:
        """Look how large the terminal is; below the smallest size a sentence stands there instead of the board."""
        columns, rows = self._terminal_size()
        with self._lock:
            self._frame = Frame(columns, rows, unicode=self._profile.unicode)
            self._cramped = columns < SMALLEST[0] or rows < SMALLEST[1]
            if self._cramped:
                words = f"Layar terlalu kecil ({columns}x{rows}). Perlu {SMALLEST[0]}x{SMALLEST[1]}; isian Anda aman."
                for y in range(rows):
                    self._frame.put(0, y, [(words[y * columns : (y + 1) * columns], "")])
        size = Size(max(columns, SMALLEST[0]), max(rows, SMALLEST[1]))
        self._size = size
        self._notify()
        self.send_message(events.Resize(size, size))
        if not self._cramped:
            # The size the board is laid out for may be as it was, but nothing of it stands on the terminal now.
            self._loop.call_soon_threadsafe(self._thin.refresh_all)

    def _terminal_size(self) -> tuple[int, int]:
        try:
            size = os.get_terminal_size(self._out)
        except OSError:
            return 80, 24
        return min(size.columns or 80, LARGEST[0]), min(size.lines or 24, LARGEST[1])

    # --- the line ------------------------------------------------------------------------------------------------

    def start_application_mode(self) -> None:
        self._profile = self._thin.drawn_as
        self._attributes = _raw(self._in)
        for number in (signal.SIGTSTP, signal.SIGTTIN, signal.SIGTTOU):
            # There is no shell behind the board that could wake it again.
            signal.signal(number, signal.SIG_IGN)
        self._loop.add_signal_handler(signal.SIGWINCH, self._measure)
        self._loop.add_signal_handler(signal.SIGCONT, self._go_on)
        os.write(self._out, START.encode())
        self._writer = LineWriter(self._out, self._compose, rate=_rate(self._attributes), lost=self._gone)
        self._measure()
        self._reader = threading.Thread(target=self._listen, name="terminal-input", daemon=True)
        self._reader.start()

    def disable_input(self) -> None:
        if self._reader is not None:
            os.write(self._told_to_stop, b".")
            self._reader.join(PATIENCE)
            self._reader = None

    def stop_application_mode(self) -> None:
        self.disable_input()
        for number in (signal.SIGWINCH, signal.SIGCONT):
            self._loop.remove_signal_handler(number)
        if self._writer is not None:
            self._writer.end(STOP.encode(), PATIENCE)
            self._writer = None
        if self._attributes is not None:
            try:
                termios.tcflush(self._in, termios.TCIFLUSH)
                termios.tcsetattr(self._in, termios.TCSANOW, self._attributes)
            except termios.error:
                pass

    def _go_on(self) -> None:
        """Somebody stopped the process and let it go on: the terminal may have been used by others."""
        _raw(self._in)
        self.draw_again()

    def _gone(self) -> None:
        """The terminal does not exist any more."""
        try:
            self._loop.call_soon_threadsafe(self._thin.line_lost)
        except RuntimeError:
            # The session has ended meanwhile.
            pass

    # --- keys ----------------------------------------------------------------------------------------------------

    def _listen(self) -> None:
        try:
            self._read()
        except Exception:
            # A session that hears nothing any more must not go on: what was typed is kept, and it ends.
            self._gone()
            raise

    def _read(self) -> None:
        keys = KeyReader(self._thin.escape_patience, time.monotonic)
        while True:
            ready, _, _ = select.select([self._in, self._stop_reading], [], [], keys.waits)
            if self._stop_reading in ready:
                return
            try:
                data = os.read(self._in, 4096) if ready else None
            except OSError:
                data = b""
            if data == b"":
                self._gone()
                return
            for heard in keys.waited() if data is None else keys.feed(data):
                self._hand_over(heard)

    def _hand_over(self, heard: Pressed | Pasted) -> None:
        if self._cramped:
            # Nobody sees what a key would do.
            return
        if isinstance(heard, Pasted):
            self.process_message(events.Paste(heard.text.replace("\x00", "")))
        else:
            key = _character_to_key(heard.key) if len(heard.key) == 1 else heard.key
            self.process_message(events.Key(key, heard.character or None))

    # --- what Textual would send ---------------------------------------------------------------------------------

    def write(self, data: str) -> None:
        """Nothing: bells, titles, clipboards and queries are not for this line."""

    def close(self) -> None:
        for end in (self._stop_reading, self._told_to_stop):
            os.close(end)

    def open_url(self, url: str, new_tab: bool = True) -> None:
        """Nothing: a browser would open on the server."""

    def deliver_binary(self, binary: BinaryIO | TextIO, **_: Any) -> None:
        """Nothing: no file is written from a screen."""
        binary.close()


class ThinApp(App[ReturnType]):
    """An application that a ``ThinDriver`` paints."""

    drawn_as: Profile = ASCII_MONO
    """How the terminal of this session is drawn."""
    escape_patience = 0.2
    """Seconds an Escape waits for the rest of a sequence."""

    def line_lost(self) -> None:
        """The terminal is gone: keep what was typed, and end."""
        raise NotImplementedError

    def refresh_all(self) -> None:
        """Have the whole screen composed again."""
        if self.is_running and self.screen_stack:
            self.screen.refresh()

    def draw_as(self, profile: Profile) -> None:
        """Draw in another profile from now on."""
        self.drawn_as = profile
        if isinstance(self._driver, ThinDriver):
            self._driver.draw_as(profile)

    def draw_again(self) -> None:
        """Send the whole screen once more."""
        if isinstance(self._driver, ThinDriver):
            self._driver.draw_again()

    def _display(self, screen: Any, renderable: Any) -> None:
        driver = self._driver
        if not isinstance(driver, ThinDriver) or not isinstance(renderable, CompositorUpdate):
            super()._display(screen, renderable)
            return
        try:
            if self.is_running and not self._batch_count:
                driver.paint(renderable)
        finally:
            self.post_display_hook()


def _strips(update: CompositorUpdate) -> Iterator[tuple[int, int, Strip]]:
    """Where which cells go: column, row, strip."""
    if isinstance(update, LayoutUpdate):
        for y, line in enumerate(update.strips, update.region.y):
            x = update.region.x
            for part in line:
                yield x, y, part
                x += part.cell_length
    elif isinstance(update, ChopsUpdate):
        for y, begin, end in update.spans:
            for until, (x, strip) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
                if strip is not None and x <= end and until > begin:
                    yield x, y, strip if until <= end else strip.crop(0, end - x)


def _raw(descriptor: int) -> list[Any] | None:
    """Have every key told at once and nothing rewritten on the way; what was set before, or None without a terminal."""
    try:
        before = termios.tcgetattr(descriptor)
        after = list(before)
        after[0] &= ~(
            termios.IXON
            | termios.IXOFF
            | termios.ICRNL
            | termios.INLCR
            | termios.IGNCR
            | termios.ISTRIP
            | termios.BRKINT
        )
        after[1] &= ~termios.OPOST
        after[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | termios.ISIG)
        after[6] = [*before[6]]
        after[6][termios.VMIN], after[6][termios.VTIME] = 1, 0
        termios.tcsetattr(descriptor, termios.TCSANOW, after)
    except termios.error:
        return None
    return before


def _rate(attributes: list[Any] | None) -> int:
    """Bits a second the terminal says its line carries; 0 where that is no limit.

    SSH hands over what the client's terminal says: a serial console its own speed, PuTTY what is set for it.
    """
    if attributes is None:
        return 0
    speeds = {getattr(termios, name): int(name[1:]) for name in dir(termios) if name[0] == "B" and name[1:].isdecimal()}
    rate = speeds.get(attributes[5], 0)
    return rate if rate < SLOW else 0
