"""Berkas baru by keyboard: another service, a bundle, one more service, warnings, backdating, drafts."""

from __future__ import annotations

from pathlib import Path

import pytest

from board.models.event import Event
from board.screens.register import register, registered_words
from board.services.bundles import BundleFacts
from board.services.desk import Desk, open_desk
from board.services.register_case import NewCase
from board.services.take_bundle import take_bundle
from tests.bundle_rows import arrive
from tests.commands import Commands
from tests.offices import Clock
from tests.screens.officer import Officer, at_the_board, counted
from tests.walker import APPLICANT, Walker

KK, KIA, ADUAN = "waykanan.kk_baru", "waykanan.kia_baru", "waykanan.pengaduan"
NIK = APPLICANT["nik"]


def bundle_in(home: Path, clock: Clock, **facts: str | tuple[str, ...]) -> BundleFacts:
    """A bundle that lies in the kotak masuk before the board is opened."""
    desk = open_desk(home, clock=clock)
    try:
        return arrive(desk, **facts)  # type: ignore[arg-type]
    finally:
        desk.close()


async def opens(officer: Officer, bundle: BundleFacts) -> None:
    """Press what Kotak masuk presses: make a case of this bundle."""
    screen = officer.app.screen

    async def work() -> None:
        done = await register(screen, bundle=bundle)
        screen.say(registered_words(done) if done else officer.app.take_remark())

    screen.act(work())
    for _ in range(200):
        await officer.pilot.pause(0.004)
        if officer.app.screen is not screen and officer.app.backroom.idle:
            break
    await officer.pilot.pause(0.05)


async def test_another_service_asks_other_things_and_loses_nothing(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b", "5")
        wati.sees("‹ KIA Baru ›", "NIK*", "Telepon/WhatsApp*", "Tanggal lahir anak", "‹ WA ›")
        await wati.types("siti aminah\n0000014505900001\n\n081200000001\n12-03-2019\n")
        await wati.presses("1")
        form = wati.app.screen
        ticked = {name: value for name, value in form.values().items() if name.startswith("syarat:") and value}
        assert len(ticked) == 1
        form.row("layanan").editor.focus()
        await wati.presses("8")
        wati.sees("SKPWNI", "No. KK*", "siti aminah")
        wati.does_not_see("Tanggal lahir anak")
        form.row("layanan").editor.focus()
        await wati.presses("5")
        wati.sees("siti aminah", "12-03-2019")
        assert form.values().items() >= ticked.items()
        form.row("layanan").editor.focus()
        await wati.presses("2")
        wati.sees("‹ Keliling ›")


async def test_the_service_of_the_last_registration_is_remembered(home: Path, clock: Clock, board: Commands) -> None:
    async with counted(home, "wati", clock) as wati:
        await wati.presses("b", "6")
        await wati.types("siti aminah\n0000014505900001\n\n081200000001\n")
        await wati.presses("f2")
        wati.sees("Berkas KK-2026-00001 terdaftar.")
        before = wati.keys
        await wati.presses("b")
        wati.sees("Berkas baru · Kartu Keluarga Baru")
        await wati.types("budi santoso\n0000010101800001\n\n081200000002")
        await wati.presses("f2")
        wati.sees("Berkas KK-2026-00002 terdaftar.")
        assert wati.keys - before == 5


async def test_what_follows_the_service_lands_where_it_belongs_however_fast(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b")
        await wati.pilot.press("8", "up", "5", *"siti", "enter", *NIK, "enter", "enter", *"081200000001", "enter")
        await wati.pilot.press(*"12-03-2019", "enter", "1", "f2")
        await wati.settle()
        wati.sees("Berkas KIA-2026-00001 terdaftar.")


async def test_a_form_that_is_not_decided_asks_for_the_service(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b", "tab")
        await wati.types("siti aminah")
        await wati.presses("f2")
        wati.sees("Layanan wajib diisi.")


async def test_a_bundle_becomes_a_case_with_few_keys(home: Path, clock: Clock, board: Commands) -> None:
    bundle = bundle_in(home, clock, text="mohon KK baru")
    async with counted(home, "wati", clock) as wati:
        wati.app.last_service = KIA
        await opens(wati, bundle)
        wati.sees("Kiriman 05.12 · KIA Baru", "1 foto1.jpg", "2 foto2.jpg", "mohon KK baru")
        await wati.presses("enter")
        await wati.types("siti aminah\n0000014505900001\n\n\n")
        await wati.presses("1", "enter", "2")
        wati.sees("‹ Foto 1 ›", "‹ Foto 2 ›")
        await wati.presses("f2")
        wati.sees("Berkas KIA-2026-00001 terdaftar.", "Pesan untuk pemohon siap (w).")
        wati.does_not_see("Tanda terima")
        # Enter for the service and after each of four fields, a digit for each photo, one step between them, and F2.
        assert wati.keys == 9
    case = board.ok("case", "show", "KIA-2026-00001")
    assert (case["applicant"]["phone"], case["channel"]) == ("+6281200000001", "wa")
    assert case["received_at"] == "2026-11-23T05:12:00+07:00"
    assert case["events"][0]["note"] == "Kiriman WhatsApp pukul 05.12"
    served = [item["id"] for item in case["requirements"] if item["form"] == "scan_asli"]
    assert [item["requirement"] for item in case["attachments"]] == served
    assert len(served) == 2
    assert [note["text"] for note in case["thread"]] == ["mohon KK baru"]
    assert board.ok("verify")["ok"]


async def test_one_paper_takes_several_photos(home: Path, clock: Clock, board: Commands) -> None:
    bundle = bundle_in(home, clock, names=("ktp_belakang.jpg", "ktp_depan.jpg", "kk.jpg"))
    async with at_the_board(home, "wati", clock) as wati:
        wati.app.last_service = KIA
        await opens(wati, bundle)
        wati.sees("angka lagi: tambah; Del: hapus")
        wati.does_not_see("10 dst.")
        await wati.types("\nsiti aminah\n0000014505900001\n\n\n")
        await wati.presses("3", "1")
        wati.sees("‹ Foto 1+3 ›")
        await wati.presses("1", "2")
        wati.sees("‹ Foto 2+3 ›")
        await wati.presses("4")
        wati.does_not_see("Foto 2+3")
        await wati.presses("2", "delete", "1", "2")
        wati.sees("‹ Foto 1+2 ›")
        await wati.presses("right")
        wati.sees("‹ Foto 3 ›")
        await wati.presses("2", "enter", "3", "escape")
        await opens(wati, bundle)
        wati.sees("Draf dipulihkan", "‹ Foto 2+3 ›", "‹ Foto 3 ›")
        row = wati.app.screen.row("layanan")
        row.editor.focus()
        await wati.presses("8", "up", "5")
        wati.sees("‹ Foto 2+3 ›", "‹ Foto 3 ›")
        await wati.presses("f2")
        wati.sees("Berkas KIA-2026-00001 terdaftar.")
    case = board.ok("case", "show", "KIA-2026-00001")
    told = [(item["name"], item["requirement"]) for item in case["attachments"]]
    assert told == [
        ("kk.jpg", None), ("ktp_belakang.jpg", "fc_kk"), ("ktp_depan.jpg", "fc_kk"), ("ktp_depan.jpg", "akta_lahir"),
    ]  # fmt: skip
    assert board.ok("verify")["ok"]


async def test_the_tenth_photo_is_reached_by_arrow(home: Path, clock: Clock, board: Commands) -> None:
    bundle = bundle_in(home, clock, names=tuple(f"IMG_{place}.jpg" for place in range(1, 12)))
    async with at_the_board(home, "wati", clock) as wati:
        wati.app.last_service = KIA
        await opens(wati, bundle)
        wati.sees("10 dst.: panah", "2 IMG_2.jpg", "10 IMG_10.jpg")
        await wati.types("\nsiti aminah\n0000014505900001\n\n\n")
        await wati.presses("9", "right")
        wati.sees("‹ Foto 10 ›")
        await wati.presses("1")
        wati.sees("‹ Foto 1+10 ›")
        await wati.presses("f2")
        wati.sees("Berkas KIA-2026-00001 terdaftar.")
    served = [item["name"] for item in board.ok("case", "show", "KIA-2026-00001")["attachments"] if item["requirement"]]
    assert served == ["IMG_1.jpg", "IMG_10.jpg"]


async def test_a_complaint_begins_with_the_words_that_were_sent(home: Path, clock: Clock, board: Commands) -> None:
    bundle = bundle_in(home, clock, text="nama saya salah tulis\nmohon dibetulkan")
    async with at_the_board(home, "ade", clock) as ade:
        await opens(ade, bundle)
        await ade.types("rina susanti")
        await ade.presses("f2")
        ade.sees("Berkas PGD-2026-00001 terdaftar.")
    case = board.ok("case", "show", "PGD-2026-00001")
    assert case["data"]["uraian"] == "nama saya salah tulis\nmohon dibetulkan"


async def test_a_bundle_that_a_colleague_took_loses_nothing(home: Path, clock: Clock, board: Commands) -> None:
    bundle = bundle_in(home, clock)
    async with at_the_board(home, "wati", clock) as wati:
        wati.app.last_service = KK
        await opens(wati, bundle)
        await wati.types("\nsiti aminah\n0000014505900001\n")

        def faster(desk: Desk) -> int:
            take_bundle(desk, bundle.id, KIA, "wati", NewCase({"name": "SITI", "nik": "0000010101800001"}))
            return int(Event.select().count())

        events = wati.app.backroom.submit(faster).result()
        await wati.presses("f2")
        wati.sees(f"Kiriman {bundle.id} sudah menjadi berkas KIA-2026-00001 oleh WATI KURNIA", "siti aminah")
        assert wati.app.backroom.submit(lambda desk: Event.select().count()).result() == events
        await wati.presses("escape")
        wati.sees("tersimpan sebagai draf")


async def test_one_more_service_for_the_same_applicant(home: Path, clock: Clock, board: Commands) -> None:
    async with counted(home, "wati", clock) as wati:
        await wati.presses("b", "6")
        await wati.types("siti aminah\n0000014505900001\n\n081200000001\n")
        await wati.presses("f2")
        before = wati.keys
        await wati.presses("plus")
        wati.sees("Layanan lagi", "pemohon KK-2026-00001", "SITI AMINAH", NIK, "NIK ini ada pada KK-2026-00001")
        await wati.presses("5", "f2")
        wati.sees("Berkas KIA-2026-00001 terdaftar.")
        assert wati.keys - before == 3
        await wati.presses("enter")
        wati.sees("Berkas terkait", "Layanan lain pemohon ini KK-2026-00001")
    assert board.ok("case", "show", "KK-2026-00001")["links"][0]["number"] == "KIA-2026-00001"
    assert board.ok("verify")["ok"]


async def test_whoever_registers_complaints_registers_one_about_a_case(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    service = Walker(board, KK, tmp_path).register()["number"]
    clock.forward(days=1)
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("slash")
        await ade.types(f"{service}\n")
        await ade.presses("plus")
        ade.sees(
            "Aduan tentang berkas", f"Aduan tentang berkas {service} (KK Baru).", "bila pelapornya orang lain, ganti"
        )
        ade.sees("SITI AMINAH", "Uraian aduan*")
        ade.does_not_see(NIK, "Alasan dicatat belakangan")
        await ade.presses("ctrl+u")
        await ade.types("marleni puspa\n")
        ade.app.screen.row("uraian").editor.focus()
        await ade.types("petugas tidak sopan")
        await ade.presses("f2")
        ade.sees("Berkas PGD-2026-00001 terdaftar.")
        ade.does_not_see("PGD-2026-00001 (")
    complaint = board.ok("case", "show", "PGD-2026-00001")
    assert (complaint["applicant"]["name"], complaint["applicant"]["nik"]) == ("MARLENI PUSPA", "")
    assert [item["number"] for item in complaint["about"]] == [service]
    assert complaint["received_at"].startswith("2026-11-24")
    assert board.ok("case", "show", service)["links"] == []


async def test_who_registers_both_chooses_between_a_service_beside_and_a_complaint_about(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    board.ok("user", "role", "ade", "--add", "pelayanan")
    service = Walker(board, KK, tmp_path).register()["number"]
    clock.forward(days=1)
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("slash")
        await ade.types(f"{service}\n")
        await ade.presses("plus")
        ade.sees("Layanan lagi", f"Bila layanannya aduan, itu aduan tentang berkas {service}.", NIK)
        row = ade.app.screen.row
        for sop, begun in ((ADUAN, ""), (KK, NIK), (ADUAN, "")):
            row("layanan").put(sop)
            await ade.settle()
            await ade.app.screen._change_service()
            assert (row("nik").value, bool(row("received_at").value)) == (begun, bool(begun))
        row("uraian").editor.focus()
        await ade.types("lama sekali")
        await ade.presses("f2")
        ade.sees("Berkas PGD-2026-00001 terdaftar.")
    assert [item["number"] for item in board.ok("case", "show", "PGD-2026-00001")["about"]] == [service]


async def test_a_case_waits_for_the_one_that_is_found(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    first = Walker(board, KK, tmp_path).register()["number"]
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b", "5")
        await wati.presses("f4")
        wati.sees("Belum ada berkas lain yang sedang diproses")
        await wati.types(f"putri\n{NIK}\n")
        wati.sees(f"NIK ini ada pada {first} (KK Baru, di ", "F4")
        wati.does_not_see(APPLICANT["name"])
        await wati.types("\n081200000001\n")
        await wati.presses("f4", "1", "f2")
        wati.sees("Berkas KIA-2026-00001 terdaftar.", "tunggu berkas")
        await wati.presses("enter")
        wati.sees(f"Menunggu berkas {first}")
    board.ok("case", "cancel", first, "--kind", "dicabut", "--note", "Tidak jadi.", user="wati")
    async with at_the_board(home, "wati", clock) as wati:
        wati.does_not_see("tunggu berkas")
        await wati.presses("enter")
        wati.sees(f"Menunggu berkas {first} (batal)")


async def test_what_came_in_long_ago_wants_a_reason(home: Path, clock: Clock, board: Commands) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        loket.does_not_see("Alasan dicatat belakangan")
        await loket.types(f"siti aminah\n{NIK}\n")
        loket.app.screen.row("received_at").editor.focus()
        await loket.types("9.99\n")
        loket.sees("Waktu tidak sah; tulis seperti 07.12")
        await loket.presses("ctrl+u")
        await loket.types("08.50")
        await loket.presses("up", "down")
        loket.sees("23-11-2026 08.50")
        loket.does_not_see("Alasan dicatat belakangan")
        await loket.presses("ctrl+u")
        await loket.types("kemarin 20.15")
        loket.sees("Alasan dicatat belakangan*")
        await loket.presses("f2")
        loket.sees("Alasan dicatat belakangan wajib diisi.")
        await loket.types("listrik padam\n")
        loket.sees("Berkas KKU-2026-00001 terdaftar.")
    case = board.ok("case", "show", "KKU-2026-00001")
    assert case["received_at"] == "2026-11-22T20:15:00+07:00"
    assert case["events"][0]["note"] == "listrik padam"


@pytest.mark.parametrize("user", ["wati", "loket"])
async def test_a_draft_comes_back_with_its_service(user: str, home: Path, clock: Clock) -> None:
    async with at_the_board(home, user, clock) as officer:
        await officer.presses("b", *(["5"] if user == "wati" else []))
        await officer.types("siti aminah\n0000014505900001\n\n081200000001\n12-03-2019\n")
        await officer.presses("1", "escape")
        officer.sees("tersimpan sebagai draf")
    clock.forward(hours=1)
    async with at_the_board(home, user, clock) as officer:
        await officer.presses("b")
        officer.sees("Draf dipulihkan.", "siti aminah", "081200000001")
        if user == "wati":
            officer.sees("‹ KIA Baru ›", "12-03-2019")
            assert [name for name, value in officer.app.screen.values().items() if name.startswith("syarat:") and value]
        await officer.presses("f8", "y")
        officer.does_not_see("siti aminah", "12-03-2019")


async def test_a_service_that_was_only_looked_at_leaves_no_draft(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b", "5", "up", "8", "escape")
        wati.does_not_see("draf")


async def test_who_is_in_flight_is_told_before_the_form_is_finished(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    first = Walker(board, "landak.kk_umum", tmp_path).register()["number"]
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.types(f"siti aminah\n{NIK}")
        await loket.presses("f2")
        loket.sees(f"NIK ini ada pada {first}", "F2 sekali lagi untuk tetap mendaftarkan.")
        await loket.presses("f2")
        loket.sees("Berkas KKU-2026-00002 terdaftar.")


async def test_who_registers_nothing_is_told(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("b")
        rina.sees("Peran Anda tidak mendaftarkan berkas baru pada SOP mana pun.")


async def test_a_member_in_flight_is_told_under_the_rows(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    other = Walker(board, KK, tmp_path).register()["number"]
    walker = Walker(board, "landak.kk_umum", tmp_path)
    stranger = {**APPLICANT, "nik": "0000010101800001", "no_kk": ""}
    case = walker.walk(walker.register(applicant=stranger), walker.route("ajukan", "periksa"))
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("e")
        while loket.app.focused.__class__.__name__ != "RowsEditor":
            await loket.presses("tab")
        await loket.presses("enter", "b")
        await loket.types(f"siti aminah\n{NIK}\n")
        loket.sees(f"NIK ini ada pada {other} (KK Baru")
        loket.app.screen.row("shdk").put("kepala_keluarga")
        loket.app.screen.row("jk").put("P")
        await loket.presses("f2")
        loket.sees("1. siti aminah", f"siti aminah: NIK ini ada pada {other}")
        loket.does_not_see(case["number"])


async def test_a_bundle_begins_with_its_service_even_where_the_last_one_is_set(
    home: Path, clock: Clock, board: Commands
) -> None:
    bundle = bundle_in(home, clock)
    async with at_the_board(home, "wati", clock) as wati:
        wati.app.last_service = KK
        await opens(wati, bundle)
        await wati.presses("5")
        wati.sees("‹ KIA Baru ›")
        await wati.types("siti")
        assert wati.app.screen.row("name").value == "siti"
        assert wati.app.screen.row("layanan").value == KIA


async def test_words_typed_into_a_choice_change_nothing_that_was_chosen(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("b", "6", "up")
        await wati.types("siti aminah")
        form = wati.app.screen
        assert form.row("layanan").value == KK
        wati.sees("angka untuk mengganti")
        await wati.presses("right")
        assert form.row("layanan").value != KK
        wati.does_not_see("angka untuk mengganti")
        form.row("kanal").editor.focus()
        await wati.presses("end")
        values = set()
        for _ in range(6):
            await wati.presses("space")
            values.add(form.row("kanal").value)
        assert "" not in values and len(values) > 2


async def test_emptying_puts_back_what_the_form_opened_with(home: Path, clock: Clock) -> None:
    async with at_the_board(home, "wati", clock) as wati:
        wati.app.last_service = KIA
        await wati.presses("b")
        form = wati.app.screen
        opened = form.values()
        await wati.types(f"siti aminah\n{NIK}\n\n081200000001\n12-03-2019\n")
        form.row("layanan").editor.focus()
        await wati.presses("6")
        form.row("kanal").editor.focus()
        await wati.presses("right", "f8", "y")
        assert form.values() == opened
        wati.sees("‹ KIA Baru ›", "Telepon/WhatsApp*")
        wati.does_not_see("!", "siti")
        await wati.presses("escape")
        wati.does_not_see("draf")
