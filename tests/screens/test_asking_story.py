"""The applicant is asked, answers in pieces, is reminded: by keyboard, from the request to the case that goes on."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board
from tests.walker import APPLICANT


@pytest.fixture
def number(board: Commands) -> str:
    """A birth certificate that is being verified; a copy of the KK has come and is ticked."""
    new = {"applicant": APPLICANT, "channel": "wa", "data": {}}
    found = str(board.ok("case", "new", "--sop", "waykanan.akta_lahir", user="wati", stdin=new)["number"])
    board.ok("case", "move", found, "teruskan", user="wati")
    board.ok("case", "check", found, "fc_kk", "--form", "fotokopi", user="wati")
    return found


def hand_in(board: Commands, number: str, folder: Path, *names: str, requirement: str = "") -> None:
    """Photos arrive."""
    for name in names:
        Image.effect_noise((8, 8), 50).convert("RGB").save(folder / name)
        extra = ["--requirement", requirement] if requirement else []
        board.ok("case", "attach", number, folder / name, *extra, user="wati")


async def look(officer: Officer, number: str) -> None:
    """Open a case."""
    await officer.presses("slash")
    await officer.types(f"{number}\n")


def newest(board: Commands, number: str) -> dict[str, Any]:
    """The last message of a case."""
    row = board.ok("outbox", "list", "--all", "--number", number)["rows"][-1]
    found: dict[str, Any] = board.ok("outbox", "show", row["id"])
    return found


async def test_a_paper_is_asked_again_and_only_what_was_asked_is_looked_at(
    home: Path, clock: Clock, board: Commands, number: str, tmp_path: Path
) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await look(wati, number)
        await wati.presses("k")
        wati.sees("Yang diminta dari pemohon", "‹ diminta ›")
        wati.sees("Jawab dahulu:", "— kelengkapan lain bergantung padanya (e).")
        # Past reason and note to the list: the first is not needed, the KK is wanted once more.
        await wati.presses("tab", "tab", "backspace", "tab", "tab", "tab", "1", "f2")
        wati.sees("menunggu pemohon", "(putaran 1)", "Surat keterangan kelahiran — belum")
    text = newest(board, number)["text"]
    assert "Surat keterangan kelahiran atau F-2.03" in text
    assert "Fotokopi KK (diminta ulang)" in text
    assert "F-2.01" not in text
    clock.forward(hours=2)
    hand_in(board, number, tmp_path, "kk-baru.png", requirement="fc_kk")
    hand_in(board, number, tmp_path, "lain.png")
    async with at_the_board(home, "wati", clock) as wati:
        await look(wati, number)
        wati.sees("Fotokopi KK — sudah datang", "1 lampiran baru belum ditetapkan (l)", "Kiriman baru")
        await wati.presses("t")
        wati.sees("diterima kembali")
        await wati.presses("p")
        wati.sees("Yang diminta (2) * semua", "datang 23 Nov 11.00 (1 lampiran)", "belum datang",
                  "1 lampiran baru belum ditetapkan")  # fmt: skip
        wati.does_not_see("F-2.01")
        await wati.presses("asterisk")
        wati.sees("F-2.01", "hanya yang diminta (2)")
        await wati.presses("asterisk", "down", "space", "enter")
        wati.sees("Persyaratan tersimpan.")
    assert {item["id"]: item["met"] for item in board.ok("case", "show", number)["requirements"]}["fc_kk"]
    assert board.ok("verify")["faults"] == []


async def test_files_are_assigned_together_and_printed(
    home: Path, clock: Clock, board: Commands, number: str, tmp_path: Path
) -> None:
    names = ("WhatsApp Image 2026-11-23 at 09.00.1.png", "WhatsApp Image 2026-11-23 at 09.00.2.png", "dan [b]x[b].png")
    hand_in(board, number, tmp_path, *names)
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("l")
        wati.sees(f"Lampiran {number}", "belum ditetapkan", "09.00.1.png", "dan [b]x[b].png")
        await wati.presses("space", "space")
        wati.sees("[x] 1", "[x] 2", "[ ] 3")
        await wati.presses("enter")
        wati.sees("2 lampiran untuk syarat apa?", "4. Fotokopi KK", "sudah ada", "Bukan syarat")
        await wati.presses("1")
        wati.sees("2 lampiran: F-2.01", "[ ] 1")
        await wati.presses("down", "enter", "5")
        wati.sees("Lampiran ini: bukan syarat.")
        await wati.presses("up", "space", "c")
        wati.sees("Foto berkas dicetak: 1 lampiran")
        await wati.presses("c")
        wati.sees("Foto berkas dicetak: 1 lampiran", "[x] 2")
        await wati.presses("escape", "enter")
        wati.sees(number, "SITI AMINAH")
    case = board.ok("case", "show", number)
    assert [item["requirement"] for item in case["attachments"]] == ["f201", "f201", None]
    assert [event["intent"] for event in case["events"][-4:]] == ["tetapkan", "tetapkan", "cetak", "cetak"]
    assert board.ok("verify")["faults"] == []


async def test_who_has_not_answered_is_reminded_once(home: Path, clock: Clock, board: Commands, number: str) -> None:
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    clock.forward(days=3)
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("y")
        wati.sees("Belum ada jawaban", number, "SITI A.", "0812****001", "3 hari kerja", "1x")
        wati.does_not_see("SITI AMINAH", "+6281200000001")
        await wati.presses("w")
        wati.sees("siap dikirim (p)", "diingatkan 26 Nov")
        await wati.presses("w")
        wati.sees(f"Ingatkan {number}?", "Pengingat sudah ditulis hari ini. Tulis sekali lagi?")
        await wati.presses("n", "p", "k", "2")
        await wati.types("081300000077\nkakak\n")
        wati.sees("Pesan kini dialamatkan ke +6281300000077.")
        await wati.presses("escape", "enter")
        wati.sees("SITI AMINAH")
        await wati.presses("escape", "escape")
        wati.sees("Papan")
    assert newest(board, number)["kind"] == "pengingat"
    assert newest(board, number)["to"] == "+6281300000077"
    assert board.ok("verify")["faults"] == []


async def test_news_is_seen_on_the_board_and_first_in_the_list(
    home: Path, clock: Clock, board: Commands, number: str, tmp_path: Path
) -> None:
    board.ok("case", "move", number, "kembalikan", "--reason", "syarat_kurang", user="wati")
    hand_in(board, number, tmp_path, "baru.png")
    async with at_the_board(home, "wati", clock) as wati:
        wati.sees(number, "kiriman baru")
        await wati.presses("y")
        wati.sees("ada kiriman baru")
        await wati.presses("w")
        wati.sees("Ada kiriman baru yang belum dilihat.")
        await wati.presses("n", "escape", "t")
        wati.sees("diterima kembali")
        wati.does_not_see("kiriman baru")


async def test_an_auditor_sees_files_and_changes_nothing(
    home: Path, clock: Clock, board: Commands, number: str, tmp_path: Path
) -> None:
    hand_in(board, number, tmp_path, "a.png")
    async with at_the_board(home, "auditor", clock) as auditor:
        await look(auditor, number)
        await auditor.presses("l")
        auditor.sees("a.png")
        await auditor.presses("enter", "1")
        auditor.sees("Auditor hanya membaca")
        await auditor.presses("c")
        auditor.sees("Auditor hanya membaca")
    assert board.ok("case", "show", number)["attachments"][0]["assigned"] is False
