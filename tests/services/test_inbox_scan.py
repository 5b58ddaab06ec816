"""Reading the upload folder: bundles, what is refused, what waits, and what is left when it is cut off."""

from __future__ import annotations

import codecs
import fcntl
import hashlib
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.errors import HomeUnusable
from board.models.inbox import Bundle, BundleFile
from board.services import inbox_reading, inbox_scan
from board.services.desk import Desk
from board.services.inbox_reading import LARGEST_TEXT
from board.services.inbox_scan import scan_inbox
from board.services.inbox_watch import LOCK
from tests.commands import Commands
from tests.uploads import MORNING, bomb, bundle, dated, inbox, pdf, photo, upload

PHONE = "081234567890"


def files(board: Commands, bundle_id: int = 1) -> dict[str, Any]:
    """Name → its file, of one bundle."""
    return {item["name"]: item for item in board.ok("inbox", "show", bundle_id)["files"]}


def left(home: Path) -> list[str]:
    """What lies in the upload folder."""
    return sorted(str(path.relative_to(inbox(home))) for path in inbox(home).rglob("*") if not path.is_dir())


def kept(home: Path) -> list[Path]:
    """What is kept below ``lampiran/``."""
    return sorted(path for path in (home / "lampiran").rglob("*") if path.is_file())


# --- what comes in ---------------------------------------------------------------------------------------------------


def test_a_folder_becomes_a_bundle_and_is_emptied(board: Commands, home: Path) -> None:
    bundle(home, words="Selamat pagi, mau pisah KK")
    upload(home, f"{PHONE}_{MORNING}/surat.pdf", pdf(3))
    told = board.ok("inbox", "scan")
    assert told == {"bundles": 1, "files": 3, "refused": 0, "waiting": 0, "left": False, "busy": False}
    (row,) = board.ok("inbox", "list")["rows"]
    assert (row["phone"], row["files"], row["pages"], row["state"]) == ("0812****890", 3, 5, "baru")
    assert row["arrived_at"] == "2026-11-23T07:12:00+07:00"
    assert row["text"] == "Selamat pagi, mau pisah KK"
    assert left(home) == []
    for path in kept(home):
        assert path.stem == hashlib.sha256(path.read_bytes()).hexdigest()
    assert board.ok("inbox", "scan")["bundles"] == 0


def test_loose_files_gather_by_phone_and_minute(board: Commands, home: Path) -> None:
    for place, name in enumerate([f"{PHONE}_{MORNING}_1.jpg", "+62 812-3456-7890 2026-11-23 07.12 b.jpg"]):
        upload(home, name, photo(place))
    upload(home, f"081999888777_{MORNING}_1.jpg", photo(9))
    upload(home, "IMG-20261123-WA0001.jpg", photo(10))
    upload(home, "IMG-20261123-WA0002.jpg", photo(11))
    assert board.ok("inbox", "scan")["bundles"] == 4
    assert sorted(row["files"] for row in board.ok("inbox", "list")["rows"]) == [1, 1, 1, 2]


def test_a_nik_in_a_name_is_kept_as_a_hint_and_masked(board: Commands, home: Path) -> None:
    upload(home, f"{PHONE}_{MORNING}/akta 0000011505900001.jpg", photo())
    board.ok("inbox", "scan")
    (row,) = board.ok("inbox", "list")["rows"]
    assert row["nik"] == "000001******0001"
    assert board.ok("inbox", "show", 1)["nik"] == "0000011505900001"


def test_the_same_photo_twice_is_one(board: Commands, home: Path) -> None:
    for name in ("a.jpg", "b.jpg"):
        upload(home, f"{PHONE}_{MORNING}/{name}", photo(5))
    assert board.ok("inbox", "scan")["files"] == 1
    assert left(home) == []


def test_what_comes_later_joins_the_bundle_until_it_is_settled(board: Commands, home: Path) -> None:
    name = bundle(home, photos=1)
    board.ok("inbox", "scan")
    upload(home, f"{name}/lagi.jpg", photo(77))
    assert board.ok("inbox", "scan")["bundles"] == 0
    assert len(files(board)) == 2
    board.ok("inbox", "dismiss", 1, "--reason", "iklan", user="wati")
    upload(home, f"{name}/telat.jpg", photo(78))
    assert board.ok("inbox", "scan")["bundles"] == 1
    (row,) = board.ok("inbox", "list")["rows"]
    assert (row["id"], row["phone"], row["files"]) == (2, "0812****890", 1)


def test_a_time_ahead_counts_as_now(board: Commands, home: Path) -> None:
    bundle(home, at="20991231-2359")
    board.ok("inbox", "scan")
    assert board.ok("inbox", "show", 1)["arrived_at"] == "2026-11-23T09:00:00+07:00"


def test_a_date_no_calendar_has_counts_as_now(
    board: Commands, home: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload(home, "tanpa waktu.jpg", photo())
    monkeypatch.setattr(inbox_reading, "read_bundle", _long_ago(inbox_reading.read_bundle))
    monkeypatch.setattr(inbox_scan, "read_bundle", inbox_reading.read_bundle)
    assert scan_inbox(desk).bundles == 1
    [row] = board.ok("inbox", "list")["rows"]
    assert row["arrived_at"] == "2026-11-23T09:00:00+07:00"


def _long_ago(read: Callable[..., Any]) -> Callable[..., Any]:
    def reading(*told: Any) -> Any:
        found = read(*told)
        found.oldest = -(2.0**36)
        return found

    return reading


def test_a_refused_file_that_was_restored_is_not_told_twice(board: Commands, home: Path) -> None:
    path = upload(home, f"081234567890_{MORNING}/a.exe", b"MZ" + bytes(99))
    board.ok("inbox", "scan")
    copied = path.with_name("b")
    shutil.copy2(path, copied)
    copied.replace(path)
    board.ok("inbox", "scan")
    assert [row["refused"] for row in board.ok("inbox", "list")["rows"]] == [1]


def test_gps_and_texts_are_gone(board: Commands, home: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "KAMERA"
    exif.get_ifd(0x8825)[1] = "S"
    path = upload(home, f"{PHONE}_{MORNING}/a.jpg", b"")
    Image.new("RGB", (24, 16), "white").save(path, exif=exif)
    dated(path)
    board.ok("inbox", "scan")
    (content,) = [path.read_bytes() for path in kept(home)]
    assert b"KAMERA" not in content and b"Exif" not in content


def test_a_signed_pdf_keeps_every_byte(board: Commands, home: Path) -> None:
    content = pdf(2, root={"/AcroForm": {"/SigFlags": "3"}})
    upload(home, f"{PHONE}_{MORNING}/tte.pdf", content)
    board.ok("inbox", "scan")
    assert [path.read_bytes() for path in kept(home)] == [content]


# --- what waits ------------------------------------------------------------------------------------------------------


def test_what_is_still_uploaded_waits_with_its_bundle(board: Commands, home: Path) -> None:
    name = bundle(home, photos=1)
    late = upload(home, f"{name}/besar.jpg", photo(99), age=0)
    assert board.ok("inbox", "scan")["waiting"] == 1
    assert board.ok("inbox", "list")["rows"] == []
    dated(late)
    assert board.ok("inbox", "scan")["files"] == 2


@pytest.mark.parametrize("name", [".foto.jpg", "foto.jpg.part", "foto.jpg.filepart", "foto.TMP", "foto.crdownload"])
def test_halves_of_uploads_are_left_alone(name: str, board: Commands, home: Path) -> None:
    upload(home, f"{PHONE}_{MORNING}/{name}", photo())
    assert board.ok("inbox", "scan")["bundles"] == 0
    assert left(home) == [f"{PHONE}_{MORNING}/{name}"]


def test_waiting_goes_on_until_all_is_quiet(desk: Desk, home: Path) -> None:
    late = upload(home, f"{PHONE}_{MORNING}/a.jpg", photo(), age=0)
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        pauses.append(seconds)
        if late.exists():
            dated(late)

    done = scan_inbox(desk, wait=True, pause=pause)
    assert (done.bundles, done.waiting) == (1, 0)
    # Once for the upload, once so that sessions see that the original is gone.
    assert pauses == [desk.profile.inbox.quiet_seconds, inbox_scan.SETTLING]


def test_only_one_reads(desk: Desk, home: Path) -> None:
    bundle(home)
    handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert scan_inbox(desk, pause=lambda _: None).busy
    finally:
        os.close(handle)
    assert scan_inbox(desk).bundles == 1


# --- what is refused -------------------------------------------------------------------------------------------------

REFUSED: dict[str, tuple[bytes, str]] = {
    "kosong.jpg": (b"", "kosong"),
    "bom.png": (bomb(20000, 20000), "terlalu besar"),
    "luas.jpg": (photo()[:2] + b"\xff\xc0\x00\x11\x08\xff\xff\xff\xff\x03\x01\x11\x00\x02\x11\x01\x03\x11\x01", "oto"),
    "potong.jpg": (photo(size=(400, 400))[:500], "rusak"),
    "iphone.jpg": (b"\0\0\0\x18ftypheic" + b"\0" * 40, "HEIC"),
    "stiker.webp": (b"RIFF\x24\0\0\0WEBPVP8 ", "WEBP"),
    "lucu.gif": (b"GIF89a" + b"\0" * 40, "GIF"),
    "suara.opus": (b"OggS" + b"\0" * 40, "suara"),
    "surat.docx": (b"PK\x03\x04" + b"\0" * 40, "Word"),
    "ktp.jpg": (b"MZ\x90\0" + b"\0" * 40, "program"),
    "skrip.pdf": (pdf(root={"/OpenAction": {"/S": "/JavaScript", "/JS": "x"}}), "skrip"),
    "seribu.pdf": (pdf(1000), "1000 halaman"),
    "kunci.pdf": (pdf(password="x"), "sandi"),
    "foto.txt": (photo(size=(40, 40)), "Bukan teks"),
    "surat.txt": (b"PK\x03\x04" + b"\0" * 40, "Bukan teks"),
    "acak.txt": (bytes(range(160, 256)) * 3, "Bukan teks"),
    "separuh.txt": (codecs.BOM_UTF16_LE + b"a", "Bukan teks"),
    "panjang.txt": (b"x" * (LARGEST_TEXT + 1), "Teks lebih dari"),
}


def test_every_hostile_file_is_refused_with_a_sentence_and_the_others_are_taken(board: Commands, home: Path) -> None:
    folder = f"{PHONE}_{MORNING}"
    for name, (content, _) in REFUSED.items():
        upload(home, f"{folder}/{name}", content)
    upload(home, f"{folder}/baik.jpg", photo())
    told = board.ok("inbox", "scan")
    assert (told["bundles"], told["files"], told["refused"]) == (1, 1, len(REFUSED))
    found = files(board)
    for name, (_, words) in REFUSED.items():
        assert words in found[name]["refused"], (name, found[name])
        assert found[name]["refused"].endswith(".")
    assert left(home) == sorted(f"{folder}/{name}" for name in REFUSED)
    assert len(kept(home)) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_words_are_read_as_phones_and_office_computers_write_them(encoding: str, board: Commands, home: Path) -> None:
    upload(home, f"{PHONE}_{MORNING}/pesan.txt", "Mohon diurus,\r\natas nama Aisyé".encode(encoding))
    board.ok("inbox", "scan")
    assert board.ok("inbox", "show", 1)["text"] == "Mohon diurus,\natas nama Aisyé"


@pytest.mark.parametrize("user", ["auditor", "rina"])
def test_who_is_named_sorts_or_administers(user: str, board: Commands, home: Path) -> None:
    bundle(home)
    assert board.refused("inbox", "scan", user=user)["error"] == "not_authorised"
    assert len(left(home)) == 2
    assert board.ok("inbox", "scan", user="admin")["bundles"] == 1
    assert board.ok("inbox", "scan", user="wati")["bundles"] == 0


def test_a_session_that_looks_is_no_reader(desk: Desk, home: Path) -> None:
    bundle(home)
    handle = os.open(home / LOCK, os.O_RDWR | os.O_CREAT)
    fcntl.flock(handle, fcntl.LOCK_SH)
    pauses: list[float] = []

    def pause(seconds: float) -> None:
        if not pauses:
            os.close(handle)
        pauses.append(seconds)

    assert scan_inbox(desk, pause=pause).bundles == 1
    assert pauses == [inbox_scan.TRY_AGAIN]


def test_a_refused_file_is_not_read_again_until_it_changes(
    board: Commands, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = upload(home, f"{PHONE}_{MORNING}/a.jpg", b"rusak")
    board.ok("inbox", "scan")
    read: list[str] = []
    before = inbox_reading.content_of
    monkeypatch.setattr(inbox_reading, "content_of", lambda *told: read.append(told[1]) or before(*told))
    assert board.ok("inbox", "scan")["refused"] == 0
    assert read == []
    path.write_bytes(photo())
    dated(path, 30)
    assert board.ok("inbox", "scan")["files"] == 1
    assert left(home) == []


def a_link(path: Path, home: Path) -> None:
    """To the office's own database."""
    path.symlink_to(home / "board.db")


def a_broken_link(path: Path, home: Path) -> None:
    """To nothing."""
    path.symlink_to(home / "tidak-ada")


def a_pipe(path: Path, home: Path) -> None:
    """One nobody ever writes into."""
    os.mkfifo(path)


def a_second_name(path: Path, home: Path) -> None:
    """Another name of the office's profile."""
    path.hardlink_to(home / "office.toml")


def a_folder(path: Path, home: Path) -> None:
    """A folder that is called like a photo, with a photo in it."""
    path.mkdir()
    (path / "b.jpg").write_bytes(photo())
    dated(path / "b.jpg")


def half_a_gigabyte(path: Path, home: Path) -> None:
    """Of nothing."""
    with path.open("wb") as file:
        file.truncate(500 * 1024 * 1024)


@pytest.mark.parametrize("make", [a_link, a_broken_link, a_pipe, a_second_name, a_folder, half_a_gigabyte])
def test_what_is_no_file_of_its_own_is_never_opened(
    make: Callable[[Path, Path], None], board: Commands, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = inbox(home) / f"{PHONE}_{MORNING}"
    folder.mkdir()
    make(folder / "a.jpg", home)
    dated(folder / "a.jpg")
    monkeypatch.setattr(inbox_reading, "content_of", lambda *_: pytest.fail("it was opened"))
    assert board.ok("inbox", "scan")["refused"] == 1
    assert files(board)["a.jpg"]["refused"].endswith(".")
    assert os.path.lexists(folder / "a.jpg")
    assert kept(home) == []


def test_a_bundle_folder_that_is_a_link_is_not_entered(board: Commands, home: Path, tmp_path: Path) -> None:
    (tmp_path / "luar").mkdir()
    (tmp_path / "luar" / "a.jpg").write_bytes(photo())
    (inbox(home) / f"{PHONE}_{MORNING}").symlink_to(tmp_path / "luar")
    dated(inbox(home) / f"{PHONE}_{MORNING}")
    assert board.ok("inbox", "scan")["files"] == 0
    assert (tmp_path / "luar" / "a.jpg").exists()


NAMES: list[bytes] = [
    b"\xff\xfe\x80.jpg", "\u202egpj.exe.jpg".encode(), b"a\nb\rc.jpg", b"a..\\..\\board.db.jpg",
    b"$(reboot).jpg", b"-rf.jpg", b"x" * 250 + b".jpg", b"\x1b[2Jhapus.jpg", b"%s%n.jpg", "ａ́́́.jpg".encode(),
]  # fmt: skip


def test_names_from_outside_lead_nowhere_and_steer_nothing(board: Commands, home: Path) -> None:
    before = {path for path in home.rglob("*") if "lampiran" not in path.parts and "inbox" not in path.parts}
    for place, name in enumerate(NAMES):
        upload(home, os.fsencode(f"{PHONE}_{MORNING}/") + name, photo(place))
    assert board.ok("inbox", "scan")["files"] == len(NAMES)
    for item in board.ok("inbox", "show", 1)["files"]:
        assert item["name"].isprintable() and len(item["name"]) <= 120
        item["name"].encode()
    assert left(home) == []
    after = {path for path in home.rglob("*") if "lampiran" not in path.parts and "inbox" not in path.parts}
    assert {path.name for path in after - before} <= {LOCK}


def test_a_flood_of_files_is_one_refusal(board: Commands, home: Path) -> None:
    folder = inbox(home) / f"{PHONE}_{MORNING}"
    folder.mkdir()
    for place in range(10_000):
        (folder / f"{place:05d}.jpg").touch()
    upload(home, f"{PHONE}_{MORNING}/00000.jpg", photo())
    for path in folder.iterdir():
        os.utime(path, (1, 1))
    told = board.ok("inbox", "scan")
    assert (told["bundles"], told["files"]) == (1, 1)
    shown = board.ok("inbox", "show", 1)["files"]
    assert len(shown) == 61
    assert [item["name"] for item in shown if "Lebih dari 60 berkas" in (item["refused"] or "")] == ["9940 berkas lain"]
    assert board.ok("inbox", "scan") == {**told, "bundles": 0, "files": 0, "refused": 0}


def test_more_bundles_than_one_reading_writes(board: Commands, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inbox_scan, "MOST_BUNDLES", 3)
    for place in range(5):
        bundle(home, f"08120000{place:04d}", photos=1)
    assert (board.ok("inbox", "scan")["left"], board.ok("inbox", "scan")["left"]) == (True, False)
    assert len(board.ok("inbox", "list")["rows"]) == 5


# --- cut off ---------------------------------------------------------------------------------------------------------


def test_cut_off_before_the_commit_nothing_is_lost(desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle(home)
    with monkeypatch.context() as broken:
        broken.setattr(inbox_scan, "_store", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            scan_inbox(desk)
    assert len(left(home)) == 2
    assert scan_inbox(desk).files == 2
    assert left(home) == []


def test_cut_off_after_the_commit_nothing_comes_twice(desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bundle(home, words="pagi")
    with monkeypatch.context() as broken:
        broken.setattr(inbox_scan, "remove_original", lambda *_: False)
        assert scan_inbox(desk).files == 2
    Bundle.update(state="bukan").execute()
    assert len(left(home)) == 3
    assert not scan_inbox(desk).did_something
    assert left(home) == []
    assert (Bundle.select().count(), BundleFile.select().count()) == (1, 3)


def test_a_file_replaced_while_it_is_read_waits(desk: Desk, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = upload(home, f"{PHONE}_{MORNING}/a.jpg", photo(1))
    before = inbox_reading.refusal_of

    def swapped(told: os.stat_result) -> str:
        path.unlink()
        path.symlink_to(home / "office.toml")
        return before(told)

    with monkeypatch.context() as racing:
        racing.setattr(inbox_reading, "refusal_of", swapped)
        done = scan_inbox(desk)
    assert (done.files, done.bundles) == (0, done.refused)
    assert kept(home) == []


def test_a_folder_that_cannot_be_opened_is_told(board: Commands, home: Path) -> None:
    (home / "office.toml").write_text((home / "office.toml").read_text() + '\n[inbox]\nfolder = "/tidak/ada"\n')
    answer = board.run("inbox", "scan")
    assert answer.code == 2
    assert answer.refusal["error"] == HomeUnusable.code
    assert "inbox.folder" in answer.refusal["reason"]
    checks = {check["name"]: check for check in board.run("doctor").json["checks"]}
    assert not checks["inbox"]["ok"]


def test_folders_left_empty_are_removed_after_a_while(board: Commands, home: Path) -> None:
    name = bundle(home, photos=1)
    board.ok("inbox", "scan")
    assert (inbox(home) / name).is_dir(), "whoever uploads may be about to go on"
    os.utime(inbox(home) / name, (1, 1))
    board.ok("inbox", "scan")
    assert not (inbox(home) / name).exists()
