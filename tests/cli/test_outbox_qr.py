"""``outbox show --qr``: the code on the terminal, read back as the service phone would (PRODUCT 4, 6.6)."""

from __future__ import annotations

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

import pytest
from PIL import Image

from board.cli.main import main
from board.printing.codes import LARGEST_CODE, QUIET, character_qr
from board.services.chat_code import Room, chat_code
from tests.commands import Commands
from tests.printing import tools
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"
LINK = "https://wa.me/6281200000001?text=" + "Yth.%20SITI%20AMINAH%2C%20berkas%20Anda%20" * 6
CELLS = {" ": (0, 0), "▀": (1, 0), "▄": (0, 1), "█": (1, 1), "#": (1, 1)}
"""Sign → ink in its upper and its lower half."""


def scanned(rows: list[str], folder: Path, *, light_ink: bool = False) -> str:
    """What a scanner reads on a screen that shows these rows."""
    side = 6
    width, height = max(map(len, rows)), 2 * len(rows)
    picture = Image.new("L", (width, height), 0 if light_ink else 255)
    for line, row in enumerate(rows):
        for column, sign in enumerate(row):
            for half, ink in enumerate(CELLS[sign]):
                if ink:
                    picture.putpixel((column, 2 * line + half), 255 if light_ink else 0)
    path = folder / "layar.png"
    picture.resize((width * side, height * side), Image.Resampling.NEAREST).save(path)
    return tools.run("zbarimg", "--quiet", "--nodbus", "--raw", str(path)).stdout.rstrip("\n")


@pytest.mark.parametrize("light_ink", [False, True])
@pytest.mark.parametrize("blocks", [False, True])
@pytest.mark.parametrize("link", [LINK, "https://wa.me/6281200000001"])
def test_a_scanner_reads_the_link(link: str, blocks: bool, light_ink: bool, tmp_path: Path) -> None:
    rows = list(chat_code(link, blocks=blocks, light_ink=light_ink).rows)
    assert scanned(rows, tmp_path, light_ink=light_ink) == link
    assert len({len(row) for row in rows}) == 1


def test_in_ascii_only_ascii_is_drawn_and_a_module_is_two_signs_wide() -> None:
    rows = character_qr("https://wa.me/6281200000001", blocks=False, light_ink=False)
    assert set("".join(rows)) == {"#", " "}
    assert len(rows[0]) == 2 * len(rows)
    assert all(not row.strip() for row in rows[:QUIET] + rows[-QUIET:])


@pytest.mark.parametrize("blocks", [False, True])
def test_what_fits_no_terminal_opens_the_chat_alone(blocks: bool, tmp_path: Path) -> None:
    code = chat_code(LINK, blocks=blocks, room=Room(80, 40 if not blocks else 24))
    assert not code.whole
    assert scanned(list(code.rows), tmp_path) == "https://wa.me/6281200000001"
    assert len(code.rows[0]) <= 80
    if blocks:
        assert len(code.rows) < 24, "it fits 80 × 24"
    assert code.wanted is not None
    assert chat_code(LINK, blocks=blocks, room=code.wanted).whole


def test_a_text_beyond_any_code_opens_the_chat_alone(tmp_path: Path) -> None:
    code = chat_code("https://wa.me/6281200000001?text=" + "x" * LARGEST_CODE, blocks=True)
    assert not code.whole
    assert scanned(list(code.rows), tmp_path) == "https://wa.me/6281200000001"


def shown(board: Commands, encoding: str, *words: str, tty: bool = False) -> tuple[int, str, str]:
    """Exit code, output and remarks of ``outbox show 1`` on a terminal, or a file, of an encoding."""
    raw, err = io.BytesIO(), io.StringIO()
    out = io.TextIOWrapper(raw, encoding=encoding)
    size = patch("board.cli.papers.terminal_size", return_value=(80, 24) if tty else None)
    with redirect_stdout(out), redirect_stderr(err), size:
        code = main(["--home", str(board.home), "outbox", "show", "1", "--qr", *words], clock=board.clock)
        sys.stdout.flush()
    return code, raw.getvalue().decode(encoding), err.getvalue()


def register(board: Commands, **changes: str) -> None:
    """A case with a message."""
    board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": {**APPLICANT, **changes}, "channel": "loket"})


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1"])
def test_the_command_draws_what_the_locale_can_show(encoding: str, board: Commands, tmp_path: Path) -> None:
    register(board)
    code, out, err = shown(board, encoding)
    assert (code, err) == (0, "")
    link = board.ok("outbox", "show", 1)["link"]
    lines = out.split("\n")
    rows = [row.ljust(400) for row in lines[lines.index(link) + 1 :]]
    assert scanned(rows, tmp_path) == link
    assert out.isascii() == (encoding != "utf-8")


def test_on_a_small_terminal_the_code_is_one_that_can_be_scanned(board: Commands) -> None:
    register(board)
    code, out, err = shown(board, "utf-8", tty=True)
    assert code == 0
    assert "hanya membuka percakapan" in err
    drawn = [line for line in out.split("\n") if line and set(line) <= set("▀▄█ ")]
    assert len(drawn) < 24


def test_json_tells_the_rows_of_the_code(board: Commands, tmp_path: Path) -> None:
    register(board)
    told = board.ok("outbox", "show", 1, "--qr", user="wati")
    assert scanned(told["qr"], tmp_path) == told["link"]


def test_without_a_phone_there_is_nothing_to_scan(board: Commands) -> None:
    register(board)
    board.ok("case", "edit", "KK-2026-00001", "--file", "-", user="wati", stdin={"applicant": {"phone": ""}})
    board.ok("case", "move", "KK-2026-00001", "kembalikan", "--reason", "salah_tulis", user="wati")
    refusal = board.refused("outbox", "show", 2, "--qr")
    assert "board case edit" in refusal["reason"]


def test_a_terminal_that_does_not_know_its_size_is_a_small_one() -> None:
    from board.cli import output

    leader, follower = os.openpty()
    with os.fdopen(leader), open(follower, "w") as terminal, redirect_stdout(terminal):
        assert output.terminal_size() == (80, 24)
