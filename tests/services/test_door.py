"""What sshd is told about a key: one line for whoever may come in, nothing for anybody else, and never a traceback."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import pytest

from board.services.door import admission
from tests.commands import ROOT, Commands
from tests.offices import MONDAY, Clock
from tests.public_keys import ecdsa, ed25519

SESSION = Path("/usr/local/lib/board/session")
KIND, BLOB, _ = ed25519("rina").split()


def given(board: Commands, name: str = "rina", key: str = "rina") -> None:
    """Tell the board a key."""
    board.ok("user", "key", "add", name, "--file", "-", stdin=ed25519(key))


def asked(board: Commands, kind: str = KIND, blob: str = BLOB, session: Path = SESSION) -> str:
    """What sshd would be told."""
    return admission(board.home, kind, blob, session, board.clock.now)


def by_hand(board: Commands, sql: str) -> None:
    """Change the database past the program."""
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute(sql)


def test_a_known_key_opens_the_board_for_its_officer_and_nothing_else(board: Commands) -> None:
    given(board)
    assert asked(board) == f'restrict,pty,command="{SESSION} rina 1" {KIND} {BLOB}'


def test_any_of_several_keys_does(board: Commands) -> None:
    given(board)
    given(board, "rina", "another")
    board.ok("user", "key", "revoke", "1")
    assert asked(board) == ""
    assert '"/usr/local/lib/board/session rina 2"' in asked(board, blob=ed25519("another").split()[1])


CLOSED = {
    "unknown": (),
    "revoked": ("user", "key", "revoke", "1"),
    "of a closed account": ("user", "disable", "rina"),
    "of somebody without a role": ("user", "role", "rina", "--remove", "kasi:dafduk"),
    "of a login that is none": "UPDATE users SET name = 'a\" x' WHERE name = 'rina'",
    "with another blob": "UPDATE ssh_keys SET blob = 'AAAA'",
    "of another kind": "UPDATE ssh_keys SET kind = 'ssh-rsa'",
}


@pytest.mark.parametrize("how", CLOSED)
def test_a_key_that_opens_nothing_is_answered_with_nothing(how: str, board: Commands) -> None:
    what = CLOSED[how]
    if what:
        given(board)
        assert asked(board)
        by_hand(board, what) if isinstance(what, str) else board.ok(*what)
    assert asked(board) == ""


@pytest.mark.parametrize(
    ("kind", "blob"),
    [("ssh-rsa", BLOB), (KIND, ecdsa(256).split()[1]), (KIND, "nonsense!"), (KIND, ""), (f"{KIND} x", BLOB),
     (f"{KIND}-cert-v01@openssh.com", BLOB), (KIND, f"{BLOB} x"), (KIND, f"{BLOB}\n")],
)  # fmt: skip
def test_what_is_offered_is_compared_as_it_is(kind: str, blob: str, board: Commands) -> None:
    given(board)
    assert asked(board, kind, blob) == ""


@pytest.mark.parametrize("session", ["session", '/lib/a"b', "/lib/a b", "/lib/a;b", "/lib/$(id)", "/lib/a\nb"])
def test_a_program_whose_path_would_need_quoting_is_never_named(session: str, board: Commands) -> None:
    given(board)
    assert asked(board, session=Path(session)) == ""


def test_a_mandate_lets_in_on_its_days_by_the_offices_clock(board: Commands, clock: Clock) -> None:
    given(board)
    board.ok("user", "role", "rina", "--remove", "kasi:dafduk")
    board.ok("mandate", "add", "rina", "--for", "bakti", "--from", "2026-11-24", "--to", "2026-11-24", "--letter", "1")
    clock.now = MONDAY.replace(hour=16, minute=59)
    assert asked(board) == "", "23 November, 23.59 WIB"
    clock.forward(minutes=1)
    assert asked(board)
    clock.now += timedelta(days=1)
    assert asked(board) == ""


def test_a_role_out_of_its_period_is_told_by_the_board_itself(board: Commands, clock: Clock) -> None:
    board.ok("user", "role", "auditor", "--add", "auditor", "--until", "2026-11-23")
    given(board, "auditor")
    clock.forward(days=30)
    assert asked(board), "the board says from when until when; sshd could only shut the door"


def run(*words: str) -> subprocess.CompletedProcess[str]:
    """Ask as sshd does, in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "board", "ssh", "keys", *words], capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip


def question(home: Path, login: str = "papan", blob: str = BLOB) -> list[str]:
    """Words as the installed program passes them on."""
    return ["--home", str(home), "--account", "papan", "--session", str(SESSION), "--", login, KIND, blob]


def test_as_sshd_asks(board: Commands) -> None:
    given(board)
    done = run(*question(board.home))
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{asked(board)}\n", "")
    for words in (question(board.home, login="root"), question(board.home, blob=ed25519("x").split()[1])):
        done = run(*words)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    whole = run(*question(board.home)[2:6], "--home", str(board.home), *question(board.home)[6:])
    assert whole.stdout.startswith("restrict,pty,"), "in another order the whole command line answers the same"


def test_the_database_is_only_read(board: Commands) -> None:
    given(board)
    before = (board.home / "board.db").read_bytes()
    with sqlite3.connect(board.home / "board.db", isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        assert run(*question(board.home)).stdout, "while somebody writes"
        writer.execute("ROLLBACK")
    assert (board.home / "board.db").read_bytes() == before


@pytest.mark.parametrize("how", ["missing", "empty", "rubbish", "a folder", "older"])
def test_a_database_that_cannot_be_read_lets_nobody_in(how: str, board: Commands) -> None:
    given(board)
    database = board.home / "board.db"
    if how == "older":
        by_hand(board, "DROP TABLE ssh_keys")
    else:
        for path in board.home.glob("board.db*"):
            path.unlink()
    if how in {"empty", "rubbish"}:
        database.write_bytes(b"rubbish" * 100 if how == "rubbish" else b"")
    if how == "a folder":
        database.mkdir()
    done = run(*question(board.home))
    assert (done.returncode, done.stdout) == (3, "")
    assert len(done.stderr.splitlines()) == 1
    assert "Traceback" not in done.stderr


def test_a_question_that_is_none_is_no_crash(board: Commands) -> None:
    done = run("--home", str(board.home), "--account", "papan")
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
