"""A kasi goes on leave: the deputy has the kasi's column from the first day to the last, and acts as Plh."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from tests.commands import Commands
from tests.offices import Clock
from tests.printing import pdf_text
from tests.screens.officer import at_the_board
from tests.services.test_absences import stands_in
from tests.walker import Walker

KK, SKPWNI = "waykanan.kk_baru", "waykanan.skpwni"


def before_the_kasi(board: Commands, folder: Path, count: int) -> list[str]:
    walker = Walker(board, KK, folder)
    return [
        str(walker.walk(walker.register(), walker.route("kirim", "koreksi_kasi"))["number"]) for _ in range(count)
    ]  # fmt: skip


async def test_the_deputy_has_the_column_from_the_first_day_to_the_last(
    home: Path, clock: Clock, board: Commands, tmp_path: Path
) -> None:
    numbers = before_the_kasi(board, tmp_path, 3)
    mandate = stands_in(board, "candra", "rina", "2026-11-24", "2026-11-25")
    async with at_the_board(home, "candra", clock) as candra:
        candra.sees("Koreksi Kasi", "berkas 0", "CANDRA WIJAYA · Kasi Capil")
        candra.does_not_see(numbers[0])
    clock.now = datetime(2026, 11, 23, 17, 0, tzinfo=UTC)  # midnight of Tuesday, WIB
    async with at_the_board(home, "candra", clock) as candra:
        candra.sees("Plh. Kasi Dafduk", numbers[0], "Hari ini tidak di tempat: RINA MARLINA (s.d. 25 Nov, Plh. CANDRA")
        await candra.presses("t")
        candra.sees(f"Berkas {numbers[0]} diteruskan ke Koreksi Kabid (Kabid).")
    board.ok("mandate", "letter", mandate, "800/44/2026", user="admin")
    clock.now = datetime(2026, 11, 25, 16, 59, tzinfo=UTC)  # a minute before the end of Wednesday
    async with at_the_board(home, "candra", clock) as candra:
        candra.sees(f">{numbers[1]}")
        await candra.presses("t")
        candra.sees(f"Berkas {numbers[1]} diteruskan ke Koreksi Kabid (Kabid).")
        # The session stays open over midnight.
        clock.forward(minutes=2)
        await candra.presses("t")
        candra.does_not_see(f"Berkas {numbers[2]} diteruskan")
        candra.sees("Kasi")
        await candra.presses("r")
        candra.does_not_see(numbers[2])
    told = [board.ok("case", "show", number)["events"][-1] for number in numbers[:2]]
    assert [(event["actor"], event["acting_for"]) for event in told] == [
        ("CANDRA WIJAYA, S.H.", "Plh. RINA MARLINA, S.Sos. (nomor surat menyusul)"),
        ("CANDRA WIJAYA, S.H.", "Plh. RINA MARLINA, S.Sos. (surat 800/44/2026)"),
    ]
    assert board.ok("case", "show", numbers[2])["step"]["id"] == "koreksi_kasi"


async def test_the_lembar_paraf_names_who_stood_in(home: Path, clock: Clock, board: Commands, tmp_path: Path) -> None:
    walker = Walker(board, SKPWNI, tmp_path)
    case = walker.walk(walker.register(), walker.route("kirim", "koreksi_kasi"))
    stands_in(board, "candra", "rina", "2026-11-23", "2026-11-24", "--letter", "800/1/2026")
    async with at_the_board(home, "candra", clock) as candra:
        await candra.presses("t")
        candra.sees(f"Berkas {case['number']} diteruskan ke")
    walker.walk(walker.show(case["number"]), walker.route("koreksi_kabid", "kabar"))
    board.ok("print", "run")
    paper = next(row for row in board.ok("case", "show", case["number"])["prints"] if row["document"] == "lembar_paraf")
    told = " ".join(pdf_text.read((home / "spool" / paper["path"]).read_bytes()).text.split())
    assert "Plh." in told
    assert "CANDRA WIJAYA" in told
