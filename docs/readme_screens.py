"""Exports the screenshots of the README from the running board, on a fixed day and with the same synthetic people.

python docs/readme_screens.py
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ["TERM"] = "xterm-256color"

from board import settings  # noqa: E402 - the checkout is put on the path first

settings.prepare_terminal()

from board.app import BoardApp  # noqa: E402 - reads settings when imported
from board.services import register_case  # noqa: E402
from board.services.demo import build_demo  # noqa: E402

NOW = datetime(2026, 11, 23, 3, 5, tzinfo=UTC)
FOLDER = ROOT / "docs" / "screens"
STORIES = (
    ("meja_kasi", "rina", (80, 24), ()),
    ("berkas", "rina", (80, 24), ("enter",)),
    (
        "berkas_baru",
        "wati",
        (80, 24),
        ("b", "6", *"siti", "space", *"aminah", "enter", *"0000014505900001", "enter"),
    ),
    ("papan_sop", "kadis", (200, 30), ("v", "7")),
)


async def picture(home: Path, name: str, user: str, size: tuple[int, int], keys: tuple[str, ...]) -> None:
    """One screenshot."""
    app = BoardApp(home, user, clock=lambda: NOW, printer=lambda: None)
    async with app.run_test(size=size) as pilot:
        await _rest(app, pilot)
        for key in keys:
            await pilot.press(key)
            await _rest(app, pilot)
        svg = app.export_screenshot(title=name.replace("_", " "))
    # The fonts of the export come from a web server; a picture in a repository needs none.
    svg = re.sub(r"@font-face \{.*?\}", "", svg, flags=re.DOTALL)
    svg = re.sub(r"terminal-\d+", "terminal", svg)
    (FOLDER / f"{name}.svg").write_text("\n".join(line.rstrip() for line in svg.splitlines()) + "\n", encoding="utf-8")


async def _rest(app: BoardApp, pilot: object) -> None:
    for _ in range(12):
        await pilot.pause(0.01)  # type: ignore[attr-defined]
    while not app.settled:
        await pilot.pause(0.01)  # type: ignore[attr-defined]


def main() -> None:
    """All screenshots."""
    FOLDER.mkdir(exist_ok=True)
    chance = random.Random(1)
    register_case.pickup_code = lambda: "".join(chance.choice("ABCDEFGH3467") for _ in range(6))
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "kantor"
        build_demo(home, cases=160, by="docs", progress=lambda done, total: None, now=NOW)
        for story in STORIES:
            asyncio.run(picture(home, *story))
            print(story[0])


if __name__ == "__main__":
    main()
