"""Clearing a column: one case a screen, one key decides; keys counted, held down, and pressed too early (PRODUCT 1)."""

from __future__ import annotations

import asyncio
import shutil
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.events import Key

from board.app import later
from board.screens.board import BoardScreen
from board.screens.clearing import ClearingScreen
from board.screens.clearing_words import clearing_words
from board.services.times import millis
from board.terminal.repeats import RepeatGate
from board.widgets.card_lines import Moment, time_words
from board.workflow.open_time import OpenTime
from board.workflow.sop import Status
from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.screens.officer import Counting, Officer, at_the_board
from tests.screens.test_card_clock import CARD
from tests.trays import fill_tray
from tests.workflow.given import at, profile, sop


@pytest.fixture(scope="module")
def fifty(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Fifty KK Baru before the kasi; built once."""
    home = copy_office(template, tmp_path_factory.mktemp("fifty") / "kantor")
    fill_tray(home, Clock(), 50)
    return home


@pytest.fixture
def tray(fifty: Path, home: Path) -> list[str]:
    """That office, as the test's own; the numbers in the order of the column."""
    shutil.rmtree(home)
    copy_office(fifty, home)
    return [f"KK-2026-{place:05d}" for place in range(1, 51)]


def steps(board: Commands, numbers: list[str]) -> list[str]:
    return [board.ok("case", "show", number)["step"]["id"] for number in numbers]


async def test_fifty_approvals_one_by_one_cost_at_most_52_keys(home: Path, clock: Clock, tray: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as officer:
        rina = Counting(officer.app, officer.pilot)
        await rina.presses("enter")
        rina.sees("Koreksi Kasi: 1 dari 50", tray[0], "t Setujui", "k Kembalikan", "n Nanti", "u Urungkan")
        for place in range(1, 51):
            await rina.presses("t")
            if place < 50:
                rina.sees(f"Koreksi Kasi: {place + 1} dari 50", tray[place], f"Berkas {tray[place - 1]} diteruskan")
        rina.sees("Kolom ini selesai: 50 diputuskan")
        await rina.presses("enter")
        assert isinstance(rina.app.screen, BoardScreen)
        rina.sees("50 diputuskan", "berkas 0")
        assert rina.keys <= 52


async def test_fifty_approvals_at_once_cost_at_most_five_keys(home: Path, clock: Clock, tray: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as officer:
        rina = Counting(officer.app, officer.pilot)
        await rina.presses("asterisk")
        rina.sees("50 berkas ditandai", "ditandai 50", f">*{tray[0]}")
        await rina.presses("t")
        rina.sees("Teruskan atau setujui 50 berkas?")
        await rina.presses("y")
        rina.sees("Hasil: 50 diputuskan, 0 dilewati", f"{tray[0]}  ke Koreksi Kabid")
        await rina.presses("escape")
        rina.sees("berkas 0")
        assert rina.keys <= 5


async def test_what_is_needed_to_decide_stands_on_one_screen(home: Path, clock: Clock, tray: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        rina.sees(
            "PEMOHON AA", "0000014505900000", "jatuh tempo 24 Nov 16.00", "Jenis permohonan KK baru:",
            "F-1.02 Formulir pendaftaran peristiwa kependudukan (asli)", "Lembar Koreksi: siap di spool",
            "Diteruskan ke Koreksi Kasi · OKI FERDINAN",
        )  # fmt: skip


def head(shown: dict[str, Any], now: datetime, **changes: Any) -> str:
    """What stands above a case that is decided on, without its blanks."""
    text = clearing_words({**shown, **changes}, sop("waykanan.kk_baru"), profile(), now, 80)
    return " ".join(text.plain.split("Jenis permohonan")[0].split())


@pytest.mark.parametrize(
    ("due", "changes", "told"),
    [
        # Six times 24 hours and a half, which people call seven days.
        ("2026-11-30T16:00:00+07:00", {}, "(sisa 7 hari)"),
        ("2026-11-24T16:00:00+07:00", {}, "(sisa 1 hari)"),
        ("2026-11-23T16:00:00+07:00", {}, "(hari ini 16.00)"),
        ("2026-11-23T08:30:00+07:00", {}, "(!terlambat 5 jam)"),
        ("2026-11-20T16:00:00+07:00", {"status": "menunggu_saksi"}, "(menunggu saksi)"),
    ],
)
def test_a_card_and_the_case_to_decide_on_say_the_same_of_time(
    tray: list[str], board: Commands, due: str, changes: dict[str, Any], told: str
) -> None:
    now, shown = at("2026-11-23 13.30"), board.ok("case", "show", tray[0])
    card = replace(CARD, due_at=millis(datetime.fromisoformat(due)), status=Status(changes.get("status", "berjalan")))
    words, _ = time_words(card, Moment(now, OpenTime(profile().calendar)))
    assert f"({words})" == told
    assert told in head(shown, now, due_at=due, **changes)


def test_a_promise_that_was_met_is_not_late(tray: list[str], board: Commands) -> None:
    now, shown = at("2026-11-25 09.00"), board.ok("case", "show", tray[0])
    met = at("2026-11-24 10.00")
    assert "!terlambat" in head(shown, now)
    assert "!terlambat" not in head(shown, now, ready_at=met.isoformat())
    card = replace(CARD, ready_at=millis(met))
    assert time_words(card, Moment(now, OpenTime(profile().calendar)))[0] == "sejak 23 Nov"


@pytest.mark.parametrize(
    ("now", "told"),
    [
        ("2026-11-23 13.30", "target 23 Nov 16.00"),
        ("2026-11-23 16.30", "target 23 Nov 16.00 (lewat)"),
        ("2026-11-24 08.00", ""),
    ],
)
def test_the_target_is_told_while_it_says_something(tray: list[str], board: Commands, now: str, told: str) -> None:
    text = head(board.ok("case", "show", tray[0]), at(now), target_at="2026-11-23T16:00:00+07:00")
    assert (told or "jatuh tempo") in text
    assert ("target" in text) == bool(told)
    assert ("(lewat)" in text) == told.endswith("(lewat)")


def test_who_holds_it_and_how_long_beside_the_standard(tray: list[str], board: Commands) -> None:
    now, shown = at("2026-11-23 13.30"), board.ok("case", "show", tray[0])
    assert "Dikerjakan" not in head(shown, now)
    held = {"holder": "BUDI SANTOSO", "held_at": "2026-11-23T11:50:00+07:00", "holder_absent": "cuti s.d. 25 Nov"}
    for standard, touched, told in ((10, 40, "40/10 mnt"), (10, 0, "0/10 mnt"), (None, 40, "40 mnt"), (10, None, "")):
        step = {"standard_minutes": standard, "touch_minutes": touched, "waiting_minutes": 0, "over": None}
        text = head(shown, now, clock={**shown["clock"], "step": step}, **held)
        assert "Dikerjakan BUDI SANTOSO sejak 23 Nov 11.50 · cuti s.d. 25 Nov" in text
        assert told in text
        assert ("mnt" in text) == bool(told)


async def test_nanti_leaves_a_case_in_its_column(home: Path, clock: Clock, tray: list[str], board: Commands) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "n")
        rina.sees("Koreksi Kasi: 2 dari 50 · nanti 1", tray[1])
        await rina.presses("t", "escape")
        rina.sees(f">{tray[0]}", "1 diputuskan, 1 nanti")
        rina.does_not_see(tray[1])
    assert steps(board, tray[:3]) == ["koreksi_kasi", "koreksi_kabid", "koreksi_kasi"]


@pytest.mark.parametrize("way", ["typed", "scanned"])
async def test_a_number_jumps_because_the_pile_has_its_own_order(
    way: str, home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        if way == "scanned":
            await rina.bursts(f"{tray[16]}\n")
        else:
            await rina.presses("1")
            await rina.types("7\n")
        rina.sees("dari 50", f"{tray[16]}  Kartu Keluarga")
        await rina.presses("t")
        rina.sees(f"Berkas {tray[16]} diteruskan", f"{tray[0]}  Kartu Keluarga")
    assert steps(board, [tray[16], tray[0]]) == ["koreksi_kabid", "koreksi_kasi"]


async def test_a_number_that_no_case_has_is_told(home: Path, clock: Clock, tray: list[str]) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "9")
        await rina.types("99\n")
        rina.sees("tidak ditemukan", f"{tray[0]}  Kartu Keluarga")
        await rina.presses("9", "escape", "t")
        rina.sees(f"Berkas {tray[0]} diteruskan")


async def test_a_number_from_another_column_is_told(home: Path, clock: Clock, tray: list[str], board: Commands) -> None:
    board.ok("case", "move", tray[4], "setujui", user="rina")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        await rina.bursts(f"{tray[4]}\n")
        rina.sees(f"{tray[4]} tidak menunggu di Koreksi Kasi", f"{tray[0]}  Kartu Keluarga")


async def test_undo_brings_the_last_decision_back(home: Path, clock: Clock, tray: list[str], board: Commands) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "t", "t", "u")
        rina.sees(f"Keputusan tentang {tray[1]} diurungkan.", f"{tray[1]}  Kartu Keluarga", "2 dari 50")
        await rina.presses("u")
        rina.sees(f"Keputusan tentang {tray[0]} diurungkan.", f"{tray[0]}  Kartu Keluarga")
        await rina.presses("u")
        rina.sees("Belum ada gerak yang dapat diurungkan.")
        await rina.presses("t")
        rina.sees(f"{tray[1]}  Kartu Keluarga")
    case = board.ok("case", "show", tray[1])
    assert [event["intent"] for event in case["events"]][-2:] == ["setujui", "urungkan"]
    assert steps(board, tray[:2]) == ["koreksi_kabid", "koreksi_kasi"]


async def test_a_decision_somebody_built_on_is_not_taken_back(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "t")
        board.apart("case", "move", tray[0], "setujui", user="bakti")
        await rina.presses("u")
        rina.sees("BAKTI NUGRAHA")
        rina.does_not_see("diurungkan.")
    assert steps(board, tray[:1]) == ["sertifikasi"]


async def test_what_comes_back_shows_its_points_and_what_was_mended(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "k", "1", "tab")
        await rina.types("jenis permohonan keliru")
        await rina.presses("f2")
        rina.sees(f"Berkas {tray[0]} dikembalikan ke Entri SIAK", f"{tray[1]}  Kartu Keluarga")
    async with at_the_board(home, "oki", clock) as oki:
        await oki.presses("enter")
        oki.sees("Perlu diperbaiki", "Salah tulis. jenis permohonan keliru")
    board.ok("case", "edit", tray[0], "--file", "-", user="oki", stdin={"jenis_permohonan": "pisah_kk"})
    board.ok("case", "move", tray[0], "teruskan", user="oki")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        await rina.bursts(f"{tray[0]}\n")
        rina.sees("Perlu diperbaiki", "Salah tulis. jenis permohonan keliru", "Sudah diperbaiki", "kembali 1x")
    board.ok("case", "move", tray[0], "setujui", user="rina")
    assert board.ok("case", "show", tray[0])["corrections"] == []


async def test_a_colleague_who_was_faster_costs_nothing(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    board.ok("user", "add", "sri", "--name", "SRI REJEKI", "--role", "kasi:dafduk")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        for number in tray[:2]:
            board.apart("case", "move", number, "setujui", user="sri")
        await rina.presses("t")
        rina.sees("SRI REJEKI", f"{tray[2]}  Kartu Keluarga", "3 dari 50")
        await rina.presses("t", "escape")
        rina.sees("1 diputuskan, 2 sudah diputuskan rekan", "berkas 47")
    assert steps(board, tray[:4]) == ["koreksi_kabid", "koreksi_kabid", "koreksi_kabid", "koreksi_kasi"]
    assert board.ok("case", "show", tray[0])["events"][-1]["actor"] == "SRI REJEKI"


async def test_what_a_colleague_holds_is_left_out(home: Path, clock: Clock, tray: list[str], board: Commands) -> None:
    board.ok("user", "add", "sri", "--name", "SRI REJEKI", "--role", "kasi:dafduk")
    board.ok("case", "take", tray[1], user="sri")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        rina.sees("1 dari 49")
        await rina.presses("t")
        rina.sees(f"{tray[2]}  Kartu Keluarga")


async def test_marked_cases_are_decided_once_and_what_is_skipped_says_why(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    board.ok("user", "add", "sri", "--name", "SRI REJEKI", "--role", "kasi:dafduk")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("space", "space", "space", "space")
        rina.sees("ditandai 4")
        board.apart("case", "take", tray[1], user="sri")
        board.apart("case", "move", tray[2], "setujui", user="sri")
        await rina.presses("t", "y")
        rina.sees("Hasil: 2 diputuskan, 2 dilewati", f"{tray[1]}  sudah diubah oleh SRI REJEKI", f"{tray[2]}  sudah",
                  f"{tray[0]}  ke Koreksi Kabid")  # fmt: skip
        await rina.presses("down")
        rina.sees(f"{tray[2]}: sudah diubah oleh SRI REJEKI")
        await rina.presses("u")
        rina.sees("2 keputusan diurungkan.")
        await rina.presses("u")
        rina.sees("Sudah diurungkan.")
        await rina.presses("escape")
        rina.sees("2 keputusan diurungkan.")
        await rina.presses("u")
        rina.sees("bukan Anda")
    assert steps(board, tray[:4]) == ["koreksi_kasi", "koreksi_kasi", "koreksi_kabid", "koreksi_kasi"]
    assert board.ok("verify")["ok"]


async def test_marked_cases_go_back_with_one_reason(home: Path, clock: Clock, tray: list[str], board: Commands) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("space", "space", "k")
        rina.sees("Kembalikan 2 berkas")
        await rina.presses("right", "tab")
        await rina.types("konsep tanpa kode pos")
        await rina.presses("f2")
        rina.sees("2 diputuskan, 0 dilewati", f"{tray[0]}  ke Entri SIAK")
    for number in tray[:2]:
        event = board.ok("case", "show", number)["events"][-1]
        assert (event["intent"], event["reason"], event["note"]) == (
            "kembalikan", "salah_tulis", "konsep tanpa kode pos",
        )  # fmt: skip


async def test_esc_takes_the_marks_away_and_decides_nothing(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("asterisk", "t", "n")
        rina.sees("ditandai 50")
        await rina.presses("escape")
        rina.does_not_see("ditandai", f">*{tray[0]}")
    assert set(steps(board, tray[:3])) == {"koreksi_kasi"}


@pytest.fixture
def to_sign(home: Path, clock: Clock) -> list[str]:
    """Four cases before the kadis."""
    return fill_tray(home, clock, 4, "sertifikasi")


async def test_where_it_signs_the_key_says_what_it_records(
    home: Path, clock: Clock, to_sign: list[str], board: Commands
) -> None:
    async with at_the_board(home, "harun", clock) as harun:
        await harun.presses("enter")
        harun.sees("t Catat sudah TTE")
        await harun.presses("t")
        harun.sees(f"Berkas {to_sign[0]} diteruskan ke Registrasi", to_sign[1])
        await harun.presses("escape", "asterisk", "t")
        harun.sees("Semua sudah ditandatangani? 3 dari 3 berkas", "bukan tanda tangan")
        await harun.presses("y")
        harun.sees("3 diputuskan")
        await harun.presses("escape", "u")
        harun.sees("Urungkan keputusan terakhir atas 3 berkas?")
        await harun.presses("n")
    assert set(steps(board, to_sign)) == {"registrasi"}


# --- keys that are held down, and keys that were on their way ---------------------------------------------------------


@pytest.fixture
def gated() -> RepeatGate:
    return RepeatGate(later)


async def held(officer: Officer, key: str, times: int) -> None:
    """Hold a key down: a delay, then a press every thirty milliseconds."""
    officer.app.post_message(Key(key, key))
    await asyncio.sleep(0.4)
    for _ in range(times):
        officer.app.post_message(Key(key, key))
        await asyncio.sleep(0.03)
    await officer.settle()


async def test_a_key_that_is_held_decides_one_case(
    home: Path, clock: Clock, tray: list[str], board: Commands, gated: RepeatGate
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        rina.app.repeats = gated
        await held(rina, "t", 12)
        rina.sees("2 dari 50", f"{tray[1]}  Kartu Keluarga")
        await asyncio.sleep(0.3)
        await rina.presses("t")
        rina.sees("3 dari 50", f"{tray[2]}  Kartu Keluarga")
    assert steps(board, tray[:3]) == ["koreksi_kabid", "koreksi_kabid", "koreksi_kasi"]


async def test_after_the_last_case_the_same_key_decides_nothing(home: Path, clock: Clock, board: Commands) -> None:
    numbers = fill_tray(home, clock, 2)
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "n", "t", "t", "n", "k")
        rina.sees("Kolom ini selesai: 1 diputuskan, 1 nanti", "Enter: kembali ke papan")
        await rina.presses("u")
        rina.sees(f"Keputusan tentang {numbers[1]} diurungkan.", f"{numbers[1]}  Kartu Keluarga")
        await rina.presses("t", "enter")
        assert isinstance(rina.app.screen, BoardScreen)
    assert steps(board, numbers) == ["koreksi_kasi", "koreksi_kabid"]


async def test_a_held_key_takes_a_case_once(home: Path, clock: Clock, board: Commands, gated: RepeatGate) -> None:
    numbers = fill_tray(home, clock, 1)
    async with at_the_board(home, "rina", clock) as rina:
        rina.app.repeats = gated
        await held(rina, "a", 12)
    assert [event["intent"] for event in board.ok("case", "show", numbers[0])["events"]].count("ambil") == 1


async def test_a_case_that_left_the_column_is_not_decided_further_up(home: Path, clock: Clock, board: Commands) -> None:
    """Who is kabid and stands in for the kadis would sign with the key that was meant to approve."""
    numbers = fill_tray(home, clock, 3, "koreksi_kabid")
    board.ok("user", "add", "yuni", "--name", "YUNI ASTUTI", "--role", "kabid:dafduk")
    board.ok("mandate", "add", "bakti", "--for", "harun", "--from", "2026-11-23", "--to", "2026-11-24", "--scope",
             "paraf,ttd,tte")  # fmt: skip
    async with at_the_board(home, "bakti", clock) as bakti:
        while numbers[0] not in bakti.screen_text.split("KOREKSI KABID")[-1]:
            await bakti.presses("left")
        await bakti.presses("enter")
        bakti.sees(f"{numbers[0]}  Kartu Keluarga")
        board.apart("case", "move", numbers[0], "setujui", user="yuni")
        await bakti.app.screen.others_changed()
        bakti.sees(f"{numbers[0]} sudah diputuskan oleh YUNI ASTUTI.")
        await bakti.presses("t")
        bakti.sees(f"{numbers[1]}  Kartu Keluarga", f"{numbers[0]} sudah diputuskan oleh YUNI ASTUTI.")
    assert steps(board, numbers) == ["sertifikasi", "koreksi_kabid", "koreksi_kabid"]


async def test_a_case_that_is_changed_under_the_eyes_is_told(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    board.ok("user", "add", "sri", "--name", "SRI REJEKI", "--role", "kasi:dafduk")
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        before = rina.app.screen._painted_at
        board.apart("case", "urgent", tray[0], "--reason", "sakit", user="sri")
        await rina.app.screen.others_changed()
        await rina.settle()
        rina.sees("Berkas ini baru saja diubah oleh SRI REJEKI. Periksa lagi.", "Mendesak")
        assert rina.app.screen._painted_at > before


async def test_a_decision_made_on_the_whole_case_counts_as_ones_own(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "t", "enter", "t", "escape")
        rina.sees(f"{tray[2]}  Kartu Keluarga", "3 dari 50")
        await rina.presses("u")
        rina.sees(f"Keputusan tentang {tray[1]} diurungkan.")
    assert steps(board, tray[:3]) == ["koreksi_kabid", "koreksi_kasi", "koreksi_kasi"]


async def test_a_damaged_first_case_keeps_nobody_from_the_others(home: Path, clock: Clock, tray: list[str]) -> None:
    from board.models.case import Case
    from board.services.desk import open_desk

    desk = open_desk(home, clock=clock)
    with desk.store.writing():
        Case.update(data="rusak").where(Case.number == tray[0]).execute()
    desk.close()
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        rina.sees(f"{tray[1]}  Kartu Keluarga", "rusak")


async def test_a_bulk_decision_is_taken_back_from_the_board(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("t", "space", "space", "t", "y", "escape")
        rina.sees("2 diputuskan, 0 dilewati.")
        await rina.presses("u", "y")
        rina.sees("2 keputusan diurungkan.")
    assert steps(board, tray[:3]) == ["koreksi_kabid", "koreksi_kasi", "koreksi_kasi"]


async def test_the_card_under_the_cursor_goes_with_a_word(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    board.ok("user", "add", "sri", "--name", "SRI REJEKI", "--role", "kasi:dafduk")
    async with at_the_board(home, "rina", clock) as rina:
        board.apart("case", "move", tray[0], "setujui", user="sri")
        await rina.app.screen.others_changed()
        rina.sees(f"{tray[0]} baru saja dipindahkan rekan; kini {tray[1]} yang ditunjuk.")


async def test_a_key_from_before_the_case_was_painted_is_not_meant_for_it(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "t")
        screen = rina.app.screen
        assert isinstance(screen, ClearingScreen)
        rina.app.pressed_at = screen._painted_at - 0.001
        for action in (screen.action_forward, screen.action_return, screen.action_later, screen.action_undo):
            action()
            await rina.settle()
            rina.sees("ditekan sebelum berkas ini tampil", f"{tray[1]}  Kartu Keluarga")
    assert steps(board, tray[:2]) == ["koreksi_kabid", "koreksi_kasi"]


async def test_each_look_is_recorded_once(home: Path, clock: Clock, tray: list[str], board: Commands) -> None:
    from board.models.event import JournalEntry
    from board.services.desk import open_desk

    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter", "t", "t", "escape")
    desk = open_desk(home, clock=clock)
    looks = JournalEntry.select(JournalEntry.subject).where(JournalEntry.what == "lihat")
    assert [subject for (subject,) in looks.tuples()] == tray[:3]
    desk.close()


@pytest.mark.parametrize(("minutes", "told"), [(30, True), (31, False)])
async def test_a_screen_left_open_is_no_work(
    minutes: int, told: bool, home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        clock.forward(minutes=minutes)
        await rina.presses("t")
    event = board.ok("case", "show", tray[0])["events"][-1]
    assert event["intent"] == "setujui"
    assert ("opened_at" in event["detail"]) is told
    load = board.ok("report", "sla", "--month", "2026-11")["officers"]
    (touch,) = (row["touch_minutes"] for row in load if row["login"] == "rina")
    assert touch == (minutes if told else None), "not measured, which is not none"


async def test_the_time_a_case_lay_before_the_officer_is_told(
    home: Path, clock: Clock, tray: list[str], board: Commands
) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("enter")
        clock.forward(minutes=4)
        await rina.presses("t")
        clock.forward(minutes=2)
        await rina.presses("t")
    told = [board.ok("case", "show", number)["events"][-1] for number in tray[:2]]
    assert [(event["detail"]["opened_at"], event["at"]) for event in told] == [
        ("2026-11-23T09:00:00+07:00", "2026-11-23T09:04:00+07:00"),
        ("2026-11-23T09:04:00+07:00", "2026-11-23T09:06:00+07:00"),
    ]
