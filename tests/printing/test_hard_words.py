"""Papers come out whatever somebody is called: letters the typeface lacks, no letter at all, endless addresses."""

from __future__ import annotations

import pytest

from board.printing.documents import render
from tests.printing.answers import ANSWERS
from tests.printing.papers import snapshot
from tests.printing.pdf_text import read

ARABIC = "\u0645\u062d\u0645\u062f"


def label(receiver: str, address: str) -> bytes:
    return render(snapshot("label_pos", {**ANSWERS["label_pos"], "pos_penerima": receiver, "pos_alamat": address}))


@pytest.mark.parametrize(
    ("receiver", "address"),
    [
        (ARABIC * 15, ARABIC * 50),
        (f"{ARABIC} " * 12, f"{ARABIC} " * 40),
        ("W" * 60, "W" * 200),
        ("SITI AMINAH", "Jalan Merdeka " * 600),
        ("SITI AMINAH", "\n".join("Jalan" for _ in range(200))),
    ],
)
def test_a_label_always_comes_out(receiver: str, address: str) -> None:
    pages = read(label(receiver, address))
    assert len(pages.pages) == 1
    assert pages.says("potong di garis ini")


def test_a_label_cuts_only_what_does_not_fit() -> None:
    assert not read(label("SITI AMINAH", "Jalan Merdeka 5")).says("…")
    assert read(label("SITI AMINAH", "Jalan Merdeka " * 600)).says("…")


def test_a_letterhead_without_a_letter_still_prints() -> None:
    data = snapshot("checklist_persyaratan")
    assert read(render({**data, "office": {**data["office"], "agency": "\u200b"}})).pages
