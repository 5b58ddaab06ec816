"""One key while a column is cleared, commit included, beside a cursor key and a bare fsync in the same run.

python -m benchmarks.clearing [decisions]
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.terminal import Watched
from board.services.demo import build_demo

LOOKED = 1.2
"""Seconds somebody looks at a case: a second press that comes sooner waits to see whether the key is held down."""
CASES = 500
"""Of the demonstration: a column of a dozen before the kabid."""


def fsync_ms(folder: Path, times: int = 30) -> float:
    """What the disk takes to keep a page."""
    costs = []
    with (folder / "page").open("wb") as file:
        for _ in range(times):
            file.write(b"x" * 4096)
            file.flush()
            begun = time.perf_counter()
            os.fsync(file.fileno())
            costs.append(time.perf_counter() - begun)
    return statistics.median(costs) * 1000


def main(decisions: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "office"
        print(f"building an office of {CASES} cases …", flush=True)
        build_demo(home, cases=CASES, by="benchmark", progress=lambda done, total: None)
        disk = fsync_ms(Path(folder))
        for columns, rows in ((80, 24), (200, 50)):
            command = [sys.executable, "-m", "board", "--home", str(home), "open", "--user", "bakti"]
            watched = Watched(command, columns=columns, rows=rows, term="xterm")
            try:
                watched.until("KOREKSI KABID")
                watched.settle()
                cursor = statistics.median(watched.press(key)[1] for key in (b"\x1b[B", b"\x1b[A") * 4) * 1000
                opened = watched.press(b"\r")[1] * 1000
                costs = []
                for _ in range(decisions):
                    watched.wait(LOOKED)
                    costs.append(watched.press(b"t"))
                took = statistics.median(seconds for _, seconds in costs) * 1000
                sent = statistics.median(count for count, _ in costs)
            finally:
                watched.end()
            print(
                f"{columns}x{rows}: column opened {opened:.0f} ms; one decision until the next case stands "
                f"{took:.0f} ms, {sent:.0f} B; {took / cursor:.1f} x a cursor key ({cursor:.1f} ms); "
                f"fsync {disk:.2f} ms"
            )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
