"""What keeping a draft costs: a letter typed while drafts are kept beside one before any is, and a keep by itself.

python -m benchmarks.drafts [letters]
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.clearing import fsync_ms
from benchmarks.terminal import Watched
from board.services.demo import build_demo
from board.services.desk import open_desk
from board.services.drafts import Left, OpenDraft, Way

LONG = 8000
"""Letters of the longest note there is."""


def keep_ms(home: Path, times: int = 40) -> float:
    """One keep of a note as long as it may be."""
    desk = open_desk(home)
    form, costs = OpenDraft("bakti", Way("note", "X", "internal")), []
    for place in range(times):
        text = "a" * (LONG - times + place)
        begun = time.perf_counter()
        form.keep(desk, Left({"text": text}, "Catatan", {"field": "text", "cursor": [0, len(text)]}, [["Isi", text]]))
        costs.append(time.perf_counter() - begun)
    form.drop(desk)
    desk.close()
    return statistics.median(costs) * 1000


def main(letters: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder) / "office"
        build_demo(home, cases=20, by="benchmark", progress=lambda done, total: None)
        kept, disk = keep_ms(home), fsync_ms(Path(folder))
        command = [sys.executable, "-m", "board", "--home", str(home), "open", "--user", "wati"]
        watched = Watched(command, columns=80, rows=24, term="xterm")
        try:
            watched.until("Meja saya")
            watched.settle()
            watched.press(b"b")
            watched.until("Nama pemohon")
            watched.press(b"1")
            # Each letter takes a quarter of a second to watch: every fourth falls together with a keep.
            costs = [watched.press(b"a")[1] * 1000 for _ in range(letters)]
        finally:
            watched.end()
    first = statistics.median(costs[:3])
    print(
        f"a letter while drafts are kept: {statistics.median(costs):.1f} ms, at worst {max(costs):.1f} ms; before the "
        f"first keep {first:.1f} ms; one keep of {LONG} letters {kept:.1f} ms beside the screen; fsync {disk:.2f} ms"
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 60)
