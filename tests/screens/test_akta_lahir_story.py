"""Akta lahir by keyboard, from WhatsApp to the handover, with witnesses and a return on the way."""

from __future__ import annotations

from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.printing.pdf_text import read
from tests.screens.officer import at_the_board

NUMBER = "AKL-2026-00001"


async def test_akta_lahir_reaches_its_owner(home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b")
        wati.sees("Layanan*", "3 Akta Lahir")
        await wati.presses("3")
        await wati.types("dewi ratna\n0000014505900001\n\n081200000001\n")
        await wati.presses("f2")
        wati.sees(f"Berkas {NUMBER} terdaftar.", "Pesan untuk pemohon siap (w).")
        wati.does_not_see("Tanda terima dicetak")
        await wati.presses("t")
        wati.sees("diteruskan ke Verifikasi")
        await wati.presses("k")
        wati.sees("Minta dilengkapi", "Alasan", "Yang diminta dari pemohon", "F-2.01")
        await wati.presses("f2")
        wati.sees(f"Berkas {NUMBER} menunggu pemohon. Waktu dijeda.")
    clock.forward(hours=2)
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("slash")
        await wati.types("0000014505900001\n")
        wati.sees("DEWI RATNA", "Menunggu pemohon", "Terima kembali, ke Verifikasi: boleh")
        await wati.presses("t")
        wati.sees("diterima kembali; lanjut di Verifikasi")
        await wati.presses("t")
        wati.sees("Tanggal lahir anak*")
        await wati.types("02-11-2026\n")
        await wati.presses("1", "enter", "1", "f2")
        wati.sees("Persyaratan belum lengkap", "Surat keterangan kelahiran atau F-2.03")
        await wati.presses("p")
        wati.sees("Yang diminta (3)", "* semua", "Surat keterangan kelahiran", "belum datang")
        wati.does_not_see("Buku nikah")
        await wati.presses("asterisk")
        await wati.presses("space", "down", "space", "down", "down", "space", "down", "down", "space", "enter")
        wati.sees("Persyaratan tersimpan.")
        await wati.presses("t")
        wati.sees("diteruskan ke Koreksi Kasi", "1 dokumen dicetak")
    for user, tray in (("candra", "Koreksi Kabid"), ("dian", "Blangko"), ("candra", "Entri SIAK")):
        async with at_the_board(home, user, clock) as head:
            await head.presses("t")
            head.sees(f"diteruskan ke {tray}")
    async with at_the_board(home, "oki", clock) as oki:
        await oki.presses("t")
        oki.sees("Nama anak*", "No. akta kelahiran")
        await oki.types("putri ayu lestari\n")
        await oki.presses("p", "enter")
        await oki.types("way kanan\n")
        await oki.types("1\n")
        oki.sees("Nama ayah*")
        await oki.types("budi santoso\nsiti aminah\n46\npetani\njl. merdeka no. 1\n")
        oki.sees("Nama saksi I*")
        await oki.types("joko prasetyo\n0000010303750003\ndewi anggraini\n0000014404780004\n")
        await oki.types("0000-lu-23112026-0001")
        await oki.presses("f2")
        oki.sees("diteruskan ke Ttd register", "2 dokumen dicetak")
    async with at_the_board(home, "serah", clock) as serah:
        serah.sees("menunggu saksi")
        await serah.presses("t")
        serah.sees("diteruskan ke Pengajuan ttd")
        await serah.presses("t")
        serah.sees("diteruskan ke Tanda tangan")
    async with at_the_board(home, "harun", clock) as kadis:
        await kadis.presses("k", "4", "f2")
        kadis.sees("dikembalikan ke Entri SIAK")
    async with at_the_board(home, "oki", clock) as oki:
        await oki.presses("t")
        oki.sees("diteruskan ke Ttd register")
    async with at_the_board(home, "serah", clock) as serah:
        await serah.presses("t", "t")
        serah.sees("diteruskan ke Tanda tangan")
    async with at_the_board(home, "harun", clock) as kadis:
        await kadis.presses("t", "y")
        kadis.sees("diteruskan ke Kabar selesai")
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("t")
        wati.sees("diteruskan ke Serah terima", "Pesan untuk pemohon siap")
    async with at_the_board(home, "serah", clock) as serah:
        await serah.presses("t")
        await serah.types("dewi ratna\n")
        await serah.presses("1", "enter")
        await serah.types("ktp-el\n")
        await serah.presses("2", "enter")
        serah.sees("Pernyataan penerima*", "Alasan tanpa bukti pengambilan*")
        await serah.presses("1", "enter")
        await serah.types("bukti hilang\n")
        serah.sees(f"Berkas {NUMBER} selesai.")
    case = board.ok("case", "show", NUMBER)
    assert case["status"] == "selesai"
    numbers = {row["book"]: row["text"] for row in case["books"]}
    assert numbers["akta_lahir"] == "AL/2026/0001"
    assert numbers["antrean"] == "A-001"
    (page,) = [job for job in case["prints"] if job["document"] == "register_akta" and job["round"] == 1]
    printed = read((home / "spool" / page["path"]).read_bytes())
    assert printed.says("I JOKO PRASETYO 0000010303750003")
    assert printed.says("46 tahun Pekerjaan : petani Alamat : jl. merdeka no. 1")
    assert case["data"]["no_akta_lahir"] == "0000-LU-23112026-0001"
    assert board.ok("verify")["ok"]
