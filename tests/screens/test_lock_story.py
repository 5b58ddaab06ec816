"""Nobody at the desk: personal data is covered, the screen locked, the session ended; nothing typed is lost."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from textual.widgets import Input

from board.errors import NotAuthorised
from board.models.event import JournalEntry
from board.models.thread import Draft
from board.services.desk import Desk
from board.services.log_in import choose_own_password
from board.services.record import ACCESS_LOG
from tests.cli.test_dossier import KK, register
from tests.commands import Commands
from tests.offices import Clock
from tests.public_keys import ed25519
from tests.screens.officer import Hours, Officer, at_the_board
from tests.walker import APPLICANT

SANDI = "sandi-wati-sendiri"


@pytest.fixture
def hours() -> Hours:
    return Hours()


def own_password(board: Commands, user: str = "wati") -> None:
    """An officer has a password that nobody else knows."""
    board.ok("user", "role", user, "--add", "pengelola")
    board.ok("user", "password", user, "--password-stdin", stdin=f"{SANDI}\n", user=user)
    board.ok("user", "role", user, "--remove", "pengelola")


def journal(officer: Officer, *kinds: str) -> list[str]:
    """What the access journal tells of some kinds of lines: kind, subject and part."""

    def read(desk: Desk) -> list[dict[str, Any]]:
        lines = JournalEntry.select().where(JournalEntry.chain == ACCESS_LOG).order_by(JournalEntry.seq)
        return [json.loads(line.text) for line in lines]

    told = officer.app.backroom.submit(read).result()
    return [" ".join(filter(None, (item["what"], item["subject"], item["detail"].get("part")))) for item in told
            if item["what"] in kinds]  # fmt: skip


def drafts(officer: Officer) -> str:
    """Bodies of the drafts that are kept."""
    rows = officer.app.backroom.submit(lambda _: list(Draft.select())).result()
    return " ".join(row.body for row in rows)


async def to_a_text(officer: Officer) -> None:
    """Open the data of the case in hand, at a field of letters."""
    await officer.presses("e")
    while not isinstance(officer.app.focused, Input):
        await officer.presses("tab")


# --- masks ----------------------------------------------------------------------------------------------------------


async def test_a_case_is_masked_after_a_while_and_looked_at_again_in_the_journal(
    home: Path, clock: Clock, board: Commands, hours: Hours
) -> None:
    number = register(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await wati.presses("enter")
        wati.sees(APPLICANT["nik"], APPLICANT["no_kk"], APPLICANT["name"], "+6281200000001")
        await wati.sits_still(hours, seconds=119)
        await wati.presses("down", "up")
        await wati.sits_still(hours, seconds=119)
        wati.sees(APPLICANT["nik"])
        await wati.sits_still(hours, seconds=1)
        wati.sees("000001******0001", "SITI A.", "0812****001", "Data pribadi disamarkan", number)
        wati.does_not_see(APPLICANT["nik"], APPLICANT["no_kk"], "AMINAH", "0001, ")
        assert journal(wati, "lihat") == [f"lihat {number} berkas"]
        # A key that uncovers does nothing else: this one would move the case on.
        await wati.presses("t")
        wati.sees(APPLICANT["nik"], f"Berkas {number}")
        wati.does_not_see("disamarkan")
        assert journal(wati, "lihat") == [f"lihat {number} berkas"] * 2
        await wati.sits_still(hours, seconds=300)
        await wati.presses("escape")
        wati.sees("[1 Meja saya]")
        assert journal(wati, "lihat") == [f"lihat {number} berkas"] * 2
        await wati.sits_still(hours, seconds=300)
        wati.sees("[1 Meja saya]", number)
        await wati.presses("n")
        wati.sees(f"Utas {number}", APPLICANT["name"])
        await wati.sits_still(hours, seconds=300)
        wati.does_not_see("AMINAH")
        await wati.presses("down")
        wati.sees(APPLICANT["name"])
        assert journal(wati, "lihat")[2:] == [f"lihat {number} utas"] * 2
    assert board.ok("case", "show", number)["version"] == 1


async def test_what_is_not_looked_at_is_not_repainted(home: Path, clock: Clock, board: Commands, hours: Hours) -> None:
    register(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await wati.presses("down")
        before = wati.screen_text
        await wati.sits_still(hours, seconds=600)
        assert wati.screen_text == before
        assert len(hours.due()) == 1, "nothing is shown in full: only the lock is waited for"


async def test_the_board_shows_no_one_in_full(home: Path, clock: Clock, board: Commands, hours: Hours) -> None:
    register(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        for key in ("1", "2", "3", "0"):
            await wati.presses(key)
            wati.does_not_see("AMINAH", APPLICANT["nik"], APPLICANT["no_kk"], "81200000001")


async def test_a_form_is_covered_and_the_first_letter_counts(
    home: Path, clock: Clock, board: Commands, hours: Hours
) -> None:
    number = register(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await to_a_text(wati)
        assert journal(wati, "lihat") == [f"lihat {number} isian"]
        field = wati.app.focused
        await wati.types("BUDI")
        await wati.sits_still(hours, seconds=120)
        wati.sees("Disamarkan", "Tombol apa saja menampilkannya lagi")
        wati.does_not_see("BUDI", number)
        await wati.types(" SANTOSO")
        wati.sees("BUDI SANTOSO")
        assert wati.app.focused is field
        assert journal(wati, "lihat") == [f"lihat {number} isian"] * 2


async def test_messages_are_looked_at_in_the_journal_and_covered(
    home: Path, clock: Clock, board: Commands, hours: Hours
) -> None:
    number = register(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await wati.presses("w")
        wati.sees("+6281200000001")
        await wati.sits_still(hours, seconds=120)
        wati.does_not_see("81200000001")
        await wati.presses("s")
        wati.sees("+6281200000001")
        assert journal(wati, "lihat") == [f"lihat {number} pesan"] * 2
    assert {row["state"] for row in board.ok("outbox", "list")["rows"]} == {"queued"}


# --- the lock -------------------------------------------------------------------------------------------------------


async def test_a_locked_screen_opens_with_the_sandi_exactly_as_it_was(
    home: Path, clock: Clock, board: Commands, hours: Hours
) -> None:
    own_password(board)
    number = register(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await to_a_text(wati)
        await wati.types("BUDI SANTOSO")
        await wati.presses("left", "left", "left")
        field = wati.app.focused
        assert isinstance(field, Input)
        cursor = field.cursor_position
        before = wati.screen_text
        await wati.presses("ctrl+o")
        wati.sees("Layar terkunci", "WATI KURNIA mengunci layar ini pukul 09.00", "Sandi")
        wati.does_not_see(number, "BUDI", "Disdukcapil")
        assert "BUDI SANTOSO" in drafts(wati), "kept before it was locked"
        for key in ("up", "down", "escape", "f1", "f3", "f5", "f6", "f7", "f8", "f9", "ctrl+o", "pagedown", "enter",
                    "tab", "home"):  # fmt: skip
            await wati.presses(key)
            wati.sees("Layar terkunci")
            wati.does_not_see(number, "BUDI")
        await wati.types("salah sekali\n")
        wati.sees("Layar terkunci", "Sandi keliru.")
        await wati.types(f"{SANDI}\n")
        assert (wati.app.focused, field.cursor_position) == (field, cursor)
        assert wati.screen_text == before
        await wati.types("X")
        wati.sees("BUDI SANTXOSO")
        kinds = ("kunci_layar", "buka_layar_gagal", "buka_layar")
        assert journal(wati, *kinds) == list(kinds)
    assert board.ok("verify")["ok"]


async def test_the_screen_locks_itself_and_ends_at_last(
    home: Path, clock: Clock, board: Commands, hours: Hours
) -> None:
    own_password(board)
    register(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await wati.sits_still(hours, minutes=14)
        await wati.presses("down")
        await wati.sits_still(hours, minutes=14.9)
        wati.sees("[1 Meja saya]")
        await wati.sits_still(hours, minutes=0.1)
        wati.sees("Layar terkunci")
        await wati.types(f"{SANDI}\n")
        wati.sees("[1 Meja saya]")
        await wati.sits_still(hours, minutes=15)
        wati.sees("Layar terkunci")
        await wati.sits_still(hours, minutes=59)
        assert wati.app.is_running and not wati.app._exit
        await wati.sits_still(hours, minutes=1)
        assert wati.app._exit
        assert "lama terkunci" in wati.app.ended_by.sentence


async def test_who_has_no_sandi_of_their_own_is_out(home: Path, clock: Clock, board: Commands, hours: Hours) -> None:
    number = register(board)
    # A password that somebody else has set opens nothing either.
    board.ok("user", "password", "wati", "--password-stdin", stdin="sandi-dari-admin\n")
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await to_a_text(wati)
        await wati.types("BUDI SANTOSO")
        await wati.presses("ctrl+o")
        wati.sees("akun ini belum punya sandi sendiri", number)
        await wati.sits_still(hours, minutes=15)
        assert wati.app._exit
        assert "akun ini tanpa sandi. Masuk lagi" in wati.app.ended_by.sentence
        assert "BUDI SANTOSO" in drafts(wati)


async def test_who_left_meanwhile_cannot_open(home: Path, clock: Clock, board: Commands, hours: Hours) -> None:
    own_password(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await wati.presses("8")
        wati.sees("Layar terkunci")
        board.apart("user", "disable", "wati")
        await wati.types(f"{SANDI}\n")
        assert wati.app._exit
        assert "Akun wati sudah dinonaktifkan" in wati.app.ended_by.sentence


async def test_who_left_meanwhile_is_out_without_a_key(home: Path, clock: Clock, board: Commands, hours: Hours) -> None:
    own_password(board)
    async with at_the_board(home, "wati", clock, hours=hours, poll=0.05) as wati:
        await wati.presses("8")
        board.apart("user", "disable", "wati")
        await gone(wati)


async def gone(officer: Officer) -> None:
    """Wait until the session has ended."""
    for _ in range(400):
        await officer.pilot.pause(0.01)
        if officer.app._exit:
            return
    raise AssertionError("the session goes on")


async def test_wrong_sandi_at_the_lock_is_slowed(home: Path, clock: Clock, board: Commands, hours: Hours) -> None:
    own_password(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        await wati.presses("8")
        for _ in range(3):
            await wati.types("keliru-lagi\n")
            wati.sees("Sandi keliru.")
        await wati.types(f"{SANDI}\n")
        wati.sees("Layar terkunci", "Tunggu 2 detik")
        clock.forward(seconds=2)
        await wati.types(f"{SANDI}\n")
        wati.sees("[1 Meja saya]")


async def test_nothing_comes_up_over_a_lock(home: Path, clock: Clock, board: Commands, hours: Hours) -> None:
    """What was asked for right before is answered first, and what it asks stays below."""
    own_password(board)
    number = register(board)
    async with at_the_board(home, "wati", clock, hours=hours) as wati:
        for key in ("k", "ctrl+o"):
            await wati.pilot.press(key)
        await wati.sits_still(hours, seconds=5)
        await wati.settle()
        wati.sees("Layar terkunci")
        wati.does_not_see(number)
        await wati.types(f"{SANDI}\n")
        wati.does_not_see("Layar terkunci")
        wati.sees(number)


async def test_what_colleagues_did_meanwhile_is_shown_afterwards(
    home: Path, clock: Clock, board: Commands, hours: Hours
) -> None:
    own_password(board)
    register(board)
    async with at_the_board(home, "wati", clock, hours=hours, poll=0.05) as wati:
        wati.sees("berkas 1 terlambat")
        await wati.presses("8")
        (home / "new.json").write_text(json.dumps({"applicant": APPLICANT, "channel": "loket"}))
        board.apart("case", "new", "--sop", KK, "--file", home / "new.json", user="wati")
        await wati.types(f"{SANDI}\n")
        for _ in range(400):
            await wati.pilot.pause(0.01)
            if "berkas 2 terlambat" in wati.screen_text:
                break
        wati.sees("berkas 2 terlambat")


async def test_an_office_may_turn_all_of_it_off(home: Path, clock: Clock, board: Commands) -> None:
    number = register(board)
    with (home / "office.toml").open("a") as file:
        file.write("\n[session]\nmask_seconds = 0\nlock_minutes = 0\n")
    hours = Hours()
    async with at_the_board(home, "wati", clock) as wati:
        wati.app.guard = type(wati.app.guard)(wati.app, hours.later, hours.clock)
        wati.app.guard.begin()
        await wati.presses("enter")
        await wati.sits_still(hours, minutes=600)
        wati.sees(number, APPLICANT["nik"])


async def test_who_comes_in_by_key_makes_a_sandi_at_the_first_lock(home: Path, clock: Clock, board: Commands) -> None:
    key = board.ok("user", "key", "add", "wati", "--file", "-", stdin=ed25519("wati"))
    async with at_the_board(home, "wati", clock, key_id=key["id"]) as wati:
        await wati.presses("8")
        wati.sees("buat sandi sendiri")
        await wati.types("sandi-wati-1\nsandi-wati-2\n")
        wati.sees("tidak sama")
        await wati.types("sandi-wati-1\nsandi-wati-1\n")
        wati.sees("Sandi Anda tersimpan")
        await wati.presses("8")
        wati.sees("Layar terkunci")
        await wati.types("sandi-wati-1\n")
        wati.sees("[1 Meja")
    assert board.ok("verify")["ok"]


def test_a_sandi_of_ones_own_needs_a_key_and_is_made_once(desk: Desk) -> None:
    with pytest.raises(NotAuthorised):
        choose_own_password(desk, "wati", "sandi-wati-1", "sandi-wati-1")
    by_key = replace(desk, key_id=1)
    choose_own_password(by_key, "wati", "sandi-wati-1", "sandi-wati-1")
    with pytest.raises(NotAuthorised):
        choose_own_password(by_key, "wati", "sandi-lain-22", "sandi-lain-22")
