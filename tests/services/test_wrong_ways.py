"""Ends that are not the SOP's own, from the command line: registers, events, papers, messages."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from board.models.case import Contact
from board.models.office import User
from board.models.paper import PrintJob
from board.services.desk import Desk
from board.services.facts_of import find_case
from tests.commands import Commands
from tests.printing.pdf_text import Pdf, read
from tests.services.test_misdirected import KIA, KK, register
from tests.walker import Walker


def report(board: Commands, number: str) -> Pdf:
    """The berita acara of a case."""
    [job] = [job for job in board.ok("case", "show", number)["prints"] if job["document"] == "berita_acara_pembatalan"]
    return read((board.home / "spool" / job["path"]).read_bytes())


def sound(board: Commands) -> None:
    """Registers without gaps, chains whole."""
    assert board.ok("verify")["faults"] == []
    assert all(row["gaps"] == [] or row["gaps"] == 0 for row in board.ok("book", "list")["rows"])


def test_the_applicant_withdraws_and_takes_the_originals(board: Commands) -> None:
    number = register(board, KK, channel="loket", requirements={"f102": "asli", "kk_lama": "asli", "f101": "scan_asli"})
    case = board.ok(
        "case", "cancel", number, "--kind", "dicabut", "--note", "Batal pindah.", "--statement", "tertulis",
        "--returned", "kk_lama", "--returned-to", "SITI AMINAH", user="wati",
    )  # fmt: skip
    assert (case["status"], case["outcome"], [row["state"] for row in case["books"]]) == ("batal", "dicabut", ["batal"])
    ending = case["events"][-1]["detail"]["ending"]
    assert (ending["statement"], ending["returned_to"]) == ("tertulis", "SITI AMINAH")
    assert len(ending["returned"]) == 1
    paper = report(board, number)
    assert paper.says("Dinyatakan pemohon lewat : pernyataan tertulis")
    assert paper.says("tidak dikembalikan") and paper.says("Diterima kembali oleh: SITI AMINAH")
    assert len(paper.pages) == 2, "one for the applicant, one for the archive"
    assert "dibatalkan: Batal pindah." in show_message(board, number, "batal")["text"]
    sound(board)


def show_message(board: Commands, number: str, kind: str) -> dict[str, Any]:
    [found] = [row["id"] for row in board.ok("outbox", "list", "--number", number)["rows"] if row["kind"] == kind]
    message: dict[str, Any] = board.ok("outbox", "show", found)
    return message


@pytest.mark.parametrize(
    ("words", "returned"),
    [((), None), (("--returned", "tidak_ada"), 0), (("--returned", "semua"), 2),
     (("--returned", "f102, kk_lama"), 2)],
)  # fmt: skip
def test_what_went_back_is_told_as_far_as_known(board: Commands, words: tuple[str, ...], returned: int | None) -> None:
    number = register(board, KK, requirements={"f102": "asli", "kk_lama": "asli"})
    case = board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Batal.", *words, user="wati")
    told = case["events"][-1]["detail"]["ending"]["returned"]
    assert told is None if returned is None else len(told) == returned


@pytest.mark.parametrize(("kind", "user", "words", "sentence"), [
    ("dicabut", "wati", ("--returned", "f101"), "tidak tercatat diterima"),
    ("dicabut", "wati", ("--returned", "semua,f102"), "tidak tercatat diterima"),
    ("dicabut", "wati", ("--statement", "bisikan"), "pilih salah satu: tertulis, wa, lisan"),
    ("dicabut", "wati", ("--returned-to", "x" * 2001), "Paling panjang"),
    ("kantor", "bakti", ("--statement", "wa"), "hanya untuk berkas yang dicabut"),
])  # fmt: skip
def test_what_never_came_cannot_go_back(
    board: Commands, kind: str, user: str, words: tuple[str, ...], sentence: str
) -> None:
    number = register(board, KK, requirements={"f102": "asli", "f101": "scan_asli"})
    told = board.refused("case", "cancel", number, "--kind", kind, "--note", "Batal.", *words, user=user)
    assert sentence in str(told)
    assert board.ok("case", "show", number)["status"] == "berjalan"


def test_the_office_cancels_by_mandate(board: Commands, desk: Desk) -> None:
    board.ok(
        "mandate", "add", "dian", "--for", "bakti", "--from", "2026-11-23", "--to", "2026-11-24", "--letter", "8/1"
    )
    User.update(nip="198505052010012003").where(User.name == "dian").execute()
    number = register(board, KK)
    board.refused("case", "cancel", number, "--kind", "kantor", "--note", "Data palsu.", user="rina")
    case = board.ok("case", "cancel", number, "--kind", "kantor", "--note", "Data palsu.", user="dian")
    assert case["events"][-1]["acting_for"] == "Plh. BAKTI NUGRAHA, S.IP. (surat 8/1)"
    paper = report(board, number)
    assert paper.says("DIAN PUSPITA, M.Si. ) NIP 198505052010012003 Plh. BAKTI NUGRAHA, S.IP. (surat 8/1)")
    assert paper.says("karena dibatalkan oleh kantor")
    sound(board)


def test_a_case_that_a_colleague_holds_waits_for_them(board: Commands) -> None:
    number = register(board, KK)
    board.ok("case", "take", number, user="wati")
    told = board.refused("case", "cancel", number, "--kind", "kantor", "--note", "Data palsu.", user="bakti")
    assert told["error"] == "held"
    board.ok("case", "release", number, user="wati")
    board.ok("case", "cancel", number, "--kind", "kantor", "--note", "Data palsu.", user="bakti")
    sound(board)


@pytest.mark.parametrize(("kind", "user"), [("dicabut", "wati"), ("kantor", "bakti")])
def test_a_case_with_the_applicant_can_end(board: Commands, kind: str, user: str) -> None:
    number = register(board, KK)
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    case = board.ok("case", "cancel", number, "--kind", kind, "--note", "Tidak kembali.", user=user)
    assert (case["status"], case["paused_at"]) == ("batal", None)
    kinds = [row["kind"] for row in board.ok("outbox", "list", "--number", number)["rows"]]
    assert kinds == ["batal"], "what asked for missing papers is void"
    sound(board)


def test_a_case_with_its_witnesses_can_end(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, "waykanan.akta_lahir", tmp_path)
    step = next(item["id"] for item in walker.sop["steps"] if "saksi" in item["roles"])
    number = walker.walk(walker.register(), walker.route(walker.sop["steps"][0]["id"], step))["number"]
    assert board.ok("case", "show", number)["status"] == "menunggu_saksi"
    case = board.ok("case", "cancel", number, "--kind", "kantor", "--note", "Saksi menolak.", user="dian")
    assert (case["status"], case["holder"]) == ("batal", None)
    sound(board)


def test_after_siak_has_issued_the_office_cannot_cancel_or_transfer(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, "landak.kk_umum", tmp_path)
    case = walker.register()
    steps = [step["id"] for step in walker.sop["steps"]]
    for goal in steps[1:]:
        case = walker.walk(case, walker.route(case["step"]["id"], goal))
        answer = board.run("case", "cancel", case["number"], "--kind", "kantor", "--note", " ", user="bakti")
        assert answer.refusal["error"] == "input"
        if case["ready_at"]:
            break
    told = board.refused("case", "cancel", case["number"], "--kind", "kantor", "--note", "Terlambat.", user="bakti")
    assert told["error"] == "issued"
    assert board.refused("case", "transfer", case["number"], "--sop", KIA, user="wati")["error"] in {"issued", "role"}


@pytest.fixture
def full(board: Commands, tmp_path: Path, desk: Desk) -> str:
    """A case with everything that may go along, received before it was recorded."""
    number = register(
        board, KK, channel="loket", received_at="2026-11-23T08:00+07:00", received_reason="Listrik padam.",
        data={"alamat": "JL. MERDEKA NO. 1"}, requirements={"f102": "asli", "kk_lama": "scan_asli"},
    )  # fmt: skip
    Image.new("RGB", (9, 9)).save(tmp_path / "kk.png")
    board.ok("case", "attach", number, tmp_path / "kk.png", "--requirement", "f102", user="wati")
    board.ok("thread", "note", number, "--kind", "pelapor", "--text", "Tolong cepat.", user="wati")
    board.ok("thread", "note", number, "--kind", "internal", "--text", "Sering datang.", user="wati")
    board.ok("case", "urgent", number, "--reason", "sekolah", user="wati")
    board.ok("case", "contact", number, "add", "081300000009", "--name", "BUDI", user="wati")
    return number


def test_a_case_goes_on_under_the_right_service(board: Commands, full: str, desk: Desk) -> None:
    board.clock.forward(minutes=10)
    new = board.ok("case", "transfer", full, "--sop", KIA, "--note", "Pemohon minta KIA.", user="wati")
    assert (new["received_at"], new["urgent_reason"]) == ("2026-11-23T08:00:00+07:00", "sekolah")
    assert [item["name"] for item in new["attachments"]] == ["kk.png"]
    assert [(note["text"], note["at"]) for note in new["thread"]] == [("Tolong cepat.", "2026-11-23T09:00:00+07:00")]
    [contact] = Contact.select().where(Contact.case_id == find_case(desk, new["number"]).id)
    assert (contact.phone, contact.name) == ("+6281300000009", "BUDI")
    told = [event for event in new["events"] if event["intent"] == "kontak"]
    assert [event["detail"]["phone"] for event in told] == ["+6281300000009"]
    receipt = PrintJob.get(PrintJob.document == "tanda_terima_berkas", PrintJob.case_id == new["id"])
    assert json.loads(receipt.snapshot)["replaces"] == full
    assert read((board.home / "spool" / receipt.path).read_bytes()).says(f"nomor {full} (BATAL)")
    message = show_message(board, new["number"], "dialihkan")["text"]
    assert f"dengan nomor {new['number']}, menggantikan nomor {full}." in message
    old = board.ok("case", "show", full)
    assert (old["status"], old["outcome"]) == ("batal", "salah_layanan")
    assert [(row["state"], row["text"]) for row in old["books"]] == [("batal", full)]
    assert f"Dialihkan ke {new['number']}. Pemohon minta KIA." in old["events"][-1]["note"]
    assert report(board, full).says(f"Dilanjutkan sebagai : {new['number']}")
    assert board.ok("outbox", "list", "--number", full)["rows"] == []
    assert [event["detail"] for event in new["events"] if event["intent"] == "mendesak"] == [{"from": full}]
    sound(board)


def test_a_transfer_is_told_beforehand(board: Commands, full: str, desk: Desk) -> None:
    from board.services.transfer_case import transfer_plan

    plan = transfer_plan(desk, full, "wati", KIA)
    assert {"1 lampiran", "1 pesan pelapor", "1 kontak", "tanda mendesak", "waktu diterima"} <= set(plan.along)
    assert "1 catatan kantor" in plan.left
    assert board.ok("case", "show", full)["status"] == "berjalan", "a plan does nothing"


def test_a_transfer_that_fails_leaves_nothing(board: Commands, full: str) -> None:
    before = board.ok("verify")["checked"]
    assert board.refused("case", "transfer", full, "--sop", "landak.kk_umum", user="wati")["error"] == "role"
    assert board.refused("case", "transfer", full, "--sop", KK, user="wati")["error"] == "same_service"
    assert board.ok("verify")["checked"] == before
    sound(board)


def test_who_waited_for_the_old_number_waits_for_the_new_one(board: Commands, desk: Desk) -> None:
    from board.services.transfer_case import transfer_plan

    old, waiting, ended = (register(board, KK) for _ in range(3))
    for number in (waiting, ended):
        board.ok("case", "link", number, old, "--kind", "menunggu", "--note", "KK-nya dahulu.", user="wati")
    board.ok("case", "cancel", ended, "--kind", "dicabut", "--note", "Batal.", user="wati")
    assert f"tautan {waiting} yang menunggunya" in transfer_plan(desk, old, "wati", KIA).along
    new = board.ok("case", "transfer", old, "--sop", KIA, user="wati")
    case = board.ok("case", "show", waiting)
    assert [(link["number"], link["kind"], link["note"]) for link in case["links"]] == [
        (new["number"], "menunggu", "KK-nya dahulu.")
    ]
    assert [event["intent"] for event in case["events"]][-2:] == ["lepas_tautan", "tautkan"]
    assert f"dialihkan ke {new['number']}" in case["events"][-2]["note"]
    assert {link["kind"]: link["direction"] for link in new["links"]} == {"salah_layanan": "dari", "menunggu": "dari"}
    assert [event["intent"] for event in new["events"]].count("tautkan") == 1
    assert "lepas_tautan" in [event["intent"] for event in board.ok("case", "show", old)["events"]]
    sound(board)


@pytest.mark.parametrize("sought", [False, True])
def test_the_paper_folder_goes_along(sought: bool, board: Commands, desk: Desk) -> None:
    from board.services.transfer_case import transfer_plan

    number = register(board, KK, channel="loket")
    board.ok("physical", "receive", number, user="rina")
    since = board.ok("case", "show", number)["physical"]
    if sought:
        since = board.ok("physical", "seek", number, user="wati")["physical"]
    board.clock.forward(minutes=10)
    along = transfer_plan(desk, number, "wati", KIA).along
    assert "berkas fisik (pada RINA MARLINA)" in along and ("tanda fisik dicari" in along) == sought
    new = board.ok("case", "transfer", number, "--sop", KIA, user="wati")
    assert new["physical"] == since
    assert [event["intent"] for event in new["events"] if "fisik" in event["intent"]] == (
        ["fisik", "fisik_dicari"] if sought else ["fisik"]
    )
    old = board.ok("case", "show", number)
    assert old["physical"] == {"holder": None, "at": None, "sought_at": None}
    assert old["events"][-1]["detail"]["paper"]["to"] == new["number"]
    listed = board.ok("physical", "list", *(["--sought"] if sought else []))["rows"]
    assert [row["number"] for row in listed] == [new["number"]]
    sound(board)


def by_contact(board: Commands) -> str:
    """A case without a phone of its own, and a contact."""
    stdin = {"applicant": {"name": "SITI AMINAH", "nik": "0000014505900001"}, "channel": "loket"}
    number = str(board.ok("case", "new", "--sop", KK, user="wati", stdin=stdin)["number"])
    board.ok("case", "contact", number, "add", "081300000009", user="wati")
    return number


def test_a_contact_is_told_of_the_end(board: Commands) -> None:
    number = by_contact(board)
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Batal.", user="wati")
    assert show_message(board, number, "batal")["to"] == "+6281300000009"


def test_a_contact_is_told_of_the_new_number(board: Commands) -> None:
    number = by_contact(board)
    new = board.ok("case", "transfer", number, "--sop", "waykanan.ktp_ganti", user="wati")
    message = show_message(board, new["number"], "dialihkan")
    assert (message["to"], number in message["text"]) == ("+6281300000009", True)


def test_a_file_that_serves_nothing_goes_on_serving_nothing(board: Commands, full: str, tmp_path: Path) -> None:
    Image.new("RGB", (9, 9), "red").save(tmp_path / "kucing.png")
    file = board.ok("case", "attach", full, tmp_path / "kucing.png", user="wati")["attachments"][-1]["id"]
    board.ok("case", "assign", full, file, "--none", user="wati")
    new = board.ok("case", "transfer", full, "--sop", KIA, user="wati")
    assert [(item["name"], item["assigned"]) for item in new["attachments"]][-1] == ("kucing.png", True)
