"""The codes on the receipts, read back as the office's scanners would; drawn without a tool's help first."""

from __future__ import annotations

from pathlib import Path

import pytest
from reportlab.lib.units import mm

from board.printing.codes import QUIET, code128, qr
from board.printing.documents import render
from tests.printing import tools
from tests.printing.papers import extreme, snapshot

NUMBERS = ("KK-2026-00042", "LAT-AKL-2026-12345")


def scanned(content: bytes, folder: Path) -> list[str]:
    """What a scanner reads on a paper at 200 dpi, page by page, sorted."""
    (folder / "kertas.pdf").write_bytes(content)
    drawn = tools.run("pdftoppm", "-r", "200", "-gray", "-png", str(folder / "kertas.pdf"), str(folder / "hal"))
    assert drawn.returncode == 0, drawn.stderr
    found = []
    for page in sorted(folder.glob("hal*.png")):
        read = tools.run("zbarimg", "--quiet", "--nodbus", str(page))
        found += read.stdout.split("\n")
    return sorted(line for line in found if line)


@pytest.mark.parametrize("number", NUMBERS)
def test_a_receipt_is_read_back_by_a_scanner(number: str, tmp_path: Path) -> None:
    receipt = render(snapshot("tanda_terima_berkas", number=number, copies=1))
    assert scanned(receipt, tmp_path) == [f"CODE-128:{number}", f"QR-Code:{number}"]


def test_a_pickup_slip_is_read_back_in_both_codes_on_both_copies(tmp_path: Path) -> None:
    wanted = ["CODE-128:KK-2026-00042"] * 2 + ["QR-Code:KK-2026-00042"] * 2
    assert scanned(render(snapshot("tanda_bukti_pengambilan")), tmp_path) == wanted


def test_codes_are_read_through_the_training_mark_and_beside_long_names(tmp_path: Path) -> None:
    slip = render(extreme("tanda_bukti_pengambilan", training=True, copies=1))
    assert scanned(slip, tmp_path) == ["CODE-128:KK-2026-00042", "QR-Code:KK-2026-00042"]


def test_a_scanner_finds_nothing_on_a_draft(tmp_path: Path) -> None:
    assert scanned(render(snapshot("konsep_kk")), tmp_path) == []


def test_a_code_has_its_quiet_zone_and_its_size() -> None:
    code = qr("KK-2026-00042", 27 * mm)
    assert (code.width, code.height) == (27 * mm, 27 * mm)
    assert QUIET == 4
    module = code.width / (len(code.rows) + 2 * QUIET)
    assert module > 0.7 * mm, "cheap scanners want 0.5 mm"


@pytest.mark.parametrize("number", [*NUMBERS, "ADU/2026/0007"])
def test_a_barcode_is_never_wider_than_its_place(number: str) -> None:
    assert code128(number, 60 * mm).width <= 60 * mm + 0.01
    assert code128(number, 30 * mm).width <= 30 * mm + 0.01
