"""Screens as plain text at three sizes: a diff that reads like prose.

pytest tests/screens/test_snapshots.py --update-snapshots    and then read the diff
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.screens.officer import at_the_board
from tests.walker import Walker

FOLDER = Path(__file__).parent / "snapshots"
SIZES = [(80, 24), (120, 40), (200, 50)]
STORIES: dict[str, tuple[str, tuple[str, ...]]] = {
    "meja_saya": ("rina", ()),
    "papan_sop": ("rina", ("2",)),
    "papan_kantor": ("rina", ("3",)),
    "berkas": ("rina", ("enter", "enter")),
    "kolom": ("rina", ("enter",)),
    "pilihan": ("rina", ("space", "down", "space")),
    "berkas_baru": ("wati", ("b", "6")),
    "kembalikan": ("rina", ("k",)),
    "persyaratan": ("rina", ("p",)),
    "cetakan": ("rina", ("c",)),
    "ringkasan_pagi": ("bakti", ("0",)),
    "bantuan": ("rina", ("question_mark",)),
    "keluar": ("rina", ("q",)),
}


@pytest.fixture(scope="module")
def lived(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Clock]:
    """A small office in the middle of its day, and its clock."""
    folder, clock = tmp_path_factory.mktemp("lived"), Clock()
    board = Commands(copy_office(template, folder / "kantor"), clock)
    umum = Walker(board, "landak.kk_umum", folder)
    for step in ("koreksi_kasi", "koreksi_kasi", "koreksi_kabid", "tanda_tangan"):
        umum.walk(umum.register(), umum.route("ajukan", step))
        clock.forward(minutes=5)
    baru = Walker(board, "waykanan.kk_baru", folder)
    for step in ("kirim", "koreksi_kasi", "serah_terima"):
        baru.walk(baru.register(), baru.route("kirim", step))
        clock.forward(minutes=5)
    board.ok("case", "urgent", "KKU-2026-00002", "--reason", "sakit", user="rina")
    clock.forward(days=2)
    return board.home, clock


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("name", STORIES)
async def test_the_screen_reads_well(
    name: str, size: tuple[int, int], lived: tuple[Path, Clock], tmp_path: Path, update_snapshots: bool
) -> None:
    user, keys = STORIES[name]
    home, clock = copy_office(lived[0], tmp_path / "kantor"), lived[1]
    async with at_the_board(home, user, clock, size=size) as officer:
        for key in keys:
            await officer.presses({"-": "minus"}.get(key, key))
        text = re.sub(r"Kode pengambilan( +)\w{6}", r"Kode pengambilan\1XXXXXX", officer.screen_text)
    lines = text.rstrip("\n").split("\n")
    assert all(len(line) <= size[0] for line in lines)
    path = FOLDER / f"{name}.{size[0]}x{size[1]}.txt"
    if update_snapshots:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text.rstrip() + "\n", encoding="utf-8")
    assert path.read_text(encoding="utf-8") == text.rstrip() + "\n"
