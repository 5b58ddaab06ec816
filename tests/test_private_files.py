"""Whatever the program writes is for the office's account alone, whoever starts it under whichever umask."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest

from board.cli import care
from board.services.demo import build_demo
from tests.commands import Commands
from tests.offices import MONDAY, Clock
from tests.screens.officer import at_the_board
from tests.test_attacks import jpeg
from tests.uploads import bundle


@pytest.fixture(autouse=True)
def open_mask() -> Iterator[None]:
    """The most careless account there is."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(folder: Path) -> list[str]:
    """What other accounts of the machine could read, write or enter."""
    return [str(path) for path in sorted(folder.rglob("*")) if stat.S_IMODE(path.lstat().st_mode) & 0o077]


async def test_a_day_of_an_office_leaves_nothing_open(tmp_path: Path, clock: Clock) -> None:
    work = tmp_path / "hari"
    home, out = work / "kantor", work / "keluar"
    out.mkdir(mode=0o700, parents=True)
    work.chmod(0o700)
    build_demo(home, cases=30, by="test", progress=lambda done, of: None, now=MONDAY)
    board = Commands(home, clock)
    number = board.ok("case", "list", "--sop", "waykanan.kk_baru")["rows"][0]["number"]
    board.run("case", "attach", number, str(jpeg(tmp_path / "a.jpg")), user="wati")
    os.umask(0o077)
    bundle(home)
    os.umask(0)
    board.ok("inbox", "scan")
    board.ok("print", "run")
    board.ok("case", "dossier", number, "--pdf", str(out / "berkas.pdf"), user="kadis")
    for kind in ("csv", "pdf"):
        board.ok("report", "recap", "--month", "2026-10", f"--{kind}", str(out / f"rekap.{kind}"))
    board.ok("book", "show", "pendaftaran", "2026", "--csv", str(out / "buku.csv"))
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b", "escape", "n", "escape", "d")
        with patch.object(care, "examine", side_effect=KeyError("0000014505900001")):
            assert board.run("doctor").code == 3
        assert {path.name for path in home.glob("board.db*")} >= {"board.db", "board.db-wal", "board.db-shm"}
        assert open_to_others(work) == []
    assert (home / "galat.log").is_file()
    assert len(list(out.iterdir())) == 4
    assert open_to_others(work) == []


def test_doctor_tells_of_what_others_can_read_and_how_to_close_it(board: Commands) -> None:
    def told() -> tuple[bool, str]:
        checks = board.run("doctor").json["checks"]
        return next((item["ok"], item["sentence"]) for item in checks if item["name"] == "permissions")

    assert told()[0]
    (board.home / "spool").mkdir(exist_ok=True)
    (board.home / "spool" / "konsep.pdf").touch(mode=0o644)
    (board.home / "office.toml").chmod(0o640)
    ok, sentence = told()
    assert not ok
    assert "kantor/office.toml" in sentence and "kantor/spool/konsep.pdf" in sentence
    assert f"chmod -R go= {board.home}" in sentence
    for path in (board.home / "spool", board.home / "spool" / "konsep.pdf", board.home / "office.toml"):
        path.chmod(0o700 if path.is_dir() else 0o600)
    # Uploads are put there by another account.
    (board.home / "inbox").mkdir(exist_ok=True)
    (board.home / "inbox").chmod(0o770)
    assert told()[0]
