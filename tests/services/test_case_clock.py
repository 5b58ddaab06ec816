"""The clocks of a case while it is lived through: on the command line, on the case screen, on its card."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.screens.case_words import case_words
from board.services.facts_of import actor_of
from board.services.lists import Column, cards
from board.services.show_case import show_case
from board.services.times import millis
from board.widgets.card_lines import Moment, card_lines
from board.workflow.open_time import OpenTime
from tests.clocked import KK, STORY, live, register, step_of
from tests.commands import Commands
from tests.complaints import at_desk
from tests.offices import Clock
from tests.workflow.given import at

# How far the story has gone, the moment of looking, and what the clocks say then: step, net, gross, paused.
LOOKS = [
    (0, "2026-11-26 09.07", step_of(5, 0, 7, 0), None, None, 0),
    (1, "2026-11-26 09.18", step_of(5, 8, 10, 3), None, None, 0),
    (2, "2026-11-26 10.20", step_of(5, 10, 10, 5), None, None, 60),
    (5, "2026-11-26 12.30", step_of(10, 0, 10, 0), 10, 40, 130),  # half an hour of it is lunch
    (8, "2026-11-26 13.45", step_of(10, 15, 20, 5), 55, 115, 130),
    (12, "2026-11-27 07.38", step_of(5, 18, 120, 13), 198, 1188, 130),  # the approval was taken back
    (14, "2026-11-27 12.30", step_of(10, 10, 220, 0), 430, 1480, 130),  # the longer break of a Friday
    (16, "2026-11-27 13.27", step_of(5, 0, 2, 0), 457, 1537, 130),
    (25, "2026-11-30 10.00", step_of(None, None, 235, 0), 495, 1575, 130),  # collected without Ambil
]


@pytest.mark.parametrize(("gone", "when", "told", "net", "gross", "paused"), LOOKS, ids=lambda value: str(value)[:16])
def test_the_clocks_of_a_case_follow_its_story(
    gone: int, when: str, told: object, net: int | None, gross: int | None, paused: int, board: Commands, clock: Clock,
    tmp_path: Path,
) -> None:  # fmt: skip
    number = register(board, clock, tmp_path)
    live(board, clock, tmp_path, number, STORY[:gone])
    clock.now = at(when)
    assert board.ok("case", "show", number)["clock"] == {
        "step": told, "net_minutes": net, "gross_minutes": gross, "paused_minutes": paused,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("gone", "when", "lines"),
    [
        (0, "2026-11-26 09.07", ["Waktu kerja belum diambil (waktu standar 5 menit)",
                                 "Waktu tunggu 7 mnt di baki sebelum diambil"]),
        (8, "2026-11-26 13.45", ["Waktu kerja 15 menit dari 10 (melewati waktu standar 5 menit)",
                                 "Waktu tunggu 20 mnt di baki sebelum diambil",
                                 "Lama proses 55 mnt waktu kerja (1 jam 55 mnt kalender), terjeda 2 jam 10 mnt"]),
        (14, "2026-11-27 12.30", ["Waktu kerja 10 menit (waktu standar 10 menit)"]),
        (25, "2026-11-30 10.00", ["Lama proses 8 jam 15 mnt waktu kerja (1 hari kalender), terjeda 2 jam 10 mnt"]),
    ],
)  # fmt: skip
def test_the_case_says_its_times_in_words(
    gone: int, when: str, lines: list[str], board: Commands, clock: Clock, tmp_path: Path
) -> None:
    number = register(board, clock, tmp_path)
    live(board, clock, tmp_path, number, STORY[:gone])
    clock.now = at(when)
    with at_desk(board) as desk:
        shown = case_words(show_case(desk, number, actor_of(desk, "rina")), desk.shelf.get(KK, 1), desk.profile, 120)
    said = [" ".join(line.split()) for line in shown.plain.split("\n")]
    for line in lines:
        assert line in said
    assert ("Waktu kerja" in shown.plain) == (gone < len(STORY)), "a case that has ended is worked on no more"


def test_a_case_moved_without_ambil_is_not_measured(board: Commands, clock: Clock, tmp_path: Path) -> None:
    number = register(board, clock, tmp_path)
    live(board, clock, tmp_path, number, [("2026-11-26 09.20", "wati", "kembalikan pemohon"),
                                          ("2026-11-26 09.30", "wati", "terima kirim")])  # fmt: skip
    with at_desk(board) as desk:
        shown = show_case(desk, number, actor_of(desk, "wati"))
        words = case_words(shown, desk.shelf.get(KK, 1), desk.profile, 120).plain
    assert shown["clock"]["step"] == step_of(5, None, 20, 0)
    assert "tidak terukur, dipindahkan tanpa Ambil (waktu standar 5 menit)" in words


BACK = [
    ("2026-11-26 09.10", "wati", "ambil"),
    ("2026-11-26 09.20", "wati", "lepas"),
    ("2026-11-26 09.40", "wati", "ambil"),
]


@pytest.mark.parametrize(
    ("lines", "when", "worked"),
    [
        (BACK[:1], "2026-11-26 09.17", 7),
        (BACK, "2026-11-26 09.45", 15),
        (STORY[:4], "2026-11-26 11.45", 15),  # with the applicant in between
        (STORY[:8], "2026-11-26 13.45", 15),
        (STORY[:12], "2026-11-27 07.38", 18),  # a move was taken back
    ],
)
def test_the_card_counts_what_the_case_screen_counts(
    lines: list[tuple[str, str, str]], when: str, worked: int, board: Commands, clock: Clock, tmp_path: Path
) -> None:
    number = register(board, clock, tmp_path)
    live(board, clock, tmp_path, number, lines)
    clock.now = at(when)
    shown = board.ok("case", "show", number)
    assert shown["clock"]["step"]["touch_minutes"] == worked
    with at_desk(board) as desk:
        view = Column("baki", "Baki", ((KK, shown["step"]["id"]),))
        (card,) = cards(desk, actor_of(desk, "rina"), view)
        moment = Moment(desk.now(), OpenTime(desk.profile.calendar))
        line = "".join(text for text, _ in card_lines(card, 90, moment, cursor=False, me=str(card.holder))[1])
    assert f"Anda kerjakan {worked}/{card.standard} mnt" in line


def test_the_card_counts_what_was_done_before_a_takeover(board: Commands, clock: Clock, tmp_path: Path) -> None:
    board.ok("user", "add", "sari", "--name", "SARI UTAMI", "--role", "operator")
    number = register(board, clock, tmp_path)
    live(board, clock, tmp_path, number, STORY[:6])
    clock.now = at("2026-11-26 13.30")
    board.ok("case", "take", number, "--over", user="sari")
    clock.now = at("2026-11-26 13.34")
    assert board.ok("case", "show", number)["clock"]["step"]["touch_minutes"] == 24
    with at_desk(board) as desk:
        (card,) = cards(desk, actor_of(desk, "sari"), Column("baki", "Baki", ((KK, "entri"),)))
    assert (card.earlier_ms, card.held_at) == (20 * 60_000, millis(at("2026-11-26 13.30")))


@pytest.mark.parametrize(
    ("gone", "back_at"),
    [(0, None), (2, None), (3, "2026-11-26 11.30"), (5, "2026-11-26 11.30"), (7, "2026-11-26 13.20")],
)
def test_a_card_waits_since_the_case_came_back_to_its_tray(
    gone: int, back_at: str | None, board: Commands, clock: Clock, tmp_path: Path
) -> None:
    number = register(board, clock, tmp_path)
    live(board, clock, tmp_path, number, STORY[:gone])
    places = tuple((KK, place) for place in ("kirim", "entri"))
    with at_desk(board) as desk:
        (card,) = cards(desk, actor_of(desk, "wati"), Column("baki", "Baki", places))
    assert card.back_at == (millis(at(back_at)) if back_at else None)
    assert card.standard == (5 if gone < 5 else 10)
