"""Complaints by keyboard, on each of the three ways through: simple, escalated, complex; none without a solusi."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.commands import Commands
from tests.complaints import complaint, messages, move, recorded
from tests.offices import Clock
from tests.screens.officer import at_the_board

NUMBER = "PGD-2026-00001"


def minutes(board: Commands, case: dict[str, Any]) -> int:
    """Standard minutes of the steps a case was moved out of, each once."""
    standard = {step["id"]: step["minutes"] for step in board.ok("sop", "show", case["sop"])["steps"]}
    return sum(standard[name] for name in {event["from"] for event in case["events"] if event["to"] != event["from"]
                                           and event["from"]})  # fmt: skip


async def test_a_simple_complaint_is_solved_in_one_form(home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("b")
        await ade.types("rina susanti\n\n\n081200000009\n")
        await ade.presses("enter")
        await ade.types("nama pada kk salah tulis")
        await ade.presses("f2")
        ade.sees(f"Berkas {NUMBER} terdaftar.")
        await ade.presses("t")
        ade.sees("diteruskan ke Catat aduan")
        await ade.presses("p", "space", "enter", "enter")
        ade.sees(f"Utas {NUMBER}", "Verifikasi sisa 3 hari kerja (26 Nov)")
        await ade.presses("enter")
        ade.sees("Verifikasi sisa 3 hari kerja (26 Nov)", "Tanggapan awal sisa 14 hari (7 Des)")
        await ade.presses("t")
        ade.sees("ke mana?", "Sederhana, ke Beri solusi: Anda menjelaskan", "50 menit seluruhnya")
        await ade.presses("1")
        ade.sees("Kategori aduan*")
        await ade.presses("1", "f2")
        ade.sees("Tingkat Sederhana", "Penyelesaian sisa 60 hari (22 Jan)")
        clock.forward(minutes=12)
        await ade.presses("t", "1")
        ade.sees(f"Selesaikan aduan {NUMBER}", "Solusi*", "‹ WhatsApp ›", "23-11-2026", "09.12")
        await ade.presses("f2")
        ade.sees("Solusi wajib diisi.")
        await ade.types("kk baru telah terbit")
        await ade.presses("f2")
        ade.sees("Sampai kepada pemohon lewat WhatsApp", "kk baru telah terbit")
        await ade.presses("n")
        ade.sees("Belum disampaikan; isian masih di sini.")
        clock.forward(minutes=3)
        await ade.presses("f2", "y")
        ade.sees(f"Berkas {NUMBER} selesai.", "Pesan untuk pemohon siap (w)")
        case = board.apart("case", "show", NUMBER)
        assert (minutes_walked := {event["from"] for event in case["events"]}) >= {"kirim", "terima", "solusi"}
        assert "lapor" not in minutes_walked
        assert case["data"]["jawaban_pukul"] == "09:15", "the moment it went out, not that of the form"
        await ade.presses("x", "6")
        ade.sees(f"Buka kembali {NUMBER}", "solusi baru wajib ditulis")
        await ade.presses("1", "f2")
        ade.sees(f"Buka kembali {NUMBER}?", "disiapkan untuk pelapor")
        await ade.presses("y")
        ade.sees("dibuka kembali di Catat aduan", "Dibuka kembali Masalah belum tuntas")
        await ade.presses("u")
        ade.sees("diurungkan", "Status Selesai")
    case = board.ok("case", "show", NUMBER)
    assert (case["status"], minutes(board, case)) == ("selesai", 20)
    assert {row["book"] for row in case["books"]} == {"pendaftaran", "pengaduan", "arsip"}


async def test_what_is_not_solved_escalates_and_comes_back(home: Path, clock: Clock, board: Commands) -> None:
    number = complaint(board)
    move(board, number, "teruskan")
    board.ok("case", "check", number, "identitas", user="ade")
    move(board, number, "sederhana", kategori="data")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("t", "2")
        ade.sees("diteruskan ke Lapor pejabat")
        await ade.presses("k")
        ade.sees("Kembalikan, ke Beri solusi")
        await ade.presses("1", "tab")
        await ade.types("ternyata cukup")
        await ade.presses("f2")
        ade.sees("dikembalikan ke Beri solusi")
        await ade.presses("t", "2", "t")
        ade.sees("Pokok laporan kepada pejabat*")
        await ade.types("perlu keputusan atas data ganda")
        await ade.presses("f2")
        ade.sees("diteruskan ke Bahas aduan")
    async with at_the_board(home, "putu", clock) as putu:
        await putu.presses("t")
        putu.sees("Jalannya rapat*", "Bila ada", "Tanggal rapat")
        await putu.types("data dibetulkan di siak")
        await putu.presses("f2")
        putu.sees("diteruskan ke Serahkan hasil", "2 dokumen dicetak")
        await putu.presses("t")
        putu.sees("diteruskan ke Sampaikan")
    board.ok("thread", "note", number, "--kind", "solusi", "--text", "KK baru telah terbit.", user="putu")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("t")
        ade.sees("Solusi pada utas: KK baru telah terbit.", "hanya bila ada solusi yang baru")
        await ade.presses("tab")
        await ade.presses("2", "f2")
        ade.sees("lewat Telepon", "KK baru telah terbit.")
        await ade.presses("y")
        ade.sees(f"Berkas {number} selesai.")
    case = board.ok("case", "show", number)
    assert (case["status"], case["level"]["id"], minutes(board, case)) == ("selesai", "kompleks", 60)
    assert case["data"]["jawaban_lewat"] == "telepon"
    assert [note["kind"] for note in case["thread"]] == ["solusi"], "the one that was there is not written again"
    assert "KK baru telah terbit." in messages(board, number)[-1]["text"]


async def test_a_complex_one_is_decided_together(home: Path, clock: Clock, board: Commands) -> None:
    number = complaint(board)
    move(board, number, "teruskan")
    board.ok("case", "check", number, "identitas", user="ade")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("t", "2", "4", "f2")
        ade.sees("diteruskan ke Lapor pejabat", "1 dokumen dicetak")
    move(board, number, "teruskan", pokok_laporan="Perlu keputusan.")
    move(board, number, "teruskan", user="timo", notulen="Disepakati.")
    move(board, number, "teruskan", user="putu")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("t")
        await ade.types("petugas sudah dibina")
        await ade.presses("f2", "y")
        ade.sees(f"Berkas {number} selesai.")
    case = board.ok("case", "show", number)
    assert (case["status"], case["level"]["id"], minutes(board, case)) == ("selesai", "kompleks", 50)


async def test_what_belongs_to_somebody_else_is_passed_on(home: Path, clock: Clock, board: Commands) -> None:
    number = recorded(board)
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("x")
        ade.sees("6. Diteruskan kepada yang berwenang")
        ade.does_not_see("Tidak dilengkapi", "Buka kembali")
        await ade.presses("6", "2", "tab")
        ade.sees("Nama instansi*")
        await ade.types("bpjs kesehatan\n\nkewenangan bpjs")
        await ade.presses("f2")
        ade.sees(f"Teruskan {number} kepada bpjs kesehatan?")
        await ade.presses("escape")
        ade.sees("Belum diteruskan")
        await ade.presses("f2", "y")
        ade.sees("selesai: diteruskan kepada yang berwenang", "Pesan untuk pemohon siap")
    case = board.ok("case", "show", number)
    assert (case["status"], case["outcome"]) == ("selesai", "diteruskan")


async def test_who_does_not_answer_is_given_up(home: Path, clock: Clock, board: Commands) -> None:
    number = complaint(board)
    move(board, number, "teruskan")
    move(board, number, "kembalikan", "--to", "pemohon", "--reason", "syarat_kurang")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("x", "6")
        ade.sees("masih punya waktu melengkapi sampai Rabu, 23 Desember 2026")
        clock.forward(days=31)
        await ade.presses("x", "6")
        await ade.types("tidak ada kabar")
        await ade.presses("f2")
        ade.sees(f"Berkas {number} dibatalkan; nomornya tetap tercatat BATAL.")
    assert board.ok("case", "show", number)["outcome"] == "tidak_dilengkapi"
