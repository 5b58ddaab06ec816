"""Foto berkas: several to a page, in proportion, in order; what is no photo is named."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.errors import ConfigInvalid
from board.printing.documents import render
from board.printing.photos import Photo
from board.services.desk import Desk
from board.workflow.load_office import load_profile
from tests.printing.papers import CONFIG, snapshot
from tests.printing.pdf_text import page_streams, read

NUMBER = "KK-2026-00042"


def photo(folder: Path, name: str, size: tuple[int, int] = (400, 300), **more: Any) -> dict[str, Any]:
    """A file of a case as its snapshot tells it."""
    path = folder / f"{abs(hash(name))}.png"
    Image.effect_noise(size, 60).convert("RGB").save(path)
    told = {"name": name, "mime": "image/png", "sha256": "00", "requirement": "fc_kk", "title": "Fotokopi KK"}
    return {**told, "pages": 1, "path": str(path), **more}


def several(folder: Path, count: int) -> list[dict[str, Any]]:
    """Photos, lying and standing in turn."""
    return [photo(folder, f"foto{n}.png", (400, 300) if n % 2 else (300, 400)) for n in range(1, count + 1)]


def drawn(content: bytes) -> list[tuple[float, float]]:
    """Width and height of every picture on the pages, in points."""
    placed = r"([\d.]+) 0 0 ([\d.]+) [-\d.]+ [-\d.]+ cm\s*/FormXob"
    return [(float(wide), float(high)) for page in page_streams(content) for wide, high in re.findall(placed, page)]


@pytest.mark.parametrize(
    ("count", "per_page", "pages"), [(1, 4, 1), (4, 4, 1), (5, 4, 2), (9, 4, 3), (9, 6, 2), (3, 1, 3), (5, 2, 3)]
)
def test_as_many_on_a_page_as_the_office_wants(tmp_path: Path, count: int, per_page: int, pages: int) -> None:
    content = render(snapshot("foto_berkas", attachments=several(tmp_path, count), photos_per_page=per_page))
    shown = read(content)
    assert len(shown.pages) == pages
    assert content.count(b"/Subtype /Image") == count
    for place in range(1, count + 1):
        page = shown.pages[(place - 1) // per_page]
        assert f"{place}. Fotokopi KK" in page
        assert f"foto{place}.png" in page
        assert NUMBER in page


@pytest.mark.parametrize("size", [(2000, 30), (30, 2000), (1, 1), (900, 600), (600, 900)])
@pytest.mark.parametrize("per_page", [1, 2, 4, 6])
def test_photos_keep_their_proportion_and_stay_on_the_page(
    tmp_path: Path, size: tuple[int, int], per_page: int
) -> None:
    files = [photo(tmp_path, f"{n}.png", size) for n in range(per_page)]
    content = render(snapshot("foto_berkas", attachments=files, photos_per_page=per_page))
    assert len(read(content).pages) == 1
    found = drawn(content)
    assert len(found) == per_page
    for wide, high in found:
        assert wide / high == pytest.approx(size[0] / size[1], rel=0.02)
        assert wide <= 480
        assert high <= 700


def test_very_long_captions_do_not_push_photos_off(tmp_path: Path) -> None:
    title = "Surat pernyataan tanggung jawab mutlak kebenaran data kelahiran bermeterai cukup. " * 4
    files = [photo(tmp_path, "W" * 120 + f"{n}.png", title=title) for n in range(4)]
    content = render(snapshot("foto_berkas", attachments=files))
    assert len(read(content).pages) == 1
    assert content.count(b"/Subtype /Image") == 4


def test_many_pdfs_are_named_before_the_photos(tmp_path: Path) -> None:
    one = photo(tmp_path, "satu.png")
    pdfs = [{**one, "name": f"surat{n}.pdf", "mime": "application/pdf", "pages": n} for n in range(60)]
    shown = read(render(snapshot("foto_berkas", attachments=[*pdfs, one])))
    assert shown.says("3. Fotokopi KK: surat2.pdf (PDF, 2 halaman: buka dari lampiran)")
    assert shown.says("1. Fotokopi KK: surat0.pdf (PDF: buka dari lampiran)"), "a PDF that does not tell its pages"
    assert shown.says("61. Fotokopi KK satu.png")


def test_a_snapshot_of_an_earlier_version_is_printed(tmp_path: Path) -> None:
    old = snapshot("foto_berkas", attachments=several(tmp_path, 2))
    del old["photos_per_page"]
    for item in old["attachments"]:
        del item["title"], item["pages"]
    assert read(render(old)).says("1. fc kk foto1.png")


def test_no_dot_is_stretched_beyond_sense() -> None:
    assert Photo("1. KK", "a.png", Path("a.png"), 10, 10).scale(500, 500) == 1.5


def test_an_odd_number_to_a_page_is_refused(desk: Desk) -> None:
    path = desk.home / "office.toml"
    path.write_text(path.read_text() + "\n[documents.foto_berkas]\nphotos_per_page = 3\n")
    with pytest.raises(ConfigInvalid, match="photos_per_page: harus salah satu dari 1, 2, 4 atau 6"):
        load_profile(desk.home, CONFIG)
