"""The database underneath: the writer gate, the plans of the board's queries, what triggers refuse, and bad days."""

from __future__ import annotations

import fcntl
import multiprocessing
import os
import resource
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from peewee import PeeweeException

from board.errors import BoardError, DatabaseUnreachable
from board.models import database, schema
from board.models.database import Store, engine_errors
from board.services import lists
from board.services.case_desk import lay_out
from board.services.desk import Desk, open_desk
from board.services.facts_of import actor_of
from board.services.in_flight import in_flight
from board.services.lists import CaseQuery
from board.services.move_case import MoveOrder, move_case
from board.services.register_case import NewCase, register_case
from board.services.verify import verify
from board.services.work_case import take_case
from tests.commands import Commands
from tests.offices import Clock
from tests.walker import APPLICANT

KK = "waykanan.kk_baru"
NEW = NewCase(APPLICANT, channel="loket")
CONTEXT = multiprocessing.get_context("fork")


def register(desk: Desk) -> str:
    """A new case; its number."""
    return str(register_case(desk, KK, "wati", NEW).case.number)


def counts(home: Path) -> dict[str, int]:
    """Rows of every table, seen from outside."""
    with closing(home) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: connection.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in tables}


@contextmanager
def closing(home: Path) -> Iterator[sqlite3.Connection]:
    """A connection of an administrator's own, not of the board."""
    connection = sqlite3.connect(home / "board.db", isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


# --- the writer gate --------------------------------------------------------------------------------------------------


@contextmanager
def gate_held(home: Path) -> Iterator[int]:
    """The gate in other hands."""
    handle = os.open(home / "board.db.gate", os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_EX)
    try:
        yield handle
    finally:
        os.close(handle)


def test_a_held_gate_makes_a_writer_wait(home: Path, desk: Desk) -> None:
    written = threading.Event()
    desk.close()

    def write() -> None:
        own = open_desk(home, clock=Clock())
        register(own)
        own.close()
        written.set()

    with gate_held(home) as handle:
        writer = threading.Thread(target=write)
        writer.start()
        assert not written.wait(0.2), "it waits"
        assert counts(home)["cases"] == 0
        fcntl.flock(handle, fcntl.LOCK_UN)
        assert written.wait(30), "and goes on as soon as the gate is free"
        writer.join()
    assert counts(home)["cases"] == 1


def test_reading_passes_a_held_gate(home: Path, desk: Desk) -> None:
    register(desk)
    with gate_held(home):
        assert len(lists.list_cases(desk, CaseQuery())["rows"]) == 1
        assert verify(desk)["ok"]


def test_a_gate_held_too_long_is_told(board: Commands, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "GATE_TIMEOUT", 0.05)
    before = counts(home)
    with gate_held(home):
        answer = board.run("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    assert (answer.code, answer.out) == (3, "")
    assert answer.refusal["error"] == "database"
    assert "dipakai proses lain" in answer.refusal["reason"]
    assert "Belum ada yang tersimpan" in answer.refusal["reason"]
    assert counts(home) == before
    monkeypatch.undo()
    assert board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]


def test_whoever_gave_up_leaves_the_gate_to_the_next(desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "GATE_TIMEOUT", 0.05)
    with gate_held(home), pytest.raises(DatabaseUnreachable):
        register(desk)
    monkeypatch.setattr(database, "GATE_TIMEOUT", 30.0)
    for _ in range(3):
        register(desk)
    assert counts(home)["cases"] == 3


def test_inner_writes_are_savepoints_of_the_outer_one(desk: Desk, home: Path) -> None:
    with pytest.raises(ZeroDivisionError), desk.store.writing():
        register(desk)
        with pytest.raises(BoardError):
            move_case(desk, "KK-2026-00001", "wati", MoveOrder("setujui"))
        register(desk)
        raise ZeroDivisionError
    assert counts(home)["cases"] == counts(home)["counters"] == 0
    assert register(desk) == "KK-2026-00001", "the numbers went back with the transaction"


def test_a_change_from_outside_is_noticed_once(desk: Desk, home: Path) -> None:
    desk.store.changed()
    assert not desk.store.changed()
    register(desk)
    assert not desk.store.changed(), "one's own writes are no news"
    with closing(home) as connection:
        connection.execute("UPDATE users SET nip = '' WHERE name = 'rina'")
    assert desk.store.changed()
    assert not desk.store.changed()


def test_the_pragmas_of_every_connection(desk: Desk) -> None:
    facts = desk.store.engine_facts()
    assert (facts["journal_mode"], facts["synchronous"], facts["foreign_keys"]) == ("wal", 2, 1)
    assert facts["sqlite_safe"]
    desk.store.connect()
    assert desk.store.engine_facts() == facts


# --- query plans ------------------------------------------------------------------------------------------------------


def plans_of(desk: Desk, work: Callable[[], object]) -> list[tuple[str, str]]:
    """Statement and plan of every query on cases that some work asks."""
    connection: Any = desk.store.database.connection()
    asked: list[tuple[str, Any]] = []

    def trace(cursor: Any, sql: str, bindings: Any) -> bool:
        asked.append((sql, bindings))
        return True

    connection.exec_trace = trace
    try:
        work()
    finally:
        connection.exec_trace = None
    found = []
    for sql, bindings in asked:
        if '"cases"' in sql:
            steps = connection.cursor().execute(f"EXPLAIN QUERY PLAN {sql}", bindings)
            found.append((sql, " / ".join(row[3] for row in steps)))
    assert found
    return found


def column(desk: Desk, key: str) -> lists.Column:
    """A column of the office board or of Meja saya."""
    actor = actor_of(desk, "wati")
    views = [lists.office_board(desk, actor), lists.my_desk(desk, actor)]
    return next(item for view in views for item in view.columns if item.key == key)


EITHER = "COVERING INDEX case_"
"""Both indexes that hold step and due serve the counts alike; the planner takes the one made last."""
PLANS: dict[str, tuple[Callable[[Desk], object], str]] = {
    "my desk": (
        lambda desk: lists.my_desk(desk, actor_of(desk, "wati")), EITHER,
    ),
    "an sop": (
        lambda desk: lists.sop_board(desk, actor_of(desk, "wati"), desk.shelf.get(KK, 1)),
        EITHER,
    ),
    "the office": (
        lambda desk: lists.office_board(desk, actor_of(desk, "wati")), "COVERING INDEX case_role (office=?)",
    ),
    "a page of a tray": (
        lambda desk: lists.cards(desk, actor_of(desk, "wati"), column(desk, "tray:Terima berkas"), after=(1, 1)),
        "INDEX case_column (office=? AND sop=? AND step=? AND due>?)",
    ),
    "the page before": (
        lambda desk: lists.cards(desk, actor_of(desk, "wati"), column(desk, "tray:Terima berkas"), before=(1, 1)),
        "INDEX case_column (office=? AND sop=? AND step=? AND due<?)",
    ),
    "a page of a role": (
        lambda desk: lists.cards(desk, actor_of(desk, "wati"), column(desk, "role:pelayanan"), after=(1, 1)),
        "INDEX case_role (office=? AND role=? AND due>?)",
    ),
    "case list": (lambda desk: lists.list_cases(desk, CaseQuery()), "INDEX case_open (office=?)"),
    "case list --after": (
        lambda desk: lists.list_cases(desk, CaseQuery(after="1.1")), "INDEX case_open (office=? AND due>?)",
    ),
    "case list --late": (lambda desk: lists.list_cases(desk, CaseQuery(late=True)), "INDEX case_open (office=?)"),
    "case list --sop --step": (
        lambda desk: lists.list_cases(desk, CaseQuery(sop=KK, step="kirim")),
        "INDEX case_column (office=? AND sop=? AND step=?)",
    ),
    "case list --role": (
        lambda desk: lists.list_cases(desk, CaseQuery(role="pelayanan")), "INDEX case_role (office=? AND role=?)",
    ),
    "case list --status berjalan": (
        lambda desk: lists.list_cases(desk, CaseQuery(status="berjalan")), "INDEX case_open (office=?)",
    ),
}  # fmt: skip


@pytest.mark.parametrize("label", PLANS)
def test_the_board_asks_its_partial_indexes(label: str, desk: Desk) -> None:
    register(desk)
    work, wanted = PLANS[label]
    # What the cards of a page wait for is asked after the page.
    sql, plan = [asked for asked in plans_of(desk, lambda: work(desk)) if 'FROM "links"' not in asked[0]][-1]
    assert wanted in plan
    assert "open = 1" in sql, "as a literal: a bound parameter loses the index"
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan, "the index gives the order"


@pytest.mark.parametrize(
    ("text", "index"),
    [("KK-2026-00001", "cases_office_number"), (APPLICANT["nik"], "case_nik"), ("081200000001", "case_phone"),
     ("SITI", "case_name_search")],
)  # fmt: skip
def test_search_asks_an_index_first(text: str, index: str, desk: Desk) -> None:
    from board.services.search import find

    register(desk)
    assert any(index in plan for _, plan in plans_of(desk, lambda: find(desk, text)))


def test_who_is_in_flight_asks_an_index(desk: Desk) -> None:
    register(desk)
    asked = plans_of(desk, lambda: [in_flight(desk, kind, "0" * 16) for kind in ("nik", "no_kk")])
    plans = [plan for _, plan in asked]
    for index, plan in zip(("case_nik (", "case_people_office_nik (", "case_no_kk ("), plans, strict=True):
        assert index in plan
    assert not any("SCAN" in plan or "case_open" in plan for plan in plans)


def test_a_page_asks_for_papers_and_links_once(desk: Desk) -> None:
    for _ in range(5):
        register(desk)
    shown = lists.office_board(desk, actor_of(desk, "wati"))
    busy = next(item for item in shown.columns if item.count)
    plans = plans_of(desk, lambda: lists.cards(desk, actor_of(desk, "wati"), busy))
    assert len(plans) == 3, "no query per row"
    assert plans[2][1].startswith("SEARCH t1 USING INDEX links_case_id (case_id=?) / SEARCH t2 USING INTEGER PRIMARY")


# --- what triggers refuse -------------------------------------------------------------------------------------------

NEVER_CHANGED = ("events", "journal", "notes", "commands")
NEVER_DELETED = ("cases", "registers", "print_jobs", "messages", "users", "roles", "mandates", "absences", "sops",
                 "links")  # fmt: skip


@pytest.fixture
def full(board: Commands, home: Path) -> Iterator[sqlite3.Connection]:
    """An office that has a row in every table of history, open to an administrator's hand."""
    words = ("case", "new", "--sop", KK, "--key", "k-1")
    old = board.ok(*words, user="wati", stdin={"applicant": APPLICANT, "channel": "loket"})["number"]
    new = board.ok("case", "transfer", old, "--sop", "waykanan.kia_baru", user="wati")["number"]
    board.ok("thread", "note", new, "--kind", "internal", "--text", "Catatan.", user="wati")
    board.ok("mandate", "add", "dian", "--for", "harun", "--from", "2026-11-23", "--to", "2026-11-24")
    board.ok("user", "absent", "harun", "--from", "2026-11-23", "--to", "2026-11-24")
    connection = sqlite3.connect(home / "board.db", isolation_level=None)
    yield connection
    connection.close()


@pytest.mark.parametrize("table", NEVER_CHANGED)
def test_history_is_never_changed(table: str, full: sqlite3.Connection) -> None:
    columns = [row[1] for row in full.execute(f"PRAGMA table_info({table})")]
    before = full.execute(f"SELECT * FROM {table}").fetchall()
    assert before
    for name in columns:
        with pytest.raises(sqlite3.IntegrityError, match="not allowed"):
            full.execute(f"UPDATE {table} SET {name} = {name}")
    assert full.execute(f"SELECT * FROM {table}").fetchall() == before


@pytest.mark.parametrize("table", [*NEVER_CHANGED, *NEVER_DELETED])
def test_history_is_never_deleted(table: str, full: sqlite3.Connection) -> None:
    before = full.execute(f"SELECT count(*) FROM {table}").fetchone()
    assert before[0]
    with pytest.raises(sqlite3.IntegrityError, match="not allowed"):
        full.execute(f"DELETE FROM {table}")
    assert full.execute(f"SELECT count(*) FROM {table}").fetchone() == before


@pytest.mark.parametrize("table", ["events", "registers", "journal"])
def test_history_is_never_replaced(table: str, desk: Desk) -> None:
    register(desk)
    with pytest.raises(PeeweeException), desk.store.writing():
        desk.store.database.execute_sql(f"REPLACE INTO {table} SELECT * FROM {table} LIMIT 1")


@pytest.mark.parametrize(
    "name",
    ["office", "book", "year", "series", "number", "text", "case_id", "step", "at", "by", "subject"],
)
def test_a_register_row_keeps_its_identity(name: str, full: sqlite3.Connection) -> None:
    before = full.execute("SELECT * FROM registers ORDER BY rowid").fetchall()
    other = "9" if name in {"year", "number", "case_id", "at"} else "'lain'"
    for also in ("", ", state = 'batal', void_reason = 'x'"):
        with pytest.raises(sqlite3.IntegrityError):
            full.execute(f"UPDATE registers SET {name} = {other}{also} WHERE state = 'berlaku'")
    assert full.execute("SELECT * FROM registers ORDER BY rowid").fetchall() == before


def test_a_register_row_is_void_once(full: sqlite3.Connection) -> None:
    full.execute("UPDATE registers SET state = 'batal', void_reason = 'x' WHERE state = 'berlaku'")
    assert {state for (state,) in full.execute("SELECT state FROM registers")} == {"batal"}
    for change in ("state = 'berlaku'", "state = 'batal'", "void_reason = 'lain'", "void_by = NULL", "void_at = 1"):
        with pytest.raises(sqlite3.IntegrityError, match="only be marked batal, once"):
            full.execute(f"UPDATE registers SET {change}")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("cases", "version", "satu"), ("cases", "open", "ya"), ("registers", "number", "1a"), ("events", "at", "kemarin"),
     ("counters", "last", 1.5)],
)  # fmt: skip
def test_tables_are_strict(table: str, column: str, value: Any, full: sqlite3.Connection) -> None:
    for (name,) in full.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        full.execute(f"DROP TRIGGER {name}")
    with pytest.raises(sqlite3.IntegrityError, match="cannot store"):
        full.execute(f"UPDATE {table} SET {column} = ?", (value,))


# --- the schema -------------------------------------------------------------------------------------------------------


def test_migrations_make_what_the_models_say(desk: Desk, tmp_path: Path) -> None:
    live = Store(tmp_path / "live.db", create=True)
    schema.bind(live)
    live.database.create_tables(list(schema.ROWS))

    def objects(store: Store) -> dict[str, str]:
        rows = store.database.execute_sql(
            "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL AND type <> 'trigger'"
        ).fetchall()
        return {name: sql for name, sql in rows if not name.startswith(schema.HISTORY)}

    try:
        assert objects(desk.store) == objects(live)
    finally:
        live.close()
        schema.bind(desk.store)


def test_migrating_twice_changes_nothing(board: Commands) -> None:
    register_words = ("case", "new", "--sop", KK)
    board.ok(*register_words, user="wati", stdin={"applicant": APPLICANT})
    before = counts(board.home)
    assert board.ok("migrate") == {"applied": []}
    assert counts(board.home) == before


def test_an_office_with_notes_comes_along(tmp_path: Path) -> None:
    """Notes allow no UPDATE: a migration that fills a column of theirs would stop every office that wrote one."""
    from playhouse.migrations import Runner

    store = Store(tmp_path / "board.db", create=True)
    store.database.connection().convert_binding = lambda cursor, place, value: str(value)
    names = schema.wanted()
    for place, name in enumerate(names):
        Runner(store.database, str(schema.MIGRATIONS), table_name=schema.HISTORY).up(name)
        for table in ("notes", "drafts"):
            asked = store.database.execute_sql(f"PRAGMA table_info({table})").fetchall()
            values = {
                column[1]: name if column[2] == "TEXT" else place for column in asked if column[3] and column[1] != "id"
            }
            store.database.execute_sql(
                f"INSERT INTO {table} ({', '.join(values)}) VALUES ({', '.join('?' * len(values))})",
                list(values.values()),
            )
    assert store.database.execute_sql("SELECT count(*) FROM notes").fetchone() == (len(names),)
    store.close()


def test_three_migrate_at_once(tmp_path: Path) -> None:
    path = tmp_path / "board.db"
    Store(path, create=True).close()

    def migrate() -> None:
        store = Store(path)
        schema.migrate(store)
        store.close()

    running = [CONTEXT.Process(target=migrate) for _ in range(3)]
    for process in running:
        process.start()
    for process in running:
        process.join(60)
    assert [process.exitcode for process in running] == [0, 0, 0]
    store = Store(path)
    assert schema.applied(store) == schema.wanted()
    store.close()


# --- bad days ---------------------------------------------------------------------------------------------------------


def outside_order(home: Path) -> None:
    """Leave one file: what the WAL holds moves into the database."""
    with closing(home) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for ending in ("-wal", "-shm"):
        (home / f"board.db{ending}").unlink(missing_ok=True)


def missing(home: Path) -> None:
    (home / "board.db").unlink()


def emptied(home: Path) -> None:
    (home / "board.db").write_bytes(b"")


def text(home: Path) -> None:
    (home / "board.db").write_text("Ini bukan basis data.\n" * 1000)


def cut(home: Path) -> None:
    os.truncate(home / "board.db", 8192)


def shredded(home: Path) -> None:
    content = bytearray((home / "board.db").read_bytes())
    for start in range(4096, len(content), 4096):
        content[start : start + 256] = bytes(range(256))
    (home / "board.db").write_bytes(content)


def a_folder(home: Path) -> None:
    (home / "board.db").unlink()
    (home / "board.db").mkdir()


def newer(home: Path) -> None:
    with closing(home) as connection:
        connection.execute(f"INSERT INTO {schema.HISTORY} (name, applied) VALUES ('9999_later', '2030-01-01')")


def older(home: Path) -> None:
    with closing(home) as connection:
        connection.execute(f"DELETE FROM {schema.HISTORY}")


@pytest.mark.parametrize("harm", [missing, emptied, text, cut, shredded, a_folder, newer, older])
@pytest.mark.parametrize("words", [("case", "list"), ("verify",), ("doctor",), ("case", "take", "KK-2026-00001")])
def test_a_bad_database_is_exit_code_3_with_a_sentence(
    harm: Callable[[Path], None], words: tuple[str, ...], board: Commands
) -> None:
    outside_order(board.home)
    harm(board.home)
    answer = board.run(*words, user="wati" if words[0] == "case" else None)
    assert (answer.code, answer.out) == (3, "")
    assert answer.refusal["error"] == ("schema" if harm in {emptied, older} else "database")
    assert answer.refusal["reason"].startswith("Basis data")
    assert "Traceback" not in answer.err


@pytest.mark.parametrize("harm", [text, cut])
def test_a_bad_database_is_told_in_indonesian(harm: Callable[[Path], None], board: Commands) -> None:
    outside_order(board.home)
    harm(board.home)
    reason = board.run("case", "list").refusal["reason"]
    assert reason.startswith("Basis data rusak.")


def spoil_table(home: Path, table: str) -> None:
    """Overwrite the first page of one table."""
    outside_order(home)
    with closing(home) as connection:
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    with (home / "board.db").open("r+b") as file:
        file.seek((root - 1) * size)
        file.write(b"\xff" * 64)


@pytest.mark.parametrize(
    "words",
    [
        ("verify",), ("case", "show", "KK-2026-00001"), ("case", "take", "KK-2026-00001"), ("case", "new", "--sop", KK),
    ],
)  # fmt: skip
def test_damage_inside_one_table_is_exit_code_3(words: tuple[str, ...], board: Commands) -> None:
    for _ in range(3):
        board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    spoil_table(board.home, "events")
    answer = board.run(*words, user="wati", stdin={"applicant": APPLICANT})
    assert (answer.code, answer.out) == (3, "")
    assert answer.refusal["error"] == "database"


def test_the_doctor_finds_a_damaged_table(board: Commands) -> None:
    board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    spoil_table(board.home, "notes")
    answer = board.run("doctor")
    assert answer.code == 1
    found = {check["name"]: check for check in answer.json["checks"]}
    assert not found["database"]["ok"]
    assert found["schema"]["ok"]


def test_a_full_disk_writes_nothing_by_halves(desk: Desk, home: Path) -> None:
    register(desk)
    before = counts(home)
    connection: Any = desk.store.database
    pages = connection.execute_sql("PRAGMA page_count").fetchone()[0]
    connection.execute_sql(f"PRAGMA max_page_count = {pages}")
    written = 0
    with pytest.raises(DatabaseUnreachable, match="ruang penyimpanan penuh"), engine_errors():
        for _ in range(200):
            register(desk)
            written += 1
    after = counts(home)
    assert after["cases"] == after["registers"] == before["cases"] + written
    assert after["events"] == before["events"] + written
    assert verify(desk)["ok"], "reading goes on"
    connection.execute_sql(f"PRAGMA max_page_count = {pages * 100}")
    assert register(desk) == f"KK-2026-{written + 2:05d}", "the same connection writes again, without a gap"
    assert verify(desk)["ok"]


def test_a_database_put_in_its_place_is_not_written_past(desk: Desk, home: Path) -> None:
    number = register(desk)
    (home / "cadangan.db").write_bytes(b"")
    (home / "cadangan.db").replace(home / "board.db")
    for service in (take_case, lay_out):
        with pytest.raises(DatabaseUnreachable, match="diganti atau dihapus sejak dibuka"):
            service(desk, number, "wati")


def run_with_little_room(home: Path, room: int, pipe: Any) -> None:
    """Register until no file may grow any more; report exit codes and the last sentence."""
    import contextlib
    import io
    import json
    import sys

    from board.cli.main import main

    new = home.parent / "new.json"
    new.write_text(json.dumps({"applicant": APPLICANT}))
    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    words = ["--home", str(home), "--json", "case", "new", "--sop", KK, "--user", "wati", "--file", str(new)]
    codes: list[int] = []
    told = ""
    for _ in range(400):
        out, err = io.StringIO(), io.StringIO()
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            codes.append(main(words, clock=Clock()))
        if codes[-1]:
            told = err.getvalue()
            break
    sys.stdout.flush()
    pipe.send((codes, told))


def test_no_room_for_files_is_exit_code_3(board: Commands, home: Path) -> None:
    outside_order(home)
    ours, theirs = CONTEXT.Pipe(duplex=False)
    room = (home / "board.db").stat().st_size
    process = CONTEXT.Process(target=run_with_little_room, args=(home, room, theirs))
    process.start()
    assert ours.poll(60)
    codes, told = ours.recv()
    process.join()
    assert codes[-1] == 3, (codes, told)
    assert '"error": "database"' in told
    assert "Basis data" in told
    assert counts(home)["cases"] == len(codes) - 1, "what was acknowledged is there, the rest is not"
    assert board.ok("verify")["ok"]
    again = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    assert again["number"] == f"KK-2026-{len(codes):05d}"


def test_a_copy_of_all_files_opens(board: Commands, tmp_path: Path) -> None:
    board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})
    shutil.copytree(board.home, tmp_path / "salinan")
    board.home = tmp_path / "salinan"
    assert board.ok("verify")["checked"]["cases"] == 1
