"""Consultations by keyboard, with a meeting and without: the answer goes out numbered, and how it went is recorded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import at_the_board

NUMBER = "KSL-2026-00001"


@pytest.mark.parametrize(("meeting", "minutes"), [(False, 10), (True, 15)])
async def test_a_consultation_is_answered(
    home: Path, clock: Clock, board: Commands, meeting: bool, minutes: int
) -> None:
    async with at_the_board(home, "tono", clock) as tono:
        await tono.presses("b")
        await tono.types("rina susanti\n\n\n081200000009\n")
        await tono.presses("enter")
        await tono.types("nama pada kk dan akta berbeda")
        await tono.presses("f2")
        tono.sees(f"Berkas {NUMBER} terdaftar.")
        await tono.presses("t", "p", "space", "enter", "t")
        tono.sees("Rangkuman permasalahan*")
        await tono.types("berbeda satu huruf")
        await tono.presses("f2")
        tono.sees("diteruskan ke Verifikasi")
        await tono.presses("t")
        tono.sees("Rapat, ke Rapat: dibahas dalam rapat dengan notulensi; 15 menit seluruhnya.")
        if meeting:
            await tono.presses("2")
            tono.sees("diteruskan ke Rapat")
            await tono.presses("t")
            tono.sees("Jalannya rapat*", "Tanggal rapat")
            await tono.types("disepakati mengikuti akta")
            await tono.presses("f2")
            tono.sees("2 dokumen dicetak")
        else:
            await tono.presses("1")
        tono.sees("diteruskan ke Jawab")
        await tono.presses("t")
        tono.sees("Jawaban*")
        await tono.types("nama disesuaikan dengan akta kelahiran")
        await tono.presses("f2")
        tono.sees(f"Sampaikan jawaban {NUMBER}", "Jawaban: nama disesuaikan", "‹ Surel ›")
        tono.does_not_see("Solusi")
        await tono.presses("3", "f2")
        tono.sees("Sampai kepada pemohon lewat Surat")
        await tono.presses("y")
        tono.sees("Tanda terima", "1 dokumen dicetak", "Pesan untuk pemohon siap")
        await tono.presses("t")
        tono.sees(f"Berkas {NUMBER} selesai.")
    case = board.ok("case", "show", NUMBER)
    assert case["data"]["jawaban_lewat"] == "surat"
    series = [row["series"] for row in case["books"] if row["book"] == "agenda"]
    assert sorted(series) == ["keluar", "keluar", "masuk", "masuk"]
    steps = {step["id"]: step["minutes"] for step in board.ok("sop", "show", case["sop"])["steps"]}
    left = {event["from"] for event in case["events"] if event["from"] and event["to"] != event["from"]}
    assert sum(steps[name] for name in left) == minutes
    assert board.ok("verify")["ok"]
