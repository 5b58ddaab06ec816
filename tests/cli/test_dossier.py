"""``case dossier``: one case as one PDF, for whoever may read it whole (PRODUCT 1, Auditor)."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from board.services.attachments import NewFile, add_files, stored_name
from board.services.desk import open_desk
from board.services.facts_of import actor_of, find_case
from board.services.storage import keep_file
from tests.commands import Commands
from tests.printing.pdf_text import squeezed
from tests.services.test_verify import by_hand
from tests.walker import APPLICANT, Walker

KK, ADUAN = "waykanan.kk_baru", "waykanan.pengaduan"


def register(board: Commands, sop: str = KK, user: str = "wati", **new: Any) -> str:
    """A case; its number."""
    plain = {"applicant": APPLICANT, "channel": "loket", **new}
    return str(board.ok("case", "new", "--sop", sop, user=user, stdin=plain)["number"])


def words(file: Path) -> str:
    """All words of a PDF, without white space."""
    return squeezed(" ".join(page.extract_text() for page in PdfReader(file).pages))


def says(file: Path, *told: str) -> None:
    """Assert that words stand in a PDF."""
    text = words(file)
    for one in told:
        assert squeezed(one) in text, one


def photo(path: Path, size: tuple[int, int] = (300, 400), color: str = "red") -> Path:
    """A photo."""
    Image.new("RGB", size, color).save(path)
    return path


def scan(path: Path, pages: int) -> Path:
    """A PDF with a script and a link, as they come from outside."""
    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(300, 500)
    script = {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert('x')")}
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): DictionaryObject(script)})
    writer.add_uri(0, "http://contoh.example.id", (0, 0, 50, 50))
    out = BytesIO()
    writer.write(out)
    path.write_bytes(out.getvalue())
    return path


def keep_unread(home: Path, number: str, file: Path) -> None:
    """Keep a PDF as an older program did, which did not look into what was handed in."""
    desk = open_desk(home)
    try:
        content = file.read_bytes()
        kept = NewFile(file.name, "application/pdf", len(content), 3, hashlib.sha256(content).hexdigest())
        keep_file(desk.attachments / stored_name(kept.sha256, kept.mime), content)
        with desk.store.writing():
            actor = actor_of(desk, "rina")
            add_files(desk, find_case(desk, number), [kept], actor=actor, grant=actor.grants[0], now=desk.now())
    finally:
        desk.close()


@pytest.fixture
def case(board: Commands, tmp_path: Path) -> str:
    """A case on its way, with papers, a photo, a scan and an internal note."""
    walker = Walker(board, KK, tmp_path)
    number = str(walker.walk(walker.register(), walker.route(walker.sop["steps"][0]["id"], "koreksi_kasi"))["number"])
    holder = "rina"
    board.ok("case", "attach", number, photo(tmp_path / "rumah.jpg"), user=holder)
    keep_unread(board.home, number, scan(tmp_path / "kk lama.pdf", 3))
    board.ok("thread", "note", number, "--kind", "internal", "--text", "Cek ulang nama ibu.", user=holder)
    return number


def test_everything_of_a_case_is_in_it(board: Commands, case: str, tmp_path: Path) -> None:
    file = tmp_path / "d.pdf"
    told = board.ok("case", "dossier", case, "--pdf", file, user="auditor")
    shown = board.ok("case", "show", case)
    reader = PdfReader(file)
    assert told == {"number": case, "file": str(file), "pages": len(reader.pages), "intact": True}
    assert file.stat().st_mode & 0o077 == 0
    says(
        file, "BERKAS LENGKAP", "INTERNAL", APPLICANT["name"], APPLICANT["nik"], f"{KK} versi 1",
        "AUDITOR CONTOH, Auditor",
        f"Utuh: {len(shown['events'])} kejadian", f"hlm 1/{len(reader.pages)}", f"hlm 2/{len(reader.pages)}",
        "Cek ulang nama ibu.", "INTERNAL · Catatan internal", "rumah.jpg", "kk lama.pdf", "3 halaman berikut",
        "Yth. SITI AMINAH",
    )  # fmt: skip
    for event in shown["events"]:
        says(file, event["actor"], event["hash"][:10])
    for row in shown["books"]:
        says(file, row["text"])
    titles = [item.title for item in reader.outline if not isinstance(item, list)]
    assert {"Data", "Riwayat", "Utas", "Cetakan (isi)", "Lampiran (isi)"} <= set(titles)
    papers = [job for job in shown["prints"] if job["path"]]
    drawn = sum(len(PdfReader(board.home / "spool" / job["path"]).pages) + 1 for job in papers)
    front = next(
        reader.get_destination_page_number(item)
        for item in reader.outline
        if not isinstance(item, list) and item.title == "Cetakan (isi)"
    )
    assert len(reader.pages) == front + drawn + 1 + 1 + 3, (
        "chapters, papers, the photo, the sheet and pages of the scan"
    )


def test_the_case_does_not_change_and_the_look_is_written(board: Commands, case: str, tmp_path: Path) -> None:
    before = board.ok("case", "show", case)["version"]
    board.ok("case", "dossier", case, "--pdf", tmp_path / "d.pdf", user="auditor")
    assert board.ok("case", "show", case)["version"] == before
    with sqlite3.connect(board.home / "board.db") as connection:
        lines = connection.execute("SELECT actor, subject, text FROM journal WHERE chain = 'akses'").fetchall()
    parts = [(actor, subject, json.loads(text)["detail"]["part"]) for actor, subject, text in lines if "part" in text]
    assert ("AUDITOR CONTOH", case, "berkas_lengkap") in parts
    assert board.ok("verify")["ok"]


def test_equal_cases_give_equal_bytes_and_nothing_acts(board: Commands, case: str, tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf"):
        board.ok("case", "dossier", case, "--pdf", tmp_path / name, user="auditor")
    raw = (tmp_path / "a.pdf").read_bytes()
    assert raw == (tmp_path / "b.pdf").read_bytes()
    for acting in (b"/JavaScript", b"/JS ", b"/URI", b"/Annots", b"app.alert"):
        assert acting not in raw, acting


@pytest.mark.parametrize("user", ["auditor", "admin", "bakti", "harun", "rina", "oki", None])
def test_who_may(user: str | None, board: Commands, tmp_path: Path) -> None:
    number = register(board)
    assert board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user=user)["pages"] > 1


@pytest.mark.parametrize("user", ["dian", "ade", "tono", "candra"])
def test_who_may_not(user: str, board: Commands, tmp_path: Path) -> None:
    told = board.refused("case", "dossier", register(board), "--pdf", tmp_path / "d.pdf", user=user)
    assert told["error"] == "role" and "Berkas lengkap hanya untuk" in told["reason"]
    assert not (tmp_path / "d.pdf").exists()


def test_a_damaged_history_is_told_on_the_cover(board: Commands, case: str, tmp_path: Path) -> None:
    with by_hand(board.home) as connection:
        connection.execute("UPDATE events SET text = replace(text, 'WATI', 'WATU') WHERE seq = 1")
    told = board.ok("case", "dossier", case, "--pdf", tmp_path / "d.pdf", user="auditor")
    assert told["intact"] is False
    says(tmp_path / "d.pdf", "TIDAK UTUH", "Rantai kejadian terputus")


def test_files_that_are_gone_or_other_are_named(board: Commands, case: str, tmp_path: Path) -> None:
    for kept in (board.home / "lampiran").rglob("*.jpg"):
        kept.write_bytes(photo(tmp_path / "lain.jpg", color="blue").read_bytes())
    for kept in (board.home / "lampiran").rglob("*.pdf"):
        kept.unlink()
    board.ok("case", "dossier", case, "--pdf", tmp_path / "d.pdf", user="auditor")
    says(tmp_path / "d.pdf", "rumah.jpg", "berbeda dari yang dicatat", "kk lama.pdf", "tidak ada lagi pada folder")
    assert not any(page.images for page in PdfReader(tmp_path / "d.pdf").pages)


def test_a_pdf_that_is_none_is_named(board: Commands, tmp_path: Path) -> None:
    number = register(board)
    (tmp_path / "rusak.pdf").write_bytes(b"%PDF-1.4\n1 0 obj << /Type /Catalog >> endobj\nxref\n%%EOF\n")
    keep_unread(board.home, number, tmp_path / "rusak.pdf")
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="wati")
    says(tmp_path / "d.pdf", "rusak.pdf", "PDF ini rusak atau tidak dapat dibuka.")


def test_what_lay_in_the_wrong_case_is_not_shown(board: Commands, case: str, tmp_path: Path) -> None:
    other = register(board)
    with by_hand(board.home) as connection:
        gone = "hidden_at = at, hidden_by = 'RINA', hidden_reason = 'Milik orang lain.', moved_to = "
        gone += f"(SELECT id FROM cases WHERE number = '{other}')"
        connection.execute(f"UPDATE attachments SET {gone} WHERE name = 'rumah.jpg'")
        connection.execute(f"UPDATE notes SET {gone}")
    board.ok("case", "dossier", case, "--pdf", tmp_path / "d.pdf", user="auditor")
    says(tmp_path / "d.pdf", f"Dipindahkan ke berkas {other}", "Milik orang lain.")
    text = words(tmp_path / "d.pdf")
    assert "rumah.jpg" not in text and squeezed("Cek ulang nama ibu.") not in text
    assert not any(page.images for page in PdfReader(tmp_path / "d.pdf").pages)


def test_a_secret_pelapor_stays_secret(board: Commands, tmp_path: Path) -> None:
    number = register(board, ADUAN, "ade", data={"rahasiakan": "ya", "uraian": "Saya SITI AMINAH mengadu."})
    board.ok("case", "attach", number, photo(tmp_path / "ktp siti.jpg"), user="ade")
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="auditor")
    text = words(tmp_path / "d.pdf").upper()
    for telling in ("SITI", APPLICANT["nik"], "81200000001", "KTPSITI"):
        assert telling not in text, text[max(0, text.find(telling) - 100) :][:200]
    says(tmp_path / "d.pdf", "dirahasiakan")
    assert not any(page.images for page in PdfReader(tmp_path / "d.pdf").pages)


def test_the_mark_of_a_training_office(board: Commands, tmp_path: Path) -> None:
    profile = board.home / "office.toml"
    profile.write_text(profile.read_text().replace("short = ", "training = true\nshort = ", 1))
    number = register(board)
    board.ok("case", "attach", number, photo(tmp_path / "a.jpg"), user="wati")
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="wati")
    for page in PdfReader(tmp_path / "d.pdf").pages:
        assert "LATIHAN" in page.extract_text()


def test_a_crowd_of_photos_and_events(board: Commands, tmp_path: Path) -> None:
    number = register(board)
    for place in range(6):
        file = photo(tmp_path / f"{place}.png", (1200, 1650), f"#{place:02d}4080")
        board.ok("case", "attach", number, file, user="wati")
    for place in range(40):
        board.ok("thread", "note", number, "--kind", "internal", "--text", f"Catatan ke-{place}.", user="wati")
    told = board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="auditor")
    reader = PdfReader(tmp_path / "d.pdf")
    assert sum(len(page.images) for page in reader.pages) == 6
    says(tmp_path / "d.pdf", "Catatan ke-39.", f"hlm {told['pages']}/{told['pages']}")


@pytest.mark.parametrize("place", ["", "tidak/ada.pdf"])
def test_where_it_cannot_be_written(place: str, board: Commands, tmp_path: Path) -> None:
    assert board.run("case", "dossier", register(board), "--pdf", tmp_path / place, user="auditor").code == 2


def test_a_selection_of_photos_and_what_files_were_said_to_be(board: Commands, tmp_path: Path) -> None:
    number = register(board, channel="wa")
    for name in ("depan.png", "belakang.png"):
        board.ok("case", "attach", number, photo(tmp_path / name, color="blue" if "d" in name else "red"), user="wati")
    board.ok("case", "photos", number, 2, user="wati")
    board.ok("case", "assign", number, 1, "--requirement", "f102", user="wati")
    board.ok("case", "assign", number, 1, "--none", user="wati")
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="wati")
    titles = {item["id"]: item["title"] for item in board.ok("case", "show", number)["requirements"]}
    says(
        tmp_path / "d.pdf", "Lampiran yang dicetak: belakang.png",
        f"Lampiran: depan.png: {titles['f102']} (semula belum ditetapkan)",
        f"{titles['f102']}: scan", f"Lampiran: depan.png: bukan syarat (semula {titles['f102']})",
    )  # fmt: skip
    assert "None" not in words(tmp_path / "d.pdf")


def test_a_paper_that_shows_a_file_of_somebody_else_is_only_named(board: Commands, tmp_path: Path) -> None:
    number, other = register(board), register(board)
    for name, color in (("tetangga.png", "red"), ("sendiri.png", "blue")):
        board.ok("case", "attach", number, photo(tmp_path / name, color=color), user="wati")
    board.ok("case", "photos", number, user="wati")
    board.ok("case", "misfile", number, "--attachment", 1, "--to", other, "--reason", "salah_kirim", user="wati")
    [shown] = [job for job in board.ok("case", "show", number)["prints"] if job["document"] == "foto_berkas"]
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="wati")
    says(tmp_path / "d.pdf", "memuat lampiran yang dipindahkan", "Foto Berkas")
    assert images(tmp_path / "d.pdf") == 1, "the file that is theirs"
    board.ok("print", "reprint", shown["id"], "--reason", "yang pertama ditarik", user="wati")
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="wati")
    assert images(tmp_path / "d.pdf") == 2, "and the copy of the paper, on which only that one is"
    assert "tetangga" not in words(tmp_path / "d.pdf")


def images(file: Path) -> int:
    """How many photos a PDF shows; a logo is none."""
    return sum(len(page.images) for page in PdfReader(file).pages)


def test_links_are_told_from_where_the_case_stands(board: Commands, tmp_path: Path) -> None:
    first, second = register(board), register(board)
    board.ok("case", "link", first, second, "--kind", "menunggu", user="wati")
    for number, told in ((first, f"{second} Menunggu berkas"), (second, f"{first} Ditunggu berkas")):
        board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="wati")
        says(tmp_path / "d.pdf", told)


def test_a_note_that_was_moved_leaves_its_trace_in_the_thread(board: Commands, tmp_path: Path) -> None:
    number, other = register(board), register(board)
    board.ok("thread", "note", number, "--kind", "pelapor", "--text", "Ini KK ibu saya.", user="wati")
    board.ok("case", "misfile", number, "--note-seq", 1, "--to", other, "--reason", "salah_kirim", user="wati")
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="wati")
    says(tmp_path / "d.pdf", f"Dipindahkan ke berkas {other}")
    text = words(tmp_path / "d.pdf")
    assert squeezed("Ini KK ibu saya.") not in text and "salah_kirim" not in text


def test_a_first_name_in_their_own_words_stays_secret(board: Commands, tmp_path: Path) -> None:
    number = register(board, ADUAN, "ade", data={"rahasiakan": "ya", "uraian": "Saya Siti dari hilir."})
    board.ok("thread", "note", number, "--kind", "pelapor", "--text", "Tolong, Bu Aminah di sini.", user="ade")
    for user in ("ade", "auditor"):
        board.ok("case", "dossier", number, "--pdf", tmp_path / f"{user}.pdf", user=user)
        text = words(tmp_path / f"{user}.pdf").upper()
        assert "SITI" not in text and "AMINAH" not in text
    says(tmp_path / "ade.pdf", "Saya dirahasiakan dari hilir.", "Tolong, Bu dirahasiakan di sini.")
    assert "HILIR" not in words(tmp_path / "auditor.pdf").upper(), "whatever was said may tell who it was"
