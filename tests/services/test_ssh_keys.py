"""Keys of officers: given, told, closed; who came in with which; and what ``verify`` notices."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from board.errors import SessionOver
from board.models.access import SshKey
from board.services.desk import Desk
from board.services.facts_of import find_case
from board.services.people import list_users
from board.services.register_case import NewCase, register_case
from board.services.session import enter, in_session
from board.services.show_case import case_view
from board.services.ssh_keys import add_key, revoke_key
from board.services.verify import verify
from board.workflow.facts import Actor
from tests.commands import Commands
from tests.offices import Clock
from tests.public_keys import ed25519
from tests.walker import APPLICANT


def give(board: Commands, name: str, key: str = "", *words: str) -> dict[str, Any]:
    """Add a key of its own for an officer."""
    row: dict[str, Any] = board.ok("user", "key", "add", name, "--file", "-", *words, stdin=ed25519(key or name))
    return row


def journal(home: Path, chain: str) -> list[dict[str, Any]]:
    """The lines of a journal, as they were chained."""
    with sqlite3.connect(home / "board.db") as connection:
        rows = connection.execute("SELECT text FROM journal WHERE chain = ? ORDER BY seq", [chain]).fetchall()
    return [json.loads(text) for (text,) in rows]


def test_an_officer_has_several_keys(board: Commands) -> None:
    first = give(board, "rina", "loket", "--comment", "loket 1")
    second = give(board, "rina", "laptop")
    assert (first["id"], first["user"], first["comment"], first["active"]) == (1, "rina", "loket 1", True)
    assert first["fingerprint"].startswith("SHA256:")
    assert second["comment"] == "contoh", "what stood on its line"
    give(board, "wati")
    assert [row["id"] for row in board.ok("user", "key", "list")["rows"]] == [1, 2, 3]
    assert board.ok("user", "key", "list", "rina") == {"rows": [first, second], "next": None}
    told = journal(board.home, "kantor")[-3]
    assert (told["what"], told["subject"]) == ("key_add", "rina")
    assert told["detail"]["fingerprint"] == first["fingerprint"]


def test_a_key_belongs_to_one_officer_for_ever(board: Commands) -> None:
    key = give(board, "rina")
    refusal = board.refused("user", "key", "add", "wati", "--file", "-", stdin=ed25519("rina"))
    assert "kunci 1 milik RINA MARLINA, S.Sos. (rina)" in refusal["reason"]
    board.ok("user", "key", "revoke", key["id"], "--reason", "hilang")
    again = board.refused("user", "key", "add", "rina", "--file", "-", stdin=ed25519("rina"))
    assert "milik RINA MARLINA, S.Sos. (rina), dicabut 23 Nov 2026 09.00" in again["reason"]
    assert journal(board.home, "kantor")[-1]["detail"]["reason"] == "hilang"
    assert "sudah dicabut" in board.refused("user", "key", "revoke", key["id"])["reason"]


def test_what_cannot_be_added_or_revoked(board: Commands) -> None:
    assert board.refused("user", "key", "add", "rina", "--file", "-", stdin="x")["error"] == "input"
    assert board.refused("user", "key", "add", "nobody", "--file", "-", stdin=ed25519("a"))["error"] == "not_found"
    assert board.refused("user", "key", "list", "nobody")["error"] == "not_found"
    assert board.refused("user", "key", "revoke", "7")["error"] == "not_found"
    board.ok("user", "disable", "rina")
    assert "dinonaktifkan" in board.refused("user", "key", "add", "rina", "--file", "-", stdin=ed25519("a"))["reason"]
    long = board.refused("user", "key", "add", "wati", "--file", "-", "--comment", "x" * 61, stdin=ed25519("a"))
    assert long["fields"].keys() == {"comment"}
    only = board.refused("user", "key", "add", "wati", "--file", "-", user="rina", stdin=ed25519("a"))
    assert only["error"] == "not_authorised"


def test_who_leaves_leaves_their_keys_behind(board: Commands) -> None:
    give(board, "wati", "a")
    give(board, "wati", "b")
    board.ok("user", "key", "revoke", "1")
    assert board.ok("user", "disable", "wati")["keys"] == 1
    assert [row["active"] for row in board.ok("user", "key", "list")["rows"]] == [False, False]
    assert board.ok("user", "enable", "wati")["keys"] == 1


def given(desk: Desk, name: str, key: str = "") -> SshKey:
    """Add a key of its own for an officer, in this process."""
    return add_key(desk, name, ed25519(key or name), by="test")


def by_key(desk: Desk, key_id: int) -> Desk:
    """The desk of a session that a key opened."""
    return replace(desk, key_id=key_id)


def test_the_access_log_names_key_and_fingerprint(desk: Desk) -> None:
    key = given(desk, "wati")
    assert enter(by_key(desk, 1), "wati").name == "wati"
    told = journal(desk.home, "akses")[-1]
    assert told["detail"] == {"login": "wati", "key": 1, "fingerprint": key.fingerprint}
    assert told["key"] == 1
    enter(desk, "wati")
    assert journal(desk.home, "akses")[-1]["detail"] == {"login": "wati", "key": None}
    assert "key" not in journal(desk.home, "akses")[-1], "at the machine there is no key"
    assert verify(desk)["ok"]


@pytest.mark.parametrize(("key_id", "words"), [(2, "bukan kunci Anda"), (9, "bukan kunci Anda"), (3, "sudah dicabut")])
def test_nobody_comes_in_by_a_key_that_is_not_theirs(key_id: int, words: str, desk: Desk) -> None:
    for name, key in (("wati", "a"), ("rina", "b"), ("wati", "c")):
        given(desk, name, key)
    revoke_key(desk, 3, by="test")
    before = len(journal(desk.home, "akses"))
    with pytest.raises(SessionOver, match=words):
        enter(by_key(desk, key_id), "wati")
    assert len(journal(desk.home, "akses")) == before


def test_every_question_of_a_session_asks_for_its_key(desk: Desk) -> None:
    given(desk, "wati")
    given(desk, "wati", "another")
    assert in_session(by_key(desk, 1), "wati", list_users)
    revoke_key(desk, 1, by="test")
    with pytest.raises(SessionOver, match=r"kunci 1, contoh\) sudah dicabut"):
        in_session(by_key(desk, 1), "wati", list_users)
    assert in_session(by_key(desk, 2), "wati", list_users)
    assert in_session(desk, "wati", list_users)


def test_events_of_a_session_name_its_key(desk: Desk) -> None:
    given(desk, "wati")
    numbers = [
        register_case(asked, "waykanan.kk_baru", "wati", NewCase(APPLICANT)).case.number
        for asked in (by_key(desk, 1), desk)
    ]
    shown = [case_view(desk, find_case(desk, number), Actor("wati", "WATI")) for number in numbers]
    assert [case["events"][0]["key"] for case in shown] == [1, None]
    assert verify(desk)["ok"]


def sets(what: str) -> Callable[[sqlite3.Connection], None]:
    """Change the first key by hand."""
    return lambda connection: connection.execute(f"UPDATE ssh_keys SET {what} WHERE id = 1") and None


def put_in(connection: sqlite3.Connection) -> None:
    connection.execute(
        "INSERT INTO ssh_keys (office, user_id, kind, blob, fingerprint, comment, at, by) "
        "SELECT office, user_id, kind, 'AAAA', 'SHA256:x', '', at, by FROM ssh_keys WHERE id = 1"
    )


def take_out(connection: sqlite3.Connection) -> None:
    sql = connection.execute("SELECT sql FROM sqlite_master WHERE name = 'ssh_keys_no_delete'").fetchone()[0]
    connection.execute("DROP TRIGGER ssh_keys_no_delete")
    connection.execute("DELETE FROM ssh_keys WHERE id = 1")
    connection.execute(sql)


OTHER = ed25519("stranger").split()[1]
TAMPERED = {
    "added past the program": (put_in, "ditambahkan di luar program"),
    "taken out": (take_out, "hilang"),
    "another blob": (sets(f"blob = '{OTHER}'"), "Isi kunci"),
    "a blob that is none": (sets("blob = '!'"), "Isi kunci"),
    "another fingerprint": (sets("fingerprint = 'SHA256:x'"), "sidik jari"),
    "given to somebody else": (sets("user_id = (SELECT id FROM users WHERE name = 'harun')"), "Pemilik"),
    "revoked past the program": (sets("revoked_at = 1"), "menurut jurnal sebaliknya"),
    "another kind": (sets("kind = 'ssh-rsa'"), "sidik jari"),
}


@pytest.mark.parametrize("how", TAMPERED)
def test_verify_notices_a_key_that_was_tampered_with(how: str, board: Commands) -> None:
    give(board, "rina")
    assert board.ok("verify")["ok"]
    change, words = TAMPERED[how]
    with sqlite3.connect(board.home / "board.db") as connection:
        change(connection)
    (fault,) = board.run("verify").json["faults"]
    assert fault["kind"] == "ssh_key"
    assert words in fault["sentence"]


def test_verify_notices_a_key_that_was_revived(board: Commands) -> None:
    give(board, "rina")
    board.ok("user", "key", "revoke", "1")
    assert board.ok("verify")["ok"]
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute("UPDATE ssh_keys SET revoked_at = NULL")
    assert [fault["kind"] for fault in board.run("verify").json["faults"]] == ["ssh_key"]


def test_the_clock_must_be_believable(board: Commands, clock: Clock) -> None:
    give(board, "rina")
    board.ok("case", "new", "--sop", "waykanan.kk_baru", user="wati", stdin={"applicant": APPLICANT})
    clock.forward(days=-400)
    assert board.refused("user", "key", "revoke", "1")["error"] == "clock"
