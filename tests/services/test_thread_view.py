"""A thread as it is read: what was said and what else tells of the applicant, for whom it is; who has read how far."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from board.errors import AnsweredAlready
from board.services.board_reads import MY_DESK, Wanted, load_view
from board.services.desk import Desk, open_desk
from board.services.drafts import Left, OpenDraft
from board.services.facts_of import actor_of, find_case
from board.services.lists import Filter
from board.services.thread_notes import note_way, write_note
from board.services.thread_view import open_thread, thread_shown
from tests.commands import Commands
from tests.services.test_thread_list import ADUAN, KK, note, register
from tests.uploads import photo
from tests.walker import APPLICANT

SECRET = {"applicant": APPLICANT, "data": {"uraian": "Saya, Siti Aminah, dimintai uang.", "rahasiakan": "ya"}}


def thread(board: Commands, number: str, user: str | None = None) -> list[dict[str, Any]]:
    """The rows of ``thread show``."""
    rows: list[dict[str, Any]] = board.ok("thread", "show", number, user=user)
    return rows


@contextmanager
def opened(board: Commands) -> Iterator[Desk]:
    """The office, opened between two commands."""
    desk = open_desk(board.home, clock=board.clock)
    yield desk
    desk.close()


def secret(board: Commands) -> str:
    """A complaint in confidence; its number."""
    return str(board.ok("case", "new", "--sop", ADUAN, user="ade", stdin=SECRET)["number"])


def test_asking_coming_and_sending_stand_between_the_notes(board: Commands, tmp_path: Path) -> None:
    number = register(board, KK)
    board.clock.forward(minutes=1)
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    board.clock.forward(minutes=1)
    asked = next(row for row in board.ok("outbox", "list", "--number", number)["rows"] if row["kind"] == "kurang")
    board.ok("outbox", "sent", asked["id"], user="wati")
    board.clock.forward(minutes=1)
    (tmp_path / "kk.png").write_bytes(photo(kind="PNG"))
    board.ok("case", "attach", number, str(tmp_path / "kk.png"), "--requirement", "f102", user="wati")
    board.clock.forward(minutes=1)
    note(board, number, "pelapor", "Sudah saya kirim.", user="wati")
    rows = thread(board, number)
    told = [(row["source"], row["kind"], row["seq"]) for row in rows]
    assert told == [("diminta", "jawaban", None), ("pesan", "jawaban", None), ("kiriman", "pelapor", None),
                    ("catatan", "pelapor", 1)]  # fmt: skip
    assert {row["author"] for row in rows} == {"WATI KURNIA"}
    assert {row["role"] for row in rows} == {rows[0]["role"]} != {""}
    assert rows[0]["text"].endswith(": sudah datang")
    assert rows[1]["text"].startswith("Kepada 0812****001: Yth.")
    assert rows[2]["text"].startswith("- kk.png (")
    assert [row["seq"] for row in board.ok("case", "show", number)["thread"]] == [1], "derived rows are no notes"
    board.ok("case", "move", number, "terima", user="wati")
    board.ok("case", "undo", number, user="wati")
    assert [row["source"] for row in thread(board, number)] == [row["source"] for row in rows]


def test_what_was_undone_was_not_asked(board: Commands) -> None:
    number = register(board, KK)
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    assert [row["source"] for row in thread(board, number)] == ["diminta"]
    board.ok("case", "undo", number, user="wati")
    assert thread(board, number) == []


def test_a_complaint_tells_its_matter_its_turns_and_what_is_unsent(board: Commands) -> None:
    number = register(board)
    board.ok("case", "move", number, "teruskan", user="ade")
    board.ok("case", "check", number, "identitas", user="ade")
    (board.home / "isi.json").write_text(json.dumps({"kategori": "data"}))
    board.ok("case", "move", number, "sederhana", "--data", board.home / "isi.json", user="ade")
    board.ok("case", "move", number, "eskalasi", "--note", "Perlu pejabat.", user="ade")

    def seen(user: str) -> list[tuple[str, str, str]]:
        with opened(board) as desk:
            asking = desk.seen_by(actor_of(desk, user))
            shown = thread_shown(asking, find_case(asking, number), user)
        assert shown.unsent == 1
        return [(entry.source, entry.kind, entry.text) for entry in shown.entries]

    assert ("isian", "pelapor", "Uraian aduan: Nama salah tulis.") in seen("putu")
    assert ("gerak", "internal", "Eskalasi, ke Lapor pejabat: Perlu pejabat.") in seen("putu")
    assert "pesan_menunggu" in {source for source, _, _ in seen("putu")}
    assert "gerak" not in {source for source, _, _ in seen("wati")}, "turns are for the roles of the SOP"


def test_internal_notes_are_for_the_roles_of_the_sop(board: Commands, capsys: pytest.CaptureFixture[str]) -> None:
    number = register(board)
    note(board, number, "pelapor", "Mengapa lama?")
    note(board, number, "internal", "Diduga pungli.")
    for user in ("ade", "timo", None):
        assert [row["kind"] for row in thread(board, number, user)] == ["pelapor", "internal"]
    for user in ("wati", "harun", "auditor", "admin"):
        assert [row["kind"] for row in thread(board, number, user)] == ["pelapor"]
        assert [row["kind"] for row in board.ok("case", "show", number, user=user)["thread"]] == ["pelapor"]
    capsys.readouterr()
    from board.cli.main import main

    main(["--home", str(board.home), "--user", "wati", "thread", "show", number], clock=board.clock)
    told = capsys.readouterr().out
    assert "1 catatan internal (hanya untuk peran SOP ini)." in told and "pungli" not in told
    plain = register(board, KK)
    note(board, plain, "internal", "Ibu ini datang lagi besok.", user="wati")
    assert thread(board, plain, "auditor"), "an SOP that is not confidential is read whole by whoever reads dossiers"
    assert thread(board, plain, "ade") == []


def test_a_name_given_in_confidence_is_told_to_its_roles_alone(board: Commands, tmp_path: Path) -> None:
    number = secret(board)
    note(board, number, "pelapor", "Saya Siti Aminah, HP 081200000001.")
    (tmp_path / "ktp siti.png").write_bytes(photo(kind="PNG"))
    board.ok("case", "attach", number, str(tmp_path / "ktp siti.png"), user="ade")
    note(board, number, "jawaban", "Ibu Siti, kami periksa.")
    message = board.ok("outbox", "list", "--number", number)["rows"][-1]
    board.ok("outbox", "sent", message["id"], user="ade")
    assert "Siti Aminah" in json.dumps(thread(board, number, "ade"))
    for user in ("wati", "harun", None):
        told = json.dumps(thread(board, number, user)).lower()
        assert not {word for word in ("siti", "aminah", "1200000001", "0812****") if word in told}
        assert "dirahasiakan" in told
    with opened(board) as desk:
        shown = thread_shown(desk.seen_by(actor_of(desk, "wati")), find_case(desk, number), "wati")
        assert (shown.applicant, shown.phone) == ("dirahasiakan", "dirahasiakan")
        shown = thread_shown(desk.seen_by(actor_of(desk, "ade")), find_case(desk, number), "ade")
    assert (shown.applicant, shown.phone, shown.applicant_role) == ("SITI AMINAH", "0812****001", "Pelapor")


# --- two officers at once -------------------------------------------------------------------------------------------


def test_the_second_answer_waits_until_the_first_was_read(board: Commands) -> None:
    number = register(board)
    note(board, number, "pelapor")
    board.ok("thread", "note", number, "--kind", "jawaban", "--text", "Besok.", "--seen", 1, user="ade")
    command = ("thread", "note", number, "--kind", "jawaban", "--text", "Lusa.")
    refused = board.refused(*command, "--seen", 1, user="timo")
    assert (refused["error"], refused["seq"], refused["by"]) == ("answered", 2, "ADE RAHMAWATI")
    assert "sudah dijawab ADE RAHMAWATI pada 23 Nov 2026 09.00" in refused["reason"]
    assert len(thread(board, number)) == 2
    board.ok(*command, "--seen", refused["seq"], user="timo")
    board.ok(*command, user="timo")
    board.ok("thread", "note", number, "--kind", "solusi", "--text", "Beres.", "--seen", 4, user="timo")
    assert board.ok("verify")["ok"]


def test_ones_own_answer_and_a_colleagues_remark_stand_in_nobodys_way(board: Commands) -> None:
    number = register(board)
    note(board, number, "jawaban")
    note(board, number, "internal", user="timo")
    board.ok("thread", "note", number, "--kind", "jawaban", "--text", "Ralat.", "--seen", 0, user="ade")


def test_who_is_writing_now_is_told_for_ten_minutes(board: Commands) -> None:
    number, other = register(board), register(board)
    with opened(board) as desk:
        OpenDraft("timo", note_way(number, "jawaban")).keep(desk, Left({"text": "Belum sele"}))
        row = find_case(desk, number)
        (writer,) = thread_shown(desk, row, "ade").writing
        assert (writer.name, writer.kind) == ("TIMOTIUS SARAGI", "jawaban")
        assert thread_shown(desk, row, "timo").writing == ()
        assert thread_shown(desk, find_case(desk, other), "ade").writing == ()
        board.clock.forward(minutes=11)
        assert thread_shown(desk, row, "ade").writing == ()


# --- what leaves the office -----------------------------------------------------------------------------------------


def test_an_answer_waits_as_a_message_and_nothing_else_does(board: Commands) -> None:
    number = register(board)
    before = len(board.ok("outbox", "list")["rows"])
    for kind in ("internal", "pelapor", "solusi"):
        note(board, number, kind, "Kata rahasia.")
    assert len(board.ok("outbox", "list")["rows"]) == before
    words = ("thread", "note", number, "--kind", "jawaban", "--text", "KK Ibu sudah\ndibetulkan", "--key", "k1")
    for _ in range(2):
        board.ok(*words, user="ade")
    (row,) = board.ok("outbox", "list", "--number", number)["rows"][before:]
    message = board.ok("outbox", "show", row["id"])
    assert (message["kind"], message["state"]) == ("jawaban", "queued")
    assert f"nomor {number}: KK Ibu sudah dibetulkan. " in message["text"]
    assert "rahasia" not in message["text"]


def test_an_answer_to_nobodys_phone_is_only_a_note(board: Commands) -> None:
    from board.models.case import Case

    number = register(board)
    with opened(board) as desk:
        Case.update(phone="").where(Case.number == number).execute()
        assert write_note(desk, number, "ade", "jawaban", "Silakan datang.").message is None


# --- how far it was read --------------------------------------------------------------------------------------------


def unread(board: Commands, user: str) -> dict[str, int]:
    """Unread notes by case, as ``thread list`` tells an officer."""
    return {row["number"]: row["unread"] for row in board.ok("thread", "list", user=user)["rows"]}


def test_notes_of_others_are_new_until_they_are_read(board: Commands) -> None:
    number = register(board)
    note(board, number, "pelapor", user="timo")
    note(board, number, "internal", user="timo")
    assert unread(board, "ade") == {number: 2}
    assert unread(board, "timo") == {number: 0}, "who writes has read"
    assert unread(board, "wati") == {number: 1}, "an internal note is not news to whom it is closed"
    assert board.ok("thread", "list")["rows"][0]["unread"] == 0
    with opened(board) as desk:
        shown = open_thread(desk, number, actor_of(desk, "ade"))
    notes = [entry for entry in shown.entries if entry.seq]
    assert [entry.is_unread(shown.read) for entry in notes] == [True, True]
    assert unread(board, "ade") == {number: 0}
    note(board, number, "jawaban", user="timo")
    assert unread(board, "ade") == {number: 1}
    note(board, number, "internal", user="ade")
    assert unread(board, "ade") == {number: 1}, "whoever writes has not read by that"
    with opened(board) as desk:
        open_thread(desk, number, actor_of(desk, "ade"))
    note(board, number, "internal", user="ade")
    assert unread(board, "ade") == {number: 0}


def test_the_card_tells_what_is_new(board: Commands) -> None:
    number = register(board)
    note(board, number, "pelapor", user="timo")

    def card(user: str) -> Any:
        with opened(board) as desk:
            loaded = load_view(desk, user, MY_DESK, None, Filter(), lambda view: [Wanted(c.key) for c in view.columns])
        return next(card for page in loaded.pages.values() for card in page.cards if card.number == number)

    assert (card("ade").unread, card("ade").threaded) == (1, True)
    with opened(board) as desk:
        open_thread(desk, number, actor_of(desk, "ade"))
    assert card("ade").unread == 0


def test_an_answer_is_refused_with_what_is_known_of_it() -> None:
    told = AnsweredAlready("PGD-2026-00001", seq=2, by="ADE", at="23 Nov 2026 09.00")
    assert told.facts() == {"number": "PGD-2026-00001", "seq": 2, "by": "ADE", "at": "23 Nov 2026 09.00"}


def test_what_was_said_before_there_were_marks_is_news_to_nobody(board: Commands) -> None:
    from importlib import import_module

    number = register(board)
    note(board, number, "pelapor", user="timo")
    form = ("contoh", "ade", f"note:{number}", '{"kind": "jawaban", "text": "Belum sel"}', 0)
    with sqlite3.connect(board.home / "board.db") as older:
        older.execute("DELETE FROM thread_reads")
        older.execute("INSERT INTO drafts VALUES (?, ?, ?, ?, ?, '', '', '', 0)", form)
        older.execute("INSERT INTO drafts VALUES ('contoh', 'timo', ?, '{}', 0, '', '', '', 0)", (f"note:{number}",))
        import_module("board.models.migrations.0003_threads").carry_over(SimpleNamespace(execute_sql=older.execute))
        drafts = [name for (name,) in older.execute("SELECT form FROM drafts ORDER BY user")]
    assert drafts == [note_way(number, "jawaban").name, note_way(number, "internal").name]
    assert unread(board, "ade") == {number: 0}
    note(board, number, "jawaban", user="timo")
    assert unread(board, "ade") == {number: 1}
