"""PDFs joined into one: what comes along, what does not, and what is only named."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader, PdfWriter

from board.printing import joined
from board.printing.joined import NotJoined, join, page_count, pages_to_join
from tests.printing import tools


def blank(pages: int, *, width: float = 300, password: str = "") -> bytes:
    """A PDF of empty pages."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(width, 500)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def kept(folder: Path, content: bytes, name: str = "a.pdf") -> Path:
    """A file."""
    (folder / name).write_bytes(content)
    return folder / name


def test_pages_stand_behind_their_sheet(tmp_path: Path) -> None:
    own = blank(3)
    one, two = kept(tmp_path, blank(2, width=111)), kept(tmp_path, blank(1, width=222), "b.pdf")
    outline = [("Awal", 1, False), ("Cetakan", 2, False), ("Cetakan 1", 2, True)]
    whole = join(own, {2: one, 3: two}, outline, {"/Title": "Judul"})
    reader = PdfReader(BytesIO(whole))
    assert [float(page.mediabox.width) for page in reader.pages] == [300, 300, 111, 111, 300, 222]
    assert page_count(whole) == 6
    first, second, below = reader.outline
    assert (first.title, second.title, [item.title for item in below]) == ("Awal", "Cetakan", ["Cetakan 1"])
    assert reader.metadata is not None and reader.metadata.title == "Judul"
    assert tools.run("qpdf", "--check", str(kept(tmp_path, whole, "w.pdf"))).returncode == 0


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "rusak"), (b"%PDF-1.7\n%%EOF", "rusak"), (b"\xff\xd8\xff" * 9, "rusak"),
        (blank(2)[:200], "rusak"), (blank(0), "tidak punya halaman"), (blank(1, password="rahasia"), "terkunci"),
        (blank(301), "lebih dari 300 halaman"),
    ],
    ids=["empty", "bare", "jpeg", "cut", "no page", "locked", "long"],
)  # fmt: skip
def test_what_cannot_be_joined_says_why(content: bytes, told: str, tmp_path: Path) -> None:
    with pytest.raises(NotJoined, match=told):
        pages_to_join(kept(tmp_path, content))


def test_a_lock_without_a_password_is_none(tmp_path: Path) -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("", "pemilik", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    assert pages_to_join(kept(tmp_path, out.getvalue())) == 1


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(joined, "MOST_BYTES", 100)
    monkeypatch.setattr(Path, "read_bytes", lambda _: pytest.fail("it was read"))
    with pytest.raises(NotJoined, match="lebih dari 1 KB;"):
        pages_to_join(kept(tmp_path, blank(1)))
