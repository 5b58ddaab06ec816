"""Attacks: folders, files, clocks, years, mandates, disabled people, ends and undos, faulty configuration, streams."""

from __future__ import annotations

import io
import json
import os
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.cli.main import main
from board.errors import BoardError, HomeUnusable
from board.printing.images import cleaned_file
from board.printing.unreadable import Unreadable
from board.services import demo, init_office
from tests.commands import Commands
from tests.offices import Clock
from tests.walker import APPLICANT, Walker

KK, KIA, AKTA, SKP = "waykanan.kk_baru", "waykanan.kia_baru", "waykanan.akta_lahir", "waykanan.skpwni"
NEW: dict[str, Any] = {"applicant": APPLICANT}


def register(board: Commands, sop: str = KK, **changes: Any) -> str:
    """A new case; its number."""
    return str(board.ok("case", "new", "--sop", sop, user="wati", stdin={**NEW, **changes})["number"])


def walked(board: Commands, folder: Path, step: str, sop: str = KK) -> dict[str, Any]:
    """A case that stands at a step."""
    walker = Walker(board, sop, folder)
    return walker.walk(walker.register(), walker.route(walker.sop["steps"][0]["id"], step))


def jpeg(path: Path, exif: Image.Exif | None = None) -> Path:
    """A small photo."""
    Image.new("RGB", (24, 16), (10, 120, 10)).save(path, "JPEG", exif=exif or Image.Exif())
    return path


def init(board: Commands, home: Path, office: str = "landak") -> Any:
    """``board init`` with a good password."""
    board.home = home
    words = ("init", "--office", office, "--admin", "sari", "--password-stdin")
    return board.run(*words, stdin="sandi-sari\n")


# --- folders ---------------------------------------------------------------------------------------------------------


def test_init_in_the_folder_one_stands_in(board: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kosong").mkdir()
    monkeypatch.chdir(tmp_path / "kosong")
    assert init(board, Path()).code in {0, 2}


def test_init_through_a_link(board: Commands, tmp_path: Path) -> None:
    (tmp_path / "kosong").mkdir()
    (tmp_path / "kantor2").symlink_to(tmp_path / "kosong")
    assert init(board, tmp_path / "kantor2").code in {0, 2}


def test_init_by_a_path_that_turns_back(board: Commands, tmp_path: Path) -> None:
    assert init(board, tmp_path / "baru" / ".." / "baru").code in {0, 2}


def test_init_refuses_what_holds_something(board: Commands, tmp_path: Path) -> None:
    (tmp_path / "penuh").mkdir()
    (tmp_path / "penuh" / "surat.txt").write_text("penting")
    (tmp_path / "berkas").write_text("bukan folder")
    for name in ("penuh", "berkas"):
        answer = init(board, tmp_path / name)
        assert (answer.code, answer.refusal["error"]) == (2, "home")
    assert (tmp_path / "penuh" / "surat.txt").read_text() == "penting"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["berkas", "kantor", "penuh"], "nothing left behind"


@pytest.mark.parametrize(
    "words", [("--office", "atlantis"), ("--admin", "A"), ("--admin", "../x"), ("--office", "../x")]
)
def test_a_refused_init_leaves_nothing(words: tuple[str, str], board: Commands, tmp_path: Path) -> None:
    asked = {"--office": "landak", "--admin": "sari", **dict([words])}
    board.home = tmp_path / "baru"
    flat = [word for pair in asked.items() for word in pair]
    assert board.run("init", *flat, "--password-stdin", stdin="sandi-sari\n").code == 1
    assert board.run("init", "--office", "landak", "--admin", "sari", "--password-stdin", stdin="pendek\n").code == 1
    assert [path.name for path in tmp_path.iterdir()] == ["kantor"]


def test_two_inits_at_once(board: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build = init_office.build_database

    def meanwhile(*arguments: Any, **options: Any) -> None:
        build(*arguments, **options)
        (tmp_path / "baru").mkdir(exist_ok=True)
        (tmp_path / "baru" / "office.toml").write_text("milik rekan")

    monkeypatch.setattr(init_office, "build_database", meanwhile)
    answer = init(board, tmp_path / "baru")
    assert (answer.code, answer.refusal["error"]) == (2, "home")
    assert (tmp_path / "baru" / "office.toml").read_text() == "milik rekan"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["baru", "kantor"]


def test_an_office_inside_another_keeps_to_itself(board: Commands) -> None:
    outer = board.home
    register(board)
    assert init(board, outer / "dalam").code == 0
    assert board.ok("case", "list")["rows"] == []
    board.home = outer
    assert len(board.ok("case", "list")["rows"]) == 1
    assert board.ok("verify")["ok"]


def test_demo_keeps_out_of_a_real_office(board: Commands, tmp_path: Path) -> None:
    assert init(board, tmp_path / "baru").code == 0
    answer = board.run("demo", "--no-open")
    assert (answer.code, answer.refusal["error"]) == (2, "home")
    board.home = tmp_path / "lain"
    board.home.mkdir()
    (board.home / "surat.txt").write_text("penting")
    assert board.run("demo", "--no-open").code == 2


def test_an_interrupted_demo_is_built_anew(board: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    board.home = tmp_path / "contoh"

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(demo, "_live_through", interrupted)
        assert board.run("demo", "--cases", "3", "--no-open").code == 130
    users = {user["name"] for user in board.ok("demo", "--cases", "3", "--no-open")["users"]}
    assert "rina" in users


@pytest.fixture
def open_mask() -> Iterator[None]:
    """An account whose umask keeps nobody out."""
    before = os.umask(0)
    yield
    os.umask(before)


def open_to_others(home: Path) -> list[str]:
    """What other accounts of the machine could read or enter."""
    return [str(path) for path in [home, *home.rglob("*")] if stat.S_IMODE(path.stat().st_mode) & 0o077]


@pytest.mark.usefixtures("open_mask")
def test_everything_made_is_private(board: Commands, tmp_path: Path) -> None:
    assert init(board, tmp_path / "baru", "contoh").code == 0
    board.ok("user", "add", "wati", "--name", "WATI", "--role", "pelayanan")
    register(board, channel="loket")
    assert open_to_others(board.home) == []
    with sqlite3.connect(board.home / "board.db"):
        register(board)
        assert open_to_others(board.home) == [], "the WAL too"


@pytest.mark.usefixtures("open_mask")
def test_attachments_are_private(board: Commands, tmp_path: Path) -> None:
    board.ok("case", "attach", register(board), str(jpeg(tmp_path / "a.jpg")), user="wati")
    assert open_to_others(board.home) == []


@pytest.mark.parametrize("name", ["", ".", "..", "/", "/dev/null", "/etc/passwd", "~", "kantor2"])
def test_a_folder_that_is_no_office(
    name: str, board: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "kosong").mkdir()
    monkeypatch.chdir(tmp_path / "kosong")
    board.home = Path(name)
    for words in (("case", "list"), ("verify",), ("migrate",), ("user", "list")):
        answer = board.run(*words)
        assert (answer.code, answer.out, answer.refusal["error"]) == (2, "", "home"), words


# --- attachments -----------------------------------------------------------------------------------------------------


def test_a_name_with_a_path_stays_a_name(board: Commands, tmp_path: Path) -> None:
    (tmp_path / "unggah").mkdir()
    jpeg(tmp_path / "surat.jpg")
    odd = jpeg(tmp_path / "unggah" / "..%2f..\\..\\; rm -rf $HOME '\".jpg")
    link = tmp_path / "unggah" / "tautan.jpg"
    link.symlink_to(tmp_path / "surat.jpg")
    number = register(board)
    before = {path for path in tmp_path.rglob("*") if board.home not in path.parents}
    for path in (tmp_path / "unggah" / ".." / "surat.jpg", odd, link):
        board.ok("case", "attach", number, str(path), user="wati")
    assert {path for path in tmp_path.rglob("*") if board.home not in path.parents} == before
    kept = [path for path in (board.home / "lampiran").rglob("*") if path.is_file()]
    assert [path.suffix for path in kept] == [".jpg"], "one content, kept once, by its digest"
    assert not kept[0].is_symlink()
    (item,) = board.ok("case", "show", number)["attachments"]
    assert "/" not in item["name"]


def test_a_photo_loses_where_it_was_taken(board: Commands, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "KAMERA"
    exif.get_ifd(0x8825)[1] = "S"
    board.ok("case", "attach", register(board), str(jpeg(tmp_path / "a.jpg", exif)), user="wati")
    (kept,) = (board.home / "lampiran").rglob("*.jpg")
    with Image.open(kept) as image:
        assert dict(image.getexif()) == {}
        assert image.size == (16, 24), "upright"
    assert b"KAMERA" not in kept.read_bytes()


NO_PHOTOS: dict[str, bytes] = {
    "empty": b"",
    "program": b"\x7fELF" + b"\0" * 100,
    "page": b"<html><script>alert(1)</script></html>",
    "drawing": b'<svg xmlns="http://www.w3.org/2000/svg"/>',
    "gif": b"GIF89a" + b"\0" * 100,
    "only the beginning": b"\xff\xd8\xff\xe0" + b"\0" * 20,
    "half a png": b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR",
    "half a pdf": b"%PDF-1.7\n1 0 obj\n",
    "a pdf after a zip": b"PK\x03\x04%PDF-1.7\n%%EOF",
    "21 MB": b"\xff\xd8\xff" + b"\0" * (21 * 1024 * 1024),
}


@pytest.mark.parametrize("kind", NO_PHOTOS)
def test_what_only_bears_the_name_of_a_photo(kind: str, board: Commands, tmp_path: Path) -> None:
    path = tmp_path / "foto.jpg"
    path.write_bytes(NO_PHOTOS[kind])
    number = register(board)
    assert board.refused("case", "attach", number, str(path), user="wati")["error"] == "file"
    assert board.ok("case", "show", number)["version"] == 1
    assert not list(board.home.glob("lampiran/**/*.*"))


def test_a_picture_that_unfolds(board: Commands, tmp_path: Path) -> None:
    path = tmp_path / "bom.png"
    Image.new("1", (9000, 9000)).save(path)
    assert path.stat().st_size < 100_000
    refusal = board.refused("case", "attach", register(board), str(path), user="wati")
    assert refusal["error"] == "file"


@pytest.mark.filterwarnings("ignore::UserWarning")
def test_a_photo_with_odd_exif_is_taken_or_refused() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E] = 6, "x"
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", exif=exif)
    whole = out.getvalue()
    start = whole.index(b"Exif")
    for place in range(start + 6, start + 50):
        for value in (0, 1, 2, 3, 5, 12, 255):
            try:
                cleaned_file(whole[:place] + bytes([value]) + whole[place + 1 :])
            except Unreadable:
                pass


def test_one_scan_for_two_requirements(board: Commands, tmp_path: Path) -> None:
    number, scan = register(board), str(jpeg(tmp_path / "a.jpg"))
    board.ok("case", "attach", number, scan, "--requirement", "f102", user="wati")
    answer = board.run("case", "attach", number, scan, "--requirement", "buku_nikah", user="wati")
    told = {item["requirement"] for item in board.ok("case", "show", number)["attachments"]}
    assert answer.code == 1 or "buku_nikah" in told


# --- papers never undo a move ----------------------------------------------------------------------------------------


def a_file(spool: Path) -> None:
    """The spool is no folder."""
    spool.write_text("x")


def a_bad_lock(spool: Path) -> None:
    """The lock of the spool cannot be opened."""
    (spool / ".lock").mkdir(parents=True)


@pytest.mark.parametrize("harm", [a_file, a_bad_lock])
def test_a_broken_spool_does_not_undo_a_registration(harm: Any, board: Commands) -> None:
    harm(board.home / "spool")
    answer = board.run("case", "new", "--sop", KK, user="wati", stdin={**NEW, "channel": "loket"})
    assert answer.code == 0
    assert answer.json["number"] == "KK-2026-00001"
    assert [job["state"] for job in answer.json["prints"]] in (["queued"], ["failed"])


def test_a_missing_printer_does_not_undo_a_move(board: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
    with (board.home / "office.toml").open("a") as file:
        file.write('\n[printing]\nqueue = "loket1"\n')
    monkeypatch.setenv("PATH", "/tidak/ada")
    answer = board.run("case", "new", "--sop", KK, user="wati", stdin={**NEW, "channel": "loket"})
    assert answer.code == 0
    assert [job["state"] for job in answer.json["prints"]] == ["failed"]
    assert "gagal" in answer.err
    assert board.run("doctor").code == 1


# --- clocks and years ------------------------------------------------------------------------------------------------


def test_a_clock_behind_writes_nothing(board: Commands) -> None:
    number = register(board)
    for back in ({"seconds": 2.5}, {"days": 1}, {"days": 4000}):
        board.clock.forward(**{name: -span for name, span in back.items()})
        for words in (("case", "take", number), ("case", "new", "--sop", KK), ("thread", "note", number, "--kind",
                      "internal", "--text", "x")):  # fmt: skip
            assert board.refused(*words, user="wati", stdin=NEW)["error"] == "clock"
        assert board.refused("user", "add", "niken", "--name", "N", "--role", "kasi")["error"] == "clock"
        assert board.run("case", "list").code == 0, "reading goes on"
        board.clock.forward(**back)
    assert board.ok("case", "take", number, user="wati")["version"] == 2


def test_a_machine_that_woke_up_decades_ago_registers_nothing(board: Commands) -> None:
    board.clock.now = datetime(2000, 1, 1, 1, 0, tzinfo=UTC)
    refusal = board.refused("case", "new", "--sop", KK, user="wati", stdin=NEW)
    assert (refusal["error"], "--accept-clock" in refusal["reason"]) == ("clock", True)
    board.run("doctor", "--accept-clock", user="admin")
    later = board.refused("case", "new", "--sop", KK, user="wati", stdin=NEW)
    assert (later["error"], "baru berlaku mulai" in later["reason"]) == ("not_found", True), "believed, as told"


def test_two_clocks_a_moment_apart_keep_the_order(board: Commands) -> None:
    number = register(board)
    board.clock.forward(seconds=-1.5)
    events = board.ok("case", "take", number, user="wati")["events"]
    assert events[0]["at"] <= events[1]["at"]


def test_a_clock_far_ahead_waits_for_the_administrator(board: Commands) -> None:
    number = register(board)
    board.clock.forward(days=61)
    refusal = board.refused("case", "take", number, user="wati")
    assert refusal["error"] == "clock"
    assert "--accept-clock" in refusal["reason"]
    assert board.run("doctor").code == 1
    for user in ("auditor", "rina", "wati"):
        assert board.refused("doctor", "--accept-clock", user=user)["error"] == "not_authorised"
    assert board.refused("case", "take", number, user="wati")["error"] == "clock"
    board.run("doctor", "--accept-clock", user="admin")
    assert board.ok("case", "take", number, user="wati")["version"] == 2
    board.clock.forward(days=61)
    assert board.refused("case", "release", number, user="wati")["error"] == "clock", "accepted once, not for ever"


def test_a_clock_that_ran_ahead_and_was_set_right_does_not_lock_the_office(board: Commands) -> None:
    number = register(board)
    board.clock.forward(days=50)
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    board.clock.forward(days=-50)
    refusal = board.refused("case", "move", number, "terima", user="wati")
    assert (refusal["error"], "--accept-clock" in refusal["reason"]) == ("clock", True)
    board.run("doctor", "--accept-clock", user="admin")
    assert board.ok("case", "move", number, "terima", user="wati")["status"] == "berjalan"
    assert board.run("doctor").code == 0
    assert board.run("verify").code == 0
    board.clock.forward(hours=-1)
    assert board.refused("case", "take", number, user="wati")["error"] == "clock", "behind what was written since"


def test_numbers_begin_again_at_midnight_of_the_office(board: Commands, tmp_path: Path) -> None:
    board.clock.now = datetime(2026, 12, 31, 16, 59, 59, tzinfo=UTC)  # 23.59.59 WIB
    old = walked(board, tmp_path, "registrasi")
    assert old["number"] == "KK-2026-00001"
    last = register(board)
    board.clock.forward(seconds=1)  # 1 January WIB, still 31 December UTC
    assert register(board) == "KK-2027-00001"
    assert register(board, KIA) == "KIA-2027-00001"
    done = Walker(board, KK, tmp_path)
    done.serial = 50
    old = done.move(board.ok("case", "show", old["number"]), done.forward("registrasi")[0])
    assert {(row["book"], row["year"], row["number"]) for row in old["books"]} == {
        ("pendaftaran", 2026, 1), ("agenda", 2027, 1), ("arsip", 2027, 1),
    }  # fmt: skip
    board.ok("case", "cancel", last, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    rows = board.ok("book", "list")["rows"]
    assert all(row["gaps"] == 0 and row["first"] == 1 for row in rows)
    counted = {
        (row["year"], row["series"]): (row["count"], row["void"]) for row in rows if row["book"] == "pendaftaran"
    }
    assert counted == {(2026, "KK"): (2, 1), (2027, "KK"): (1, 0), (2027, "KIA"): (1, 0)}
    assert [row["number"] for row in board.ok("book", "show", "pendaftaran", 2026)["rows"]] == [1, 2]
    assert board.ok("verify")["ok"]


def test_queue_numbers_begin_again_each_day(board: Commands, tmp_path: Path) -> None:
    def queue_number() -> str:
        case = walked(board, tmp_path, "verifikasi_kasi", AKTA)
        return next(str(row["text"]) for row in case["books"] if row["book"] == "antrean")

    assert [queue_number(), queue_number()] == ["A-001", "A-002"]
    board.clock.forward(days=1)
    assert queue_number() == "A-001"
    assert board.ok("verify")["ok"]


def test_numbers_of_a_training_office_are_marked(board: Commands, tmp_path: Path) -> None:
    board.home = tmp_path / "latihan"
    words = ("init", "--office", "contoh", "--admin", "sari", "--password-stdin", "--latihan")
    board.ok(*words, stdin="sandi-sari\n")
    board.ok("user", "add", "wati", "--name", "WATI", "--role", "pelayanan")
    assert register(board) == "LAT-KK-2026-00001"


# --- mandates --------------------------------------------------------------------------------------------------------


def give(board: Commands, deputy: str, principal: str, start: str, end: str, scope: str = "paraf,ttd,tte") -> int:
    """A mandate; its id."""
    words = ("mandate", "add", deputy, "--for", principal, "--from", start, "--to", end, "--scope", scope)
    return int(board.ok(*words, "--letter", "800/7", user="admin")["id"])


def allowed(board: Commands, number: str, user: str) -> bool:
    """Whether an officer may approve a case now."""
    moves = board.ok("case", "show", number, user=user)["moves"]
    return bool(next(move["allowed"] for move in moves if move["intent"] == "setujui"))


def test_a_mandate_holds_from_its_first_to_its_last_day(board: Commands, tmp_path: Path) -> None:
    number = walked(board, tmp_path, "sertifikasi")["number"]
    give(board, "dian", "harun", "2026-11-24", "2026-11-25")
    edges = (
        (datetime(2026, 11, 23, 16, 59, 59, tzinfo=UTC), False),  # 23.59.59 WIB of the day before
        (datetime(2026, 11, 23, 17, 0, 0, tzinfo=UTC), True),
        (datetime(2026, 11, 25, 16, 59, 59, tzinfo=UTC), True),
        (datetime(2026, 11, 25, 17, 0, 0, tzinfo=UTC), False),
    )
    for now, wanted in edges:
        board.clock.now = now
        assert allowed(board, number, "dian") is wanted, now
        assert allowed(board, number, "harun"), "the head may as well"
    assert board.refused("case", "move", number, "setujui", user="dian")["error"] == "role"


def test_a_mandate_is_frozen_into_the_event(board: Commands, tmp_path: Path) -> None:
    number = walked(board, tmp_path, "sertifikasi")["number"]
    mandate = give(board, "dian", "harun", "2026-11-23", "2026-11-23")
    board.ok("case", "move", number, "setujui", user="dian")
    board.ok("mandate", "end", mandate, user="admin")
    event = board.ok("case", "show", number)["events"][-1]
    assert (event["actor"], event["role"]) == ("DIAN PUSPITA, M.Si.", "kadis")
    assert event["acting_for"] == "Plh. Dr. HARUN SETIAWAN, M.Si. (surat 800/7)"


def test_a_mandate_without_tte_signs_nothing_electronic(board: Commands, tmp_path: Path) -> None:
    number = walked(board, tmp_path, "sertifikasi")["number"]
    give(board, "dian", "harun", "2026-11-23", "2026-11-23", "paraf,ttd")
    assert board.refused("case", "move", number, "setujui", user="dian")["error"] == "mandate"
    board.ok("case", "move", number, "kembalikan", "--reason", "salah_cetak", user="dian")


def test_a_mandate_that_ended_is_over_at_once(board: Commands, tmp_path: Path) -> None:
    number = walked(board, tmp_path, "sertifikasi")["number"]
    mandate = give(board, "dian", "harun", "2026-11-01", "2026-12-31")
    assert allowed(board, number, "dian")
    board.ok("mandate", "end", mandate, user="admin")
    assert not allowed(board, number, "dian")


def test_mandates_do_not_add_up(board: Commands, tmp_path: Path) -> None:
    """A deputy of a deputy has nothing of the head's."""
    number = walked(board, tmp_path, "sertifikasi")["number"]
    give(board, "dian", "harun", "2026-11-23", "2026-11-30")
    give(board, "candra", "dian", "2026-11-23", "2026-11-30")
    assert allowed(board, number, "dian")
    assert not allowed(board, number, "candra")


def test_a_disabled_deputy_does_nothing(board: Commands, tmp_path: Path) -> None:
    number = walked(board, tmp_path, "sertifikasi")["number"]
    give(board, "dian", "harun", "2026-11-23", "2026-11-30")
    board.ok("user", "disable", "dian", user="admin")
    assert board.refused("case", "move", number, "setujui", user="dian")["error"] == "not_authorised"


# --- people ----------------------------------------------------------------------------------------------------------


def test_a_disabled_officer_sees_and_does_nothing(board: Commands) -> None:
    number = register(board)
    board.ok("case", "new", "--sop", KK, "--key", "k-1", user="wati", stdin=NEW)
    board.ok("case", "take", number, user="wati")
    assert board.ok("user", "disable", "wati", user="admin")["released"] == [number]
    for words in (("case", "show", number), ("case", "take", number), ("case", "new", "--sop", KK),
                  ("case", "undo", number), ("thread", "note", number, "--kind", "internal", "--text", "x"),
                  ("user", "list"), ("user", "add", "niken", "--name", "N", "--role", "kasi")):  # fmt: skip
        assert board.refused(*words, user="wati", stdin=NEW)["error"] == "not_authorised", words
    assert board.refused("user", "add", "wati", "--name", "WATI LAGI", "--role", "kasi")["error"] == "input"
    assert board.ok("case", "show", number)["events"][0]["actor"] == "WATI KURNIA"


WRITES = (
    ("case", "new", "--sop", KK), ("case", "take", "#"), ("case", "release", "#"), ("case", "edit", "#", "--file", "-"),
    ("case", "check", "#", "f102"), ("case", "move", "#", "kembalikan", "--reason", "salah_tulis"),
    ("case", "cancel", "#", "--kind", "dicabut", "--note", "x"),
    ("case", "cancel", "#", "--kind", "kantor", "--note", "x"),
    ("case", "transfer", "#", "--sop", KIA), ("case", "undo", "#"), ("case", "urgent", "#", "--reason", "sakit"),
    ("case", "print", "#"), ("thread", "note", "#", "--kind", "internal", "--text", "x"), ("print", "confirm", "1"),
    ("print", "reprint", "1", "--reason", "x"), ("outbox", "sent", "1"), ("user", "disable", "rina"),
    ("user", "add", "niken", "--name", "N", "--role", "kasi"), ("user", "role", "auditor", "--add", "pengelola"),
    ("user", "password", "auditor", "--password-stdin"), ("doctor", "--accept-clock"),
    ("mandate", "add", "auditor", "--for", "harun", "--from", "2026-11-23", "--to", "2026-11-23"),
    ("mandate", "end", "1"),
)  # fmt: skip


@pytest.mark.parametrize("words", WRITES, ids=lambda words: " ".join(words[:2]))
def test_an_auditor_writes_nothing(words: tuple[str, ...], board: Commands) -> None:
    number = register(board, channel="loket")
    version = board.ok("case", "show", number)["version"]
    asked = [number if word == "#" else word for word in words]
    stdin = "sandi-auditor\n" if "password" in words else {**NEW} if "new" in words else {"alamat": "JL. X"}
    assert board.refused(*asked, user="auditor", stdin=stdin)["error"] == "not_authorised"
    assert board.ok("case", "show", number, user="auditor")["version"] == version
    assert len(board.ok("case", "list")["rows"]) == 1


ADMINISTRATION = (
    ("user", "add", "niken", "--name", "N", "--role", "pengelola"), ("user", "role", "rina", "--add", "pengelola"),
    ("user", "disable", "admin"),
    ("mandate", "add", "rina", "--for", "admin", "--from", "2026-11-23", "--to", "2026-11-24"),
    ("doctor", "--accept-clock"),
)  # fmt: skip


@pytest.mark.parametrize("words", ADMINISTRATION, ids=lambda words: " ".join(words[:2]))
def test_only_an_administrator_administers(words: tuple[str, ...], board: Commands) -> None:
    assert board.refused(*words, user="rina")["error"] == "not_authorised"
    assert next(row for row in board.ok("user", "list")["rows"] if row["name"] == "rina")["roles"] == ["kasi:dafduk"]


def test_an_administrator_moves_no_case(board: Commands) -> None:
    number = register(board)
    for words in (("case", "take", number), ("case", "move", number, "kembalikan", "--note", "x"),
                  ("case", "cancel", number, "--kind", "kantor", "--note", "x")):  # fmt: skip
        assert board.refused(*words, user="admin")["error"] == "role"
    board.ok("case", "take", number, user="wati")
    assert board.ok("case", "release", number, user="admin")["holder"] is None


def test_who_holds_a_case_without_the_role_is_relieved(board: Commands) -> None:
    number = register(board)
    board.ok("user", "add", "kedua", "--name", "PELAYANAN KEDUA", "--role", "pelayanan")
    board.ok("case", "take", number, user="wati")
    board.ok("user", "role", "wati", "--remove", "pelayanan", user="admin")
    assert board.refused("case", "move", number, "kembalikan", "--note", "x", user="kedua")["error"] == "held"
    board.ok("case", "release", number, user="admin")
    board.ok("case", "move", number, "kembalikan", "--note", "x", user="kedua")


def test_every_look_is_recorded_and_no_nik_in_it(board: Commands) -> None:
    number = register(board)
    for user in ("rina", None, "auditor"):
        board.ok("case", "show", number, user=user)
    board.ok("case", "list", user="rina")
    with sqlite3.connect(board.home / "board.db") as connection:
        lines = connection.execute("SELECT actor, what, subject, text FROM journal WHERE chain = 'akses' ORDER BY seq")
        looks = lines.fetchall()
    assert [(actor, what, subject) for actor, what, subject, _ in looks][::2] == [
        ("RINA MARLINA, S.Sos.", "lihat", number), ("AUDITOR CONTOH", "lihat", number),
    ]  # fmt: skip
    assert len(looks) == 3
    assert not any(APPLICANT["nik"] in text for *_, text in looks)


# --- ends ------------------------------------------------------------------------------------------------------------


def test_a_closed_case_takes_nothing_more(board: Commands, tmp_path: Path) -> None:
    number = register(board, channel="loket")
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    scan = str(jpeg(tmp_path / "a.jpg"))
    for words in (
        ("move", number, "teruskan"), ("move", number, "terima"), ("take", number), ("release", number),
        ("edit", number, "--file", "-"), ("check", number, "f102"), ("attach", number, scan), ("print", number),
        ("urgent", number, "--reason", "sakit"), ("transfer", number, "--sop", KIA),
        ("cancel", number, "--kind", "dicabut", "--note", "x"), ("undo", number),
    ):  # fmt: skip
        refusal = board.refused("case", *words, user="wati", stdin={"alamat": "JL. X"})
        assert refusal["error"] in {"closed", "nothing_to_undo"}, words
    shown = board.ok("case", "show", number)
    assert (shown["status"], shown["moves"], shown["version"]) == ("batal", [], 2)


def test_a_paper_of_a_cancelled_case_comes_out_as_a_copy(board: Commands) -> None:
    number = register(board, channel="loket")
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    papers = board.ok("print", "list", "--number", number)["rows"]
    assert {row["document"] for row in papers} == {"tanda_terima_berkas", "berita_acara_pembatalan"}
    for row in papers:
        again = board.ok("print", "reprint", row["id"], "--reason", "Untuk arsip", user="wati")
        assert (again["copy"], again["state"]) == (2, "rendered")
        twice = board.ok("print", "reprint", again["id"], "--reason", "Untuk pemohon", user="wati")
        assert twice["copy"] == 3
    shown = board.ok("case", "show", number)
    assert [event["intent"] for event in shown["events"]][2:] == ["cetak_ulang"] * 4
    assert shown["status"] == "batal"
    assert board.refused("print", "reprint", papers[0]["id"], "--reason", "x", user="ade")["error"] == "role"
    assert board.ok("verify")["ok"]


def test_the_office_cancels_before_siak_issued_only(board: Commands, tmp_path: Path) -> None:
    early = walked(board, tmp_path, "sertifikasi")["number"]
    for user in ("wati", "rina", "dian", "admin"):
        words = ("case", "cancel", early, "--kind", "kantor", "--note", "Data ganda.")
        assert board.refused(*words, user=user)["error"] == "role", user
    late = walked(board, tmp_path, "registrasi")["number"]
    for user in ("bakti", "harun"):
        words = ("case", "cancel", late, "--kind", "kantor", "--note", "Data ganda.")
        assert board.refused(*words, user=user)["error"] == "issued"
    assert board.refused("case", "transfer", late, "--sop", KIA, user="wati")["error"] == "issued"
    gone = board.ok("case", "cancel", early, "--kind", "kantor", "--note", "Data ganda.", user="bakti")
    assert (gone["status"], gone["outcome"]) == ("batal", "kantor")
    assert {row["state"] for row in gone["books"]} == {"batal"}
    void = board.ok("book", "show", "pendaftaran", 2026)["rows"][0]
    assert (void["void_reason"], void["void_by"]) == ("Dibatalkan kantor: Data ganda.", "BAKTI NUGRAHA, S.IP.")


def test_a_case_in_other_hands_is_not_ended(board: Commands) -> None:
    number = register(board)
    board.ok("user", "add", "kedua", "--name", "PELAYANAN KEDUA", "--role", "pelayanan")
    board.ok("case", "take", number, user="wati")
    for words in (("cancel", number, "--kind", "dicabut", "--note", "x"), ("transfer", number, "--sop", KIA),
                  ("urgent", number, "--reason", "sakit"), ("edit", number, "--file", "-")):  # fmt: skip
        refusal = board.refused("case", *words, user="kedua", stdin={"alamat": "JL. X"})
        assert refusal["error"] == "held"
        assert "WATI KURNIA" in refusal["reason"] and "09.00" in refusal["reason"]


def test_a_transfer_takes_along_what_fits_and_nothing_else(board: Commands, tmp_path: Path) -> None:
    data = {"jenis_permohonan": "pisah_kk", "alamat": "JL. MERDEKA 1", "rt": "3"}
    late = {"received_at": "2026-11-20T08:00:00+07:00", "received_reason": "Listrik padam."}
    new = {**NEW, **late, "data": data, "requirements": {"f102": "asli"}}
    old = board.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"]
    board.ok("case", "attach", old, str(jpeg(tmp_path / "a.jpg")), "--requirement", "f102", user="wati")
    moved = board.ok("case", "transfer", old, "--sop", SKP, user="wati")
    known = {item["id"] for item in board.ok("sop", "show", SKP)["fields"]}
    assert moved["data"].keys() <= known
    assert "jenis_permohonan" not in moved["data"]
    assert moved["received_at"] == "2026-11-20T08:00:00+07:00"
    assert moved["applicant"] == board.ok("case", "show", old)["applicant"]
    assert [item["name"] for item in moved["attachments"]] == ["a.jpg"]
    assert board.ok("verify")["ok"]


def test_a_transfer_that_lacks_something_changes_nothing(board: Commands) -> None:
    applicant = {name: value for name, value in APPLICANT.items() if name != "no_kk"}
    number = str(board.ok("case", "new", "--sop", KK, user="wati", stdin={"applicant": applicant})["number"])
    refusal = board.refused("case", "transfer", number, "--sop", SKP, user="wati")
    assert refusal["error"] == "input"
    assert "applicant.no_kk" in refusal["fields"]
    assert board.refused("case", "transfer", number, "--sop", "landak.kk_umum", user="wati")["error"] == "role"
    assert board.refused("case", "transfer", number, "--sop", "tidak.ada", user="wati")["error"] == "not_found"
    shown = board.ok("case", "show", number)
    assert (shown["version"], shown["status"], shown["links"]) == (1, "berjalan", [])
    assert [row["gaps"] for row in board.ok("book", "list")["rows"]] == [0]
    assert register(board, SKP) == "SKP-2026-00001", "no number was burnt"


def test_a_case_transferred_there_and_back(board: Commands) -> None:
    first = register(board)
    second = board.ok("case", "transfer", first, "--sop", KIA, user="wati")["number"]
    third = board.ok("case", "transfer", second, "--sop", KK, user="wati")
    assert third["number"] == "KK-2026-00002"
    assert [link["number"] for link in third["links"]] == [second]
    assert {link["number"] for link in board.ok("case", "show", second)["links"]} == {first, third["number"]}
    assert board.ok("verify")["ok"]


# --- undo ------------------------------------------------------------------------------------------------------------


def test_an_undo_is_one_step_and_ones_own(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, KK, tmp_path)
    case = walker.walk(walker.register(), walker.route("kirim", "koreksi_kasi"))
    number, version = case["number"], case["version"]
    assert board.refused("case", "undo", number, user="rina")["error"] == "not_yours_to_undo"
    back = board.ok("case", "undo", number, user="oki")
    assert (back["step"]["id"], back["version"]) == ("entri", version + 1)
    assert board.refused("case", "undo", number, user="oki")["error"] == "nothing_to_undo", "no chain of undos"
    again = walker.move(back, walker.forward("entri")[0])
    assert again["step"]["id"] == "koreksi_kasi"
    papers = [(job["document"], job["round"]) for job in again["prints"]]
    assert len(papers) == len(set(papers)), "papers of the first time count"
    board.ok("case", "take", number, user="rina")
    assert board.refused("case", "undo", number, user="oki")["error"] == "nothing_to_undo", "a colleague built on it"
    assert board.ok("verify")["ok"]


def test_an_undone_step_uses_its_numbers_again(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, KK, tmp_path)
    case = walker.walk(walker.register(), walker.route("kirim", "kabar"))
    back = board.ok("case", "undo", case["number"], user="serah")
    assert back["data"].keys() == case["data"].keys() - {"no_kk_terbit"}, "what the move brought goes back with it"
    again = walker.move(back, walker.forward("registrasi")[0])
    assert again["books"] == case["books"]
    assert all(row["gaps"] == 0 for row in board.ok("book", "list")["rows"])


def test_an_undo_puts_the_clock_back(board: Commands, tmp_path: Path) -> None:
    case = walked(board, tmp_path, "entri")
    assert case["due_at"]
    undone = board.ok("case", "undo", case["number"], user="wati")
    assert (undone["due_at"], undone["complete_at"], undone["step"]["id"]) == (None, None, "kirim")
    board.ok("case", "move", case["number"], "kembalikan", "--reason", "syarat_kurang", user="wati")
    board.clock.forward(days=1)
    undone = board.ok("case", "undo", case["number"], user="wati")
    assert (undone["status"], undone["paused_at"]) == ("berjalan", None)
    states = [row["state"] for row in board.ok("outbox", "list", "--all")["rows"]]
    assert states[-1] == "void", "what was not sent yet is void"


def test_an_undo_opens_a_finished_case_again(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, KK, tmp_path)
    done = walker.walk(walker.register(), walker.branches()[0])
    back = board.ok("case", "undo", done["number"], user="serah")
    assert (back["status"], back["step"]["id"], back["closed_at"]) == ("siap_diambil", "serah_terima", None)
    assert walker.move(back, walker.forward("serah_terima")[0])["status"] == "selesai"
    assert board.ok("verify")["ok"]


def test_an_undo_does_not_double_a_number_of_siak(board: Commands, tmp_path: Path) -> None:
    numbers = ("0000-LU-23112026-0001", "0000-LU-23112026-0002")
    first, second = (walked(board, tmp_path, "entri", AKTA)["number"] for _ in range(2))
    walker = Walker(board, AKTA, tmp_path)
    data = walker.brought(walker.show(first))
    board.ok("case", "edit", first, "--file", "-", user="oki", stdin={**data, "no_akta_lahir": numbers[0]})
    file = tmp_path / "nomor.json"
    file.write_text(json.dumps({"no_akta_lahir": numbers[1]}))
    board.ok("case", "move", first, "teruskan", "--data", str(file), user="oki")
    board.ok("case", "edit", second, "--file", "-", user="oki", stdin={"no_akta_lahir": numbers[0]})
    board.run("case", "undo", first, user="oki")
    held = [board.ok("case", "show", number)["data"]["no_akta_lahir"] for number in (first, second)]
    assert len(set(held)) == 2


def test_an_undo_needs_the_role_of_the_move(board: Commands, tmp_path: Path) -> None:
    board.ok("user", "role", "oki", "--add", "loket", user="admin")
    number = walked(board, tmp_path, "koreksi_kasi")["number"]
    board.ok("user", "role", "oki", "--remove", "operator", user="admin")
    answer = board.run("case", "undo", number, user="oki")
    assert answer.code == 1 or answer.json["events"][-1]["role"]


def test_a_number_of_siak_stands_on_one_living_case(board: Commands, tmp_path: Path) -> None:
    first, second = (walked(board, tmp_path, "entri", AKTA)["number"] for _ in range(2))
    taken = {"no_akta_lahir": "0000-LU-23112026-0001"}
    board.ok("case", "edit", first, "--file", "-", user="oki", stdin=taken)
    for same in (taken["no_akta_lahir"], "0000.LU.23112026.0001", " 0000-lu-23112026-0001 "):
        refusal = board.refused("case", "edit", second, "--file", "-", user="oki", stdin={"no_akta_lahir": same})
        assert (refusal["error"], first in refusal["reason"]) == ("number_taken", True)
    board.ok("case", "cancel", first, "--kind", "kantor", "--note", "Data ganda.", user="dian")
    board.ok("case", "edit", second, "--file", "-", user="oki", stdin=taken)


# --- faulty configuration never stops the office ---------------------------------------------------------------------


def rewritten(board: Commands, name: str, old: str, new: str) -> None:
    """Edit a file of the office's folder."""
    path = board.home / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "old", "new"),
    [
        ("office.toml", 'zone = "WIB"', 'zone = "GMT"'), ("office.toml", "[hours]", "[jam]"),
        ("office.toml", 'id = "contoh"', 'id = "landak"'), ("books.toml", "[pendaftaran]", "[daftar]"),
        ("books.toml", "{number:05d}", "{nomor}"), ("books.toml", "{series}-{year}-{number:05d}", "{number:05d}"),
        ("reasons.toml", "lainnya =", "lain ="),
        ("messages.toml", "{nomor}", "{nomer}"), ("hari_libur.csv", "2026-01-01", "1 Januari"),
        ("roles.toml", "[", "[["), ("office.toml", "[letterhead]", "\x00"),
    ],
)  # fmt: skip
def test_a_faulty_edit_is_told_and_not_used(name: str, old: str, new: str, board: Commands) -> None:
    if name == "roles.toml":
        (board.home / name).write_text("[[[")
    else:
        rewritten(board, name, old, new)
    answer = board.run("case", "new", "--sop", KK, user="wati", stdin=NEW)
    assert answer.code == 0, answer.err
    assert answer.json["number"] == "KK-2026-00001"
    assert "Konfigurasi kantor bermasalah" in answer.err
    examined = board.run("doctor")
    assert examined.code == 1
    assert not next(check for check in examined.json["checks"] if check["name"] == "profile")["ok"]


BREAKING = {
    "a book in use": ("books.toml", "[arsip]", "[arsip_lama]"),
    "a message in use": ("messages.toml", "diterima", "terima_baik"),
    "a paper in use": ("documents.toml", "tanda_terima_berkas", "resi"),
}


@pytest.mark.parametrize("label", BREAKING)
def test_an_edit_that_breaks_installed_sops_is_told_and_not_used(label: str, board: Commands, tmp_path: Path) -> None:
    rewritten(board, *BREAKING[label])
    register(board, channel="loket")
    register(board, KIA)
    register(board, "waykanan.ktp_ganti")
    walked(board, tmp_path, "kabar")
    assert board.ok("book", "list")["rows"]


def test_a_changed_sop_file_is_reported_never_used(board: Commands) -> None:
    name = f"{KK}.1.toml"
    rewritten(board, f"sop/{name}", "minutes = 10", "minutes = 11")
    assert board.ok("sop", "show", KK)["total_minutes"] == 45
    assert register(board)
    examined = board.run("doctor")
    assert name in next(check for check in examined.json["checks"] if check["name"] == "sops")["sentence"]
    refusal = board.run("sop", "install", str(board.home / "sop" / name))
    assert refusal.code in {1, 2}
    assert board.ok("sop", "show", KK)["total_minutes"] == 45


def test_installing_the_same_again_is_nothing_new(board: Commands) -> None:
    files = sorted(map(str, (board.home / "sop").glob("*.toml")))
    before = board.ok("sop", "list")
    board.ok("sop", "install", *files, user="admin")
    assert board.ok("sop", "list") == before


def test_an_sop_file_that_is_endlessly_nested(board: Commands, tmp_path: Path) -> None:
    path = tmp_path / "x.1.toml"
    path.write_text("a = " + "[" * 100_000)
    assert board.run("sop", "check", str(path)).code == 2


# --- streams ---------------------------------------------------------------------------------------------------------


def program(board: Commands, *words: str, **streams: Any) -> subprocess.CompletedProcess[bytes]:
    """The program itself, on the machine's own clock."""
    command = [sys.executable, "-m", "board", "--home", str(board.home), *words]
    return subprocess.run(command, stderr=subprocess.PIPE, timeout=60, check=False, **streams)


def test_whoever_reads_no_further_is_no_fault(board: Commands) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = program(board, "sop", "show", KK, "--json", stdout=writing, stdin=subprocess.DEVNULL)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_an_output_that_is_full(board: Commands) -> None:
    with open("/dev/full", "wb") as full:
        done = program(board, "sop", "show", KK, "--json", stdout=full, stdin=subprocess.DEVNULL)
    assert done.returncode != 0
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "words",
    [("case", "new", "--sop", KK, "--user", "wati"), ("user", "password", "rina", "--password-stdin")],
)
def test_no_standard_input_at_all(words: tuple[str, ...], board: Commands) -> None:
    command = " ".join([sys.executable, "-m", "board", "--home", str(board.home), *words])
    done = subprocess.run(["sh", "-c", f"{command} <&-"], capture_output=True, timeout=60, check=False)
    assert done.returncode in {1, 2}
    assert b"Traceback" not in done.stderr


def test_help_and_version_need_no_office(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words in (["--help"], ["case", "--help"], ["case", "move", "--help"], ["--version"]):
        with pytest.raises(SystemExit) as done:
            main(["--home", str(tmp_path), *words], clock=Clock())
        assert done.value.code == 0
        assert capsys.readouterr().out


def test_help_is_in_indonesian(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["case", "move", "--help"], clock=Clock())
    told = capsys.readouterr().out
    assert not any(word in told for word in ("usage:", "positional arguments", "options:"))


def test_errors_are_one_family() -> None:
    assert issubclass(HomeUnusable, BoardError)
    assert {error.exit_code for error in BoardError.__subclasses__()} <= {1, 2}
