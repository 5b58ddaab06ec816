"""A line that drops, for every form there is: what was typed is there again, in the same field, at the same letter."""

from __future__ import annotations

import ast
import threading
from pathlib import Path
from unittest.mock import patch

import pytest
from textual.events import Key

from board.errors import DatabaseUnreachable, Refused
from board.models.thread import Draft
from board.screens.ways import WAYS
from board.services.desk import Desk, open_desk
from board.services.drafts import Left, OpenDraft, Way, find_draft
from tests.commands import Commands
from tests.complaints import complaint
from tests.offices import Clock
from tests.screens.broken_off import SCENES, World, drops, goes, stands
from tests.screens.officer import Officer, at_the_board

SCREENS = Path(__file__).resolve().parents[2] / "board" / "screens"


@pytest.fixture
def world(board: Commands, tmp_path: Path) -> World:
    return World(board, tmp_path)


@pytest.mark.parametrize("kind", SCENES)
async def test_every_form_that_was_broken_off_is_gone_on_with_exactly(
    kind: str, world: World, home: Path, clock: Clock
) -> None:
    told = SCENES[kind]
    case = told.prepare(world)
    async with at_the_board(home, told.user, clock) as officer:
        officer.does_not_see("draf", "Terputus")
        await goes(officer, told.steps, case)
        if kind != "ticks":
            await officer.presses("left", "left")
        before = stands(officer)
        drops(officer)
    async with at_the_board(home, told.user, clock) as officer:
        officer.sees("Terputus 09.", "Tekan z untuk melanjutkan.", "draf 1")
        await officer.presses("z")
        officer.sees("Isian yang belum disimpan", "terputus 09.")
        await officer.presses("enter")
        assert stands(officer) == before
        # Left now, it is a draft that nobody is told of any more, and that is still there.
        if kind != "ticks":
            await officer.presses("escape")
            officer.sees("Isian yang belum disimpan tersimpan sebagai draf.")
            while type(officer.app.screen).__name__ != "BoardScreen":
                await officer.presses("escape")
            officer.sees("draf 1")
    if kind != "ticks":
        async with at_the_board(home, told.user, clock) as officer:
            officer.does_not_see("Terputus")
            await officer.presses("z")
            officer.sees("ditinggal 09.")
            await officer.presses("enter")
            assert stands(officer) == before


def test_every_way_has_its_scene_and_every_form_its_way() -> None:
    assert SCENES.keys() == WAYS.keys()
    named = set()
    for path in SCREENS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name):
                continue
            if node.func.id == "Form":
                given = {word.arg for word in node.keywords}
                assert len({"way", "part"} & given) == 1, f"{path.name}:{node.lineno}: a form that nothing keeps"
            elif node.func.id == "Way" and isinstance(node.args[0], ast.Constant):
                named.add(node.args[0].value)
    assert named == WAYS.keys() - {"note"}, "a note is named by the service of notes"


# --- exactly -------------------------------------------------------------------------------------------------------


async def to_rows(loket: Officer) -> None:
    """To the family members of a KK."""
    await loket.presses("e")
    while type(loket.app.focused).__name__ != "RowsEditor":
        await loket.presses("tab")
    await loket.presses("enter")


async def gone_on(officer: Officer) -> None:
    """What was broken off last is opened again."""
    await officer.presses("z", "enter")


async def test_a_row_that_was_being_written_is_there_again(
    world: World, home: Path, clock: Clock, board: Commands
) -> None:
    number = world.at_loket()
    async with at_the_board(home, "loket", clock) as loket:
        await to_rows(loket)
        await loket.presses("b")
        await loket.types("budi santoso\n0000010101800001\n")
        await loket.presses("1", "f2", "1", "f2", "b")
        await loket.types("ani lestari\n00000141")
        await loket.presses("left", "left")
        before = stands(loket)
        drops(loket)
    async with at_the_board(home, "loket", clock) as loket:
        await gone_on(loket)
        loket.sees("baris 2")
        assert stands(loket) == before
        await loket.presses("escape")
        loket.sees("1. budi santoso", "2. ani lestari")
        await loket.presses("f2")
        loket.sees("2 baris")
        await loket.presses("escape")
    (name,) = [row["nama"] for row in board.ok("case", "show", number)["data"].get("anggota", [{"nama": ""}])[:1]]
    assert "SANTOSO" not in name, "nothing is saved that nobody saved"


async def test_a_row_that_was_being_changed_or_taken_away(world: World, home: Path, clock: Clock) -> None:
    world.at_loket()
    async with at_the_board(home, "loket", clock) as loket:
        await to_rows(loket)
        for name in ("budi", "ani", "cici"):
            await loket.presses("b")
            await loket.types(name)
            await loket.presses("escape")
        await loket.presses("end", "x", "up", "enter", "end")
        await loket.types(" lestari")
        await loket.presses("left")
        before = stands(loket)
        drops(loket)
    async with at_the_board(home, "loket", clock) as loket:
        await gone_on(loket)
        assert stands(loket) == before
        await loket.presses("escape")
        loket.sees("1. budi")
        loket.does_not_see("cici")


async def test_the_cursor_in_a_text_of_several_lines(world: World, home: Path, clock: Clock, board: Commands) -> None:
    number = complaint(board)
    text = "\n".join(f"baris ke {place}" for place in range(40))
    async with at_the_board(home, "ade", clock) as ade:
        await ade.presses("enter", "n", "1")
        await ade.types(text)
        await ade.presses(*["up"] * 25, "home", "right", "right")
        before = stands(ade)
        assert before["cursor"] == (14, 2)
        drops(ade)
    async with at_the_board(home, "ade", clock) as ade:
        await gone_on(ade)
        assert stands(ade) == before
        ade.sees("baris ke 14")
        await ade.presses("X", "f2")
        ade.sees("Catatan internal tersimpan.")
        await ade.presses("escape")
        ade.does_not_see("draf")
    said = [note["text"] for note in board.ok("case", "show", number)["thread"] if note["kind"] == "internal"]
    assert said == [text.replace("baris ke 14", "baXris ke 14")]


async def test_a_registration_comes_back_with_its_service_and_from_its_bundle(
    world: World, home: Path, clock: Clock, board: Commands
) -> None:
    world.bundle()
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("i", "b", "6")
        await wati.types("siti aminah\n")
        await wati.presses("shift+tab", "home", "right")
        before = stands(wati)
        drops(wati)
    async with at_the_board(home, "wati", clock) as wati:
        wati.sees("Kiriman 07.01 · KK Baru (SITI A.)")
        await gone_on(wati)
        assert stands(wati) == before
        await wati.presses("tab")
        await wati.types("0000014505900001")
        await wati.presses("f2")
        wati.sees("menjadi berkas")
        await wati.presses("escape")
        wati.does_not_see("draf")
    assert len(board.ok("case", "list")["rows"]) == 1


async def test_a_form_far_down_is_seen_where_it_was(world: World, home: Path, clock: Clock) -> None:
    world.at_loket()
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("e")
        far = [row for row in loket.app.screen.rows if row.display and row.field.type == "text"][-1]
        far.editor.focus()
        await loket.types("9")
        before = stands(loket)
        drops(loket)
    async with at_the_board(home, "loket", clock) as loket:
        await gone_on(loket)
        assert stands(loket) == before
        row = loket.app.screen.row(before["field"])
        assert loket.app.screen.query_one("VerticalScroll").region.contains_region(row.region)


# --- a save under way ------------------------------------------------------------------------------------------------


class Stalled:
    """The office's answer waits until a test lets it go; what was asked is carried out all the same."""

    def __init__(self, officer: Officer) -> None:
        self._go_on = threading.Event()
        self._began = threading.Event()
        officer.app.backroom.submit(self._wait)
        self._began.wait(10)

    def _wait(self, desk: Desk) -> None:
        self._began.set()
        self._go_on.wait(10)

    def go_on(self) -> None:
        """Answer again."""
        self._go_on.set()


async def test_a_line_that_drops_while_a_save_is_answered_saves_once(
    world: World, home: Path, clock: Clock, board: Commands
) -> None:
    number = world.before_kasi()
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("k", "1", "tab")
        await rina.types("alamat keliru")
        office = Stalled(rina)
        await rina.pilot.press("f2")
        await rina.pilot.press("escape")
        rina.sees("Tunggu sebentar: yang terakhir diminta masih dikerjakan.")
        drops(rina)
        office.go_on()
    events = [event["intent"] for event in board.ok("case", "show", number)["events"]]
    async with at_the_board(home, "rina", clock) as rina:
        if events.count("kembalikan"):
            rina.does_not_see("draf")
        else:
            rina.sees("draf 1")
            await gone_on(rina)
            rina.sees("alamat keliru")
            await rina.presses("f2")
            rina.sees(f"Berkas {number} dikembalikan")
            rina.does_not_see("draf")
    assert [event["intent"] for event in board.ok("case", "show", number)["events"]].count("kembalikan") == 1


async def test_a_refusal_leaves_the_form_and_its_draft(world: World, home: Path, clock: Clock) -> None:
    world.kk()
    async with at_the_board(home, "wati", clock) as wati:
        await wati.presses("c", "enter", "enter")
        await wati.types("tinta habis")
        with patch("board.screens.papers.reprint", side_effect=Refused("Printer sedang dipindahkan.")):
            await wati.presses("f2")
        wati.sees("Printer sedang dipindahkan.", "tinta habis")
        drops(wati)
    async with at_the_board(home, "wati", clock) as wati:
        await gone_on(wati)
        wati.sees("tinta habis")
        await wati.presses("f2")
        wati.sees("Dicetak ulang sebagai SALINAN KE-2.")


async def test_what_cannot_be_kept_is_told_and_not_left(world: World, home: Path, clock: Clock) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.types("siti aminah")
        with patch.object(OpenDraft, "_write", side_effect=DatabaseUnreachable("Ruang penyimpanan penuh.")):
            await loket.presses("escape")
            loket.sees("Ruang penyimpanan penuh.", "siti aminah")
            loket.app.screen._keep_now()
            await loket.settle()
            loket.sees("Ruang penyimpanan penuh.")
        await loket.presses("escape")
        loket.sees("tersimpan sebagai draf", "draf 1")


async def test_the_one_of_two_that_was_chosen_is_gone_on_with(home: Path, clock: Clock) -> None:
    opened = open_desk(home, clock=clock)
    for name in ("budi santoso", "siti aminah"):
        OpenDraft("loket", Way("new")).keep(opened, Left({"name": name}, name), over=True)
        clock.forward(minutes=1)
    opened.close()
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("z", "down", "enter")
        loket.sees("budi santoso")
        await loket.presses("tab")
        await loket.types("0000014505900001")
        await loket.presses("f2")
        loket.sees("terdaftar", "draf 1")
        await loket.presses("z", "enter")
        loket.sees("siti aminah")


async def test_an_account_that_was_closed_meanwhile_keeps_what_was_written(
    world: World, home: Path, clock: Clock, board: Commands
) -> None:
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.types("siti aminah")
        board.apart("user", "disable", "loket")
        drops(loket)
    opened = open_desk(home)
    kept = find_draft(opened, "loket", "new")
    opened.close()
    assert kept is not None and kept.values["name"] == "siti aminah" and kept.cut


async def test_scans_that_wait_are_recorded_when_the_line_drops(
    world: World, home: Path, clock: Clock, board: Commands
) -> None:
    numbers = [world.before_kasi() for _ in range(3)]
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("j")
        office = Stalled(rina)
        for number in numbers:
            for key in (*number.replace("-", "~"), "\n"):
                rina.app.post_message(Key(*{"~": ("minus", "-"), "\n": ("enter", None)}.get(key, (key, key))))
        await rina.pilot.pause()
        drops(rina)
        office.go_on()
    assert [row["number"] for row in board.ok("physical", "list", "--holder", "rina")["rows"]] == numbers


# --- the case has gone on --------------------------------------------------------------------------------------------


async def test_a_form_that_is_no_longer_possible_stays_legible_until_it_is_thrown_away(
    world: World, home: Path, clock: Clock, board: Commands
) -> None:
    number = world.before_kasi()
    async with at_the_board(home, "rina", clock) as rina:
        await rina.presses("k", "1", "tab")
        await rina.types("alamat keliru\nlihat 0000014505900001")
        drops(rina)
    board.ok("case", "move", number, "setujui", user="rina")
    async with at_the_board(home, "rina", clock) as rina:
        rina.sees(f"Terputus 09.00: Kembalikan, ke Periksa, entri · {number} · SITI A. Tekan z")
        await gone_on(rina)
        rina.sees(f"Berkas {number} tidak punya gerak kembali pada", "tetap tersimpan di sini")
        rina.sees("Alasan: ", "Catatan:")
        rina.sees("alamat keliru", "lihat 0000014505900001")
        await rina.presses("x", "escape")
        rina.sees("alamat keliru")
        await rina.presses("escape")
        rina.sees("draf 1")
        await gone_on(rina)
        await rina.presses("x", "y")
        rina.sees(f"Dibuang: Kembalikan, ke Periksa, entri · {number} · SITI A.")
        rina.does_not_see("draf 1")


async def test_what_a_colleague_filled_in_meanwhile_is_not_put_back(
    world: World, home: Path, clock: Clock, board: Commands
) -> None:
    number = world.at_loket()
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("e")
        loket.app.screen.row("rt").editor.focus()
        await loket.presses("end", *["backspace"] * 3, "7")
        drops(loket)
    board.ok("case", "edit", number, "--file", "-", user="loket", stdin={"alamat": "JL. BARU 2"})
    async with at_the_board(home, "loket", clock) as loket:
        await gone_on(loket)
        values = loket.app.screen.values()
        assert (values["alamat"], values["rt"]) == ("JL. BARU 2", "7")
        await loket.presses("f2")
        loket.sees("Data tersimpan.")
    data = board.ok("case", "show", number)["data"]
    assert (data["alamat"], data["rt"]) == ("JL. BARU 2", "007")


async def test_a_complaint_about_whoever_wrote_stays_unknown_to_them(
    world: World, home: Path, clock: Clock, board: Commands
) -> None:
    number = complaint(board)
    async with at_the_board(home, "timo", clock) as timo:
        await timo.presses("slash")
        await timo.types(f"{number}\n")
        await timo.presses("n", "n", "1")
        await timo.types("pelapor kurang sabar")
        drops(timo)
    board.ok("case", "accused", number, "timo", "--note", "menolak", user="ade")
    async with at_the_board(home, "timo", clock) as timo:
        timo.sees("Isian pada berkas yang tertutup bagi Anda")
        timo.does_not_see(number)
        await timo.presses("z")
        timo.does_not_see(number, "pelapor kurang sabar")
        for key in ("enter", "l"):
            await timo.presses(key)
            timo.sees("tidak dapat dibuka; hanya dapat dibuang")
            timo.does_not_see(number, "pelapor kurang sabar")
        await timo.presses("x", "y", "escape")
        timo.does_not_see("draf")


# --- the list --------------------------------------------------------------------------------------------------------


async def test_several_that_were_broken_off_or_left(world: World, home: Path, clock: Clock) -> None:
    world.before_kasi()
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("b")
        await loket.types("siti aminah\n0000014505900001\n0000010101150001\n081200000001\n")
        await loket.presses("escape")
        clock.forward(minutes=5)
    async with at_the_board(home, "loket", clock) as loket:
        loket.does_not_see("Terputus")
        await loket.presses("g", "b", "1")
        await loket.types("lambat")
        drops(loket)
    clock.forward(days=1)
    async with at_the_board(home, "loket", clock) as loket:
        loket.sees("Terputus 23 Nov 09.05: Gangguan SIAK: sejak kapan. Tekan z untuk melanjutkan.", "draf 2")
        await loket.presses("z")
        lines = [line.strip("> ") for line in loket.screen_text.splitlines()[1:3]]
        assert lines[0].startswith("Gangguan SIAK") and lines[0].endswith("terputus 23 Nov 09.05")
        assert lines[1].startswith("Berkas baru · KK Umum (SITI A.)") and lines[1].endswith("ditinggal 23 Nov 09.00")
        loket.does_not_see("0000014505900001", "081200000001", "aminah")
        await loket.presses("down", "l")
        loket.sees("Nama pemohon: siti aminah", "NIK: 0000014505900001")
        await loket.presses("escape", "x", "escape")
        loket.sees("Berkas baru · KK Umum (SITI A.)")
        await loket.presses("x", "y")
        loket.sees("Dibuang: Berkas baru · KK Umum (SITI A.).")
        await loket.presses("f2", "escape")
        loket.sees("draf 1")


async def test_the_list_goes_on_by_pages(home: Path, clock: Clock) -> None:
    opened = open_desk(home, clock=clock)
    for place in range(203):
        OpenDraft("loket", Way("outage", which=f"x{place}")).keep(opened, Left({"reason": "a"}, f"Isian {place:03d}"))
        clock.forward(seconds=1)
    opened.close()
    async with at_the_board(home, "loket", clock) as loket:
        loket.sees("Dan 202 isian lain.", "draf 203")
        await loket.presses("z")
        loket.sees("Isian 202")
        await loket.presses("end")
        loket.sees("Tampilkan lebih banyak", "Isian 003")
        await loket.presses("enter", "end")
        loket.sees("Isian 000")
        await loket.presses("enter")
        loket.sees("tidak dicatat lagi di kantor ini", "reason: a")


async def test_what_no_form_reads_any_more_is_told(home: Path, clock: Clock, board: Commands) -> None:
    opened = open_desk(home, clock=clock)
    row = {"office": "contoh", "user": "loket", "title": "", "way": "", "place": "", "cut": 0}
    Draft.insert(**row, form="old", body='{"name": "SITI"}', at=2).execute()
    Draft.insert(**row, form="torn", body='{"name": "SI', at=1).execute()
    opened.close()
    async with at_the_board(home, "loket", clock) as loket:
        await loket.presses("z")
        loket.sees("Isian dari versi lama", "Isian yang tidak terbaca lagi")
        await loket.presses("enter")
        loket.sees("Isian ini disimpan versi lama", "name: SITI")
        await loket.presses("escape", "z", "down", "enter")
        loket.sees("hanya dapat dibuang (x)")
        await loket.presses("x", "y")
        loket.sees("Dibuang")
