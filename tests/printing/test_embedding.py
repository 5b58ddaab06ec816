"""A paper is complete in itself: its typeface travels along, and other programs find nothing wrong with the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.printing.documents import render
from tests.printing import papers, tools
from tests.printing.papers import bare, extreme, snapshot

ALL = sorted(papers.DOCUMENTS)


@pytest.mark.parametrize("document", ALL)
def test_no_typeface_is_left_to_the_printer(document: str) -> None:
    for data in (snapshot(document), bare(document), extreme(document)):
        content = render(data)
        assert b"/FontFile2" in content
        for builtin in (b"Helvetica", b"Times", b"Courier", b"ZapfDingbats"):
            assert builtin not in content


@pytest.mark.parametrize("document", ALL)
def test_pdffonts_finds_every_typeface_embedded(document: str, tmp_path: Path) -> None:
    path = tmp_path / "kertas.pdf"
    path.write_bytes(render(extreme(document)))
    done = tools.run("pdffonts", str(path))
    rows = done.stdout.splitlines()[2:]
    assert rows, done.stderr
    for row in rows:
        embedded, subset, unicode = row.split()[-5:-2]
        assert (embedded, subset, unicode) == ("yes", "yes", "yes"), row


@pytest.mark.parametrize("document", ALL)
def test_qpdf_finds_nothing_wrong(document: str, tmp_path: Path) -> None:
    path = tmp_path / "kertas.pdf"
    path.write_bytes(render(snapshot(document)))
    done = tools.run("qpdf", "--check", str(path))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_paper_tells_its_title_and_language() -> None:
    content = render(snapshot("surat_jawaban"))
    assert b"(Surat Jawaban KK-2026-00042)" in content
    assert b"(id-ID)" in content
