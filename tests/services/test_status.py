"""Di mana berkas saya: an answer for every status of every service, short, and with nobody's name or number in it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from board.services.status_words import LONGEST
from tests.commands import Commands
from tests.offices import Clock
from tests.services.test_messages import register
from tests.walker import APPLICANT, Walker

KK, AKTA, ADUAN, KONSULTASI, KIA = (
    "waykanan.kk_baru", "waykanan.akta_lahir", "waykanan.pengaduan", "landak.konsultasi", "waykanan.kia_baru",
)  # fmt: skip
SOPS = (
    KK, AKTA, ADUAN, KONSULTASI, KIA, "landak.kk_umum", "pasbar.keliling", "waykanan.skpwni", "waykanan.ktp_ganti",
    "waykanan.akta_mati", "balangan.dikjamila",
)  # fmt: skip


def says(board: Commands, number: str) -> str:
    """The answer."""
    text: str = board.ok("case", "status", number)["text"]
    assert number in text
    assert len(text) <= LONGEST, text
    assert text == " ".join(text.split())
    assert not re.search(r"\d{10}", text), text
    for word in (*APPLICANT["name"].split(), "_", "{", "None", ".."):
        assert word.casefold() not in text.casefold(), text
    return text


@pytest.mark.parametrize("sop", SOPS)
def test_every_status_on_the_way_of_every_service(sop: str, board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, sop, tmp_path)
    case = walker.register()
    number = str(case["number"])
    told = {case["status"]: says(board, number)}
    for move in (move for move in walker.steps[case["step"]["id"]]["moves"] if move["to"] == "pemohon"):
        walker.move(case, move)
        assert "menunggu Anda sejak 23 Nov 2026" in says(board, number)
        case = board.ok("case", "move", number, "terima", user=walker.officer(move["by"]))
    for move in walker.branches()[0]:
        case = walker.move(case, move)
        told[case["status"]] = says(board, number)
    for status, words in (
        ("selesai", "selesai 23 Nov 2026"),
        ("siap_diambil", "sudah jadi sejak 23 Nov 2026"),
        ("menunggu_saksi", "menunggu tanda tangan para saksi sejak 23 Nov 2026"),
    ):
        assert words in told.get(status, words)
    number = str(walker.register()["number"])
    board.ok(
        "case",
        "cancel",
        number,
        "--kind",
        "dicabut",
        "--note",
        APPLICANT["name"],
        user=walker.officer(walker.sop["register_by"]),
    )
    assert "dicabut atas permintaan pemohon 23 Nov 2026" in says(board, number)


def test_where_it_is_and_by_when(board: Commands, tmp_path: Path, clock: Clock) -> None:
    walker = Walker(board, KK, tmp_path)
    case = walker.register()
    number = str(case["number"])
    told = (
        "KK-2026-00001 (KK Baru), diterima 23 Nov 2026: sekarang di bagian Terima berkas (Operator Pelayanan Online). "
    )
    assert says(board, number) == f"{told}Waktu selesai kami hitung sejak berkas dinyatakan lengkap. Disdukcapil Contoh"
    walker.walk(case, walker.branches()[0][:2])
    assert "di bagian Koreksi Kasi (Kasi" in says(board, number)
    assert "Paling lambat selesai Selasa, 24 November 2026 pukul 16.00." in says(board, number)
    clock.forward(days=2)
    assert "Seharusnya selesai Selasa, 24 November 2026 pukul 16.00; mohon maaf" in says(board, number)
    shown = board.ok("case", "show", number)
    assert shown["events"] == board.ok("case", "show", number)["events"], "to look at it is nothing that happens"


def test_what_is_asked_is_told_as_far_as_it_can_be_listened_to(board: Commands) -> None:
    number = register(board, AKTA, tgl_lahir_anak="2026-11-20", asal_usul="diketahui", perkawinan_ortu="tercatat")
    board.ok("case", "move", number, "teruskan", user="wati")
    back = ("case", "move", number, "kembalikan", "--reason", "lainnya", "--note", "SITI AMINAH 0000014505900001")
    board.ok(*back, user="wati")
    assert re.search(
        r"Yang kami minta: F-2\.01.*; kelengkapan lain dalam pesan kami\. Mohon dikirim", says(board, number)
    )
    board.ok("case", "move", number, "terima", user="wati")
    board.ok(*back, "--ask", "f201", user="wati")
    assert "kelengkapan lain" not in says(board, number)
    board.ok("case", "check", number, "f201", user="wati")
    assert "yang kami minta 23 Nov 2026 sudah datang" in says(board, number)
    board.ok("case", "move", number, "terima", user="wati")
    board.ok(*back, "--ask", "", user="wati")
    assert "Yang kami minta: kelengkapan yang sudah kami sebutkan." in says(board, number)
    counter = register(board, KK, channel="loket")
    board.ok("case", "move", counter, "kembalikan", "--reason", "syarat_kurang", user="wati")
    assert "dibawa ke loket kami pada jam layanan 08.00-15.00" in says(board, counter)


def test_of_a_complaint_no_step_tells_how_grave_it_is(board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, ADUAN, tmp_path)
    told = set()
    ways = {path[1]["intent"]: path for path in walker.branches()}
    assert ways.keys() == {"sederhana", "kompleks"}
    for path in ways.values():
        case = walker.register()
        for move in path[:-1]:
            case = walker.move(case, move)
            told.add(says(board, case["number"]).replace(case["number"], ""))
    # With a promise and before it: there is nothing else to tell the steps apart by.
    assert len(told) == 2
    assert all("sedang kami tangani" in text for text in told)


def test_a_case_that_went_on_elsewhere_tells_its_number(board: Commands) -> None:
    number = register(board, KK)
    new = board.ok("case", "transfer", number, "--sop", KIA, user="wati")["number"]
    assert f"kini bernomor {new}" in says(board, number)


def test_an_outage_is_told_while_it_holds_the_case_up(board: Commands) -> None:
    number = register(board, KK)
    board.ok("outage", "start", "siak", "--reason", "Tidak dapat dibuka.")
    assert says(board, number).endswith(
        "SIAK sedang terganggu sejak pukul 09.00; prosesnya dapat lebih lama dari biasanya. Disdukcapil Contoh"
    )
    board.ok("case", "cancel", number, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    assert "terganggu" not in says(board, number)


def test_an_office_words_it_itself_and_names_nobody(board: Commands) -> None:
    number = register(board, KK)
    own = board.home / "messages.toml"
    own.write_text(own.read_text().replace("sekarang di bagian", "kini di meja"))
    assert "kini di meja Terima berkas" in says(board, number)
    own.write_text(own.read_text().replace("{nomor} ({layanan}), diterima {diterima}: kini", "{nama} {nomor}: kini"))
    told = board.run("case", "status", number)
    assert "messages.status_berjalan: variabel {nama} tidak dikenal" in told.err
    assert APPLICANT["name"] not in told.out
    sop = board.home / "sop" / f"{KK}.1.toml"
    sop.write_text(sop.read_text().replace('message = "kurang"', 'message = "status_berjalan"'))
    assert "status_berjalan" in board.run("sop", "check", sop).err
