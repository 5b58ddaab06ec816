"""First paint and bytes per key of the board beside Textual's hello world, interleaved, medians and ratios.

python -m benchmarks.first_paint [runs]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from pathlib import Path

from benchmarks.offices import crowded_office
from benchmarks.terminal import Watched

SIZES = (300, 100_000)
KEYS = {"down": (b"\x1b[B",), "column": (b"\x1b[D", b"\x1b[C")}
"""A column to the left and back again, so that the edge of the board does not answer for it."""
PRESSES = 8


def measure(command: list[str], words: str, *, keys: bool) -> dict[str, float]:
    """One run: seconds to the first paint, bytes until quiet, bytes and milliseconds per key."""
    watched = Watched(command, columns=80, rows=24, term="xterm")
    try:
        found = {"first paint ms": watched.until(words) * 1000, "bytes at start": float(watched.settle())}
        for name, turns in KEYS.items() if keys else ():
            costs = [watched.press(turns[press % len(turns)]) for press in range(PRESSES)]
            found[f"bytes per {name}"] = statistics.median(cost for cost, _ in costs)
            found[f"ms per {name}"] = statistics.median(seconds for _, seconds in costs) * 1000
        return found
    finally:
        watched.end()


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        python = sys.executable
        programs = {"hello world": ([python, "-m", "benchmarks.hello"], "Halo dunia", False)}
        for cases in SIZES:
            print(f"building an office of {cases} open cases …", flush=True)
            home = crowded_office(Path(folder) / f"office-{cases}", cases)
            command = [python, "-m", "board", "--home", str(home), "open", "--user", "serah"]
            programs[f"board, {cases} cases"] = (command, "berkas", True)
        results: dict[str, list[dict[str, float]]] = {name: [] for name in programs}
        for run in range(runs + 1):
            print(f"round {run} of {runs}" + (" (warm-up)" if run == 0 else ""), flush=True)
            for name, (command, words, keys) in programs.items():
                figures = measure(command, words, keys=keys)
                if run:
                    results[name].append(figures)
    floor = statistics.median(item["first paint ms"] for item in results["hello world"])
    for name, runs_of in results.items():
        medians = {key: statistics.median(item[key] for item in runs_of) for key in runs_of[0]}
        shown = ", ".join(f"{key} {value:.0f}" for key, value in medians.items())
        print(f"{name}: {shown}; {medians['first paint ms'] / floor:.2f} x hello world")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 7)
