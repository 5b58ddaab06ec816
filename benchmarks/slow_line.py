"""How long an officer waits at the end of a thin, far line: real sshd, real ssh, and a link of 9.6 to 128 kbit/s.

python -m benchmarks.slow_line

Seconds until the last byte of what a key shows, with 150 ms each way; nothing is faster than 0.3 s. The first screen is
counted from the moment ssh has let the officer in, for the handshake alone takes most of the time (TERMINALS 4, R8).
"""

from __future__ import annotations

import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.offices import crowded_office
from benchmarks.slow_link import SlowLink
from benchmarks.terminal import Watched
from board.services.desk import open_desk
from board.services.terminal_choices import choose_profile
from tests.e2e.server import Server, ssh_server

LINES = (9_600, 33_600, 128_000)
DELAY = 0.150
TERMINALS = {"xterm": "utf8-color", "dumb": "ascii-mono"}
"""Kinds of terminals, and how they are drawn."""
GOALS = {
    (9_600, "first screen"): 5.0, (9_600, "a key"): 1.0, (9_600, "a form"): 3.0, (33_600, "a key"): 0.6,
}  # fmt: skip
"""Seconds (TERMINALS R8)."""
KEYS = (b"\x1b[B", b"\x1b[B", b"\x1b[A", b"\x1b[B", b"\x1b[A")
PATIENCE = 8.0
PAUSE = 1.0
"""Seconds of silence that end a screen: its pieces come with pauses between them on such a line."""


def live(server: Server, term: str) -> dict[str, float]:
    """Come in, walk, open a form, type, leave; seconds for each."""
    seen = server.login("loket", "-v", term=term)
    try:
        seen.until("Authenticated to")
        let_in = time.perf_counter()
        seen.until("Enter Buka", 120)
        found = {"first screen": time.perf_counter() - let_in}
        seen.quiet(PAUSE)
        found["a key"] = statistics.median(_press(seen, key) for key in KEYS)
        found["another column"] = _press(seen, b"\x1b[C")
        found["a form"] = _press(seen, b"b")
        found["a letter"] = statistics.median(_press(seen, bytes([char])) for char in b"SITI A")
        found["back to the board"] = _press(seen, b"\x1b")
        return found
    finally:
        seen.end()


def _press(seen: Watched, key: bytes) -> float:
    begun = time.perf_counter()
    seen.press(key, PATIENCE)
    seen.quiet(PAUSE)
    return seen.last - begun


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = crowded_office(Path(folder) / "office", 300)
        desk = open_desk(home)
        for term, profile in TERMINALS.items():
            choose_profile(desk, "loket", term, profile)
        desk.close()
        with ssh_server(home) as server:
            server.give_key("loket")
            direct = server.port
            for bits in LINES:
                link = SlowLink(direct, bits=bits, delay=DELAY)
                server.port = link.port
                for term in TERMINALS:
                    found = live(server, term)
                    told = ", ".join(f"{what} {seconds:.2f} s" for what, seconds in found.items())
                    print(f"{bits / 1000:g} kbit/s, {term}: {told}")
                    for what, seconds in found.items():
                        goal = GOALS.get((bits, what))
                        if goal is not None and seconds > goal:
                            print(f"  {what}: {seconds:.2f} s, more than {goal} s")
                link.close()
                server.port = direct


if __name__ == "__main__":
    main()
