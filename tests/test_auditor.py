"""An auditor reads everything and writes nothing: every verb of the command line, every key of the board."""

from __future__ import annotations

import argparse
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from board.cli.main import build_parser
from board.screens.board import BoardScreen
from board.screens.key_table import key_rows
from tests.cli.test_dossier import photo
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.uploads import MORNING, upload
from tests.uploads import photo as uploaded
from tests.walker import APPLICANT, Walker

APART = {"demo", "init", "open", "migrate", "sop intake", "ssh keys"}
"""Commands that decide nothing: building or opening an office, a blank sheet of paper, what sshd asks of nobody."""
READING = {
    "user list", "user key list",
    "mandate list", "sop list", "sop show", "sop check", "case show", "case list", "case find", "search",
    "case dossier", "case status", "thread list", "thread show", "thread search", "outbox list", "outbox show",
    "book list", "book show", "print list", "verify", "doctor", "keys", "case waiting", "inbox list", "inbox show",
    "physical list", "outage list", "calendar show", "incident list", "report recap", "report complaints",
    "report consultations", "report morning", "report flow", "report sla",
}  # fmt: skip
"""What an auditor is there for."""


def commands(parser: argparse.ArgumentParser, *words: str) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Every command with its own parser."""
    nouns = [action for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    for action in nouns:
        for word, below in action.choices.items():
            yield from commands(below, *words, word)
    if not nouns:
        yield " ".join(words), parser


EVERY = {name: parser for name, parser in commands(build_parser([])) if name not in APART}


@pytest.fixture
def number(board: Commands, tmp_path: Path) -> str:
    """A case with papers, messages, a note and a photo."""
    walker = Walker(board, "waykanan.kk_baru", tmp_path)
    case = walker.walk(walker.register(), walker.route(walker.sop["steps"][0]["id"], "koreksi_kasi"))
    found = str(case["number"])
    board.ok("case", "attach", found, photo(tmp_path / "rumah.jpg"), user="rina")
    board.ok("thread", "note", found, "--kind", "internal", "--text", "Cek.", user="rina")
    upload(board.home, f"081234567890_{MORNING}/a.jpg", uploaded())
    board.ok("inbox", "scan")
    return found


def kept(home: Path) -> list[str]:
    """Everything an office keeps, but for who looked, and how its folder looks."""
    with sqlite3.connect(home / "board.db") as connection:
        rows = [line for line in connection.iterdump() if not ('INSERT INTO "journal"' in line and "'akses'" in line)]
    files = [str(path.relative_to(home)) for path in sorted(home.rglob("*")) if path.is_file()]
    return [*rows, *(name for name in files if not name.startswith("board.db"))]


def words_for(name: str, parser: argparse.ArgumentParser, number: str, tmp_path: Path) -> list[str]:
    """A command with arguments that could be meant, made up from what its parser asks for."""
    (tmp_path / "isi.json").write_text(json.dumps({"applicant": APPLICANT, "channel": "loket"}))
    (tmp_path / "ubah.json").write_text(json.dumps({"applicant": {"phone": "081200000009"}}))
    file = {"case attach": "rumah.jpg", "case edit": "ubah.json"}.get(name, "isi.json")
    known = {
        "number": number, "id": "1", "intent": "setujui", "requirement": "f102", "file": str(tmp_path / file),
        "pdf": str(tmp_path / "keluar.pdf"), "csv": str(tmp_path / "keluar.csv"), "sop": "waykanan.kk_baru",
        "kind": "", "note": "Catatan.", "text": "Catatan.", "reason": "lainnya", "book": "pendaftaran", "year": "2026",
        "name": "wati", "title": "WATI", "role": "kadis", "add": "kadis", "remove": "pelayanan", "deputy": "oki",
        "principal": "rina", "from_on": "2026-11-23", "to_on": "2026-11-30", "other": number, "to": number,
        "phone": "081200000009",
    }  # fmt: skip
    known |= {"case link": {"kind": "ganda"}, "case unlink": {"kind": "ganda"}}.get(name, {})
    known |= {"system": "siak", "month": "2026-11", "what": "Catatan."}
    found = name.split()
    for action in parser._actions:
        if isinstance(action, argparse._HelpAction) or action.dest in {"home", "user", "json", "key", "seen"}:
            continue
        value = next(iter(action.choices)) if action.choices else known.get(action.dest, "1")
        if name.startswith("sop") and action.dest in {"id", "files"}:
            value = {"sop check": "", "sop show": "waykanan.kk_baru"}.get(name, str(tmp_path / "isi.json"))
        if not action.option_strings:
            found += [value] if value else []
        elif action.required or action.dest in {"add", "file", "reason", "accept_clock", "password_stdin"}:
            found += [action.option_strings[0], *([value] if action.nargs != 0 else [])]
    for group in parser._mutually_exclusive_groups:
        if group.required:
            first = group._group_actions[0]
            found += [first.option_strings[0], known.get(first.dest, "1")]
    return found + {"case misfile": ["--attachment", "1", "--unknown"], "case about": ["--off"]}.get(name, [])


def test_no_verb_lets_an_auditor_write(number: str, board: Commands, tmp_path: Path) -> None:
    before = kept(board.home)
    for name in sorted(EVERY):
        words = words_for(name, EVERY[name], number, tmp_path)
        answer = board.run(*words, user="auditor", stdin="sandi-baru-2026\n")
        assert kept(board.home) == before, words
        if name in READING and "--accept-clock" not in words:
            assert answer.code == 0, (words, answer.err)
        else:
            assert (answer.code, answer.out) == (1, ""), (words, answer.err)
            assert answer.refusal["error"] == "not_authorised", (words, answer.refusal)


def test_looking_is_written(number: str, board: Commands, tmp_path: Path) -> None:
    for words in (("case", "show", number), ("thread", "show", number), ("outbox", "show", "1")):
        board.ok(*words, user="auditor")
    board.ok("book", "show", "pendaftaran", "2026", "--csv", tmp_path / "b.csv", user="auditor")
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="auditor")
    with sqlite3.connect(board.home / "board.db") as connection:
        lines = connection.execute("SELECT text FROM journal WHERE chain = 'akses' AND actor = 'AUDITOR CONTOH'")
        parts = [json.loads(text)["detail"]["part"] for (text,) in lines]
    assert parts == ["berkas", "utas", "pesan", "buku", "berkas_lengkap"]


async def test_no_key_lets_an_auditor_write(number: str, board: Commands, home: Path, clock: Clock) -> None:
    keys = [
        row["keys"].split(", ")[0] for row in key_rows()
        if row["screen"] in {"Papan", "Berkas"} and row["id"] not in {"board.quit", "back", "help", "case.dossier"}
    ]  # fmt: skip
    letters = [key for key in keys if len(key) == 1]
    assert {"t", "k", "e", "p", "n", "m", "x", "b"} <= set(letters)
    async with at_the_board(home, "auditor", clock) as auditor:
        auditor.sees(number)
        before = kept(home)
        for letter in letters:
            name = {"/": "slash", "*": "asterisk", "+": "plus"}.get(letter, letter)
            await auditor.presses(name, "enter", "enter", "y")
            while not isinstance(auditor.app.screen, BoardScreen):
                await auditor.presses("escape")
        assert kept(home) == before
    assert board.ok("verify")["ok"]


def test_who_looks_things_over_does_not_do_them(board: Commands) -> None:
    told = board.refused(
        "user", "add", "dua", "--name", "DUA", "--role", "auditor", "--role", "pelayanan", user="admin"
    )
    assert "Auditor hanya membaca" in told["reason"]
    assert "Auditor hanya membaca" in board.refused("user", "role", "auditor", "--add", "kasi", user="admin")["reason"]
    board.ok("user", "role", "auditor", "--add", "kasi", "--remove", "auditor", user="admin")
    told = board.refused("user", "role", "auditor", "--add", "auditor", user="admin")
    assert "Auditor hanya membaca" in told["reason"]
    assert board.ok("verify")["ok"]
