"""The lambang of the letterhead: printed where there is one, told by doctor where it cannot be, never in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.commands import Commands

NEW = {"applicant": {"name": "SITI AMINAH", "nik": "0000014505900001", "phone": "081200000001"}, "channel": "loket"}


def named(board: Commands, logo: str) -> None:
    """The office names its lambang."""
    profile = board.home / "office.toml"
    profile.write_text(profile.read_text().replace("[letterhead]\n", f'[letterhead]\nlogo = "{logo}"\n'))


def printed(board: Commands) -> bytes:
    """A receipt of the office."""
    case: dict[str, Any] = board.ok("case", "new", "--sop", "waykanan.kk_baru", user="wati", stdin=NEW)
    (job,) = case["prints"]
    assert job["state"] == "rendered"
    return (board.home / "spool" / job["path"]).read_bytes()


def finding(board: Commands) -> dict[str, Any]:
    """What doctor says of the lambang."""
    report = board.run("doctor").json
    found: dict[str, Any] = next(item for item in report["checks"] if item["name"] == "logo")
    return found


@pytest.mark.parametrize(("kind", "mode"), [("png", "RGBA"), ("jpg", "RGB")])
def test_the_lambang_stands_in_the_letterhead(kind: str, mode: str, board: Commands) -> None:
    assert b"/Subtype /Image" not in printed(board)
    Image.new(mode, (300, 400), "green").save(board.home / f"lambang.{kind}")
    named(board, f"lambang.{kind}")
    assert finding(board)["ok"]
    assert b"/Subtype /Image" in printed(board)


@pytest.mark.parametrize(
    ("logo", "content", "words"),
    [
        ("tidak-ada.png", None, "tidak ada atau tidak dapat dibaca"),
        ("lambang.png", b"bukan gambar", "bukan gambar PNG atau JPEG"),
        ("lambang.png", b"\x89PNG\r\n\x1a\n rusak", "rusak"),
        ("../luar.png", b"\x89PNG", "di luar folder kantor"),
        ("/etc/hostname", None, "di luar folder kantor"),
        ("sop", None, "tidak ada atau tidak dapat dibaca"),
    ],
)
def test_a_lambang_that_cannot_be_printed_is_told_and_left_out(
    logo: str, content: bytes | None, words: str, board: Commands
) -> None:
    if content is not None:
        (board.home / logo).write_bytes(content)
    named(board, logo)
    told = finding(board)
    assert not told["ok"]
    assert words in told["sentence"]
    assert b"/Subtype /Image" not in printed(board)


def test_a_link_out_of_the_folder_is_outside(board: Commands, tmp_path: Path) -> None:
    Image.new("RGB", (30, 40)).save(tmp_path / "luar.png")
    (board.home / "lambang.png").symlink_to(tmp_path / "luar.png")
    named(board, "lambang.png")
    assert "di luar folder kantor" in finding(board)["sentence"]
