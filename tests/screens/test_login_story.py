"""At the door: name and password, a password of one's own, who is let in for a period, who has left meanwhile."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest

from tests.cli.test_dossier import register
from tests.commands import Commands
from tests.offices import Clock
from tests.public_keys import ed25519
from tests.screens.officer import at_the_board


def given(board: Commands, password: str = "sandi-rina") -> None:
    """The administrator gives Rina a password."""
    board.ok("user", "password", "rina", "--password-stdin", stdin=f"{password}\n")


def door(home: Path) -> list[str]:
    """What the access journal tells of the door."""
    with sqlite3.connect(home / "board.db") as connection:
        lines = connection.execute("SELECT what FROM journal WHERE chain = 'akses' ORDER BY seq").fetchall()
    return [what for (what,) in lines if what.startswith("masuk")]


async def test_a_password_that_somebody_else_knows_is_changed_first(home: Path, clock: Clock, board: Commands) -> None:
    given(board)
    async with at_the_board(home, None, clock) as somebody:
        somebody.sees("Nama pengguna", "Sandi")
        await somebody.types("rina\nsalah-sandi\n")
        somebody.sees("Nama pengguna atau sandi keliru.")
        await somebody.types("sandi-rina\n")
        somebody.sees("Sandi baru · RINA MARLINA", "paling pendek 8 huruf", "Ulangi sandi baru")
        await somebody.types("pendek\npendek\n")
        somebody.sees("Sandi paling pendek 8 huruf")
        await somebody.types("rahasia-baru\nrahasia-lain\n")
        somebody.sees("Kedua sandi tidak sama")
        await somebody.types("sandi-rina\nsandi-rina\n")
        somebody.sees("Sandi baru harus berbeda dari sandi sekarang.")
        somebody.sees("F2 Simpan")
        await somebody.types("rahasia-baru\nrahasia-baru")
        await somebody.presses("f2")
        somebody.sees("RINA MARLINA · Kasi Dafduk", "[1 Meja saya]")
        somebody.does_not_see("rahasia-baru")
    assert door(home) == ["masuk_gagal", "masuk_ganti_sandi", "masuk"]
    async with at_the_board(home, None, clock) as rina:
        await rina.types("rina\nsandi-rina\n")
        rina.sees("Nama pengguna atau sandi keliru.")
        await rina.types("rahasia-baru\n")
        rina.sees("[1 Meja saya]")
    assert board.ok("verify")["ok"]


async def test_who_goes_back_is_not_in(home: Path, clock: Clock, board: Commands) -> None:
    given(board)
    async with at_the_board(home, None, clock) as somebody:
        await somebody.types("rina\nsandi-rina\n")
        await somebody.presses("escape")
        somebody.sees("Anda belum masuk: sandi baru belum ditulis.", "Nama pengguna")
    assert door(home) == ["masuk_ganti_sandi"]


async def test_a_password_given_again_meanwhile_is_not_overwritten(home: Path, clock: Clock, board: Commands) -> None:
    given(board)
    async with at_the_board(home, None, clock) as somebody:
        await somebody.types("rina\nsandi-rina\n")
        board.apart("user", "disable", "rina")
        await somebody.types("rahasia-baru\nrahasia-baru\n")
        somebody.sees("Nama pengguna atau sandi keliru.")


async def test_ones_own_password_and_a_key_of_ssh_ask_for_nothing(home: Path, clock: Clock, board: Commands) -> None:
    board.ok("user", "role", "rina", "--add", "pengelola")
    board.ok("user", "password", "rina", "--password-stdin", stdin="sandi-sendiri\n", user="rina")
    async with at_the_board(home, None, clock) as rina:
        await rina.types("rina\nsandi-sendiri\n")
        rina.sees("[")
        rina.does_not_see("Sandi baru")
    given(board)
    async with at_the_board(home, "rina", clock) as rina:
        rina.does_not_see("Sandi baru")


@pytest.mark.parametrize(("ahead", "inside"), [(0, False), (8, True), (22, True), (23, False)])
async def test_an_auditor_is_let_in_for_a_period(
    ahead: int, inside: bool, home: Path, clock: Clock, board: Commands
) -> None:
    period = ("--from", "2026-12-01", "--until", "2026-12-15")
    words = ("user", "add", "bpk", "--name", "AUDITOR BPK", "--role", "auditor", *period, "--password-stdin")
    board.ok(*words, stdin="sandi-bpk-2026\n")
    clock.forward(days=ahead)
    async with at_the_board(home, None, clock) as somebody:
        await somebody.types("bpk\nsandi-bpk-2026\n")
        if inside:
            somebody.sees("Sandi baru · AUDITOR BPK")
        else:
            somebody.sees("Peran Auditor Anda berlaku 1 Des 2026 s.d. 15 Des 2026. Hubungi pengelola.")
    assert door(home) == (["masuk_ganti_sandi"] if inside else ["masuk_gagal"])


@pytest.mark.parametrize("key", ["e", "p", "c", "w", "n", "m", "t", "k", "a", "d", "enter", "r"])
async def test_who_left_meanwhile_has_to_leave_at_the_next_key(
    key: str, home: Path, clock: Clock, board: Commands
) -> None:
    number = register(board)
    async with at_the_board(home, "wati", clock) as wati:
        wati.sees(number)
        board.apart("user", "disable", "wati")
        await wati.presses(key)
        assert await wati.told_to_leave() == "Akun wati sudah dinonaktifkan. Hubungi pengelola."
    assert board.ok("case", "show", number)["version"] == 1


async def test_a_period_that_ends_ends_the_session(home: Path, clock: Clock, board: Commands) -> None:
    number = register(board)
    board.ok("user", "role", "auditor", "--add", "auditor", "--until", "2026-11-23")
    async with at_the_board(home, "auditor", clock) as auditor:
        auditor.sees(number)
        clock.forward(days=1)
        await auditor.presses("enter")
        assert await auditor.told_to_leave() == "Peran Auditor Anda berlaku s.d. 23 Nov 2026. Hubungi pengelola."
    with sqlite3.connect(home / "board.db") as connection:
        told = connection.execute("SELECT text FROM journal WHERE what = 'user_role'").fetchone()[0]
    assert json.loads(told)["detail"] == {"add": ["auditor"], "remove": [], "until": "2026-11-23"}


def given_a_key(board: Commands, name: str) -> int:
    """A key for an officer; its id."""
    key_id: int = board.ok("user", "key", "add", name, "--file", "-", stdin=ed25519(name))["id"]
    return key_id


async def test_a_revoked_key_ends_its_session_by_itself(home: Path, clock: Clock, board: Commands) -> None:
    """At the next look for others' changes, without a key pressed, and what was being typed is kept (TERMINALS R13)."""
    key = given_a_key(board, "wati")
    async with at_the_board(home, "wati", clock, poll=0.05, key_id=key) as wati:
        await wati.presses("b", "tab")
        await wati.types("SITI AMINAH")
        wati.sees("SITI AMINAH")
        board.apart("user", "key", "revoke", str(key))
        assert "sudah dicabut" in await wati.told_to_leave()
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b")
        wati.sees("SITI AMINAH")


async def test_a_revoked_key_ends_its_session_at_the_next_key(home: Path, clock: Clock, board: Commands) -> None:
    key = given_a_key(board, "wati")
    async with at_the_board(home, "wati", clock, key_id=key) as wati:
        board.apart("user", "key", "revoke", str(key))
        await wati.presses("r")
        assert "sudah dicabut" in await wati.told_to_leave()


async def test_the_key_of_another_officer_ends_nobody_elses_session(home: Path, clock: Clock, board: Commands) -> None:
    key, other = given_a_key(board, "wati"), given_a_key(board, "rina")
    async with at_the_board(home, "wati", clock, poll=0.05, key_id=key) as wati:
        board.apart("user", "key", "revoke", str(other))
        number = board.apart("user", "key", "list", "rina")["rows"][0]
        assert number["revoked_at"]
        await wati.presses("r", "b")
        wati.sees("Berkas baru")


async def test_an_idle_session_of_a_closed_account_ends(home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "wati", clock, poll=0.05) as wati:
        board.apart("user", "disable", "wati")
        assert await wati.told_to_leave() == "Akun wati sudah dinonaktifkan. Hubungi pengelola."
