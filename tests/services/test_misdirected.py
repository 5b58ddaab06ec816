"""Salah alamat: out of sight in the wrong case, in the right one, an incident with its deadline, told by all three."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.models.case import Case
from board.models.paper import PrintJob
from board.services.contacts import addressee, numbers_of
from board.services.desk import Desk, open_desk
from board.services.facts_of import find_case, sop_of
from board.services.misdirected import Misplaced, misfiled_words
from board.services.misdirected import misfile as misfile_it
from board.services.out_of_sight import without_hidden
from board.services.papers import queue_papers
from board.services.print_pending import print_pending
from board.services.snapshot import snapshot
from board.workflow.facts import Actor
from tests.commands import Commands
from tests.printing.pdf_text import read
from tests.uploads import bundle
from tests.walker import APPLICANT, Walker

KK, KIA, COMPLAINT = "waykanan.kk_baru", "waykanan.kia_baru", "waykanan.pengaduan"
SAID = "Ini KK ibu saya, rumah di ujung jalan."
SECRET_NAME = "kk_ibu_0000014505900001.png"


@pytest.fixture
def wrong(board: Commands, tmp_path: Path) -> str:
    """A KK with two photos and a message, of which some belong to somebody else."""
    number = register(board, KK, requirements={"f102": "scan_asli", "f101": "scan_asli"})
    for place, (name, words) in enumerate(((SECRET_NAME, ("--requirement", "f102")), ("lain.png", ()))):
        Image.new("RGB", (9, 9), (place, 0, 0)).save(tmp_path / name)
        board.ok("case", "attach", number, tmp_path / name, *words, user="wati")
    board.ok("thread", "note", number, "--kind", "pelapor", "--text", SAID, user="wati")
    board.ok("thread", "note", number, "--kind", "internal", "--text", "Tanyakan ibunya.", user="wati")
    return number


@pytest.fixture
def right(board: Commands) -> str:
    """The case of the person the papers belong to."""
    return register(board, KIA)


def register(board: Commands, sop: str, **more: Any) -> str:
    user = "ade" if sop == COMPLAINT else "wati"
    number: str = board.ok("case", "new", "--sop", sop, user=user, stdin={"applicant": APPLICANT, **more})["number"]
    return number


def misfile(board: Commands, number: str, *words: str | int, key: str = "") -> dict[str, Any]:
    case: dict[str, Any] = board.ok(
        "case", "misfile", number, *words, "--reason", "salah_kirim", *(["--key", key] if key else []), user="wati"
    )
    return case


def test_a_file_goes_to_the_case_it_belongs_to(board: Commands, wrong: str, right: str, desk: Desk) -> None:
    case = misfile(board, wrong, "--attachment", 1, "--to", right)
    assert [item["id"] for item in case["attachments"]] == [2]
    assert [(item["what"], item["to"], item["reason"]) for item in case["moved"]] == [
        ("lampiran", right, "salah_kirim")
    ]
    assert {item["id"]: item["form"] for item in case["requirements"]}["f102"] is None, "nothing serves it any more"
    assert json.loads(find_case(desk, wrong).requirements) == {"f101": "scan_asli"}
    event = case["events"][-1]
    assert (event["intent"], event["reason"], event["detail"]["unticked"]) == ("salah_alamat", "salah_kirim", "f102")
    there = board.ok("case", "show", right)
    assert [item["name"] for item in there["attachments"]] == [SECRET_NAME]
    assert there["events"][-1]["note"] == f"Salah alamat: dari {wrong}"
    assert board.ok("verify")["ok"]


def test_the_same_content_can_be_sent_again_to_the_case_it_left(
    board: Commands, wrong: str, right: str, tmp_path: Path
) -> None:
    misfile(board, wrong, "--attachment", 1, "--to", right)
    board.ok("case", "attach", wrong, tmp_path / SECRET_NAME, "--requirement", "f102", user="wati")
    assert len(board.ok("case", "show", wrong)["attachments"]) == 2


def test_a_tick_stays_while_another_file_serves_it(board: Commands, wrong: str, right: str, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), "blue").save(tmp_path / "kedua.png")
    board.ok("case", "attach", wrong, tmp_path / "kedua.png", "--requirement", "f102", user="wati")
    case = misfile(board, wrong, "--attachment", 1, "--to", right)
    assert {item["id"]: item["form"] for item in case["requirements"]}["f102"] == "scan_asli"


def test_a_tick_stays_for_a_paper_that_lies_on_the_counter(board: Commands, right: str, tmp_path: Path) -> None:
    number = register(board, KK, channel="loket", requirements={"f102": "asli"})
    Image.new("RGB", (9, 9)).save(tmp_path / "a.png")
    board.ok("case", "attach", number, tmp_path / "a.png", "--requirement", "f102", user="wati")
    case = misfile(board, number, "--attachment", 1, "--to", right)
    assert {item["id"]: item["form"] for item in case["requirements"]}["f102"] == "asli"


def test_what_the_applicant_wrote_goes_along_with_its_time(board: Commands, wrong: str, right: str) -> None:
    written = board.ok("case", "show", wrong)["thread"][0]
    board.clock.forward(minutes=30)
    misfile(board, wrong, "--note-seq", 1, "--to", right)
    assert [note["text"] for note in board.ok("case", "show", wrong)["thread"]] == ["Tanyakan ibunya."]
    moved = board.ok("case", "show", right)["thread"][0]
    assert {**moved, "seq": 1} == {**written, "seq": 1}
    assert board.ok("verify")["ok"]


def test_nobody_knows_whose_it_is(board: Commands, wrong: str) -> None:
    case = misfile(board, wrong, "--attachment", 2, "--unknown")
    assert case["moved"][0]["to"] is None
    assert board.ok("incident", "list")["rows"][0]["other"] is None
    assert board.ok("verify")["ok"]


def test_the_same_command_twice_does_it_once(board: Commands, wrong: str, right: str) -> None:
    for _ in range(2):
        misfile(board, wrong, "--attachment", 1, "--to", right, key="sekali")
    assert len(board.ok("incident", "list")["rows"]) == 1
    assert len(board.ok("case", "show", right)["attachments"]) == 1


REFUSED: dict[str, tuple[tuple[str, ...], str, str]] = {
    "no such file": (("--attachment", "99", "--to", "{right}"), "salah_kirim", "Lampiran 99 tidak ditemukan"),
    "a file of another case": (("--attachment", "3", "--to", "{right}"), "salah_kirim", "tidak ditemukan"),
    "no such note": (("--note-seq", "9", "--to", "{right}"), "salah_kirim", "Catatan 9 tidak ditemukan"),
    "a note of the office": (("--note-seq", "2", "--to", "{right}"), "salah_kirim", "Hanya pesan pelapor"),
    "both": (("--note-seq", "1", "--attachment", "1", "--to", "{right}"), "salah_kirim", "Sebut satu saja"),
    "neither": (("--to", "{right}"), "salah_kirim", "Sebut satu saja"),
    "the case itself": (("--attachment", "1", "--to", "{wrong}"), "salah_kirim", "adalah berkas ini sendiri"),
    "no such case": (("--attachment", "1", "--to", "KK-2026-99999"), "salah_kirim", "tidak ditemukan"),
    "no reason": (("--attachment", "1", "--to", "{right}"), " ", "Sebut alasan salah alamat"),
    "another reason without words": (("--attachment", "1", "--to", "{right}"), "lainnya", "perlu catatan"),
}


@pytest.mark.parametrize("label", REFUSED)
def test_a_refusal_leaves_nothing_behind(label: str, board: Commands, wrong: str, right: str, tmp_path: Path) -> None:
    words, reason, sentence = REFUSED[label]
    Image.new("RGB", (9, 9), "red").save(tmp_path / "c.png")
    board.ok("case", "attach", right, tmp_path / "c.png", user="wati")
    before = [board.ok("case", "show", number)["events"] for number in (wrong, right)]
    named = [word.format(wrong=wrong, right=right) for word in words]
    told = board.refused("case", "misfile", wrong, *named, "--reason", reason, user="wati")
    assert sentence in told["reason"]
    assert [board.ok("case", "show", number)["events"] for number in (wrong, right)] == before
    assert board.ok("incident", "list")["rows"] == []


def test_it_is_out_of_sight_only_once(board: Commands, wrong: str, right: str) -> None:
    misfile(board, wrong, "--attachment", 1, "--to", right)
    words = ("--attachment", 1, "--to", right, "--reason", "salah_kirim")
    assert "tidak ditemukan" in board.refused("case", "misfile", wrong, *words, user="wati")["reason"]


def test_to_or_unknown_and_not_both(board: Commands, wrong: str, right: str) -> None:
    for words in ((), ("--to", right, "--unknown")):
        answer = board.run("case", "misfile", wrong, "--attachment", 1, *words, "--reason", "salah_kirim", user="wati")
        assert (answer.code, answer.out) == (2, "")


def test_who_has_no_desk_in_the_service_may_not(board: Commands, wrong: str, right: str) -> None:
    words = ("case", "misfile", wrong, "--attachment", 1, "--to", right, "--reason", "salah_kirim")
    assert board.refused(*words, user="tono")["error"] == "role"
    board.refused(*words, user="auditor")


def test_a_complaint_leaves_no_mark_on_a_service(board: Commands, wrong: str) -> None:
    complaint = register(board, COMPLAINT)
    words = ("--attachment", 1, "--to", complaint, "--reason", "salah_kirim")
    assert "Aduan tidak meninggalkan tanda" in board.refused("case", "misfile", wrong, *words, user="wati")["reason"]


def test_a_transferred_case_points_to_its_new_number(board: Commands, wrong: str, right: str) -> None:
    new = board.ok("case", "transfer", right, "--sop", "waykanan.ktp_ganti", user="wati")["number"]
    words = ("--attachment", 1, "--to", right, "--reason", "salah_kirim")
    assert new in board.refused("case", "misfile", wrong, *words, user="wati")["reason"]


def test_news_for_a_case_that_waits(board: Commands, wrong: str, right: str, desk: Desk) -> None:
    waiting = register(board, KK)
    board.ok("case", "move", waiting, "kembalikan", "--reason", "syarat_kurang", user="wati")
    misfile(board, wrong, "--note-seq", 1, "--to", waiting)
    assert find_case(desk, waiting).news_at is not None
    misfile(board, wrong, "--attachment", 1, "--to", right)
    assert find_case(desk, right).news_at is None


def test_it_shows_nowhere_in_the_case_it_left(board: Commands, wrong: str, right: str, desk: Desk) -> None:
    row = find_case(desk, wrong)
    shown = _snapshot(desk, row)
    misfile(board, wrong, "--attachment", 1, "--to", right)
    misfile(board, wrong, "--note-seq", 1, "--to", right)
    case = board.ok("case", "show", wrong)
    assert SECRET_NAME not in json.dumps(case)
    assert SAID not in json.dumps(case)
    # A paper made from what was true then, and printed only now or again, shows it no more either.
    late = without_hidden(desk, row.id, shown)
    assert [item["name"] for item in late["attachments"]] == ["lain.png"]
    assert (late["notes"], [line["what"] for line in late["chronology"]]) == ([], ["Diterima lewat WA."])


def test_what_others_said_stays_beside_a_short_note(board: Commands, wrong: str, right: str, desk: Desk) -> None:
    for words in ("ya", "Besok saya datang, ya"):
        board.ok("thread", "note", wrong, "--kind", "pelapor", "--text", words, user="wati")
    board.ok("thread", "note", wrong, "--kind", "jawaban", "--text", "ya", user="wati")
    shown = _snapshot(desk, find_case(desk, wrong))
    misfile(board, wrong, "--note-seq", 3, "--to", right)
    late = without_hidden(desk, find_case(desk, wrong).id, shown)
    assert [item["text"] for item in late["notes"]] == [SAID, "Besok saya datang, ya", "ya"]
    assert [line for line in shown["chronology"] if line not in late["chronology"]] == [
        {"at": "23 Nov 2026 09.00", "what": "Pelapor (WATI KURNIA): ya"}
    ]


def _snapshot(desk: Desk, row: Case) -> dict[str, Any]:
    return snapshot(
        desk, row, sop_of(desk, row), "foto_berkas", step=row.step, round=1, actor=Actor("wati", "WATI KURNIA"),
        grant=None, now=desk.now(),
    )  # fmt: skip


STRANGER = "081999888777"


@pytest.fixture
def joined(board: Commands) -> tuple[str, int]:
    """A case without a phone of its own that waits for its applicant, and a stranger's bundle joined to it."""
    known = {name: value for name, value in APPLICANT.items() if name != "phone"}
    stdin = {"applicant": known, "channel": "loket"}
    number = str(board.ok("case", "new", "--sop", KK, user="wati", stdin=stdin)["number"])
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", "--ask", "f102", user="wati")
    return number, join(board, number, STRANGER, words="Ini yang kurang")


def join(board: Commands, number: str, phone: str, **more: Any) -> int:
    """Join a bundle of one photo for the F-1.02 to a case; the id of the photo there."""
    bundle(board.home, phone, photos=1, **more)
    board.ok("inbox", "scan")
    taken = board.ok("inbox", "list")["rows"][-1]["id"]
    file = board.ok("inbox", "show", taken)["files"][0]["id"]
    board.ok("inbox", "join", taken, number, "--requirement", f"{file}=f102", user="wati")
    return int(board.ok("case", "show", number)["attachments"][-1]["id"])


def ask_once_more(board: Commands, number: str) -> int:
    """Take the case back and ask for the F-1.02 again; the id of the message that waits to be sent."""
    board.ok("case", "move", number, "terima", user="wati")
    board.ok("case", "move", number, "kembalikan", "--reason", "tidak_terbaca", "--ask", "f102", user="wati")
    [waits] = board.ok("outbox", "list", "--number", number)["rows"]
    return int(waits["id"])


def told_of(board: Commands, number: str, what: Misplaced, to: str) -> str:
    """What the officer is told of a misfiled thing."""
    desk = open_desk(board.home, clock=board.clock)
    try:
        return misfiled_words(desk, misfile_it(desk, number, "wati", what, to, "salah_kirim"))
    finally:
        desk.close()


def test_a_stranger_is_no_contact_any_more(board: Commands, joined: tuple[str, int], right: str, desk: Desk) -> None:
    number, file = joined
    board.ok("case", "contact", number, "add", "081300000009", user="wati")
    waits = ask_once_more(board, number)
    assert board.ok("outbox", "show", waits)["to"] == "+6281999888777", "whoever sent something last"
    misfile(board, number, "--attachment", file, "--to", right)
    assert "+6281999888777" in numbers_of(find_case(desk, number)), "the stranger's words are still there"
    assert "tidak lagi menjadi kontak" in told_of(board, number, Misplaced(note=1), right)
    assert list(numbers_of(find_case(desk, number))) == ["+6281300000009"]
    assert "+6281999888777" in numbers_of(find_case(desk, right))
    assert board.ok("outbox", "show", waits)["to"] == "+6281300000009"
    intents = [event["intent"] for event in board.ok("case", "show", number)["events"]]
    assert intents[-3:] == ["salah_alamat", "kontak_akhir", "pesan_dialamatkan"]
    assert board.ok("verify")["ok"]


def test_a_message_nobody_else_may_have_is_void(board: Commands, joined: tuple[str, int], desk: Desk) -> None:
    number, file = joined
    waits = ask_once_more(board, number)
    misfile(board, number, "--note-seq", 1, "--unknown")
    misfile(board, number, "--attachment", file, "--unknown")
    assert addressee(find_case(desk, number)) == ""
    assert board.ok("outbox", "show", waits)["state"] == "void"
    assert board.ok("verify")["ok"]


def test_who_sent_something_else_stays_a_contact(board: Commands, joined: tuple[str, int], desk: Desk) -> None:
    number, file = joined
    join(board, number, STRANGER, at="20261123-0730")
    misfile(board, number, "--note-seq", 1, "--unknown")
    misfile(board, number, "--attachment", file, "--unknown")
    assert list(numbers_of(find_case(desk, number))) == ["+6281999888777"]


def test_what_was_hidden_says_nothing_of_who_to_write_to(board: Commands, joined: tuple[str, int], desk: Desk) -> None:
    number, _ = joined
    join(board, number, "081300000009", at="20261123-0735")
    last = join(board, number, STRANGER, at="20261123-0730")
    assert addressee(find_case(desk, number)) == "+6281999888777"
    misfile(board, number, "--attachment", last, "--unknown")
    assert addressee(find_case(desk, number)) == "+6281300000009"


def test_a_misfiled_paper_is_asked_for_again(board: Commands, joined: tuple[str, int], desk: Desk) -> None:
    number, file = joined
    board.ok("case", "contact", number, "add", "081300000009", user="wati")
    assert board.ok("case", "show", number)["asked"][-1]["items"][0]["came"]
    misfile(board, number, "--note-seq", 1, "--unknown")
    assert find_case(desk, number).news_at is not None, "the photo is still to be looked at"
    misfile(board, number, "--attachment", file, "--unknown")
    [item] = board.ok("case", "show", number)["asked"][-1]["items"]
    assert (item["came"], find_case(desk, number).news_at) == (False, None)
    board.ok("case", "remind", number, user="wati")
    [reminder] = [row for row in board.ok("outbox", "list", "--number", number)["rows"] if row["kind"] == "pengingat"]
    assert item["title"] in board.ok("outbox", "show", reminder["id"])["text"]
    assert board.ok("verify")["ok"]


def test_a_tick_that_was_taken_away_did_not_come(board: Commands, right: str, tmp_path: Path) -> None:
    number = register(board, KK)
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", "--ask", "f102", user="wati")
    Image.new("RGB", (9, 9)).save(tmp_path / "a.png")
    board.ok("case", "attach", number, tmp_path / "a.png", user="wati")
    board.ok("case", "move", number, "terima", user="wati")
    case = board.ok("case", "assign", number, 1, "--requirement", "f102", user="wati")
    assert case["asked"][-1]["items"][0]["came"]
    case = misfile(board, number, "--attachment", 1, "--to", right)
    assert not case["asked"][-1]["items"][0]["came"]


def test_a_file_that_serves_nothing_goes_on_serving_nothing(board: Commands, wrong: str, right: str) -> None:
    board.ok("case", "assign", wrong, 2, "--none", user="wati")
    misfile(board, wrong, "--attachment", 2, "--to", right)
    [file] = board.ok("case", "show", right)["attachments"]
    assert (file["requirement"], file["assigned"]) == (None, True)


def test_nothing_is_brought_to_a_case_that_is_batal(board: Commands, wrong: str, right: str) -> None:
    board.ok("case", "cancel", right, "--kind", "dicabut", "--note", "Batal.", user="wati")
    words = ("--attachment", 1, "--to", right, "--reason", "salah_kirim")
    assert "sudah BATAL" in board.refused("case", "misfile", wrong, *words, user="wati")["reason"]


def test_a_finished_case_takes_what_is_its_own(board: Commands, wrong: str, tmp_path: Path) -> None:
    walker = Walker(board, KK, tmp_path)
    done = walker.walk(walker.register(), walker.branches()[0])
    assert done["status"] == "selesai"
    assert f"Berkas {done['number']} sudah selesai" in told_of(board, wrong, Misplaced(1), done["number"])
    assert board.ok("verify")["ok"]


def test_a_paper_that_waits_to_be_printed_leaves_it_out(board: Commands, wrong: str, right: str, desk: Desk) -> None:
    for place in (1, 2):
        _queue_photos(desk, wrong)
        if place == 1:
            print_pending(desk)
    done = misfile_it(desk, wrong, "wati", Misplaced(1), right, "salah_kirim")
    assert done.papers == ("foto_berkas",)
    assert "Tarik dan musnahkan cetakan yang memuatnya: Foto Berkas." in misfiled_words(desk, done)
    print_pending(desk)
    before, after = (
        read((desk.spool / job.path).read_bytes()).text
        for job in PrintJob.select().where(PrintJob.document == "foto_berkas").order_by(PrintJob.id)
    )
    # One name is too long for a line of the paper.
    assert "kk_ibu" in before and "lain.png" in before
    assert "kk_ibu" not in after and "lain.png" in after


def _queue_photos(desk: Desk, number: str) -> None:
    row = find_case(desk, number)
    with desk.store.writing():
        queue_papers(
            desk, row, sop_of(desk, row), ["foto_berkas"], step=row.step, round=1, actor=Actor("wati", "WATI KURNIA"),
            grant=None, now=desk.now(),
        )  # fmt: skip


def test_a_message_that_went_to_the_wrong_phone(board: Commands, wrong: str) -> None:
    message = board.ok("outbox", "list", "--number", wrong)["rows"][0]["id"]
    words = ("outbox", "misdirected", message, "--reason", "telepon_keliru")
    assert "yang terkirim" in board.refused(*words, user="wati")["reason"]
    board.ok("outbox", "sent", message, user="wati")
    row = board.ok(*words, user="wati")
    assert (row["kind"], row["case"], row["other"], row["hours_left"]) == ("salah_kirim", wrong, None, 72)
    assert "sudah dicatat" in board.refused(*words, user="wati")["reason"]
    assert board.ok("case", "show", wrong)["events"][-1]["intent"] == "salah_kirim"
    assert board.ok("verify")["ok"]
