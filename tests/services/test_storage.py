"""Folders and files of an office: private, whole or not at all, one builder at a time."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from board.errors import HomeUnusable
from board.services.storage import built_whole, keep_file, private_folder
from tests.commands import ROOT

LAST = "office.toml"


@pytest.fixture
def open_mask() -> Iterator[None]:
    """An account whose umask keeps nobody out."""
    before = os.umask(0)
    yield
    os.umask(before)


def build(home: Path) -> None:
    """Something of two files and a folder."""
    with built_whole(home, LAST) as site:
        (site / LAST).write_text("kantor")
        (site / "sop").mkdir()
        (site / "sop" / "a.toml").write_text("a")
        assert not (home / LAST).exists()


@pytest.mark.usefixtures("open_mask")
def test_every_folder_on_the_way_is_private(tmp_path: Path) -> None:
    keep_file(tmp_path / "lampiran" / "ab" / "cd" / "x.jpg", b"x")
    for path in (tmp_path / "lampiran").rglob("*"):
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path
    assert stat.S_IMODE((tmp_path / "lampiran").stat().st_mode) == 0o700


@pytest.mark.parametrize("name", ["berkas", "berkas/dalam", "berkas/dalam/lagi", "a" * 300, "putar/x"])
def test_what_cannot_be_a_folder(name: str, tmp_path: Path) -> None:
    (tmp_path / "berkas").write_text("x")
    (tmp_path / "putar").symlink_to(tmp_path / "putar")
    with pytest.raises(HomeUnusable, match="tidak dapat dibuat"):
        private_folder(tmp_path / name)


@pytest.mark.parametrize("name", ["baru", "a/b/baru", "baru/../baru", "kosong", "tautan", "."])
def test_it_stands_where_it_was_asked_for(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "tautan").symlink_to(tmp_path / "kosong")
    monkeypatch.chdir(tmp_path / "kosong")
    home = Path(name) if name == "." else tmp_path / name
    build(home)
    assert sorted(path.name for path in home.iterdir()) == [LAST, "sop"]
    assert (home / "sop" / "a.toml").read_text() == "a"
    if name in {".", "tautan"}:
        assert Path(LAST).exists(), "whoever stands in the folder still does"


@pytest.mark.parametrize("there", [True, False])
@pytest.mark.parametrize("broken", [KeyboardInterrupt, ValueError, HomeUnusable("x")])
def test_what_was_interrupted_leaves_nothing(
    broken: BaseException | type[BaseException], there: bool, tmp_path: Path
) -> None:
    home = tmp_path / "baru"
    if there:
        home.mkdir()
    expected = broken if isinstance(broken, type) else type(broken)
    with pytest.raises(expected), built_whole(home, LAST) as site:
        (site / LAST).write_text("x")
        raise broken
    assert home.exists() == there
    assert not there or not list(home.iterdir())
    build(home)


def test_a_full_disk_is_told_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(HomeUnusable, match="ruang penyimpanan penuh"), built_whole(tmp_path / "baru", LAST):
        raise OSError(28, "No space left on device")
    assert not list(tmp_path.iterdir())


def test_what_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "surat.txt").write_text("penting")
    with pytest.raises(HomeUnusable, match="sudah berisi sesuatu"):
        build(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["surat.txt"]


def test_what_came_meanwhile_is_left_alone(tmp_path: Path) -> None:
    with pytest.raises(HomeUnusable, match="sudah berisi sesuatu"), built_whole(tmp_path / "baru", LAST) as site:
        (site / LAST).write_text("x")
        (tmp_path / "baru" / "surat.txt").write_text("penting")
    assert [path.name for path in (tmp_path / "baru").iterdir()] == ["surat.txt"]


def test_one_builds_at_a_time(tmp_path: Path) -> None:
    home = tmp_path / "baru"
    with built_whole(home, LAST) as site:
        (site / LAST).write_text("pertama")
        with pytest.raises(HomeUnusable, match="sedang dibuat"):
            build(home)
    assert (home / LAST).read_text() == "pertama"
    with pytest.raises(HomeUnusable, match="sudah berisi sesuatu"):
        build(home)


def test_what_a_killed_builder_left_is_cleared_away(tmp_path: Path) -> None:
    home = tmp_path / "baru"
    code = (
        "import os, sys; from pathlib import Path; from board.services.storage import built_whole\n"
        f"with built_whole(Path({str(home)!r}), {LAST!r}) as site:\n"
        "    (site / 'board.db').write_text('setengah'); os._exit(9)"
    )
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 9
    assert list(home.iterdir())
    build(home)
    assert sorted(path.name for path in home.iterdir()) == [LAST, "sop"]


def test_two_inits_at_the_same_moment(tmp_path: Path) -> None:
    words = ["init", "--home", str(tmp_path / "baru"), "--office", "contoh", "--admin", "sari", "--password-stdin"]
    command = [sys.executable, "-m", "board", *words]
    started = [
        subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    told = [process.communicate(b"sandi-sari\n", timeout=60)[1] for process in started]
    assert sorted(process.returncode for process in started) == [0, 2, 2], told
    assert not any(b"Traceback" in text for text in told)
    assert not [path.name for path in (tmp_path / "baru").iterdir() if path.name.startswith(".")]
