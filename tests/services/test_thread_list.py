"""Which threads wait, who wrote last, who looked."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

import pytest

from board.cli.main import main
from tests.commands import Commands
from tests.walker import APPLICANT

KK, ADUAN, KONSULTASI = "waykanan.kk_baru", "waykanan.pengaduan", "landak.konsultasi"
BY = {KK: "wati", ADUAN: "ade", KONSULTASI: "tono"}


def register(board: Commands, sop: str = ADUAN) -> str:
    """A new case; its number."""
    data = {"uraian": "Nama salah tulis."} if sop == ADUAN else {}
    new = {"applicant": APPLICANT, "data": data}
    return str(board.ok("case", "new", "--sop", sop, user=BY[sop], stdin=new)["number"])


def note(board: Commands, number: str, kind: str, text: str = "Sudah dibaca.", user: str = "ade") -> None:
    """A note on a case."""
    board.ok("thread", "note", number, "--kind", kind, "--text", text, user=user)


def threads(board: Commands, *words: str | int) -> list[dict[str, Any]]:
    """The rows of ``thread list``."""
    rows: list[dict[str, Any]] = board.ok("thread", "list", *words)["rows"]
    return rows


def test_a_complaint_is_listed_before_anybody_wrote(board: Commands) -> None:
    number = register(board)
    (row,) = threads(board)
    assert (row["number"], row["service"], row["status"]) == (number, "Pengaduan", "berjalan")
    assert (row["count"], row["last"]) == (0, None)


def test_the_last_note_is_told_without_its_words(board: Commands) -> None:
    number = register(board)
    note(board, number, "pelapor", "Nama ibu saya salah.")
    board.clock.forward(minutes=5)
    note(board, number, "internal", "Cek ke SIAK.")
    (row,) = threads(board)
    assert row["count"] == 2
    assert row["last"] == {
        "seq": 2, "at": "2026-11-23T09:05:00+07:00", "kind": "internal", "author": "ADE RAHMAWATI",
        "role": row["last"]["role"],
    }  # fmt: skip
    told = json.dumps(row)
    for secret in ("SIAK", APPLICANT["nik"], APPLICANT["no_kk"], "81200000001", "AMINAH"):
        assert secret not in told


def test_other_cases_are_listed_once_somebody_wrote(board: Commands) -> None:
    quiet, spoken = register(board, KK), register(board, KK)
    note(board, spoken, "internal", user="wati")
    assert [row["number"] for row in threads(board)] == [spoken]
    assert quiet


def test_threads_are_narrowed(board: Commands) -> None:
    complaint, other = register(board), register(board, KK)
    note(board, complaint, "pelapor")
    note(board, complaint, "solusi")
    note(board, other, "pelapor", user="wati")
    assert [row["number"] for row in threads(board, "--sop", ADUAN)] == [complaint]
    assert [row["number"] for row in threads(board, "--kind", "pelapor")] == [other], "the last note counts"
    assert [row["number"] for row in threads(board, "--kind", "solusi")] == [complaint]
    assert threads(board, "--status", "batal") == []
    board.ok("case", "cancel", complaint, "--kind", "dicabut", "--note", "Dicabut.", user="ade")
    assert [row["number"] for row in threads(board, "--status", "batal")] == [complaint]
    assert [row["number"] for row in threads(board)] == [other]


def test_consultations_are_threads(board: Commands) -> None:
    number = register(board, KONSULTASI)
    assert number in {row["number"] for row in threads(board)}


def test_pages_cover_every_thread_once(board: Commands) -> None:
    numbers = {register(board) for _ in range(5)}
    seen: list[str] = []
    after: tuple[str, ...] = ()
    for _ in range(5):
        page = board.ok("thread", "list", "--limit", 2, *after)
        seen += [row["number"] for row in page["rows"]]
        if page["next"] is None:
            break
        after = ("--after", page["next"])
    assert len(seen) == 5 and set(seen) == numbers


def looks(board: Commands) -> list[tuple[str, str, str]]:
    """What the access journal says."""
    with sqlite3.connect(board.home / "board.db") as connection:
        lines = connection.execute("SELECT actor, subject, text FROM journal WHERE chain = 'akses' ORDER BY seq")
        return [(actor, subject, json.loads(text)["detail"]["part"]) for actor, subject, text in lines.fetchall()]


def test_whoever_looks_at_a_thread_or_a_message_is_recorded(board: Commands) -> None:
    number = register(board)
    note(board, number, "pelapor")
    case = register(board, KK)
    message = next(row for row in board.ok("outbox", "list")["rows"] if row["number"] == case)
    board.ok("outbox", "sent", message["id"], user="wati")
    threads(board)
    assert looks(board) == [], "writing and masked lists are no looking"
    board.ok("thread", "show", number, user="rina")
    board.ok("outbox", "show", message["id"], user="wati")
    board.ok("case", "show", case, user="auditor")
    assert looks(board) == [
        ("RINA MARLINA, S.Sos.", number, "utas"), ("WATI KURNIA", case, "pesan"), ("AUDITOR CONTOH", case, "berkas"),
    ]  # fmt: skip
    for words in (("thread", "show", "X"), ("outbox", "show", 999)):
        assert board.refused(*words, user="rina")["error"] == "not_found"
    assert board.refused("thread", "show", number, user="siapa")["error"] == "not_found"
    assert len(looks(board)) == 3
    assert board.ok("verify")["ok"]


def test_a_person_is_told_that_nobody_wrote(board: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    number = register(board)
    words = ["--home", str(board.home), "thread", "show", number]
    assert main(words, clock=board.clock) == 0
    assert capsys.readouterr().out == "Belum ada catatan pada berkas ini.\n"
    note(board, number, "pelapor", "Baris satu.\nBaris dua.")
    capsys.readouterr()
    assert main(words, clock=board.clock) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0].startswith("2026-11-23T09:00:00+07:00  Pelapor  ADE RAHMAWATI (")
    assert told[1:] == ["  Baris satu.", "  Baris dua."]


def test_an_answer_with_a_blank_of_its_template_is_not_sent(board: Commands) -> None:
    number = register(board)
    words = ("thread", "note", number, "--text", "Silakan menghubungi [nama instansi].")
    for kind in ("jawaban", "solusi"):
        told = board.refused(*words, "--kind", kind, user="ade")
        assert "[nama instansi]" in told["fields"]["text"]
    board.ok(*words, "--kind", "internal", user="ade")
    assert [row["kind"] for row in board.ok("outbox", "list", "--number", number)["rows"]] == ["diterima"]
