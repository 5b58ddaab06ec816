"""What the board reads in one visit: every column's page, and what other rows say of its cards, asked for once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from board.services import lists
from board.services.board_reads import OFFICE, Wanted, load_view
from board.services.desk import Desk
from board.services.lists import Filter
from tests.commands import Commands
from tests.walker import Walker

KK, KIA = "waykanan.kk_baru", "waykanan.kia_baru"


def test_what_other_rows_say_is_asked_once_for_all_columns(
    board: Commands, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = Walker(board, KK, tmp_path).register()["number"]
    other = board.ok("case", "show", first)["applicant"]
    told = {"applicant": other, "requirements": {"fc_kk": "scan_asli"}, "waits_for": first}
    second = board.ok("case", "new", "--sop", KIA, user="wati", stdin=told)["number"]
    board.ok("case", "move", first, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang", user="wati")
    asked: list[Any] = []
    before = lists.marks_of
    monkeypatch.setattr(lists, "marks_of", lambda *given: asked.append(1) or before(*given))
    loaded = load_view(desk, "wati", OFFICE, None, Filter(), lambda view: [Wanted(item.key) for item in view.columns])
    cards = {card.number: card for page in loaded.pages.values() for card in page.cards}
    assert (cards[first].waits, cards[second].waits) == (False, True)
    assert len([page for page in loaded.pages.values() if page.cards]) == 2
    assert len(asked) == 1


def test_what_an_officer_may_see_is_asked_once_for_all_columns(
    board: Commands, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Walker(board, KK, tmp_path).register()
    asked: list[Any] = []
    before = lists.in_sight
    monkeypatch.setattr(lists, "in_sight", lambda *given: asked.append(1) or before(*given))
    loaded = load_view(desk, "wati", OFFICE, None, Filter(), lambda view: [Wanted(item.key) for item in view.columns])
    assert len(loaded.pages) > 2
    assert len(asked) == 2, "for the counts, and for the pages"
