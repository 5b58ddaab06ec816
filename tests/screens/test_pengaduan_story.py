"""A complaint by keyboard: simple, escalated, discussed, answered; never closed without a solusi."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board

NUMBER = "PGD-2026-00001"


async def test_a_complaint_gets_its_solusi(home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("b")
        await ade.types("rina susanti\n\n\n081200000009\n")
        await ade.presses("enter")
        await ade.types("nama pada kk salah tulis")
        await ade.presses("f2")
        ade.sees(f"Berkas {NUMBER} terdaftar.")
        await ade.presses("t")
        ade.sees("diteruskan ke Catat aduan")
        await ade.presses("p", "space", "enter")
        await ade.presses("t")
        ade.sees("ke mana?", "1. Sederhana, ke Beri solusi", "2. Kompleks, ke Lapor pejabat")
        await ade.presses("1")
        ade.sees("Kategori aduan*")
        await ade.presses("1", "f2")
        ade.sees("diteruskan ke Beri solusi", "1 dokumen dicetak")
        await ade.presses("t", "1")
        ade.sees("Aduan belum punya catatan solusi", "Tekan n: Utas.")
        await ade.presses("t", "2")
        ade.sees("diteruskan ke Lapor pejabat")
        await ade.presses("t")
        ade.sees("Pokok laporan kepada pejabat*")
        await ade.types("perlu keputusan atas data ganda")
        await ade.presses("f2")
        ade.sees("diteruskan ke Bahas aduan")
    async with at_the_board(home, "putu", clock) as putu:
        await putu.presses("t")
        putu.sees("Jalannya rapat dan keputusan*")
        await putu.types("data dibetulkan di siak")
        await putu.presses("f2")
        putu.sees("diteruskan ke Serahkan hasil", "2 dokumen dicetak")
        await putu.presses("t")
        putu.sees("diteruskan ke Sampaikan")
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("t")
        ade.sees("Aduan belum punya catatan solusi")
        await ade.presses("n", "t")
        ade.sees("Aduan belum punya catatan solusi", "Tekan n: Tulis.")
        await ade.presses("n")
        ade.sees("1. Solusi", "2. Catatan internal")
        await ade.presses("1")
        ade.sees("SOLUSI: sampai ke pelapor saat berkas ditutup")
        await ade.types("kk baru telah terbit")
        await ade.presses("f2")
        ade.sees("Simpan solusi ini?", "tidak dapat diubah")
        await ade.presses("y")
        ade.sees("Solusi tersimpan.", "SOLUSI · 23 Nov 2026 09.00 · ADE RAHMAWATI")
        await ade.presses("t")
        ade.sees(f"Berkas {NUMBER} selesai.", "Pesan untuk pemohon siap")
    case = board.ok("case", "show", NUMBER)
    assert case["status"] == "selesai"
    assert [event["to"] for event in case["events"] if event["intent"] == "eskalasi"] == ["lapor"]
    assert case["thread"][-1]["kind"] == "solusi"
    message = board.ok("outbox", "show", board.ok("outbox", "list", "--number", NUMBER)["rows"][-1]["id"])
    assert "kk baru telah terbit" in message["text"]
    assert {row["book"] for row in case["books"]} == {"pendaftaran", "pengaduan", "arsip"}
