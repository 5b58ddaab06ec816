"""Ringkasan pagi: what every line says of an office that a test has lived, and that its list holds just as many."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from board.services.desk import Desk, open_desk
from board.services.facts_of import actor_of
from board.services.morning import load_morning
from tests.commands import Commands
from tests.offices import OFFICERS, Clock, copy_office
from tests.services.test_absences import away, stands_in
from tests.services.test_store import plans_of
from tests.uploads import MORNING, photo, upload
from tests.walker import Walker

KK, UMUM, ADUAN, KIA = "waykanan.kk_baru", "landak.kk_umum", "waykanan.pengaduan", "waykanan.kia_baru"


def section(told: dict[str, Any], name: str) -> list[dict[str, Any]]:
    """The lines of a section; none where it has nothing to tell."""
    return next((item["lines"] for item in told["sections"] if item["id"] == name), [])


def morning(board: Commands, user: str | None, name: str) -> list[dict[str, Any]]:
    return section(board.ok("report", "morning", user=user), name)


def words(board: Commands, user: str | None, name: str) -> list[str]:
    """What a section says, left and right."""
    return [f"{line['words']} | {line['right']}" for line in morning(board, user, name)]


def listed(board: Commands, user: str | None, key: str) -> list[tuple[str, str]]:
    """Number and reason of the cases of a line."""
    rows = board.ok("report", "morning", "--list", key, user=user)["rows"]
    return [(row["number"], row["why"]) for row in rows]


@pytest.fixture(scope="module")
def lived_office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """Two KK Baru and a KIA on their way since Monday, a KK Umum ready since then; it is Thursday at 10."""
    folder = tmp_path_factory.mktemp("morning")
    board = Commands(copy_office(template, folder / "kantor"), Clock())
    baru = Walker(board, KK, folder)
    for place in range(2):
        baru.walk(baru.register(applicant={"name": f"SITI {'AB'[place]}", "nik": f"000001450590000{place}",
                                           "phone": "081200000001"}),
                  baru.route("kirim", "koreksi_kasi"))  # fmt: skip
        board.clock.forward(minutes=10)
    umum = Walker(board, UMUM, folder)
    umum.walk(umum.register(), umum.route("ajukan", "terima"))
    board.clock.forward(days=3, hours=0.5)
    kia = Walker(board, KIA, folder)
    kia.walk(kia.register(), kia.route("kirim", "verifikasi_kasi"))
    return board


@pytest.fixture
def lived(lived_office: Commands, tmp_path: Path) -> Commands:
    """That office, as the test's own."""
    return Commands(copy_office(lived_office.home, tmp_path / "pagi"), Clock(lived_office.clock.now))


def test_a_kasi_reads_what_lies_in_the_tray_since_when_and_what_is_late(lived: Commands) -> None:
    assert words(lived, "rina", "trays") == ["Koreksi Kasi: 3 berkas, 2 terlambat | tertua 3 hari kerja"]
    line = morning(lived, "rina", "trays")[0]
    assert line["oldest"] == {"number": "KK-2026-00001", "at": "2026-11-23T09:00:00+07:00"}
    assert words(lived, "rina", "late") == ["2 berkas | paling lama 2 hari kerja"]
    assert listed(lived, "rina", "late")[0] == ("KK-2026-00001", "lewat 2 hari kerja")
    assert listed(lived, "rina", "tray:Koreksi Kasi") == [
        ("KK-2026-00001", "terlambat, 3 hari kerja di baki"), ("KK-2026-00002", "terlambat, 3 hari kerja di baki"),
        ("KIA-2026-00001", "0 mnt di baki"),
    ]  # fmt: skip
    assert morning(lived, "rina", "office") == [], "the whole office is for those who lead it"


def test_what_becomes_late_today_comes_soonest_first(lived: Commands) -> None:
    assert morning(lived, "rina", "today") == []
    lived.clock.forward(days=1, hours=-1)
    assert words(lived, "rina", "today") == ["1 berkas jatuh tempo hari ini | paling dekat pukul 16.30"]
    assert listed(lived, "rina", "today") == [("KIA-2026-00001", "jatuh tempo 16.30")]


def test_an_empty_tray_is_named_and_nothing_at_all_as_well(lived: Commands) -> None:
    lines = morning(lived, "wati", "trays")
    assert [(line["words"].split(":")[0], line["key"]) for line in lines] == [("Kosong", None)]
    told = lived.ok("report", "morning", user="wati")
    assert "Terlambat" in told["quiet"]
    assert {item["title"] for item in told["sections"]}.isdisjoint(told["quiet"])


def test_the_limit_of_a_tray_is_the_offices(lived: Commands) -> None:
    assert listed(lived, "rina", "stuck") == [
        ("KK-2026-00001", "3 hari kerja di baki"), ("KK-2026-00002", "3 hari kerja di baki"),
    ]  # fmt: skip
    (lived.home / "office.toml").open("a").write("\n[sitting]\ntray_days = 4\ntray_times = 0\n")
    assert listed(lived, "rina", "stuck") == []
    lived.clock.forward(days=4)
    assert len(listed(lived, "rina", "stuck")) == 2, "Friday and Monday make five"


def test_a_document_nobody_collects_is_to_be_reminded_of_in_time(lived: Commands) -> None:
    assert words(lived, "loket", "ready") == ["1 berkas | tertua 3 hari kerja"]
    lived.clock.forward(days=5)
    assert words(lived, "loket", "ready") == ["1 berkas, 1 perlu diingatkan | tertua 6 hari kerja"]
    assert listed(lived, "loket", "ready") == [("KKU-2026-00001", "6 hari kerja, ingatkan")]
    assert morning(lived, "rina", "ready") == [], "they are not in her trays"
    assert morning(lived, "bakti", "ready")[0]["remind"] == 1


def test_papers_and_messages_that_did_not_go_out(lived: Commands, tmp_path: Path) -> None:
    lived.ok("print", "run")
    rendered = next(line for line in morning(lived, "rina", "papers") if line["state"] == "rendered")
    keys = [row["id"] for row in lived.ok("print", "list", "--state", "rendered")["rows"]]
    assert rendered["papers"] <= len(keys)
    before = listed(lived, "rina", "paper:rendered")
    assert all(why for _, why in before), "the papers are named"
    for job in keys:
        lived.run("print", "confirm", job, user="rina")
        lived.run("print", "confirm", job, user="loket")
    assert morning(lived, "rina", "papers") == []
    waiting = [row for row in lived.ok("outbox", "list")["rows"] if not row["number"].startswith("KKU")]
    told = morning(lived, "wati", "messages")
    assert [(line["key"], line["messages"]) for line in told] == [("message", len(waiting))]
    lived.ok("outbox", "sent", waiting[0]["id"], user="wati")
    assert sum(line["messages"] for line in morning(lived, "wati", "messages")) == len(waiting) - 1


def test_an_answer_to_a_complaint_stands_apart_and_a_thread_is_unread_until_it_is_read(board: Commands) -> None:
    new = {"applicant": {"name": "BAMBANG HERMANTO", "phone": "081200000078"}, "data": {"uraian": "Lama."}}
    number = board.ok("case", "new", "--sop", ADUAN, user="ade", stdin=new)["number"]
    board.ok("case", "move", number, "teruskan", user="ade")
    board.ok("thread", "note", number, "--kind", "internal", "--text", "Cek loket.", user="putu")
    board.ok("thread", "note", number, "--kind", "jawaban", "--text", "Sedang kami periksa.", user="putu")
    assert ("answer", 1) in [(line["key"], line["count"]) for line in morning(board, "ade", "messages")]
    assert words(board, "ade", "threads") == ["1 berkas dengan catatan baru | 2 belum dibaca"]
    assert listed(board, "ade", "unread") == [(number, "2 catatan belum dibaca")]
    assert morning(board, "putu", "threads") == [], "what one wrote oneself is read"
    assert morning(board, "rina", "threads") == []
    assert morning(board, None, "threads") == []


def test_a_folder_that_is_looked_for_says_who_had_it_last(lived: Commands) -> None:
    lived.ok("physical", "receive", "KK-2026-00001", user="oki")
    lived.ok("physical", "seek", "KK-2026-00001", user="rina")
    line = morning(lived, "oki", "sought")[0]
    assert line["detail"] == "Terakhir: KK-2026-00001 (pada OKI FERDINAN)"
    assert line["rows"] == [{"number": "KK-2026-00001", "holder": "OKI FERDINAN", "since": "2026-11-26T09:50:00+07:00"}]
    assert listed(lived, "oki", "sought") == [("KK-2026-00001", "pada OKI FERDINAN, dicari 09.50")]
    assert morning(lived, "ade", "sought") == [], "no role in that service"


def test_what_an_absent_colleague_holds(lived: Commands) -> None:
    lived.ok("case", "take", "KK-2026-00001", user="rina")
    stands_in(lived, "candra", "rina", "2026-11-26", "2026-11-30")
    away(lived, "oki", "2026-11-26", "2026-11-26", "sakit")
    told = ["OKI FERDINAN: sakit hari ini | ", "RINA MARLINA: s.d. 30 Nov, Plh. CANDRA WIJAYA | memegang 1 berkas"]
    for user in ("candra", "bakti", None):
        assert words(lived, user, "absent") == told
        assert listed(lived, user, "held:rina") == [("KK-2026-00001", "dipegang sejak 09.50")]
    assert words(lived, "wati", "absent")[1].endswith("| "), "nothing of it lies in her trays"
    assert lived.refused("report", "morning", "--list", "held:siapa")["error"] == "not_found"


def test_letters_that_are_to_come_are_told_to_whom_they_concern(lived: Commands) -> None:
    mandate = stands_in(lived, "candra", "rina", "2026-11-26", "2026-11-30")
    stands_in(lived, "dian", "harun", "2026-11-26", "2026-11-30", "--letter", "800/1")
    for user, told in (("candra", 1), ("rina", 1), ("bakti", 1), ("admin", 1), ("oki", 0), ("dian", 1)):
        assert [line["mandate"] for line in morning(lived, user, "letters")] == [mandate] * told, user
    assert f"board mandate letter {mandate} NOMOR" in morning(lived, "candra", "letters")[0]["detail"]
    lived.ok("mandate", "letter", mandate, "800/2", user="admin")
    assert morning(lived, "bakti", "letters") == []


def test_what_arrived_and_what_is_down(lived: Commands) -> None:
    upload(lived.home, f"081234567890_{MORNING}/a.jpg", photo())
    lived.ok("inbox", "scan")
    lived.ok("outage", "start", "siak", "--reason", "lambat")
    assert [(line["key"], line["count"]) for line in morning(lived, "wati", "inbox")] == [("inbox", 1)]
    assert [line["key"] for line in morning(lived, "bakti", "inbox")] == [None], "seen, and opened by others"
    assert morning(lived, "rina", "inbox") == []
    assert words(lived, "rina", "outages") == ["SIAK: lambat | sejak 09.50"]


def test_who_leads_sees_the_whole_office_and_its_own_trays_first(lived: Commands) -> None:
    told = lived.ok("report", "morning", user="bakti")
    assert told["whole"]
    assert next(item["id"] for item in told["sections"]) == "trays"
    assert [(line["role"], line["count"]) for line in section(told, "office")] == [("loket", 1), ("kasi", 3)]
    assert not lived.ok("report", "morning", user="rina")["whole"]
    (lived.home / "office.toml").open("a").write('\n[sitting]\nwhole_office = ["kasi"]\n')
    assert lived.ok("report", "morning", user="rina")["whole"]
    assert not lived.ok("report", "morning", user="bakti")["whole"]


def test_a_case_at_its_applicant_is_not_late_and_not_stuck(lived: Commands) -> None:
    lived.ok("case", "move", "KK-2026-00001", "kembalikan", "--reason", "salah_tulis", user="rina")
    lived.ok("case", "move", "KK-2026-00001", "kembalikan", "--reason", "salah_tulis", user="oki")
    lived.ok("case", "move", "KK-2026-00001", "kembalikan", "--reason", "tidak_terbaca", user="wati")
    lived.clock.forward(days=7)
    assert words(lived, "wati", "trays")[0] == "Terima berkas: 1 berkas, 1 menunggu | "
    assert listed(lived, "wati", "tray:Terima berkas") == [("KK-2026-00001", "menunggu pemohon atau saksi")]
    assert [morning(lived, "wati", name) for name in ("late", "stuck")] == [[], []]
    assert "1 berkas menunggu pemohon atau saksi | " in words(lived, "bakti", "office")


@pytest.mark.parametrize("key", ["x", "tray", "late:x", "paper:x", "tray:Entah", "role:entah", "paper:"])
def test_a_line_that_is_none_is_refused_with_those_there_are(key: str, board: Commands) -> None:
    told = board.refused("report", "morning", "--list", key, user="rina")
    assert told["error"] == "not_found"
    assert "Yang ada" in told["reason"] or "Baki Anda" in told["reason"]


def lines_of(desk: Desk, user: str | None) -> Iterator[tuple[str, int]]:
    """Key and count of every line that names cases."""
    for item in load_morning(desk if user is None else desk.seen_by(actor_of(desk, user)), user).sections:
        yield from ((line.key, line.count) for line in item.lines if line.key not in {"", "inbox", "outages"})


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Commands:
    """The demonstration office: cases at every step of every SOP, some late, some returned."""
    from board.services.demo import build_demo

    home = tmp_path_factory.mktemp("demo") / "kantor"
    clock = Clock()
    build_demo(home, cases=90, by="test", progress=lambda done, of: None, now=clock.now)
    board = Commands(home, clock)
    for name, verb in (("rina", "take"), ("wati", "take")):
        mine = [row["number"] for row in board.ok("case", "list", "--role", {"rina": "kasi", "wati": "pelayanan"}[name])
                ["rows"]]  # fmt: skip
        for number in mine[:4]:
            board.run("case", verb, number, user=name)
        away(board, name, "2026-11-23", "2026-11-24")
    for row in board.ok("case", "list", "--limit", 9)["rows"]:
        board.run("physical", "seek", row["number"], user="kadis")
    return board


@pytest.mark.parametrize("user", ["rina", "wati", "oki", "serah", "bakti", "kadis", "aduan", "admin", None])
def test_every_list_holds_as_many_as_its_line_counts(user: str | None, demo: Commands) -> None:
    desk = open_desk(demo.home, clock=demo.clock)
    lines = dict(lines_of(desk, user))
    desk.close()
    assert len(lines) >= 3
    for key, count in lines.items():
        words = ("report", "morning", "--list", key)
        rows = demo.ok(*words, "--limit", 1000, user=user)["rows"]
        assert len(rows) == count, key
        assert all(row["why"] for row in rows), key
        told = json.dumps(rows)
        paged, after = [], None
        while after is not None or not paged:
            page = demo.ok(*words, "--limit", 5, *(("--after", after) if after else ()), user=user)
            paged += page["rows"]
            after = page["next"]
            if after is None:
                break
        assert json.dumps(paged) == told, key


def test_the_summary_asks_indexes_and_not_once_per_case(demo: Commands) -> None:
    desk = open_desk(demo.home, clock=demo.clock)
    try:
        plans = plans_of(desk, lambda: load_morning(desk.seen_by(actor_of(desk, "kadis")), "kadis"))
    finally:
        desk.close()
    walk = next(plan for sql, plan in plans if "entered_at" in sql and "GROUP BY" in sql)
    assert walk == "SEARCH t1 USING COVERING INDEX case_tray (office=?)"
    sought = next(plan for sql, plan in plans if "sought_at" in sql)
    assert "case_sought" in sought
    held = next(plan for sql, plan in plans if '"holder" IN' in sql)
    assert "case_held" in held
    assert not [sql for sql, plan in plans if "SCAN t" in plan]
    assert len(plans) < 20


def test_every_officer_of_the_test_office_has_a_morning(board: Commands) -> None:
    for user in (*OFFICERS, "admin"):
        assert board.ok("report", "morning", user=user)["at"] == "2026-11-23T09:00:00+07:00"
