"""``verify`` finds planted damage: each test drops the triggers, changes one thing by hand, and asks."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.walker import APPLICANT, Walker

KK, KIA = "waykanan.kk_baru", "waykanan.kia_baru"


@pytest.fixture(scope="module")
def sound(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for the office that every test damages a copy of."""
    return copy_office(template, tmp_path_factory.mktemp("sound") / "kantor")


@pytest.fixture
def office(sound: Path, clock: Clock, tmp_path: Path) -> Commands:
    """A copy of an office with a finished case, two running ones, a returned one, and one that is BATAL."""
    builder = Commands(sound, clock)
    if not builder.ok("case", "list", "--status", "selesai")["rows"]:
        _fill(builder, tmp_path)
    return Commands(copy_office(sound, tmp_path / "kantor"), clock)


def _fill(board: Commands, folder: Path) -> None:
    walker = Walker(board, KK, folder)
    walker.walk(walker.register(), walker.branches()[0])
    for _ in range(3):
        board.clock.forward(minutes=1)
        board.ok(
            "case", "new", "--sop", KK, "--key", f"k-{board.clock.now}", user="wati", stdin={"applicant": APPLICANT}
        )
    returned = "KK-2026-00003"
    board.ok("thread", "note", returned, "--kind", "internal", "--text", "Foto buram.", user="wati")
    board.ok("case", "move", returned, "kembalikan", "--reason", "tidak_terbaca", user="wati")
    board.ok("case", "cancel", "KK-2026-00004", "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    photo = folder / "foto.png"
    Image.new("RGB", (4, 4)).save(photo)
    wrong = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]
    board.ok("case", "attach", wrong, str(photo), user="wati")
    board.ok("case", "transfer", wrong, "--sop", KIA, user="wati")
    waiting = board.ok("outbox", "list")["rows"][-1]["id"]
    board.ok("outbox", "sent", waiting, user="wati")
    board.ok("user", "role", "oki", "--add", "kasi:capil", "--add", "loket", "--remove", "operator")
    board.ok("user", "role", "oki", "--add", "operator", "--remove", "operator", "--remove", "loket")
    words = ("--from", "2026-11-23", "--to", "2026-11-24")
    ended = board.ok("mandate", "add", "dian", "--for", "harun", *words, "--letter", "800/1")
    board.ok("mandate", "end", ended["id"])
    board.clock.forward(minutes=-3)


@contextmanager
def by_hand(home: Path) -> Iterator[sqlite3.Connection]:
    """The database without the triggers that keep history: whoever owns the file can do this."""
    connection = sqlite3.connect(home / "board.db", isolation_level=None)
    connection.execute("PRAGMA foreign_keys = 0")
    triggers = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        connection.execute(f"DROP TRIGGER {name}")
    try:
        yield connection
        for _, sql in triggers:
            connection.execute(sql)
    finally:
        connection.close()


def damaged(office: Commands, statements: Sequence[str]) -> dict[str, Any]:
    """The report of ``verify`` after some statements."""
    with by_hand(office.home) as connection:
        for sql in statements:
            connection.execute(sql)
            assert connection.execute("SELECT changes()").fetchone()[0], f"changes something: {sql}"
    answer = office.run("verify")
    report: dict[str, Any] = answer.json
    assert (answer.code == 0) == report["ok"]
    return report


def kinds(report: dict[str, Any]) -> set[str]:
    """What is at fault."""
    for fault in report["faults"]:
        assert fault["where"].strip() and fault["sentence"].strip().endswith(".")
    return {fault["kind"] for fault in report["faults"]}


def test_a_sound_office_is_ok(office: Commands) -> None:
    report = office.ok("verify")
    assert (report["ok"], report["faults"]) == (True, [])
    assert report["checked"]["cases"] == 6
    assert report["checked"]["events"] > 15
    assert report["checked"]["books"] >= 5


def test_an_empty_office_is_ok(board: Commands) -> None:
    assert board.ok("verify")["checked"] == {"cases": 0, "events": 0, "books": 0}


CASE3 = "(SELECT id FROM cases WHERE number = 'KK-2026-00003')"
LAST = f"(SELECT max(id) FROM events WHERE case_id = {CASE3})"
FOUND: dict[str, tuple[set[str], list[str]]] = {
    "a flipped letter of an event": (
        {"chain"}, [f"UPDATE events SET text = replace(text, 'WATI', 'WATU') WHERE case_id = {CASE3} AND seq = 1"],
    ),
    "a flipped figure in its time": (
        {"chain"}, ["UPDATE events SET text = replace(text, 'T09:', 'T08:') WHERE seq = 2 AND case_id = 1"],
    ),
    "a changed hash": ({"chain"}, [f"UPDATE events SET hash = prev WHERE id = {LAST}"]),
    "a changed prev": ({"chain"}, [f"UPDATE events SET prev = hash WHERE id = {LAST}"]),
    "the last event removed": ({"version"}, [f"DELETE FROM events WHERE id = {LAST}"]),
    "an event removed from the middle": (
        {"event_gap", "version"}, [f"DELETE FROM events WHERE case_id = {CASE3} AND seq = 2"],
    ),
    "the first event removed": ({"event_gap", "version"}, ["DELETE FROM events WHERE case_id = 1 AND seq = 1"]),
    "two events swapped": (
        {"chain"},
        [f"UPDATE events SET seq = 90 + seq WHERE case_id = {CASE3} AND seq IN (1, 2)",
         f"UPDATE events SET seq = 93 - seq WHERE case_id = {CASE3} AND seq > 90"],
    ),
    "an event of another case": (
        {"event_gap", "version"}, [f"UPDATE events SET case_id = 1, seq = 99 WHERE case_id = {CASE3} AND seq = 1"],
    ),
    "the actor of an event": ({"event_columns"}, [f"UPDATE events SET actor = 'ORANG LAIN' WHERE id = {LAST}"]),
    "the role of an event": ({"event_columns"}, [f"UPDATE events SET role = 'kadis' WHERE id = {LAST}"]),
    "the intent of an event": ({"event_columns"}, [f"UPDATE events SET intent = 'setujui' WHERE id = {LAST}"]),
    "a case removed": ({"case_missing"}, ["DELETE FROM cases WHERE number = 'KK-2026-00003'"]),
    "a case removed with its history": (
        {"register_gap", "command"},
        [f"DELETE FROM events WHERE case_id = {CASE3}", f"DELETE FROM registers WHERE case_id = {CASE3}",
         "DELETE FROM cases WHERE number = 'KK-2026-00003'"],
    ),
    "two numbers swapped": (
        {"event_columns"},
        ["UPDATE cases SET number = 'X' WHERE number = 'KK-2026-00001'",
         "UPDATE cases SET number = 'KK-2026-00001' WHERE number = 'KK-2026-00002'",
         "UPDATE cases SET number = 'KK-2026-00002' WHERE number = 'X'"],
    ),
    "a register row removed": (
        {"register_gap", "registration"}, ["DELETE FROM registers WHERE series = 'KK' AND number = 2"],
    ),
    "the last register row removed": (
        {"counter", "registration"}, ["DELETE FROM registers WHERE series = 'KK' AND number = 5"],
    ),
    "a gap": ({"register_gap", "counter"}, ["UPDATE registers SET number = 9 WHERE series = 'KK' AND number = 4"]),
    "a series that begins at 0": (
        {"register_gap"}, ["UPDATE registers SET number = 0 WHERE series = 'KK' AND number = 1"],
    ),
    "a counter put back": ({"counter"}, ["UPDATE counters SET last = last - 1 WHERE series = 'KK'"]),
    "a counter that ran ahead": ({"counter"}, ["UPDATE counters SET last = last + 1 WHERE series = 'KK'"]),
    "a counter without rows": (
        {"counter"}, ["INSERT INTO counters VALUES ('contoh', 'pendaftaran', 2025, 'KK', 7)"],
    ),
    "the status of a case that moved": (
        {"status", "open"}, ["UPDATE cases SET status = 'selesai' WHERE number = 'KK-2026-00003'"],
    ),
    "a finished case opened again": (
        {"status", "open"}, ["UPDATE cases SET status = 'berjalan' WHERE status = 'selesai'"],
    ),
    "a void case brought back": (
        {"status"}, ["UPDATE cases SET status = 'berjalan', open = 1 WHERE status = 'batal'"],
    ),
    "a version": ({"version"}, ["UPDATE cases SET version = version + 1 WHERE id = 1"]),
    "an sop": ({"sop"}, [f"UPDATE sops SET definition = replace(definition, 'kabid', 'kasi') WHERE sop = '{KK}'"]),
    "an sop that is no JSON any more": ({"sop"}, [f"UPDATE sops SET definition = '{{' WHERE sop = '{KIA}'"]),
    "a journal line": (
        {"journal_chain"}, ["UPDATE journal SET text = replace(text, 'rina', 'rini') WHERE text LIKE '%rina%'"],
    ),
    "a journal line removed": ({"journal_gap"}, ["DELETE FROM journal WHERE chain = 'kantor' AND seq = 3"]),
    "a journal hash": ({"journal_chain"}, ["UPDATE journal SET hash = prev WHERE chain = 'kantor' AND seq = 2"]),
    "a command of no case": ({"command"}, ["UPDATE commands SET case_id = 999"]),
    "a byte that leaves no JSON": (
        {"chain"},
        [f"UPDATE events SET text = 'z' || substr(text, 2) WHERE id = {LAST}"],
    ),
    "an event that is another JSON": (
        {"chain"},
        [f"UPDATE events SET text = '[]' WHERE id = {LAST}"],
    ),
    "an event without its detail": (
        {"chain"},
        [f"UPDATE events SET text = '{{}}' WHERE id = {LAST}"],
    ),
    "the status of a case that never moved": (
        {"status"},
        ["UPDATE cases SET status = 'selesai', open = 0 WHERE number = 'KK-2026-00002'"],
    ),
    "the step of a case": (
        {"place"},
        ["UPDATE cases SET step = 'serah_terima' WHERE number = 'KK-2026-00003'"],
    ),
    "the column of a case": (
        {"place"}, ["UPDATE cases SET role = 'kadis' WHERE number = 'KK-2026-00003'"],
    ),
    "the time of an event": (
        {"event_columns"},
        [f"UPDATE events SET at = at - 86400000 WHERE id = {LAST}"],
    ),
    "the reason of an event": (
        {"event_columns"},
        ["UPDATE events SET reason = 'salah_tulis' WHERE reason = 'tidak_terbaca'"],
    ),
    "two registrations swapped": (
        {"register_row"},
        ["UPDATE registers SET text = 'KK-2026-0000' || (5 - number) WHERE series = 'KK' AND number IN (2, 3)"],
    ),
    "two numbers of a book swapped": (
        {"register_row"},
        ["UPDATE registers SET number = 99 WHERE series = 'KK' AND number = 2",
         "UPDATE registers SET number = 2 WHERE series = 'KK' AND number = 3",
         "UPDATE registers SET number = 3 WHERE series = 'KK' AND number = 99"],
    ),
    "a row of a running case made BATAL": (
        {"register_state"},
        ["UPDATE registers SET state = 'batal' WHERE series = 'KK' AND number = 2"],
    ),
    "a BATAL taken back": (
        {"register_state"},
        ["UPDATE registers SET state = 'berlaku' WHERE series = 'KK' AND state = 'batal'"],
    ),
    "the text of a note": (
        {"note"}, ["UPDATE notes SET text = 'Foto bagus.'"],
    ),
    "a note removed": ({"note"}, ["DELETE FROM notes"]),
    "who wrote a journal line": (
        {"journal_columns"}, ["UPDATE journal SET actor = 'ORANG LAIN' WHERE seq = 1"],
    ),
    "an sop with a digest to fit": (
        {"sop"},
        [f"UPDATE sops SET definition = (SELECT definition FROM sops WHERE sop = '{KIA}'), "
         f"digest = (SELECT digest FROM sops WHERE sop = '{KIA}') WHERE sop = '{KK}'"],
    ),
    "an event counted into the version": (
        {"event_columns"}, [f"UPDATE events SET version = 77 WHERE id = {LAST}"],
    ),
    "the last event removed with its version": (
        {"status", "content"},
        [f"DELETE FROM events WHERE id = {LAST}", f"UPDATE cases SET version = version - 1 WHERE id = {CASE3}"],
    ),
    "a note of no case": ({"note"}, ["UPDATE notes SET case_id = 999"]),
    "a row of no case": ({"register_case"}, ["UPDATE registers SET case_id = 999 WHERE series = 'KK' AND number = 2"]),
    "the name on a case": ({"content"}, [f"UPDATE cases SET name = 'ORANG LAIN' WHERE id = {CASE3}"]),
    "the promise of a case": ({"content"}, ["UPDATE cases SET due_at = due_at + 86400000 WHERE due_at IS NOT NULL"]),
    "the grounds of a BATAL": ({"register_state"}, ["UPDATE registers SET void_reason = 'x' WHERE state = 'batal'"]),
    "an sop removed": ({"sop"}, [f"DELETE FROM sops WHERE sop = '{KIA}'"]),
    "a case of another office": ({"office"}, [f"UPDATE cases SET office = 'x' WHERE id = {CASE3}"]),
    "an event of another office": ({"office"}, [f"UPDATE events SET office = 'x' WHERE id = {LAST}"]),
    "a note of another office": ({"office"}, ["UPDATE notes SET office = 'x'"]),
    "a case without a history": (
        {"history"},
        [f"DELETE FROM events WHERE case_id = {CASE3}", f"UPDATE cases SET version = 0 WHERE id = {CASE3}"],
    ),
    "a name that is no text": (
        {"unreadable", "content"}, [f"UPDATE cases SET name = cast(x'ff41' AS text) WHERE id = {CASE3}"],
    ),
    "data that are no JSON": ({"content"}, [f"UPDATE cases SET data = '{{' WHERE id = {CASE3}"]),
    "an event that is no text": ({"chain"}, [f"UPDATE events SET text = cast(x'ff' AS text) WHERE id = {LAST}"]),
    "a journal line that is no text": (
        {"journal_chain"}, ["UPDATE journal SET text = cast(x'ff' AS text) WHERE chain = 'kantor' AND seq = 2"],
    ),
    "an sop that is no text": ({"sop"}, [f"UPDATE sops SET definition = cast(x'ff' AS text) WHERE sop = '{KIA}'"]),
    "a register row that is no text": (
        {"register_row"}, ["UPDATE registers SET subject = cast(x'ff' AS text) WHERE series = 'KK' AND number = 2"],
    ),
    "a role given": (
        {"role"},
        ["INSERT INTO roles SELECT NULL, office, user_id, 'kadis', '', at, NULL, '', '' FROM roles WHERE id = 2"],
    ),
    "a role taken": ({"role"}, ["UPDATE roles SET ended_at = 1 WHERE id = 2"]),
    "an account added": ({"user"}, ["INSERT INTO users (office, name, title, nip, pangkat, password, active, at,"
                                    " must_change) SELECT office, 'x', title, nip, pangkat, '', 1, 1, 0 FROM users"
                                    " WHERE name = 'wati'"]),
    "an account closed": ({"user"}, ["UPDATE users SET active = 0 WHERE name = 'wati'"]),
    "an account renamed": ({"user"}, ["UPDATE users SET name = 'x' WHERE name = 'wati'"]),
    "a mandate of nobody's": (
        {"mandate"},
        ["INSERT INTO mandates SELECT NULL, office, 2, 3, 'plh', '2026-01-01', '2026-12-31', '', 'tte', 1, 'x', NULL "
         "FROM users WHERE id = 1"],
    ),
    "a mandate stretched": ({"mandate"}, ["UPDATE mandates SET to_on = '2027-11-20'"]),
    "a mandate brought back": ({"mandate"}, ["UPDATE mandates SET ended_at = NULL"]),
    "a file that was swapped": ({"attachment"}, ["UPDATE attachments SET sha256 = 'x' WHERE id = 1"]),
    "a file removed": ({"attachment"}, ["DELETE FROM attachments WHERE id = 1"]),
    "a person put into the index": (
        {"people"}, ["INSERT INTO case_people VALUES (NULL, 'contoh', 1, '0000010101800009', 'siapa')"],
    ),
    "a file added": (
        {"attachment"},
        ["INSERT INTO attachments SELECT NULL, office, case_id, name, mime, size, pages, 'x', NULL, at, by, '', "
         "NULL, NULL, NULL, NULL, NULL FROM attachments WHERE id = 1"],
    ),
    "a message not sent after all": ({"message"}, ["UPDATE messages SET state = 'queued' WHERE state = 'sent'"]),
    "a link to another case": ({"link"}, ["UPDATE links SET other_id = 1"]),
    "a link removed": ({"link"}, ["DELETE FROM links"]),
    "an sop that starts on another day": ({"sop"}, [f"UPDATE sops SET starts_on = '2020-01-01' WHERE sop = '{KIA}'"]),
}  # fmt: skip


@pytest.mark.parametrize("label", FOUND)
def test_damage_is_found(label: str, office: Commands) -> None:
    wanted, statements = FOUND[label]
    report = damaged(office, statements)
    assert not report["ok"]
    assert wanted <= kinds(report), report["faults"]


def test_every_fault_is_named_not_only_the_first(office: Commands) -> None:
    report = damaged(
        office,
        [
            "UPDATE events SET text = replace(text, 'WATI', 'WATU') WHERE case_id = 1 AND seq = 1",
            f"DELETE FROM events WHERE id = {LAST}",
            "UPDATE counters SET last = 40 WHERE series = 'KK'",
        ],
    )
    assert {"chain", "version", "counter"} <= kinds(report)
    assert {fault["where"] for fault in report["faults"]} >= {"KK-2026-00001 kejadian 1", "KK-2026-00003"}


@pytest.mark.parametrize(
    ("statement", "name"),
    [("DROP TRIGGER events_no_update", "events_no_update"), ("DROP INDEX case_column", "case_column"),
     ("CREATE TRIGGER x AFTER INSERT ON cases BEGIN DELETE FROM drafts; END", "x")],
)  # fmt: skip
def test_guards_that_are_not_those_of_the_migrations(statement: str, name: str, office: Commands) -> None:
    with sqlite3.connect(office.home / "board.db") as connection:
        connection.execute(statement)
    assert [(fault["kind"], fault["where"]) for fault in office.run("verify").json["faults"]] == [("schema", name)]
    told = {check["name"]: check for check in office.run("doctor").json["checks"]}["guards"]
    assert not told["ok"] and name in told["sentence"]


def test_the_doctor_tells_of_damaged_cases(office: Commands) -> None:
    checks = {check["name"]: check["ok"] for check in office.run("doctor").json["checks"]}
    assert checks["rows"] and checks["guards"]
    with by_hand(office.home) as connection:
        connection.execute("UPDATE cases SET data = '{' WHERE id = 1")
    assert not {check["name"]: check["ok"] for check in office.run("doctor").json["checks"]}["rows"]


def test_a_damaged_profile_is_read_from_its_files_again(office: Commands) -> None:
    with by_hand(office.home) as connection:
        connection.execute("UPDATE profiles SET definition = '{'")
    assert office.ok("verify")["ok"]


def test_no_fault_carries_a_nik(office: Commands) -> None:
    report = damaged(office, ["UPDATE events SET text = replace(text, 'WATI', 'WATU')", "UPDATE cases SET version = 9"])
    assert APPLICANT["nik"] not in str(report)


def test_verify_writes_nothing(office: Commands) -> None:
    with by_hand(office.home) as connection:
        before = list(connection.iterdump())
    office.ok("verify")
    with by_hand(office.home) as connection:
        assert list(connection.iterdump()) == before
