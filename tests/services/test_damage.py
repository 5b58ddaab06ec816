"""Rows that cannot be read any more: the others are still shown, and the damaged ones are named."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from board.services import lists
from board.services.desk import Desk, open_desk
from board.services.facts_of import actor_of
from tests.commands import Commands
from tests.offices import Clock
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"
SECOND = "KK-2026-00002"
NOT_TEXT = "cast(x'ff41' as text)"
Harm = Callable[[str], None]


@pytest.fixture
def harm(board: Commands) -> Harm:
    """Three cases, and a way to spoil the second."""
    for place in range(3):
        board.ok("case", "new", "--sop", KK, "--key", f"k{place}", user="wati", stdin={"applicant": APPLICANT})

    def spoil(change: str) -> None:
        with sqlite3.connect(board.home / "board.db") as connection:
            connection.execute(f"UPDATE cases SET {change} WHERE number = '{SECOND}'")

    return spoil


CHANGES = [
    f"name = {NOT_TEXT}", f"holder_title = {NOT_TEXT}", f"data = {NOT_TEXT}", "data = '{'", "data = '[]'",
    "requirements = 'x'", "step = 'entah'", "sop = 'entah'", "sop_version = 9", "status = 'entah'", "channel = 'entah'",
    "entered_at = 9223372036854775807", f"urgent = {NOT_TEXT}",
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_a_damaged_case_hides_no_other(change: str, board: Commands, harm: Harm, clock: Clock) -> None:
    harm(change)
    assert len(board.ok("case", "list")["rows"]) == 3
    assert len(board.ok("search", "KK-2026")["rows"]) == 3
    assert len(board.ok("case", "find", "KK-2026-00003")["rows"]) == 1
    desk: Desk = open_desk(board.home, clock=clock)
    try:
        actor = actor_of(desk, "wati")
        for view in (lists.office_board(desk, actor), lists.my_desk(desk, actor)):
            shown = [card.number for column in view.columns for card in lists.cards(desk, actor, column)]
            assert {"KK-2026-00001", "KK-2026-00003"} <= set(shown)
    finally:
        desk.close()
    assert board.ok("case", "show", "KK-2026-00001", user="wati")["number"] == "KK-2026-00001"


@pytest.mark.parametrize("change", [item for item in CHANGES if "channel" not in item and "entered_at" not in item])
@pytest.mark.parametrize("words", [("show",), ("move", "teruskan"), ("take",)])
def test_a_damaged_case_is_told_by_its_number(change: str, words: tuple[str, ...], board: Commands, harm: Harm) -> None:
    harm(change)
    answer = board.run("case", words[0], SECOND, *words[1:], user="wati")
    if ("holder_title" not in change and "urgent" not in change) or answer.code:
        assert (answer.code, answer.refusal["error"]) == (3, "database")
        assert answer.refusal["reason"] == (
            f"Data berkas {SECOND} rusak dan tidak terbaca. Jalankan: board verify, lalu pulihkan dari cadangan."
        )


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE users SET title = {NOT_TEXT} WHERE name = 'wati'",
        "UPDATE sops SET definition = '{'",
    ],
)
def test_damage_elsewhere_is_one_sentence(statement: str, board: Commands, harm: Harm) -> None:
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute(statement)
    answer = board.run("case", "show", SECOND, user="wati")
    assert (answer.code, answer.refusal["error"]) == (3, "database")
    assert "board verify" in answer.refusal["reason"]


def test_a_bug_is_a_sentence_and_a_line_in_the_log(board: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError(f"pemohon {APPLICANT['nik']}")

    monkeypatch.setattr("board.services.lists.list_cases", fail)
    answer = board.run("case", "list")
    assert (answer.code, answer.out, answer.refusal["error"]) == (3, "", "unexpected")
    assert "galat.log" in answer.refusal["reason"] and APPLICANT["nik"] not in answer.err
    log = board.home / "galat.log"
    assert log.stat().st_mode & 0o777 == 0o600
    assert "RuntimeError: pemohon" in log.read_text() and APPLICANT["nik"] not in log.read_text()


def test_a_bug_in_no_office_leaves_no_file(tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("board.cli.care.show_keys", fail)
    monkeypatch.setattr("board.services.desk.must_hold_office", fail)
    assert Commands(tmp_path, clock).run("case", "list").refusal["error"] == "unexpected"
    assert list(tmp_path.iterdir()) == []
