"""Bundles that join a case or are set aside: rows, events, journal; who may, once, and what is suggested."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from board.models.case import Case
from board.models.inbox import Bundle
from board.services.bundles import find_bundle
from board.services.desk import Desk
from board.services.facts_of import find_case
from board.services.inbox_list import list_bundles, waiting_bundles
from board.services.inbox_match import matches_of
from tests.commands import Commands
from tests.uploads import MORNING, bundle, inbox, photo, upload
from tests.walker import APPLICANT

KK, KIA, ADUAN = "waykanan.kk_baru", "waykanan.kia_baru", "waykanan.pengaduan"
PHONE = str(APPLICANT["phone"])
OTHER = "081999888777"


@pytest.fixture
def number(board: Commands) -> str:
    """A case that is open."""
    return str(board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"])


def arrived(board: Commands, phone: str = OTHER, **more: Any) -> int:
    """A bundle of its own; its id."""
    bundle(board.home, phone, **more)
    board.ok("inbox", "scan")
    return int(board.ok("inbox", "list")["rows"][-1]["id"])


def send_back(board: Commands, number: str) -> None:
    """The case waits for its applicant."""
    board.ok("case", "move", number, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang", user="wati")


# --- joining ---------------------------------------------------------------------------------------------------------


def test_joining_brings_files_contact_and_words(board: Commands, number: str) -> None:
    taken = arrived(board, words="Ini KK lama yang kurang")
    first, second = board.ok("inbox", "show", taken)["files"][:2]
    told = board.ok(
        "inbox", "join", taken, number, "--requirement", f"{first['id']}=f102", "--note", "dari kakaknya", user="wati"
    )
    assert (told["state"], told["case"], told["settled_by"]) == ("gabung", number, "WATI KURNIA")
    case = board.ok("case", "show", number)
    assert [item["name"] for item in case["attachments"]] == [first["name"], second["name"]]
    assert [item["requirement"] for item in case["attachments"]] == ["f102", None]
    assert [event["intent"] for event in case["events"]][1:] == ["lampir", "kontak", "catatan"]
    assert case["version"] == len(case["events"])
    (note,) = case["thread"]
    assert note["kind"] == "pelapor" and note["text"].endswith("Ini KK lama yang kurang")
    with closing(sqlite3.connect(board.home / "board.db")) as rows:
        assert rows.execute("SELECT phone, by FROM contacts").fetchall() == [("+6281999888777", "WATI KURNIA")]
        assert rows.execute("SELECT sender, bundle_id FROM attachments").fetchall() == [("+6281999888777", taken)] * 2
    assert board.ok("verify")["ok"]


def test_the_applicants_own_phone_is_no_new_contact(board: Commands, number: str) -> None:
    board.ok("inbox", "join", arrived(board, PHONE), number, user="wati")
    board.ok("inbox", "join", arrived(board, OTHER), number, user="wati")
    board.ok("inbox", "join", arrived(board, OTHER, at="20261123-0730"), number, user="wati")
    intents = [event["intent"] for event in board.ok("case", "show", number)["events"]]
    assert intents.count("kontak") == 1


@pytest.mark.parametrize("photos", [1, 0])
def test_news_for_a_case_that_waits_for_its_applicant(photos: int, board: Commands, number: str, desk: Desk) -> None:
    send_back(board, number)
    board.ok("inbox", "join", arrived(board, photos=photos, words="sudah saya kirim"), number, user="wati")
    assert find_case(desk, number).news_at is not None
    assert board.ok("verify")["ok"]


def test_a_colleague_who_holds_the_case_does_not_stand_in_the_way(board: Commands, number: str) -> None:
    board.ok("user", "add", "sari", "--name", "SARI", "--role", "pelayanan", "--password-stdin", stdin="sandi-panjang")
    board.ok("case", "take", number, user="sari")
    board.ok("inbox", "join", arrived(board), number, user="wati")


REFUSALS: dict[str, tuple[Callable[[Commands, str], Any], str]] = {
    "closed": (lambda board, number: board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "x",
                                              user="wati"), "closed"),
    "settled": (lambda board, number: board.ok("inbox", "dismiss", 1, "--reason", "iklan", user="wati"), "refused"),
}  # fmt: skip


@pytest.mark.parametrize("kind", REFUSALS)
def test_what_cannot_be_joined_leaves_everything_as_it_was(kind: str, board: Commands, number: str) -> None:
    taken = arrived(board)
    spoil, code = REFUSALS[kind]
    spoil(board, number)
    before = board.ok("case", "show", number)["version"]
    refusal = board.refused("inbox", "join", taken, number, user="wati")
    assert refusal["error"] == code
    if kind == "settled":
        assert "WATI KURNIA pukul 09.00" in refusal["reason"]
    assert board.ok("case", "show", number)["version"] == before
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize(
    ("words", "user", "code"),
    [
        (("--requirement", "99=f102"), "wati", "input"),
        (("--requirement", "1=tidak_ada"), "wati", "input"),
        ((), "tono", "role"),
        ((), "auditor", "not_authorised"),
    ],
)
def test_refusals_of_joining(words: tuple[str, ...], user: str, code: str, board: Commands, number: str) -> None:
    taken = arrived(board)
    assert board.refused("inbox", "join", taken, number, *words, user=user)["error"] == code
    assert board.ok("inbox", "show", taken)["state"] == "baru"
    assert board.ok("case", "show", number)["attachments"] == []


def test_a_bundle_of_nothing_but_refusals_joins_no_case(board: Commands, number: str) -> None:
    upload(board.home, f"{OTHER}_{MORNING}/a.gif", b"GIF89a")
    board.ok("inbox", "scan")
    assert "bukan permohonan" in board.refused("inbox", "join", 1, number, user="wati")["reason"]


# --- setting aside ---------------------------------------------------------------------------------------------------


def test_no_application_with_a_reason(board: Commands) -> None:
    taken = arrived(board)
    told = board.ok("inbox", "dismiss", taken, "--reason", "lainnya", "--note", "foto pemandangan", user="loket")
    assert (told["state"], told["reason"], told["note"]) == ("bukan", "lainnya", "foto pemandangan")
    assert board.ok("inbox", "list")["rows"] == []
    assert [row["id"] for row in board.ok("inbox", "list", "--state", "bukan")["rows"]] == [taken]
    assert list((board.home / "lampiran").rglob("*.jpg")), "nothing is deleted"
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize(
    ("words", "user", "code"),
    [(("--reason", "lainnya"), "wati", "input"), (("--reason", ""), "wati", "input"),
     (("--reason", "iklan"), "rina", "not_authorised"), (("--reason", "iklan"), "auditor", "not_authorised")],
)  # fmt: skip
def test_refusals_of_setting_aside(words: tuple[str, ...], user: str, code: str, board: Commands) -> None:
    taken = arrived(board)
    assert board.refused("inbox", "dismiss", taken, *words, user=user)["error"] == code
    assert board.ok("inbox", "show", taken)["state"] == "baru"


def test_one_that_was_set_aside_by_mistake_waits_again(board: Commands, number: str) -> None:
    taken = arrived(board)
    assert "tidak disisihkan" in board.refused("inbox", "restore", taken, user="wati")["reason"]
    board.ok("inbox", "dismiss", taken, "--reason", "iklan", user="wati")
    assert board.refused("inbox", "restore", taken, user="rina")["error"] == "not_authorised"
    told = board.ok("inbox", "restore", taken, "--key", "k", user="loket")
    assert (told["state"], told["reason"], told["settled_by"]) == ("baru", None, None)
    assert board.ok("inbox", "restore", taken, "--key", "k", user="loket") == told
    assert board.ok("verify")["ok"]
    board.ok("inbox", "join", taken, number, user="wati")
    assert board.ok("verify")["ok"]
    assert board.refused("inbox", "restore", taken, user="wati")["error"] == "refused"


# --- keys ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["join", "dismiss"])
def test_the_same_key_settles_once(verb: str, board: Commands, number: str) -> None:
    taken = arrived(board)
    words = {"join": ("inbox", "join", taken, number), "dismiss": ("inbox", "dismiss", taken, "--reason", "iklan")}
    first = board.ok(*words[verb], "--key", "k", user="wati")
    version = board.ok("case", "show", number)["version"]
    assert board.ok(*words[verb], "--key", "k", user="wati") == first
    assert board.ok("case", "show", number)["version"] == version
    other = words["dismiss" if verb == "join" else "join"]
    assert board.refused(*other, "--key", "k", user="wati")["error"] == "key_reused"
    assert board.refused(*words[verb], user="wati")["error"] == "refused"
    assert board.ok("verify")["ok"]


# --- matching --------------------------------------------------------------------------------------------------------


def best(board: Commands) -> list[dict[str, str]]:
    """What is suggested for the newest bundle."""
    found: list[dict[str, str]] = board.ok("inbox", "list")["rows"][-1]["matches"]
    return found


def test_a_case_that_waits_for_a_paper_comes_first(board: Commands, number: str) -> None:
    second = board.ok("case", "new", "--sop", KIA, user="wati", stdin={"applicant": APPLICANT})["number"]
    send_back(board, number)
    arrived(board, PHONE)
    waiting, running = best(board)
    assert (waiting["number"], running["number"]) == (number, second)
    assert waiting["why"].startswith("menunggu pemohon: ")
    assert waiting["why"].endswith("telepon pemohon")
    assert running["why"] == "telepon pemohon"


def test_tied_by_nik_contact_and_content(board: Commands, number: str) -> None:
    upload(board.home, f"{OTHER}_{MORNING}/{APPLICANT['nik']}.jpg", photo(1))
    board.ok("inbox", "scan")
    assert best(board) == [{"number": number, "why": "NIK pemohon"}]
    board.ok("inbox", "join", 1, number, user="wati")
    upload(board.home, f"{OTHER}_20261123-0745/a.jpg", photo(1))
    board.ok("inbox", "scan")
    assert best(board) == [{"number": number, "why": "isi yang sama sudah terlampir, telepon lain pada berkas"}]


def test_strangers_and_closed_cases_are_not_suggested(board: Commands, number: str) -> None:
    arrived(board, "081355555555")
    assert best(board) == []
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "x", user="wati")
    arrived(board, PHONE, at="20261123-0830")
    assert best(board) == []


def test_a_damaged_case_does_not_keep_the_list_from_being_read(board: Commands, number: str, desk: Desk) -> None:
    taken = arrived(board, PHONE)
    Case.update(data="{", status="menunggu_pemohon").execute()
    assert [match.why for match in matches_of(desk, [find_bundle(desk, taken)])[taken]] == [
        "telepon pemohon, datanya rusak"
    ]


# --- lists and verify ------------------------------------------------------------------------------------------------


def test_the_contract_of_lists_and_of_one_bundle(board: Commands, number: str) -> None:
    taken = arrived(board, PHONE)
    listed = {"id": int, "phone": str, "arrived_at": str, "state": str, "files": int, "pages": int, "size": int,
              "refused": int, "nik": str, "text": str, "case": type(None), "reason": type(None),
              "matches": list}  # fmt: skip
    (row,) = board.ok("inbox", "list")["rows"]
    assert {name: type(value) for name, value in row.items()} == listed
    assert row["matches"] == [{"number": number, "why": "telepon pemohon"}]
    shown = board.ok("inbox", "show", taken)
    assert shown.keys() == listed.keys() | {"note", "settled_at", "settled_by"}
    assert shown["files"][0].keys() == {"id", "name", "mime", "size", "pages", "sha256", "refused", "path"}
    assert Path(shown["files"][0]["path"]).is_file()
    for state, many in (("baru", 1), ("gabung", 0), ("berkas", 0), ("bukan", 0), ("semua", 1)):
        assert len(board.ok("inbox", "list", "--state", state)["rows"]) == many


def test_lists_go_on_page_by_page_oldest_first(board: Commands) -> None:
    for place in (3, 1, 2):
        bundle(board.home, f"08120000000{place}", at=f"20261123-070{place}", photos=1)
    board.ok("inbox", "scan")
    seen, after = [], []
    while True:
        page = board.ok("inbox", "list", "--limit", 1, *after)
        seen += [row["arrived_at"][14:16] for row in page["rows"]]
        if page["next"] is None:
            break
        after = ["--after", page["next"]]
    assert seen == ["01", "02", "03"]


def test_looking_at_a_bundle_in_full_is_recorded(board: Commands) -> None:
    taken = arrived(board)
    board.ok("inbox", "show", taken, user="wati")
    with closing(sqlite3.connect(board.home / "board.db")) as rows:
        told = rows.execute("SELECT subject FROM journal WHERE chain = 'akses' AND what = 'lihat'").fetchall()
    assert told == [(f"kiriman {taken}",)]


@pytest.mark.parametrize("user", ["wati", "auditor", "admin"])
def test_who_sorts_administers_or_audits_reads_a_bundle_in_full(user: str, board: Commands) -> None:
    taken = arrived(board)
    assert board.ok("inbox", "show", taken, user=user)["phone"] == "+6281999888777"


def test_others_see_the_masked_list_alone(board: Commands) -> None:
    taken = arrived(board, words="Rumah saya di dekat pasar")
    assert board.refused("inbox", "show", taken, user="rina")["error"] == "not_authorised"
    assert board.ok("inbox", "list", user="rina")["rows"][0]["phone"] == "0819****777"
    with closing(sqlite3.connect(board.home / "board.db")) as rows:
        assert rows.execute("SELECT count(*) FROM journal WHERE chain = 'akses'").fetchall() == [(0,)]


def asked_for(read: Callable[[], Any]) -> int:
    """How many queries a reading sends to the database its rows come from: the commands of a test open one, too."""
    asked: list[str] = []

    def trace(cursor: Any, sql: str, bindings: Any) -> bool:
        asked.append(sql)
        return True

    connection: Any = Bundle._meta.database.connection()
    connection.exec_trace = trace
    try:
        read()
    finally:
        connection.exec_trace = None
    assert any('"bundle_files"' in sql for sql in asked)
    return len(asked)


def test_many_bundles_cost_as_many_queries_as_one(board: Commands, number: str, desk: Desk) -> None:
    readings: tuple[Callable[[], Any], ...] = (
        lambda: waiting_bundles(desk), lambda: list_bundles(desk, "baru", limit=50, after=None),
    )  # fmt: skip
    board.ok("inbox", "join", arrived(board), number, user="wati")
    bundle(board.home, PHONE, at="20261123-0700", photos=1)
    upload(board.home, f"{OTHER}_20261123-0700/{APPLICANT['nik']}.jpg", photo(8))
    board.ok("inbox", "scan")
    assert all(item.matches for item in waiting_bundles(desk).waiting)
    few = [asked_for(read) for read in readings]
    for minute in range(10, 30):
        bundle(board.home, PHONE, at=f"20261123-07{minute}", photos=2)
        upload(board.home, f"{OTHER}_20261123-07{minute}/{APPLICANT['nik']}.jpg", photo(minute))
    board.ok("inbox", "scan")
    assert len(waiting_bundles(desk).waiting) == 42
    assert all(item.matches for item in waiting_bundles(desk).waiting)
    assert [asked_for(read) for read in readings] == few


EDITS: dict[str, tuple[str, str]] = {
    "set aside by nobody": ("bundle", "UPDATE bundles SET state = 'bukan' WHERE id = 3"),
    "brought back": ("bundle", "UPDATE bundles SET state = 'baru' WHERE id = 1"),
    "another reason": ("bundle", "UPDATE bundles SET reason = 'iklan', note = 'x' WHERE id = 2"),
    "another case": ("bundle", "UPDATE bundles SET case_id = 2 WHERE id = 1"),
    "a file that never arrived": ("bundle", "UPDATE bundle_files SET sha256 = 'x' WHERE id = 1"),
    "another contact": ("contact", "UPDATE contacts SET phone = '+6281200009999'"),
    "a contact of nobody's": ("contact", "INSERT INTO contacts (office, case_id, phone, name, at, by) "
                              "VALUES ('contoh', 1, '+628', '', 1, 'x')"),
}  # fmt: skip


@pytest.mark.parametrize("kind", EDITS)
def test_edits_past_the_program_are_found(kind: str, board: Commands, number: str) -> None:
    board.ok("case", "new", "--sop", KIA, user="wati", stdin={"applicant": APPLICANT})
    for minute in (1, 2, 3):
        bundle(board.home, OTHER, at=f"20261123-070{minute}")
    upload(board.home, f"{OTHER}_20261123-0702/x.jpg", photo(3))
    board.ok("inbox", "scan")
    board.ok("inbox", "join", 1, number, user="wati")
    board.ok("inbox", "dismiss", 2, "--reason", "ganda", user="wati")
    assert board.ok("verify")["ok"]
    fault, statement = EDITS[kind]
    with closing(sqlite3.connect(board.home / "board.db")) as rows:
        rows.execute(statement)
        rows.commit()
    assert fault in {item["kind"] for item in board.run("verify").json["faults"]}


def test_a_bundle_cannot_be_deleted(board: Commands) -> None:
    arrived(board)
    with closing(sqlite3.connect(board.home / "board.db")) as rows, pytest.raises(sqlite3.Error):
        rows.execute("DELETE FROM bundles")


def test_init_makes_the_folder_private(home: Path) -> None:
    assert inbox(home).stat().st_mode & 0o777 == 0o700


def test_that_somebody_complained_is_suggested_to_those_who_receive_complaints(board: Commands, home: Path) -> None:
    complaint = {"applicant": APPLICANT, "data": {"uraian": "KK saya belum jadi."}}
    number = board.ok("case", "new", "--sop", "waykanan.pengaduan", user="ade", stdin=complaint)["number"]
    bundle(home, str(APPLICANT["phone"]))
    board.ok("inbox", "scan")
    assert [item["number"] for item in board.ok("inbox", "list", user="ade")["rows"][0]["matches"]] == [number]
    assert board.ok("inbox", "list", user="wati")["rows"][0]["matches"] == []
    assert board.ok("inbox", "list")["rows"][0]["matches"] == []


def test_what_lay_in_the_wrong_case_is_not_told_by_its_bundle_either(board: Commands, home: Path) -> None:
    number = board.ok("case", "new", "--sop", "waykanan.kk_baru", user="wati", stdin={"applicant": APPLICANT})["number"]
    bundle(home, "081377770000", photos=2, words="Ini KTP suami saya")
    board.ok("inbox", "scan")
    board.ok("inbox", "join", 1, number, user="wati")
    for words in (("--attachment", "1"), ("--note-seq", "1")):
        board.ok("case", "misfile", number, *words, "--unknown", "--reason", "salah_gabung", user="wati")
    shown = board.ok("inbox", "show", 1, user="wati")
    assert [item["name"] for item in shown["files"]] == ["(dipindahkan ke berkas lain)", "foto1.jpg"]
    assert (shown["files"][0]["sha256"], shown["files"][0]["path"]) == ("", None)
    assert shown["text"] == ""
    assert board.ok("inbox", "list", "--state", "semua")["rows"][0]["text"] == ""
