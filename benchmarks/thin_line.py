"""What the board sends down a thin line, key by key, beside Textual's own driver and the curses floor, in one run.

python -m benchmarks.thin_line [runs]

The floor is curses showing the very screens the board showed: whatever draws them cannot send much less. Figures are
bytes, which are the same on every machine, and milliseconds until the last byte, of which only ratios count.
"""

from __future__ import annotations

import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.offices import crowded_office
from benchmarks.terminal import Watched

DOWN, UP, RIGHT, LEFT, END, HOME, TAB, ESC = (
    b"\x1b[B", b"\x1b[A", b"\x1b[C", b"\x1b[D", b"\x1b[F", b"\x1b[H", b"\t", b"\x1b",
)  # fmt: skip
JOURNEYS = {
    "serah": [("cursor", DOWN)] * 6 + [("further down", DOWN)] * 4
    + [("scroll by a card", DOWN)] * 4 + [("cursor", UP)] * 2 + [("column", RIGHT), ("column", LEFT)] * 2
    + [("to the end of a column", END), ("to its beginning", HOME), ("claim a case", b"a"), ("claim a case", b"a")]
    + [("help opens", b"?"), ("help closes", ESC)],
    "loket": [("form opens", b"b")] + [("a letter", bytes([char])) for char in b"SITI AMINAH"]
    + [("next field", TAB)] * 4 + [("form closes", ESC)],
}  # fmt: skip
"""Officer → what they press."""
BUDGETS = {
    "xterm": {"start": 8192, "cursor": 300, "scroll by a card": 1536, "form opens": 4096, "a letter": 80,
              "form closes": 8192},
    "dumb": {"start": 3072, "cursor": 100, "scroll by a card": 500, "form opens": 1536, "a letter": 20,
             "form closes": 2048},
}  # fmt: skip
"""Bytes at 80×24 (TERMINALS R6)."""
IDLE = 10.0
PATIENCE = 2.0
"""Seconds until a key shows anything."""
READY = {"serah": "berkas", "loket": "berkas"}

Costs = dict[str, list[tuple[float, float]]]


def frame_of(watched: Watched) -> list[list[dict[str, Any]]]:
    """The screen as runs of one look, for curses to show."""
    frame = []
    for y in range(watched.screen.lines):
        runs: list[dict[str, Any]] = []
        for x in range(watched.screen.columns):
            cell = watched.screen.buffer[y][x]
            look = {"fg": cell.fg, "bg": cell.bg, "bold": cell.bold, "reverse": cell.reverse, "under": cell.underscore}
            if runs and {name: runs[-1][name] for name in look} == look:
                runs[-1]["text"] += cell.data
            else:
                runs.append({**look, "text": cell.data})
        frame.append(runs)
    return frame


def live(command: list[str], term: str, user: str, frames: list[Any] | None = None) -> Costs:
    """One journey at the board; what each kind of key cost."""
    watched = Watched(command, columns=80, rows=24, term=term)
    costs: Costs = {}
    try:
        watched.until(READY[user])
        costs["start"] = [(float(watched.settle()), 0.0)]
        for kind, key in JOURNEYS[user]:
            if frames is not None:
                frames.append(frame_of(watched))
            count, seconds = watched.press(key, PATIENCE)
            costs.setdefault(kind, []).append((float(count), seconds * 1000))
            if kind == "form opens":
                before = watched.bytes
                watched.wait(IDLE)
                costs["idle in a form"] = [(float(watched.bytes - before), 0.0)]
        if frames is not None:
            frames.append(frame_of(watched))
        before = watched.bytes
        watched.wait(IDLE)
        costs["idle on the board"] = [(float(watched.bytes - before), 0.0)]
        return costs
    finally:
        watched.end()


def floor(frames: list[Any], user: str, folder: Path) -> Costs:
    """The same screens by curses."""
    path = folder / f"{user}.json"
    path.write_text(json.dumps(frames))
    watched = Watched([sys.executable, "-m", "benchmarks.curses_floor", str(path)], columns=80, rows=24, term="xterm")
    costs: Costs = {}
    try:
        watched.until(READY[user])
        costs["start"] = [(float(watched.settle()), 0.0)]
        for kind, _ in JOURNEYS[user]:
            count, seconds = watched.press(b"n", PATIENCE)
            costs.setdefault(kind, []).append((float(count), seconds * 1000))
        return costs
    finally:
        watched.end()


def main(runs: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        print("building an office of 3,000 open cases …", flush=True)
        home = crowded_office(folder / "office", 3000)
        found: dict[str, Costs] = {"utf8-color": {}, "ascii-mono": {}, "curses": {}, "stock": {}}
        for run in range(runs):
            print(f"round {run + 1} of {runs}", flush=True)
            for user in JOURNEYS:
                board = [sys.executable, "-m", "board", "--home", str(home), "open", "--user", user]
                frames: list[Any] = []
                _add(found["utf8-color"], live(board, "xterm", user, frames))
                _add(found["ascii-mono"], live(board, "dumb", user))
                _add(found["curses"], floor(frames, user, folder))
                stock = [sys.executable, "-m", "benchmarks.stock", *board[3:]]
                _add(found["stock"], live(stock, "xterm", user))
    _print(found)


def _add(to: Costs, more: Costs) -> None:
    for kind, costs in more.items():
        to.setdefault(kind, []).extend(costs)


def _middle(costs: list[tuple[float, float]]) -> float:
    return statistics.median(count for count, _ in costs) if costs else 0.0


def _print(found: dict[str, Costs]) -> None:
    print(f"{'bytes (ms)':24}" + "".join(f"{name:>18}" for name in found) + f"{'colour/curses':>16}")
    for kind in found["utf8-color"]:
        shown = []
        for costs in found.values():
            told = costs.get(kind)
            middle = [statistics.median(cost[place] for cost in told) for place in (0, 1)] if told else None
            shown.append("-" if middle is None else f"{middle[0]:.0f}" + (f" ({middle[1]:.1f})" if middle[1] else ""))
        ours, least = (
            statistics.median(cost[0] for cost in found[name].get(kind, [(0.0, 0.0)]))
            for name in ("utf8-color", "curses")
        )
        ratio = f"{ours / least:.2f}" if least else "-"
        print(f"{kind:24}" + "".join(f"{words:>18}" for words in shown) + f"{ratio:>16}")
    for term, name in (("xterm", "utf8-color"), ("dumb", "ascii-mono")):
        for kind, budget in BUDGETS[term].items():
            most = _middle(found[name][kind])
            print(f"{name} {kind}: {most:.0f} of {budget} bytes{'' if most <= budget else '  OVER'}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 3)
