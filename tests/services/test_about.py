"""What a complaint is about: its walk with the clock of each step, and not a trace of it on the other case."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from board.services.about import about_on_paper
from board.services.damage import DAMAGED
from board.services.desk import Desk
from board.services.facts_of import actor_of, find_case
from board.services.link_cases import links_shown
from tests.clocked import step_of
from tests.commands import Commands
from tests.services.test_verify import by_hand
from tests.walker import APPLICANT, Walker

KK, KIA, ADUAN = "waykanan.kk_baru", "waykanan.kia_baru", "waykanan.pengaduan"
PLANTED = "Petugas minta uang rokok"
PELAPOR = {"name": "MARLENI PUSPA", "phone": "081200000077"}


def complain(board: Commands, **new: Any) -> str:
    """A complaint; its number."""
    words = {"applicant": PELAPOR, "data": {"uraian": PLANTED}, **new}
    return str(board.ok("case", "new", "--sop", ADUAN, user="ade", stdin=words)["number"])


@pytest.fixture
def service(board: Commands, tmp_path: Path) -> str:
    """A KK in minutes made by hand: taken after 10, sent back after 35, waited for over lunch, moved after 4 more, the
    first of them in its tray."""
    walker = Walker(board, KK, tmp_path)
    case = walker.register()
    number = str(case["number"])
    board.clock.forward(minutes=10)
    board.ok("case", "take", number, user="wati")
    board.clock.forward(minutes=25)
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    # Over lunch: four hours by the clock on the wall, three of work.
    board.clock.forward(hours=4)
    board.ok("case", "move", number, "terima", user="wati")
    board.clock.forward(minutes=1)
    board.ok("case", "take", number, user="wati")
    board.clock.forward(minutes=3)
    walker.move(walker.show(number), walker.forward("kirim")[0])
    board.clock.forward(minutes=3)
    return number


def test_the_walk_is_told_with_the_clock_of_each_step(board: Commands, service: str) -> None:
    (told,) = board.ok("case", "show", complain(board, about=service), user="ade")["about"]
    assert (told["number"], told["service"], told["status"], told["place"]) == (
        service,
        "KK Baru",
        "berjalan",
        "Entri SIAK",
    )
    assert told["place_clock"] == step_of(10, 0, 3, 0)
    steps = [
        (row["step"]["no"], row["what"].split(" ke ")[0], row["clock"], row["rested_minutes"], row["waiting"],
         row["paused_minutes"])
        for row in told["timeline"]
    ]  # fmt: skip
    # Twenty-five and three minutes of work on one visit; what it lay in the tray is nobody's work.
    assert steps == [
        ("1", "Dikembalikan", None, 0, None, 0),
        ("1", "Terima kembali", None, 0, "pemohon", 180),
        ("1", "Diteruskan", step_of(5, 28, 10, 23), 1, None, 0),
    ]
    assert {(row["by"], row["role"]) for row in told["timeline"]} == {("WATI KURNIA", "Operator Pelayanan Online")}


def test_what_lay_in_the_tray_is_beyond_no_standard(board: Commands, tmp_path: Path) -> None:
    """The standard is compared with Ambil to Teruskan, never with the queue (DOMAIN E.2)."""
    walker = Walker(board, KK, tmp_path)
    number = str(walker.register()["number"])
    board.clock.forward(minutes=120)
    board.ok("case", "take", number, user="wati")
    board.clock.forward(minutes=4)
    walker.move(walker.show(number), walker.forward("kirim")[0])
    board.clock.forward(minutes=50)
    walker.move(walker.show(number), walker.forward("entri")[0])
    (told,) = board.ok("case", "show", complain(board, about=number), user="ade")["about"]
    in_time, unmeasured = (row["clock"] for row in told["timeline"])
    assert in_time == step_of(5, 4, 120, 0)
    assert unmeasured["touch_minutes"] is None, "moved without Ambil: nobody knows, which is not none"
    assert unmeasured["over"] == 0


def test_a_case_that_ended_while_its_applicant_had_it_waited_for_them(board: Commands, tmp_path: Path) -> None:
    number = str(Walker(board, KK, tmp_path).register()["number"])
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    board.clock.forward(minutes=40)
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    (told,) = board.ok("case", "show", complain(board, about=number), user="ade")["about"]
    last = told["timeline"][-1]
    assert (last["waiting"], last["paused_minutes"], last["clock"]["over"]) == ("pemohon", 40, 0)


def test_a_move_that_was_taken_back_is_no_step(board: Commands, service: str) -> None:
    board.ok("case", "undo", service, user="wati")
    (told,) = board.ok("case", "show", complain(board, about=service))["about"]
    assert [row["what"].split(" ke ")[0] for row in told["timeline"]] == ["Dikembalikan", "Terima kembali"]


def test_where_it_ended_is_the_end_of_the_walk(board: Commands, service: str) -> None:
    board.ok("case", "cancel", service, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    (told,) = board.ok("case", "show", complain(board, about=service))["about"]
    assert (told["timeline"][-1]["what"], told["place"], told["place_clock"]) == ("Batal (dicabut)", "batal", None)


def test_nothing_of_a_complaint_is_on_the_case_it_is_about(board: Commands, service: str, tmp_path: Path) -> None:
    board.ok("case", "dossier", service, "--pdf", tmp_path / "before.pdf", user="bakti")
    before = board.ok("case", "show", service, user="bakti")
    number = complain(board, about=service)
    other = complain(board)
    board.ok("case", "about", other, service.lower(), "--note", PLANTED, user="putu")
    assert board.ok("case", "show", service, user="bakti") == before
    assert before["links"] == before["about"] == []
    board.ok("case", "dossier", service, "--pdf", tmp_path / "after.pdf", user="bakti")
    pages = [
        " ".join(page.extract_text() for page in PdfReader(tmp_path / f"{name}.pdf").pages)
        for name in ("before", "after")
    ]
    found = board.ok("case", "find", service)["rows"]
    assert [row["number"] for row in found] == [service]
    for told in (
        json.dumps(before),
        pages[1],
        json.dumps(found),
        json.dumps(board.ok("outbox", "list", "--number", service)),
    ):
        for planted in (number, other, PLANTED, PELAPOR["name"], "812000000077"):
            assert planted not in told
    # Nor does trying to undo it tell that it is there.
    for pair in ((service, number), (number, service)):
        user = "wati" if pair[0] == service else "ade"
        assert "tidak tertaut" in board.refused("case", "unlink", *pair, "--reason", "Coba.", user=user)["reason"]
    # Where it goes on under another number, the complaint stays behind with the old one.
    onward = board.ok("case", "transfer", service, "--sop", KIA, user="wati")
    assert not any(planted in json.dumps(onward) for planted in (number, other, PLANTED))
    (told,) = board.ok("case", "show", number, user="ade")["about"]
    assert (told["number"], told["timeline"][-1]["what"]) == (service, "Batal (salah layanan)")
    assert board.ok("verify")["ok"]


def test_the_complaint_tells_of_it_and_of_its_end(board: Commands, service: str) -> None:
    number = complain(board, about=service)
    case = board.ok("case", "show", number, user="ade")
    assert [(link["number"], link["kind"], link["direction"]) for link in case["links"]] == [(service, "aduan", "ke")]
    words = ("case", "about", number, service)
    assert "sudah menunjuk" in board.refused(*words, user="ade")["reason"]
    assert board.refused(*words, "--off", user="ade")["error"] == "input"
    ended = board.ok(*words, "--off", "--reason", "Berkas yang lain.", "--key", "lepas-1", user="timo")
    assert (ended["about"], ended["events"][-1]["intent"]) == ([], "lepas_tautan")
    assert "Berkas yang lain." in ended["events"][-1]["note"]
    assert board.ok(*words, "--off", "--reason", "Berkas yang lain.", "--key", "lepas-1", user="timo") == ended
    assert "tidak menunjuk" in board.refused(*words, "--off", "--reason", "Lagi.", user="ade")["reason"]
    board.ok(*words, user="ade")
    assert board.ok("verify")["ok"]


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM links WHERE kind = 'aduan'",
        "UPDATE links SET kind = 'terkait'",
        "UPDATE links SET other_id = 2",
        "UPDATE links SET note = 'x'",
        "UPDATE links SET ended_at = 1",
        "INSERT INTO links (office, case_id, other_id, kind, at, by, note) "
        "VALUES ('contoh', 3, 2, 'aduan', 1, 'x', '')",
    ],
)
def test_verify_finds_what_was_done_to_it_by_hand(change: str, board: Commands) -> None:
    for _ in range(2):
        number = board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": APPLICANT})["number"]
    complain(board, about="KK-2026-00001")
    assert number == "KK-2026-00002"
    with by_hand(board.home) as connection:
        connection.execute(change)
    assert any(fault["kind"] == "link" for fault in board.run("verify").json["faults"])


def test_only_a_complaint_is_about_something(board: Commands, service: str) -> None:
    number = complain(board)
    kia = {"applicant": APPLICANT, "about": service}
    assert board.refused("case", "new", "--sop", KIA, user="wati", stdin=kia)["fields"].keys() == {"about"}
    words = {"applicant": PELAPOR, "data": {"uraian": PLANTED}, "about": number}
    assert board.refused("case", "new", "--sop", ADUAN, user="ade", stdin=words)["fields"].keys() == {"about"}
    for pair, user in (((service, number), "wati"), ((number, number), "ade")):
        assert "harus aduan" in board.refused("case", "about", *pair, user=user)["reason"]
    assert board.refused("case", "about", number, service, user="wati")["error"] == "role"
    assert (
        "board case about" in board.refused("case", "link", number, service, "--kind", "terkait", user="ade")["reason"]
    )
    assert board.run("case", "about", number, service, "--reason", "x", user="ade").code == 2


def test_whoever_may_not_know_of_the_other_case_is_not_told_of_it(board: Commands, service: str, desk: Desk) -> None:
    number = complain(board, about=service)
    with sqlite3.connect(board.home / "board.db") as connection:
        connection.execute(
            "INSERT INTO accused (office, case_id, login, title, at, by) "
            "SELECT 'contoh', id, 'putu', 'PUTU', 1, 'x' FROM cases WHERE number = ?", (service,),
        )  # fmt: skip
    seen = {user: board.ok("case", "show", number, user=user) for user in (None, "putu")}
    assert [len(case["about"]) for case in seen.values()] == [1, 0]
    assert [len(case["links"]) for case in seen.values()] == [1, 0]
    assert about_on_paper(desk.seen_by(actor_of(desk, "putu")), find_case(desk, number)) == []


def test_outside_its_roles_a_complaint_has_no_links(board: Commands, service: str, desk: Desk) -> None:
    number = complain(board, about=service)
    told = {user: len(links_shown(desk.seen_by(actor_of(desk, user)), number)) for user in ("ade", "rina", "loket")}
    assert told == {"ade": 1, "rina": 0, "loket": 0}


def test_papers_of_the_complaint_are_handed_the_walk(board: Commands, service: str, desk: Desk) -> None:
    (told,) = about_on_paper(desk, find_case(desk, complain(board, about=service)))
    assert (told["number"], told["status"], len(told["rows"])) == (service, "Entri SIAK", 3)
    assert told["rows"][0]["step"] == "1. Terima berkas"
    assert told["rows"][0]["by"] == "WATI KURNIA (Operator Pelayanan Online)"
    assert [row["clock"] for row in told["rows"]] == [None, None, step_of(5, 28, 10, 23)]
    assert "menunggu pemohon 180 menit" in told["rows"][1]["what"]


def test_a_complaint_is_read_although_the_other_case_is_damaged(board: Commands, service: str) -> None:
    number = complain(board, about=service)
    with by_hand(board.home) as connection:
        connection.execute("UPDATE cases SET step = 'tidak_ada' WHERE number = ?", (service,))
    (told,) = board.ok("case", "show", number, user="ade")["about"]
    assert (told["number"], told["place"], told["timeline"]) == (service, DAMAGED, [])
