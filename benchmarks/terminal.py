"""A program in a real pty, watched from outside: when the screen shows what, and how many bytes that took."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import termios
import time
from collections.abc import Sequence

import pyte

QUIET = 0.25
"""Seconds without output after which a program has finished painting."""


class Watched:
    """One run of a program at a given size."""

    def __init__(
        self, command: Sequence[str], *, columns: int, rows: int, term: str, path: str = "", lang: str = "C.UTF-8"
    ) -> None:
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        self.started = time.perf_counter()
        self.bytes = 0
        self.raw = b""
        """Everything the program has sent."""
        self.last = self.started
        """When the last byte came."""
        self.ended = False
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
            os.execvpe(command[0], list(command), {**kept, "TERM": term, "LANG": lang, "PYTHONPATH": path})
        self._size(columns, rows)

    def until(self, words: str, timeout: float = 60.0) -> float:
        """Seconds from the start until words stand on the screen."""
        while words not in "\n".join(self.screen.display):
            if time.perf_counter() - self.started > timeout or not self._read(timeout):
                raise TimeoutError(f"{words!r} never appeared:\n" + "\n".join(self.screen.display))
        return self.last - self.started

    def settle(self) -> int:
        """Read until the program is quiet; the bytes so far."""
        while self._read(QUIET):
            pass
        return self.bytes

    def press(self, key: bytes, patience: float = QUIET) -> tuple[int, float]:
        """Bytes and seconds until the last byte that one key costs.

        Args:
            patience: seconds until the first byte; of a key that shows nothing they are waited for.
        """
        before, pressed = self.bytes, time.perf_counter()
        os.write(self._fd, key)
        self._read(patience)
        self.settle()
        return self.bytes - before, (self.last - pressed if self.bytes > before else 0.0)

    def send(self, data: bytes) -> None:
        """Type, and read nothing."""
        os.write(self._fd, data)

    def resize(self, columns: int, rows: int) -> None:
        """Make the terminal another size."""
        self._size(columns, rows)
        self.screen.resize(rows, columns)

    def _size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def unread(self) -> int:
        """Bytes that were sent and that nobody has read."""
        waiting: int = struct.unpack("i", fcntl.ioctl(self._fd, termios.FIONREAD, b"\0" * 4))[0]
        return waiting

    def signal(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        os.kill(self.pid, number)

    def quiet(self, seconds: float = QUIET) -> None:
        """Read until nothing has come for a while."""
        while self._read(seconds):
            pass

    def wait(self, seconds: float) -> None:
        """Let time pass, reading what comes."""
        end = time.perf_counter() + seconds
        while (left := end - time.perf_counter()) > 0:
            self._read(left)

    def press_and_wait_for_end(self, key: bytes) -> int:
        """Press a key that ends the program; its exit code."""
        os.write(self._fd, key)
        return self.exit_code()

    def told_to_end(self, number: signal.Signals) -> int:
        """Send a signal that ends the program; its exit code."""
        self.signal(number)
        return self.exit_code()

    def hang_up(self) -> int:
        """Take the terminal away, as a dropped line does; the program's exit code."""
        os.close(self._fd)
        self._fd = -1
        return self.exit_code()

    def exit_code(self, *, reading: bool = True, patience: float = 30.0) -> int:
        """Wait for the end of the program; its exit code.

        Args:
            reading: read what it sends; otherwise its line stands still.
        """
        while reading and self._fd >= 0 and self._read(10.0):
            pass
        end = time.perf_counter() + patience
        while time.perf_counter() < end:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.ended = True
                return os.waitstatus_to_exitcode(status)
            time.sleep(0.02)
        raise TimeoutError(f"the program still runs {patience} s after it was told to end")

    def end(self) -> None:
        """Kill the program, if it still runs."""
        if not self.ended:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
            self.ended = True
        if self._fd >= 0:
            os.close(self._fd)
            self._fd = -1

    def _read(self, timeout: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], timeout)
        if not ready:
            return False
        try:
            chunk = os.read(self._fd, 65536)
        except OSError:
            return False
        if not chunk:
            return False
        self.last = time.perf_counter()
        self.bytes += len(chunk)
        self.raw += chunk
        # pyte does not know the private sequences of Textual's driver; they paint nothing.
        self._stream.feed(chunk.replace(b"\x1b[>", b"\x1b[?").replace(b"\x1b[<", b"\x1b[?"))
        return True
