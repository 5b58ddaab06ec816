"""What somebody wrote into the database past the program: it is painted, printed and exported as harmless signs."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import unicodedata
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path
from typing import Any

import pytest

from board.cli.main import main
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board
from tests.screens.openers import OPENERS, Opener, copy_lived, go

HOSTILE = "\x1b]52;c;QUJD\x07\x1b[2J\x9b31m\u202e\u2066\u200b\u200f\ufeff\x00\x08\x7f\u2028\U000e0041"
"""Clears a screen, fills a clipboard, turns text round, hides in it."""
FORMULA = '=HYPERLINK("http://x","klik")'
FREE_TEXT = {
    "cases": ("name", "phone", "holder_title", "physical_title"),
    "users": ("title", "pangkat"),
    "notes": ("text", "author", "role"),
    "messages": ("text", "by", "sent_by"),
    "attachments": ("name", "sender", "by"),
    "bundles": ("text", "note"),
    "bundle_files": ("name", "refused"),
    "contacts": ("name", "phone"),
    "links": ("note",),
    "print_jobs": ("reason", "by", "error"),
    "registers": ("subject", "by", "void_reason"),
    "outages": ("reason", "by"),
    "incidents": ("what", "closed_note", "by"),
    "mandates": ("letter",),
    "notices": ("text", "by"),
    "accused": ("title",),
    "events": ("actor",),
}
"""Columns that hold words of people, by table."""


def poison(home: Path) -> None:
    """Write past the program into every column that holds words."""
    with sqlite3.connect(home / "board.db") as connection:
        triggers = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for (name,) in triggers:
            connection.execute(f'DROP TRIGGER "{name}"')
        for table, columns in FREE_TEXT.items():
            for column in columns:
                connection.execute(
                    f'UPDATE "{table}" SET "{column}" = ? || "{column}" || ? WHERE "{column}" <> \'\'',
                    (HOSTILE, HOSTILE),
                )
        for row, data in connection.execute("SELECT id, data FROM cases").fetchall():
            connection.execute("UPDATE cases SET data = ? WHERE id = ?", (poisoned(data), row))
        for row, text in connection.execute("SELECT id, text FROM events").fetchall():
            told = json.loads(text)
            told["note"] = f"{HOSTILE}{told['note']}" if told["note"] else ""
            connection.execute("UPDATE events SET text = ? WHERE id = ?", (json.dumps(told), row))
    connection.close()


def poisoned(data: str) -> str:
    """The filled-in words of a case, each with what does not belong there; dates and choices stay what they are."""
    plain = json.loads(data)
    for name in ("alamat", "nama_kepala", "alasan", "masalah", "uraian", "nama_anak", "nama_almarhum", "jawaban"):
        if isinstance(plain.get(name), str):
            plain[name] = HOSTILE + plain[name]
    return json.dumps(plain)


def steering(text: str, *, lines: bool = True) -> set[str]:
    """Signs in a text that steer whatever shows it."""
    kinds = {"Cc", "Cf", "Cs", "Zl", "Zp", "Co"}
    return {char for char in text if unicodedata.category(char) in kinds and not (lines and char == "\n")}


@pytest.fixture(scope="module")
def poisoned_office(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration office after somebody was at its database."""
    home = copy_lived(lived, tmp_path_factory.mktemp("racun") / "kantor")
    poison(home)
    return home


PAINTED = [opener for opener in OPENERS if not opener.door]


@pytest.mark.parametrize("opener", PAINTED, ids=lambda opener: "-".join((opener.screen, opener.user, *opener.keys)))
async def test_nothing_that_is_painted_steers_a_terminal(opener: Opener, poisoned_office: Path, tmp_path: Path) -> None:
    home = copy_lived(poisoned_office, tmp_path / "kantor")
    async with at_the_board(home, opener.user, Clock(), size=(120, 40)) as officer:
        await go(officer, opener)
        painted = "\n".join(strip.text for strip in officer.app.screen._compositor.render_strips())
        assert steering(painted) == set()


COMMANDS = [
    ("case", "list"), ("case", "find", "contoh"), ("book", "list"), ("book", "show", "pendaftaran", "2026"),
    ("print", "list"), ("outbox", "list", "--all"), ("thread", "list"), ("inbox", "list"), ("user", "list"),
    ("mandate", "list"), ("outage", "list"), ("incident", "list"), ("report", "morning"),
]  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("as_json", [False, True])
def test_nothing_that_a_command_prints_steers_a_terminal(
    words: tuple[str, ...], as_json: bool, poisoned_office: Path
) -> None:
    answer = printed(poisoned_office, *words, *(["--json"] if as_json else []))
    assert steering(answer) == set()
    if as_json:
        json.loads(answer)


@pytest.mark.parametrize("kind", [("case", "show"), ("thread", "show")], ids=" ".join)
def test_nothing_that_is_shown_of_a_case_steers_a_terminal(kind: tuple[str, ...], poisoned_office: Path) -> None:
    rows = Commands(poisoned_office, Clock()).ok("case", "list", "--limit", "40")["rows"]
    for row in rows:
        assert steering(printed(poisoned_office, *kind, row["number"])) == set()


def printed(home: Path, *words: str) -> str:
    """What a command prints, on both streams."""
    out, err = io.StringIO(), io.StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["--home", str(home), "--user", "kadis", *words], clock=Clock())
    assert code == 0, err.getvalue()
    return out.getvalue() + err.getvalue()


def test_nothing_that_is_exported_steers_or_calculates(poisoned_office: Path, tmp_path: Path) -> None:
    home = copy_lived(poisoned_office, tmp_path / "kantor")
    with sqlite3.connect(home / "board.db") as connection:
        connection.execute("UPDATE registers SET subject = ? || subject", (FORMULA,))
        connection.execute("UPDATE cases SET name = ? || name", (FORMULA,))
        connection.execute("UPDATE users SET title = ? || title", ("@SUM(A1)",))
    connection.close()
    written = 0
    for words in (
        ("book", "show", "pendaftaran", "2026"), ("book", "show", "konsultasi", "2026"),
        *(("report", name, "--month", "2026-11") for name in ("recap", "flow", "sla", "complaints", "consultations")),
    ):  # fmt: skip
        file = tmp_path / f"{written}.csv"
        printed(home, *words, "--csv", str(file))
        text = file.read_text(encoding="utf-8")
        assert steering(text.replace("\r\n", "\n")) == set(), words
        cells = [cell for row in csv.reader(io.StringIO(text)) for cell in row]
        assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))], words
        written += len(cells)
    assert written > 100


def test_nothing_that_is_printed_steers_a_printer(poisoned_office: Path, tmp_path: Path) -> None:
    from pypdf import PdfReader

    home = copy_lived(poisoned_office, tmp_path / "kantor")
    board = Commands(home, Clock())
    number = board.ok("case", "list", "--sop", "waykanan.kk_baru")["rows"][0]["number"]
    for user in ("wati", "oki"):
        board.run("case", "print", number, user=user)
    board.ok("case", "dossier", number, "--pdf", str(tmp_path / "berkas.pdf"), user="kadis")
    board.ok("print", "run")
    papers = [tmp_path / "berkas.pdf", *(home / "spool").rglob("*.pdf")]
    assert len(papers) > 5
    for paper in papers:
        for page in PdfReader(paper).pages:
            assert steering(page.extract_text()) == set(), paper.name


def test_what_is_harmless_is_left_as_it_is(lived: Path, tmp_path: Path) -> None:
    """The same screens of the same office without the poison show no sign that stands for an unseen one."""
    told: dict[str, Any] = json.loads(printed(copy_lived(lived, tmp_path / "kantor"), "case", "list", "--json"))
    assert "\ufffd" not in json.dumps(told, ensure_ascii=False)
