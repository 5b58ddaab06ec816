"""KK umum from the counter to the citizen, by keyboard: loket, kasi, kabid, kadis, loket."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board

NUMBER = "KKU-2026-00001"


async def register(loket: Officer) -> None:
    await loket.presses("b")
    loket.sees("Berkas baru", "Kartu Keluarga (KK) Umum")
    await loket.types("siti aminah\n0000014505900001\n\n081200000001\n")
    await loket.presses("enter", "1", "f2")
    loket.sees(f"Berkas {NUMBER} terdaftar.", "Tanda terima dicetak.", f">{NUMBER}")


async def complete(loket: Officer) -> None:
    """What is missing is asked for by the key that needs it."""
    await loket.presses("t")
    loket.sees("diteruskan ke Periksa, entri")
    await loket.presses("t")
    loket.sees("Jenis permohonan*")
    await loket.presses("1", "enter", "2", "enter")
    await loket.types("siti aminah\njl. merdeka no. 1\nbaradatu\numpu semenguk\n")
    await loket.presses("f2")
    loket.sees("1 medan wajib masih kosong.", "Anggota keluarga wajib diisi.")
    await loket.presses("enter", "b")
    await loket.types("siti aminah\n0000014505900001\n")
    await loket.presses("2", *["tab"] * 9, "1", "f2", "f2", "f2")
    loket.sees("Persyaratan belum lengkap", "Tekan p")
    await loket.presses("p")
    loket.sees("[x] F-1.02", "[ ] KK lama", "[ ] Bukti peristiwa")
    await loket.presses("down", "space", "down", "space", "enter")
    loket.sees("Persyaratan tersimpan.")


async def test_kk_umum_reaches_the_citizen(home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await register(loket)
        await complete(loket)
        await loket.presses("t")
        loket.sees("diteruskan ke Koreksi Kasi", "2 dokumen dicetak")
    async with at_the_board(home, "rina", clock) as kasi:
        kasi.sees("KOREKSI KASI", NUMBER, "SITI A.")
        kasi.does_not_see("SITI AMINAH", "0000014505900001")
        await kasi.presses("k")
        await kasi.presses("1")
        await kasi.presses("tab")
        await kasi.types("ejaan nama ibu")
        await kasi.presses("f2")
        kasi.sees("dikembalikan ke Periksa, entri")
    async with at_the_board(home, "loket", clock) as loket:
        loket.sees("kembali 1x")
        await loket.presses("enter")
        loket.sees("SITI AMINAH")
        for _ in range(8):
            await loket.presses("pagedown")
        loket.sees("Dikembalikan ke Periksa, entri", "Salah tulis, ejaan nama ibu")
        await loket.presses("escape", "t")
        loket.sees("diteruskan ke Koreksi Kasi")
    for user, tray in (("rina", "Koreksi Kabid"), ("bakti", "Cetak")):
        async with at_the_board(home, user, clock) as head:
            await head.presses("t")
            head.sees(f"diteruskan ke {tray}")
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("t")
        loket.sees("No. KK terbit")
        await loket.types("0000012311260001")
        await loket.presses("f2")
        loket.sees("diteruskan ke Tanda tangan")
    async with at_the_board(home, "harun", clock) as kadis:
        await kadis.presses("t")
        kadis.sees("sudah ditandatangani?")
        await kadis.presses("y")
        kadis.sees("diteruskan ke Registrasi")
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("t")
        loket.sees("diteruskan ke Serah terima", "Pesan untuk pemohon siap")
        await loket.presses("t")
        loket.sees("Nama penerima*")
        await loket.types("siti aminah\n")
        await loket.presses("1", "enter")
        await loket.types("ktp-el\n")
        await loket.presses("1", "enter")
        await loket.types("salah1\n")
        code = board.apart("case", "show", NUMBER)["pickup_code"]
        loket.sees("Kode pada bukti pengambilan tidak cocok", "1 medan perlu dibetulkan.")
        loket.does_not_see(code)
        assert "kode_ambil" not in board.apart("case", "show", NUMBER)["data"], "a misread code is not stored"
        await loket.presses("ctrl+u")
        await loket.types(f"{code[:3].lower()}-{code[3:]}\n")
        loket.sees(f"Berkas {NUMBER} selesai.")
    case = board.ok("case", "show", NUMBER)
    assert case["status"] == "selesai"
    assert {row["book"] for row in case["books"]} == {"pendaftaran", "agenda", "penyerahan", "arsip"}
    assert {(job["document"], job["round"]) for job in case["prints"]} == {
        ("tanda_terima_berkas", 1), ("tanda_bukti_pengambilan", 1), ("konsep_kk", 1), ("lembar_koreksi", 1),
        ("konsep_kk", 2), ("map_ttd", 2), ("bukti_penyerahan", 2),
    }  # fmt: skip
    assert {job["state"] for job in case["prints"]} == {"rendered"}
    assert board.ok("verify")["ok"]
