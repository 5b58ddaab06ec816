"""Planted words: who complained in confidence, what was said inside, and a complaint about an officer reach nobody.

Every way of reading the command line has is tried for officers of every kind, and every file it writes is read.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.commands import Commands
from tests.offices import Clock, copy_office
from tests.printing import pdf_text
from tests.services.test_verify import damaged, kinds

ADUAN, KK = "waykanan.pengaduan", "waykanan.kk_baru"
NAME, PHONE = "ZAENUDDIN QORIBULLAH", "081200000077"
SECRET = ("ZAENUDDIN", "QORIBULLAH", PHONE, "81200000077")
INSIDE = "KATASANDIRAPAT"
ABOUT_RINA = "MINTAUANGROKOK"
MORNING = (
    "late", "today", "stuck", "ready", "message", "answer", "unread", "sought", "held:putu", "role:pengelola_aduan",
    "role:tim_aduan", "tray:Bahas aduan", *(f"paper:{state}" for state in ("queued", "rendered", "failed", "unknown")),
)  # fmt: skip
"""Every line of Ringkasan pagi whose cases can be listed."""


def complain(board: Commands, text: str, name: str = "BAMBANG HERMANTO", **data: str) -> str:
    """A complaint at step 2, with a note of each kind."""
    applicant = {"name": name, "phone": PHONE if name == NAME else "081200000078"}
    new = {"applicant": applicant, "data": {"uraian": f"{text} kata {name.title()}", **data}, "channel": "loket"}
    number = str(board.ok("case", "new", "--sop", ADUAN, user="ade", stdin=new)["number"])
    board.ok("case", "move", number, "teruskan", user="ade")
    board.ok("thread", "note", number, "--kind", "pelapor", "--text", f"Saya {name}, {text}", user="ade")
    board.ok("thread", "note", number, "--kind", "internal", "--text", f"{INSIDE} {text}", user="ade")
    return number


@pytest.fixture(scope="module")
def office(template: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str, str]:
    """An office with a secret complaint, and with one about its kasi; both on their way to the meeting."""
    folder = tmp_path_factory.mktemp("sight")
    board = Commands(copy_office(template, folder / "kantor"), Clock())
    secret = complain(board, "SOALKELUARGA", NAME, rahasiakan="ya")
    about = complain(board, ABOUT_RINA)
    board.ok("case", "accused", about, "rina", "--note", ABOUT_RINA, user="ade")
    for number, text in ((secret, f"SOALKELUARGA {NAME}"), (about, ABOUT_RINA)):
        board.ok("thread", "note", number, "--kind", "solusi", "--text", f"{text} selesai.", user="ade")
        board.ok("incident", "add", number, "--what", f"Map {text} tertukar.", user="ade")
        board.ok("case", "check", number, "identitas", user="ade")
        (folder / "isi.json").write_text(json.dumps({"kategori": "data", "pokok_laporan": "Mohon keputusan."}))
        board.ok("case", "move", number, "kompleks", "--data", folder / "isi.json", user="ade")
        board.ok("case", "move", number, "teruskan", user="ade")
        board.ok("case", "take", number, user="putu")
        board.ok("physical", "receive", number, user="putu")
        board.ok("physical", "seek", number, user="ade")
    board.ok("user", "absent", "putu", "--from", "2026-11-23", "--to", "2026-12-01")
    board.ok("print", "run")
    return board.home, secret, about


def reads(board: Commands, user: str | None, numbers: tuple[str, str], out: Path) -> str:
    """All that an officer gets to read, whatever they ask for; refusals count as well."""
    asked: list[tuple[str | int, ...]] = [
        ("case", "list"), ("case", "list", "--text", NAME), ("case", "list", "--sop", ADUAN),
        ("case", "find", NAME), ("case", "find", "ZAENUDDIN"), ("case", "find", PHONE), ("case", "find", ABOUT_RINA),
        ("search", NAME), ("search", NAME.lower()[:-1]), ("search", "zainudin"), ("search", PHONE),
        ("search", PHONE[-4:]), ("search", "bambang hermento"), ("search", ABOUT_RINA),
        ("thread", "list"), ("print", "list"), ("outbox", "list", "--all"), ("book", "list"), ("case", "waiting"),
        ("inbox", "list", "--state", "semua"), ("physical", "list"), ("incident", "list", "--all"),
        *(("report", kind, "--month", "2026-11") for kind in ("recap", "complaints", "consultations")),
        ("thread", "search", "soalkeluarga"), ("thread", "search", ABOUT_RINA), ("verify",), ("report", "morning"),
        *(("report", "morning", "--list", key) for key in MORNING),
    ]  # fmt: skip
    for book in ("pendaftaran", "pengaduan"):
        asked.append(("book", "show", book, 2026))
        asked.append(("book", "show", book, 2026, "--csv", out / f"{book}.csv"))
        asked.append(("book", "show", book, 2026, "--pdf", out / f"{book}.pdf"))
    for number in numbers:
        asked += [("case", "show", number), ("thread", "show", number), ("print", "list", "--number", number),
                  ("case", "dossier", number, "--pdf", out / f"{number}.pdf"), ("case", "accused", number),
                  ("outbox", "list", "--number", number), ("case", "status", number)]  # fmt: skip
    asked += [("outbox", "show", 1), ("outbox", "show", 2)]
    told = []
    for words in asked:
        answer = board.run(*words, user=user)
        told += [answer.out, answer.err]
    for path in sorted(out.iterdir()):
        told.append(pdf_text.read(path.read_bytes()).text if path.suffix == ".pdf" else path.read_text())
        path.unlink()
    return "\n".join(told).upper()


@pytest.mark.parametrize("user", ["loket", "rina", "bakti", "auditor", "admin", None])
def test_nothing_of_them_reaches_anybody_outside_its_roles(
    user: str | None, office: tuple[Path, str, str], tmp_path: Path
) -> None:
    home, secret, about = office
    told = reads(Commands(home, Clock()), user, (secret, about), tmp_path)
    assert secret in told, "the case itself is no secret"
    assert not [word for word in SECRET if word in told]
    if user is None:
        assert about in told, "whoever owns the machine reads everything but a name given in confidence"
        return
    assert not [word for word in (INSIDE, ABOUT_RINA) if word in told]
    assert about not in told.replace(f"BERKAS {about} TIDAK", ""), "only the refusal repeats what was typed"


def summary(home: Path, user: str, *more: str) -> str:
    """What Ringkasan pagi tells an officer a week later, when both complaints are late, stuck, held and looked for."""
    clock = Clock()
    clock.forward(days=7)
    return Commands(home, clock).run("report", "morning", *more, user=user).out


@pytest.mark.parametrize("key", MORNING)
def test_no_line_of_the_morning_leads_to_a_complaint_about_whoever_reads_it(
    key: str, office: tuple[Path, str, str]
) -> None:
    home, secret, about = office
    for user in ("rina", "bakti", "admin", "auditor"):
        told = summary(home, user, "--list", key)
        assert about not in told, user
        assert not [word for word in SECRET if word in told], user
    for user in ("putu", "ade"):
        told = summary(home, user, "--list", key)
        assert (secret in told) is (about in told), "who has a role sees both in the same lines"


def test_the_morning_counts_no_complaint_that_is_closed_to_its_reader(office: tuple[Path, str, str]) -> None:
    home, secret, about = office
    for user, seen in (("bakti", 1), ("admin", 1), ("ade", 2)):
        sections = {item["id"]: item["lines"] for item in json.loads(summary(home, user))["sections"]}
        assert [line["count"] for line in sections["sought"]] == [seen]
        assert secret in json.dumps(sections["sought"])
        assert (about in json.dumps(sections)) is (seen == 2)
    office_lines = {item["id"]: item["lines"] for item in json.loads(summary(home, "bakti"))["sections"]}
    assert [line["count"] for line in office_lines["absent"]] == [1], "one of the two that putu holds"


def test_the_roles_of_the_complaint_read_all_of_it(office: tuple[Path, str, str], tmp_path: Path) -> None:
    home, secret, about = office
    told = reads(Commands(home, Clock()), "ade", (secret, about), tmp_path)
    assert all(word in told for word in (NAME, INSIDE, ABOUT_RINA, about))


def test_papers_tell_no_secret_to_anybody(office: tuple[Path, str, str]) -> None:
    home, secret, _ = office
    board = Commands(home, Clock())
    papers = board.ok("print", "list", "--number", secret, user="ade")["rows"]
    words = " ".join(pdf_text.read((home / "spool" / row["path"]).read_bytes()).text.upper() for row in papers)
    assert {row["document"] for row in papers} >= {"tanda_terima_aduan", "laporan_aduan"}
    assert not [word for word in (*SECRET, INSIDE) if word in words]


def test_a_list_says_of_a_secret_pelapor_only_that_it_is_one(office: tuple[Path, str, str]) -> None:
    home, secret, _ = office
    for user in ("ade", "loket", None):
        rows = Commands(home, Clock()).ok("case", "list", "--sop", ADUAN, user=user)["rows"]
        told = next(row["applicant"] for row in rows if row["number"] == secret)
        assert told == {"name": "dirahasiakan", "nik": "", "no_kk": "", "phone": ""}


# --- the accused, whatever their roles ----------------------------------------------------------------------------


@pytest.fixture
def about_timo(board: Commands) -> str:
    """A complaint about a member of the team that discusses it, who holds it and stands in for its head."""
    number = complain(board, "TIMOLALAI")
    (board.home / "isi.json").write_text(json.dumps({"kategori": "data", "pokok_laporan": "Mohon keputusan."}))
    board.ok("case", "check", number, "identitas", user="ade")
    board.ok("case", "move", number, "kompleks", "--data", board.home / "isi.json", user="ade")
    board.ok("case", "move", number, "teruskan", user="ade")
    board.ok("case", "take", number, user="timo")
    board.ok("mandate", "add", "timo", "--for", "putu", "--from", "2026-11-23", "--to", "2026-11-30", user="admin")
    return number


def test_the_accused_neither_sees_nor_handles_it(about_timo: str, board: Commands) -> None:
    assert board.ok("case", "show", about_timo, user="timo")["holder"] == "TIMOTIUS SARAGI"
    told = board.ok("case", "accused", about_timo, "timo", user="ade")
    assert [item["login"] for item in told["accused"]] == ["timo"]
    for words in (
        ("case", "show", about_timo), ("case", "take", about_timo), ("case", "move", about_timo, "teruskan"),
        ("thread", "show", about_timo), ("thread", "note", about_timo, "--kind", "internal", "--text", "x"),
        ("case", "undo", about_timo), ("case", "accused", about_timo), ("print", "confirm", "1"),
        ("case", "accused", about_timo, "timo", "--off", "--reason", "Bukan saya."), ("outbox", "sent", "1"),
        ("physical", "receive", about_timo), ("case", "cancel", about_timo, "--kind", "dicabut", "--note", "x"),
    ):  # fmt: skip
        assert board.refused(*words, user="timo")["error"] == "not_found", words
    assert about_timo not in json.dumps(board.ok("case", "list", user="timo"))
    case = board.ok("case", "show", about_timo, user="putu")
    assert case["holder"] is None, "what the accused held lies in its tray again"
    (board.home / "rapat.json").write_text(json.dumps({"notulen": "Dibahas."}))
    moved = board.ok("case", "move", about_timo, "teruskan", "--data", board.home / "rapat.json", user="putu")
    assert moved["step"]["id"] == "serahkan"
    assert board.ok("verify")["ok"]


def test_a_book_keeps_its_numbers_and_tells_the_accused_nothing_of_the_row(about_timo: str, board: Commands) -> None:
    before = board.ok("book", "show", "pengaduan", "2026", user="timo")["rows"]
    board.ok("case", "accused", about_timo, "timo", user="ade")
    after = board.ok("book", "show", "pengaduan", "2026", user="timo")["rows"]
    assert [row["number"] for row in after] == [row["number"] for row in before]
    assert (after[-1]["text"], after[-1]["case"], after[-1]["subject"]) == ("tertutup", "tertutup", "tertutup")
    assert board.ok("book", "show", "pengaduan", "2026", user="ade")["rows"] == before


def test_a_wrong_name_is_taken_back_with_a_reason(about_timo: str, board: Commands) -> None:
    board.ok("case", "accused", about_timo, "timo", user="ade")
    refusal = board.refused("case", "accused", about_timo, "timo", user="ade")
    assert "sudah tercatat sebagai terlapor" in refusal["reason"]
    assert "Tulis alasan" in board.refused("case", "accused", about_timo, "timo", "--off", user="ade")["reason"]
    left = board.ok("case", "accused", about_timo, "timo", "--off", "--reason", "Salah orang.", user="ade")
    assert left["accused"] == []
    assert board.ok("case", "show", about_timo, user="timo")["number"] == about_timo
    assert board.ok("verify")["ok"]


def test_naming_says_what_has_to_be_done_beside_the_board(about_timo: str, board: Commands) -> None:
    board.ok("physical", "receive", about_timo, user="timo")
    told = board.run("case", "accused", about_timo, "timo", user="ade").err
    assert "Map fisik" in told
    assert "Tidak ada Tim Penjawab Aduan lain" in told


def test_only_a_complaint_has_a_terlapor_and_only_its_roles_name_one(about_timo: str, board: Commands) -> None:
    new = {"applicant": {"name": "SITI AMINAH", "nik": "0000014505900001", "no_kk": "0000010101150001",
                         "phone": "081200000001"}}  # fmt: skip
    service = board.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"]
    assert "hanya dicatat pada aduan" in board.refused("case", "accused", service, "rina", user="wati")["reason"]
    assert board.refused("case", "accused", about_timo, "rina", user="wati")["error"] == "role"
    assert board.refused("case", "accused", about_timo, "siapa", user="ade")["error"] == "not_found"


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("UPDATE accused SET login = 'oki'", "accused"),
        ("UPDATE accused SET ended_at = 1, ended_by = 'X', end_reason = 'x'", "accused"),
        ("INSERT INTO accused (office, case_id, login, title, at, by) VALUES ('contoh', 1, 'oki', 'OKI', 1, 'X')",
         "accused"),
        ("UPDATE cases SET secret = 1", "secret"),
    ],
)  # fmt: skip
def test_verify_finds_what_was_done_by_hand(sql: str, kind: str, about_timo: str, board: Commands) -> None:
    board.ok("case", "accused", about_timo, "timo", user="ade")
    assert kind in kinds(damaged(board, [sql]))


def test_the_mark_of_a_secret_follows_the_answer(board: Commands) -> None:
    number = complain(board, "x")
    for answer, name in (("ya", "dirahasiakan"), ("tidak", "BAMBANG H.")):
        change: dict[str, Any] = {"data": {"rahasiakan": answer}}
        board.ok("case", "edit", number, "--file", "-", user="ade", stdin=change)
        rows = board.ok("case", "list", "--sop", ADUAN)["rows"]
        assert rows[0]["applicant"]["name"] == name
    assert board.ok("verify")["ok"]


def test_an_internal_note_of_a_service_is_read_by_its_roles_and_by_who_reads_whole_cases(board: Commands) -> None:
    new = {"applicant": {"name": "SITI AMINAH", "nik": "0000014505900001", "no_kk": "0000010101150001",
                         "phone": "081200000001"}}  # fmt: skip
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"]
    board.ok("thread", "note", number, "--kind", "internal", "--text", INSIDE, user="wati")
    seen = {user: INSIDE in board.run("thread", "show", number, user=user).out for user in ("loket", "rina", "auditor")}
    assert seen == {"loket": False, "rina": True, "auditor": True}
    assert INSIDE not in board.run("case", "show", number, user="loket").out


def test_no_spelling_of_a_number_and_no_earlier_name_reaches_a_paper(board: Commands, tmp_path: Path) -> None:
    number = complain(board, "0812-0000-0077 atau +62 812 0000 0077, dulu Kasturi", "KASTURI LAMA", rahasiakan="ya")
    applicant = {"name": NAME, "phone": PHONE}
    board.ok("case", "edit", number, "--file", "-", user="ade", stdin={"applicant": applicant})
    board.ok("case", "contact", number, "add", "081377770001", "--name", "SULASTRI ISTRI", user="ade")
    board.ok("case", "check", number, "identitas", user="ade")
    told = {"kategori": "data", "pokok_laporan": f"Istrinya Sulastri, 0813 7777 0001; {NAME}, 0812.0000.0077."}
    (tmp_path / "isi.json").write_text(json.dumps(told))
    board.ok("case", "move", number, "kompleks", "--data", tmp_path / "isi.json", user="ade")
    board.ok("case", "move", number, "teruskan", user="ade")
    board.ok("print", "run")
    papers = board.ok("print", "list", "--number", number, user="ade")["rows"]
    words = " ".join(pdf_text.read((board.home / "spool" / row["path"]).read_bytes()).text.upper() for row in papers)
    figures = "".join(filter(str.isdigit, words))
    assert not [word for word in ("ZAENUDDIN", "KASTURI", "SULASTRI") if word in words]
    assert not [phone for phone in ("81200000077", "81377770001") if phone in figures]


def test_secrecy_that_comes_later_counts_for_papers_that_wait(board: Commands, tmp_path: Path) -> None:
    number = complain(board, "x", NAME)
    board.ok("print", "run")
    board.ok("case", "edit", number, "--file", "-", user="ade", stdin={"data": {"rahasiakan": "ya"}})
    first = board.ok("print", "list", "--number", number, user="ade")["rows"][0]
    board.ok("print", "reprint", first["id"], "--reason", f"Hilang dibawa {NAME}", user="ade")
    board.ok("print", "run")
    assert NAME not in json.dumps(board.ok("print", "list", user="loket"))
    copy = board.ok("print", "list", "--number", number, user="ade")["rows"][0]
    assert NAME not in pdf_text.read((board.home / "spool" / copy["path"]).read_bytes()).text
    board.ok("case", "dossier", number, "--pdf", tmp_path / "d.pdf", user="ade")
    assert "ZAENUDDIN" not in pdf_text.read((tmp_path / "d.pdf").read_bytes()).text.upper()


def test_why_a_secret_complaint_was_withdrawn_stands_in_no_book(board: Commands, tmp_path: Path) -> None:
    number = complain(board, "x", NAME, rahasiakan="ya")
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", f"Dicabut {NAME} sendiri.", user="ade")
    board.ok("book", "show", "pendaftaran", "2026", "--csv", tmp_path / "b.csv", user="ade")
    rows = board.ok("book", "show", "pendaftaran", "2026", user="ade")["rows"]
    assert rows[-1]["void_reason"] == "dirahasiakan"
    assert "ZAENUDDIN" not in (tmp_path / "b.csv").read_text().upper()


def test_a_note_on_a_case_that_went_on_as_another_is_no_fault(board: Commands) -> None:
    new = {"applicant": {"name": "SITI AMINAH", "nik": "0000014505900001", "no_kk": "0000010101150001",
                         "phone": "081200000001"}}  # fmt: skip
    number = board.ok("case", "new", "--sop", KK, user="wati", stdin=new)["number"]
    board.ok("case", "transfer", number, "--sop", "waykanan.kia_baru", user="wati")
    board.ok("thread", "note", number, "--kind", "internal", "--text", "x", user="wati")
    assert board.ok("verify")["ok"]
