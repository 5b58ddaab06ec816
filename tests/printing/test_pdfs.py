"""PDFs from outside: counted, never altered, and refused where they could act."""

from __future__ import annotations

import pytest

from board.printing.images import cleaned_file
from board.printing.pdfs import MOST_PAGES, page_count
from board.printing.unreadable import Unreadable
from tests.uploads import pdf

JS = {"/S": "/JavaScript", "/JS": "app.alert(1)"}
ACTIVE = {
    "runs at opening": {"/OpenAction": JS},
    "named script": {"/Names": {"/JavaScript": {"/Names": ["x", JS]}}},
    "starts a program": {"/OpenAction": {"/S": "/Launch", "/F": "cmd.exe"}},
    "carries a file": {"/Names": {"/EmbeddedFiles": {"/Names": []}}},
    "an active form": {"/AcroForm": {"/XFA": "x"}},
    "deep inside": {"/Extra": {"/A": [{"/B": [{"/C": JS}]}]}},
}


def test_pages_are_counted_and_no_byte_changes() -> None:
    content = pdf(3)
    assert cleaned_file(content) == (content, "application/pdf", 3)


@pytest.mark.parametrize("kind", ACTIVE)
def test_what_can_act_is_refused(kind: str) -> None:
    with pytest.raises(Unreadable, match="tidak disimpan"):
        page_count(pdf(root=ACTIVE[kind]))


def test_one_that_asks_for_a_password_is_refused() -> None:
    with pytest.raises(Unreadable, match="sandi"):
        page_count(pdf(password="x"))


def test_more_pages_than_anybody_scans() -> None:
    assert page_count(pdf(MOST_PAGES)) == MOST_PAGES
    with pytest.raises(Unreadable, match=f"paling banyak {MOST_PAGES}"):
        page_count(pdf(MOST_PAGES + 1))


def test_objects_that_lead_in_circles() -> None:
    looped = (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Kids[2 0 R 3 0 R]/Count 2>>endobj\n3 0 obj<</Type/Pages/Kids[2 0 R]/Count 1>>endobj\n"
        b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"
    )
    with pytest.raises(Unreadable):
        page_count(looped)


@pytest.mark.parametrize(
    "content",
    [b"%PDF-1.7\n%%EOF", b"%PDF-1.7\n1 0 obj\n<</Type/Catalog>>\nendobj\n%%EOF", pdf(2)[:-200] + b"%%EOF",
     b"%PDF-" + b"[" * 5000 + b"%%EOF"],
)  # fmt: skip
def test_a_damaged_one_is_refused_with_a_sentence(content: bytes) -> None:
    with pytest.raises(Unreadable, match="PDF"):
        page_count(content)


def test_every_cut_is_taken_or_refused() -> None:
    content = pdf(2)
    for place in range(0, len(content), 7):
        try:
            page_count(content[:place] + b"\xff" + content[place + 1 :])
        except Unreadable:
            pass
