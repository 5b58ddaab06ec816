"""The physical floor: curses showing the very screens the board showed, one after another at each key.

python -m benchmarks.curses_floor FRAMES.json
"""

from __future__ import annotations

import curses
import json
import sys
from pathlib import Path
from typing import Any

COLOURS = {"default": -1, "black": 0, "red": 1, "green": 2, "brown": 3, "yellow": 3, "blue": 4, "magenta": 5,
           "cyan": 6, "white": 7}  # fmt: skip


def _attribute(look: dict[str, Any], pairs: dict[tuple[int, int], int]) -> int:
    pair = (COLOURS.get(look["fg"], -1), COLOURS.get(look["bg"], -1))
    if pair not in pairs:
        pairs[pair] = len(pairs) + 1
        curses.init_pair(pairs[pair], *pair)
    attribute = curses.color_pair(pairs[pair]) if pair != (-1, -1) else curses.A_NORMAL
    for name, mask in (("bold", curses.A_BOLD), ("reverse", curses.A_REVERSE), ("under", curses.A_UNDERLINE)):
        attribute |= mask if look[name] else 0
    return attribute


def show(window: curses.window, frames: list[list[list[dict[str, Any]]]]) -> None:
    """Show one frame after another."""
    curses.curs_set(0)
    curses.use_default_colors()
    pairs: dict[tuple[int, int], int] = {}
    for frame in frames:
        window.erase()
        for y, runs in enumerate(frame):
            x = 0
            for look in runs:
                try:
                    window.addstr(y, x, look["text"], _attribute(look, pairs))
                except curses.error:
                    # The last cell of the last line cannot be written without scrolling.
                    pass
                x += len(look["text"])
        window.refresh()
        if window.getch() == ord("Q"):
            return


if __name__ == "__main__":
    curses.wrapper(show, json.loads(Path(sys.argv[1]).read_text()))
